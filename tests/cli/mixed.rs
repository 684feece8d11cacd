//! Pages in several languages: each stretch of text is found by the rules of its own.

use crate::harness::{Site, marked};

/// Urls and marked words of all hits, by url.
fn found(site: &Site, query: &str) -> Vec<(String, Vec<String>)> {
    let page = site.query_with(query, &["--separate"]);
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

#[test]
fn terms_in_other_letters_are_words_of_the_languages_that_write_them() {
    let site = Site::new();
    site.create("site/en/a.md", "Clone the repository first; every repository has an owner.");
    site.create("site/ar/a.md", "انسخ المستودعات (repositories) أولاً، ثم افتح الملف.");
    site.create("site/zh/a.md", "先克隆所有 repositories，然后打开文件。");
    site.create("site/el/a.md", "Τα repositories ανοίγουν πρώτα.");
    site.create("site/ru/a.md", "Города и сёла: город за городом.");
    site.create("site/fr/a.md", "Le mot russe городу se lit « gorodou ».");
    site.build(&["site"]).code(0).quiet();
    let all = [
        ("/ar/a", "repositories"),
        ("/el/a", "repositories"),
        ("/en/a", "repository repository"),
        ("/zh/a", "repositories"),
    ];
    assert_eq!(found(&site, "repository "), expected(&all));
    assert_eq!(found(&site, "город "), expected(&[("/fr/a", "городу"), ("/ru/a", "Города город городом")]));
}

#[test]
fn paragraphs_and_quotations_in_another_language_are_told_by_their_letters_alone() {
    let site = Site::new();
    let french =
        "Les chevaux du général ont traversé la rivière avant la tombée de la nuit, et personne ne les a revus.";
    site.create("site/en/a.md", format!("The witness wrote the following to his sister.\n\n{french}\n\nNothing more."));
    site.create(
        "site/en/b.md",
        "He said “il faut que tous les chevaux soient vendus avant la fin du mois” and left the room at once.",
    );
    site.create("site/fr/a.md", "Un cheval blanc est dans le pré, derrière la maison de mon père.");
    let russian = "Наши города строились веками, и каждый из них хранит память о тех, кто в нём жил и работал.";
    site.create("site/bg/a.md", format!("Авторът цитира руски източник в своята книга за историята.\n\n{russian}"));
    site.create("site/ru/a.md", "Этот город стоит на берегу реки, и в нём живёт много людей.");
    site.build(&["site"]).code(0).quiet();
    assert_eq!(found(&site, "cheval "), expected(&[("/en/a", "chevaux"), ("/en/b", "chevaux"), ("/fr/a", "cheval")]));
    assert_eq!(found(&site, "город "), expected(&[("/bg/a", "города"), ("/ru/a", "город")]));
}

#[test]
fn a_wrongly_declared_page_is_analysed_by_its_text() {
    let site = Site::new();
    let page = |title: &str, text: &str| format!("<html lang=en><title>{title}</title><main><p>{text}</main>");
    // The title is too short to tell, and goes with the text.
    site.create(
        "site/fr.html",
        page(
            "Les chevaux",
            "Le conseil a décidé hier de reporter la réunion à la semaine prochaine, car tous les membres n’étaient pas \
             présents et personne ne voulait prendre la décision seul.",
        ),
    );
    site.create("site/ok.html", page("Un cheval", "<span lang=fr>Un cheval</span> is what the French call a horse."));
    site.build(&["site"]).code(0).quiet();
    let hits = site.urls("conseils ");
    assert_eq!(hits, ["/fr"]);
    assert_eq!(site.query("chevaux ")["hits"][0]["lang"], "en", "a document stays what it is declared to be");

    site.create(
        "site/ar.html",
        page("المدينة", "استؤنفت المفاوضات في المدينة بين الطرفين، وكتب المراسلون عن المدن والقرى."),
    );
    let message = [
        "site/ar.html: ",
        "its markup says that it is in 'en', but 100 % of its letters are Arabic",
        "analysed as 'ar'",
    ];
    site.build(&["site"]).code(0).says(&[&["warning: "], &message[..]].concat());
    assert_eq!(found(&site, "والمفاوضات "), expected(&[("/ar", "المفاوضات")]));
}

#[test]
fn a_document_of_unknown_language_is_itself() {
    let site = Site::new();
    site.create("docs.jsonl", "{\"url\":\"/x\",\"lang\":\"und\",\"body\":\"repositories хлеба мир\"}\n{\"url\":\"/y\",\"lang\":\"und\",\"body\":\"OK\"}");
    site.build(&["docs.jsonl"]).code(0).quiet();
    for query in ["repositories ", "хлеба ", "OK "] {
        assert_eq!(site.urls(query).len(), 1, "{query}");
    }
    assert_eq!(site.query("OK")["langs"][0]["lang"], "und");
}
