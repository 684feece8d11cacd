//! The words of a corpus: the forms of all documents, gathered per language, conflated, and merged across languages.
//!
//! A word is analysed in the language of its stretch of text, whatever its document's: an English term on an Arabic page
//! and the same term on English pages are one. How much it says about a document is a matter of that document's language.

use super::analysis::{Analysed, Forms, Languages};
use super::conflation::{Spellings, conflate};
use super::spellings::spellings;
use crate::dictionary::AffixCounts;
use crate::format::Language;
use crate::postings::{FormsRecord, GroupRecord, Occurrences};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Forms that begin with fewer characters in common are listed: a walk below one letter would meet half the dictionary.
const MIN_COMMON_CHARS: usize = 2;

/// All words.
pub(crate) struct Vocabulary {
    /// In the order of their first form.
    pub(crate) words: Vec<Word>,
    /// By number of the language analysed in.
    pub(crate) affixes: Vec<AffixCounts>,
}

/// A conflation group while it is built.
pub(crate) struct Word {
    /// Sorted.
    pub(crate) forms: Vec<String>,
    /// By document, in order.
    pub(crate) occurrences: Vec<(u32, Occurrences)>,
}

/// How long documents are, and how long one of their language is on average.
pub(crate) struct Lengths {
    /// Of each document.
    num_tokens: Vec<u32>,
    /// Of each document's language.
    mean_tokens: Vec<f32>,
}

impl Lengths {
    pub(crate) fn of(languages: &[Language], analysed: &[Analysed]) -> Lengths {
        let num_tokens: Vec<u32> = analysed.iter().map(|document| document.num_tokens).collect();
        let mut mean_tokens = Vec::with_capacity(num_tokens.len());
        for language in languages {
            let docs = language.docs.start as usize..language.docs.end as usize;
            let total: u64 = num_tokens[docs.clone()].iter().map(|&n| u64::from(n)).sum();
            mean_tokens.resize(docs.end, total as f32 / docs.len().max(1) as f32);
        }
        Lengths { num_tokens, mean_tokens }
    }
}

impl Word {
    /// What is written of the word.
    pub(crate) fn record(&self, lengths: &Lengths) -> GroupRecord {
        let forms = match &self.forms[..] {
            [first, .., last] => {
                let same = first.char_indices().zip(last.chars()).take_while(|((_, a), b)| a == b);
                match same.enumerate().last() {
                    Some((at, _)) if at + 1 < MIN_COMMON_CHARS => FormsRecord::Listed(self.forms.clone()),
                    Some((_, ((at, c), _))) => FormsRecord::Below(at + c.len_utf8()),
                    None => FormsRecord::Listed(self.forms.clone()),
                }
            }
            _ => FormsRecord::One,
        };
        let impact = |&(doc, occurrences): &(u32, Occurrences)| {
            let at = doc as usize;
            (doc, occurrences.impact(lengths.num_tokens[at], lengths.mean_tokens[at]))
        };
        GroupRecord { postings: self.occurrences.iter().map(impact).collect(), forms }
    }
}

impl Vocabulary {
    /// The words of `analysed` documents, in document order.
    pub(crate) fn of(analysed: Vec<Analysed>, languages: &Languages<'_>) -> Vocabulary {
        let spellings = spellings(&analysed);
        let mut by_language: Vec<Vec<(u32, Forms)>> = languages.tags.iter().map(|_| Vec::new()).collect();
        for (doc, document) in (0..).zip(analysed) {
            document.languages.into_iter().for_each(|(language, forms)| by_language[language].push((doc, forms)));
        }
        let conflated: Vec<(Vec<Word>, AffixCounts)> = by_language
            .into_par_iter()
            .zip(&languages.tags)
            .map(|(forms, tag)| conflate_language(tag, forms))
            .collect();
        let (words, affixes): (Vec<_>, Vec<_>) = conflated.into_iter().unzip();
        let words = words.into_iter().chain([spellings]).collect();
        Vocabulary { words: merge(words), affixes }
    }
}

fn conflate_language(tag: &str, documents: Vec<(u32, Forms)>) -> (Vec<Word>, AffixCounts) {
    let mut by_form: BTreeMap<String, (Vec<(u32, Occurrences)>, Spellings)> = BTreeMap::new();
    for (doc, forms) in documents {
        for (form, (occurrences, spellings)) in forms {
            let (postings, all_spellings) = by_form.entry(form).or_default();
            postings.push((doc, occurrences));
            spellings.into_iter().for_each(|(spelling, n)| *all_spellings.entry(spelling).or_default() += n);
        }
    }
    let forms: Vec<(&str, &Spellings)> =
        by_form.iter().map(|(form, (_, spellings))| (form.as_str(), spellings)).collect();
    let conflation = conflate(tag, &forms);
    let postings: Vec<&Vec<(u32, Occurrences)>> = by_form.values().map(|(postings, _)| postings).collect();
    let word = |group: &Vec<usize>| Word {
        forms: group.iter().map(|&form| forms[form].0.to_owned()).collect(),
        occurrences: sum(group.iter().flat_map(|&form| postings[form].iter().copied())),
    };
    (conflation.groups.par_iter().map(word).collect(), conflation.affixes)
}

/// Each document once, in order.
fn sum(postings: impl Iterator<Item = (u32, Occurrences)>) -> Vec<(u32, Occurrences)> {
    let mut all: Vec<(u32, Occurrences)> = postings.collect();
    all.sort_by_key(|&(doc, _)| doc);
    all.dedup_by(|(doc, occurrences), (kept_doc, kept)| {
        let same = doc == kept_doc;
        if same {
            kept.add(*occurrences);
        }
        same
    });
    all
}

/// Groups with the same forms become one, whose documents are those of all its languages; then all in the order of
/// their first form.
fn merge(languages: Vec<Vec<Word>>) -> Vec<Word> {
    let mut merged: HashMap<Vec<String>, Vec<(u32, Occurrences)>> = HashMap::new();
    for word in languages.into_iter().flatten() {
        merged.entry(word.forms).or_default().extend(word.occurrences);
    }
    let mut words: Vec<Word> = merged
        .into_par_iter()
        .map(|(forms, occurrences)| Word { forms, occurrences: sum(occurrences.into_iter()) })
        .collect();
    words.par_sort_unstable_by(|a, b| a.forms.cmp(&b.forms));
    words
}
