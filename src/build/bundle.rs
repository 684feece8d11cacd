//! An engine and an index to the files of a bundle.

use super::assets::Engine;
use super::inject::{InjectError, inject};
use super::publish::{Files, hex};
use sha2::{Digest, Sha256};

/// Name of the module that a bundle's pages load.
pub const BUNDLE_WASM: &str = "tarjuman.wasm";
/// The script that is told which module belongs to it.
const SCRIPT: &str = "tarjuman.js";
/// What `www/load.js` has in place of the values.
const HASH_PLACEHOLDER: &str = "__TARJUMAN_VERSION_HASH__";
const CHECK_PLACEHOLDER: &str = "__TARJUMAN_CODE_CHECK__";

/// Why no bundle can be made of an engine and an index.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The index does not go into the module.
    #[error(transparent)]
    Inject(#[from] InjectError),
    /// The engine's script is of another version than this program.
    #[error(
        "the engine's {SCRIPT} has no place for {placeholder}; build engine and command line together, with build.sh"
    )]
    Script {
        /// What is not in it, or not exactly once.
        placeholder: &'static str,
    },
}

/// The files of a bundle, and the hash that identifies its module.
///
/// The script carries two stamps: the hash, which makes the module's url change with its content, and the *code check*
/// `<total>:<head>:<tail>:<crc>`: length of the module, of what stands before and behind the index in it, and the
/// CRC-32/ISO-HDLC of these two pieces in a row, in hexadecimal. With it a browser refuses a module whose code was
/// damaged before it runs any; the index has checksums of its own.
///
/// # Errors
/// The engine is damaged or no engine, or its files are not of one version.
pub fn bundle(engine: &Engine, index: &[u8]) -> Result<(Files, String), BundleError> {
    let injected = inject(&engine.wasm, index)?;
    let hash = hex(&Sha256::digest(&injected.wasm))[..16].to_owned();
    let (head, rest) = injected.wasm.split_at(injected.code_len);
    let tail = &rest[index.len()..];
    let mut crc = flate2::Crc::new();
    crc.update(head);
    crc.update(tail);
    let check = format!("{}:{}:{}:{:08x}", injected.wasm.len(), head.len(), tail.len(), crc.sum());
    let mut files = Files::new();
    for (name, content) in &engine.files {
        let mut content = content.to_vec();
        if name == SCRIPT {
            content = stamp(&content, HASH_PLACEHOLDER, &hash)?;
            content = stamp(&content, CHECK_PLACEHOLDER, &check)?;
        }
        files.insert(name.clone(), content);
    }
    files.insert(BUNDLE_WASM.to_owned(), injected.wasm);
    Ok((files, hash))
}

fn stamp(script: &[u8], placeholder: &'static str, value: &str) -> Result<Vec<u8>, BundleError> {
    let text = std::str::from_utf8(script).map_err(|_| BundleError::Script { placeholder })?;
    match text.matches(placeholder).count() {
        1 => Ok(text.replacen(placeholder, value, 1).into_bytes()),
        _ => Err(BundleError::Script { placeholder }),
    }
}
