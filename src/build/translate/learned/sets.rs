//! Pairs of words, made sets around their words in one language.
//!
//! A site in 28 languages has 378 pairs of languages, whose pairs of words would outweigh the rest of its index. Words of any two
//! languages mostly stand for each other because both stand for one word of a third, so that word and all that stand for it are one set.
//! Words that are less certain are a set of their own.

use crate::dictionary::GroupId;
use std::collections::{BTreeMap, BTreeSet};

/// Two words of different languages, the first in the language around whose words the sets are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    pub(super) centre: GroupId,
    pub(super) other: GroupId,
    /// 0 to 1.
    pub(super) probability: f64,
}

/// Words that stand for each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WordSet {
    /// In order.
    pub(crate) words: Vec<GroupId>,
    /// In 64ths, a multiple of 8.
    pub(crate) weight: u8,
}

/// Pairs are certain from this probability on.
const CERTAIN: f64 = 0.4;
/// What a set counts per probability: the model shares a word out among all that it was met with. English questions find Arabic paragraphs of
/// XQuAD, and the reverse, at MRR@10 .733 / .738 with 1, .733 / .748 with this.
const PLAUSIBLE: f64 = 1.6;
/// Weights are multiples of an eighth.
const STEPS: f64 = 8.0;
/// A set has no more words, so that few sets can stand for all pairs of many languages.
const MAX_WORDS: usize = 120;

/// The sets of all pairs. Where a word has too many others, those that come first are taken.
pub(super) fn sets(pairs: &[Pair]) -> Vec<WordSet> {
    let mut stars: BTreeMap<(GroupId, bool), Vec<(GroupId, f64)>> = BTreeMap::new();
    for pair in pairs {
        let star = stars.entry((pair.centre, pair.probability >= CERTAIN)).or_default();
        if star.len() < MAX_WORDS {
            star.push((pair.other, pair.probability));
        }
    }
    let mut sets: BTreeSet<WordSet> = BTreeSet::new();
    for ((centre, _), others) in stars {
        let mean = others.iter().map(|(_, probability)| probability).sum::<f64>() / others.len() as f64;
        let words: BTreeSet<GroupId> = others.iter().map(|&(other, _)| other).chain([centre]).collect();
        let weight = (mean * PLAUSIBLE * STEPS).round().clamp(1.0, STEPS) as u8 * (64 / STEPS as u8);
        sets.insert(WordSet { words: words.into_iter().collect(), weight });
    }
    sets.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_one_word_is_one_set() {
        let pair = |centre, other, probability| Pair { centre, other, probability };
        let pairs = [pair(5, 3, 0.9), pair(5, 80, 0.8), pair(5, 9, 0.2), pair(6, 80, 0.5), pair(5, 3, 0.6)];
        let set = |words: &[GroupId], weight| WordSet { words: words.to_vec(), weight };
        assert_eq!(sets(&pairs), [set(&[3, 5, 80], 64), set(&[5, 9], 24), set(&[6, 80], 48)]);
        assert_eq!(sets(&[]), []);
    }
}
