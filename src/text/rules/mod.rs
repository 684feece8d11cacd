//! Which code point folds to what, by rule; used at build time to write each corpus' [`FoldTable`](super::FoldTable).
//!
//! Folding is compatibility decomposition, then for each resulting code point: lower case, script variants, marks
//! dropped or kept, digits made ASCII. It never looks at neighbours, which is what makes it the same before and after
//! normalisation.

mod han;
mod letters;

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
    for l in c.to_lowercase() {
        if l == c {
            fold_lower(l, out);
        } else {
            // Lower case may decompose again: İ is i with a dot above.
            decompose_compatible(l, |d| fold_lower(d, out));
        }
    }
}

fn fold_lower(l: char, out: &mut Vec<(char, Class)>) {
    if let Some(letters) = letters::variant(l) {
        out.extend(letters.chars().map(|l| (l, class(l))));
    } else if let Some(digit) = digit(l) {
        out.push((digit, Class::Word));
    } else if let Some(other) = han::simplified(l).or_else(|| hiragana(l)) {
        out.push((other, class(other)));
    } else if l.general_category() != GeneralCategory::Format && (!is_mark(l) || keeps_mark(l)) {
        out.push((l, class(l)));
    }
}

fn is_mark(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Mark
}

/// Katakana as hiragana, which stands 96 code points before it in the same order.
fn hiragana(c: char) -> Option<char> {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(c as u32 - 0x60),
        _ => None,
    }
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

    pub(super) fn folded(text: &str) -> String {
        text.chars().flat_map(fold).map(|(c, _)| c).collect()
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        for (written, typed) in [
            ("Négociations", "negociations"),
            ("ȘTIINȚĂ", "stiinta"),
            ("Tiếng Việt", "tieng viet"),
            ("ԵՐԵՎԱՆ", "երեվան"),
            ("თბილისი ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი თბილისი"),
        ] {
            assert_eq!(folded(written), typed, "{written}");
        }
    }

    #[test]
    fn vowel_signs_of_scripts_that_need_them_are_kept() {
        for (one, other) in [("कि", "कु"), ("กิน", "กัน"), ("បិ", "បុ"), ("ދިވެހި", "ދވހ"), ("བོད", "བད")]
        {
            assert_ne!(folded(one), folded(other), "{one} {other}");
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
