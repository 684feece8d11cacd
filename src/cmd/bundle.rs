//! Opening what `build` wrote.

use super::CommandError;
use std::fs;
use std::path::{Path, PathBuf};
use tarjuman::Engine;
use tarjuman::build::bundle::BUNDLE_WASM;
use tarjuman::build::inject::extract;

/// A bundle's module in memory.
pub struct Bundle {
    /// The file that was read.
    pub path: PathBuf,
    /// All of it.
    pub wasm: Vec<u8>,
}

impl Bundle {
    /// Reads the bundle in a folder, or the module itself.
    pub fn read(path: &Path) -> Result<Bundle, CommandError> {
        let path = if path.is_dir() { path.join(BUNDLE_WASM) } else { path.to_owned() };
        let wasm = fs::read(&path).map_err(CommandError::io("reading the bundle", &path))?;
        Ok(Bundle { path, wasm })
    }

    /// The bytes of its index.
    pub fn index(&self) -> Result<&[u8], CommandError> {
        extract(&self.wasm).map_err(|source| CommandError::Module { path: self.path.clone(), source })
    }

    /// The engine that the browser runs, over the same bytes.
    pub fn engine(&self) -> Result<Engine<'_>, CommandError> {
        Engine::open(self.index()?).map_err(|source| CommandError::Format { path: self.path.clone(), source })
    }
}
