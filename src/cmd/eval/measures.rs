//! How good one ranking is, as trec_eval counts it: relevant is a grade above 0, and only ten places are looked at.

use clap::ValueEnum;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::HashMap;

/// Places looked at: the first page of results.
pub const DEPTH: usize = 10;

/// A number from 0 to 1 for one ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Measure {
    /// 1 / place of the first relevant document, 0 without any.
    #[value(name = "mrr@10")]
    Mrr,
    /// Sum of grade / log2(place + 1), divided by that of the best order there could be.
    #[value(name = "ndcg@10")]
    Ndcg,
    /// Relevant documents found, of all relevant ones.
    #[value(name = "r@10")]
    Recall,
    /// 1 when the first document is relevant.
    #[value(name = "success@1")]
    Success,
}

impl Measure {
    /// All, in the order of the table.
    pub const ALL: [Measure; 4] = [Measure::Mrr, Measure::Ndcg, Measure::Recall, Measure::Success];

    /// As in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Mrr => "mrr@10",
            Measure::Ndcg => "ndcg@10",
            Measure::Recall => "r@10",
            Measure::Success => "success@1",
        }
    }

    /// As above a column.
    pub fn title(self) -> &'static str {
        match self {
            Measure::Mrr => "MRR@10",
            Measure::Ndcg => "nDCG@10",
            Measure::Recall => "R@10",
            Measure::Success => "success@1",
        }
    }
}

/// Every measure of one ranking, or the means of several.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Values([f64; 4]);

impl Values {
    /// Measures a ranking by the grades of the documents that were judged; all others count as not relevant.
    pub fn of(ranked: &[impl AsRef<str>], grades: &HashMap<String, i64>) -> Values {
        let places: Vec<f64> = ranked
            .iter()
            .take(DEPTH)
            .map(|id| grades.get(id.as_ref()).map_or(0.0, |&grade| grade.max(0) as f64))
            .collect();
        let mut ideal: Vec<f64> = grades.values().filter(|&&grade| grade > 0).map(|&grade| grade as f64).collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        let num_relevant = ideal.len();
        ideal.truncate(DEPTH);
        let best = gain(&ideal);
        let first = places.iter().position(|&grade| grade > 0.0);
        let num_found = places.iter().filter(|&&grade| grade > 0.0).count();
        Values([
            first.map_or(0.0, |place| 1.0 / (place as f64 + 1.0)),
            if best > 0.0 { gain(&places) / best } else { 0.0 },
            num_found as f64 / num_relevant.max(1) as f64,
            f64::from(u8::from(first == Some(0))),
        ])
    }

    /// The means of some; zeros of none.
    pub fn mean<'v>(all: impl Iterator<Item = &'v Values>) -> Values {
        let (mut sum, mut count) = ([0.0; 4], 0usize);
        for values in all {
            sum.iter_mut().zip(values.0).for_each(|(sum, value)| *sum += value);
            count += 1;
        }
        Values(sum.map(|sum| sum / count.max(1) as f64))
    }

    /// One of them.
    pub fn get(&self, measure: Measure) -> f64 {
        self.0[measure as usize]
    }
}

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Measure::ALL.len()))?;
        for measure in Measure::ALL {
            map.serialize_entry(measure.name(), &self.get(measure))?;
        }
        map.end()
    }
}

/// Discounted cumulative gain: the grade itself counts, not a power of two, as in trec_eval.
fn gain(grades: &[f64]) -> f64 {
    grades.iter().enumerate().fold(0.0, |sum, (place, grade)| sum + grade / (place as f64 + 2.0).log2())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(ranked: &[&str], grades: &[(&str, i64)]) -> [f64; 4] {
        Values::of(ranked, &grades.iter().map(|&(id, grade)| (id.to_owned(), grade)).collect()).0
    }

    #[track_caller]
    fn assert_near(found: [f64; 4], expected: [f64; 4]) {
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?} {expected:?}");
    }

    #[test]
    fn the_only_answer_in_each_place() {
        // One relevant document: nDCG is 1 / log2(place + 1).
        let grades = [("ar/دوما.md", 1)];
        assert_near(measured(&["ar/دوما.md"], &grades), [1.0, 1.0, 1.0, 1.0]);
        assert_near(measured(&["x", "ar/دوما.md"], &grades), [0.5, 0.630_929_753_571, 1.0, 0.0]);
        assert_near(measured(&["x", "y", "ar/دوما.md"], &grades), [1.0 / 3.0, 0.5, 1.0, 0.0]);
        assert_near(measured(&[], &grades), [0.0; 4]);
        assert!(measured(&[], &grades).iter().all(|value| value.is_sign_positive()), "-0 would be printed so");
    }

    #[test]
    fn grades_count_as_they_are() {
        // Places: 0, 1, –, 3. DCG = 1/log2(3) + 3/log2(5) = .630930 + 1.292030 = 1.922959;
        // ideal 3, 2, 1: 3 + 2/log2(3) + 1/2 = 4.761860; nDCG = .4038253. Two of three relevant ones found.
        let grades = [("أ", 3), ("ب", 1), ("ج", 0), ("د", 2)];
        assert_near(measured(&["ج", "ب", "x", "أ"], &grades), [0.5, 0.403_825_317_6, 2.0 / 3.0, 0.0]);
    }

    #[test]
    fn a_negative_grade_is_no_gain_and_no_loss() {
        let with = |grade| measured(&["a", "ب"], &[("a", grade), ("ب", 1)]);
        assert_eq!(with(-2), with(0));
        assert_eq!(with(-2)[0], 0.5);
    }

    #[test]
    fn the_tenth_place_counts_and_the_eleventh_does_not() {
        let at = |place: usize| {
            let mut ranked = vec!["x"; 12];
            ranked[place - 1] = "дума";
            measured(&ranked, &[("дума", 1)])
        };
        assert_near(at(10), [0.1, 0.289_064_826_318, 1.0, 0.0]);
        assert_near(at(11), [0.0; 4]);
    }

    #[test]
    fn more_answers_than_places() {
        // Twelve relevant documents, the first ten found: as good as can be, but ten of twelve.
        let ids: Vec<String> = (0..12).map(|n| format!("页{n}")).collect();
        let grades: HashMap<String, i64> = ids.iter().map(|id| (id.clone(), 1)).collect();
        assert_near(Values::of(&ids, &grades).0, [1.0, 1.0, 10.0 / 12.0, 1.0]);
    }

    #[test]
    fn no_relevant_document_gives_zeros() {
        assert_eq!(measured(&["a"], &[("a", 0)]), [0.0; 4]);
        assert_eq!(Values::mean([].iter()).0, [0.0; 4]);
    }
}
