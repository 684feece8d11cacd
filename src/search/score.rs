//! Which documents, in which order.
//!
//! All arithmetic is in whole numbers, so a score is the same on every machine and in every browser. A document's
//! score is the sum over query words of the best of `idf × impact × class weight` among the word's expansions; those
//! that hold every word come first. Statistics are those of the document's own language: a word is as rare as it is
//! among the documents that could have used it.

use super::expand::{Candidates, Expansion};
use super::page::Via;
use crate::format::{Index, Missing};
use crate::postings::DocId;
use crate::store::{Fields, WEIGHT_ONE};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A document that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) doc: DocId,
    pub(crate) score: u32,
    /// Bit of each class by which it was found.
    pub(crate) via: u8,
    /// Number of query words that it holds.
    pub(crate) num_words: u8,
}

/// What `rank` finds.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    /// The page asked for.
    pub(crate) top: Vec<Candidate>,
    /// Whether no document holds every word.
    pub(crate) partial: bool,
    /// Per language, documents that hold every word; or any, when partial.
    pub(crate) totals: Vec<u32>,
    /// For each language what the query words weigh in its documents: their idf there, to weigh passages with.
    pub(crate) word_weights: Vec<Vec<u32>>,
}

/// The bit of a class in [`Candidate::via`].
pub(crate) const fn via_bit(via: Via) -> u8 {
    1 << via as u8
}

/// The documents `offset..offset + limit` of the order, and the totals.
pub(crate) fn rank(
    index: &Index<'_>,
    expansions: &[Expansion],
    allowed: &[bool],
    offset: u32,
    limit: u32,
    missing: &Missing,
) -> Ranking {
    let mut scorer = Scorer::new(index, allowed);
    let mut word_weights = vec![Vec::with_capacity(expansions.len()); allowed.len()];
    for expansion in expansions {
        scorer.add_word(expansion, missing);
        word_weights.iter_mut().zip(&scorer.idfs).for_each(|(weights, &idf)| weights.push(idf));
    }
    expansions.iter().for_each(|expansion| scorer.add_families(&expansion.families, missing));
    let num_words = expansions.len() as u8;
    let mut ranking = Ranking { word_weights, totals: vec![0; allowed.len()], ..Ranking::default() };
    ranking.partial = !scorer.matched.iter().any(|&doc| scorer.get(doc).num_words == num_words);
    for &doc in &scorer.matched {
        let counts = ranking.partial || scorer.get(doc).num_words == num_words;
        if let Some(total) = ranking.totals.get_mut(index.directory.language_of(doc)) {
            *total += u32::from(counts);
        }
    }
    ranking.partial &= !scorer.matched.is_empty();
    ranking.top = scorer.top(num_words, &index.fields, offset as usize, limit as usize);
    ranking
}

/// What is known of one document so far.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    score: u32,
    via: u8,
    num_words: u8,
    /// Best impact × weight of the current word.
    best: u16,
}

struct Scorer<'i, 'a> {
    index: &'i Index<'a>,
    allowed: &'i [bool],
    all_allowed: bool,
    tallies: Vec<Tally>,
    /// Documents with a score, in the order of their first match.
    matched: Vec<DocId>,
    /// Documents of the current word, by class.
    touched: Vec<DocId>,
    /// Per language the idf of the current word, all classes so far together.
    idfs: Vec<u32>,
}

impl<'i, 'a> Scorer<'i, 'a> {
    fn new(index: &'i Index<'a>, allowed: &'i [bool]) -> Self {
        let tallies = vec![Tally::default(); index.num_docs() as usize];
        let all_allowed = allowed.iter().all(|&allowed| allowed);
        let idfs = vec![0; allowed.len()];
        Scorer { index, allowed, all_allowed, tallies, matched: Vec::new(), touched: Vec::new(), idfs }
    }

    fn get(&self, doc: DocId) -> Tally {
        self.tallies.get(doc as usize).copied().unwrap_or_default()
    }

    /// Adds a query word's contribution to every document that any of its expansions is in.
    fn add_word(&mut self, expansion: &Expansion, missing: &Missing) {
        self.add_classes(&expansion.classes, true, missing);
        for &doc in &self.touched {
            if let Some(tally) = self.tallies.get_mut(doc as usize) {
                tally.best = 0;
                tally.num_words += 1;
            }
        }
    }

    /// Adds the contribution of a query word's families to the documents that match already.
    fn add_families(&mut self, families: &[Candidates], missing: &Missing) {
        self.add_classes(families, false, missing);
        for &doc in &self.touched {
            if let Some(tally) = self.tallies.get_mut(doc as usize) {
                tally.best = 0;
            }
        }
    }

    /// Adds to each document the best of the classes, of which it takes the first that it is in; classes that do not
    /// `find` add to documents with a score alone. Leaves the documents in `touched`.
    ///
    /// idf is that of the documents reached up to and including the class: completions and neighbours are never
    /// rarer than the word itself.
    fn add_classes(&mut self, classes: &[Candidates], find: bool, missing: &Missing) {
        self.touched.clear();
        self.idfs.fill(0);
        let num_docs = self.index.num_docs();
        let mut start = 0;
        let mut df_by_language = vec![0u32; self.allowed.len()];
        for class in classes {
            for &group in &class.groups {
                let Some(postings) = self.index.postings(group, missing) else { continue };
                let (tallies, touched) = (&mut self.tallies, &mut self.touched);
                postings.for_each(num_docs, |doc, impact| {
                    let Some(tally) = tallies.get_mut(doc as usize) else { return };
                    let value = (impact.level() * class.weight) as u16;
                    if tally.best == 0 {
                        touched.push(doc);
                        tally.best = value;
                        tally.via |= if find { via_bit(class.via) } else { 0 };
                    } else if touched.len() > start {
                        tally.best = tally.best.max(value);
                    }
                });
            }
            start = self.close_class(start, &mut df_by_language, find);
        }
    }

    /// Turns the impacts of documents that the class was the first to reach into scores.
    fn close_class(&mut self, start: usize, df_by_language: &mut [u32], find: bool) -> usize {
        let languages = &self.index.directory.languages;
        for &doc in self.touched.get(start..).unwrap_or_default() {
            if let Some(df) = df_by_language.get_mut(self.index.directory.language_of(doc)) {
                *df += 1;
            }
        }
        for ((idf_here, language), &df) in self.idfs.iter_mut().zip(languages).zip(&*df_by_language) {
            *idf_here = idf(language.docs.end - language.docs.start, df);
        }
        for &doc in self.touched.get(start..).unwrap_or_default() {
            let language = self.index.directory.language_of(doc);
            let allowed = self.all_allowed || self.allowed.get(language) == Some(&true);
            let Some(tally) = self.tallies.get_mut(doc as usize) else { continue };
            if allowed && (find || tally.score > 0) {
                if tally.num_words == 0 && tally.score == 0 {
                    self.matched.push(doc);
                }
                tally.score += self.idfs.get(language).copied().unwrap_or(0) * u32::from(tally.best);
            }
        }
        self.touched.len()
    }

    /// All words first, then by score, then by number: packed into one key, of which a heap keeps the largest.
    fn top(&self, num_words: u8, fields: &Fields<'_>, offset: usize, limit: usize) -> Vec<Candidate> {
        let key = |&doc: &DocId| {
            let tally = self.get(doc);
            let every_word = u64::from(tally.num_words == num_words) << 63;
            every_word | u64::from(weighted(tally.score, fields.weight(doc))) << 32 | u64::from(!doc)
        };
        let end = offset.saturating_add(limit);
        let mut best: BinaryHeap<Reverse<u64>> = BinaryHeap::new();
        for key in self.matched.iter().map(key) {
            if best.len() < end {
                best.push(Reverse(key));
            } else if best.peek().is_some_and(|least| key > least.0) {
                best.pop();
                best.push(Reverse(key));
            }
        }
        let keys = best.into_sorted_vec();
        let candidate = |&Reverse(key): &Reverse<u64>| {
            let doc = !(key as u32);
            let tally = self.get(doc);
            Candidate { doc, score: (key >> 32) as u32 & (u32::MAX >> 1), via: tally.via, num_words: tally.num_words }
        };
        keys.get(offset..).unwrap_or_default().iter().map(candidate).collect()
    }
}

/// The score of a document with a weight of its own; 31 bits.
fn weighted(score: u32, weight: u8) -> u32 {
    let product = u64::from(score) * u64::from(weight) / u64::from(WEIGHT_ONE);
    product.min(u64::from(u32::MAX >> 1)) as u32
}

/// log2(1 + (n − df + ½) / (df + ½)) = log2((n + 1) / (df + ½)), in 256ths; at least 1, so that impact still orders
/// documents by a word that stands in all of them.
pub(crate) fn idf(num_docs: u32, df: u32) -> u32 {
    let df = df.min(num_docs);
    log2(2 * (u64::from(num_docs) + 1)).saturating_sub(log2(2 * u64::from(df) + 1)).max(1)
}

/// Binary logarithm in 256ths: the exponent, and the fraction by squaring, one bit at a time.
fn log2(n: u64) -> u32 {
    let exponent = n.max(1).ilog2();
    // n / 2^exponent with 31 fractional bits: in 1..2.
    let mut mantissa = if exponent <= 31 { n << (31 - exponent) } else { n >> (exponent - 31) };
    let mut result = exponent;
    for _ in 0..8 {
        mantissa = (mantissa * mantissa) >> 31;
        let carry = mantissa >> 32;
        mantissa >>= carry;
        result = result << 1 | carry as u32;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right_to_a_256th() {
        for n in (1..5000u64).chain([1 << 20, (1 << 20) + 1, 427_358, u64::from(u32::MAX) * 2]) {
            let exact = (n as f64).log2() * 256.0;
            assert!((f64::from(log2(n)) - exact).abs() <= 1.0, "{n}");
        }
    }

    #[test]
    fn rare_words_weigh_more_and_none_weighs_nothing() {
        assert!(idf(100, 1) > idf(100, 2) && idf(100, 50) > idf(100, 100));
        assert!(idf(100, 100) > 0 && idf(1, 1) > 0 && idf(u32::MAX, 1) <= 8192 + 256);
        assert_eq!(idf(10, 20), idf(10, 10), "a count out of range");
    }
}
