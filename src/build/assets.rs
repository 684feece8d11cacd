//! The engine that a bundle starts from: wasm without an index, and the files served beside it.
//!
//! The command line carries one, put in by `build.rs`, so that a site owner needs neither Rust nor Node. A command line
//! compiled without it (plain `cargo build` in a fresh clone) takes one from a folder instead.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/engine_assets.rs"));

/// File name of the engine's wasm.
pub const ENGINE_WASM: &str = "engine.wasm";

/// The script of a page that stands alone (`single_file.rs`); lies beside the wasm, and is in no bundle.
pub const STANDALONE: &str = "standalone.js";

/// What lies beside it and is published, stamped or as it is; `build.rs` has the same list.
#[rustfmt::skip]
pub const SERVED_FILES: [&str; 25] = [
    "tarjuman.js", "tarjuman-highlight.js", "tarjuman.worker.js", "tarjuman.sw.js", "element.js", "tarjuman.reader.js", "tarjuman.d.ts",
    "index.html", "tarjuman.page.js",
    // The element's messages, by language; `tarjuman.js` has the English ones.
    "tarjuman.ar.js", "tarjuman.de.js", "tarjuman.es.js", "tarjuman.fa.js", "tarjuman.fr.js", "tarjuman.he.js",
    "tarjuman.hi.js", "tarjuman.it.js", "tarjuman.ja.js", "tarjuman.ko.js", "tarjuman.pt.js", "tarjuman.ru.js",
    "tarjuman.tr.js", "tarjuman.uk.js", "tarjuman.zh.js", "tarjuman.zh-Hant.js",
];

/// An engine into which an index can be injected.
#[derive(Debug, Clone)]
pub struct Engine {
    /// The module, without an index.
    pub wasm: Cow<'static, [u8]>,
    /// [`STANDALONE`]; only pages that stand alone need it.
    pub standalone: Option<Cow<'static, [u8]>>,
    /// Name and content of each of [`SERVED_FILES`], in that order.
    pub files: Vec<(String, Cow<'static, [u8]>)>,
}

/// Why there is no engine.
#[derive(Debug, thiserror::Error)]
pub enum AssetError {
    /// A file of the engine is missing or unreadable.
    #[error("the engine's file {} cannot be read; build.sh puts all its files into one folder, target/engine-assets", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file given as engine is something else.
    #[error("{} is no WebAssembly module; give the path of {ENGINE_WASM}", path.display())]
    NotWasm {
        /// The file.
        path: PathBuf,
    },
}

impl Engine {
    /// The engine inside this program; `None` when it was compiled without one.
    pub fn embedded() -> Option<Engine> {
        let content = |name: &str| {
            let (_, bytes) = ASSETS?.iter().find(|(asset, _)| *asset == name)?;
            Some(Cow::Borrowed(*bytes))
        };
        let files = SERVED_FILES.map(|name| Some((name.to_owned(), content(name)?)));
        Some(Engine {
            wasm: content(ENGINE_WASM)?,
            standalone: content(STANDALONE),
            files: files.into_iter().collect::<Option<_>>()?,
        })
    }

    /// Reads the engine whose wasm is `path`; the other files must lie beside it.
    ///
    /// # Errors
    /// When one of the files cannot be read, or `path` is no WebAssembly module.
    pub fn from_file(path: &Path) -> Result<Engine, AssetError> {
        let wasm = read(path)?;
        if !wasm.starts_with(b"\0asm") {
            return Err(AssetError::NotWasm { path: path.to_owned() });
        }
        let files = SERVED_FILES.iter().map(|name| Ok(((*name).to_owned(), read(&path.with_file_name(name))?)));
        let files = files.collect::<Result<_, AssetError>>()?;
        Ok(Engine { wasm, standalone: read(&path.with_file_name(STANDALONE)).ok(), files })
    }
}

fn read(path: &Path) -> Result<Cow<'static, [u8]>, AssetError> {
    fs::read(path).map(Cow::Owned).map_err(|source| AssetError::Unreadable { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(folder.path().join(name), format!("\0asm {name}")).unwrap();
        }
        folder
    }

    #[test]
    fn reads_the_engine_and_what_lies_beside_it() {
        let folder = folder_with(&[&SERVED_FILES[..], &[STANDALONE]].concat());
        let path = folder.path().join("other-name.wasm");
        fs::write(&path, b"\0asm\x01\0\0\0").unwrap();

        let engine = Engine::from_file(&path).unwrap();

        assert_eq!(&*engine.wasm, b"\0asm\x01\0\0\0");
        let names: Vec<&str> = engine.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, SERVED_FILES);
        assert_eq!(&*engine.files[4].1, b"\0asm element.js");
        assert_eq!(engine.standalone.as_deref(), Some(&b"\0asm standalone.js"[..]));
    }

    #[test]
    fn names_the_file_that_is_missing() {
        let folder = folder_with(&[
            ENGINE_WASM,
            "tarjuman.js",
            "tarjuman-highlight.js",
            "element.js",
            "tarjuman.d.ts",
            "index.html",
        ]);
        let error = Engine::from_file(&folder.path().join(ENGINE_WASM)).unwrap_err();
        assert!(error.to_string().contains("tarjuman.worker.js cannot be read"), "{error}");
    }

    #[test]
    fn refuses_a_file_that_is_no_wasm() {
        let folder = folder_with(&SERVED_FILES);
        let path = folder.path().join("engine.txt");
        fs::write(&path, "hello").unwrap();
        let error = Engine::from_file(&path).unwrap_err();
        assert!(matches!(error, AssetError::NotWasm { .. }), "{error}");
    }

    #[test]
    fn an_embedded_engine_is_a_whole_one() {
        let Some(engine) = Engine::embedded() else {
            return; // compiled in a fresh clone
        };
        assert!(engine.wasm.starts_with(b"\0asm"));
        assert_eq!(engine.files.len(), SERVED_FILES.len());
    }
}
