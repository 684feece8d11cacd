//! Floor 6: the only place that knows JavaScript. No search logic: options in, data out, errors with stable names.

mod injected;
mod json;
#[cfg(target_arch = "wasm32")]
mod memory;

use crate::search::{self, Alternates, Filters, Outcome, Reading, SearchOptions, Suggested};
use json::to_json;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The engine over the index that was injected into this module.
#[wasm_bindgen]
pub struct Engine {
    engine: search::Engine<'static>,
}

#[wasm_bindgen]
impl Engine {
    /// Opens the injected index; throws `TarjumanFormatError` when there is none or it is damaged.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Engine, js_sys::Error> {
        let index =
            injected::index().ok_or_else(|| error(FORMAT_ERROR, "this engine holds no index; run tarjuman build"))?;
        let engine = search::Engine::open(index).map_err(|e| error(FORMAT_ERROR, &e.message()))?;
        Ok(Engine { engine })
    }

    /// What the index holds, as JSON.
    pub fn info(&self) -> Result<String, js_sys::Error> {
        Ok(to_json(&self.engine.info()))
    }

    /// A page, or `{ missing: [part, …] }`, as JSON. `query` is in form NFKD. Throws `TarjumanOptionError`.
    pub fn search(&self, query: &str, options: &EngineOptions) -> Result<String, js_sys::Error> {
        let first = options.first();
        let options = SearchOptions {
            limit: options.limit(),
            offset: options.offset(),
            langs: options.langs(),
            explain: options.explain(),
            filters: Filters(options.filters()),
            facets: options.facets(),
            sort: options.sort(),
            first: (!first.is_empty()).then_some(first),
            alternates: if options.separate() { Alternates::Separate } else { Alternates::Fold },
            cross_language: options.cross_language(),
        };
        let outcome = self.engine.search(query, &options).map_err(|e| error(OPTION_ERROR, &e.message()))?;
        Ok(match outcome {
            Outcome::Page(page) => to_json(&page),
            Outcome::Missing(missing) => to_json(&MissingParts { missing }),
        })
    }

    /// Completions, or `{ missing: [part, …] }`, as JSON. `prefix` is in form NFKD. Throws `TarjumanOptionError`.
    pub fn suggest(&self, prefix: &str, options: &EngineOptions) -> Result<String, js_sys::Error> {
        let options = SearchOptions { limit: options.limit(), langs: options.langs(), ..SearchOptions::default() };
        let outcome = self.engine.suggest(prefix, &options).map_err(|e| error(OPTION_ERROR, &e.message()))?;
        Ok(match outcome {
            Suggested::Suggestions(suggestions) => to_json(&suggestions),
            Suggested::Missing(missing) => to_json(&MissingParts { missing }),
        })
    }

    /// The document with this id or url, `null`, or `{ missing: [part, …] }`, as JSON.
    pub fn read(&self, id: &str) -> String {
        match self.engine.document(id) {
            Reading::Document(document) => to_json(&document),
            Reading::Missing(missing) => to_json(&MissingParts { missing }),
        }
    }

    /// Takes a part that a search named. It stays until the page goes, as the injected index does.
    pub fn supply(&mut self, part: u32, bytes: Vec<u8>) -> Result<(), js_sys::Error> {
        self.engine.supply(part, bytes.leak()).map_err(|e| error(FORMAT_ERROR, &e.message()))
    }

    /// The folded words of a text, with spaces between them: how this index sees it.
    pub fn fold(&self, text: &str) -> String {
        let mut folded = String::new();
        for word in self.engine.fold(text) {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(&word);
        }
        folded
    }
}

#[wasm_bindgen]
extern "C" {
    /// What the client hands over, checked by it and complete (`www/options.js`).
    pub type EngineOptions;
    #[wasm_bindgen(method, getter)]
    fn limit(this: &EngineOptions) -> u32;
    #[wasm_bindgen(method, getter)]
    fn offset(this: &EngineOptions) -> u32;
    #[wasm_bindgen(method, getter)]
    fn langs(this: &EngineOptions) -> Option<Vec<String>>;
    #[wasm_bindgen(method, getter)]
    fn explain(this: &EngineOptions) -> bool;
    #[wasm_bindgen(method, getter)]
    fn filters(this: &EngineOptions) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn facets(this: &EngineOptions) -> Option<Vec<String>>;
    #[wasm_bindgen(method, getter)]
    fn sort(this: &EngineOptions) -> String;
    #[wasm_bindgen(method, getter)]
    fn first(this: &EngineOptions) -> String;
    #[wasm_bindgen(method, getter)]
    fn separate(this: &EngineOptions) -> bool;
    #[wasm_bindgen(method, getter, js_name = crossLanguage)]
    fn cross_language(this: &EngineOptions) -> bool;
}

const FORMAT_ERROR: &str = "TarjumanFormatError";
const OPTION_ERROR: &str = "TarjumanOptionError";

#[derive(Serialize)]
struct MissingParts {
    missing: Vec<u32>,
}

fn error(name: &str, message: &str) -> js_sys::Error {
    let error = js_sys::Error::new(message);
    error.set_name(name);
    error
}
