//! What language a text is in: canonical tags for what is declared, statistics for what is not.

pub mod detect;
pub mod examples;
pub mod foreign;
mod page;
pub mod script;
pub mod tag;

pub use detect::{Guess, detect};
pub use page::languages_page;
pub use tag::{TagError, base_language, canonical_tag, path_tag};
