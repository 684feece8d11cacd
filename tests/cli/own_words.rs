//! A site owner's own words: synonyms, and words that stay apart from others.

use crate::harness::{Site, marked};
use serde_json::Value;

/// A site of one-line pages by path, built with a configuration and the files that it names.
fn site(config: &str, files: &[(&str, &str)], pages: &[(&str, &str)]) -> Site {
    let site = Site::new();
    site.create("tarjuman.toml", config);
    files.iter().for_each(|(name, text)| site.create(name, text));
    pages.iter().for_each(|(name, text)| site.create(&format!("site/{name}.md"), text));
    site.build(&["site"]).code(0).quiet();
    site
}

/// Url, ways and marked words of all hits, best first.
fn hits(site: &Site, query: &str) -> Vec<String> {
    let page = site.query_with(query, &["--separate"]);
    let hit = |hit: &Value| {
        let via: Vec<&str> = hit["via"].as_array().unwrap().iter().map(|via| via.as_str().unwrap()).collect();
        format!("{} {} {}", hit["url"].as_str().unwrap(), via.join("+"), marked(hit).join("|"))
    };
    page["hits"].as_array().unwrap().iter().map(hit).collect()
}

#[test]
fn synonyms_find_each_other_in_every_script() {
    let file = "\u{feff}# الجيش\nالجيش، عسكر\n";
    let site = site(
        "[synonyms]\nar = \"synonyms.ar.txt\"\nru = [\"авто => машина\"]\nzh-Hant = [\"計算機、電腦\"]\nfr = [\"voiture, bagnole\"]",
        &[("synonyms.ar.txt", file)],
        &[
            ("ar/a", "وصل الجيش أمس"),
            ("ar/b", "وصل عسكر كثير"),
            ("ru/a", "Красная машина."),
            ("ru/b", "Моё авто."),
            ("zh-Hant/a", "我用計算機科學。"),
            ("zh-Hant/b", "我買了電腦。"),
            ("fr/a", "Une voiture rouge et des voitures."),
        ],
    );
    assert_eq!(hits(&site, "الجيش"), ["/ar/a exact الجيش", "/ar/b synonym عسكر"]);
    assert_eq!(hits(&site, "عسكر"), ["/ar/b exact عسكر", "/ar/a synonym الجيش"]);
    // One way only.
    assert_eq!(hits(&site, "авто"), ["/ru/b exact авто", "/ru/a synonym машина"]);
    assert_eq!(hits(&site, "машина"), ["/ru/a exact машина"]);
    // Three characters are two grams, and are marked as one word.
    assert_eq!(hits(&site, "電腦"), ["/zh-Hant/b exact 電腦", "/zh-Hant/a synonym 計算機"]);
    assert_eq!(hits(&site, "計算機"), ["/zh-Hant/a exact 計算機", "/zh-Hant/b synonym 電腦"]);
    // A word that no page has can be asked, also while it is typed; what it finds it finds in every form.
    for query in ["bagnole", "Bagnole "] {
        assert_eq!(hits(&site, query), ["/fr/a synonym voiture|voitures"], "{query}");
    }
    // It is there to be asked, not to be counted.
    assert!(!site.run(&["inspect", "dist", "--json"]).stdout.contains("bagnole"));
}

#[test]
fn synonyms_of_several_words_are_found_where_the_words_stand_in_a_row() {
    let site = site(
        "synonyms = { \"*\" = [\"NATO, North Atlantic Treaty Organization, НАТО, حلف شمال الأطلسي\"] }",
        &[],
        &[
            ("en/a", "The North Atlantic Treaty Organization met in Rome."),
            ("en/b", "NATO met in Rome."),
            ("en/c", "An organization of the treaty, north of the Atlantic."),
            ("ar/a", "اجتمع حلف شمال الأطلسي في روما"),
            ("ar/b", "شمال روما"),
        ],
    );
    let phrase = "North|Atlantic|Treaty|Organization";
    assert_eq!(
        hits(&site, "nato"),
        ["/en/b exact NATO", &format!("/en/a synonym {phrase}"), "/ar/a synonym حلف|شمال|الأطلسي"]
    );
    assert_eq!(hits(&site, "НАТО").len(), 3);
    let found = hits(&site, "north atlantic treaty organization");
    assert_eq!(found[0], format!("/en/a exact {phrase}"));
    assert!(found.contains(&"/en/b synonym NATO".to_owned()), "{found:#?}");
    // The words elsewhere, or some of them, say nothing of the synonym.
    assert_eq!(hits(&site, "organization treaty ").len(), 2);
    assert_eq!(hits(&site, "شمال").len(), 2);
}

#[test]
fn a_synonym_stands_for_its_word_in_every_form() {
    let site = site(
        "synonyms = { fr = [\"armées, militaires\"], ru = [\"городов, сёл\"] }",
        &[],
        &[("fr/a", "L’armée arrive."), ("fr/b", "Un militaire."), ("ru/a", "Тихий город."), ("ru/b", "Большое село.")],
    );
    for (query, first, second) in [
        ("armées ", "/fr/a exact armée", "/fr/b synonym militaire"),
        ("militaire ", "/fr/b exact militaire", "/fr/a synonym armée"),
        ("город ", "/ru/a exact город", "/ru/b synonym село"),
    ] {
        let found = hits(&site, query);
        assert!(found.len() == 2 && found[1] == second, "{query}: {found:?}");
        assert!(found[0] == first || found[0] == first.replace("exact", "inflected"), "{query}: {found:?}");
    }
}

#[test]
fn names_with_symbols_are_synonyms_as_a_whole() {
    let site = site(
        "synonyms = { \"*\" = [\"C++, cpp, сиплюсплюс\", \".NET => node.js\"] }",
        &[],
        &[
            ("en/a", "Written in C++."),
            ("en/b", "The cpp compiler."),
            ("en/c", "Runs on node.js, or a node."),
            ("en/d", "A node."),
        ],
    );
    for query in ["C++", "сиплюсплюс"] {
        assert_eq!(site.urls(query).len(), 2, "{query}");
    }
    assert_eq!(hits(&site, "cpp "), ["/en/b exact cpp", "/en/a synonym C++"]);
    assert_eq!(hits(&site, ".NET"), ["/en/c synonym node.js"]);
}

#[test]
fn synonyms_of_one_language_are_none_of_another() {
    let site = site(
        "synonyms = { fr = [\"pain, baguette\"] }",
        &[],
        &[("fr/a", "du pain frais"), ("en/a", "a pain in the neck"), ("fr/b", "une baguette")],
    );
    assert_eq!(hits(&site, "baguette"), ["/fr/b exact baguette", "/fr/a synonym pain"]);
}

#[test]
fn protected_words_stand_apart_from_others() {
    let pages = [
        ("en/a", "He opens Windows."),
        ("en/b", "He opens a window."),
        ("ar/a", "شاهدت الجزيرة"),
        ("ar/b", "زرت جزيرة بعيدة"),
    ];
    let free = site("", &[], &pages);
    assert_eq!(hits(&free, "windows ").len(), 2);
    assert_eq!(hits(&free, "الجزيرة ").len(), 2);
    let bound = site(
        "protected_words = { en = \"protected.txt\", ar = [\"الجزيرة\"] }",
        &[("protected.txt", "# products\nWindows\n")],
        &pages,
    );
    assert_eq!(hits(&bound, "windows "), ["/en/a exact Windows"]);
    assert_eq!(hits(&bound, "window "), ["/en/b exact window"]);
    assert_eq!(hits(&bound, "الجزيرة "), ["/ar/a exact الجزيرة"]);
    assert_eq!(hits(&bound, "opened ").len(), 2, "other words are conflated as before");
}

#[test]
fn wrong_lines_are_refused_with_their_place() {
    let site = Site::new();
    site.create("page.md", "text");
    for (config, file, message) in [
        ("synonyms = { ru = \"s.txt\" }", "а, б\nжук\n", &["s.txt:2: 'жук' stands alone"][..]),
        ("synonyms = { ru = \"s.txt\" }", "а, , б\n", &["s.txt:1: a word is missing"]),
        ("synonyms = { ru = \"s.txt\" }", "Ёж, еж\n", &["s.txt:1: 'еж' stands twice"]),
        (
            "\nsynonyms = { rusian = \"s.txt\" }",
            "",
            &["tarjuman.toml:2: synonyms: 'rusian' is not a language tag", "or \"*\""],
        ),
        ("synonyms = { ru = \"нет.txt\" }", "", &["нет.txt: cannot be read", "check the path"]),
        ("[protected_words]\nar = [\"قطر، ،\"]", "", &["tarjuman.toml:2: protected_words.ar: a word is missing"]),
    ] {
        site.create("tarjuman.toml", config);
        site.create("s.txt", file);
        site.build(&["page.md"]).code(2).says(message);
    }
    site.create("s.txt", b"\xd0\xb0, \xd0\xb1\n\xe0, \xe1\n");
    site.create("tarjuman.toml", "synonyms = { ru = \"s.txt\" }");
    site.build(&["page.md"]).code(2).says(&["s.txt:2: this is not UTF-8"]);
}
