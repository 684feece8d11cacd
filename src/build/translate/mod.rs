//! Words of one language for those of another.

mod bundled;
pub(crate) mod concepts;
mod lexicon;
mod lexicon_fault;
#[cfg_attr(not(test), expect(dead_code, reason = "used by the build next"))]
pub(crate) mod sound;

pub use lexicon::{Concept, Lexicon};
pub use lexicon_fault::{LexiconFault, LexiconProblem};
