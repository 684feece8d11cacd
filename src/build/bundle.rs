//! An engine and an index to the files of a bundle.

use super::assets::{Engine, STANDALONE};
use super::inject::{InjectError, inject};
use super::publish::{Files, hex};
use sha2::{Digest, Sha256};

/// Name of the module that a bundle's pages load.
pub const BUNDLE_WASM: &str = "tarjuman.wasm";
/// The script that is told which module belongs to it.
const SCRIPT: &str = "tarjuman.js";
/// The script that is told which files belong to a build.
const SERVICE_WORKER: &str = "tarjuman.sw.js";
/// What nobody needs without a network.
const NOT_KEPT: [&str; 2] = ["tarjuman.d.ts", SERVICE_WORKER];
/// What `www/load.js` and `www/tarjuman.sw.js` have in place of the values.
const HASH_PLACEHOLDER: &str = "__TARJUMAN_VERSION_HASH__";
const CHECK_PLACEHOLDER: &str = "__TARJUMAN_CODE_CHECK__";
const FILES_PLACEHOLDER: &str = "__TARJUMAN_FILES__";

/// What a build makes of an engine and an index.
#[derive(Debug)]
pub struct Bundle {
    /// What is to be published.
    pub files: Files,
    /// Identifies the build: it changes with any of the files.
    pub hash: String,
    /// The script of a page that stands alone, stamped; `None` where the engine has none.
    pub(crate) standalone: Option<String>,
}

/// Why no bundle can be made of an engine and an index.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The index does not go into the module.
    #[error(transparent)]
    Inject(#[from] InjectError),
    /// The engine's script is of another version than this program.
    #[error(
        "the engine's {name} has no place for {placeholder}; build engine and command line together, with build.sh"
    )]
    Script {
        /// The file.
        name: &'static str,
        /// What is not in it, or not exactly once.
        placeholder: &'static str,
    },
    /// The engine has no script for a page.
    #[error("the engine's {STANDALONE} cannot be read, which --single-file needs; build.sh puts it beside engine.wasm")]
    NoStandalone,
    /// The engine's script cannot stand in a page.
    #[error("the engine's {STANDALONE} holds {found:?}, which no script within a page may; pack it with build.sh")]
    Inline {
        /// What is in it.
        found: &'static str,
    },
}

/// The files of a bundle.
///
/// Scripts carry stamps: the hash, which changes the urls of what they load with its content, and the *code check*
/// `<total>:<head>:<tail>:<crc>`: length of the module, of what stands before and behind the index in it, and the
/// CRC-32/ISO-HDLC of these two pieces in a row, in hexadecimal. With it a browser refuses a module whose code was
/// damaged before it runs any; the index has checksums of its own. The service worker carries the hash, and names and
/// SHA-256 of the files that it keeps.
///
/// # Errors
/// The engine is damaged or no engine, or its files are not of one version.
pub fn bundle(engine: &Engine, index: &[u8]) -> Result<Bundle, BundleError> {
    let injected = inject(&engine.wasm, index)?;
    let hash = build_hash(engine, &injected.wasm);
    let (head, rest) = injected.wasm.split_at(injected.code_len);
    let tail = &rest[index.len()..];
    let mut crc = flate2::Crc::new();
    crc.update(head);
    crc.update(tail);
    let check = format!("{}:{}:{}:{:08x}", injected.wasm.len(), head.len(), tail.len(), crc.sum());
    let script =
        |name, content: &[u8]| stamped(name, content, &[(HASH_PLACEHOLDER, &hash), (CHECK_PLACEHOLDER, &check)]);

    let mut files: Files = engine.files.iter().map(|(name, content)| (name.clone(), content.to_vec())).collect();
    if let Some(content) = files.get_mut(SCRIPT) {
        *content = script(SCRIPT, content)?.into_bytes();
    }
    files.insert(BUNDLE_WASM.to_owned(), injected.wasm);
    let kept = files.iter().filter(|(name, _)| !NOT_KEPT.contains(&name.as_str()));
    let kept: Vec<String> = kept.map(|(name, bytes)| format!("{name}:{}", hex(&Sha256::digest(bytes)))).collect();
    if let Some(content) = files.get_mut(SERVICE_WORKER) {
        let stamps = [(HASH_PLACEHOLDER, hash.as_str()), (FILES_PLACEHOLDER, &kept.join(","))];
        *content = stamped(SERVICE_WORKER, content, &stamps)?.into_bytes();
    }
    let standalone = engine.standalone.as_deref().map(|content| script(STANDALONE, content)).transpose()?;
    Ok(Bundle { files, hash, standalone })
}

/// Of the module and of every file beside it, since any of them may change with a version.
fn build_hash(engine: &Engine, wasm: &[u8]) -> String {
    let mut hash = Sha256::new_with_prefix(wasm);
    for (name, content) in &engine.files {
        hash.update(Sha256::digest(name));
        hash.update(Sha256::digest(content));
    }
    hex(&hash.finalize())[..16].to_owned()
}

/// A script with a value in each of its places, which must be there exactly once.
fn stamped(name: &'static str, script: &[u8], stamps: &[(&'static str, &str)]) -> Result<String, BundleError> {
    let mut text = String::from_utf8_lossy(script).into_owned();
    for &(placeholder, value) in stamps {
        if text.matches(placeholder).count() != 1 {
            return Err(BundleError::Script { name, placeholder });
        }
        text = text.replacen(placeholder, value, 1);
    }
    Ok(text)
}
