//! What the text of a document tells of a query. One reading finds the best passage, what each section holds of the
//! query, and how close together its words stand.
//!
//! Time is linear in the text: most words are stepped over by their first two letters. Pages are read to their end unless they are
//! very long ([`MAX_BYTES_BEHIND`]).

use super::marks::{As, Mark, Marks};
use super::proximity::Proximity;
use crate::store::{Piece, pieces};
use crate::text::{FoldTable, Token, Tokenizer, Wanted};

/// Characters of an excerpt, marks and surroundings together; two lines of a result on a phone.
pub(super) const MAX_CHARS: usize = 200;
/// Text read behind the first match: a long page is not read to its end for a passage that is a little better.
const MAX_BYTES_BEHIND: usize = 16 * 1024;

/// A stretch of a passage that holds matches; an empty one at its beginning when there are none.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Window<'t> {
    pub(crate) passage: &'t str,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Of the distinct words in it.
    pub(crate) weight: u32,
}

impl Window<'_> {
    /// Whether it holds more than the other, or the same closer together.
    fn beats(&self, other: &Window<'_>) -> bool {
        self.weight > other.weight
            || self.weight == other.weight && self.weight > 0 && self.end - self.start < other.end - other.start
    }
}

/// A headed section, and what it holds of the query.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section<'t> {
    pub(crate) anchor: &'t str,
    pub(crate) heading: &'t str,
    /// Its best passage; its first when only the heading holds words of the query.
    pub(crate) best: Window<'t>,
    /// Query words in heading or text, and in the heading, a bit each.
    pub(crate) words: u64,
    pub(crate) heading_words: u64,
}

/// What a document's text tells of a query.
#[derive(Debug, Default)]
pub(crate) struct Scan<'t> {
    /// The best passage of the document, its first when none holds words of the query.
    pub(crate) best: Window<'t>,
    /// Sections that hold any of the query, in order.
    pub(crate) sections: Vec<Section<'t>>,
    /// Query words in text or headings, a bit each.
    pub(crate) words: u64,
    /// Whether words stand there as typed, and whether in other forms.
    pub(crate) typed: bool,
    pub(crate) inflected: bool,
    /// What closeness and order of the words add to the document's score.
    pub(crate) points: u32,
}

/// Reads the text of a document, as far as its words are `wanted`; `weights` are those of the query words in its language.
pub(crate) fn scan<'t>(
    text: &'t [u8],
    marks: &Marks<'_>,
    wanted: Wanted,
    weights: &[u32],
    fold: &FoldTable,
) -> Scan<'t> {
    let mut scan = Scan::default();
    let mut proximity = Proximity::default();
    let mut tokenizer = Tokenizer::new(fold);
    let mut found: Vec<Mark> = Vec::new();
    let mut section: Option<Section<'t>> = None;
    let mut num_bytes = 0;
    for piece in pieces(text) {
        let passage = match piece {
            Piece::Passage(passage) | Piece::Section { heading: passage, .. } => passage,
        };
        find(passage, marks, wanted, fold, &mut tokenizer, &mut found);
        let mut words = 0;
        for mark in &found {
            words |= 1 << (mark.word % 64);
            scan.typed |= mark.as_what == As::Typed;
            scan.inflected |= mark.as_what == As::Form;
        }
        proximity.note(&found, marks, weights);
        scan.words |= words;
        if let Piece::Section { anchor, heading } = piece {
            scan.sections.extend(section.filter(|section| section.words != 0));
            section = Some(Section { anchor, heading, best: Window::default(), words, heading_words: words });
            continue;
        }
        let window = best_window(passage, &found, weights);
        let section_best = section.as_mut().map(|section| {
            section.words |= words;
            &mut section.best
        });
        for best in [Some(&mut scan.best), section_best].into_iter().flatten() {
            if best.passage.is_empty() || window.beats(best) {
                *best = window;
            }
        }
        if scan.words != 0 {
            num_bytes += passage.len();
        }
        if num_bytes > MAX_BYTES_BEHIND || weights.is_empty() {
            break;
        }
    }
    scan.sections.extend(section.filter(|section| section.words != 0));
    scan.points = proximity.points(weights);
    scan
}

/// The matches of a passage, in order.
pub(super) fn find(
    passage: &str,
    marks: &Marks<'_>,
    wanted: Wanted,
    fold: &FoldTable,
    tokenizer: &mut Tokenizer<'_>,
    found: &mut Vec<Mark>,
) {
    found.clear();
    tokenizer.tokenize_wanted(passage, wanted, &mut |token| match token {
        Token::Word { text, start, end, .. } => {
            found.extend(marks.word(text, start, end));
        }
        Token::Run(run) => marks.grams(&run, &mut |mark| found.push(mark)),
    });
    Marks::join(found);
    marks.add_phrases(passage, fold, tokenizer, found);
}

/// What the words of a set weigh together.
pub(super) fn weight_of(words: u64, weights: &[u32]) -> u32 {
    weights.iter().take(64).enumerate().filter(|&(word, _)| words >> word & 1 != 0).map(|(_, weight)| weight).sum()
}

/// The stretch of at most some [`MAX_CHARS`] characters whose distinct words weigh most; of equals the shortest, then the
/// first.
fn best_window<'t>(passage: &'t str, found: &[Mark], weights: &[u32]) -> Window<'t> {
    let mut best = Window { passage, ..Window::default() };
    if found.is_empty() {
        return best;
    }
    // By bytes, for counting characters between marks took more time than all the rest.
    let max_bytes = MAX_CHARS * passage.len() / passage.chars().count().max(1);
    let mut counts = [0u32; 64];
    let mut inside = found.iter();
    let mut weight = 0;
    let weight_of = |word: usize| weights.get(word).copied().unwrap_or(0);
    for mark in found {
        let Some(count) = counts.get_mut(mark.word % 64) else { continue };
        *count += 1;
        weight += if *count == 1 { weight_of(mark.word) } else { 0 };
        let mut start = mark.start;
        while let Some(first) = inside.as_slice().first() {
            let Some(count) = counts.get_mut(first.word % 64) else { break };
            start = first.start;
            if start >= mark.start || *count == 1 && mark.end - start <= max_bytes {
                break;
            }
            *count -= 1;
            weight -= if *count == 0 { weight_of(first.word) } else { 0 };
            inside.next();
        }
        let window = Window { passage, start: start.min(mark.start), end: mark.end, weight };
        if window.beats(&best) || best.end == 0 {
            best = window;
        }
    }
    best
}
