//! Where the points of a score come from.

use super::abroad::Abroad;
use super::page::{SCORE_UNIT, Via};
use super::query::QueryWord;
use super::score::{Candidate, Points, weighted};
use crate::format::Index;
use serde::Serialize;

/// Points of a hit's score, and where they come from: what a query word adds, which is idf × weight × level / 32; or what
/// has a name of its own. Those of a hit sum to its score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// As in a hit's `via`; `family`, words that begin alike; `weight`, that of the document; or
    /// `proximity`, of words that stand together in its text.
    pub class: &'static str,
    /// The query word, folded; a phrase as it was typed. Empty for points of no word, as are the numbers below.
    pub word: String,
    /// How much the word says about this document, 1 to 32.
    pub level: u32,
    /// How rare it is in the document's language, in bits.
    pub idf: f64,
    /// What the class counts, 0 to 1.
    pub weight: f64,
    /// Of the score; may be negative where they are of no word.
    pub points: f64,
}

/// Explains a hit by the points that were noted while it was ranked: those of words in the order of the query, of
/// alternatives the best one, then those of families, then others.
pub(super) fn explain(
    index: &Index<'_>,
    candidate: &Candidate,
    points: &[Points],
    words: &[QueryWord],
    abroad: &Abroad,
) -> Vec<Explanation> {
    let mut explanation = Vec::new();
    let mut sum = 0;
    for points in points.iter().filter(|points| points.doc == candidate.doc) {
        let class = match points.via {
            _ if points.family => "family",
            Via::Exact => "exact",
            Via::Inflected => "inflected",
            Via::Synonym => "synonym",
            Via::Translation => "translation",
            Via::Sound => "sound",
            Via::Prefix => "prefix",
            Via::Fuzzy => "fuzzy",
        };
        sum += points.idf * points.value;
        explanation.push(Explanation {
            class,
            word: words.get(points.word).map_or_else(String::new, |word| word.text.clone()),
            level: points.value / points.weight.max(1),
            idf: f64::from(points.idf) / 256.0,
            weight: f64::from(points.weight) / 64.0,
            points: shown(i64::from(points.idf * points.value)),
        });
    }
    let all = weighted(sum, index.fields.weight(candidate.doc));
    let extras = [
        ("weight", i64::from(all) - i64::from(sum)),
        ("language", i64::from(abroad.score(all, index.directory.language_of(candidate.doc))) - i64::from(all)),
        ("proximity", i64::from(candidate.proximity)),
    ];
    for (class, points) in extras {
        if points != 0 {
            let points = shown(points);
            explanation.push(Explanation { class, word: String::new(), level: 0, idf: 0.0, weight: 0.0, points });
        }
    }
    explanation
}

/// Whole points as they are shown: exact, for the unit is a power of two.
fn shown(points: i64) -> f64 {
    points as f64 / SCORE_UNIT
}
