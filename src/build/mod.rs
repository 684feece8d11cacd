//! Reading, analysing and inverting documents: what a site owner runs once, so that the browser need not.

mod analysis;
pub mod assets;
pub mod boost;
pub mod bundle;
mod columns;
mod completions;
pub mod config;
mod conflation;
pub mod contents;
pub mod document;
pub mod inject;
mod inverter;
pub mod language;
pub mod own_words;
pub mod pages;
mod passages;
pub mod publish;
pub mod report;
pub mod single_file;
pub mod source;
mod spellings;
mod synonyms;
mod terms;
pub mod translate;
mod translations;
mod vocabulary;

pub use crate::postings::FieldWeights;
pub use inverter::{PartSizes, invert, invert_with};
