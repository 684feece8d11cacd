//! Floor 6: the only place that knows JavaScript.

use wasm_bindgen::prelude::*;

/// The engine over the index that was injected into this module.
#[wasm_bindgen]
pub struct Engine {}

#[wasm_bindgen]
impl Engine {
    /// Opens the injected index.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Engine, js_sys::Error> {
        Ok(Engine {})
    }
}
