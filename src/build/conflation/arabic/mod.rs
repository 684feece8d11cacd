//! Arabic: clitics and inflections come off where the corpus says that they are such.
//!
//! A letter that may be a clitic is as often part of the stem: وقت is no و with قت, and كتابه may be *his book* or
//! *writing*. Light stemmers cut by length alone. Here each way of cutting a word is a hypothesis, and what
//! remains must be a word that the corpus has, bare or with the article; what may take the article itself (الوزير)
//! does not begin with a clitic. Only the article, which leaves little doubt, comes off unseen. The deepest cut that
//! holds wins; the cost is some hundred look-ups per distinct form.
//!
//! Left apart on purpose: broken plurals but for the common ones listed, and nouns that differ in gender or the ending
//! of relation alone where that makes another word (مكتب office, مكتبة library; إسلام, إسلامي).

mod analysis;
mod endings;
#[cfg(test)]
mod tests;
mod words;

use super::rules::Rules;
use super::vocabulary::{Vocabulary, Word};
use analysis::Analysis;
use std::collections::{HashMap, HashSet};
use words::{ADJECTIVES, APART, ARTICLE_LIKE, FUNCTION_WORDS, PLURALS, WHOLE_BEGINNINGS, WHOLE_ENDINGS};

/// Arabic.
pub(crate) struct Arabic {
    function_words: HashSet<&'static str>,
    whole_beginnings: HashSet<&'static str>,
    whole_endings: HashSet<&'static str>,
    article_like: HashSet<&'static str>,
    adjectives: HashSet<&'static str>,
    apart: HashSet<&'static str>,
    plurals: HashMap<&'static str, &'static str>,
    singulars: HashSet<&'static str>,
}

impl Arabic {
    pub(crate) fn new() -> Self {
        let set = |words: &'static str| words.split_whitespace().collect();
        let plurals: Vec<&str> = PLURALS.split_whitespace().collect();
        Arabic {
            function_words: set(FUNCTION_WORDS),
            whole_beginnings: set(WHOLE_BEGINNINGS),
            whole_endings: set(WHOLE_ENDINGS),
            article_like: set(ARTICLE_LIKE),
            adjectives: set(ADJECTIVES),
            apart: set(APART),
            plurals: plurals.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect(),
            singulars: plurals.chunks_exact(2).map(|pair| pair[1]).collect(),
        }
    }

    /// Whether a noun is one of the common ones listed, and so need not occur.
    fn is_known(&self, noun: &str) -> bool {
        self.plurals.contains_key(noun) || self.singulars.contains(noun)
    }
}

/// A word in key space, where each letter is one character of two bytes, and what the key no longer tells.
struct Spelt<'a> {
    key: &'a str,
    /// Bytes at which an alef carries a hamza or madda; it is never the article's.
    alefs: Vec<usize>,
    /// Bytes at which a ya or waw carries a hamza.
    carriers: Vec<usize>,
    /// Whether the last letter is written as ta marbuta.
    is_feminine: bool,
}

impl<'a> Spelt<'a> {
    fn new(word: &'a Word<'_>) -> Self {
        let (mut alefs, mut carriers) = (Vec::new(), Vec::new());
        let letters = word.spelling.chars().filter(|&c| !is_point(c));
        for (at, c) in (0..).step_by(2).zip(letters) {
            match c {
                'أ' | 'إ' | 'آ' => alefs.push(at),
                'ئ' | 'ؤ' => carriers.push(at),
                _ => {}
            }
        }
        Spelt { key: word.key, alefs, carriers, is_feminine: word.spelling.trim_end_matches(is_point).ends_with('ة') }
    }
}

impl Rules for Arabic {
    fn stem(&self, word: &Word<'_>, vocabulary: &Vocabulary<'_>) -> String {
        if self.function_words.contains(word.key) || !word.key.chars().all(is_arabic) {
            return word.key.to_owned();
        }
        if let Some(particle) = word.key.strip_prefix(['و', 'ف']).filter(|rest| self.function_words.contains(rest)) {
            return if self.whole_beginnings.contains(word.key) { word.key } else { particle }.to_owned();
        }
        Analysis::new(self, vocabulary, &Spelt::new(word)).stem()
    }

    fn common_affixes(&self) -> (&'static [&'static str], &'static [&'static str]) {
        (
            &["ال", "وال", "بال", "لل", "كال", "فال", "ولل", "وبال", "و", "ب", "ل", "ف", "ك", "وب", "ول", "س"],
            &["ات", "ين", "ها", "ه"],
        )
    }

    fn kept(&self, word: &Word<'_>, vocabulary: &Vocabulary<'_>, stem: &str) -> String {
        if !word.key.chars().all(is_arabic) {
            return stem.to_owned();
        }
        let (kept, _) = Analysis::new(self, vocabulary, &Spelt::new(word)).cut();
        word.key[kept].to_owned()
    }
}

/// Marks and tatweel, which keys do not have.
fn is_point(c: char) -> bool {
    matches!(c, 'ـ' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn is_arabic(c: char) -> bool {
    ('\u{621}'..='\u{64a}').contains(&c)
}
