//! Anchors of Markdown headings, as GitHub and most site generators make them: lower case, white space to hyphens,
//! punctuation dropped, letters and digits of every script kept, repetitions numbered.

use std::collections::HashMap;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The anchors of one page, so that no two are equal.
#[derive(Debug, Default)]
pub(crate) struct Slugger {
    seen: HashMap<String, usize>,
}

impl Slugger {
    /// The anchor of the next heading with this text.
    pub(crate) fn slug(&mut self, heading: &str) -> String {
        let base = slug(heading);
        let mut anchor = base.clone();
        if let Some(mut number) = self.seen.get(&base).copied() {
            while self.seen.contains_key(&anchor) {
                number += 1;
                anchor = format!("{base}-{number}");
            }
            self.seen.insert(base, number);
        }
        self.seen.insert(anchor.clone(), 0);
        anchor
    }

    /// Takes note of an anchor that the page itself gives.
    pub(crate) fn reserve(&mut self, anchor: &str) {
        self.seen.entry(anchor.to_owned()).or_insert(0);
    }
}

fn slug(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    for character in heading.trim().chars().flat_map(char::to_lowercase) {
        match character {
            ' ' => out.push('-'),
            '-' | '_' => out.push(character),
            _ if is_word(character) => out.push(character),
            _ => {}
        }
    }
    out
}

fn is_word(character: char) -> bool {
    use GeneralCategory as Category;
    character.is_alphanumeric()
        || matches!(
            character.general_category(),
            Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark | Category::ConnectorPunctuation
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_keeps_its_letters() {
        for (heading, anchor) in [
            ("Writing a README", "writing-a-readme"),
            ("What's new in C++?", "whats-new-in-c"),
            ("Écrire l’énoncé", "écrire-lénoncé"),
            ("كتابة ملف README", "كتابة-ملف-readme"),
            ("撰写自述文件！", "撰写自述文件"),
            ("मार्गदर्शिका लिखना", "मार्गदर्शिका-लिखना"),
            ("ΑΡΧΉ και ΤΈΛΟΣ", "αρχή-και-τέλοσ"),
            ("snake_case – dash-case", "snake_case--dash-case"),
            ("👍", ""),
        ] {
            // Only JavaScript's lower case knows the final sigma; anchors compare equal without it.
            assert_eq!(Slugger::default().slug(heading).replace('ς', "σ"), anchor);
        }
    }

    #[test]
    fn repetitions_are_numbered() {
        let mut slugger = Slugger::default();
        let anchors: Vec<_> =
            ["مثال", "مثال", "مثال 1", "مثال"].into_iter().map(|heading| slugger.slug(heading)).collect();
        assert_eq!(anchors, ["مثال", "مثال-1", "مثال-1-1", "مثال-2"]);
        slugger.reserve("own");
        assert_eq!(slugger.slug("own"), "own-1");
    }
}
