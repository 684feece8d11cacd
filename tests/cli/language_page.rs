//! The page on languages says what the code does, and its examples are true.

use crate::harness::{Site, marked};
use std::fmt::Write;
use std::path::Path;
use tarjuman::build::language::examples::EXAMPLES;

#[test]
fn the_page_is_what_the_code_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/languages.md");
    let page = std::fs::read_to_string(path).unwrap_or_default();
    let told = Site::new().run(&["languages"]).code(0).quiet().stdout;
    let first = page.lines().zip(told.lines()).find(|(page, told)| page != told);
    assert!(page == told, "stale: {first:#?}\nrun: cargo run -- languages > docs/languages.md");
}

#[test]
fn every_example_finds_what_the_page_says() {
    let site = Site::new();
    let mut lines = String::new();
    for example in EXAMPLES {
        // What is asked stands on a page of its own, or it would have to be told by the rules that other words taught.
        for (number, (query, text, _)) in example.cases.iter().enumerate() {
            for (kind, body) in [("found", text), ("asked", query)] {
                let url = format!("/{}/{number}/{kind}", example.tag);
                let line = serde_json::json!({ "url": url, "lang": example.tag, "title": "-", "body": body });
                writeln!(lines, "{line}").unwrap();
            }
        }
    }
    site.create("docs.jsonl", lines);
    site.build(&["docs.jsonl"]).code(0);
    let mut wrong = Vec::new();
    for example in EXAMPLES {
        for (number, (query, text, found)) in example.cases.iter().enumerate() {
            let url = format!("/{}/{number}/found", example.tag);
            let ran = site.run(&["query", "dist", "--json", "--lang", example.tag, "--", &format!("{query} ")]);
            let page = ran.json();
            let hits = page["hits"].as_array().unwrap();
            let words = hits.iter().find(|hit| hit["url"] == url.as_str()).map(marked);
            if words.as_ref().is_none_or(|words| words.join(" ") != *found) {
                wrong.push(format!("{}: {query} in {text}: {words:?}", example.tag));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn forty_languages_and_more_have_examples_in_their_own_script() {
    assert!(EXAMPLES.len() >= 40 && EXAMPLES.iter().all(|example| !example.cases.is_empty()));
    assert!(EXAMPLES.is_sorted_by(|a, b| a.name < b.name), "by name");
}
