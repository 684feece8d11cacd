//! Tarjuman: search every language of a static site from one box, with no server.

#[cfg(feature = "build")]
pub mod build;
#[cfg(feature = "wasm")]
mod wasm;
