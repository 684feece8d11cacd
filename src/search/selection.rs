//! Which documents a search takes, and in which order.
//!
//! The order is one number per document, so the best are kept by one heap: whether it holds every word, whether it is in the
//! language that comes first, its place by the sort key, its score, its number. Those are all whole numbers, and the last one
//! makes each key the only one of its kind: ties do not depend on anything else.

use super::SearchOptions;
use super::filters;
use super::options::{Alternates, is_among};
use crate::format::Index;
use crate::postings::DocId;
use crate::store::SORT;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What applies to all words of a query.
#[derive(Debug)]
pub(crate) struct Selection {
    /// By document; empty when all pass.
    passes: Vec<bool>,
    /// By language, whether it comes first.
    first: Vec<bool>,
    /// By document, the higher the earlier, 0 without a value; empty for relevance alone.
    ranks: Vec<u32>,
    /// By document, the set of translations that it folds into; empty when nothing folds.
    sets: Vec<u32>,
    num_sets: usize,
    /// Whether a query without words gives all documents that pass.
    pub(crate) browses: bool,
}

impl Selection {
    /// `has_words` is whether the query has any.
    pub(crate) fn new(index: &Index<'_>, options: &SearchOptions, has_words: bool) -> Selection {
        let num_docs = index.num_docs() as usize;
        let mut passes = Vec::new();
        if options.langs.is_some() || !options.filters.0.is_empty() {
            passes.resize(num_docs, true);
            if let Some(langs) = &options.langs {
                for (number, allowed) in is_among(index, langs).into_iter().enumerate() {
                    let docs = index.docs(number);
                    if let Some(passes) = passes.get_mut(docs.start as usize..docs.end as usize) {
                        passes.fill(allowed);
                    }
                }
            }
            filters::apply(&options.filters, index, &mut passes);
        }
        let browses = !has_words && (!options.filters.0.is_empty() || options.sort.is_some());
        let (sets, num_sets) = match options.alternates {
            Alternates::Fold => index.fields.folding(),
            Alternates::Separate => Default::default(),
        };
        let sort = options.sort.as_deref().unwrap_or(if browses { "-date" } else { "" });
        Selection {
            passes,
            first: options.first.as_ref().map_or_else(Vec::new, |lang| is_among(index, std::slice::from_ref(lang))),
            ranks: ranks(index, sort),
            sets,
            num_sets,
            browses,
        }
    }

    /// Whether the document may be a hit.
    #[inline]
    pub(crate) fn takes(&self, doc: DocId) -> bool {
        self.passes.is_empty() || self.passes.get(doc as usize) == Some(&true)
    }

    /// The place of a document in the order: the higher the earlier. The score has 31 bits.
    fn key(&self, index: &Index<'_>, doc: DocId, every_word: bool, score: u32) -> u128 {
        let first = !self.first.is_empty() && self.first.get(index.directory.language_of(doc)) == Some(&true);
        let rank = self.ranks.get(doc as usize).copied().unwrap_or(0);
        let order = u64::from(every_word) << 33 | u64::from(first) << 32 | u64::from(rank);
        u128::from(order) << 64 | u128::from(u64::from(score) << 32 | u64::from(!doc))
    }

    /// Documents `offset..offset + limit` of the order with their scores; `docs` are documents, whether they hold every word,
    /// and scores. Of translations of one page the first one alone.
    pub(crate) fn top(
        &self,
        index: &Index<'_>,
        docs: &[DocId],
        place: &dyn Fn(DocId) -> (bool, u32),
        offset: usize,
        limit: usize,
    ) -> Vec<(DocId, u32)> {
        let key = |doc: DocId| {
            let (every_word, score) = place(doc);
            self.key(index, doc, every_word, score)
        };
        let set = |doc: DocId| self.sets.get(doc as usize).map_or(usize::MAX, |&set| set as usize);
        let mut best_of_sets = vec![0u128; self.num_sets];
        if self.num_sets > 0 {
            for &doc in docs {
                if let Some(best) = best_of_sets.get_mut(set(doc)) {
                    *best = key(doc).max(*best);
                }
            }
        }
        let end = offset.saturating_add(limit);
        let mut best: BinaryHeap<Reverse<u128>> = BinaryHeap::new();
        for &doc in docs {
            let key = key(doc);
            if best_of_sets.get(set(doc)).is_some_and(|&best| best != key) {
                continue;
            }
            if best.len() < end {
                best.push(Reverse(key));
            } else if best.peek().is_some_and(|least| key > least.0) {
                best.pop();
                best.push(Reverse(key));
            }
        }
        let keys = best.into_sorted_vec();
        keys.get(offset..).unwrap_or_default().iter().map(|key| (!(key.0 as u32), (key.0 >> 32) as u32)).collect()
    }
}

/// For each document its place by a sort key, the higher the earlier; nothing for a key that there is not.
fn ranks(index: &Index<'_>, sort: &str) -> Vec<u32> {
    let (descending, name) = match sort.as_bytes().first() {
        Some(b'-') => (true, sort.get(1..).unwrap_or_default()),
        _ => (false, sort),
    };
    let mut ranks = Vec::new();
    for column in index.columns.iter().filter(|column| column.name == name && column.is(SORT)) {
        ranks.resize(index.num_docs() as usize, 0);
        for at in 0..column.values.len() {
            let rank = if descending { at + 1 } else { column.values.len() - at };
            for &doc in column.docs.get(at) {
                if let Some(slot) = ranks.get_mut(doc as usize) {
                    *slot = rank as u32;
                }
            }
        }
    }
    ranks
}
