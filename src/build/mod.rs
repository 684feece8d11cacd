//! Reading, analysing and inverting documents: what a site owner runs once, so that the browser need not.

mod analysis;
pub mod assets;
mod conflation;
pub mod document;
mod inverter;
mod passages;

pub use inverter::{PartSizes, invert};
