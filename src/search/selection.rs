//! Which documents a search takes, and in which order.
//!
//! The order is one number per document, so the best are found by sorting: whether it holds every word, whether it is in the
//! language that comes first, its place by the sort key, its score, its number. Those are all whole numbers, and the last one
//! makes each the only one of its kind: ties do not depend on anything else.

use super::SearchOptions;
use super::filters::{self, set};
use super::options::{Alternates, is_among};
use crate::format::Index;
use crate::postings::DocId;
use crate::store::{SORT, each_value};

/// What applies to all words of a query.
#[derive(Debug)]
pub(crate) struct Selection {
    /// By document, whether it may be a hit.
    pub(crate) allowed: Vec<bool>,
    /// By document, the higher the earlier: the language that comes first above, the place by the sort key below (0 without a
    /// value); empty for relevance alone.
    ranks: Vec<u32>,
    /// By document, the set of translations that it folds into; empty when nothing folds.
    sets: Vec<u32>,
    num_sets: usize,
    /// Whether a language comes first.
    has_first: bool,
    /// Whether a query without words gives all documents that pass.
    pub(crate) browses: bool,
}

/// In a rank, that the document is in the language that comes first. No column has so many values.
const FIRST: u32 = 1 << 31;

/// In a key, that the document holds every word.
const EVERY_WORD: u128 = 1 << (64 + 33);

/// In a key, that it does and is in the language of the query.
const AT_HOME: u128 = 1 << 64;

/// What part of the best version's score the reader's own has to have, to be shown instead of it: one in so many.
const MIN_SHARE: u32 = 4;

impl Selection {
    /// `has_words` is whether the query has any.
    pub(crate) fn new(index: &Index<'_>, options: &SearchOptions, has_words: bool) -> Selection {
        let is_filtered = !options.filters.0.is_empty();
        let browses = !has_words && (is_filtered || !options.sort.is_empty());
        let mut passes = by_language(index, options.langs.as_deref(), 1);
        filters::apply(&options.filters, index, &mut passes);
        let allowed = passes.iter().map(|&passes| passes == 1).collect();
        let mut ranks = Vec::new();
        if browses || !options.sort.is_empty() || options.first.is_some() {
            ranks = by_language(index, Some(options.first.as_slice()), FIRST);
            add_places(index, if options.sort.is_empty() && browses { "-date" } else { &options.sort }, &mut ranks);
        }
        let (sets, num_sets) = match options.alternates {
            Alternates::Fold => index.fields.folding(),
            Alternates::Separate => Default::default(),
        };
        Selection { allowed, ranks, sets, num_sets, has_first: options.first.is_some(), browses }
    }

    /// Whether the document may be a hit.
    #[inline]
    pub(crate) fn takes(&self, doc: DocId) -> bool {
        self.allowed.get(doc as usize) == Some(&true)
    }

    /// Whether the document is in the language that comes first, if one does.
    pub(crate) fn prefers(&self, doc: DocId) -> Option<bool> {
        self.has_first.then(|| self.ranks.get(doc as usize).is_some_and(|rank| rank & FIRST > 0))
    }

    /// The place of a document in the order: the higher the earlier. The score stands above the lowest 32 bits, which are those of
    /// the document, inverted.
    ///
    /// Of documents with every word those `at_home`, in the language of the query, come first: translations push none of them down.
    pub(crate) fn key(&self, doc: DocId, every_word: bool, at_home: bool, score: u32) -> u128 {
        let rank = self.ranks.get(doc as usize).copied().unwrap_or(0);
        let mut order = u128::from(rank) << 65;
        if every_word {
            order |= if at_home { EVERY_WORD | AT_HOME } else { EVERY_WORD };
        }
        order | u128::from(u64::from(score) << 32 | u64::from(!doc))
    }

    /// The first `end` of the order, best first. Translations of a page are there once: as the best of those that are `preferred`, else as
    /// the best of all. A page holds every word if one of its versions does; so a reader gets what other versions answer in the language they read.
    pub(crate) fn top(&self, keys: &[u128], end: usize, preferred: &dyn Fn(DocId) -> bool) -> Vec<u128> {
        let doc = |key: u128| !(key as u32);
        let set = |key: u128| self.sets.get(doc(key) as usize).map_or(usize::MAX, |&set| set as usize);
        // The highest key of each set, and the highest of its preferred ones.
        let mut best_of_sets = vec![[0, 0]; self.num_sets];
        for &key in keys {
            if let Some([best, shown]) = best_of_sets.get_mut(set(key)) {
                *best = key.max(*best);
                if preferred(doc(key)) {
                    *shown = key.max(*shown);
                }
            }
        }
        // The best so far, and others that come after the last of them; each time there are as many again, those go.
        let mut best = Vec::new();
        let mut least = 0;
        let cut = |best: &mut Vec<u128>| {
            best.sort_unstable_by(|a, b| b.cmp(a));
            best.truncate(end);
        };
        for &key in keys {
            let mut place = key;
            if let Some(&[best, shown]) = best_of_sets.get(set(key)) {
                if key != if is_worth(shown, best) { shown } else { best } {
                    continue;
                }
                place |= best & EVERY_WORD;
            }
            if end > 0 && place > least {
                best.push(place);
                if best.len() == 2 * end {
                    cut(&mut best);
                    least = best.last().copied().unwrap_or_default();
                }
            }
        }
        cut(&mut best);
        best
    }
}

/// Whether a version of a page is shown for its language: not if it only shares a word or two with the query, nor where the language
/// that the query is in has every word of it.
fn is_worth(shown: u128, best: u128) -> bool {
    let score = |key: u128| (key >> 32) as u32;
    shown > 0 && best & AT_HOME == 0 && score(shown) >= score(best) / MIN_SHARE
}

/// By document: `value` for those in these languages, else 0; for all languages when there are none given.
fn by_language(index: &Index<'_>, langs: Option<&[String]>, value: u32) -> Vec<u32> {
    let mut values = vec![value; index.num_docs() as usize];
    if let Some(langs) = langs {
        let is_among = is_among(index, langs);
        for (doc, slot) in (0..).zip(&mut values) {
            if is_among.get(index.directory.language_of(doc)) != Some(&true) {
                *slot = 0;
            }
        }
    }
    values
}

/// Adds to each document its place by a sort key, the higher the earlier; nothing for a key that there is not.
fn add_places(index: &Index<'_>, sort: &str, ranks: &mut [u32]) {
    let name = sort.strip_prefix('-').unwrap_or(sort);
    each_value(index.columns, SORT, Some(name), &mut |value| {
        let place = if name.len() < sort.len() { value.place + 1 } else { value.num_values - value.place };
        set(ranks, &value.docs, place);
    });
}
