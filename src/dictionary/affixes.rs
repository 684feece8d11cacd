//! What the build learned about inflection: which beginnings and endings a language's stemmer takes off.
//!
//! A query word that never occurs in the corpus may still be a form of a word that does. Where a stemmer would cut it,
//! a pair from this table cuts it too: `q = prefix + x + suffix`; and where the same language has a known form
//! `prefix' + x + suffix'` with another pair of its table, that form's group is the word meant. The longest `x` wins.
//! Nothing but this table (a few KB) is needed, and no stemmer in the browser.
//!
//! # Layout
//!
//! ```text
//! languages   varint, in the order of the language table
//! per language: pairs varint; per pair: prefix str, suffix str; most frequent first
//! ```

use crate::bytes::{Cursor, DecodeError};

/// Stems shorter than this many characters say too little.
const MIN_STEM_CHARS: usize = 3;

/// The pairs of each language, in the order of the language table.
#[derive(Debug, Default)]
pub(crate) struct Affixes<'a> {
    languages: Vec<Vec<(&'a str, &'a str)>>,
}

impl<'a> Affixes<'a> {
    /// Reads the layout above.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes, 0);
        let num_languages = cursor.count("affix languages");
        let mut languages = Vec::with_capacity(num_languages);
        for _ in 0..num_languages {
            let num_pairs = cursor.count("affix pairs");
            let mut pairs = Vec::with_capacity(num_pairs);
            for _ in 0..num_pairs {
                pairs.push((cursor.str("prefix"), cursor.str("suffix")));
            }
            languages.push(pairs);
        }
        cursor.ok(Affixes { languages })
    }

    /// The pairs of language number `language`.
    pub(crate) fn pairs(&self, language: usize) -> &[(&'a str, &'a str)] {
        self.languages.get(language).map_or(&[], Vec::as_slice)
    }

    /// Number of languages.
    pub(crate) fn num_languages(&self) -> usize {
        self.languages.len()
    }

    /// The stems that the language's pairs leave of `word`, longest first, each once.
    pub(crate) fn stems<'w>(&self, language: usize, word: &'w str) -> Vec<&'w str> {
        let mut stems: Vec<&str> = Vec::new();
        for (prefix, suffix) in self.pairs(language) {
            let stem = word.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(suffix));
            let Some(stem) = stem.filter(|stem| stem.chars().count() >= MIN_STEM_CHARS) else { continue };
            // A handful at most: put in place one by one.
            if !stems.contains(&stem) {
                let at = stems.iter().position(|other| other.len() < stem.len()).unwrap_or(stems.len());
                stems.insert(at, stem);
            }
        }
        stems
    }
}
