//! Where the points of a score come from.

use super::page::{SCORE_UNIT, Via};
use super::query::QueryWord;
use super::score::{Candidate, Points, weighted};
use crate::format::Index;
use serde::Serialize;

/// Why a hit has the score that it has: the points of words and extras sum to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// What each query word adds, in the order of the query, families behind; of alternatives the best one.
    pub words: Vec<WordPoints>,
    /// What else adds or takes away.
    pub extras: Vec<ExtraPoints>,
}

/// What one query word adds: points = idf × weight × level / 32.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordPoints {
    /// Folded; a phrase as it was typed.
    pub word: String,
    /// As in a hit's `via`; or `family`: words that begin alike.
    pub class: &'static str,
    /// How much the word says about this document, 1 to 32.
    pub level: u32,
    /// How rare it is in the document's language, in bits.
    pub idf: f64,
    /// What the class counts, 0 to 1.
    pub weight: f64,
    /// Of the score.
    pub points: f64,
}

/// Points that no word adds by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExtraPoints {
    /// `weight`: that of the document.
    pub name: &'static str,
    /// Of the score; may be negative.
    pub points: f64,
}

/// Explains a hit by the points that were noted while it was ranked.
pub(super) fn explain(index: &Index<'_>, candidate: &Candidate, points: &[Points], words: &[QueryWord]) -> Explanation {
    let mut explanation = Explanation { words: Vec::new(), extras: Vec::new() };
    let mut sum = 0;
    for points in points.iter().filter(|points| points.doc == candidate.doc) {
        let class = match points.via {
            _ if points.family => "family",
            Via::Exact => "exact",
            Via::Inflected => "inflected",
            Via::Synonym => "synonym",
            Via::Prefix => "prefix",
            Via::Fuzzy => "fuzzy",
        };
        sum += points.idf * points.value;
        explanation.words.push(WordPoints {
            word: words.get(points.word).map_or_else(String::new, |word| word.text.clone()),
            class,
            level: points.value / points.weight.max(1),
            idf: f64::from(points.idf) / 256.0,
            weight: f64::from(points.weight) / 64.0,
            points: shown(i64::from(points.idf * points.value)),
        });
    }
    let extra = i64::from(weighted(sum, index.fields.weight(candidate.doc))) - i64::from(sum);
    if extra != 0 {
        explanation.extras.push(ExtraPoints { name: "weight", points: shown(extra) });
    }
    explanation
}

/// Whole points as they are shown: exact, for the unit is a power of two.
fn shown(points: i64) -> f64 {
    points as f64 / SCORE_UNIT
}
