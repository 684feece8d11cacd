//! Filters, facets, sorting, browsing, the reader's language first, translations in one hit.

use crate::harness::{Site, urls};
use serde_json::{Value, json};

const NEWS: &str = r#"{"url":"/ar/1","lang":"ar","title":"قناة السويس","body":"افتتحت القناة اليوم","date":"1869-11-17","filters":{"place":"السويس","topic":["نقل","بناء"],"year":1869},"sort":{"author":"محمود"},"alternates":{"fr":"/fr/1","en":"/en/1"}}
{"url":"/fr/1","lang":"fr","title":"Canal de Suez","body":"Le canal est ouvert","date":"1869-11-17","filters":{"place":"Suez","topic":["transport"],"year":1869},"sort":{"author":"Émile"},"alternates":{"ar":"/ar/1","en":"/en/1"}}
{"url":"/en/1","lang":"en","title":"Suez canal","body":"The canal is open","date":"1869-11-18","filters":{"place":"Suez","topic":["transport","Transport"],"year":1869},"sort":{"author":"Zoe"},"alternates":{"fr":"/fr/1","ar":"/ar/1"}}
{"url":"/en/2","lang":"en","title":"Panama","body":"Another canal is open at last, a canal of locks","date":"1914-08-15","filters":{"place":"Panama","year":1914.5},"sort":{"author":"anna"}}
{"url":"/en/3","lang":"en","title":"No canal","body":"Nothing is declared here of any canal"}
{"url":"/ru/1","lang":"ru","title":"Канал","body":"Суэцкий канал открыт","filters":{"place":"Суэц","year":-3}}
"#;

fn site(lines: &str) -> Site {
    let site = Site::new();
    site.create("docs.jsonl", lines);
    site.build(&["docs.jsonl"]).code(0).quiet();
    site
}

fn sorted(mut urls: Vec<String>) -> Vec<String> {
    urls.sort();
    urls
}

/// Urls of all documents that pass, sorted.
fn passing(site: &Site, filters: &[&str]) -> Vec<String> {
    let args: Vec<&str> = filters.iter().flat_map(|filter| ["--filter", filter]).chain(["--separate"]).collect();
    sorted(urls(&site.query_with("", &args)))
}

#[test]
fn filters_take_values_lists_exclusions_and_ranges() {
    let site = site(NEWS);
    for (filters, expected) in [
        (&["place=Suez"][..], &["/en/1", "/fr/1"][..]),
        (&["place=السويس"], &["/ar/1"]),
        (&["place=Суэц", "place=السويس"], &["/ar/1", "/ru/1"]),
        (&["topic=transport", "place=Suez"], &["/en/1", "/fr/1"]),
        (&["topic=transport", "topic!=Transport"], &["/fr/1"]),
        (&["topic+=نقل", "topic+=بناء"], &["/ar/1"]),
        (&["topic+=transport", "topic+=بناء"], &[]),
        (&["place!=Suez", "place!=Суэц"], &["/ar/1", "/en/2", "/en/3"]),
        (&["topic="], &["/en/2", "/en/3", "/ru/1"]),
        (&["topic!="], &["/ar/1", "/en/1", "/fr/1"]),
        (&["place=suez"], &[]),
        (&["place=Atlantis"], &[]),
        (&["year=1869"], &["/ar/1", "/en/1", "/fr/1"]),
        (&["year=1914.5"], &["/en/2"]),
        (&["year>=1869"], &["/ar/1", "/en/1", "/en/2", "/fr/1"]),
        (&["year<=0"], &["/ru/1"]),
        (&["year>=-3", "year<=1869", "year!=1869"], &["/ru/1"]),
        (&["date>=1869-11-18"], &["/en/1", "/en/2"]),
        (&["date>=1869-11-17", "date<=1869-11-17"], &["/ar/1", "/fr/1"]),
        (&["date="], &["/en/3", "/ru/1"]),
    ] {
        assert_eq!(passing(&site, filters), expected, "{filters:?}");
    }
    // With words, both count.
    assert_eq!(urls(&site.query_with("канал ", &["--filter", "place=Суэц"])), ["/ru/1"]);
    assert_eq!(urls(&site.query_with("قناة", &["--filter", "place=Suez"])), [""; 0]);
}

#[test]
fn a_filter_leaves_scores_as_they_are() {
    let site = site(NEWS);
    let score = |args: &[&str]| {
        let page = site.query_with("canal", args);
        page["hits"].as_array().unwrap().iter().find(|hit| hit["url"] == "/en/2").unwrap()["score"].clone()
    };
    assert_eq!(score(&["--filter", "place=Panama"]), score(&[]));
}

#[test]
fn facets_count_what_total_counts() {
    let site = site(NEWS);
    let page = site.query("canal ");
    assert_eq!(page["total"], 4);
    let facets = json!({
        // By letters; every value of the index.
        "place": [{"value": "Panama", "total": 1}, {"value": "Suez", "total": 2}, {"value": "Суэц", "total": 0}, {"value": "السويس", "total": 0}],
        "topic": [{"value": "Transport", "total": 1}, {"value": "transport", "total": 2}, {"value": "بناء", "total": 0}, {"value": "نقل", "total": 0}],
        "year": [{"value": -3, "total": 0}, {"value": 1869, "total": 2}, {"value": 1914.5, "total": 1}],
    });
    assert_eq!(page["facets"], facets);
    // Under a filter, of what passes; without hits, all the same.
    let page = site.query_with("canal", &["--filter", "place=Suez", "--facets", "year", "--limit", "0"]);
    assert_eq!((&page["total"], &page["hits"]), (&json!(2), &json!([])));
    assert_eq!(
        page["facets"],
        json!({"year": [{"value": -3, "total": 0}, {"value": 1869, "total": 2}, {"value": 1914.5, "total": 0}]})
    );
    assert_eq!(site.query_with("canal", &["--facets", "none"])["facets"], json!({}));
    // Partial matches are counted when there are no others.
    let page = site.query("Panama суэцкий");
    assert_eq!((&page["partial"], &page["facets"]["place"][0]["total"]), (&json!(true), &json!(1)));
    site.run(&["query", "dist", "--no-cross-language", "قناة", "--facets", "place"])
        .code(0)
        .quiet()
        .prints("place: Panama 0, Suez 0, Суэц 0, السويس 1");
    assert_eq!(Site::published().query("Aleppo")["facets"], json!({}));
}

#[test]
fn hits_are_sorted_by_date_or_a_declared_key() {
    let site = site(NEWS);
    let order = |query: &str, sort: &str| urls(&site.query_with(query, &["--separate", "--sort", sort]));
    // Those without a date last either way, among each other by relevance.
    assert_eq!(order("canal ", "date"), ["/fr/1", "/en/1", "/en/2", "/en/3"]);
    assert_eq!(order("canal ", "-date"), ["/en/2", "/en/1", "/fr/1", "/en/3"]);
    // By letters: neither case nor accents count.
    assert_eq!(order("", "author")[..4], ["/en/2", "/fr/1", "/en/1", "/ar/1"]);
    assert_eq!(order("", "-author")[..4], ["/ar/1", "/en/1", "/fr/1", "/en/2"]);
    // Documents that hold every word come before those that hold some.
    assert_eq!(order("Suez canal ", "-date"), ["/en/1", "/fr/1", "/en/2", "/en/3"]);
    assert_eq!(order("canal ", "relevance"), urls(&site.query_with("canal ", &["--separate"])));
}

#[test]
fn an_empty_query_browses_when_something_is_asked() {
    let site = site(NEWS);
    assert_eq!(site.query("")["total"], 0);
    let page = site.query_with(" !", &["--filter", "year!="]);
    assert_eq!(page["total"], 5);
    // Newest first; a page in three languages once.
    assert_eq!(urls(&page), ["/en/2", "/en/1", "/ru/1"]);
    let excerpt = &page["hits"][2]["excerpt"];
    assert_eq!(*excerpt, json!([{"text": "Суэцкий канал открыт", "mark": false}]));
    assert_eq!((&page["hits"][2]["via"], &page["partial"]), (&json!([]), &json!(false)));
    assert_eq!(site.query_with("", &["--sort", "date"])["total"], 6);
}

#[test]
fn the_readers_language_comes_first() {
    let site = site(NEWS);
    let first = |query: &str, lang: &str| urls(&site.query_with(query, &["--separate", "--first", lang]));
    assert_eq!(first("canal ", "fr")[0], "/fr/1");
    assert_eq!(first("canal ", "en")[3], "/fr/1");
    assert_eq!(first("canal Канал ", "ru")[0], "/ru/1");
    assert_eq!(first("canal ", "zh"), urls(&site.query_with("canal ", &["--separate"])));
    let (page, plain) = (site.query_with("canal ", &["--first", "fr"]), site.query("canal "));
    assert_eq!((&page["total"], &page["langs"]), (&plain["total"], &plain["langs"]));
}

#[test]
fn translations_of_a_page_are_one_hit() {
    let site = site(NEWS);
    let page = site.query("canal suez ");
    assert_eq!(urls(&page)[..1], ["/en/1"], "{page:#}");
    assert_eq!(page["hits"][0]["alternates"], json!({"ar": "/ar/1", "fr": "/fr/1"}));
    // Totals count documents.
    assert_eq!(
        (&page["total"], &page["langs"]),
        (&json!(2), &json!([{"lang": "en", "total": 1}, {"lang": "fr", "total": 1}]))
    );
    let page = site.query_with("canal suez ", &["--first", "fr"]);
    assert_eq!(urls(&page)[..1], ["/fr/1"]);
    assert_eq!(page["hits"][0]["alternates"], json!({"ar": "/ar/1", "en": "/en/1"}));
    // Restricted to a language, its own version is the hit.
    assert_eq!(urls(&site.query_with("السويس suez", &["--lang", "ar"])), ["/ar/1"]);
    assert_eq!(urls(&site.query_with("canal suez ", &["--separate"])).len(), 4);
}

#[test]
fn a_page_is_shown_in_the_language_asked_for_even_where_another_version_fits_better() {
    let site = site(NEWS);
    // The French version alone holds both words, the English one a word of them.
    assert_eq!(urls(&site.query("canal ouvert "))[..1], ["/fr/1"]);
    let page = site.query_with("canal ouvert ", &["--first", "en"]);
    assert_eq!(urls(&page)[..1], ["/en/1"], "{page:#}");
    assert_eq!(page["hits"][0]["alternates"], json!({"ar": "/ar/1", "fr": "/fr/1"}));
    assert_eq!((&page["total"], &page["langs"]), (&json!(1), &json!([{"lang": "fr", "total": 1}])));
    // It stands where a page that holds every word stands: before another of its language that holds a word.
    assert_eq!(urls(&site.query_with("السويس ouvert ", &["--first", "ar"]))[..1], ["/ar/1"]);
    // Who asks in French for what the French version says whole means that.
    assert_eq!(urls(&site.query_with("canal est ouvert ", &["--first", "en"]))[..1], ["/fr/1"]);
    // A version that has none of the words is no hit, nor one that the filters leave out.
    assert_eq!(urls(&site.query_with("ouvert ", &["--first", "en"]))[..1], ["/fr/1"]);
    let transport = ["--first", "ar", "--filter", "place=Suez"];
    assert_eq!(urls(&site.query_with("السويس ouvert ", &transport))[..1], ["/fr/1"]);
}

#[test]
fn pages_of_folded_hits_neither_repeat_nor_lose_one() {
    let mut lines = String::new();
    for n in 0..30 {
        for lang in ["ar", "en", "ru"] {
            let others: serde_json::Map<String, Value> = ["ar", "en", "ru"]
                .into_iter()
                .filter(|other| *other != lang && n % 3 != 0)
                .map(|other| (other.to_owned(), json!(format!("/{other}/{n}"))))
                .collect();
            let body = format!("{} {}", "1869 ".repeat(n % 7 + 1), "1914 ".repeat(n % 5 + 1));
            let line = json!({"url": format!("/{lang}/{n}"), "lang": lang, "body": body, "alternates": others, "sort": {"n": n % 4}});
            lines.push_str(&format!("{line}\n"));
        }
    }
    let site = site(&lines);
    for args in [&[][..], &["--first", "ru"], &["--sort", "date"], &["--sort", "-n"]] {
        let all = urls(&site.query_with("1869 1914 ", &[args, &["--limit", "1000"]].concat()));
        assert_eq!(all.len(), 10 * 3 + 20);
        let mut paged = Vec::new();
        for offset in (0..60).step_by(7) {
            let offset = offset.to_string();
            paged
                .extend(urls(&site.query_with("1869 1914 ", &[args, &["--limit", "7", "--offset", &offset]].concat())));
        }
        assert_eq!(paged, all, "{args:?}");
    }
}

#[test]
fn what_the_index_does_not_have_is_refused_with_what_it_has() {
    let site = site(NEWS);
    for (args, pieces) in [
        (
            ["--filter", "colour=red"],
            &["--filter 'colour=red': there is no filter 'colour'; known are place, topic, year, date"][..],
        ),
        (["--filter", "place"], &["--filter 'place': write key=value"]),
        (["--filter", "place>=Suez"], &["'place' holds texts"]),
        (["--filter", "year=old"], &["'old' is not a number"]),
        (["--filter", "year=NaN"], &["'NaN' is not a number"]),
        (["--filter", "date>=1869"], &["'1869' is not a day as YYYY-MM-DD"]),
        (["--filter", "date>=2011-02-30"], &["'2011-02-30' is not a day"]),
        (["--sort", "price"], &["--sort 'price': known are relevance, date, author"]),
        (["--facets", "colour"], &["--facets 'colour': known are place, topic, year"]),
        (["--limit", "1000000000"], &["option limit is 1000000000; it can be 0 to 1000"]),
    ] {
        site.run(&[&["query", "dist", "canal"], &args[..]].concat()).code(2).says(pieces);
    }
    let range = ["query", "dist", "canal", "--filter", "year>=2", "--filter", "year<=1"];
    site.run(&range).code(2).says(&["the range is upside down"]);
    Site::published().run(&["query", "dist", "x", "--filter", "a=b"]).code(2).says(&["known are date"]);
    assert_eq!(site.query_with("canal", &["--offset", "1000000", "--sort", "date"])["total"], 4);
}

#[test]
fn the_build_tells_of_mixed_values_and_taken_names() {
    let site = Site::new();
    site.create("a.jsonl", "{\"url\":\"/1\",\"body\":\"one\",\"lang\":\"en\",\"filters\":{\"year\":1869}}\n");
    site.create("b.jsonl", "\n{\"url\":\"/2\",\"body\":\"واحد\",\"lang\":\"ar\",\"filters\":{\"year\":\"قديم\"}}\n");
    site.build(&["a.jsonl", "b.jsonl"]).code(0).says(&[
        "b.jsonl:2: the filter 'year' is 'قديم' here, but a number in a.jsonl:1",
        "write numbers only",
        "taken as texts",
    ]);
    assert_eq!(passing(&site, &["year=1869"]), ["/1"]);
    assert_eq!(passing(&site, &["year=قديم"]), ["/2"]);
    site.create("c.jsonl", "{\"url\":\"/1\",\"body\":\"one\",\"lang\":\"en\",\"filters\":{\"date\":\"old\"}}\n");
    site.build_to("other", &["c.jsonl"])
        .code(0)
        .says(&["c.jsonl:1: the filter 'date' has a name that is taken", "ignored"]);
}

#[test]
fn front_matter_and_markup_declare_filters() {
    let site = Site::new();
    site.create("site/ar/a.md", "---\nfilters:\n  مكان: [حلب, دمشق]\nsort:\n  order: 2\n---\nنص قصير\n");
    site.create("site/ru/b.html", "<html lang=ru><main><p data-tarjuman-filter=\"مكان:حلب\" data-pagefind-sort=\"order:10\">короткий текст</p></main></html>");
    site.build(&["site"]).code(0).quiet();
    assert_eq!(passing(&site, &["مكان=حلب"]), ["/ar/a", "/ru/b"]);
    assert_eq!(passing(&site, &["مكان=دمشق"]), ["/ar/a"]);
    assert_eq!(urls(&site.query_with("", &["--sort", "order"])), ["/ar/a", "/ru/b"]);
    assert_eq!(urls(&site.query_with("", &["--sort", "-order"])), ["/ru/b", "/ar/a"]);
}
