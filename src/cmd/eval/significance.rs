//! Whether a difference between two runs is more than chance.
//!
//! **The test** is Fisher's paired randomisation: were both runs equally good, each question's difference could as well have
//! the other sign. p is the share of all such sign changes whose sum is at least as far from 0 as the one observed. It asks
//! nothing of how measures are distributed, which the t test does, and uses how large the differences are, which Wilcoxon's and
//! the sign test do not. Where at most [`MAX_EXACT`] questions differ all sign changes are counted (2^20 of them take 3 ms),
//! otherwise [`ROUNDS`] random ones from a fixed seed, so the same runs give the same p: some 0.1 s per 1,000 differing
//! questions.
//!
//! **The interval** of the mean difference is Student's, which for the few dozen questions of a site is less narrow than it
//! ought to be by less than a bootstrap's percentiles.

use serde::Serialize;

/// Random sign changes; with these, a p of .05 is right to about ±.0014 (two standard errors).
pub const ROUNDS: u32 = 100_000;
/// Their seed.
pub const SEED: u64 = 1;
/// Up to here every sign change is counted.
pub const MAX_EXACT: usize = 20;

/// Less is an error of rounding, not a difference.
const EPSILON: f64 = 1e-9;

/// One measure of the same questions in two runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paired {
    /// Questions.
    pub topics: usize,
    /// Mean in the baseline.
    pub before: f64,
    /// Mean in the present run.
    pub after: f64,
    /// `after - before`.
    pub difference: f64,
    /// 95 % interval of the difference, within −1 and 1; none of a single question, and where all changed alike.
    pub interval: Option<[f64; 2]>,
    /// Two-sided.
    pub p: f64,
    /// Whether every sign change was counted.
    pub exact: bool,
    /// Questions with a higher value than before.
    pub better: usize,
    /// With a lower one.
    pub worse: usize,
    /// With the same.
    pub equal: usize,
}

impl Paired {
    /// Compares values before and after, question by question.
    pub fn of(pairs: &[(f64, f64)]) -> Paired {
        let changes: Vec<f64> = pairs.iter().map(|(before, after)| after - before).collect();
        let differing: Vec<f64> = changes.iter().copied().filter(|change| change.abs() > EPSILON).collect();
        let exact = differing.len() <= MAX_EXACT;
        let better = differing.iter().filter(|&&change| change > 0.0).count();
        Paired {
            topics: pairs.len(),
            before: mean(pairs.iter().map(|pair| pair.0)),
            after: mean(pairs.iter().map(|pair| pair.1)),
            difference: mean(changes.iter().copied()),
            interval: interval(&changes),
            p: if exact { p_exact(&differing) } else { p_random(&differing) },
            exact,
            better,
            worse: differing.len() - better,
            equal: pairs.len() - differing.len(),
        }
    }
}

/// Whether a question got better (greater), worse (less), or neither.
pub fn direction(before: f64, after: f64) -> std::cmp::Ordering {
    if (after - before).abs() > EPSILON { after.total_cmp(&before) } else { std::cmp::Ordering::Equal }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.fold(0.0, |sum, value| sum + value) / count
}

fn p_exact(differing: &[f64]) -> f64 {
    let least = differing.iter().sum::<f64>().abs() - EPSILON;
    count_as_far(differing, 0.0, least) as f64 / (1u64 << differing.len()) as f64
}

/// Of all signs of `rest`, how many bring `sum` at least `least` away from 0.
fn count_as_far(rest: &[f64], sum: f64, least: f64) -> u64 {
    match rest {
        [] => u64::from(sum.abs() >= least),
        [first, rest @ ..] => count_as_far(rest, sum + first, least) + count_as_far(rest, sum - first, least),
    }
}

/// The observed signs count as one round more, so p is never 0.
fn p_random(differing: &[f64]) -> f64 {
    let least = differing.iter().sum::<f64>().abs() - EPSILON;
    let mut random = SplitMix64(SEED);
    let mut round = || {
        let mut sum = 0.0;
        for chunk in differing.chunks(64) {
            let mut signs = random.next();
            for change in chunk {
                // The sign is the top bit of a float.
                sum += f64::from_bits(change.to_bits() ^ (signs << 63));
                signs >>= 1;
            }
        }
        sum.abs() >= least
    };
    let as_far = (0..ROUNDS).filter(|_| round()).count();
    (as_far + 1) as f64 / (f64::from(ROUNDS) + 1.0)
}

fn interval(changes: &[f64]) -> Option<[f64; 2]> {
    let degrees = changes.len().checked_sub(1).filter(|&degrees| degrees > 0)?;
    let centre = mean(changes.iter().copied());
    let variance = changes.iter().map(|change| (change - centre).powi(2)).sum::<f64>() / degrees as f64;
    let half = t_quantile(degrees) * (variance / changes.len() as f64).sqrt();
    (variance > EPSILON * EPSILON).then(|| [(centre - half).max(-1.0), (centre + half).min(1.0)])
}

/// The .975 quantile of Student's t: a table for few degrees of freedom, from there on the expansion of Cornish and Fisher
/// about the normal quantile, which from eleven degrees on is right to 5e-6.
fn t_quantile(degrees: usize) -> f64 {
    const FEW: [f64; 10] =
        [12.706_205, 4.302_653, 3.182_446, 2.776_445, 2.570_582, 2.446_912, 2.364_624, 2.306_004, 2.262_157, 2.228_139];
    if let Some(&quantile) = FEW.get(degrees - 1) {
        return quantile;
    }
    let (n, z) = (degrees as f64, 1.959_963_984_540_054_f64);
    let power = |exponent| z.powi(exponent);
    z + (power(3) + z) / (4.0 * n)
        + (5.0 * power(5) + 16.0 * power(3) + 3.0 * z) / (96.0 * n.powi(2))
        + (3.0 * power(7) + 19.0 * power(5) + 17.0 * power(3) - 15.0 * z) / (384.0 * n.powi(3))
        + (79.0 * power(9) + 776.0 * power(7) + 1482.0 * power(5) - 1920.0 * power(3) - 945.0 * z)
            / (92_160.0 * n.powi(4))
}

/// Vigna's generator: the whole state is a counter, so any seed is as good as another.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(changes: &[f64]) -> Paired {
        Paired::of(&changes.iter().map(|change| (0.5, 0.5 + change)).collect::<Vec<_>>())
    }

    #[track_caller]
    fn assert_near(found: f64, expected: f64, within: f64) {
        assert!((found - expected).abs() < within, "{found} is not {expected}");
    }

    #[test]
    fn signs_counted_by_hand() {
        // Of the four signs of (.2, .1), +.3 and −.3 are as far as +.3: 2 of 4.
        assert_eq!(changes(&[0.2, 0.1]).p, 0.5);
        // (.3, −.1): |sum| .2; the four sums are ±.4 and ±.2, all as far: 4 of 4.
        assert_eq!(changes(&[0.3, -0.1]).p, 1.0);
        // (.3, .2, −.1): sum .4; the eight sums are ±.6, ±.4, ±.2, 0 and 0: 4 of 8.
        assert_eq!(changes(&[0.3, 0.2, -0.1]).p, 0.5);
        // Six of one sign: 2 of 64, and questions without a difference change nothing.
        assert_eq!(changes(&[0.1, 0.2, 0.3, 0.4, 0.5, 0.25, 0.0, 0.0]).p, 2.0 / 64.0);
        // Equal amounts make the sign test: 5 of 6 or more, both sides, are (6 + 1) × 2 of 64.
        assert_eq!(changes(&[0.1, 0.1, 0.1, 0.1, 0.1, -0.1]).p, 14.0 / 64.0);
    }

    #[test]
    fn no_difference_is_no_evidence() {
        let same = changes(&[0.0, 0.0, 0.0]);
        assert_eq!((same.p, same.difference, same.interval, same.equal), (1.0, 0.0, None, 3));
        let none = Paired::of(&[]);
        assert_eq!((none.p, none.difference, none.interval, none.topics), (1.0, 0.0, None, 0));
        assert_eq!(changes(&[0.3]).interval, None);
    }

    #[test]
    fn random_signs_come_near_to_all_signs() {
        let seen: Vec<f64> = (0..20).map(|n| [0.3, -0.2, 0.05, 0.11, -0.07][n % 5] * (1.0 + n as f64 / 7.0)).collect();
        let (exact, random) = (p_exact(&seen), p_random(&seen));
        assert!((0.01..0.99).contains(&exact), "{exact} would prove nothing");
        assert_near(random, exact, 0.006);
        assert_eq!(random, p_random(&seen), "the seed is fixed");
    }

    #[test]
    fn many_differences_of_one_sign() {
        let sure = changes(&[0.1; 40]);
        assert!(!sure.exact);
        assert_eq!(sure.p, 1.0 / 100_001.0, "2 of 2^40: no random round is as far");
        assert_eq!((sure.better, sure.worse, sure.equal), (40, 0, 0));
    }

    #[test]
    fn interval_by_hand() {
        // Mean .2, standard deviation .1 (squares .01 + 0 + .01 over 2), half width 4.302653 × .1 / √3 = .248414.
        let [low, high] = changes(&[0.1, 0.2, 0.3]).interval.unwrap();
        assert_near(low, -0.048_414, 1e-6);
        assert_near(high, 0.448_414, 1e-6);
        assert_eq!(changes(&[0.0, 0.5]).interval, Some([-1.0, 1.0]), "no measure can change by more");
    }

    #[test]
    fn quantiles_of_student() {
        // From printed tables.
        for (degrees, expected) in [(1, 12.706), (10, 2.228), (11, 2.201), (12, 2.179), (30, 2.042), (120, 1.980)] {
            assert_near(t_quantile(degrees), expected, 5e-4);
        }
        assert_near(t_quantile(1_000_000), 1.959_966, 1e-6);
    }

    #[test]
    fn directions() {
        use std::cmp::Ordering::{Equal, Greater, Less};
        assert_eq!([direction(0.1, 0.2), direction(0.2, 0.1), direction(0.3, 0.1 + 0.2)], [Greater, Less, Equal]);
    }
}
