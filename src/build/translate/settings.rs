//! What a site owner says about sources of translations.

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A file of words in several languages.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "expected the name of a file, or { file = \"…\", weight = 0.5 }")]
pub enum LexiconFile {
    /// Which counts in full.
    File(PathBuf),
    /// With what it counts.
    Weighted(WeightedFile),
}

/// A file, and what it counts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightedFile {
    file: PathBuf,
    weight: f32,
}

impl LexiconFile {
    /// The file, as it was named.
    #[must_use]
    pub fn file(&self) -> &Path {
        match self {
            LexiconFile::File(file) => file,
            LexiconFile::Weighted(weighted) => &weighted.file,
        }
    }

    /// What its translations count, within 0 and 1.
    #[must_use]
    pub fn weight(&self) -> f32 {
        match self {
            LexiconFile::File(_) => 1.0,
            LexiconFile::Weighted(weighted) => weighted.weight,
        }
    }

    pub(crate) fn check(&self) -> Result<(), String> {
        let (file, weight) = (self.file().display(), self.weight());
        if (0.0..=1.0).contains(&weight) {
            Ok(())
        } else {
            Err(format!("lexicons: the weight of '{file}' is {weight}; it must be within 0 and 1"))
        }
    }
}

/// What translations of each source that every build has count, within 0 and 1; 0 switches the source off.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TranslationWeights {
    /// The core lexicon.
    pub core: f32,
    /// Names of countries, languages, months and the like.
    pub names: f32,
    /// Names that sound alike.
    pub sound: f32,
    /// Pairs learned from pages that are translations of each other.
    pub learned: f32,
}

impl Default for TranslationWeights {
    fn default() -> Self {
        TranslationWeights { core: 1.0, names: 1.0, sound: 1.0, learned: 1.0 }
    }
}

impl TranslationWeights {
    pub(crate) fn check(&self) -> Result<(), String> {
        let TranslationWeights { core, names, sound, learned } = *self;
        for (name, weight) in [("core", core), ("names", names), ("sound", sound), ("learned", learned)] {
            if !(0.0..=1.0).contains(&weight) {
                return Err(format!("translation_weights.{name} is {weight}; it must be within 0 and 1"));
            }
        }
        Ok(())
    }
}
