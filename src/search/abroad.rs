//! What scores become in other languages than the query's.
//!
//! A document there can only hold the words that have a translation: its score is raised by what the others would have brought,
//! up to [`MAX_RAISE`], and lowered by [`FOREIGN_WEIGHT`]. Raised scores stay below a part of the best one at home, so the
//! reader's own language is not pushed down by what sounds certain for want of words.

/// What documents in other languages than the query's count, in 64ths; how much a want of translations may raise that; and
/// where raised scores end, in 64ths of the best one at home. Of English, Spanish and Arabic paragraphs of XQuAD together,
/// questions find their own at MRR@10 .9549, .9355 and .9270 without translations, at .9595, .9397 and .9240 with these; the other two
/// versions are among the first ten for .714, unraised for .532. DESIGN.md has other values.
const FOREIGN_WEIGHT: u32 = 50;
const MAX_RAISE: u32 = 144;
const RAISED_END: u32 = 48;

/// What scores become.
#[derive(Debug, Default)]
pub(crate) struct Abroad {
    /// Number of the language that the query is in, if it is in one.
    pub(crate) home: Option<usize>,
    /// Of the best document there.
    best: u32,
    /// By language, in 64ths.
    raise: Vec<u32>,
}

impl Abroad {
    /// `weights` are those of the query's words at home; of each language, `reached` has a bit for every word that its documents
    /// hold in any way.
    pub(crate) fn new(home: Option<usize>, weights: &[Vec<u32>], reached: &[u64]) -> Abroad {
        let mut abroad = Abroad { home, best: 0, raise: Vec::new() };
        let Some(home) = home else { return abroad };
        let weights = weights.get(home).map_or(&[][..], Vec::as_slice);
        let at_home = reached.get(home).copied().unwrap_or(0);
        let weight_of = |bits: u64| {
            let words =
                weights.iter().enumerate().filter(|&(word, _)| bits.checked_shr(word as u32).unwrap_or(0) & 1 == 1);
            words.map(|(_, &weight)| u64::from(weight)).sum::<u64>()
        };
        let all = 64 * weight_of(at_home);
        for reached in reached {
            let raise = all / weight_of(reached & at_home).max(1);
            abroad.raise.push(raise.clamp(64, MAX_RAISE.into()) as u32);
        }
        abroad
    }

    /// Takes notice of a score at home.
    pub(crate) fn note(&mut self, score: u32, language: usize) {
        if self.home == Some(language) {
            self.best = self.best.max(score);
        }
    }

    /// The score of a document in a language.
    pub(crate) fn score(&self, score: u32, language: usize) -> u32 {
        if self.home.is_none_or(|home| home == language) {
            return score;
        }
        let raise = self.raise.get(language).copied().unwrap_or(64);
        let lowered = u64::from(score) * u64::from(FOREIGN_WEIGHT) / 64;
        let end = u64::from(self.best) * u64::from(RAISED_END) / 64;
        (lowered * u64::from(raise) / 64).min(end).max(lowered) as u32
    }
}
