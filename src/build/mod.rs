//! Reading, analysing and inverting documents: what a site owner runs once, so that the browser need not.

pub mod assets;
pub mod document;
