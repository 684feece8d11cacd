//! Reading, analysing and inverting documents: what a site owner runs once, so that the browser need not.

pub mod config;
pub mod document;
pub mod language;
pub mod source;
