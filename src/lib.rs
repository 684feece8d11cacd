//! Tarjuman: search every language of a static site from one box, with no server.

mod bytes;
mod dictionary;
mod format;
mod postings;
mod search;
mod store;
mod text;

#[cfg(feature = "build")]
pub mod build;
#[cfg(feature = "wasm")]
mod wasm;
