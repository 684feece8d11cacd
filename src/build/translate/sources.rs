//! Where a build's translations come from.

use super::cldr::names;
use super::own::{self, WordSets};
use super::{Lexicon, LexiconProblem, TranslationWeights};
use crate::build::analysis::spelt_words;
use crate::build::config::Config;
use crate::build::conflation::Names;
use crate::build::language::base_language;
use crate::text::FoldTable;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// All that a build knows about words of several languages but for what it learns from the documents. Without anything by default.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub(crate) core: Arc<Lexicon>,
    pub(crate) own: Vec<Arc<WordSets>>,
    pub(crate) weights: TranslationWeights,
    /// Base languages that readers ask in.
    pub(crate) query_languages: BTreeSet<String>,
    /// Base languages of the site's documents: their readers ask words that the site happens not to write.
    pub(crate) site_languages: BTreeSet<String>,
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
        let (core, own) = (Arc::new(core), own.into_iter().map(Arc::new).collect());
        Ok((Sources { core, own, weights, query_languages, site_languages: BTreeSet::new() }, warnings))
    }

    /// These, and CLDR's names in the languages of a site; none where there are no sources at all. Some of the languages have
    /// documents.
    pub(crate) fn with_names<'t>(&self, tags: &[&str], documents: impl Iterator<Item = &'t str>) -> Sources {
        let mut sources = self.clone();
        sources.site_languages = documents.map(|tag| base_language(tag).to_owned()).collect();
        if self.weights.names > 0.0 && self.has_any() {
            sources.own.push(Arc::new(names(tags, self.weights.names)));
        }
        sources
    }

    fn has_any(&self) -> bool {
        !self.own.is_empty() || !self.core.concepts().is_empty()
    }

    /// Every word, for the table of folding has to know its letters.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let core = self.core.concepts().iter().flat_map(|concept| concept.words.values().flatten());
        let own = self.own.iter().flat_map(|sets| sets.words.iter().map(|(_, word)| word));
        core.chain(own).map(String::as_str)
    }

    /// The words of a language, some of them several times.
    pub(crate) fn words_in<'s>(&'s self, tag: &'s str) -> impl Iterator<Item = &'s str> {
        let cells = self.core.concepts().iter().flat_map(|concept| &concept.words);
        let core = cells.filter(move |(lang, _)| base_language(lang) == tag).flat_map(|(_, words)| words);
        core.map(String::as_str).chain(self.own.iter().flat_map(move |sets| sets.words_of(tag)))
    }

    /// The words of a language, as spelt, for the rules to find their groups.
    pub(crate) fn words_of(&self, tag: &str, fold: &FoldTable) -> BTreeSet<String> {
        self.words_in(tag).flat_map(|word| spelt_words(word, fold)).collect()
    }

    /// Names and other words of a language in the core lexicon, single ones. English tells names by their capitals, and the kin of
    /// places with them (*Syrian*), which other languages write small.
    pub(crate) fn names_of(&self, tag: &str, fold: &FoldTable) -> Names {
        let mut names = Names::default();
        let is_capital = |word: &String| word.starts_with(char::is_uppercase);
        for concept in self.core.concepts() {
            let is_name = concept.words.get("en").and_then(|words| words.first()).is_some_and(is_capital);
            let cells = concept.words.iter().filter(|(lang, _)| base_language(lang) == tag);
            for word in cells.flat_map(|(_, words)| words) {
                match (is_name, &mut spelt_words(word, fold)[..]) {
                    (true, [name]) if is_capital(name) => names.names.insert(std::mem::take(name)),
                    (false, [word]) => names.common.insert(std::mem::take(word)),
                    _ => continue,
                };
            }
        }
        names
    }
}
