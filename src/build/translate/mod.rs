//! Words of one language for those of another.

mod lexicon;
mod lexicon_fault;

pub use lexicon::{Concept, Lexicon};
pub use lexicon_fault::{LexiconFault, LexiconProblem};
