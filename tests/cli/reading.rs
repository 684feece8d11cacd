//! Whole documents of a bundle, and which of them are known to have a page.

use crate::harness::Site;
use serde_json::{Value, json};

fn pageless(site: &Site, query: &str) -> Vec<(String, bool)> {
    let page = site.query(query);
    let hit = |hit: &Value| (hit["id"].as_str().unwrap().to_owned(), hit["pageless"].as_bool().unwrap());
    let mut hits: Vec<_> = page["hits"].as_array().unwrap().iter().map(hit).collect();
    hits.sort();
    hits
}

#[test]
fn a_document_is_read_whole_by_its_id_or_its_url() {
    let site = Site::new();
    let long = "كُتب هذا السطر ليكون طويلا. ".repeat(120);
    site.create(
        "docs.jsonl",
        [
            json!({ "id": "7", "url": "/ar/canal", "lang": "ar", "title": "القناة", "date": "1869-11-17",
                "html": format!("<p>افتُتحت القناة.</p><h2 id=suez>السويس</h2><p>{long}</p><ul><li>سفن<li>موانئ</ul>"),
                "alternates": { "fr": "/fr/canal" }, "meta": { "author": "ليلى" } }),
            json!({ "url": "/fr/canal", "lang": "fr", "title": "Le <b>canal</b>", "html": "<h2>Suez</h2><p>Ouvert.</p>" }),
            json!({ "url": "/vide", "lang": "fr", "title": "Vide", "body": "" }),
        ]
        .map(|line| line.to_string())
        .join("\n"),
    );
    site.build(&["docs.jsonl"]).code(0);
    let read = |id: &str| site.run(&["read", "dist", id, "--json"]).code(0).json();
    let document = read("7");
    assert_eq!(document, read("/ar/canal"));
    assert_eq!(
        (&document["lang"], &document["dir"], &document["date"]),
        (&json!("ar"), &json!("rtl"), &json!("1869-11-17"))
    );
    assert_eq!((&document["title"], &document["meta"]["author"]), (&json!("القناة"), &json!("ليلى")));
    assert_eq!(document["alternates"], json!({ "fr": "/fr/canal" }));
    let section =
        |title: &str, url: &str, text: &[&str]| json!({ "title": title, "url": url, "excerpt": [], "text": text });
    // The long paragraph, which is kept in several passages, is one again and to the letter.
    assert_eq!(
        document["sections"],
        json!([
            section("", "/ar/canal", &["افتُتحت القناة."]),
            section("السويس", "/ar/canal#suez", &[long.trim(), "سفن", "موانئ"]),
        ])
    );
    let french = read("/fr/canal");
    assert_eq!(french["title"], "Le <b>canal</b>");
    assert_eq!(french["sections"], json!([section("", "/fr/canal", &[]), section("Suez", "/fr/canal", &["Ouvert."])]));
    assert_eq!(read("/vide")["sections"], json!([section("", "/vide", &[])]));

    site.run(&["read", "dist", "7"])
        .code(0)
        .prints("القناة\n/ar/canal [ar]  1869-11-17\n\nافتُتحت القناة.\n\n## السويس\n");
    assert_eq!(site.run(&["read", "dist", "8", "--json"]).code(1).json(), Value::Null);
    site.run(&["read", "dist", "Le <b>canal</b>"]).code(1);
}

#[test]
fn pages_are_known_of_html_around_the_bundle_and_of_addresses() {
    let site = Site::new();
    site.create("public/ar/حلب.html", "<html lang=ar><title>حلب</title><p>زلزال في المدينة");
    site.create("public/ar/سويس.md", "# السويس\n\nزلزال في المدينة");
    site.create("other/a.html", "<html lang=ar><title>أ</title><p>زلزال في المدينة");
    site.create(
        "archive.jsonl",
        "{\"url\":\"/1\",\"lang\":\"ar\",\"body\":\"زلزال في المدينة\"}\n\
         {\"url\":\"https://example.org/2\",\"lang\":\"ar\",\"body\":\"زلزال في المدينة\"}\n",
    );
    let all = ["public", "other", "archive.jsonl"];
    let known = |out: &str, more: &[&str]| {
        site.build_to(out, &[&all[..], more].concat()).code(0);
        let hits: Value = site.run(&["query", out, "زلزال", "--json"]).code(0).json();
        let hits = hits["hits"].as_array().unwrap().clone();
        let linked = hits.iter().filter(|hit| hit["pageless"] == false);
        let mut linked: Vec<String> = linked.map(|hit| hit["url"].as_str().unwrap().to_owned()).collect();
        assert_eq!(hits.len(), 5);
        linked.sort();
        linked
    };
    assert_eq!(known("dist", &[]), ["https://example.org/2"]);
    assert_eq!(known("public/search", &[]), ["/ar/حلب", "https://example.org/2"]);
    assert_eq!(known("dist", &["--base-url", "https://example.org"]).len(), 5);
    // A slash is what urls begin with anyway.
    assert_eq!(known("dist", &["--base-url", "/"]).len(), 1);
    site.create("tarjuman.toml", "reader = true");
    assert_eq!(known("public/search", &["--base-url", "https://example.org"]).len(), 0);
    site.create("tarjuman.toml", "reader = false");
    assert_eq!(known("dist", &[]).len(), 5);
    assert_eq!(pageless(&site, "زلزال").len(), 5);
}

#[test]
fn the_search_pages_of_a_build_have_a_reader() {
    let site = Site::new();
    site.create("docs/a.md", "# Aleppo\n\nAn earthquake.");
    site.build(&["docs", "--single-file"]).code(0);
    for page in ["dist/index.html", "dist/search.html"] {
        assert!(String::from_utf8(site.read(page)).unwrap().contains(" reader=\"missing\""), "{page}");
    }
    site.create("tarjuman.toml", "reader = \"yes\"");
    site.build(&["docs"]).code(2).says(&["tarjuman.toml:1: invalid type: string \"yes\", expected a boolean"]);
}
