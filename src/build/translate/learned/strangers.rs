//! Pages that name each other as translations and are none.
//!
//! A page is judged by what the other pages taught: of its words that have a translation there, how many have it in the text that they are
//! aligned with? What only this page says of a word does not count, or every page would vouch for itself. Translations have
//! about as many as all pages together; others as many as texts that have nothing to do with each other.

use super::bitext::Bitext;
use super::model::{Link, MIN_TOGETHER};
use crate::dictionary::GroupId;
use std::collections::HashMap;
use std::ops::Range;

/// Words that can be told by before a page is judged.
const MIN_WORDS: usize = 30;
/// How far from chance a translation has to be, on the way to the mean of all pages.
const MIN_SHARE: f64 = 0.25;

/// Which pages, each a range of `texts`, are no translations, by the words learned from all of them.
pub(super) fn strangers(texts: &[Bitext], pages: &[Range<usize>], links: &[Link]) -> Vec<bool> {
    let mut learned: HashMap<GroupId, Vec<&Link>> = HashMap::new();
    links.iter().for_each(|link| learned.entry(link.words[0]).or_default().push(link));
    let judge = |page: &Range<usize>| {
        let here = texts.get(page.clone()).unwrap_or_default();
        let mut own: HashMap<[GroupId; 2], u32> = HashMap::new();
        for text in here {
            for link in text.words[0].iter().flat_map(|group| learned.get(group).into_iter().flatten()) {
                if text.words[1].binary_search(&link.words[1]).is_ok() {
                    *own.entry(link.words).or_default() += 1;
                }
            }
        }
        let mut judged = Judged::default();
        for (text, number) in here.iter().zip(page.start..) {
            let elsewhere = &texts[(number + texts.len() / 2) % texts.len()];
            for group in &text.words[0] {
                let taught =
                    learned.get(group).into_iter().flatten().filter(|link| {
                        link.together - own.get(&link.words).copied().unwrap_or_default() >= MIN_TOGETHER
                    });
                let taught: Vec<GroupId> = taught.map(|link| link.words[1]).collect();
                let is_in = |words: &[GroupId]| taught.iter().any(|group| words.binary_search(group).is_ok());
                judged.words += usize::from(!taught.is_empty());
                judged.there += usize::from(is_in(&text.words[1]));
                judged.by_chance += usize::from(is_in(&elsewhere.words[1]));
            }
        }
        judged
    };
    let judged: Vec<Judged> = pages.iter().map(judge).collect();
    let sum = |count: fn(&Judged) -> usize| judged.iter().map(count).sum::<usize>() as f64;
    let words = sum(|judged| judged.words).max(1.0);
    let (mean, chance) = (sum(|judged| judged.there) / words, sum(|judged| judged.by_chance) / words);
    let least = chance + MIN_SHARE * (mean - chance);
    judged.iter().map(|page| page.words >= MIN_WORDS && (page.there as f64) < least * page.words as f64).collect()
}

/// Of a page: words whose translation is known from other pages, how many of them have it, and how many have it in some text.
#[derive(Debug, Default)]
struct Judged {
    words: usize,
    there: usize,
    by_chance: usize,
}
