//! Which documents, in which order.
//!
//! All arithmetic is in whole numbers, so a score is the same on every machine and in every browser. A document's
//! score is the sum over query words of the best of `idf × impact × class weight` among the word's expansions; those
//! that hold every word come first. Alternatives share a *slot*: a document gets the best of them, and holding one is
//! holding the word. Statistics are those of the document's own language: a word is as rare as it is among the
//! documents that could have used it.

use super::abroad::Abroad;
use super::expand::Expansion;
use super::page::Via;
use super::selection::Selection;
use crate::format::{Index, Language, Missing};
use crate::postings::DocId;
use crate::store::WEIGHT_ONE;

/// A document that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) doc: DocId,
    pub(crate) score: u32,
    /// Bit of each class by which it was found.
    pub(crate) via: u8,
    /// What counts before the score: whether it holds every word, and its place by a sort key.
    pub(crate) order: u64,
    /// What closeness of the words has added to the score.
    pub(crate) proximity: u32,
}

/// What a phrase counts, in 64ths: as much as a word that is found as it is typed.
const PHRASE_WEIGHT: u32 = 64;

/// What `rank` finds.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    /// The page asked for.
    pub(crate) top: Vec<Candidate>,
    /// Whether no document holds every word.
    pub(crate) partial: bool,
    /// Per language, documents that hold every word; or any, when partial.
    pub(crate) totals: Vec<u32>,
    /// By document, 1 for those in the totals; empty in an index without values to count.
    pub(crate) counted: Vec<u32>,
    /// For each language what the query words weigh in its documents: their idf there, to weigh passages with.
    pub(crate) word_weights: Vec<Vec<u32>>,
    /// What scores are in other languages.
    pub(crate) abroad: Abroad,
    /// Where the points of the documents come from that were to be explained.
    pub(crate) points: Vec<Points>,
}

/// What a query word adds to the score of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Points {
    pub(crate) doc: DocId,
    /// Number of the query word.
    pub(crate) word: usize,
    pub(crate) slot: u8,
    /// Whether it comes from a family, not from the word itself.
    pub(crate) family: bool,
    pub(crate) via: Via,
    /// Impact × weight of the class.
    pub(crate) value: u32,
    /// In 64ths.
    pub(crate) weight: u32,
    /// In 256ths of a bit.
    pub(crate) idf: u32,
}

impl Ranking {
    /// Of all languages.
    pub(crate) fn total(&self) -> u32 {
        self.totals.iter().sum()
    }
}

/// The bit of a class in [`Candidate::via`].
pub(crate) const fn via_bit(via: Via) -> u8 {
    1 << via as u8
}

/// The first `end` documents of the order, and the totals. Only documents that are `allowed` match. With
/// documents to `explain` their points are told, too.
pub(crate) fn rank(
    index: &Index<'_>,
    expansions: &[Expansion],
    selection: &Selection,
    end: u32,
    explain: &[Candidate],
    missing: &Missing,
) -> Ranking {
    let mut scorer = Scorer::new(index, selection, explain);
    let num_languages = index.directory.languages.len();
    let mut ranking = Ranking { totals: vec![0; num_languages], ..Ranking::default() };
    ranking.word_weights.resize_with(num_languages, Vec::new);
    let mut reached = vec![0; num_languages];
    let (mut num_words, mut num_required) = (0, 0);
    let mut slot = None;
    for (number, expansion) in expansions.iter().enumerate() {
        if slot != Some(expansion.slot) {
            num_words += 1;
            num_required += u8::from(expansion.required);
        }
        slot = Some(expansion.slot);
        scorer.word = number;
        scorer.add_classes(expansion, true, missing);
        ranking.word_weights.iter_mut().zip(&scorer.idfs).for_each(|(weights, &idf)| weights.push(idf));
        for (reached, &df) in reached.iter_mut().zip(&scorer.df_by_language) {
            *reached |= u64::from(df > 0).checked_shl(number as u32).unwrap_or(0);
        }
    }
    for (number, expansion) in expansions.iter().enumerate() {
        scorer.word = number;
        scorer.add_classes(expansion, false, missing);
    }
    let mut matched = Vec::new();
    for &doc in &scorer.matched {
        if scorer.get(doc).num_required == num_required {
            matched.push(doc);
        }
    }
    if selection.browses {
        matched.extend((0..index.num_docs()).filter(|&doc| selection.takes(doc)));
    }
    ranking.partial = !matched.iter().any(|&doc| scorer.get(doc).num_words == num_words);
    if !index.columns.is_empty() {
        ranking.counted = vec![0; index.num_docs() as usize];
    }
    for &doc in &matched {
        let counts = ranking.partial || scorer.get(doc).num_words == num_words;
        if let Some(total) = ranking.totals.get_mut(index.directory.language_of(doc)) {
            *total += u32::from(counts);
        }
        if let Some(counted) = ranking.counted.get_mut(doc as usize) {
            *counted = u32::from(counts);
        }
    }
    ranking.partial &= !matched.is_empty();
    ranking.abroad = Abroad::new(scorer.home(num_words), &ranking.word_weights, &reached);
    ranking.top = scorer.top(&matched, num_words, end as usize, &mut ranking.abroad);
    ranking.points = scorer.points;
    ranking
}

/// What is known of one document so far.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    score: u32,
    /// What the slot has added to the score.
    slot_score: u32,
    /// Best impact × weight of the current word.
    best: u16,
    /// One more than the slot that added to the score last.
    slot: u8,
    via: u8,
    num_words: u8,
    num_required: u8,
}

struct Scorer<'i, 'a> {
    index: &'i Index<'a>,
    selection: &'i Selection,
    explain: &'i [Candidate],
    points: Vec<Points>,
    /// Number of the current word.
    word: usize,
    tallies: Vec<Tally>,
    /// Documents with a score, in the order of their first match.
    matched: Vec<DocId>,
    /// Documents of the current word, by class.
    touched: Vec<DocId>,
    /// How many of them there are in each language.
    df_by_language: Vec<u32>,
    /// Per language, words of the query that are most at home there.
    votes: Vec<u32>,
    /// Per language the idf of the current word, all classes so far together.
    idfs: Vec<u32>,
}

impl<'i, 'a> Scorer<'i, 'a> {
    fn new(index: &'i Index<'a>, selection: &'i Selection, explain: &'i [Candidate]) -> Self {
        Scorer {
            index,
            selection,
            explain,
            points: Vec::new(),
            word: 0,
            tallies: vec![Tally::default(); index.num_docs() as usize],
            matched: Vec::new(),
            touched: Vec::new(),
            df_by_language: Vec::new(),
            votes: vec![0; index.directory.languages.len()],
            idfs: vec![0; index.directory.languages.len()],
        }
    }

    fn get(&self, doc: DocId) -> Tally {
        self.tallies.get(doc as usize).copied().unwrap_or_default()
    }

    /// Adds to each document the best of the word's classes, of which it takes the first that it is in; families, which do
    /// not `find`, add to documents with a score alone. Leaves the documents in `touched`.
    ///
    /// idf is that of the documents reached up to and including the class: completions and neighbours are never
    /// rarer than the word itself.
    fn add_classes(&mut self, expansion: &Expansion, find: bool, missing: &Missing) {
        self.touched.clear();
        self.df_by_language.clear();
        self.df_by_language.resize(self.index.directory.languages.len(), 0);
        self.idfs.fill(0);
        let num_docs = self.index.num_docs();
        let mut start = 0;
        for class in if find { &expansion.classes } else { &expansion.families } {
            for &group in &class.groups {
                let Some(postings) = self.index.postings(group, missing) else { continue };
                let (tallies, touched) = (&mut self.tallies, &mut self.touched);
                postings.for_each(num_docs, |doc, impact| {
                    let Some(tally) = tallies.get_mut(doc as usize) else { return };
                    if !impact.is_in(expansion.field) {
                        return;
                    }
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
            start = self.close_class(start, expansion, class.via, class.weight, find);
        }
        if let (true, Some((_, levels))) = (find, &expansion.phrase) {
            for ((tally, &level), doc) in self.tallies.iter_mut().zip(levels).zip(0..) {
                if level > 0 {
                    self.touched.push(doc);
                    tally.best = u16::from(level) * PHRASE_WEIGHT as u16;
                    tally.via |= via_bit(Via::Exact);
                }
            }
            self.close_class(start, expansion, Via::Exact, PHRASE_WEIGHT, find);
        }
        for &doc in &self.touched {
            if let Some(tally) = self.tallies.get_mut(doc as usize) {
                tally.best = 0;
            }
        }
    }

    /// Turns the impacts of documents that the class was the first to reach into scores.
    fn close_class(&mut self, start: usize, expansion: &Expansion, via: Via, weight: u32, find: bool) -> usize {
        let directory = &self.index.directory;
        // A translation is no rarer than the word asked, where most documents have that.
        let most = self.idfs.iter().zip(&self.df_by_language).max_by_key(|&(_, df)| df);
        let most_idf = most
            .filter(|&(_, &df)| matches!(via, Via::Translation | Via::Sound) && df > 0)
            .map_or(u32::MAX, |(&idf, _)| idf);
        let docs = self.touched.get(start..).unwrap_or_default();
        for &doc in docs {
            if let Some(df) = self.df_by_language.get_mut(directory.language_of(doc)) {
                *df += 1;
            }
        }
        for ((idf_here, language), &df) in self.idfs.iter_mut().zip(&directory.languages).zip(&self.df_by_language) {
            *idf_here = idf(language.docs.end - language.docs.start, df);
        }
        if find && start == 0 && via <= Via::Inflected {
            vote(&directory.languages, &self.df_by_language, &mut self.votes);
        }
        for &doc in docs {
            let allowed = self.selection.takes(doc);
            let Some(tally) = self.tallies.get_mut(doc as usize) else { continue };
            if !allowed || !find && tally.score == 0 {
                continue;
            }
            let idf = self.idfs.get(directory.language_of(doc)).copied().unwrap_or(0).min(most_idf);
            let value = u32::from(tally.best);
            let mut points = idf * value;
            if find {
                if tally.num_words == 0 {
                    self.matched.push(doc);
                }
                if tally.slot != expansion.slot + 1 {
                    tally.slot = expansion.slot + 1;
                    tally.slot_score = 0;
                    tally.num_words += 1;
                    tally.num_required += u8::from(expansion.required);
                }
                points = points.saturating_sub(tally.slot_score);
                tally.slot_score += points;
            }
            tally.score += points;
            if points > 0 && self.explain.iter().any(|candidate| candidate.doc == doc) {
                // The best alternative takes the place of another.
                let better = |old: &Points| find && !old.family && old.doc == doc && old.slot == expansion.slot;
                if let Some(at) = self.points.iter().position(better) {
                    self.points.remove(at);
                }
                self.points.push(Points {
                    doc,
                    word: self.word,
                    slot: expansion.slot,
                    family: !find,
                    via,
                    value,
                    weight,
                    idf,
                });
            }
        }
        self.touched.len()
    }

    /// The language of more than half of the words.
    fn home(&self, num_words: u8) -> Option<usize> {
        self.votes.iter().position(|&votes| 2 * votes > u32::from(num_words))
    }

    /// The page asked for, best first.
    fn top(&self, matched: &[DocId], num_words: u8, end: usize, abroad: &mut Abroad) -> Vec<Candidate> {
        let fields = &self.index.fields;
        let whole =
            |doc: DocId| (weighted(self.get(doc).score, fields.weight(doc)), self.index.directory.language_of(doc));
        for &doc in matched {
            let (score, language) = whole(doc);
            abroad.note(score, language);
        }
        let mut keys = Vec::with_capacity(matched.len());
        for &doc in matched {
            let (score, language) = whole(doc);
            let every_word = self.get(doc).num_words == num_words;
            let score = abroad.score(score, language);
            keys.push(self.selection.key(doc, every_word, abroad.home == Some(language), score));
        }
        let mut top = Vec::new();
        let at_home = |doc| abroad.home == Some(self.index.directory.language_of(doc));
        let preferred = |doc| self.selection.prefers(doc).unwrap_or_else(|| at_home(doc));
        for key in self.selection.top(&keys, end, &preferred) {
            let doc = !(key as u32);
            let (order, score) = ((key >> 64) as u64, (key >> 32) as u32);
            top.push(Candidate { doc, order, score, via: self.get(doc).via, proximity: 0 });
        }
        top
    }
}

/// Gives the word to the language in which it is much more frequent than in any other.
fn vote(languages: &[Language], dfs: &[u32], votes: &mut [u32]) {
    let mut first = (0, None);
    let mut second = 0;
    for (number, (language, &df)) in languages.iter().zip(dfs).enumerate() {
        let share = (u64::from(df) << 16) / u64::from((language.docs.end - language.docs.start).max(1));
        if share > first.0 {
            second = first.0;
            first = (share, Some(number));
        } else {
            second = second.max(share);
        }
    }
    if let Some(votes) = first.1.filter(|_| first.0 >= 2 * second).and_then(|number| votes.get_mut(number)) {
        *votes += 1;
    }
}

/// The score of a document with a weight of its own; 31 bits.
pub(crate) fn weighted(score: u32, weight: u8) -> u32 {
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
