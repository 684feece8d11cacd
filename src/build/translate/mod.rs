//! Words of one language for those of another.

mod bundled;
pub(crate) mod concepts;
pub(crate) mod learned;
mod lexicon;
mod lexicon_fault;
pub(crate) mod names;
mod sound;

pub use learned::{LanguagePair, Learning, Outcome};
pub use lexicon::{Concept, Lexicon};
pub use lexicon_fault::{LexiconFault, LexiconProblem};
