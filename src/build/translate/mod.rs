//! Words of one language for those of another.

pub(crate) mod asked;
mod bundled;
mod cldr;
mod cliques;
pub(crate) mod concepts;
pub(crate) mod learned;
mod lexicon;
mod lexicon_fault;
pub(crate) mod names;
pub(crate) mod own;
pub(crate) mod pairs;
mod settings;
mod sound;
mod sources;

use crate::dictionary::Concept as Meaning;
pub use learned::{LanguagePair, Learning, Outcome};
pub use lexicon::{Concept, Lexicon};
pub use lexicon_fault::{LexiconFault, LexiconProblem};

/// What concepts of a source count that is itself given a weight within 0 and 1, in eighths of 64; none if that is 0.
pub(crate) fn weighted(concepts: Vec<Meaning>, weight: f32) -> Vec<Meaning> {
    if weight <= 0.0 {
        return Vec::new();
    }
    let eighths = |old: u8| (f32::from(old) * weight / 8.0).round().max(1.0) as u8;
    concepts.into_iter().map(|concept| Meaning { weight: 8 * eighths(concept.weight), ..concept }).collect()
}

pub use settings::{LexiconFile, TranslationWeights, WeightedFile};
pub use sources::Sources;
