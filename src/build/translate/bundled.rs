//! The lexicon that every build has: `lexicon/` of the project.

use super::{Lexicon, LexiconProblem};
use std::path::Path;

/// Files by name, with their texts.
const FILES: [(&str, &str); 21] = [
    ("lexicon/adjectives.tsv", include_str!("../../../lexicon/adjectives.tsv")),
    ("lexicon/conflict.tsv", include_str!("../../../lexicon/conflict.tsv")),
    ("lexicon/culture.tsv", include_str!("../../../lexicon/culture.tsv")),
    ("lexicon/economy.tsv", include_str!("../../../lexicon/economy.tsv")),
    ("lexicon/environment.tsv", include_str!("../../../lexicon/environment.tsv")),
    ("lexicon/everyday.tsv", include_str!("../../../lexicon/everyday.tsv")),
    ("lexicon/geography.tsv", include_str!("../../../lexicon/geography.tsv")),
    ("lexicon/health.tsv", include_str!("../../../lexicon/health.tsv")),
    ("lexicon/law.tsv", include_str!("../../../lexicon/law.tsv")),
    ("lexicon/names.tsv", include_str!("../../../lexicon/names.tsv")),
    ("lexicon/news.tsv", include_str!("../../../lexicon/news.tsv")),
    ("lexicon/nouns.tsv", include_str!("../../../lexicon/nouns.tsv")),
    ("lexicon/organisations.tsv", include_str!("../../../lexicon/organisations.tsv")),
    ("lexicon/people.tsv", include_str!("../../../lexicon/people.tsv")),
    ("lexicon/places.tsv", include_str!("../../../lexicon/places.tsv")),
    ("lexicon/religion.tsv", include_str!("../../../lexicon/religion.tsv")),
    ("lexicon/science.tsv", include_str!("../../../lexicon/science.tsv")),
    ("lexicon/sport.tsv", include_str!("../../../lexicon/sport.tsv")),
    ("lexicon/technology.tsv", include_str!("../../../lexicon/technology.tsv")),
    ("lexicon/time.tsv", include_str!("../../../lexicon/time.tsv")),
    ("lexicon/verbs.tsv", include_str!("../../../lexicon/verbs.tsv")),
];

impl Lexicon {
    /// The core lexicon.
    ///
    /// # Errors
    /// What is wrong with it, of which the tests make sure that it is nothing.
    pub fn core() -> Result<Lexicon, Vec<LexiconProblem>> {
        Lexicon::parse_all(FILES.iter().map(|(name, text)| (Path::new(name), *text)))
    }
}
