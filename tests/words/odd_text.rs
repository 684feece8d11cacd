//! Text that nobody would write, or a broken program: it is indexed, what is sound of it is found, and nothing takes long.
//!
//! No time is measured here. That it is linear follows from the tokenizer, which reads a character three times at most
//! (whole, by symbols, by capitals), puts it once into a word of at most 256 bytes, and keeps at most 16 marks behind a
//! letter; a quadratic step over these sizes would take hours.

use crate::Pages;

const MEGABYTE: usize = 1 << 20;

#[test]
fn ten_megabytes_without_a_space() {
    for (lang, unit) in
        [("en", "abcdefghij"), ("ru", "шторм"), ("zh", "苏伊士运河"), ("th", "คลอง"), ("en", "getUser."), ("ar", "سلام")]
    {
        let text = format!("{} needle", unit.repeat(10 * MEGABYTE / unit.len()));
        let pages = Pages::new(lang, &[("/long", &text), ("/short", unit)]);
        assert_eq!(pages.whole("needle"), ["/long"], "{unit}");
        assert!(pages.whole(unit).contains(&"/short".to_owned()), "{unit}");
        assert_eq!(pages.typed(unit).len(), 2, "{unit}: its beginning finds the long one");
    }
}

#[test]
fn a_word_too_long_is_found_by_all_of_it() {
    // Cut alike where it is indexed and where it is typed.
    let dna: String = (0..4000usize).map(|n| ['a', 'c', 'g', 't'][(n * n / 7 + n) % 4]).collect();
    let pages = Pages::new("en", &[("/dna", &dna), ("/other", &dna[..200])]);
    assert_eq!(pages.whole(&dna), ["/dna"]);
    assert_eq!(pages.marked(&dna).len(), 1);
    assert_eq!(pages.typed(&dna[..100]).len(), 2);
}

#[test]
fn a_hundred_thousand_marks_on_one_letter() {
    for (letter, mark) in
        [("e", '\u{301}'), ("ب", '\u{651}'), ("क", '\u{94d}'), ("ก", '\u{e48}'), ("か", '\u{3099}'), ("и", '\u{306}')]
    {
        let text = format!("needle {letter}{} thread", mark.to_string().repeat(100_000));
        let pages = Pages::new("und", &[("/", &text)]);
        for query in ["needle", "thread", &text[7..text.len() - 7]] {
            assert_eq!(pages.whole(query), ["/"], "{letter}");
        }
    }
    // In two orders that mean the same
    let (some, same) = ("ก\u{e48}\u{e38}".repeat(1000), "ก\u{e38}\u{e48}".repeat(1000));
    assert_eq!(Pages::new("th", &[("/", &some)]).whole(&same), ["/"]);
}

#[test]
fn characters_that_mean_nothing() {
    for odd in [
        "\u{202e}",
        "\u{2066}\u{2067}",
        "\u{202c}\u{202c}",
        "\u{200f}",
        "\u{e000}",
        "\u{10fffd}",
        "\u{378}",
        "\u{10ffff}",
        "\u{fffe}",
        "\u{fffd}",
        "\u{1}\u{7f}\u{9b}",
        "\\ud800",
        "&#xD800;",
        "\u{0}",
        "\u{feff}",
        "\u{e0041}\u{e007f}",
        "\u{1f468}\u{200d}\u{1f469}",
    ] {
        let text = format!("before {odd} between {odd}{odd} behind");
        let pages = Pages::new("en", &[("/", &text)]);
        for query in ["before", "between", "behind", &format!("before{odd} behind"), &text] {
            assert_eq!(pages.whole(query), ["/"], "{odd:?}: {query:?}");
        }
        assert!(pages.typed(odd).len() <= 1, "{odd:?}");
    }
    // Controls of direction within a word are not seen, nor meant.
    let pages = Pages::new("ar", &[("/", "مرحبا\u{202e}بك يا \u{2067}أحمد\u{2069}")]);
    assert_eq!(pages.whole("مرحبابك أحمد"), ["/"]);
    assert_eq!(pages.marked("احمد"), ["أحمد\u{2069}"], "what nothing shows belongs to the letter before it");
}

#[test]
fn text_of_another_language_than_it_says() {
    for (lang, text, query) in [
        ("zh", "The negotiations were long", "negotiations"),
        ("en", "一八六九年苏伊士运河通航", "运河"),
        ("ar", "Землетрясение разрушило город", "город"),
        ("ja", "استؤنفت المفاوضات", "المفاوضات"),
        ("xx-Zzzz", "คลองสุเอซ and more", "สุเอซ"),
    ] {
        assert_eq!(Pages::of(lang, &[text]).whole(query), [text], "{query} as {lang}");
    }
}
