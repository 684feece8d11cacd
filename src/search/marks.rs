//! Which tokens of a text belong to the query.

use super::expand::{Candidates, Expansion};
use super::page::Via;
use super::phrase::Phrase;
use super::query::QueryWord;
use crate::dictionary::{GroupId, with_prefix};
use crate::format::{Index, Missing};
use crate::postings::{DocId, GroupForms};
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
    /// Sorted; form, query word, what it is of that, and the words of the term that it begins, or 0.
    forms: Vec<(String, usize, As, u8)>,
    /// Beginnings that are still being typed.
    prefixes: Vec<(&'q str, usize)>,
    grams: Vec<(String, usize, bool)>,
    phrases: Vec<(&'q Phrase, usize)>,
    words: &'q [QueryWord],
    /// For each language, what each query word weighs in its documents.
    weights: &'q [Vec<u32>],
    /// Of each document how the forms begin that stand there: lets most words of its text be stepped over.
    wanted: Vec<(DocId, Wanted)>,
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
    /// Words of the term that it may begin, or 0.
    pub(crate) row: u8,
}

/// What a marked token is of a query word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum As {
    /// The word as typed.
    Typed,
    /// A form of it.
    Form,
    /// Another word that means the same or sounds alike.
    Other,
    /// A part of a term that does; no mark by itself.
    Part,
}

impl<'q> Marks<'q> {
    /// Gathers the forms of the expansions that stand in one of the documents.
    pub(crate) fn new(
        index: &Index<'_>,
        words: &'q [QueryWord],
        expansions: &'q [Expansion],
        weights: &'q [Vec<u32>],
        docs: &[DocId],
        missing: &Missing,
    ) -> Self {
        let mut marks = Marks {
            forms: Vec::new(),
            prefixes: Vec::new(),
            grams: Vec::new(),
            phrases: Vec::new(),
            words,
            weights,
            wanted: docs.iter().map(|&doc| (doc, Wanted::NONE)).collect(),
        };
        for (number, (word, expansion)) in words.iter().zip(expansions).enumerate() {
            if word.gram {
                marks.grams.push((word.text.clone(), number, false));
            } else if word.prefix {
                marks.prefixes.push((&word.text, number));
                marks.wanted.iter_mut().for_each(|(_, wanted)| wanted.add(&word.text, false));
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
        let mut num_groups = 0;
        for (at, &group) in class.groups.iter().enumerate() {
            let mut holders = Vec::new();
            if let Some(postings) = index.postings(group, missing) {
                postings.each_doc(index.num_docs(), &mut |doc| {
                    holders.extend(self.wanted.iter().position(|&(other, _)| other == doc));
                });
            }
            if holders.is_empty() || num_groups == MAX_GROUPS {
                continue;
            }
            num_groups += 1;
            let forms_at =
                |group, form: Option<String>| form.map_or(Vec::new(), |form| forms_of(index, group, &form, missing));
            let as_what = if is_other { As::Other } else { As::Form };
            let forms = match (class.forms.get(at), index.forms(group, missing)) {
                (form @ Some(_), _) => forms_at(group, form.cloned()),
                (None, GroupForms::Listed(listed)) if is_other && !listed.is_empty() => {
                    listed.iter().map(|&form| form.to_owned()).collect()
                }
                _ if is_other => {
                    let mut rows = class.rows.iter().filter(|(target, _)| *target == group).peekable();
                    if rows.peek().is_none() {
                        forms_at(group, index.first_form(group, missing))
                    } else {
                        for (_, row) in rows {
                            let mut len = row.len() as u8;
                            for &word in row {
                                for form in forms_at(word, index.first_form(word, missing)) {
                                    self.add_form(form, number, As::Part, len, &holders);
                                }
                                len = 0;
                            }
                        }
                        continue;
                    }
                }
                _ => continue,
            };
            for form in forms {
                // Words in a script with spaces stand in no run.
                if is_other && !form.starts_with(|c| index.fold.joins(c)) {
                    self.grams.push((form.clone(), number, true));
                }
                self.add_form(form, number, as_what, 0, &holders);
            }
        }
    }

    /// Kept in order, for every word of a text is looked up here. Of a shared form a whole word comes before a part of a term, and
    /// the word itself before another; the first query word keeps it otherwise.
    fn add_form(&mut self, form: String, number: usize, as_what: As, row: u8, holders: &[usize]) {
        for &at in holders {
            if let Some((_, wanted)) = self.wanted.get_mut(at) {
                wanted.add(&form, true);
            }
        }
        match self.forms.binary_search_by(|(other, ..)| other.cmp(&form)) {
            Ok(at) => {
                if let Some((_, shared_number, shared, shared_row)) = self.forms.get_mut(at) {
                    if as_what < *shared {
                        (*shared_number, *shared) = (number, as_what);
                    }
                    *shared_row = row.max(*shared_row);
                }
            }
            Err(at) => self.forms.insert(at, (form, number, as_what, row)),
        }
    }

    /// The words of a document's text that may be forms.
    pub(crate) fn wanted(&self, doc: DocId) -> Wanted {
        let of_doc = self.wanted.iter().find(|&&(other, _)| other == doc);
        of_doc.map_or(Wanted::ALL, |&(_, wanted)| wanted)
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

    /// The mark of a folded word, if it belongs to the query.
    #[inline]
    pub(crate) fn word(&self, text: &str, start: usize, end: usize) -> Option<Mark> {
        let found = self.forms.binary_search_by(|(form, ..)| form.as_str().cmp(text)).ok();
        let (word, as_what, row) = match found.and_then(|at| self.forms.get(at)) {
            Some(&(_, number, as_what, row)) => (number, as_what, row),
            None => (self.prefixes.iter().find(|(prefix, _)| text.starts_with(prefix))?.1, As::Form, 0),
        };
        let is_typed = as_what == As::Form && self.words.get(word).is_some_and(|word| word.text == text);
        Some(Mark { start, end, word, as_what: if is_typed { As::Typed } else { as_what }, row })
    }

    /// Makes one mark of the words of a term that stand in a row, and none of parts that do not.
    pub(crate) fn join(found: &mut Vec<Mark>) {
        let mut from = 0;
        while let Some(&mark) = found.get(from) {
            let row = found.get(from..from + usize::from(mark.row)).unwrap_or_default();
            let is_row = row.windows(2).all(|pair| matches!(pair, [a, b] if b.start <= a.end + MAX_BETWEEN));
            let is_other = row.iter().any(|mark| mark.as_what >= As::Other);
            match row.last() {
                Some(last) if is_row && is_other => {
                    let joined = Mark { end: last.end, as_what: As::Other, ..mark };
                    found.splice(from..from + row.len(), [joined]);
                    from += 1;
                }
                _ if mark.as_what == As::Part => _ = found.remove(from),
                _ => from += 1,
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
                found.insert(place, Mark { start, end, word, as_what: As::Typed, row: 0 });
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
                    emit(Mark { start, end, word: *word, as_what, row: 0 });
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
