//! Which words and pairs of words a site suggests while its readers type, and how they are spelt.
//!
//! A word is spelt as most texts of its language spell it. Of the pairs, only those count whose words belong together:
//! *open source*, not *of the*. Both are taken by number of documents until a language has filled its share. Scripts
//! without spaces have no words here, but stretches between signs: titles, captions, items of lists; what many pages have
//! comes first.

use super::document::{Document, Text};
use crate::dictionary::{Completion, write_completions};
use crate::format::Language;
use crate::text::{FoldTable, Token, Tokenizer};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use unicode_normalization::UnicodeNormalization;

/// The section takes one part in so many of the index, or the least; 1.6 % of the guide's bundle (brotli). Chosen by size.
const SHARE: usize = 48;
const MIN_BUDGET: usize = 4096;
/// Bytes of an entry beside its key and spelling; and what front-coding leaves of a key, in quarters.
const ENTRY_LEN: usize = 3;
const KEY_QUARTERS: usize = 2;
/// Shorter words are typed faster than chosen.
const MIN_CHARS: usize = 3;
/// Characters of a stretch of a script without spaces.
const STRETCH: std::ops::RangeInclusive<usize> = 2..=10;
/// A pair counts if its words stand together so often: the square of its number, times this, against the product of theirs.
const COHESION: u64 = 32;
const MIN_PAIR_DOCS: u32 = 2;

/// How often something occurs.
#[derive(Debug, Default)]
struct Tally {
    num_docs: u32,
    count: u32,
    /// One past the number of the last document.
    last: usize,
}

impl Tally {
    fn count(&mut self, doc: usize) {
        self.count += 1;
        self.num_docs += u32::from(self.last <= doc);
        self.last = doc + 1;
    }
}

type Words = BTreeMap<String, (Tally, HashMap<String, u32>)>;

/// The section for documents that lie in the order of `languages`, in an index of `index_len` bytes without it.
pub(crate) fn completions(
    documents: &[Document],
    languages: &[Language],
    fold: &FoldTable,
    index_len: usize,
) -> Vec<u8> {
    let budget = (index_len / SHARE).max(MIN_BUDGET);
    let text_len =
        |documents: &[Document]| documents.iter().flat_map(Document::texts).map(|text| text.len()).sum::<usize>();
    let all_len = text_len(documents).max(1);
    let lists: Vec<BTreeMap<String, (u32, String)>> = languages
        .par_iter()
        .map(|language| {
            let own = documents.get(language.docs.start as usize..language.docs.end as usize).unwrap_or_default();
            let share = (budget as u64 * text_len(own) as u64 / all_len as u64) as usize;
            complete(own, fold, share)
        })
        .collect();
    let mut entries: Vec<Vec<Completion<'_>>> = Vec::new();
    for list in &lists {
        let of_list = list.iter();
        entries.push(of_list.map(|(key, &(num_docs, ref spelling))| Completion { key, num_docs, spelling }).collect());
    }
    write_completions(&entries)
}

fn complete(documents: &[Document], fold: &FoldTable, budget: usize) -> BTreeMap<String, (u32, String)> {
    let mut words = Words::new();
    each_word(documents, fold, &mut |doc, key, start, end, text| {
        if !words.contains_key(key) {
            words.insert(key.to_owned(), Default::default());
        }
        let Some((tally, spellings)) = words.get_mut(key) else { return };
        tally.count(doc);
        let spelling = text.get(start..end).unwrap_or_default();
        match spellings.get_mut(spelling) {
            Some(count) => *count += 1,
            None => drop(spellings.insert(spelling.to_owned(), 1)),
        }
    });
    let mut ranked: Vec<(&str, &Tally, String)> = words
        .iter()
        .map(|(key, (tally, spellings))| {
            let spelling = spellings.iter().max_by_key(|&(spelling, count)| (count, Reverse(spelling)));
            (key.as_str(), tally, spelling.map(|(spelling, _)| spelling.nfc().collect()).unwrap_or_default())
        })
        .collect();
    ranked.sort_by_key(|&(key, tally, _)| (Reverse((tally.num_docs, tally.count)), key));
    let mut left = budget * 2 / 3;
    let mut kept: BTreeMap<String, (u32, String)> = BTreeMap::new();
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for (number, (key, tally, spelling)) in (0..).zip(&ranked) {
        if !take(&mut left, key, spelling) {
            break;
        }
        numbers.insert(key, number);
        kept.insert((*key).to_owned(), (tally.num_docs, spelling.clone()));
    }

    let mut pairs: HashMap<(u32, u32), Tally> = HashMap::new();
    let mut before = (usize::MAX, 0, None);
    each_word(documents, fold, &mut |doc, key, start, end, text| {
        let number = numbers.get(key).copied();
        if let (Some(number), (before_doc, before_end, Some(first))) = (number, before)
            && before_doc == doc
            && text.get(before_end..start) == Some(" ")
        {
            pairs.entry((first, number)).or_default().count(doc);
        }
        before = (doc, end, number);
    });
    let mut ranked_pairs: Vec<(&(u32, u32), &Tally)> = pairs
        .iter()
        .filter(|((a, b), tally)| {
            let count = |&number: &u32| u64::from(ranked[number as usize].1.count);
            tally.num_docs >= MIN_PAIR_DOCS && u64::from(tally.count).pow(2) * COHESION >= count(a) * count(b)
        })
        .collect();
    ranked_pairs.sort_by_key(|&(pair, tally)| (Reverse((tally.num_docs, tally.count)), pair));
    left += budget / 3;
    for ((a, b), tally) in ranked_pairs {
        let ((first, _, first_spelling), (second, _, second_spelling)) = (&ranked[*a as usize], &ranked[*b as usize]);
        let (key, spelling) = (format!("{first} {second}"), format!("{first_spelling} {second_spelling}"));
        if !take(&mut left, &key, &spelling) {
            break;
        }
        kept.insert(key, (tally.num_docs, spelling));
    }
    kept
}

/// Takes what an entry costs from what is left.
fn take(left: &mut usize, key: &str, spelling: &str) -> bool {
    let cost = ENTRY_LEN + key.len() * KEY_QUARTERS / 4 + if key == spelling { 0 } else { spelling.len() };
    let fits = cost <= *left;
    *left = left.saturating_sub(cost);
    fits
}

/// Calls `emit` with what may be completed: number of the document, folded, and where it stands in which text.
fn each_word(documents: &[Document], fold: &FoldTable, emit: &mut dyn FnMut(usize, &str, usize, usize, &Text)) {
    let mut tokenizer = Tokenizer::new(fold);
    for (doc, document) in documents.iter().enumerate() {
        for text in document.texts() {
            tokenizer.tokenize(text, &mut |token| match token {
                Token::Word { text: key, start, end, .. } => {
                    if key.chars().nth(MIN_CHARS - 1).is_some() && key.chars().any(char::is_alphabetic) {
                        emit(doc, key, start, end, text);
                    }
                }
                Token::Run(run) if STRETCH.contains(&run.len()) => {
                    if let Some((start, end)) = run.original(0, run.text.len()) {
                        emit(doc, run.text, start, end, text);
                    }
                }
                Token::Run(_) => {}
            });
        }
    }
}
