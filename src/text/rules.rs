//! Which code point folds to what, by rule; used at build time to write each corpus' [`FoldTable`](super::FoldTable).
//!
//! Folding is compatibility decomposition, then for each resulting code point: lower case, script variants, marks
//! dropped or kept, digits made ASCII. It never looks at neighbours, which is what makes it the same before and after
//! normalisation.

use super::fold::Class;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// What `c` folds to.
pub(crate) fn fold(c: char) -> Vec<(char, Class)> {
    let mut folded = Vec::new();
    decompose_compatible(c, |d| fold_base(d, &mut folded));
    folded
}

/// Folds one code point that has no compatibility decomposition.
fn fold_base(c: char, out: &mut Vec<(char, Class)>) {
    if let Some(letters) = special(c) {
        out.extend(letters.chars().map(|l| (l, class(l))));
        return;
    }
    if let Some(digit) = digit(c) {
        out.push((digit, Class::Word));
        return;
    }
    match c.general_category() {
        GeneralCategory::Format => return,
        GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark | GeneralCategory::SpacingMark => {
            if keeps_mark(c) {
                out.push((c, class(c)));
            }
            return;
        }
        _ => {}
    }
    let lower: Vec<char> = c.to_lowercase().collect();
    match lower[..] {
        [l] if l != c => fold_lower(l, out),
        [_] => out.push((c, class(c))),
        // İ: i and a dot above, which is a mark that is dropped.
        _ => lower.into_iter().for_each(|l| fold_lower(l, out)),
    }
}

/// Lower case may decompose again or have a variant of its own.
fn fold_lower(l: char, out: &mut Vec<(char, Class)>) {
    decompose_compatible(l, |d| fold_base(d, out));
}

/// Letters that look or sound like others but do not decompose into them.
fn special(c: char) -> Option<&'static str> {
    Some(match c {
        // Latin
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ' => "d",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ŋ' | 'Ŋ' => "n",
        // Greek: final sigma
        'ς' => "σ",
        // Hebrew: final letters
        'ך' => "כ",
        'ם' => "מ",
        'ן' => "נ",
        'ף' => "פ",
        'ץ' => "צ",
        // Arabic: alef wasla, alef maqsura, ta marbuta, Persian and Urdu kaf, ya and he; tatweel is dropped
        'ٱ' => "ا",
        'ى' | 'ی' | 'ے' => "ي",
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => "ه",
        'ک' | 'ڪ' => "ك",
        'ـ' => "",
        // Apostrophes, straight and typographic, and the modifier letters that stand for them
        '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' => "'",
        // Turned comma and half rings of transliterations (Ka‘ba, Qurʾān, Hawaiʻi): not sounded by those who type
        '\u{2bb}' | '\u{2bd}' | '\u{2be}' | '\u{2bf}' => "",
        _ => return None,
    })
}

/// Decimal digits of every script as ASCII. Blocks of decimal digits are ten in a row, from zero.
fn digit(c: char) -> Option<char> {
    if c.general_category() != GeneralCategory::DecimalNumber {
        return None;
    }
    let is_digit = |n: u32| char::from_u32(n).is_some_and(|d| d.general_category() == GeneralCategory::DecimalNumber);
    let mut first = c as u32;
    while first > 0 && is_digit(first - 1) {
        first -= 1;
    }
    char::from_digit((c as u32 - first) % 10, 10)
}

/// Marks that carry a letter's sound in scripts that write vowels as marks; all others (accents, tashkeel, niqqud,
/// nukta, variation selectors) are dropped.
fn keeps_mark(c: char) -> bool {
    const NUKTA: u8 = 7;
    if canonical_combining_class(c) == NUKTA {
        return false;
    }
    if matches!(c, '\u{3099}' | '\u{309a}') {
        return true;
    }
    !matches!(
        c.script(),
        Script::Inherited
            | Script::Common
            | Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Arabic
            | Script::Hebrew
            | Script::Syriac
            | Script::Thaana
            | Script::Coptic
            | Script::Glagolitic
            | Script::Han
            | Script::Unknown
    )
}

/// The class of a folded character.
pub(crate) fn class(c: char) -> Class {
    if c == '\'' {
        return Class::Apostrophe;
    }
    match c.script() {
        // The iteration marks and the long-vowel mark are letters of their scripts, or of both kana.
        Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo if is_letter(c) => return Class::Pair,
        Script::Common if matches!(c, 'ー' | '々' | '〆' | '〇') => return Class::Pair,
        Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar if is_letter(c) && !is_free_mark(c) => {
            return Class::Triple;
        }
        _ => {}
    }
    if is_free_mark(c) {
        Class::Mark
    } else if is_letter(c) {
        Class::Word
    } else {
        Class::Separator
    }
}

/// Marks that normalisation may reorder (combining class above zero).
fn is_free_mark(c: char) -> bool {
    canonical_combining_class(c) != 0
}

fn is_letter(c: char) -> bool {
    matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number | GeneralCategoryGroup::Mark
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn text(s: &str) -> String {
        s.chars().flat_map(fold).map(|(c, _)| c).collect()
    }

    #[test]
    fn folds_what_readers_type_differently() {
        for (written, folded) in [
            ("Négociations", "negociations"),
            ("Œuvre Straße", "oeuvre strasse"),
            ("İstanbul ISPARTA ılık", "istanbul isparta ilik"),
            ("ΟΔΥΣΣΕΥΣ Οδυσσεύς", "οδυσσευσ οδυσσευσ"),
            ("الأسد إِسْلام مكتبة مـصـر", "الاسد اسلام مكتبه مصر"),
            ("٢٠٢٦ ۲۰۲۶ २०२६", "2026 2026 2026"),
            ("Ёлка", "елка"),
            ("שָׁלוֹם מלך", "שלומ מלכ"),
            ("फ़िल्म", "फिल्म"),
            ("ﬁn ２０", "fin 20"),
            ("Hawaiʻi Qurʾān", "hawaii quran"),
        ] {
            assert_eq!(text(written), folded, "{written}");
        }
    }

    #[test]
    fn every_code_point_folds_the_same_before_and_after_normalisation() {
        for c in '\0'..=char::MAX {
            let direct = fold(c);
            let normalised: Vec<_> = std::iter::once(c).nfkd().flat_map(fold).collect();
            assert_eq!(direct, normalised, "U+{:04X}", c as u32);
            let again: Vec<_> = direct.iter().flat_map(|&(f, _)| fold(f)).collect();
            assert_eq!(again, direct, "U+{:04X} folds further when folded twice", c as u32);
        }
    }
}
