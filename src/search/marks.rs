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
/// Bytes between words that stand in a row: a space or a hyphen.
const MAX_BETWEEN: usize = 3;
/// Keys walked below the common beginning of a group's forms.
const MAX_KEYS: usize = 4096;

/// The forms that stand for the words of a query.
#[derive(Debug)]
pub(crate) struct Marks<'q> {
    /// Sorted; form, query word, and what it is of that.
    forms: Vec<(String, usize, As)>,
    /// Beginnings that are still being typed.
    prefixes: Vec<(&'q str, usize)>,
    grams: Vec<(String, usize, bool)>,
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
    pub(crate) as_what: As,
}

/// What a marked token is of a query word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum As {
    /// The word as typed.
    Typed,
    /// A form of it.
    Form,
    /// Another word that means the same or sounds alike.
    Other,
    /// The first one of so many words in a row that do.
    First(u8),
    /// A later one; no mark by itself.
    Later,
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
                marks.grams.push((word.text.clone(), number, false));
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
            let forms_at =
                |group, form: Option<String>| form.map_or(Vec::new(), |form| forms_of(index, group, &form, missing));
            let mut as_what = if is_other { As::Other } else { As::Form };
            let forms = match (class.forms.get(at), index.forms(group, missing)) {
                (form @ Some(_), _) => forms_at(group, form.cloned()),
                (None, GroupForms::Listed(listed)) if is_other && !listed.is_empty() => {
                    listed.iter().map(|&form| form.to_owned()).collect()
                }
                _ if is_other => match class.rows.iter().find(|(target, _)| *target == group) {
                    Some((_, row)) => {
                        as_what = As::First(row.len() as u8);
                        for &word in row {
                            for form in forms_at(word, index.first_form(word, missing)) {
                                self.add_form(form, number, as_what);
                            }
                            as_what = As::Later;
                        }
                        continue;
                    }
                    None => forms_at(group, index.first_form(group, missing)),
                },
                _ => continue,
            };
            for form in forms {
                if is_other {
                    self.grams.push((form.clone(), number, true));
                }
                self.add_form(form, number, as_what);
            }
        }
    }

    /// Kept in order, for every word of a text is looked up here; the first query word keeps a shared form.
    fn add_form(&mut self, form: String, number: usize, as_what: As) {
        match self.forms.binary_search_by(|(other, ..)| other.cmp(&form)) {
            Ok(at) => {
                if let Some((.., As::Later)) = self.forms.get(at)
                    && let Some(shared) = self.forms.get_mut(at)
                {
                    *shared = (form, number, as_what);
                }
            }
            Err(at) => {
                self.wanted.add(&form, true);
                self.forms.insert(at, (form, number, as_what));
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

    /// The query word that a folded word belongs to, and as what.
    #[inline]
    pub(crate) fn word(&self, text: &str) -> Option<(usize, As)> {
        let found = self.forms.binary_search_by(|(form, ..)| form.as_str().cmp(text)).ok();
        let (number, as_what) = match found.and_then(|at| self.forms.get(at)) {
            Some(&(_, number, as_what)) => (number, as_what),
            None => (self.prefixes.iter().find(|(prefix, _)| text.starts_with(prefix))?.1, As::Form),
        };
        let is_typed = as_what == As::Form && self.words.get(number).is_some_and(|word| word.text == text);
        Some((number, if is_typed { As::Typed } else { as_what }))
    }

    /// Makes one mark of the words of a term that stand in a row, and none of those that do not.
    pub(crate) fn join(found: &mut Vec<Mark>) {
        let mut from = 0;
        while let Some(&mark) = found.get(from) {
            let len = match mark.as_what {
                As::First(len) => usize::from(len),
                As::Later => 0,
                _ => 1,
            };
            let row = found.get(from..from + len).unwrap_or_default();
            let is_row = row.windows(2).all(|pair| matches!(pair, [a, b] if b.start <= a.end + MAX_BETWEEN));
            match row.last() {
                Some(last) if len > 1 && is_row => {
                    let joined = Mark { end: last.end, as_what: As::Other, ..mark };
                    found.splice(from..from + len, [joined]);
                    from += 1;
                }
                Some(_) if len == 1 => from += 1,
                _ => _ = found.remove(from),
            }
        }
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
                found.insert(place, Mark { start, end, word, as_what: As::Typed });
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
            for (gram, word, is_other) in self.grams.iter().filter(|(gram, ..)| tail.starts_with(&**gram)) {
                if let Some((start, end)) = run.original(i, gram.len()) {
                    let as_what = if *is_other { As::Other } else { As::Typed };
                    emit(Mark { start, end, word: *word, as_what });
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
