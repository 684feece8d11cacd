//! Words that a site's own translated pages teach.

use crate::harness::{Seeded, Site, marked, urls};
use serde_json::{Value, json};

/// English, Arabic and Chinese words that no lexicon of ours has.
const WORDS: [[&str; 3]; 24] = [
    ["carpenter", "النجار", "木匠"],
    ["potter", "الخزاف", "陶匠"],
    ["weaver", "النساج", "织工"],
    ["beekeeper", "النحال", "蜂农"],
    ["quail", "السماني", "鹌鹑"],
    ["saffron", "الزعفران", "藏花"],
    ["anvil", "السندان", "铁砧"],
    ["lantern", "الفانوس", "灯笼"],
    ["sieve", "الغربال", "筛子"],
    ["bakery", "المخبز", "面坊"],
    ["thimble", "الكشتبان", "顶针"],
    ["cobbler", "الإسكافي", "鞋匠"],
    ["goldsmith", "الصائغ", "金匠"],
    ["trowel", "المسطرين", "泥刀"],
    ["pomegranate", "الرمان", "石榴"],
    ["chisel", "الإزميل", "凿子"],
    ["quilt", "اللحاف", "棉被"],
    ["goose", "الإوزة", "鹅毛"],
    ["barley", "الشعير", "大麦"],
    ["lentil", "العدس", "扁豆"],
    ["bellows", "المنفاخ", "风箱"],
    ["spindle", "المغزل", "纺锤"],
    ["hedgehog", "القنفذ", "刺猬"],
    ["raven", "الغراب", "乌鸦"],
];
const SENTENCES: usize = 8;

/// A language's tag, its column in `WORDS`, how it says that two were together, and its page that no other is a translation of.
type Language = (&'static str, usize, fn(&str, &str) -> String, &'static str);
const ARABIC: Language = ("ar", 1, |a, b| format!("كان {a} مع {b}."), "ورشة النجار في آخر الشارع.");
const CHINESE: Language = ("zh", 2, |a, b| format!("{a}和{b}在一起。"), "木匠的作坊在街尾。");

/// Sentences of two words each in English and another language, which on an `other` page say something else.
fn page((lang, column, sentence, _): Language, random: &mut Seeded, number: usize, other: bool) -> [Value; 2] {
    let (mut english, mut translated) = (Vec::new(), Vec::new());
    for _ in 0..if other { 3 * SENTENCES } else { SENTENCES } {
        let mut draw = || [(); 2].map(|()| random.below(WORDS.len()));
        let said = draw();
        let [a, b] = said.map(|word| WORDS[word][0]);
        english.push(format!("The {a} was with the {b}."));
        let [a, b] = if other { draw() } else { said }.map(|word| WORDS[word][column]);
        translated.push(sentence(a, b));
    }
    let (en, url) = (format!("/en/{number}"), format!("/{lang}/{number}"));
    [
        json!({ "url": en, "lang": "en", "body": english.join(" "), "alternates": { lang: url } }),
        json!({ "url": url, "lang": lang, "body": translated.join(" ") }),
    ]
}

/// Twelve pages and their translations, of which those of `others` say something else, and a page that has no translation.
fn site(language: Language, others: &[usize]) -> Site {
    let mut random = Seeded(7);
    let pages = (0..12).flat_map(|number| page(language, &mut random, number, others.contains(&number)));
    let (lang, _, _, alone) = language;
    let alone = json!({ "url": format!("/{lang}/alone"), "lang": lang, "body": alone });
    let lines: Vec<String> = pages.chain([alone]).map(|page| page.to_string()).collect();
    let site = Site::new();
    site.create("docs.jsonl", lines.join("\n"));
    site
}

/// Asserts that a query finds a page through a translation alone, and by which word.
#[track_caller]
fn assert_found(site: &Site, query: &str, url: &str, word: &str) {
    let page = site.query_across(query, &["--limit", "50", "--separate"]);
    let hits = page["hits"].as_array().unwrap();
    let hit = hits.iter().find(|hit| hit["url"] == url).unwrap_or_else(|| panic!("{query}: {:?}", urls(&page)));
    assert_eq!(hit["via"], json!(["translation"]), "{query}");
    let marked = marked(hit);
    assert!(!marked.is_empty() && marked.iter().all(|marked| *marked == word), "{query}: {marked:?}");
}

#[test]
fn a_word_that_translated_pages_teach_finds_a_page_without_translation() {
    let site = site(ARABIC, &[]);
    site.build(&["docs.jsonl"]).code(0).quiet().prints("\nar en           12      96 ");
    assert_found(&site, "carpenter ", "/ar/alone", "النجار");
    assert_found(&site, "نجار ", "/en/3", "carpenter");
    assert!(!urls(&site.query("carpenter ")).contains(&"/ar/alone".to_owned()));
}

#[test]
fn so_do_pieces_of_texts_without_spaces() {
    let site = site(CHINESE, &[]);
    site.build(&["docs.jsonl"]).code(0).quiet();
    assert_found(&site, "carpenter ", "/zh/alone", "木匠");
    assert_found(&site, "木匠", "/en/3", "carpenter");
}

#[test]
fn bytes_do_not_depend_on_threads() {
    let site = site(ARABIC, &[4]);
    for (out, threads) in [("one", "1"), ("four", "4")] {
        let args = ["build", "--engine", ".engine/engine.wasm", "--out", out, "docs.jsonl"];
        site.run_with(&args, &[("RAYON_NUM_THREADS", threads)], b"").code(0);
    }
    assert_eq!(site.read("one/tarjuman.wasm"), site.read("four/tarjuman.wasm"));
}

#[test]
fn pages_that_say_something_else_are_reported_and_not_learned_from() {
    let site = site(ARABIC, &[4]);
    let pages = ["warning: /ar/4 and /en/4 ", "hardly say the same", "no words are learned from them"];
    let ran = site.build(&["docs.jsonl", "--json"]).code(0).says(&pages);
    let learning = &ran.json()["learning"];
    assert_eq!(learning["pairs"][0]["pages"], 11);
    assert_eq!(learning["pairs"][0]["outcome"], "learned");
    assert_eq!(learning["strangers"].as_array().unwrap().len(), 1);
}

#[test]
fn translations_in_name_only_teach_nothing() {
    let site = site(ARABIC, &(0..12).collect::<Vec<_>>());
    let ran = site.build(&["docs.jsonl", "--json"]).code(0);
    let learning = ran.json()["learning"].clone();
    assert_ne!(learning["pairs"][0]["outcome"], "learned", "{learning}");
    assert_eq!(learning["pairs"][0]["learned"], 0);
    assert!(!urls(&site.query_across("carpenter ", &["--limit", "50"])).contains(&"/ar/alone".to_owned()));
}

#[test]
fn translations_that_are_not_there_are_named() {
    let site = Site::new();
    let lines = [
        json!({ "url": "/en/a", "lang": "en", "body": "The weaver.", "alternates": { "ar": "/ar/لا", "fr": "https://elsewhere.example/a" } }),
        json!({ "url": "/en/b", "lang": "en", "body": "The potter.", "alternates": { "ar": "/ar/b" } }),
        json!({ "url": "/ar/b", "lang": "ar", "body": "الخزاف." }),
    ];
    site.create("docs.jsonl", lines.map(|line| line.to_string()).join("\n"));
    site.build(&["docs.jsonl"])
        .code(0)
        .says(&["warning: /en/a names the translation /ar/لا", "not in the index", "correct the url, or add the page"])
        .prints("\nar en            1       1       0  too little text to tell: not used");
}

#[test]
fn a_site_without_translations_says_nothing_of_them() {
    let site = Site::new();
    site.create("docs.jsonl", json!({ "url": "/ar/b", "lang": "ar", "body": "الخزاف." }).to_string());
    let ran = site.build(&["docs.jsonl"]).code(0).quiet();
    assert!(!ran.stdout.contains("learned"), "{}", ran.stdout);
}
