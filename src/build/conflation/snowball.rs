//! Languages whose words are cut by Snowball's algorithms, and what these must be protected from.

use super::endings;
use super::rules::Rules;
use super::transcription;
use super::vocabulary::{Vocabulary, Word};
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Cuts words as Snowball's algorithm for the language does.
pub(crate) struct Snowball {
    stemmer: Stemmer,
    language: &'static str,
}

impl Snowball {
    /// For a language subtag.
    pub(crate) fn new(language: &str) -> Option<Self> {
        let (_, language, algorithm) = ALGORITHMS.iter().find(|(tag, _, _)| *tag == language)?;
        Some(Snowball { stemmer: Stemmer::create(*algorithm), language })
    }
}

impl Snowball {
    /// The algorithm that a language subtag has.
    pub(super) fn algorithm(language: &str) -> Option<Algorithm> {
        ALGORITHMS.iter().find(|(tag, ..)| *tag == language).map(|(.., algorithm)| *algorithm)
    }
}

impl Rules for Snowball {
    fn stem(&self, word: &Word<'_>, _: &Vocabulary<'_>) -> String {
        let mut spelling = word.spelling.as_str();
        if self.language == "tr" {
            // An apostrophe divides a name from its case endings (İstanbul'dan).
            spelling = spelling.split_once('\'').map_or(spelling, |(name, _)| name);
        }
        self.stemmer.stem(spelling).into_owned()
    }

    fn kept(&self, word: &Word<'_>, _: &Vocabulary<'_>, stem: &str) -> String {
        let is_cyrillic = |text: &str| text.starts_with(|c| ('\u{400}'..'\u{530}').contains(&c));
        // Serbian stems are Latin, whichever the word's script.
        if self.language == "sr" && is_cyrillic(word.key) { transcription::cyrillic(stem) } else { stem.to_owned() }
    }

    fn common_affixes(&self) -> (&'static [&'static str], &'static [&'static str]) {
        (&[], endings::common(self.language))
    }

    fn tells_names(&self) -> bool {
        self.language != "de"
    }

    fn aliases(&self, spelling: &str) -> Vec<String> {
        transcription::aliases(self.language, spelling)
    }

    fn lower(&self, spelling: &str) -> String {
        if self.language == "tr" { turkic_lower(spelling) } else { spelling.to_lowercase() }
    }
}

/// Lower case where I is the capital of ı, and İ of i.
pub(super) fn turkic_lower(text: &str) -> String {
    text.replace('I', "ı").replace('İ', "i").to_lowercase()
}

/// Language subtag, the language whose rules it has, and the algorithm.
const ALGORITHMS: [(&str, &str, Algorithm); 42] = [
    ("hy", "hy", Algorithm::Armenian),
    ("eu", "eu", Algorithm::Basque),
    ("ca", "ca", Algorithm::Catalan),
    ("cs", "cs", Algorithm::Czech),
    ("da", "da", Algorithm::Danish),
    ("nl", "nl", Algorithm::Dutch),
    ("en", "en", Algorithm::English),
    ("eo", "eo", Algorithm::Esperanto),
    ("et", "et", Algorithm::Estonian),
    ("fi", "fi", Algorithm::Finnish),
    ("fr", "fr", Algorithm::French),
    ("de", "de", Algorithm::German),
    ("lb", "de", Algorithm::German),
    ("el", "el", Algorithm::Greek),
    ("hi", "hi", Algorithm::Hindi),
    ("hu", "hu", Algorithm::Hungarian),
    // Malay shares the affixes of Indonesian.
    ("id", "id", Algorithm::Indonesian),
    ("ms", "id", Algorithm::Indonesian),
    ("ga", "ga", Algorithm::Irish),
    ("it", "it", Algorithm::Italian),
    ("lt", "lt", Algorithm::Lithuanian),
    ("ne", "ne", Algorithm::Nepali),
    ("no", "no", Algorithm::Norwegian),
    ("nb", "no", Algorithm::Norwegian),
    ("nn", "no", Algorithm::Norwegian),
    ("fa", "fa", Algorithm::Persian),
    ("prs", "fa", Algorithm::Persian),
    ("pl", "pl", Algorithm::Polish),
    ("pt", "pt", Algorithm::Portuguese),
    ("ro", "ro", Algorithm::Romanian),
    ("ru", "ru", Algorithm::Russian),
    ("sr", "sr", Algorithm::Serbian),
    ("sh", "sr", Algorithm::Serbian),
    ("bs", "sr", Algorithm::Serbian),
    ("hr", "hr", Algorithm::Serbian),
    ("st", "st", Algorithm::Sesotho),
    ("es", "es", Algorithm::Spanish),
    ("sv", "sv", Algorithm::Swedish),
    ("ta", "ta", Algorithm::Tamil),
    ("tr", "tr", Algorithm::Turkish),
    ("uk", "uk", Algorithm::Ukrainian),
    ("yi", "yi", Algorithm::Yiddish),
];
