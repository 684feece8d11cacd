//! What is asked in one language and written in another.

use crate::harness::{Site, marked, urls};
use serde_json::{Value, json};

/// The same two events in several languages, and other pages of each.
fn news() -> Site {
    let site = Site::new();
    let documents = [
        ("/en/truce", "en", "The ceasefire in Aleppo held for a week, and refugees came home."),
        (
            "/en/douma",
            "en",
            "Reporters reached Douma on Monday. In Douma the mayor, Samir Barmada, had opened the market.",
        ),
        ("/en/canal", "en", "Ships waited in front of the canal, and nobody knew for how long."),
        ("/fr/treve", "fr", "Le cessez-le-feu à Alep a tenu une semaine, et des réfugiées sont rentrées."),
        (
            "/fr/douma",
            "fr",
            "Des journalistes sont entrés dans Douma lundi. À Douma, le maire Samir Barmada avait ouvert le marché.",
        ),
        ("/fr/canal", "fr", "Les navires attendaient devant le canal sans savoir combien de temps."),
        ("/ar/hudna", "ar", "صمد وقف إطلاق النار في حلب أسبوعا، وعاد اللاجئون إلى بيوتهم."),
        ("/ar/duma", "ar", "وصل الصحفيون إلى دوما يوم الاثنين واستقبلهم سمير برمدا."),
        ("/ar/qanat", "ar", "انتظرت السفن أمام القناة ولم يعرف أحد إلى متى."),
        ("/ru/peremirie", "ru", "Перемирие в Алеппо продержалось неделю, и беженцы вернулись."),
        ("/ru/duma", "ru", "Журналисты вошли в Думу в понедельник: в городе Дума их ждал Самир Бармада."),
        ("/zh/tinghuo", "zh", "阿勒颇的停火维持了一周，难民回家了。"),
    ];
    let line = |(url, lang, body): (&str, &str, &str)| json!({ "url": url, "lang": lang, "body": body }).to_string();
    site.create("docs.jsonl", documents.map(line).join("\n"));
    site.build(&["docs.jsonl"]).code(0).quiet();
    site
}

fn hit<'p>(page: &'p Value, url: &str) -> &'p Value {
    let hits = page["hits"].as_array().unwrap();
    hits.iter().find(|hit| hit["url"] == url).unwrap_or_else(|| panic!("{url} is not in {page}"))
}

#[test]
fn a_term_finds_the_same_event_in_every_language_and_its_own_first() {
    let site = news();
    let all = ["/ar/hudna", "/en/truce", "/fr/treve", "/ru/peremirie", "/zh/tinghuo"];
    for (query, own) in [
        ("ceasefire ", "/en/truce"),
        ("cessez-le-feu ", "/fr/treve"),
        ("وقف إطلاق النار ", "/ar/hudna"),
        ("перемирие ", "/ru/peremirie"),
        ("停火", "/zh/tinghuo"),
        ("Aleppo ", "/en/truce"),
        ("Alep ", "/fr/treve"),
        ("حلب ", "/ar/hudna"),
    ] {
        let page = site.query_across(query, &[]);
        let found = urls(&page);
        assert!(all.iter().all(|url| found[..all.len()].contains(&(*url).to_owned())), "{query}: {found:?}");
        assert_eq!(found[0], own, "{query}");
        for other in all.iter().filter(|other| **other != own) {
            let via = hit(&page, other)["via"].as_array().unwrap();
            assert!(via.contains(&json!("translation")) || via.contains(&json!("sound")), "{query} {other}: {via:?}");
        }
    }
}

#[test]
fn words_are_translated_in_all_their_forms_and_marked_as_they_stand() {
    let site = news();
    let page = site.query_across("réfugiés ", &[]);
    for (url, word) in [("/ar/hudna", "اللاجئون"), ("/en/truce", "refugees")] {
        assert_eq!(marked(hit(&page, url)), [word], "{url}");
    }
    let page = site.query_across("refugee ceasefire ", &[]);
    assert_eq!(page["partial"], false);
    let marked = marked(hit(&page, "/fr/treve"));
    assert!(["cessez-le-feu", "réfugiées"].iter().all(|word| marked.contains(word)), "{marked:?}");
}

#[test]
fn names_find_each_other_by_their_sound() {
    let site = news();
    for query in ["Barmada ", "برمدا ", "Бармада "] {
        let page = site.query_across(query, &[]);
        for url in ["/ar/duma", "/en/douma", "/fr/douma", "/ru/duma"] {
            let hit = hit(&page, url);
            let via = hit["via"].as_array().unwrap();
            assert!(via == &[json!("sound")] || via == &[json!("exact")], "{query} {url}: {via:?}");
        }
    }
    let page = site.query_across("برمدا ", &[]);
    assert_eq!(hit(&page, "/ru/duma")["via"], json!(["sound"]));
    assert_eq!(marked(hit(&page, "/en/douma")), ["Barmada"]);
    assert_eq!(urls(&site.query_across("دوما ", &[])).len(), 4, "a name of the lexicon");
}

#[test]
fn languages_can_be_kept_apart() {
    let site = news();
    assert_eq!(urls(&site.query("ceasefire ")), ["/en/truce"]);
    assert_eq!(urls(&site.query("وقف إطلاق النار ")), ["/ar/hudna"]);
    assert_eq!(urls(&site.query_across("ceasefire ", &["--lang", "ar"])), ["/ar/hudna"]);
    let page = site.query_across("canal ", &["--lang", "en"]);
    assert_eq!(urls(&page), ["/en/canal"], "another language's word is another word");
}

#[test]
fn a_score_is_explained_to_the_end() {
    let page = news().query_across("ceasefire ", &["--explain"]);
    for hit in page["hits"].as_array().unwrap() {
        let points: f64 = hit["explanation"].as_array().unwrap().iter().map(|e| e["points"].as_f64().unwrap()).sum();
        assert!((points - hit["score"].as_f64().unwrap()).abs() < 1e-6, "{hit}");
    }
    let translated = hit(&page, "/ar/hudna")["explanation"].as_array().unwrap();
    assert!(translated.iter().any(|e| e["class"] == "translation" && e["word"] == "ceasefire"), "{translated:?}");
    assert!(translated.iter().any(|e| e["class"] == "language" && e["points"].as_f64().unwrap() < 0.0));
}

#[test]
fn a_word_tells_what_is_found_for_it() {
    let site = news();
    let rows = |term: &str| -> Vec<Value> {
        let out = site.run(&["inspect", "dist", "--term", term, "--json"]);
        serde_json::from_str(&out.stdout).unwrap()
    };
    let row = |rows: &[Value], lang: &str| rows.iter().find(|row| row["langs"] == json!([lang])).unwrap().clone();
    let found = rows("Réfugiées");
    let arabic = row(&found, "ar");
    assert_eq!((&arabic["source"], &arabic["weight"], &arabic["documents"]), (&json!("core"), &json!(1.0), &json!(1)));
    assert_eq!(arabic["word"], "اللاجئون".replace('ئ', "ي"));
    assert_eq!(row(&rows("وقف إطلاق النار"), "ru")["word"], "перемирие");
    assert_eq!(row(&rows("Barmada"), "ar")["source"], "sound");
    assert!(rows("nobody").is_empty());
}

#[test]
fn a_hit_names_the_words_that_it_was_found_through() {
    let site = news();
    let through = |query: &str, url: &str| hit(&site.query_across(query, &[]), url)["through"].clone();
    assert_eq!(through("ceasefire ", "/ar/hudna"), json!(["وقف إطلاق النار"]));
    assert_eq!(through("وقف إطلاق النار ", "/fr/treve"), json!(["cessez-le-feu"]));
    assert_eq!(through("ceasefire ", "/en/truce"), json!([]));
    assert_eq!(through("ceasefire Aleppo ", "/zh/tinghuo"), json!(["阿勒颇", "停火"]));
}
