//! Pages in several languages: each stretch of text is found by the rules of its own.

use crate::harness::{Site, marked};

/// Urls and marked words of all hits, by url.
fn found(site: &Site, query: &str) -> Vec<(String, Vec<String>)> {
    let page = site.query(query);
    let words = |hit| marked(hit).into_iter().map(str::to_owned).collect();
    let hits = page["hits"].as_array().unwrap().iter();
    let mut found: Vec<_> = hits.map(|hit| (hit["url"].as_str().unwrap().to_owned(), words(hit))).collect();
    found.sort();
    found
}

/// What [`found`] gives, written short.
fn expected(hits: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
    let words = |words: &str| words.split(' ').map(str::to_owned).collect();
    hits.iter().map(|(url, marked)| ((*url).to_owned(), words(marked))).collect()
}

#[test]
fn what_the_markup_says_decides_how_words_are_inflected() {
    let site = Site::new();
    let page = |french: &str, russian: &str| {
        format!(
            "<html lang=ar><main><h1>المفاوضات</h1><p>قالت اللجنة <q lang=fr>{french}</q> ثم <i lang=ru>{russian}</i></main>"
        )
    };
    site.create("site/a.html", page("nous négocierons", "в городах"));
    site.create("site/b.html", page("ils négociaient", "около города"));
    site.create("site/c.md", "---\nlang: zh-Hant\n---\n談判 <span lang=\"fr\">qui négociait</span>");
    site.build(&["site"]).code(0).quiet();
    // Forms of one word, in languages that no document is in; a French word is French on a Chinese page too.
    let all = [("/a", "négocierons"), ("/b", "négociaient"), ("/c", "négociait")];
    assert_eq!(found(&site, "négociaient "), expected(&all));
    assert_eq!(found(&site, "городах "), expected(&[("/a", "городах"), ("/b", "города")]));
    let info = site.run(&["inspect", "dist", "--json"]).json();
    let langs: Vec<_> = info["info"]["langs"].as_array().unwrap().iter().map(|lang| &lang["lang"]).collect();
    assert_eq!(langs, ["ar", "zh-Hant"], "a language of quotations alone is none of the site's");
    let langs = site.query("négociait")["langs"].to_string();
    assert!(langs.contains("ar") && langs.contains("zh-Hant") && !langs.contains("fr"), "{langs}");
}
