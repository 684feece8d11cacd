//! What a build says of what it learned.

use super::trial;
use crate::build::document::Document;
use serde::Serialize;
use std::collections::HashSet;

/// What was learned from pages that are translations of each other.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Learning {
    /// Every two languages that share pages.
    pub pairs: Vec<LanguagePair>,
    /// Urls of pages that name each other as translations and seem to be none.
    pub strangers: Vec<[String; 2]>,
    /// Urls of pages that name a translation on this site which there is not, and what they name.
    pub nowhere: Vec<[String; 2]>,
}

/// What was learned from the pages of two languages.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LanguagePair {
    /// Language subtags.
    pub languages: [String; 2],
    /// Pages that were learned from.
    pub pages: usize,
    /// Sentences and headings that were aligned.
    pub texts: usize,
    /// Pairs of words that the lexicon does not have.
    pub learned: usize,
    /// How texts were found that were not learned from.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// How a trial went: texts that were held out look for their translations, by mean reciprocal rank.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", tag = "outcome")]
pub enum Outcome {
    /// The words help.
    Learned {
        /// Without them.
        without: f64,
        /// With them.
        with: f64,
    },
    /// The words do not help, and are not used.
    NoHelp {
        /// Without them.
        without: f64,
        /// With them.
        with: f64,
    },
    /// There is too little text to tell.
    TooLittle,
}

impl From<trial::Outcome> for Outcome {
    fn from(outcome: trial::Outcome) -> Outcome {
        let trial::Outcome { asked, without, with, helps } = outcome;
        match helps {
            _ if asked == 0 => Outcome::TooLittle,
            true => Outcome::Learned { without, with },
            false => Outcome::NoHelp { without, with },
        }
    }
}

/// Translations that documents name on their own site, and that are not in the index.
pub(super) fn nowhere(documents: &[Document]) -> Vec<[String; 2]> {
    let urls: HashSet<&str> = documents.iter().map(|document| document.url.as_str()).collect();
    let named = documents.iter().flat_map(|document| document.alternates.values().map(move |url| (document, url)));
    let lost = named.filter(|(_, url)| url.starts_with('/') && !url.starts_with("//") && !urls.contains(url.as_str()));
    lost.map(|(document, url)| [document.url.clone(), url.clone()]).collect()
}
