//! Where a build's translations come from.

use super::own::{self, WordSets};
use super::{Lexicon, LexiconProblem, TranslationWeights};
use crate::build::config::Config;
use crate::build::language::base_language;
use crate::text::FoldTable;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// All that a build knows about words of several languages but for what it learns from the documents. Without anything by default.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub(crate) core: Lexicon,
    pub(crate) own: Vec<WordSets>,
    pub(crate) weights: TranslationWeights,
    /// Base languages that readers ask in.
    #[allow(dead_code)]
    pub(crate) query_languages: BTreeSet<String>,
}

impl Sources {
    /// The core lexicon, and what the settings name. Beside it, warnings.
    ///
    /// # Errors
    /// All that is wrong with the files.
    pub fn load(config: &Config) -> Result<(Sources, Vec<LexiconProblem>), Vec<LexiconProblem>> {
        let weights = config.translation_weights;
        let files: Vec<(PathBuf, f32)> =
            config.lexicons.iter().map(|lexicon| (config.resolve(lexicon.file()), lexicon.weight())).collect();
        let (own, warnings) = own::load(&files)?;
        let core = if weights.core > 0.0 { Lexicon::core()? } else { Lexicon::default() };
        let query_languages = config.query_languages.iter().map(|tag| base_language(tag).to_owned()).collect();
        Ok((Sources { core, own, weights, query_languages }, warnings))
    }

    /// Every word, for the table of folding has to know its letters.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let core = self.core.concepts().iter().flat_map(|concept| concept.words.values().flatten());
        let own = self.own.iter().flat_map(|sets| sets.words.iter().map(|(_, word)| word));
        core.chain(own).map(String::as_str)
    }

    /// The words of a language, as spelt, for the rules to find their groups.
    pub(crate) fn words_of(&self, tag: &str, fold: &FoldTable) -> BTreeSet<String> {
        let mut words = super::concepts::words_of(&self.core, tag, fold);
        for sets in &self.own {
            words.extend(sets.words_of(tag).flat_map(|word| crate::build::analysis::spelt_words(word, fold)));
        }
        words
    }
}
