//! Tests of `syntax.rs` with fold tables of their own.

use super::*;
use crate::text::write_fold_table;
use unicode_normalization::UnicodeNormalization;

/// The operands, each with its operators before it, `|` for an alternative.
fn read(query: &str) -> Vec<String> {
    let fold = FoldTable::read(&write_fold_table(query.chars())).unwrap();
    let query: String = query.nfkd().collect();
    let shown = |operand: &Operand<'_>| {
        let field = match operand.field {
            0 => "",
            Impact::TITLE => "title:",
            _ => "heading:",
        };
        let mark = if operand.quoted { "\"" } else { "" };
        let (or, minus) = (if operand.or { "|" } else { "" }, if operand.excluded { "-" } else { "" });
        format!("{or}{minus}{field}{mark}{}{mark}", operand.text).nfc().collect()
    };
    operands(&query, &fold).iter().map(shown).collect()
}

#[test]
fn quotation_marks_of_all_scripts_make_phrases() {
    for (query, expected) in [
        ("a \"b c\" d", vec!["a", "\"b c\"", "d"]),
        ("„offener Code“ «исходный код» 「公開」", vec!["\"offener Code\"", "\"исходный код\"", "\"公開\""]),
        ("»so« ”och så” ＂wide＂", vec!["\"so\"", "\"och så\"", "\"wide\""]),
        ("苏伊士\"运河\"通航", vec!["苏伊士", "\"运河\"", "通航"]),
        // Gershayim are part of the word, within a phrase, too.
        ("צה\"ל \"צה\"ל בלבנון\"", vec!["צה\"ל", "\"צה\"ל בלבנון\""]),
        ("\u{200f}\"جيش الإسلام\"\u{200f} -دوما", vec!["\"جيش الإسلام\"", "-دوما"]),
        ("\"l’armée de l'Islam\"", vec!["\"l’armée de l'Islam\""]),
    ] {
        assert_eq!(read(query), expected, "{query}");
    }
}

#[test]
fn operators_stand_before_what_they_are_about() {
    for (query, expected) in [
        ("-word -\"a b\" -5", vec!["-word", "-\"a b\"", "-5"]),
        ("e-mail --flag C++ .NET - x", vec!["e-mail", "--flag", "C++", ".NET", "-", "x"]),
        ("title:канал heading:\"a b\" -Title：مصر", vec!["title:канал", "heading:\"a b\"", "-title:مصر"]),
        ("title: unknown:x title:title:x", vec!["title:", "unknown:x", "title:title:x"]),
        ("a OR b c", vec!["a", "|b", "c"]),
        ("中文 ＯＲ \"日 本\" OR c", vec!["中文", "|\"日 本\"", "|c"]),
    ] {
        assert_eq!(read(query), expected, "{query}");
    }
}

#[test]
fn what_makes_no_sense_is_words() {
    for (query, expected) in [
        ("OR b", vec!["OR", "b"]),
        ("a OR", vec!["a", "OR"]),
        ("a OR -b", vec!["a", "OR", "-b"]),
        ("-a OR b", vec!["-a", "OR", "b"]),
        ("a or b", vec!["a", "or", "b"]),
        ("a \"OR\" b", vec!["a", "\"OR\"", "b"]),
        ("a OR OR b", vec!["a", "|b"]),
        ("\"a b", vec!["a", "b"]),
        ("a \"b\" \"c", vec!["a", "\"b\"", "c"]),
        ("\"\" \" - -- -\"", vec!["\" - -- -\""]),
        ("-", vec!["-"]),
        ("\"", vec![]),
        ("-\"", vec![]),
    ] {
        assert_eq!(read(query), expected, "{query}");
    }
}

#[test]
fn thousands_of_operators_take_no_time() {
    for piece in ["\"", "-\"", "OR ", "a OR ", "title:", "-title:\"", "\"a\"a", " \"a", "«"] {
        read(&piece.repeat(10_000));
    }
}
