//! Boosts and weights of fields in the configuration.

use crate::harness::Site;

const PAGES: &str = r#"{"url":"https://example.org/docs/a","id":"a.md","lang":"ar","title":"السد","body":"السد العالي في أسوان","filters":{"topic":"بناء","year":1960}}
{"url":"https://example.org/docs/b","id":"b.md","lang":"ar","title":"السد","body":"السد العالي في أسوان","filters":{"topic":"حرب"}}
{"url":"https://example.org/blog/c","id":"c.md","lang":"ar","title":"السد","body":"السد العالي في أسوان"}
{"url":"https://example.org/blog/d","id":"d.md","lang":"ru","title":"Плотина","body":"السد العالي"}
"#;

fn order(config: &str) -> Vec<String> {
    let site = Site::new();
    site.create("docs.jsonl", PAGES);
    site.create("tarjuman.toml", format!("base_url = \"https://example.org/\"\n{config}"));
    site.build(&["docs.jsonl"]).code(0);
    // What is known of a word is known per language: the Russian page comes first.
    let urls = site.urls("السد");
    urls.iter().map(|url| url.rsplit('/').next().unwrap().to_owned()).collect()
}

#[test]
fn boosts_raise_the_documents_that_they_name() {
    assert_eq!(order(""), ["d", "a", "b", "c"]);
    for (boost, first) in
        [("url = \"/blog/*\"\nlang = \"ar\"", "c"), ("path = \"b.*\"", "b"), ("filter = { topic = \"حرب\" }", "b")]
    {
        let found = order(&format!("[[boost]]\n{boost}\nfactor = 10"));
        assert_eq!(found[0], first, "{boost}");
    }
    assert_eq!(order("[[boost]]\nlang = \"ru\"\nfactor = 0"), ["a", "b", "c", "d"]);
    // Lowered, and several boosts at once.
    assert_eq!(order("[[boost]]\nfilter = { year = 1960 }\nfactor = 0.5")[1..], ["b", "c", "a"]);
    let both = "[[boost]]\nurl = \"docs/**\"\nfactor = 0.5\n[[boost]]\npath = \"a.md\"\nfactor = 4";
    assert_eq!(order(both), ["a", "d", "c", "b"]);
}

#[test]
fn weights_of_fields_tell_how_much_a_title_counts() {
    let site = Site::new();
    site.create("site/ru/title.md", "# Канал\n\nТекст о другом, и довольно длинный.\n");
    site.create("site/ru/body.md", "# Другое\n\nКанал и снова канал, канал всюду канал.\n");
    for (title, first) in [(10, "/ru/title"), (0, "/ru/body")] {
        site.create("tarjuman.toml", format!("field_weights = {{ title = {title}, heading = 0 }}"));
        site.build(&["site"]).code(0).quiet();
        assert_eq!(site.urls("канал ")[0], first, "{title}");
        assert_eq!(site.urls("канал ").len(), 2, "a field without weight is still found");
    }
}

#[test]
fn a_boost_that_fits_nothing_is_told() {
    let site = Site::new();
    site.create("a.md", "text");
    site.create("tarjuman.toml", "[[boost]]\nlang = \"ar\"\nfactor = 2\n");
    site.build(&["a.md"]).code(0).says(&["tarjuman.toml: boost number 1 fits no document"]);
}
