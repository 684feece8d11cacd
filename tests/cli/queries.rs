//! Odd queries are never errors: an answer, in JSON, soon.

use crate::harness::{Seeded, Site, urls};
use serde_json::Value;

#[test]
fn odd_queries_get_an_answer() {
    let site = Site::published();
    let mixed: String = (0..2500).map(|i| ["a", "ش", "中", " "][i % 4]).collect();
    let queries = [
        String::new(),
        "   ".into(),
        "Aleppo ".repeat(10_000 / 7),
        "x".repeat(10_000),
        "中".repeat(10_000),
        "е́".repeat(5_000),
        "\u{301}".repeat(10_000),
        mixed,
        "\u{1}\u{2}\u{7f}\u{85}\u{9b}".into(),
        "?!…—()[]{}«»„“".into(),
        "\"unpaired (quote [and bracket".into(),
        "AND OR NOT -".into(),
        "\u{202e}\u{202d}Aleppo\u{202c}\u{2066}\u{200f}".into(),
        "\u{feff}\u{200b}\u{200d}\u{fe0f}".into(),
        "\u{fffd}\u{fffe}\u{ffff}\u{10ffff}".into(),
        "👩‍👩‍👧‍👦🇸🇾".into(),
        "ﷺ ﻻ ﬃ ㍿".into(),
        "%s %n ${x} ../../ <script>".into(),
    ];
    for query in queries {
        let page = site.query(&query);
        assert!(page["hits"].is_array(), "{query}");
    }
    // Marks that show nothing do not hide the word.
    assert_eq!(site.urls("\u{202e}Aleppo\u{202c}"), ["/en/aleppo"]);
}

#[test]
fn lines_of_queries_get_lines_of_pages() {
    let site = Site::published();
    let mut seeded = Seeded(7);
    let mut queries = vec!["Aleppo".to_owned(), "\0\u{1b}[31m".to_owned(), String::new(), "армия".to_owned()];
    for _ in 0..300 {
        let random = (0..seeded.below(40)).filter_map(|_| char::from_u32(seeded.below(0x2_0000) as u32));
        queries.push(random.filter(|character| !"\n\r".contains(*character)).collect());
    }
    let ran = site.run_with(&["query", "dist", "-"], &[], queries.join("\n").as_bytes()).code(0).quiet();
    let pages: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(pages.len(), queries.len());
    assert_eq!(urls(&pages[0]), ["/en/aleppo"]);
    assert_eq!(urls(&pages[2]), [""; 0]);
}

#[test]
fn exit_codes_tell_found_from_not_found() {
    let site = Site::published();
    site.run(&["query", "dist", "Aleppo"]).code(0).quiet().prints("Aleppo [en] /en/aleppo");
    site.run(&["query", "dist", "zzzzzzzz"]).code(1).quiet();
}

#[test]
fn limit_and_offset() {
    let site = Site::published();
    let all = urls(&site.query_with("Aleppo Мессина دوما", &[]));
    assert_eq!(all.len(), 3);
    assert_eq!(urls(&site.query_with("Aleppo Мессина دوما", &["--limit", "1", "--offset", "1"])), all[1..2]);
}
