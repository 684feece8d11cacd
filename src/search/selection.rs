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
    /// Whether a query without words gives all documents that pass.
    pub(crate) browses: bool,
}

/// In a rank, that the document is in the language that comes first. No column has so many values.
const FIRST: u32 = 1 << 31;

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
        Selection { allowed, ranks, sets, num_sets, browses }
    }

    /// Whether the document may be a hit.
    #[inline]
    pub(crate) fn takes(&self, doc: DocId) -> bool {
        self.allowed.get(doc as usize) == Some(&true)
    }

    /// The place of a document in the order: the higher the earlier. The score stands above the lowest 32 bits, which are those of
    /// the document, inverted.
    ///
    /// Of documents with every word those `at_home`, in the language of the query, come first: translations push none of them down.
    pub(crate) fn key(&self, doc: DocId, every_word: bool, at_home: bool, score: u32) -> u128 {
        let rank = self.ranks.get(doc as usize).copied().unwrap_or(0);
        let order = u64::from(every_word) << 33 | u64::from(rank) << 1 | u64::from(every_word && at_home);
        u128::from(order) << 64 | u128::from(u64::from(score) << 32 | u64::from(!doc))
    }

    /// The first `end` of the order, best first. Of the translations of a page the first one alone.
    pub(crate) fn top(&self, keys: &[u128], end: usize) -> Vec<u128> {
        let set = |key: u128| self.sets.get(!(key as u32) as usize).map_or(usize::MAX, |&set| set as usize);
        // Of each set, where its highest key stands.
        let mut best_of_sets = vec![u32::MAX; self.num_sets];
        for (at, &key) in (0..).zip(keys) {
            if let Some(best) = best_of_sets.get_mut(set(key))
                && keys.get(*best as usize).is_none_or(|&highest| key > highest)
            {
                *best = at;
            }
        }
        // The best so far, and others that come after the last of them; each time there are as many again, those go.
        let mut best = Vec::new();
        let mut least = 0;
        let cut = |best: &mut Vec<u128>| {
            best.sort_unstable_by(|a, b| b.cmp(a));
            best.truncate(end);
        };
        for (at, &key) in (0..).zip(keys) {
            if best_of_sets.get(set(key)).is_some_and(|&best| best != at) {
                continue;
            }
            if end > 0 && key > least {
                best.push(key);
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
