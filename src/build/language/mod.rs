//! What language a text is in: canonical tags for what is declared, statistics for what is not.

pub mod detect;
pub mod foreign;
pub mod script;
pub mod tag;

pub use detect::{Guess, detect};
pub use tag::{TagError, base_language, canonical_tag, path_tag};
