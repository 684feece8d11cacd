//! What rules may know: a word, and all words of its language.

use super::Spellings;
use super::rules::Rules;
use std::collections::HashMap;

/// A surface form as rules see it.
pub(crate) struct Word<'a> {
    /// Folded: the dictionary's key.
    pub(crate) key: &'a str,
    /// As usually spelt, in lower case.
    pub(crate) spelling: String,
    /// Whether it is written with one capital wherever it stands, which the beginning of a sentence does not ask for.
    pub(crate) is_capitalised: bool,
}

impl<'a> Word<'a> {
    /// Nothing for a form that no spelling is known of. Of two spellings equally frequent the first in order counts.
    pub(crate) fn new(key: &'a str, spellings: &Spellings, rules: &dyn Rules) -> Option<Self> {
        let mut lower: HashMap<String, u32> = HashMap::new();
        for (spelling, n) in spellings {
            *lower.entry(rules.lower(spelling)).or_default() += n;
        }
        let (spelling, _) = lower.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
        let is_capitalised = spellings
            .keys()
            .all(|spelling| spelling.starts_with(char::is_uppercase) && spelling.contains(char::is_lowercase));
        Some(Word { key, spelling, is_capitalised })
    }
}

/// The folded forms of a language, and how often each occurs.
pub(crate) struct Vocabulary<'a> {
    counts: HashMap<&'a str, Counts>,
}

/// How often a form occurs, and how often it is written with a ta marbuta at its end, which keys have as ه.
#[derive(Clone, Copy, Default)]
struct Counts {
    all: u32,
    feminine: u32,
}

impl<'a> Vocabulary<'a> {
    pub(crate) fn new(forms: &[(&'a str, &Spellings)]) -> Self {
        let mut counts: HashMap<&str, Counts> = HashMap::with_capacity(forms.len());
        for (key, spellings) in forms {
            let all = spellings.values().sum();
            let feminine = spellings.iter().filter(|(spelling, _)| spelling.contains('ة')).map(|(_, n)| n).sum();
            counts.insert(key, Counts { all, feminine });
        }
        Vocabulary { counts }
    }

    /// How often a form occurs.
    pub(crate) fn count(&self, key: &str) -> u32 {
        self.counts.get(key).map_or(0, |counts| counts.all)
    }

    /// How often a form occurs with a ta marbuta.
    pub(crate) fn count_feminine(&self, key: &str) -> u32 {
        self.counts.get(key).map_or(0, |counts| counts.feminine)
    }

    /// Whether a form occurs.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.counts.contains_key(key)
    }
}
