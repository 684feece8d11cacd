//! Which words stand for which: IBM Model 1 by expectation maximisation, in both directions.
//!
//! In each direction every word of a text is put down to a word of the other text or to none, in proportion to what is believed so
//! far, and the sums are believed next. Words that always come together with a better explanation lose to it.
//!
//! Most pairs of words that meet do so once, by chance. Those are never counted: only pairs that meet in two texts or more, and oftener
//! than their frequencies say, have a cell. So the tables are sparse, and an iteration is one walk over the links of the texts. Words that are
//! in one text only share what the others leave unexplained, so that a pair of them is believed where hardly any other is left.

use super::bitext::Bitext;
use crate::dictionary::GroupId;

/// Rounds of expectation maximisation.
const ROUNDS: usize = 6;
/// Texts that a pair has to meet in, unless both words are in one text only.
pub(super) const MIN_TOGETHER: u32 = 2;
/// How much likelier than by chance a pair has to meet so often: the logarithm of the likelihoods' ratio, after Dunning.
const MIN_ASSOCIATION: f64 = 4.0;
/// Words in more than one text of so many, and in more than a few, are not looked at: articles, prepositions.
const FREQUENT_ONE_IN: usize = 8;
const FEW_TEXTS: usize = 8;
/// Counts of texts in which a word stands for none of those that it was seen with, added to what was seen.
const DOUBT: f64 = 0.2;
/// What the empty word offers to any word of a text.
const NULL: f64 = 0.02;

/// Two words, one of each language, and what is believed of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    pub(super) words: [GroupId; 2],
    /// Texts in which they meet.
    pub(super) together: u32,
    /// 0 to 1: the geometric mean of the probabilities that one stands for the other.
    pub(super) probability: f64,
}

/// Words of one language as numbers from 0 on.
struct Words {
    groups: Vec<GroupId>,
    /// Of each word, the texts that it is in.
    texts: Vec<Vec<u32>>,
}

impl Words {
    /// The words of one side that are not everywhere.
    fn of(texts: &[&Bitext], side: usize) -> Words {
        let mut occurrences: Vec<(GroupId, u32)> = Vec::new();
        for (text, number) in texts.iter().zip(0..) {
            occurrences.extend(text.open[side].iter().map(|&group| (group, number)));
        }
        occurrences.sort_unstable();
        let max_texts = FEW_TEXTS.max(texts.len() / FREQUENT_ONE_IN);
        let mut words = Words { groups: Vec::new(), texts: Vec::new() };
        for word in occurrences.chunk_by(|a, b| a.0 == b.0) {
            if (1..=max_texts).contains(&word.len()) {
                words.groups.push(word[0].0);
                words.texts.push(word.iter().map(|&(_, text)| text).collect());
            }
        }
        words
    }

    /// Of each text, the words in it, in order.
    fn by_text(&self, num_texts: usize) -> Vec<Vec<u32>> {
        let mut by_text = vec![Vec::new(); num_texts];
        for (texts, word) in self.texts.iter().zip(0..) {
            texts.iter().for_each(|&text| by_text[text as usize].push(word));
        }
        by_text
    }
}

/// A pair of words that may stand for each other.
struct Cell {
    words: [u32; 2],
    together: u32,
}

/// What is learned from texts that say the same, in the order of the words.
pub(super) fn train(texts: &[&Bitext]) -> Vec<Link> {
    let sides = [Words::of(texts, 0), Words::of(texts, 1)];
    let targets = sides[1].by_text(texts.len());
    let (cells, firsts) = cells(&sides, &targets, texts.len());

    // Cells of each text, one after the other.
    let mut links: Vec<Vec<u32>> = vec![Vec::new(); texts.len()];
    for (word, own) in sides[0].texts.iter().enumerate() {
        let range = firsts[word]..firsts[word + 1];
        for &text in own {
            let there = &targets[text as usize];
            let here = cells[range.clone()].iter().zip(range.clone());
            links[text as usize].extend(
                here.filter(|(cell, _)| there.binary_search(&cell.words[1]).is_ok()).map(|(_, number)| number as u32),
            );
        }
    }
    let forwards = probabilities(&cells, &links, &sides, 1);
    let backwards = probabilities(&cells, &links, &sides, 0);
    let link = |((cell, forwards), backwards): ((&Cell, f64), f64)| Link {
        words: [0, 1].map(|side| sides[side].groups[cell.words[side] as usize]),
        together: cell.together,
        probability: (forwards * backwards).sqrt(),
    };
    cells.iter().zip(forwards).zip(backwards).map(link).collect()
}

/// The pairs that meet oftener than by chance, and where those of each word of the first side begin.
fn cells(sides: &[Words; 2], targets: &[Vec<u32>], num_texts: usize) -> (Vec<Cell>, Vec<usize>) {
    let mut together = vec![0u32; sides[1].groups.len()];
    let mut met: Vec<u32> = Vec::new();
    let mut cells = Vec::new();
    let mut firsts = vec![0];
    for (word, texts) in sides[0].texts.iter().enumerate() {
        for &other in texts.iter().flat_map(|&text| &targets[text as usize]) {
            let count = &mut together[other as usize];
            if *count == 0 {
                met.push(other);
            }
            *count += 1;
        }
        met.sort_unstable();
        for other in met.drain(..) {
            let count = std::mem::take(&mut together[other as usize]);
            let is_hapax = texts.len() == 1 && sides[1].texts[other as usize].len() == 1;
            if (count >= MIN_TOGETHER || is_hapax)
                && association(count, texts.len(), sides[1].texts[other as usize].len(), num_texts) >= MIN_ASSOCIATION
            {
                cells.push(Cell { words: [word as u32, other], together: count });
            }
        }
        firsts.push(cells.len());
    }
    (cells, firsts)
}

/// How much likelier two words of these frequencies are together in so many texts if one stands for the other than if not
/// (Dunning's likelihood ratio, in nats); 0 if they meet more seldom than by chance.
fn association(together: u32, a: usize, b: usize, num_texts: usize) -> f64 {
    let (both, a, b, all) = (f64::from(together), a as f64, b as f64, num_texts as f64);
    if both * all <= a * b {
        return 0.0;
    }
    let part = |count: f64, expected: f64| if count > 0.0 { count * (count / expected).ln() } else { 0.0 };
    let (not_a, not_b) = (all - a, all - b);
    part(both, a * b / all)
        + part(a - both, a * not_b / all)
        + part(b - both, not_a * b / all)
        + part(all - a - b + both, not_a * not_b / all)
}

/// For each cell, the probability that where its other word is, it stands for its word of the `explained` side.
fn probabilities(cells: &[Cell], links: &[Vec<u32>], sides: &[Words; 2], explained: usize) -> Vec<f64> {
    let num_texts = |cell: &Cell| sides[1 - explained].texts[cell.words[1 - explained] as usize].len() as f64;
    let mut believed: Vec<f64> =
        cells.iter().map(|cell| f64::from(cell.together) / (num_texts(cell) + DOUBT)).collect();
    let mut offered = vec![0.0; sides[explained].groups.len()];
    for _ in 0..ROUNDS {
        let mut counted = vec![0.0; cells.len()];
        for links in links {
            for &link in links {
                offered[cells[link as usize].words[explained] as usize] = NULL;
            }
            for &link in links {
                offered[cells[link as usize].words[explained] as usize] += believed[link as usize];
            }
            for &link in links {
                counted[link as usize] +=
                    believed[link as usize] / offered[cells[link as usize].words[explained] as usize];
            }
        }
        for ((believed, counted), cell) in believed.iter_mut().zip(counted).zip(cells) {
            *believed = counted / (num_texts(cell) + DOUBT);
        }
    }
    believed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::translate::learned::Known;

    /// Texts of words, whose letters are their numbers.
    fn texts(pairs: &[(&str, &str)]) -> Vec<Bitext> {
        let side = |words: &str, first: GroupId| {
            let mut groups: Vec<GroupId> = words.split(' ').map(|word| first + id(word)).collect();
            groups.sort_unstable();
            groups.dedup();
            groups
        };
        pairs.iter().map(|(a, b)| Bitext::new([side(a, 0), side(b, 1 << 30)], &Known::default())).collect()
    }

    fn id(word: &str) -> GroupId {
        word.chars().fold(0, |id: u32, c| (id.wrapping_mul(31).wrapping_add(c as u32)) & 0x3fff_ffff)
    }

    fn best(texts: &[Bitext], word: &str) -> Option<GroupId> {
        let links = train(&texts.iter().collect::<Vec<_>>());
        let own = links.into_iter().filter(|link| link.words[0] == id(word));
        own.max_by(|a, b| a.probability.total_cmp(&b.probability)).map(|link| link.words[1] - (1 << 30))
    }

    #[test]
    fn words_are_told_from_their_company() {
        let mut pairs = vec![
            ("ship canal", "سفينة قناة"),
            ("ship harbour", "سفينة ميناء"),
            ("ship captain", "سفينة قبطان"),
            ("canal water", "قناة ماء"),
            ("water harbour", "ماء ميناء"),
            ("captain letter", "قبطان رسالة"),
        ];
        pairs.extend([("market bread", "سوق خبز"), ("market price", "سوق سعر"), ("bread price", "خبز سعر")]);
        let texts = texts(&pairs);
        for (word, other) in
            [("ship", "سفينة"), ("canal", "قناة"), ("harbour", "ميناء"), ("bread", "خبز"), ("price", "سعر")]
        {
            assert_eq!(best(&texts, word), Some(id(other)), "{word}");
        }
        assert_eq!(best(&texts, "letter"), None, "seen once");
    }

    #[test]
    fn a_companion_loses_to_the_translation() {
        // прошлый is always beside год, and année also comes alone.
        let mut pairs = vec![("année dernière", "прошлый год"); 4];
        pairs.extend([
            ("année nouvelle", "новый год"),
            ("année nouvelle", "новый год"),
            ("semaine dernière", "прошлый неделя"),
        ]);
        pairs.extend([
            ("semaine nouvelle", "новый неделя"),
            ("livre", "книга"),
            ("livre pain", "книга хлеб"),
            ("pain", "хлеб"),
        ]);
        let texts = texts(&pairs);
        for (word, other) in [("année", "год"), ("dernière", "прошлый"), ("nouvelle", "новый"), ("semaine", "неделя")]
        {
            assert_eq!(best(&texts, word), Some(id(other)), "{word}");
        }
    }

    #[test]
    fn chance_is_no_association() {
        assert_eq!(association(1, 10, 10, 100), 0.0);
        assert_eq!(association(0, 10, 10, 1000), 0.0);
        assert!(association(2, 2, 2, 1000) > 10.0);
        assert!(association(10, 10, 10, 1000) > association(5, 10, 10, 1000));
        assert!(train(&[]).is_empty());
    }
}
