//! Hebrew: one-letter words written together with the next, where the corpus has that next word by itself.
//!
//! מ, ש, ה, ו, כ, ל and ב begin as many stems as they precede; so, as for Arabic, what remains must be known, and what takes
//! the article somewhere (המלך) keeps its first letter. Keys have no niqqud and no final letters.

use super::folded;
use super::rules::Rules;
use super::vocabulary::{Vocabulary, Word};

/// Hebrew.
pub(crate) struct Hebrew {
    /// Keys, longest first.
    prefixes: Vec<String>,
}

const PREFIXES: &str =
    "וכשה ומהכ שבה שכש וכש ומה ושה ובה ולה מהה כשה שה וה וב ול ומ וש וכ כש לכ מה מש שב שמ של שכ ו ה ב ל מ ש כ";

/// An ending of a noun or adjective, and what the base may have instead, likeliest first.
const ENDINGS: [(&str, &[&str]); 6] =
    [("יות", &["יה", "ית"]), ("ות", &["ה", ""]), ("יים", &["י", ""]), ("ים", &["", "ה"]), ("ית", &["י"]), ("ה", &[""])];

impl Hebrew {
    pub(crate) fn new() -> Self {
        Hebrew { prefixes: PREFIXES.split(' ').map(folded).collect() }
    }
}

impl Rules for Hebrew {
    fn common_affixes(&self) -> (&'static [&'static str], &'static [&'static str]) {
        (&["ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "שה"], &["ים", "ות"])
    }

    fn stem(&self, word: &Word<'_>, vocabulary: &Vocabulary<'_>) -> String {
        let whole = word.key;
        let support = |noun: &str| vocabulary.count(noun) + vocabulary.count(&format!("ה{noun}"));
        let takes_article = |noun: &str| vocabulary.has(&format!("ה{noun}"));
        let bare = |prefix: &String| {
            let bare = whole.strip_prefix(prefix.as_str()).filter(|bare| bare.chars().count() >= 3)?;
            let known = 2 * support(bare) >= vocabulary.count(whole).max(1);
            (known && (prefix.as_str() == "ה" || !takes_article(whole))).then_some(bare)
        };
        let noun = self.prefixes.iter().find_map(bare).unwrap_or(whole);
        for (ending, bases) in ENDINGS {
            let Some(left) = noun.strip_suffix(folded(ending).as_str()).filter(|left| left.chars().count() >= 3) else {
                continue;
            };
            for base in bases {
                let base = format!("{left}{base}");
                if support(&base) > 0 {
                    return base;
                }
            }
        }
        noun.to_owned()
    }
}
