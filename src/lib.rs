//! Tarjuman: search every language of a static site from one box, with no server.
//!
//! The crate has two faces. With the feature `build` (part of `cli`) it reads documents and writes an index; with
//! `wasm` it is the engine that a browser loads. Both share the floors in between, each of which uses those below only:
//!
//! ```text
//! 6 wasm                            cmd -> build, search
//! 5 search
//! 4 format       <----------------  build (0-4)
//! 3 postings  store
//! 2 dictionary
//! 1 text
//! 0 bytes
//! ```
//!
//! DESIGN.md tells why things are as they are; each module's documentation gives its layout to the byte.

#![cfg_attr(not(test), deny(clippy::unwrap_used))]

#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::expect_used, clippy::panic))]
mod bytes;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::expect_used, clippy::panic))]
mod dictionary;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::expect_used, clippy::panic))]
mod format;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::expect_used, clippy::panic))]
mod postings;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::expect_used, clippy::panic))]
mod search;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::expect_used, clippy::panic))]
mod store;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::expect_used, clippy::panic))]
mod text;

#[cfg(feature = "build")]
pub mod build;
#[cfg(feature = "wasm")]
mod wasm;

pub use bytes::DecodeError;
pub use format::{FormatError, VERSION as FORMAT_VERSION};
pub use search::{
    Alternates, Engine, ExcerptPart, Explanation, Facet, FacetValue, Facets, Filters, Hit, Info, LanguageCount,
    LanguageTotal, OptionError, Outcome, Page, Pairs, Reading, SearchOptions, SectionHit, Suggested, Suggestion, Via,
};
