//! Which Snowball stemmer a language has. All run at build time only: the browser never learns that they exist.

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Stems the spellings of one language; languages without a stemmer keep their forms apart.
pub(crate) struct LanguageStemmer {
    snowball: Option<Stemmer>,
    arabic: bool,
}

impl LanguageStemmer {
    /// For a canonical BCP 47 tag; only its language subtag counts.
    pub(crate) fn new(tag: &str) -> Self {
        LanguageStemmer { snowball: algorithm(tag).map(Stemmer::create), arabic: language(tag) == "ar" }
    }

    /// Whether stemming does anything.
    pub(crate) fn is_some(&self) -> bool {
        self.snowball.is_some()
    }

    /// The stem of a spelling in lower case and composed form (NFC).
    pub(crate) fn stem(&self, spelling: &str) -> Option<String> {
        let spelling = if self.arabic { without_conjunction(spelling) } else { spelling };
        self.snowball.as_ref().map(|stemmer| stemmer.stem(spelling).into_owned())
    }
}

fn language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Snowball takes off و and ف, or the article, but not both (والمكتبة): before an article the conjunction goes here.
fn without_conjunction(word: &str) -> &str {
    match word.strip_prefix(['و', 'ف']) {
        Some(rest) if ["ال", "بال", "كال", "لل"].iter().any(|article| rest.starts_with(article)) => rest,
        _ => word,
    }
}

fn algorithm(tag: &str) -> Option<Algorithm> {
    Some(match language(tag) {
        "ar" => Algorithm::Arabic,
        "hy" => Algorithm::Armenian,
        "eu" => Algorithm::Basque,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "et" => Algorithm::Estonian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        // Malay is close enough to share the affixes.
        "id" | "ms" => Algorithm::Indonesian,
        "ga" => Algorithm::Irish,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "ne" => Algorithm::Nepali,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "fa" => Algorithm::Persian,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" | "hr" | "bs" => Algorithm::Serbian,
        "st" => Algorithm::Sesotho,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "uk" => Algorithm::Ukrainian,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}
