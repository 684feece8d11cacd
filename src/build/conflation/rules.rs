//! What a language's rules are, and which language has which.

use super::arabic::Arabic;
use super::hebrew::Hebrew;
use super::korean::Korean;
use super::snowball::Snowball;
use super::suffixes::Suffixes;
use super::vocabulary::{Vocabulary, Word};

/// How the words of one language inflect.
pub(crate) trait Rules: Send + Sync {
    /// What the word has in common with its other forms, as a spelling; forms whose folded stems are equal are one word.
    fn stem(&self, word: &Word<'_>, vocabulary: &Vocabulary<'_>) -> String;

    /// What of the word's own letters its stem keeps, for the browser to learn what comes off. Given the stem, which
    /// nearly always tells.
    fn kept(&self, _word: &Word<'_>, _vocabulary: &Vocabulary<'_>, stem: &str) -> String {
        stem.to_owned()
    }

    /// Other ways in which readers spell a word that is spelt so, in lower case.
    fn aliases(&self, _spelling: &str) -> Vec<String> {
        Vec::new()
    }

    /// What words of the language take in front or behind, however few of them a corpus has.
    fn common_affixes(&self) -> (&'static [&'static str], &'static [&'static str]) {
        (&[], &[])
    }

    /// Whether a word that always has a capital is a name, and not (as in German) any noun.
    fn tells_names(&self) -> bool {
        false
    }

    /// A spelling in lower case.
    fn lower(&self, spelling: &str) -> String {
        spelling.to_lowercase()
    }
}

/// What the rules of a language are, for readers.
pub(crate) fn describe(language: &str) -> Option<String> {
    rules(language)?;
    let own = match language {
        "ar" | "arz" | "apc" | "ary" | "acm" | "aeb" => "clitics and endings",
        "he" => "prefixes and plurals",
        "ko" => "particles and endings",
        _ => "endings",
    };
    let snowball = Snowball::algorithm(language).map(|algorithm| format!("Snowball ({algorithm:?})"));
    Some(snowball.unwrap_or_else(|| format!("own rules: {own}")))
}

/// The rules for a canonical BCP 47 tag; none for languages whose words do not change, or not in ways that we know.
pub(crate) fn rules(tag: &str) -> Option<Box<dyn Rules>> {
    let language = tag.split('-').next().unwrap_or(tag);
    match language {
        "ar" | "arz" | "apc" | "ary" | "acm" | "aeb" => Some(Box::new(Arabic::new())),
        "he" => Some(Box::new(Hebrew::new())),
        "ko" => Some(Box::new(Korean::new())),
        _ => {
            let snowball = Snowball::new(language).map(|rules| Box::new(rules) as Box<dyn Rules>);
            snowball.or_else(|| Suffixes::new(language).map(|rules| Box::new(rules) as Box<dyn Rules>))
        }
    }
}
