//! Words that are not spelt as the site spells them.

use crate::harness::{Site, marked};
use serde_json::{Value, json};

fn site(documents: &[(&str, &str, &str)]) -> Site {
    let site = Site::new();
    let line = |(url, lang, body): &(&str, &str, &str)| json!({ "url": url, "lang": lang, "body": body }).to_string();
    site.create("docs.jsonl", documents.iter().map(line).collect::<Vec<_>>().join("\n"));
    site.build(&["docs.jsonl"]).code(0).quiet();
    site
}

fn news() -> Site {
    site(&[
        ("/en/1", "en", "The Government of the city fell in spring."),
        ("/en/2", "en", "A new Government came in autumn, long after the first one had gone."),
        ("/ru/1", "ru", "Правительство города пало весной. Привет!"),
        ("/ru/2", "ru", "Новое Правительство пришло только осенью, когда прежнее давно ушло из города совсем."),
        ("/ar/1", "ar", "سقطت الحكومة في الربيع وأغلقت المكتبة."),
        ("/ar/2", "ar", "الحكومة الجديدة جاءت في الخريف بعد أشهر طويلة من الانتظار في العاصمة."),
        ("/hi/1", "hi", "दिल्ली की सरकार गिर गई।"),
        ("/el/1", "el", "Η κυβέρνηση έπεσε την άνοιξη. Καλημέρα."),
        ("/he/1", "he", "הממשלה נפלה באביב. שלום."),
        ("/zh/1", "zh", "政府在春天垮台了。"),
    ])
}

#[test]
fn one_edit_is_forgiven_in_every_alphabet_and_in_the_first_letter() {
    let site = news();
    for (query, first) in [
        ("govenment ", "/en/1"),
        ("goverrnment ", "/en/1"),
        ("govermment ", "/en/1"),
        ("govrenment ", "/en/1"),
        ("fovernment ", "/en/1"),
        ("overnment ", "/en/1"),
        ("правителство ", "/ru/1"),
        ("праивтельство ", "/ru/1"),
        ("шравительство ", "/ru/1"),
        ("الحكوممة ", "/ar/1"),
        ("الحكوة ", "/ar/1"),
        ("दिक्ली ", "/hi/1"),
        ("κυβερνιση ", "/el/1"),
    ] {
        let page = site.query(query);
        assert_eq!(page["hits"][0]["url"], first, "{query}");
        assert_eq!(page["hits"][0]["via"], json!(["fuzzy"]), "{query}");
        assert_eq!(marked(&page["hits"][0]).len(), 1, "{query}");
    }
    for query in ["gov ", "the", "гор "] {
        let page = site.query(query);
        assert!(!page.to_string().contains("fuzzy"), "{query}: too short");
    }
}

#[test]
fn a_misspelt_beginning_is_completed() {
    let site = news();
    for (query, first, word) in [
        ("govermn", "/en/1", "Government"),
        ("governmn", "/en/1", "Government"),
        ("gvoer", "/en/1", "Government"),
        ("правте", "/ru/1", "Правительство"),
        ("الخكوم", "/ar/1", "الحكومة"),
    ] {
        let page = site.query(query);
        assert_eq!(page["hits"][0]["url"], first, "{query}");
        assert_eq!(marked(&page["hits"][0]), [word], "{query}");
    }
    assert_eq!(site.query("govermn ")["total"], 0, "a word that has ended is not completed");
}

#[test]
fn what_is_there_as_typed_is_never_taken_for_a_typing_error() {
    let site = site(&[
        ("/en/from", "en", "a letter from home"),
        ("/en/form", "en", "a form to fill in"),
        ("/de/wort", "de", "ein Wort und mehr"),
        ("/en/word", "en", "a word and more, worthy"),
        ("/ru/kot", "ru", "кошка и собака"),
        ("/ru/koshki", "ru", "мышка и собака"),
    ]);
    assert_eq!(site.urls("form "), ["/en/form"]);
    assert_eq!(site.urls("кошка "), ["/ru/kot"]);
    assert!(!site.query("wort").to_string().contains("fuzzy"), "as typed, and what begins so");
    assert_eq!(site.urls("wort "), ["/de/wort"]);
    // Asked in a language where it is no word, it may be a misspelt one.
    let english = site.query_with("wort ", &["--lang", "en"]);
    assert_eq!(english["hits"][0]["url"], "/en/word");
    assert_eq!(english["hits"][0]["via"], json!(["fuzzy"]));
}

#[test]
fn a_correction_is_suggested_in_the_spelling_of_the_texts() {
    let site = news();
    let suggestion = |query: &str| site.query(query)["suggestion"].clone();
    for (query, expected) in [
        ("govermment", "Government"),
        ("new  govermment, -autumn", "new  Government, -autumn"),
        ("\"new govermment came\"", "\"new Government came\""),
        ("новое правителство", "новое Правительство"),
        ("الحكوممة الجديدة", "الحكومة الجديدة"),
        ("κυβερνιση", "κυβέρνηση"),
    ] {
        assert_eq!(suggestion(query), expected, "{query}");
    }
    for query in ["government", "правительство", "gove", "xyzzyx", "", "政府", "new autumn"] {
        assert_eq!(suggestion(query), Value::Null, "{query}");
    }
}

#[test]
fn a_rare_word_beside_a_frequent_one_is_doubted() {
    let mut documents = vec![("/en/0", "en", "we recieve letters"), ("/ru/0", "ru", "ищем агенство")];
    let urls: Vec<[String; 2]> = (1..10).map(|n| [format!("/en/{n}"), format!("/ru/{n}")]).collect();
    for [en, ru] in &urls {
        documents.push((en, "en", "they receive letters"));
        documents.push((ru, "ru", "новое агентство"));
    }
    let site = site(&documents);
    for (query, expected, rare) in
        [("recieve letters", "receive letters", "/en/0"), ("агенство ", "агентство ", "/ru/0")]
    {
        let page = site.query(query);
        assert_eq!(page["suggestion"], expected, "{query}");
        assert_eq!((&page["total"], &page["hits"][0]["url"]), (&json!(1), &json!(rare)), "{query}");
        assert_eq!(site.query(expected)["suggestion"], Value::Null);
        assert_eq!(site.query(expected)["total"], 9);
    }
}

#[test]
fn a_word_that_only_other_languages_have_is_doubted_beside_a_frequent_one() {
    let mut documents = vec![("/en/0", "en", "the wisdom of old age"), ("/en/1", "en", "the market of the old town")];
    let urls: Vec<String> = (1..10).map(|n| format!("/ar/{n}")).collect();
    for url in &urls {
        documents.push((url, "ar", "أعلنت الحكومة قرارا جديدا"));
    }
    let site = site(&documents);
    // "wisdom", and one letter from "government": the word is taken as it is, and the other is suggested.
    let page = site.query_across("الحكمة ", &[]);
    assert_eq!((&page["total"], &page["hits"][0]["url"]), (&json!(1), &json!("/en/0")), "{page:#}");
    assert_eq!(page["suggestion"], "الحكومة ");
    let page = site.query_across("الحكومة ", &[]);
    assert_eq!((&page["total"], &page["suggestion"]), (&json!(9), &Value::Null));
}

#[test]
fn a_query_typed_on_another_keyboard_is_read_as_meant() {
    let site = news();
    for (query, reading, first) in [
        ("ghbdtn", "привет", "/ru/1"),
        ("ghfdbntkmcndj ujhjlf", "правительство города", "/ru/1"),
        ("hgl;jfm", "المكتبة", "/ar/1"),
        ("akuo", "שלום", "/he/1"),
        ("kalhm;era", "καλημέρα", "/el/1"),
        ("пщмуктьуте", "government", "/en/1"),
        ("لخرثقىةثىف", "government", "/en/1"),
        ("ГОРОДА", "", "/ru/1"),
    ] {
        let page = site.query(query);
        assert_eq!(page["hits"][0]["url"], first, "{query}");
        let expected = if reading.is_empty() { Value::Null } else { json!(reading) };
        assert_eq!(page["suggestion"], expected, "{query}");
    }
    // What is found as typed stays, and so does what is found on no keyboard.
    assert_eq!(site.query("autumn")["suggestion"], Value::Null);
    assert_eq!(site.query("qqqqqq")["total"], 0);
}

#[test]
fn the_command_line_completes_as_the_browser_does() {
    let site = news();
    let suggest = |prefix: &str, args: &[&str]| {
        site.run(&[&["query", "dist", "--suggest", "--json"], args, &["--", prefix]].concat()).quiet().json()
    };
    assert_eq!(suggest("gov", &[]), json!([{ "text": "Government", "lang": "en", "dir": "ltr" }]));
    assert_eq!(suggest("الحك", &["--lang", "ar"]), json!([{ "text": "الحكومة", "lang": "ar", "dir": "rtl" }]));
    assert_eq!(suggest("Новое пр", &[])[0]["text"], "Новое Правительство");
    assert_eq!(suggest("gov", &["--lang", "ru"]), json!([]));
    site.run(&["query", "dist", "--suggest", "прав"]).code(0).prints("Правительство [ru]");
    site.run(&["query", "dist", "--suggest", "xyzzy"]).code(1);
}
