//! Which pieces of two pages say the same.
//!
//! Where both have as many headings, section goes with section, and where two sections have as many paragraphs, paragraph with paragraph,
//! and so with sentences. Else lengths tell, as Gale and Church found: what is long in one language is long in the other. Their
//! dynamic programme finds the likeliest sequence of pairs in which up to two pieces stand for up to two.
//! It takes time and memory in proportion to the product of the numbers of pieces, up to a bound.

use super::page::{Block, Page, Section, Sentence};
use crate::dictionary::GroupId;
use std::ops::Range;

/// The words of two texts that say the same, each in order of their numbers.
pub(super) type Words = [Vec<GroupId>; 2];

/// How many pieces of one page may stand for how many of the other, with the probability that Gale and Church counted.
const BEADS: [(usize, usize, f64); 6] =
    [(1, 1, 0.89), (1, 0, 0.005), (0, 1, 0.005), (2, 1, 0.0445), (1, 2, 0.0445), (2, 2, 0.011)];
/// Variance of the characters of a translation, per character (theirs, too).
const VARIANCE: f64 = 6.8;
/// Cells of the programme at most: beyond, only those near the diagonal.
const MAX_CELLS: usize = 4_000_000;
/// Texts of more words tell little about each of them.
const MAX_WORDS: usize = 120;

/// The texts that say the same on two pages, where a character in the language of the first is on average `ratio` in that of the second.
pub(super) fn align(a: &Page, b: &Page, ratio: f64) -> Vec<Words> {
    let mut found = Vec::new();
    align_blocks(&a.title, &b.title, ratio, &mut found);
    if a.sections.len() == b.sections.len() {
        for (a, b) in a.sections.iter().zip(&b.sections) {
            align_blocks(&a.heading, &b.heading, ratio, &mut found);
            let (a, b) = (paragraphs(a), paragraphs(b));
            if a.len() == b.len() {
                a.into_iter().zip(b).for_each(|(a, b)| align_blocks(a, b, ratio, &mut found));
            } else {
                align_lists(&a, &b, ratio, &mut found);
            }
        }
    } else {
        let all = |page: &'_ Page| -> Vec<Block> {
            let blocks =
                page.sections.iter().flat_map(|section| std::iter::once(&section.heading).chain(&section.paragraphs));
            blocks.filter(|block| !block.is_empty()).cloned().collect()
        };
        let (blocks_a, blocks_b) = (all(a), all(b));
        align_lists(&blocks_a.iter().collect::<Vec<_>>(), &blocks_b.iter().collect::<Vec<_>>(), ratio, &mut found);
    }
    found.retain(|texts| texts.iter().all(|words| !words.is_empty() && words.len() <= MAX_WORDS));
    found
}

fn paragraphs(section: &Section) -> Vec<&Block> {
    section.paragraphs.iter().filter(|block| !block.is_empty()).collect()
}

/// Blocks of which nobody knows which belong together.
fn align_lists(a: &[&Block], b: &[&Block], ratio: f64, found: &mut Vec<Words>) {
    let lens = |blocks: &[&Block]| -> Vec<u32> { blocks.iter().map(|block| num_chars(block)).collect() };
    for (a_range, b_range) in beads(&lens(a), &lens(b), ratio) {
        let join = |blocks: &[&Block]| -> Block { blocks.iter().flat_map(|block| block.iter().cloned()).collect() };
        align_blocks(&join(&a[a_range]), &join(&b[b_range]), ratio, found);
    }
}

/// Two blocks that say the same, sentence by sentence.
fn align_blocks(a: &Block, b: &Block, ratio: f64, found: &mut Vec<Words>) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    if a.len() == b.len() {
        found.extend(a.iter().zip(b).map(|(a, b)| [a.words.clone(), b.words.clone()]));
        return;
    }
    let lens = |block: &Block| -> Vec<u32> { block.iter().map(|sentence| sentence.num_chars).collect() };
    let words = |sentences: &[Sentence]| {
        let mut words: Vec<GroupId> = sentences.iter().flat_map(|sentence| sentence.words.iter().copied()).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    for (a_range, b_range) in beads(&lens(a), &lens(b), ratio) {
        found.push([words(&a[a_range]), words(&b[b_range])]);
    }
}

fn num_chars(block: &Block) -> u32 {
    block.iter().map(|sentence| sentence.num_chars).sum()
}

/// The likeliest pairs of ranges of two lists of pieces, of which the lengths are known; those of nothing are left out. On
/// average a piece of the second list has `ratio` times the length of the first one's.
fn beads(a: &[u32], b: &[u32], ratio: f64) -> Vec<(Range<usize>, Range<usize>)> {
    let (n, m) = (a.len(), b.len());
    if n == 0 || m == 0 {
        return Vec::new();
    }
    let half_width = (MAX_CELLS / (n + 1) / 2).max(2) + n.abs_diff(m) / (n + 1);
    let columns = |i: usize| {
        let centre = i * m / n;
        centre.saturating_sub(half_width)..(centre + half_width).min(m) + 1
    };
    let mut cells: Vec<Vec<(f64, u8)>> = Vec::with_capacity(n + 1);
    for i in 0..=n {
        let mut row = vec![(f64::INFINITY, 0); columns(i).len()];
        for j in columns(i) {
            let mut best = if (i, j) == (0, 0) { (0.0, 0) } else { (f64::INFINITY, 0) };
            for (number, &(da, db, probability)) in BEADS.iter().enumerate() {
                let (Some(before_i), Some(before_j)) = (i.checked_sub(da), j.checked_sub(db)) else { continue };
                let first = columns(before_i).start;
                let Some(at) = before_j.checked_sub(first) else { continue };
                let before = if da == 0 { row.get(at) } else { cells[before_i].get(at) };
                let Some(&(cost, _)) = before else { continue };
                let cost = cost + strangeness(&a[before_i..i], &b[before_j..j], ratio) - probability.ln();
                if cost < best.0 {
                    best = (cost, number as u8);
                }
            }
            row[j - columns(i).start] = best;
        }
        cells.push(row);
    }
    let mut found = Vec::new();
    let (mut i, mut j) = (n, m);
    while (i, j) != (0, 0) {
        let Some(&(cost, bead)) = j.checked_sub(columns(i).start).and_then(|at| cells[i].get(at)) else { break };
        if cost.is_infinite() {
            // The band lost its way, which only lists of very different lengths can make it do.
            return Vec::new();
        }
        let (da, db, _) = BEADS[usize::from(bead)];
        if da > 0 && db > 0 {
            found.push((i - da..i, j - db..j));
        }
        (i, j) = (i - da, j - db);
    }
    found.reverse();
    found
}

/// How unlikely it is that texts of these lengths say the same: about minus the logarithm of the probability that lengths of the same text
/// differ by more.
fn strangeness(a: &[u32], b: &[u32], ratio: f64) -> f64 {
    if a.is_empty() || b.is_empty() {
        // What one page lacks may be of any length.
        return 0.0;
    }
    let sum = |lens: &[u32]| f64::from(lens.iter().sum::<u32>());
    let (a, b) = (sum(a) * ratio, sum(b));
    let mean = (a + b) / 2.0;
    let delta = (b - a).abs() / (mean.max(1.0) * VARIANCE * ratio.max(0.1)).sqrt();
    // The tail of the normal distribution is about its density over the distance.
    delta * delta / 2.0 + (1.0 + delta).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(num_chars: u32, words: &[GroupId]) -> Sentence {
        Sentence { num_chars, words: words.to_vec() }
    }

    #[allow(clippy::type_complexity)]
    fn page(sections: &[(&[GroupId], &[&[(u32, &[GroupId])]])]) -> Page {
        let block =
            |sentences: &&[(u32, &[GroupId])]| sentences.iter().map(|(len, words)| sentence(*len, words)).collect();
        let section = |(heading, paragraphs): &(&[GroupId], &[&[(u32, &[GroupId])]])| Section {
            heading: vec![sentence(10, heading)],
            paragraphs: paragraphs.iter().map(block).collect(),
        };
        Page { title: Vec::new(), sections: sections.iter().map(section).collect() }
    }

    #[test]
    fn pages_of_one_build_are_aligned_piece_by_piece() {
        let a = page(&[(&[1], &[&[(50, &[2]), (20, &[3])], &[(9, &[4])]]), (&[5], &[])]);
        let b = page(&[(&[11], &[&[(20, &[12]), (50, &[13])], &[(90, &[14])]]), (&[15], &[])]);
        let pairs = align(&a, &b, 1.0);
        assert_eq!(pairs, [1, 2, 3, 4, 5].map(|n| [vec![n], vec![10 + n]]));
    }

    #[test]
    fn a_paragraph_that_one_language_lacks_is_told_by_lengths() {
        let a = page(&[(&[1], &[&[(200, &[2])], &[(300, &[3])], &[(150, &[4])], &[(400, &[5])]])]);
        let b = page(&[(&[11], &[&[(190, &[12])], &[(160, &[14])], &[(390, &[15])]])]);
        let pairs = align(&a, &b, 1.0);
        for n in [1, 2, 4, 5] {
            assert!(pairs.contains(&[vec![n], vec![10 + n]]), "{n} in {pairs:?}");
        }
    }

    #[test]
    fn two_sentences_may_stand_for_one() {
        let a = page(&[(&[1], &[&[(100, &[2]), (60, &[3]), (61, &[4]), (20, &[5])]])]);
        let b = page(&[(&[11], &[&[(100, &[12]), (120, &[13]), (20, &[15])]])]);
        let pairs = align(&a, &b, 1.0);
        assert_eq!(pairs[1..], [[vec![2], vec![12]], [vec![3, 4], vec![13]], [vec![5], vec![15]]]);
    }

    #[test]
    fn pages_with_other_headings_are_aligned_as_a_whole() {
        let a = page(&[(&[1], &[&[(200, &[2])], &[(300, &[3])]]), (&[4], &[&[(70, &[5])]])]);
        let mut b = page(&[(&[11], &[&[(200, &[12])], &[(300, &[13])], &[(75, &[15])]])]);
        assert!(align(&a, &b, 1.0).contains(&[vec![3], vec![13]]));
        b.sections.clear();
        assert!(align(&a, &b, 1.0).is_empty() && align(&b, &a, 1.0).is_empty());
    }

    #[test]
    fn long_lists_are_aligned_along_the_diagonal() {
        let lens: Vec<u32> = (0..3000).map(|n| 20 + n * 7919 % 200).collect();
        let mut without = lens.clone();
        without.remove(1500);
        let pairs = beads(&lens, &without, 1.0);
        assert!(pairs.len() > 2990);
        assert_eq!(pairs.last(), Some(&(2999..3000, 2998..2999)));
        assert_eq!(pairs[1000], (1000..1001, 1000..1001));
        assert_eq!(beads(&[], &[3], 1.0), []);
    }
}
