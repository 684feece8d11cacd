//! `bindgen ENGINE.wasm OUT_DIR`: writes `engine.js`, `engine_bg.wasm` and `engine.d.ts`, as `wasm-bindgen --target web` would.
//!
//! The library is used rather than its command, since it is pinned by `Cargo.lock` to exactly the version
//! that the engine links: the two must agree.

use anyhow::{Context, Result, bail};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [wasm, out_dir] = args.as_slice() else {
        bail!("usage: bindgen ENGINE.wasm OUT_DIR");
    };
    let mut bindgen = Bindgen::new();
    // The page says where the wasm lies, for its name carries a hash: no default path.
    bindgen.input_path(wasm).out_name("engine").typescript(true).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.web(true).context("selecting the web target")?;
    bindgen.generate(Path::new(out_dir)).with_context(|| format!("binding {wasm}"))
}
