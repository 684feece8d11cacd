//! Reading, analysing and inverting documents: what a site owner runs once, so that the browser need not.

mod analysis;
pub mod assets;
mod conflation;
pub mod document;
pub mod inject;
mod inverter;
mod passages;
pub mod publish;
pub mod report;

pub use inverter::{PartSizes, invert};
