//! What a caller may set, and what it may be set to.

use super::filters::Filters;
use crate::bytes::Message;
use crate::format::Index;
use std::fmt;

/// Options of one search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// Hits returned at most: 0..=1000; 0 for totals alone.
    pub limit: u32,
    /// Hits left out before the first one returned.
    pub offset: u32,
    /// Languages searched, as BCP 47 tags; `None` for all. `fr` includes `fr-CA`.
    pub langs: Option<Vec<String>>,
    /// Whether each hit tells where its score comes from.
    pub explain: bool,
    /// What the documents' values have to be.
    pub filters: Filters,
    /// Names of the filters whose values are counted; `None` for all of them.
    pub facets: Option<Vec<String>>,
    /// The key by which hits are sorted, with `-` before it in descending order; empty for relevance, as is a key that there
    /// is not.
    pub sort: String,
    /// Hits in this language come first (BCP 47; `fr` includes `fr-CA`).
    pub first: Option<String>,
    /// What becomes of the translations of one page.
    pub alternates: Alternates,
    /// Whether words find those of other languages that mean the same.
    pub cross_language: bool,
}

/// What becomes of the translations of one page when several of them match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alternates {
    /// The one in the language of `first`, else of the query, is a hit unless it hardly matches, else the best of them; the
    /// others are its alternates.
    #[default]
    Fold,
    /// Each is a hit.
    Separate,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            langs: None,
            explain: false,
            filters: Filters::default(),
            facets: None,
            sort: String::new(),
            first: None,
            alternates: Alternates::Fold,
            cross_language: true,
        }
    }
}

/// An option out of its range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionError {
    /// The option.
    pub option: &'static str,
    /// What was given.
    pub found: u32,
    /// The smallest value allowed.
    pub min: u32,
    /// The largest value allowed.
    pub max: u32,
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl OptionError {
    /// Which option is wrong, and what it can be.
    pub fn message(&self) -> String {
        let mut message = Message::default();
        message.text("option ").text(self.option).text(" is ").number(self.found.into());
        message.text("; it can be ").number(self.min.into()).text(" to ").number(self.max.into());
        message.0
    }
}

impl std::error::Error for OptionError {}

const MAX_LIMIT: u32 = 1000;
const MAX_OFFSET: u32 = 1_000_000;

impl SearchOptions {
    pub(super) fn check(&self) -> Result<(), OptionError> {
        for (option, found, max) in [("limit", self.limit, MAX_LIMIT), ("offset", self.offset, MAX_OFFSET)] {
            if found > max {
                return Err(OptionError { option, found, min: 0, max });
            }
        }
        Ok(())
    }

    /// For each language of the index, whether it is searched.
    pub(super) fn allowed_languages(&self, index: &Index<'_>) -> Vec<bool> {
        match &self.langs {
            None => vec![true; index.directory.languages.len()],
            Some(langs) => is_among(index, langs),
        }
    }
}

/// For each language of the index, whether it is one of these.
pub(super) fn is_among(index: &Index<'_>, langs: &[String]) -> Vec<bool> {
    let mut is_among = Vec::new();
    for language in &index.directory.languages {
        is_among.push(langs.iter().any(|lang| matches_language(&language.tag, lang)));
    }
    is_among
}

/// Whether `tag` is `wanted` or a more exact form of it (`pt-BR` of `pt`), letters of either case.
fn matches_language(tag: &str, wanted: &str) -> bool {
    match (tag.get(..wanted.len()), tag.get(wanted.len()..)) {
        (Some(head), Some(rest)) => {
            !head.is_empty() && head.eq_ignore_ascii_case(wanted) && (rest.is_empty() || rest.starts_with('-'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_includes_its_variants_and_nothing_else() {
        for (tag, wanted, expected) in [
            ("pt-BR", "pt", true),
            ("pt", "pt-BR", false),
            ("zh-Hant", "zh-hant", true),
            ("fil", "fi", false),
            ("ar", "", false),
            ("ar", "ع", false),
        ] {
            assert_eq!(matches_language(tag, wanted), expected, "{tag} {wanted}");
        }
    }
}
