//! Points for words of the query that stand together in a text, as they were asked.
//!
//! Two things count, each once for a word, where it is strongest in the document. *Pairs*: two words that follow each other in the query do so in the text, with nothing but a space or an
//! elided article between them; the full value only as typed, half of it in other forms. And *nearness*: how few bytes lie
//! between a word and the nearest other word of the query beside it, in any order.

use super::marks::{As, Mark, Marks};

/// Bytes that may lie between the words of a pair: a space, and an elided article of one or two letters.
const MAX_GAP: usize = 6;
/// What a pair is worth for each unit of its words' idf, and besides.
const PAIR_POINTS: u32 = 200;
/// Added to a pair's idf (256ths): to follow each other tells something even of words that tell nothing alone.
const PAIR_IDF: u32 = 200;
/// What nearness is worth for each unit of idf, at no distance.
const NEAR_POINTS: u32 = 50;
/// Bytes at which nearness counts half.
const NEAR_HALF: usize = 8;

/// Gathers over the passages of a document.
#[derive(Debug)]
pub(crate) struct Proximity {
    /// For each query word how well it follows the word before it, in 64ths.
    pairs: [u8; 64],
    /// For each query word the least idf of itself and a neighbour, by their distance.
    near: [u32; 64],
}

impl Default for Proximity {
    fn default() -> Self {
        Proximity { pairs: [0; 64], near: [0; 64] }
    }
}

impl Proximity {
    /// Takes the marks of a passage, in order; `weights` are the idfs of the query words.
    pub(crate) fn note(&mut self, found: &[Mark], marks: &Marks<'_>, weights: &[u32]) {
        // Where the last mark of each word ends, plus one, and whether it was as typed.
        let mut last = [(0, false); 64];
        let mut before: Option<&Mark> = None;
        for mark in found {
            let word = mark.word % 64;
            if let Some(&(end, typed)) = word.checked_sub(1).and_then(|word| last.get(word))
                && end > 0
                && marks.are_apart(mark.word, mark.word.wrapping_sub(1))
                && let gap @ ..=MAX_GAP = mark.start.saturating_sub(end - 1)
                && let Some(pair) = self.pairs.get_mut(word)
            {
                let value = 64 - 64 * gap / (MAX_GAP + 1);
                *pair = (*pair).max((value >> u32::from(!(typed && mark.as_what == As::Typed))) as u8);
            }
            if let Some(last) = last.get_mut(word) {
                *last = (mark.end + 1, mark.as_what == As::Typed);
            }
            if let Some(before) = before.filter(|before| marks.are_apart(before.word, mark.word)) {
                let weight = |mark: &Mark| weights.get(mark.word).copied().unwrap_or(0);
                let gap = mark.start.saturating_sub(before.end);
                let value = weight(mark).min(weight(before)) * NEAR_HALF as u32 / (NEAR_HALF + gap) as u32;
                for word in [word, before.word % 64] {
                    if let Some(near) = self.near.get_mut(word) {
                        *near = value.max(*near);
                    }
                }
            }
            before = Some(mark);
        }
    }

    /// The points of the document.
    pub(crate) fn points(&self, weights: &[u32]) -> u32 {
        let pair = |(pair, weights): (&u8, &[u32])| {
            (weights.iter().sum::<u32>() / 2 + PAIR_IDF) * u32::from(*pair) / 64 * PAIR_POINTS
        };
        let pairs: u32 = self.pairs.iter().skip(1).zip(weights.windows(2)).map(pair).sum();
        pairs + self.near.iter().sum::<u32>() * NEAR_POINTS
    }
}
