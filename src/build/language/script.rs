//! Which scripts a language is written in, and which language a script stands for when nothing else tells.
//!
//! Both are CLDR's likely subtags, by way of `icu_locale`, and a list of the languages that are written in more than one.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use icu_locale::subtags::Script as Subtag;
use icu_locale::{LanguageIdentifier, LocaleExpander};
use unicode_script::{Script, UnicodeScript};

use super::base_language;

/// The script that a character is a letter of; `None` for what all scripts share. Han, kana and bopomofo are mixed within
/// words and count as Han.
#[must_use]
pub fn script_of(character: char) -> Option<Script> {
    /// Of the first plane, for every letter of every document is asked.
    static TABLE: LazyLock<Vec<Option<Script>>> =
        LazyLock::new(|| (0..0x1_0000).map(|c| char::from_u32(c).and_then(look_up)).collect());
    match TABLE.get(character as usize) {
        Some(&script) => script,
        None => look_up(character),
    }
}

fn look_up(character: char) -> Option<Script> {
    if !character.is_alphabetic() {
        return None;
    }
    match character.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        script => Some(family(script)),
    }
}

fn family(script: Script) -> Script {
    match script {
        Script::Hiragana | Script::Katakana | Script::Bopomofo => Script::Han,
        script => script,
    }
}

/// Languages that are written in other scripts beside the likely one, or whose script CLDR does not know, each with those.
const ALSO: &[(&str, &[Script])] = &[
    ("az", &[Script::Cyrillic, Script::Arabic]),
    ("bs", &[Script::Cyrillic]),
    ("crh", &[Script::Cyrillic]),
    ("ff", &[Script::Adlam]),
    ("ha", &[Script::Arabic]),
    ("iu", &[Script::Latin]),
    ("kk", &[Script::Latin, Script::Arabic]),
    ("kok", &[Script::Latin]),
    ("ks", &[Script::Devanagari]),
    ("ku", &[Script::Arabic]),
    ("ky", &[Script::Arabic]),
    ("mn", &[Script::Mongolian]),
    ("mni", &[Script::Bengali]),
    ("ms", &[Script::Arabic]),
    ("pa", &[Script::Arabic]),
    ("pnb", &[Script::Arabic]),
    ("prs", &[Script::Arabic]),
    ("sat", &[Script::Devanagari, Script::Bengali]),
    ("sd", &[Script::Devanagari]),
    ("shi", &[Script::Latin, Script::Arabic]),
    ("sr", &[Script::Latin]),
    ("tg", &[Script::Arabic]),
    ("tk", &[Script::Cyrillic, Script::Arabic]),
    ("tt", &[Script::Latin]),
    ("ug", &[Script::Cyrillic, Script::Latin]),
    ("uz", &[Script::Cyrillic, Script::Arabic]),
    ("zgh", &[Script::Latin]),
];

/// The scripts that a language is written in, the usual one first: of its script subtag if it has one. Empty when that is
/// not known.
#[must_use]
pub fn scripts_of(tag: &str) -> Vec<Script> {
    let Ok(mut id) = tag.parse::<LanguageIdentifier>() else { return Vec::new() };
    let declared = id.script;
    if id.language.is_unknown() && declared.is_none() {
        return Vec::new();
    }
    LocaleExpander::new_extended().maximize(&mut id);
    let mut scripts = id.script.map(scripts_of_subtag).unwrap_or_default();
    if declared.is_none() {
        let also = ALSO.iter().find(|(language, _)| *language == base_language(tag));
        scripts.extend(also.into_iter().flat_map(|(_, also)| also.iter().copied()));
    }
    scripts
}

fn scripts_of_subtag(subtag: Subtag) -> Vec<Script> {
    match subtag.as_str() {
        "Kore" => vec![Script::Hangul, Script::Han],
        "Jpan" | "Hrkt" | "Hans" | "Hant" | "Hanb" => vec![Script::Han],
        "Aran" => vec![Script::Arabic],
        name => Script::from_short_name(name).map(family).into_iter().collect(),
    }
}

/// Whether a language is usually written right to left.
#[must_use]
pub fn is_rtl(tag: &str) -> bool {
    matches!(
        scripts_of(tag).first(),
        Some(
            Script::Adlam
                | Script::Arabic
                | Script::Hanifi_Rohingya
                | Script::Hebrew
                | Script::Imperial_Aramaic
                | Script::Mandaic
                | Script::Nko
                | Script::Samaritan
                | Script::Syriac
                | Script::Thaana
        )
    )
}

/// The language that writes a script more than any other: Russian for Cyrillic, English for Latin.
#[must_use]
pub fn usual_language(script: Script) -> Arc<str> {
    static KNOWN: LazyLock<Mutex<HashMap<Script, Arc<str>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(script).or_insert_with(|| likely_language(script).into()).clone()
}

fn likely_language(script: Script) -> String {
    let id: Result<LanguageIdentifier, _> = format!("und-{}", script.short_name()).parse();
    let Ok(mut id) = id else { return "und".to_owned() };
    LocaleExpander::new_extended().maximize(&mut id);
    id.language.as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_their_scripts() {
        for (tag, scripts) in [
            ("fr", &[Script::Latin][..]),
            ("ar", &[Script::Arabic]),
            ("ja", &[Script::Han]),
            ("ko", &[Script::Hangul, Script::Han]),
            ("zh-Hant", &[Script::Han]),
            ("zh-TW", &[Script::Han]),
            ("sr", &[Script::Cyrillic, Script::Latin]),
            ("sr-Latn", &[Script::Latin]),
            ("hi-Latn", &[Script::Latin]),
            ("pa-PK", &[Script::Arabic, Script::Arabic]),
            ("yi", &[Script::Hebrew]),
            ("pcm", &[Script::Latin]),
            ("und", &[]),
            ("und-Cyrl", &[Script::Cyrillic]),
        ] {
            assert_eq!(scripts_of(tag), scripts, "{tag}");
        }
    }

    #[test]
    fn directions_are_those_of_the_scripts() {
        let rtl = "ar he fa ur ps sd ug yi dv ckb syr arc nqo arz ary apc acm aeb azb bal glk lrc mzn pnb skr prs ks \
                   pa-Arab uz-Arab az-Arab ff-Adlm rhg ar-EG ms-Arab";
        for tag in rtl.split_ascii_whitespace() {
            assert!(is_rtl(tag), "{tag}");
        }
        for tag in "fr zh-Hant ja mn ar-Latn sd-Deva und ku tr az uz".split_ascii_whitespace() {
            assert!(!is_rtl(tag), "{tag}");
        }
    }

    #[test]
    fn scripts_have_their_usual_languages() {
        for (letter, language) in [
            ('q', "en"),
            ('é', "en"),
            ('д', "ru"),
            ('ع', "ar"),
            ('क', "hi"),
            ('漢', "zh"),
            ('か', "zh"),
            ('ש', "he"),
            ('ω', "el"),
            ('ग', "hi"),
            ('한', "ko"),
        ] {
            assert_eq!(script_of(letter).map(usual_language).as_deref(), Some(language), "{letter}");
        }
        for shared in ['1', '٣', ' ', '\'', '’', '\u{301}', '、', 'µ'] {
            assert_eq!(script_of(shared), None, "{shared}");
        }
    }
}
