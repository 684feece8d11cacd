//! Whether what was learned helps: a tenth of the texts is held out, and each of those looks for its partner among them.
//!
//! A text is asked word by word, as a query is. It is found by the words that both languages write alike and by those that the lexicon
//! knows; learned words have to find more. Where there are few texts, other tenths follow until enough were asked.

use super::Known;
use super::bitext::Bitext;
use super::model::{Link, train};
use crate::dictionary::GroupId;
use std::collections::{BTreeMap, HashMap};

/// One text of so many is held out at a time.
const TENTHS: u64 = 10;
/// Texts that are asked before the trial ends, if there are so many.
const ENOUGH: usize = 100;
/// Texts that are asked of one tenth: all are compared with all.
const MOST: usize = 300;
/// The gain has to be so many times its standard error, and no less than `MIN_GAIN`.
const CERTAIN: f64 = 2.0;
const MIN_GAIN: f64 = 0.01;
/// And of what was missing: a dozen of pages teaches accidents that still help a little to find their own kind (.02 of .74), a thousand sentences
/// teach words (.024 of .059).
const MIN_SHARE: f64 = 0.15;
/// Of the choice of tenths.
const SEED: u64 = 0x7a72_6a75_6d61_6e00;

/// How well texts find their partners: mean reciprocal ranks.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Outcome {
    pub(super) asked: usize,
    pub(super) without: f64,
    pub(super) with: f64,
    pub(super) helps: bool,
}

/// Asks texts held out with what was learned from the others, as far as it is kept, and without.
pub(super) fn trial(texts: &[&Bitext], known: &Known, kept: &dyn Fn(Vec<Link>) -> Vec<Link>) -> Outcome {
    let (mut without, mut with) = (Vec::new(), Vec::new());
    for tenth in 0..TENTHS {
        let of = |held: bool| {
            let chosen = (0..).zip(texts).filter(move |&(number, _)| (mix(number) % TENTHS == tenth) == held);
            chosen.map(|(_, &text)| text)
        };
        let held: Vec<&Bitext> = of(true).take(MOST).collect();
        if held.len() < 2 {
            continue;
        }
        let links = kept(train(&of(false).collect::<Vec<_>>()));
        for side in [0, 1] {
            without.extend(reciprocal_ranks(&held, side, &[], known));
            with.extend(reciprocal_ranks(&held, side, &links, known));
        }
        if without.len() >= 2 * ENOUGH {
            break;
        }
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let gains: Vec<f64> = with.iter().zip(&without).map(|(with, without)| with - without).collect();
    let gain = mean(&gains);
    let variance = mean(&gains.iter().map(|own| (own - gain).powi(2)).collect::<Vec<_>>());
    let error = (variance / gains.len().max(1) as f64).sqrt();
    Outcome {
        asked: without.len(),
        without: mean(&without),
        with: mean(&with),
        helps: gain >= MIN_GAIN.max(MIN_SHARE * (1.0 - mean(&without))) && gain > CERTAIN * error,
    }
}

/// SplitMix64.
fn mix(number: u64) -> u64 {
    let mut mixed = SEED.wrapping_add(number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The reciprocal of each text's rank, asked by the words of one side; of ties the middle.
fn reciprocal_ranks(texts: &[&Bitext], side: usize, links: &[Link], known: &Known) -> Vec<f64> {
    // What each word of the other side is worth to the words that may ask for it, and where it stands.
    let mut places: BTreeMap<GroupId, Vec<usize>> = BTreeMap::new();
    for (text, number) in texts.iter().zip(0..) {
        text.words[1 - side].iter().for_each(|&group| places.entry(group).or_default().push(number));
    }
    let mut by_concept: HashMap<u32, Vec<GroupId>> = HashMap::new();
    for &group in places.keys() {
        known.concepts(group).iter().for_each(|&concept| by_concept.entry(concept).or_default().push(group));
    }
    let mut learned: HashMap<GroupId, Vec<(GroupId, f64)>> = HashMap::new();
    for link in links {
        learned.entry(link.words[side]).or_default().push((link.words[1 - side], link.probability));
    }
    let rank = |(number, text): (usize, &&Bitext)| {
        let mut scores = vec![0.0; texts.len()];
        for &group in &text.words[side] {
            let mut best: BTreeMap<usize, f64> = BTreeMap::new();
            let mut add = |other: GroupId, worth: f64| {
                for &place in places.get(&other).into_iter().flatten() {
                    let best = best.entry(place).or_default();
                    *best = best.max(worth);
                }
            };
            add(group, 1.0);
            let concepts = known.concepts(group).iter();
            concepts
                .flat_map(|concept| by_concept.get(concept).into_iter().flatten())
                .for_each(|&other| add(other, 1.0));
            learned.get(&group).into_iter().flatten().for_each(|&(other, worth)| add(other, worth));
            let idf = (texts.len() as f64 / best.len().max(1) as f64).ln();
            best.into_iter().for_each(|(place, worth)| scores[place] += idf * worth);
        }
        let own = scores[number];
        let better = scores.iter().filter(|&&score| score > own).count() as f64;
        let ties = scores.iter().filter(|&&score| score == own).count() as f64 - 1.0;
        1.0 / (1.0 + better + ties / 2.0)
    };
    texts.iter().enumerate().map(rank).collect()
}
