//! Embeds the engine that `build.sh` made into the command line.
//!
//! Writes `$OUT_DIR/engine_assets.rs`, which `src/build/assets.rs` includes. Without an engine (a fresh clone, or
//! `cargo install`) it says `None`, and everything still compiles.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The names that `tools/pack.mjs` and `tools/optimise.mjs` give; `src/build/assets.rs` has the same list.
#[rustfmt::skip]
const FILES: [&str; 27] = [
    "engine.wasm",
    "standalone.js",
    "tarjuman.js",
    "tarjuman-highlight.js",
    "tarjuman.worker.js",
    "tarjuman.sw.js",
    "tarjuman.page.js",
    "element.js",
    "tarjuman.reader.js",
    "tarjuman.d.ts",
    "index.html",
    "tarjuman.ar.js", "tarjuman.de.js", "tarjuman.es.js", "tarjuman.fa.js", "tarjuman.fr.js", "tarjuman.he.js",
    "tarjuman.hi.js", "tarjuman.it.js", "tarjuman.ja.js", "tarjuman.ko.js", "tarjuman.pt.js", "tarjuman.ru.js",
    "tarjuman.tr.js", "tarjuman.uk.js", "tarjuman.zh.js", "tarjuman.zh-Hant.js",
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_BUILD").is_none() {
        return Ok(());
    }
    println!("cargo::rerun-if-env-changed=TARJUMAN_ENGINE_DIR");
    let folder = engine_folder()?;
    println!("cargo::rerun-if-changed={}", folder.display());

    let present = FILES.iter().all(|name| folder.join(name).is_file());
    let source = if present { list(&folder) } else { "None".to_owned() };
    let out = PathBuf::from(variable("OUT_DIR")?).join("engine_assets.rs");
    fs::write(
        out,
        format!(
            "/// Name and content of each file of the engine; `None` when there was none at compile time.\n\
             pub static ASSETS: Option<&[(&str, &[u8])]> = {source};\n"
        ),
    )
}

/// Where the engine lies, or will. The default folder is created, for cargo takes a missing one as changed at every run,
/// and would compile everything again.
fn engine_folder() -> io::Result<PathBuf> {
    if let Some(folder) = env::var_os("TARJUMAN_ENGINE_DIR") {
        return Ok(folder.into());
    }
    let folder = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("target").join("engine-assets");
    // A read-only checkout only costs the time of the run.
    let _ = fs::create_dir_all(&folder);
    Ok(folder)
}

fn list(folder: &Path) -> String {
    let entry = |name: &&str| format!("    ({name:?}, include_bytes!({:?})),\n", folder.join(name));
    format!("Some(&[\n{}])", FILES.iter().map(entry).collect::<String>())
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(|error| io::Error::other(format!("{name}: {error}")))
}
