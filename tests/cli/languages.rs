//! What a reader types finds what an author wrote, in each script; every rule with a case outside the Latin one.

use crate::harness::{Site, corpus, marked, urls};
use serde_json::Value;
use std::path::Path;
use std::sync::OnceLock;

/// The example newsroom, built once for all tests.
fn newsroom() -> &'static Site {
    static NEWSROOM: OnceLock<Site> = OnceLock::new();
    NEWSROOM.get_or_init(|| {
        let site = Site::new();
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/newsroom");
        site.build(&[content.to_str().unwrap(), "--strict"]).code(0).quiet();
        site
    })
}

/// The hit of that url, with how it was found.
#[track_caller]
fn finds(page: &Value, url: &str, via: &str) -> Value {
    let hits = page["hits"].as_array().unwrap();
    let hit = hits.iter().find(|hit| hit["url"] == url).unwrap_or_else(|| panic!("{url} is not in {page:#}"));
    assert!(hit["via"].as_array().unwrap().contains(&via.into()), "{via}: {hit:#}");
    hit.clone()
}

#[test]
fn accents_may_be_left_out() {
    let site = Site::published();
    let hit = finds(&site.query("negociations"), "/fr/alep", "exact");
    assert_eq!(marked(&hit), ["négociations"]);
    // й is a letter of its own, not и with an accent; ё is typed as е by most.
    site.create("docs.jsonl", "{\"url\":\"/ru\",\"lang\":\"ru\",\"body\":\"ещё один самолёт\"}");
    site.build(&["docs.jsonl"]).code(0);
    assert_eq!(site.urls("самолет"), ["/ru"]);
}

#[test]
fn either_apostrophe_finds_the_same() {
    let site = Site::published();
    let (typewriter, typographic) = (site.query("l'armée"), site.query("l’armée"));
    finds(&typewriter, "/fr/alep", "exact");
    assert_eq!(typewriter["hits"], typographic["hits"]);
}

#[test]
fn hamza_may_be_left_out() {
    let hit = finds(&Site::published().query("الاسد"), "/ar/asad", "exact");
    assert!(marked(&hit).contains(&"الأسد"), "{hit:#}");
}

#[test]
fn one_typo() {
    let site = Site::published();
    finds(&site.query("Alepo"), "/en/aleppo", "fuzzy");
    finds(&site.query("Мисина город"), "/ru/messina", "exact");
    finds(&site.query("Мессона"), "/ru/messina", "fuzzy");
    finds(&site.query("المفاضات"), "/ar/asad", "fuzzy");
}

/// None of these forms is in the corpus: the table of endings has to know them.
#[test]
fn inflections_that_no_document_has() {
    let site = newsroom();
    let text: String = ["fr/cairo-opera-aida.md", "ru/titanic-sinking.html", "ar/panama-canal-opening.md"]
        .map(|name| {
            std::fs::read_to_string(format!("{}/examples/newsroom/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
        })
        .concat();
    for (query, url) in [
        ("orchestres", "/fr/cairo-opera-aida"),
        ("inventa", "/fr/cairo-opera-aida"),
        ("пароходами", "/ru/titanic-sinking"),
        ("كالباخرة", "/ar/panama-canal-opening"),
    ] {
        assert!(!text.contains(query), "{query} occurs");
        finds(&site.query(query), url, "inflected");
    }
}

#[test]
fn a_single_page_is_found_by_other_endings() {
    let site = Site::new();
    for (lang, text, query) in [
        ("tr", "Eski köprü yıkıldı.", "köprüsü"),
        ("tr", "Gemi geldi.", "gemileri"),
        ("fr", "Un port ouvert.", "ports"),
        ("ru", "Старый город.", "городами"),
        ("el", "Η θάλασσα είναι ήρεμη.", "θαλασσών"),
        ("de", "Der alte Hafen.", "Hafens"),
        ("ar", "وصلت سفينة.", "فالسفينة"),
    ] {
        site.create("docs.jsonl", format!(r#"{{"url":"/{lang}","lang":"{lang}","body":"{text}"}}"#));
        site.build(&["docs.jsonl"]).code(0).quiet();
        finds(&site.query(&format!("{query} ")), &format!("/{lang}"), "inflected");
        // There is no other language for whose sake words would be compiled in that the page does not have.
        let inspected: Value = site.run(&["inspect", "dist", "--json"]).json();
        assert_eq!(inspected["info"]["numForms"], text.split(' ').count(), "{inspected:#}");
    }
}

#[test]
fn spellings_that_no_page_has_lead_to_the_word() {
    let site = Site::new();
    site.create(
        "docs.jsonl",
        [
            r#"{"url":"/de","lang":"de","body":"Der Müller wohnt in der Straße."}"#,
            r#"{"url":"/sr","lang":"sr","body":"Новак Ђоковић долази из Београда."}"#,
            r#"{"url":"/hr","lang":"hr","body":"Vlak iz Beograda kasni."}"#,
        ]
        .join("\n"),
    );
    site.build(&["docs.jsonl"]).code(0).quiet();
    for (query, url, mark, via) in [
        ("Mueller", "/de", "Müller", "inflected"),
        ("muller", "/de", "Müller", "exact"),
        ("Strasse", "/de", "Straße", "exact"),
        ("Djoković", "/sr", "Ђоковић", "inflected"),
        ("đoković", "/sr", "Ђоковић", "inflected"),
        ("Ђоковић", "/sr", "Ђоковић", "exact"),
    ] {
        let hit = finds(&site.query(query), url, via);
        assert_eq!(marked(&hit), [mark], "{query}");
    }
    // Each language's word counts where both are written alike.
    assert_eq!(site.urls("Beograda ").len(), 2);
}

#[test]
fn words_that_readers_asked_are_known() {
    let site = Site::new();
    site.create("docs.jsonl", r#"{"url":"/hy","lang":"hy","body":"Քաղաքը մեծ է։"}"#);
    site.create("asked.tsv", "1\thy\tքաղաքներում\nուրիշ բան\n");
    site.build(&["docs.jsonl"]).code(0).quiet();
    let told = |page: &Value| page["hits"].as_array().unwrap().iter().any(|hit| hit["via"][0] == "inflected");
    assert!(!told(&site.query("քաղաքներում ")), "one page teaches no endings");
    site.build(&["docs.jsonl", "--asked", "asked.tsv"]).code(0).quiet();
    assert!(told(&site.query("քաղաքներում ")));
    site.build(&["docs.jsonl", "--asked", "none.tsv"]).code(2).says(&["none.tsv"]);
}

#[test]
fn names_are_told_from_common_words_of_their_stem() {
    let site = Site::new();
    let documents = [
        ("/es/madrid", "es", "El tren sale de Madrid por la noche."),
        ("/es/madre", "es", "La madre espera con otras madres."),
        ("/ru/georgia", "ru", "Поезд идёт в Грузию, и Грузия ждёт."),
        ("/ru/cargo", "ru", "Новый груз и старые грузы."),
        ("/tr/canada", "tr", "Dün Kanada'ya vardılar."),
        ("/tr/bleeding", "tr", "Ağır bir kanama geçirdi."),
    ];
    let line = |(url, lang, body): (&str, &str, &str)| {
        serde_json::json!({ "url": url, "lang": lang, "body": body }).to_string()
    };
    site.create("docs.jsonl", documents.map(line).join("\n"));
    site.build(&["docs.jsonl"]).code(0);
    for (query, url) in [
        ("madrid ", "/es/madrid"),
        ("madre ", "/es/madre"),
        ("грузия ", "/ru/georgia"),
        ("груз ", "/ru/cargo"),
        ("kanada ", "/tr/canada"),
        ("kanama ", "/tr/bleeding"),
    ] {
        assert_eq!(site.urls(query), [url], "{query}");
    }
}

#[test]
fn beginning_of_the_last_word() {
    let site = newsroom();
    finds(&site.query("Тита"), "/ru/titanic-sinking", "prefix");
    finds(&site.query("orch"), "/fr/cairo-opera-aida", "prefix");
    // Only the last word is still being typed.
    assert_eq!(site.query_with("Тита радио", &["--lang", "ru"])["partial"], true);
}

#[test]
fn two_chinese_characters_inside_a_sentence() {
    let site = newsroom();
    let hit = finds(&site.query("游艇"), "/zh/suez-canal-opening", "exact");
    assert_eq!(marked(&hit).concat(), "游艇");
    finds(&Site::published().query("运河"), "/zh/suez", "exact");
}

#[test]
fn one_thai_word_inside_a_sentence() {
    let site = Site::published();
    finds(&site.query("ประเทศ"), "/th/suez", "exact");
    // A word that shares no more than letters with a document is no word of it.
    let page = site.query("แมวดำ");
    assert!(page["total"] == 0 || page["partial"] == true, "{page:#}");
}

#[test]
fn restricted_to_a_language() {
    let site = newsroom();
    let all = site.query("Titanic Титаник");
    assert!(all["hits"].as_array().unwrap().iter().any(|hit| hit["lang"] != "ru"));
    let only = site.query_with("Titanic Титаник", &["--lang", "ru"]);
    assert_eq!(urls(&only), ["/ru/titanic-sinking"]);
    let two = site.query_with("1912", &["--lang", "fr", "--lang", "AR"]);
    assert!(two["langs"].as_array().unwrap().iter().all(|lang| lang["lang"] == "fr" || lang["lang"] == "ar"));
    site.run(&["query", "dist", "Титаник", "--lang", "tlh"]).code(1).quiet();
}

#[test]
fn arabic_reads_from_the_right() {
    let page = newsroom().query("القاهرة");
    assert!(page["hits"].as_array().unwrap().iter().all(|hit| hit["lang"] != "ar" || hit["dir"] == "rtl"));
    assert_eq!(newsroom().query("Le Caire")["hits"][0]["dir"], "ltr");
}

/// Five real news documents, among the shared corpora.
#[test]
fn real_news() {
    let Some(folder) = corpus("news") else { return };
    let site = Site::new();
    site.build(&[folder.to_str().unwrap()]).code(0).quiet();
    let langs = |query: &str| {
        let page = site.query(query);
        let mut langs: Vec<String> =
            page["langs"].as_array().unwrap().iter().map(|lang| lang["lang"].to_string()).collect();
        langs.sort();
        langs.join(" ")
    };
    assert_eq!(langs("Douma"), r#""en" "fr""#);
    assert_eq!(langs("دوما"), r#""ar""#);
    let page = site.query("negociations");
    assert!(page["hits"].as_array().unwrap().iter().all(|hit| hit["lang"] == "fr"), "{page:#}");
    assert!(marked(&page["hits"][0]).iter().any(|word| word.to_lowercase().starts_with("négociation")), "{page:#}");
    assert!(site.query("l'armée")["total"].as_u64() > Some(0));
    assert_eq!(site.query("l'armée")["hits"], site.query("l’armée")["hits"]);
    assert!(marked(&site.query("الاسد")["hits"][0]).iter().any(|word| word.contains("الأسد")));
    let page = site.query("Alepo");
    let words: Vec<&str> = page["hits"].as_array().unwrap().iter().flat_map(marked).collect();
    assert!(words.contains(&"Aleppo"), "{words:?}");
}
