//! The owner's lexicons: what their words find, and what is wrong with them.

use crate::harness::{Site, urls};

const PAGES: [(&str, &str, &str); 6] = [
    ("/en/widget", "en", "The gripper of the widget is worn and has to be replaced soon."),
    ("/en/other", "en", "Nothing here is about machines, only about gardens."),
    ("/ar/widget", "ar", "يجب تبديل الممسكات قريبا لأنها تآكلت."),
    ("/ar/other", "ar", "لا شيء هنا عن الآلات بل عن البساتين فقط."),
    ("/ru/widget", "ru", "Захваты износились, их надо скоро заменить."),
    ("/he/widget", "he", "צריך להחליף בקרוב את התפסן השחוק."),
];

fn site(config: &str, files: &[(&str, &str)]) -> Site {
    let site = Site::new();
    let line = |(url, lang, body): (&str, &str, &str)| {
        serde_json::json!({ "url": url, "lang": lang, "body": body }).to_string()
    };
    site.create("docs.jsonl", PAGES.map(line).join("\n"));
    site.create("tarjuman.toml", config);
    files.iter().for_each(|(name, text)| site.create(name, text));
    site
}

fn found(site: &Site, query: &str) -> Vec<String> {
    let mut found = urls(&site.query_across(query, &[]));
    found.sort();
    found
}

const COLUMNS: &str = "\u{feff}en\tar\tru\the\ngripper\tممسك|ممسكات\tзахват\tתפסן\n";
const ALL: [&str; 4] = ["/ar/widget", "/en/widget", "/he/widget", "/ru/widget"];

#[test]
fn words_of_columns_find_each_other_in_all_their_forms() {
    let plain = site("", &[]);
    plain.build(&["docs.jsonl"]).code(0).quiet();
    assert_eq!(found(&plain, "gripper "), ["/en/widget"], "the core lexicon does not know the word");
    let site = site("lexicons = [\"words/machines.tsv\"]", &[("words/machines.tsv", COLUMNS)]);
    site.build(&["docs.jsonl"]).code(0).quiet();
    for query in ["gripper ", "grippers ", "الممسكات ", "захваты ", "תפסן "] {
        assert_eq!(found(&site, query), ALL, "{query}");
    }
}

#[test]
fn wordnets_of_both_formats_meet_in_their_synsets() {
    let english = "# Open English Wordnet\teng\thttps://en-word.net/\tCC BY 4.0\n03460455-n\teng:lemma\tgripper\n";
    let arabic = "# Arabic\tarb\thttp://example.org/\tCC BY\n03460455-n\tarb:lemma\tمُمْسِكَات\n";
    let xml = "<LexicalResource><Lexicon language=\"rus\"><LexicalEntry id=\"1\"><Lemma writtenForm=\"захват\" partOfSpeech=\"n\"/>\n\
        <Sense id=\"s\" synset=\"03460455-n\"/></LexicalEntry><Synset id=\"03460455-n\"/></Lexicon></LexicalResource>";
    let config = "lexicons = [\"eng.tab\", { file = \"arb.tab\", weight = 0.5 }, \"rus.xml\"]";
    let site = site(config, &[("eng.tab", english), ("arb.tab", arabic), ("rus.xml", xml)]);
    site.build(&["docs.jsonl"]).code(0).quiet();
    for query in ["gripper ", "захват "] {
        assert_eq!(found(&site, query), ["/ar/widget", "/en/widget", "/ru/widget"], "{query}");
    }
}

#[test]
fn a_weight_of_nothing_switches_a_source_off() {
    let config = "lexicons = [{ file = \"machines.tsv\", weight = 0 }]\n[translation_weights]\ncore = 0\nsound = 0";
    let site = site(config, &[("machines.tsv", COLUMNS)]);
    site.build(&["docs.jsonl"]).code(0).quiet();
    assert_eq!(found(&site, "gripper "), ["/en/widget"]);
    assert_eq!(found(&site, "machines "), ["/en/other"]);
}

#[test]
fn a_bad_lexicon_stops_the_build_with_file_line_and_remedy() {
    for (config, name, text, pieces) in [
        ("lexicons = [\"gone.tsv\"]", "x", &b""[..], &["gone.tsv: cannot be read: "][..]),
        ("lexicons = [\"x.tsv\"]", "x.tsv", b"en\tar\nword\t\n", &["x.tsv:2: ", "1 languages", "give words of two"]),
        ("lexicons = [\"x.tsv\"]", "x.tsv", b"en\tar\nword\t\xe3\n", &["x.tsv:2: ", "not UTF-8", "save the file"]),
        ("lexicons = [\"x.tsv\"]", "x.tsv", "en\tarabisch\nword\tكلمة\n".as_bytes(), &["x.tsv:1: ", "'arabisch'"]),
        (
            "\nlexicons = [{ file = \"x.tsv\", weight = 2 }]",
            "x.tsv",
            b"",
            &["tarjuman.toml:2: ", "the weight of 'x.tsv' is 2; it must be within 0 and 1"],
        ),
        ("\n[translation_weights]\ncoer = 1", "x", b"", &["tarjuman.toml:3: ", "'coer'; did you mean 'core'?"]),
        (
            "[translation_weights]\nsound = -1",
            "x",
            b"",
            &["tarjuman.toml:1: ", "translation_weights.sound is -1; it must be within 0 and 1"],
        ),
    ] {
        let site = site(config, &[]);
        site.create(name, text);
        site.build(&["docs.jsonl"]).code(2).says(pieces);
    }
}

#[test]
fn what_is_odd_is_a_warning() {
    let text = "en\tar\ngripper\tممسك\ngripper\tممسك\n";
    let site = site("lexicons = [\"x.tsv\"]", &[("x.tsv", text)]);
    site.build(&["docs.jsonl"]).code(0).says(&["warning: ", "x.tsv:3: the row has the same words as line 2"]);
}

/// Words that lead to each other in circles, and more of them than any site has.
#[test]
fn many_words_and_cycles_are_read_in_time() {
    let mut text = "en\tar\tru\ngripper\tممسكات\t\n\tممسكات\tзахват\ngripper\t\tзахват\n".to_owned();
    for n in 0..50_000 {
        text += &format!("word{n} of many\tكلمة{}\t\ngripper\tكلمة{n}\t\n", n % 7777);
    }
    let site = site("lexicons = [\"x.tsv\"]", &[("x.tsv", &text)]);
    site.build(&["docs.jsonl"]).code(0);
    assert_eq!(found(&site, "захват "), ["/ar/widget", "/en/widget", "/ru/widget"]);
}

/// The Arabic and the Hebrew page are there, no other.
fn unread(config: &str, files: &[(&str, &str)]) -> Site {
    let site = site(config, files);
    let line = |(url, lang, body): (&str, &str, &str)| {
        serde_json::json!({ "url": url, "lang": lang, "body": body }).to_string()
    };
    let pages = [
        ("/ar/truce", "ar", "صمد وقف إطلاق النار في حلب أسبوعا، وعاد اللاجئون إلى بيوتهم."),
        ("/ar/widget", "ar", "يجب تبديل الممسكات قريبا لأنها تآكلت."),
        ("/ar/other", "ar", "لا شيء هنا عن الآلات بل عن البساتين فقط، والأشجار في الوادي."),
        ("/fr/other", "fr", "Rien ici sur les machines, seulement sur les jardins et les arbres."),
    ];
    site.create("docs.jsonl", pages.map(line).join("\n"));
    site.build(&["docs.jsonl"]).code(0).quiet();
    site
}

#[test]
fn words_of_languages_that_the_site_does_not_write_can_be_asked() {
    let none = unread("", &[]);
    // What is English leads to French words of the same stem (*réfugié*), which the site's own readers ask.
    for query in ["беженец ", "难民"] {
        assert_eq!(found(&none, query), [""; 0], "{query}");
    }
    let all = unread(
        "lexicons = [\"machines.tsv\"]\nquery_languages = [\"en-GB\", \"ru\", \"zh\"]",
        &[("machines.tsv", COLUMNS)],
    );
    for query in ["refugee ", "Refugees ", "беженец ", "БЕЖЕНЕЦ ", "难民", "難民"] {
        assert_eq!(found(&all, query), ["/ar/truce"], "{query}");
    }
    for query in ["gripper ", "захват "] {
        assert_eq!(found(&all, query), ["/ar/widget"], "{query}");
    }
    // They are there to be asked, not to be counted.
    let inspected = all.run(&["inspect", "dist", "--json"]).stdout;
    assert!(!inspected.contains("refugee"));
    assert_eq!(found(&all, "wombat "), [""; 0]);
}

#[test]
fn terms_of_several_words_can_be_asked_that_no_page_has() {
    let pages = [
        ("/ar/climate", "ar", "يهدد تغير المناخ سواحل البلاد كلها."),
        ("/ar/other", "ar", "لا شيء هنا عن الطقس، بل عن تغير الأسعار وعن البساتين."),
        ("/fr/other", "fr", "Rien ici sur le temps qu'il fait, seulement sur les jardins."),
        ("/fr/white", "fr", "Une orque blanche a été vue devant la côte."),
    ];
    let line = |(url, lang, body): (&str, &str, &str)| {
        serde_json::json!({ "url": url, "lang": lang, "body": body }).to_string()
    };
    let site = site("query_languages = [\"en\", \"ru\"]", &[]);
    site.create("docs.jsonl", pages.map(line).join("\n"));
    site.build(&["docs.jsonl"]).code(0).quiet();
    // In a language of the site, in one that is declared, and in forms that the lexicon does not have.
    for query in ["changement climatique ", "les changements climatiques ", "climate change ", "изменения климата "]
    {
        assert_eq!(found(&site, query)[0], "/ar/climate", "{query}");
    }
}

#[test]
fn countries_and_languages_have_their_names_from_cldr() {
    let pages = [
        ("/el/sw", "el", "Το σεμινάριο για τα σουαχίλι αρχίζει τη Δευτέρα."),
        ("/el/other", "el", "Ο κήπος είναι ανοιχτός κάθε μέρα."),
        ("/en/sw", "en", "The course of Swahili begins on Monday."),
        ("/ja/sw", "ja", "スワヒリ語の講座は月曜日に始まります。"),
        ("/ja/other", "ja", "庭園は毎日開いています。"),
    ];
    let line = |(url, lang, body): (&str, &str, &str)| {
        serde_json::json!({ "url": url, "lang": lang, "body": body }).to_string()
    };
    for (config, expected) in [
        ("[translation_weights]\nsound = 0", &["/el/sw", "/en/sw", "/ja/sw"][..]),
        ("[translation_weights]\nsound = 0\nnames = 0", &["/en/sw"]),
    ] {
        let site = site(config, &[]);
        site.create("docs.jsonl", pages.map(line).join("\n"));
        site.build(&["docs.jsonl"]).code(0).quiet();
        assert_eq!(found(&site, "Swahili "), expected, "{config}");
    }
}
