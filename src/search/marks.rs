//! Which tokens of a text belong to the query.

use super::expand::{Candidates, Expansion};
use super::page::Via;
use super::phrase::Phrase;
use super::query::QueryWord;
use crate::dictionary::{GroupId, with_prefix};
use crate::format::{Index, Missing};
use crate::postings::GroupForms;
use crate::text::{FoldTable, Run, Tokenizer, Wanted};

/// Groups of one class whose forms are gathered; a misspelt short word has dozens of neighbours, and no reader misses
/// the mark on the sixty-fifth.
const MAX_GROUPS: usize = 64;
/// Keys walked below the common beginning of a group's forms.
const MAX_KEYS: usize = 4096;

/// The forms that stand for the words of a query.
#[derive(Debug)]
pub(crate) struct Marks<'q> {
    /// Sorted; form and query word.
    forms: Vec<(String, usize)>,
    /// Beginnings that are still being typed.
    prefixes: Vec<(&'q str, usize)>,
    grams: Vec<(String, usize)>,
    phrases: Vec<(&'q Phrase, usize)>,
    words: &'q [QueryWord],
    /// For each language, what each query word weighs in its documents.
    weights: &'q [Vec<u32>],
    /// How the forms begin: lets most words of a text be stepped over.
    pub(crate) wanted: Wanted,
}

/// A token that belongs to a query word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the passage.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Number of the query word.
    pub(crate) word: usize,
    /// Whether it is the word as typed.
    pub(crate) typed: bool,
}

impl<'q> Marks<'q> {
    /// Gathers the forms of all expansions.
    pub(crate) fn new(
        index: &Index<'_>,
        words: &'q [QueryWord],
        expansions: &'q [Expansion],
        weights: &'q [Vec<u32>],
        missing: &Missing,
    ) -> Self {
        let mut marks = Marks {
            forms: Vec::new(),
            prefixes: Vec::new(),
            grams: Vec::new(),
            phrases: Vec::new(),
            words,
            weights,
            wanted: Wanted::NONE,
        };
        for (number, (word, expansion)) in words.iter().zip(expansions).enumerate() {
            if word.gram {
                marks.grams.push((word.text.clone(), number));
            } else if word.prefix {
                marks.prefixes.push((&word.text, number));
                marks.wanted.add(&word.text, false);
            }
            if let Some((phrase, _)) = &expansion.phrase {
                marks.phrases.push((phrase, number));
            }
            for class in &expansion.classes {
                let is_other = matches!(class.via, Via::Synonym | Via::Translation | Via::Sound);
                if is_other || !word.gram && class.via != Via::Prefix {
                    marks.add_class(index, class, number, is_other, missing);
                }
            }
        }
        marks
    }

    /// The forms of a class; those of other words than the one asked may be in any script.
    fn add_class(&mut self, index: &Index<'_>, class: &Candidates, number: usize, is_other: bool, missing: &Missing) {
        for (at, &group) in class.groups.iter().enumerate().take(MAX_GROUPS) {
            let forms = match class.forms.get(at) {
                Some(form) => forms_of(index, group, form, missing),
                None if is_other => match index.forms(group, missing) {
                    GroupForms::Listed(listed) => listed.iter().map(|&form| form.to_owned()).collect(),
                    _ => match index.first_form(group, missing) {
                        Some(form) => forms_of(index, group, &form, missing),
                        None => Vec::new(),
                    },
                },
                None => Vec::new(),
            };
            for form in forms {
                if is_other {
                    self.grams.push((form.clone(), number));
                }
                // Kept in order, for every word of a text is looked up here; the first query word keeps a shared form.
                if let Err(at) = self.forms.binary_search_by(|(other, _)| other.cmp(&form)) {
                    self.wanted.add(&form, true);
                    self.forms.insert(at, (form, number));
                }
            }
        }
    }

    /// What each query word weighs in the documents of a language.
    pub(crate) fn weights(&self, language: usize) -> &'q [u32] {
        self.weights.get(language).map_or(&[], Vec::as_slice)
    }

    /// Whether two query words stand for different things: alternatives do not.
    pub(crate) fn are_apart(&self, word: usize, other: usize) -> bool {
        let slot = |word: usize| self.words.get(word).map(|word| word.slot);
        slot(word) != slot(other)
    }

    /// Words of the query.
    pub(crate) fn num_words(&self) -> u8 {
        self.words.len() as u8
    }

    /// The query word that a folded word belongs to, and whether it is that word as typed.
    #[inline]
    pub(crate) fn word(&self, text: &str) -> Option<(usize, bool)> {
        let found = self.forms.binary_search_by(|(form, _)| form.as_str().cmp(text)).ok();
        let number = match found.and_then(|at| self.forms.get(at)) {
            Some(&(_, number)) => number,
            None => self.prefixes.iter().find(|(prefix, _)| text.starts_with(prefix))?.1,
        };
        Some((number, self.words.get(number).is_some_and(|word| word.text == text)))
    }

    /// Adds the phrases that a passage holds to marks that are in order.
    pub(crate) fn add_phrases(
        &self,
        passage: &str,
        fold: &FoldTable,
        tokenizer: &mut Tokenizer<'_>,
        found: &mut Vec<Mark>,
    ) {
        for &(phrase, word) in &self.phrases {
            let mut at = 0;
            while let Some((start, end)) = phrase.find(passage.as_bytes(), at, fold, tokenizer) {
                let place = found.iter().position(|mark| mark.start > start).unwrap_or(found.len());
                found.insert(place, Mark { start, end, word, typed: true });
                at = end.max(at + 1);
            }
        }
    }

    /// Calls `emit` with the grams of the query that a run holds.
    pub(crate) fn grams(&self, run: &Run<'_>, emit: &mut dyn FnMut(Mark)) {
        if self.grams.is_empty() {
            return;
        }
        for i in 0..run.len() {
            let Some(tail) = run.tail(i) else { return };
            for (gram, word) in self.grams.iter().filter(|(gram, _)| tail.starts_with(&**gram)) {
                if let Some((start, end)) = run.original(i, gram.len()) {
                    emit(Mark { start, end, word: *word, typed: true });
                }
            }
        }
    }
}

/// The forms of a group, by way of one of them.
pub(crate) fn forms_of(index: &Index<'_>, group: GroupId, form: &str, missing: &Missing) -> Vec<String> {
    let mut forms = vec![form.to_owned()];
    match index.forms(group, missing) {
        GroupForms::One => {}
        GroupForms::Listed(listed) => listed.iter().for_each(|&form| forms.push(form.to_owned())),
        GroupForms::Below(len) => {
            let common = form.get(..len).unwrap_or(form);
            let mut num_keys = 0;
            for fst in index.dictionaries(common, missing) {
                with_prefix(fst, common.as_bytes(), &mut |key, value| {
                    if let (true, Ok(form)) = (index.lists.groups(&value).contains(&group), std::str::from_utf8(key)) {
                        forms.push(form.to_owned());
                    }
                    num_keys += 1;
                    num_keys < MAX_KEYS
                });
            }
        }
    }
    forms
}
