//! What readers may write beside words: phrases, exclusions, alternatives, fields, prefixes.

use crate::harness::{Site, marked, urls};
use serde_json::{Value, json};
use std::time::Duration;

fn site(documents: &[Value]) -> Site {
    let site = Site::new();
    site.create("docs.jsonl", documents.iter().map(Value::to_string).collect::<Vec<_>>().join("\n"));
    site.build(&["docs.jsonl"]).code(0).quiet();
    site
}

fn page(url: &str, lang: &str, title: &str, body: &str) -> Value {
    json!({ "url": url, "lang": lang, "title": title, "body": body })
}

/// Urls, in order of their names.
fn found(site: &Site, query: &str) -> Vec<String> {
    let mut urls = site.urls(query);
    urls.sort();
    urls
}

#[test]
fn a_phrase_is_its_words_in_a_row() {
    let site = site(&[
        page("/en/open", "en", "", "The open source guide. Sources of the Nile."),
        page("/en/source", "en", "", "A source open to all, and open to every source."),
        page("/ru/open", "ru", "", "Это открытый исходный код для всех."),
        page("/ru/source", "ru", "", "Исходный текст и открытый код."),
        page("/zh/canal", "zh", "", "苏伊士运河今天通航。"),
        page("/zh/river", "zh", "", "苏伊士的河,运气,士兵和运河。"),
        page("/th/canal", "th", "", "คลองสุเอซเปิดใช้ในปีนั้น"),
        page("/ko/code", "ko", "", "열린 소스를 쓰는 사람들"),
    ]);
    for (query, expected) in [
        ("\"open source\"", vec!["/en/open"]),
        ("\"Source, OPEN\"", vec!["/en/source"]),
        ("\"open sources\"", vec![]),
        ("\"to all\" \"every source\"", vec!["/en/source"]),
        ("source \"open to\"", vec!["/en/source"]),
        ("«исходный код»", vec!["/ru/open"]),
        ("\"исходный текст\"", vec!["/ru/source"]),
        ("\"苏伊士运河\"", vec!["/zh/canal"]),
        ("「蘇伊士運河」", vec!["/zh/canal"]),
        ("\"苏伊士 运河 今天\"", vec!["/zh/canal"]),
        ("\"运河\"", vec!["/zh/canal", "/zh/river"]),
        ("\"河\"", vec!["/zh/canal", "/zh/river"]),
        ("\"สุเอซเปิดใช้\"", vec!["/th/canal"]),
        ("\"สุเอซใช้\"", vec![]),
        ("\"열린 소스를\"", vec!["/ko/code"]),
        ("\"열린 소스\"", vec![]),
    ] {
        assert_eq!(found(&site, query), expected, "{query}");
    }
    let page = site.query("\"open source\"");
    assert_eq!(page["total"], 1);
    assert_eq!(marked(&page["hits"][0]), ["open source"]);
    assert_eq!(marked(&site.query("«исходный код»")["hits"][0]), ["исходный код"]);
    // Without the phrase a document is no match, not even a partial one.
    assert_eq!(found(&site, "\"source guide\" Nile"), ["/en/open"]);
    assert_eq!(found(&site, "\"guide source\" Nile"), [""; 0]);
}

#[test]
fn phrases_respect_elision_clitics_and_folding() {
    let site = site(&[
        page("/fr/army", "fr", "", "Il quitta l’armée de l’Islam hier."),
        page("/ar/army", "ar", "", "سار الجنود وجيش الإسلام إلى دوما"),
        page("/ar/other", "ar", "", "جيش كبير يقاتل من أجل الإسلام"),
        page("/he/army", "he", "", "חיילי צה\"ל בלבנון"),
        page("/el/sea", "el", "", "Η ΘΆΛΑΣΣΑ του Αιγαίου"),
        page("/tr/city", "tr", "", "İstanbul’un eski sokakları"),
        page("/en/dev", "en", "", "We use Node.js servers and GitHub Actions, said O’Brien."),
    ]);
    for (query, expected) in [
        ("\"armée de l'Islam\"", "/fr/army"),
        ("\"armee de l’islam\"", "/fr/army"),
        ("\"l'armée de l'Islam\"", "/fr/army"),
        ("\"جيش الإسلام\"", "/ar/army"),
        ("\"جيش الاسلام\"", "/ar/army"),
        ("\"جَيْش الإسلام\"", "/ar/army"),
        ("\"צה״ל בלבנון\"", "/he/army"),
        ("\"צה\"ל בלבנון\"", "/he/army"),
        ("\"θαλασσα του αιγαιου\"", "/el/sea"),
        ("\"node.js servers\"", "/en/dev"),
        ("\"use node\"", "/en/dev"),
        ("\"github actions\"", "/en/dev"),
        ("\"said o'brien\"", "/en/dev"),
    ] {
        assert_eq!(found(&site, query), [expected], "{query}");
    }
    for query in ["\"armée de Islam hier encore\"", "\"وجيش الإسلامي\"", "\"de l'armée\"", "\"brien\""] {
        assert_eq!(found(&site, query), [""; 0], "{query}");
    }
}

#[test]
fn phrases_end_with_their_paragraph_and_are_found_in_titles_and_headings() {
    let site = Site::new();
    let long = "Ein langer Satz ohne Ende und ohne Punkt ".repeat(40);
    let unspaced = "苏伊士运河通航".repeat(200);
    site.create(
        "docs/en.md",
        "---\ntitle: Grand canal\n---\n# Grand canal\n\nThe first ends here\n\nhalf way\n\n## Lock gates\n\nsecond part\n",
    );
    site.create(
        "docs/ru.md",
        "---\ntitle: Большой канал\n---\n\nПервый конец\n\nвторой конец\n\n## Ворота шлюза\n\nтретий\n",
    );
    site.create("docs/de.txt", &long);
    site.create("docs/zh.txt", &unspaced);
    site.build(&["docs", "--base-url", "https://s.example"]).code(0);
    for (query, expected) in [
        ("\"grand canal\"", 1),
        ("\"lock gates\"", 1),
        ("\"ворота шлюза\"", 1),
        ("\"большой канал\"", 1),
        ("\"ends here\"", 1),
        ("\"here half\"", 0),
        ("\"gates second\"", 0),
        ("\"way lock\"", 0),
        ("\"конец второй\"", 0),
        ("\"шлюза третий\"", 0),
        // Long paragraphs are kept in pieces, which are no ends: every place of a period of eight words is tried.
        ("\"Ende und ohne Punkt Ein langer Satz ohne Ende und\"", 1),
        ("\"苏伊士运河通航苏伊士运河通航苏\"", 1),
    ] {
        assert_eq!(site.query(query)["total"], expected, "{query}");
    }
    for words in 30..50 {
        // Longer than a piece, so it lies across the end of one.
        let phrase = long.split(' ').cycle().skip(words).take(60).collect::<Vec<_>>().join(" ");
        assert_eq!(site.query(&format!("\"{}\"", phrase.trim()))["total"], 1, "{phrase}");
    }
}

#[test]
fn excluded_words_and_phrases_take_documents_away() {
    let site = site(&[
        page("/en/a", "en", "Canals", "A canal with a lock and one boat."),
        page("/en/b", "en", "", "A canal with a lock and boats. Lockers here."),
        page("/ru/a", "ru", "", "Канал и старый город, одна книга."),
        page("/ru/b", "ru", "", "Канал и новый город, много книг и книгами."),
        page("/ar/a", "ar", "", "قناة السويس والمدينة"),
        page("/ar/b", "ar", "", "قناة السويس في مصر"),
        page("/zh/a", "zh", "", "苏伊士运河与巴拿马运河"),
        page("/zh/b", "zh", "", "苏伊士运河在埃及"),
        page("/en/e", "en", "", "An e-mail about --flag and C++"),
    ]);
    for (query, expected) in [
        ("canal -lockers", vec!["/en/a"]),
        ("canal -locker", vec!["/en/a"]),
        ("canal -boat", vec![]),
        ("canal -\"one boat\"", vec!["/en/b"]),
        // Neither a beginning nor a misspelt word excludes.
        ("canal -boa", vec!["/en/a", "/en/b"]),
        ("canal -lockrs", vec!["/en/a", "/en/b"]),
        ("canal -locke*", vec!["/en/a"]),
        ("канал -книга", vec![]),
        ("канал -старый", vec!["/ru/b"]),
        ("канал -\"старый город\"", vec!["/ru/b"]),
        ("канал -\"город старый\"", vec!["/ru/a", "/ru/b"]),
        ("السويس -مدينة", vec!["/ar/b"]),
        ("-مصر السويس", vec!["/ar/a"]),
        ("苏伊士 -巴拿马", vec!["/zh/b"]),
        ("苏伊士 -\"在埃及\"", vec!["/zh/a"]),
        ("canal -title:canals", vec!["/en/b"]),
        ("e-mail", vec!["/en/e"]),
        ("--flag", vec!["/en/e"]),
        ("mail -C++", vec![]),
        // Exclusions alone ask for nothing.
        ("-canal", vec![]),
        ("-канал -\"старый город\"", vec![]),
    ] {
        assert_eq!(found(&site, query), expected, "{query}");
    }
    let page = site.query("канал -старый");
    assert_eq!((page["total"].as_u64(), page["partial"].as_bool()), (Some(1), Some(false)));
    assert_eq!(marked(&page["hits"][0]), ["Канал"]);
}

#[test]
fn alternatives_count_as_one_word() {
    let site = site(&[
        page("/en/cat", "en", "", "The cat drinks milk"),
        page("/en/dog", "en", "", "The dog drinks milk"),
        page("/en/both", "en", "", "The dog and the cat drink water"),
        page("/en/cow", "en", "", "The cow gives milk"),
        page("/ru/cat", "ru", "", "Кошка пьёт молоко"),
        page("/ru/dog", "ru", "", "Собака пьёт молоко"),
        page("/ru/cow", "ru", "", "Корова даёт молоко"),
        page("/zh/suez", "zh", "", "苏伊士运河"),
        page("/zh/panama", "zh", "", "巴拿马运河"),
        page("/zh/kiel", "zh", "", "基尔运河"),
    ]);
    for (query, expected) in [
        ("cat OR dog milk ", vec!["/en/cat", "/en/dog"]),
        ("milk cats OR dogs ", vec!["/en/cat", "/en/dog"]),
        ("кошка OR собака молоко ", vec!["/ru/cat", "/ru/dog"]),
        ("苏伊士 OR 巴拿马", vec!["/zh/panama", "/zh/suez"]),
        ("苏伊士 OR 巴拿马 运河", vec!["/zh/panama", "/zh/suez"]),
        ("cat OR кошка OR 基尔 ", vec!["/en/both", "/en/cat", "/ru/cat", "/zh/kiel"]),
        ("\"dog drinks\" OR \"cow gives\" milk ", vec!["/en/cow", "/en/dog"]),
        ("\"dog drinks\" OR кошка ", vec!["/en/dog", "/ru/cat"]),
    ] {
        let page = site.query(query);
        assert_eq!(page["partial"], false, "{query}");
        assert_eq!(page["total"], expected.len(), "{query}");
        let mut hits = urls(&page);
        hits.truncate(expected.len());
        hits.sort();
        assert_eq!(hits, expected, "{query}");
    }
    // Documents with some of the words follow, unless phrases are all that was asked for.
    assert_eq!(site.urls("cat OR dog milk ").len(), 4);
    assert_eq!(site.urls("\"dog drinks\" OR \"cow gives\" milk ").len(), 2);
    // Both are not better than one.
    let score = |query: &str, url: &str| {
        let page = site.query(query);
        let hit = page["hits"].as_array().unwrap().iter().find(|hit| hit["url"] == url).unwrap();
        hit["score"].as_f64().unwrap()
    };
    let either = score("cat OR dog ", "/en/both");
    assert_eq!(either, score("cat ", "/en/both").max(score("dog ", "/en/both")));
    // Marks of both.
    assert_eq!(marked(&site.query("молоко OR пьет ")["hits"][0]), ["пьёт", "молоко"]);
    // A word that is no operator is a word.
    assert!(site.query("cat or dog ")["partial"].as_bool().unwrap());
}

#[test]
fn fields_restrict_words_and_phrases() {
    let site = Site::new();
    site.create("docs/en-a.md", "---\ntitle: Suez canal\n---\n\nA text about ships.\n\n## Panama locks\n\nMore.\n");
    site.create("docs/en-b.md", "---\ntitle: Ships\n---\n\nThe Suez canal, and the Panama canal with locks.\n");
    site.create(
        "docs/ar-a.md",
        "---\ntitle: قناة السويس\nlang: ar\n---\n\nنص عن السفن في البحر.\n\n## قناة بنما\n\nنص آخر.\n",
    );
    site.create("docs/ar-b.md", "---\ntitle: السفن\nlang: ar\n---\n\nقناة السويس ثم قناة بنما في النص.\n");
    site.build(&["docs", "--base-url", "https://s.example"]).code(0);
    for (query, expected) in [
        ("title:suez", vec!["en-a"]),
        ("title:canals", vec!["en-a"]),
        ("Title:\"suez canal\"", vec!["en-a"]),
        ("title:\"canal suez\"", vec![]),
        ("heading:panama", vec!["en-a"]),
        ("heading:\"panama locks\"", vec!["en-a"]),
        ("heading:\"suez canal\"", vec![]),
        ("suez -title:suez", vec!["en-b"]),
        ("suez -title:\"suez canal\"", vec!["en-b"]),
        ("title:السويس", vec!["ar-a"]),
        ("title：\"قناة السويس\"", vec!["ar-a"]),
        ("heading:بنما", vec!["ar-a"]),
        ("heading:\"قناة بنما\"", vec!["ar-a"]),
        ("السويس -title:السفن", vec!["ar-a"]),
        ("title:sue*", vec!["en-a"]),
    ] {
        let hits = found(&site, query);
        let names: Vec<&str> = hits.iter().map(|url| url.rsplit('/').next().unwrap().trim_end_matches(".md")).collect();
        assert_eq!(names, expected, "{query}");
    }
    // An unknown field is a word, as is one without anything behind it.
    assert_eq!(found(&site, "body:ships").len(), 2);
    assert_eq!(found(&site, "title: ships").len(), 2);
}

#[test]
fn a_star_stands_for_the_rest_of_a_word() {
    let site = site(&[
        page("/en/a", "en", "", "earthquake in the city"),
        page("/en/b", "en", "", "earthwork in the city"),
        page("/ru/a", "ru", "", "землетрясение в городе"),
        page("/ru/b", "ru", "", "землекоп в городе"),
    ]);
    for (query, expected) in [
        ("earth* city ", vec!["/en/a", "/en/b"]),
        ("earthq* city ", vec!["/en/a"]),
        ("земле* городе ", vec!["/ru/a", "/ru/b"]),
        ("город* землет* ", vec!["/ru/a"]),
    ] {
        let page = site.query(query);
        assert_eq!(page["partial"], false, "{query}");
        let mut hits = urls(&page);
        hits.truncate(expected.len());
        hits.sort();
        assert_eq!(
            (hits, page["total"].as_u64()),
            (expected.iter().map(|s| s.to_string()).collect(), Some(expected.len() as u64))
        );
    }
    assert!(site.query("earth city ")["partial"].as_bool().unwrap_or(true));
    // The last word is one while it is typed, but not within a phrase that is closed.
    assert_eq!(found(&site, "землет"), ["/ru/a"]);
    assert_eq!(found(&site, "\"в горо\""), [""; 0]);
    assert_eq!(found(&site, "\"earthquake in the ci").first().unwrap(), "/en/a");
}

#[test]
fn explanations_sum_to_the_score() {
    let site = site(&[
        json!({ "url": "/fr/a", "lang": "fr", "title": "Le marché", "body": "Le marché de la ville et les négociations", "weight": 2.5 }),
        json!({ "url": "/fr/b", "lang": "fr", "title": "Ville", "body": "Il marche en ville", "weight": 0.3 }),
        page("/ar/a", "ar", "قناة السويس", "افتتحت قناة السويس في مصر والمدينة كبيرة"),
        page("/ar/b", "ar", "مدن", "القاهرة مدينة كبيرة في مصر"),
        page("/ru/a", "ru", "Город", "Землетрясение разрушило город и жители города"),
    ]);
    // They are equal, but reading JSON may lose the last bit; the browser's test compares them exactly.
    let same = |one: f64, other: f64| (one - other).abs() < 1e-9;
    let mut classes = std::collections::BTreeSet::new();
    for query in [
        "marché ville ",
        "ville OR marché",
        "\"en ville\" marche",
        "négociation vil",
        "négociatoins ",
        "السويس مصر",
        "\"قناة السويس\" مدينة",
        "مدن OR قناة كبيرة",
        "город землетрясения житель",
        "\"жители города\" OR разрушило",
        "title:ville marché",
    ] {
        let page = site.query_with(query, &["--explain"]);
        let hits = page["hits"].as_array().unwrap();
        assert!(!hits.is_empty(), "{query}");
        for hit in hits {
            let mut sum = 0.0;
            for part in hit["explanation"].as_array().unwrap() {
                let number = |name: &str| part[name].as_f64().unwrap();
                let product = number("idf") * number("weight") * number("level") / 32.0;
                assert!(part["word"] == "" || same(number("points"), product), "{query}: {part}");
                sum += number("points");
                classes.insert(part["class"].as_str().unwrap().to_owned());
            }
            assert!(same(sum, hit["score"].as_f64().unwrap()), "{query}: {hit}");
        }
    }
    for class in ["exact", "family", "fuzzy", "prefix", "weight"] {
        assert!(classes.contains(class), "{class} in {classes:?}");
    }
    assert!(site.query("ville")["hits"][0]["explanation"].is_null());
    site.run(&["query", "dist", "--explain", "--", "\"قناة السويس\""]).code(0).prints("قناة السويس: exact 1.00 × idf");
}

#[test]
fn queries_made_to_break_the_parser_get_an_answer() {
    let site = Site::published();
    let long = "word слово 字 ".repeat(1000 / 3);
    let queries: Vec<String> = vec![
        "\"".into(),
        "- ".into(),
        "OR".into(),
        "title:".into(),
        "\"\"".into(),
        "-\"\"".into(),
        "\" OR \"".into(),
        "* ** -* \"*\"".into(),
        "- ".repeat(10_000),
        "-a ".repeat(10_000),
        "-\"a b\" ".repeat(10_000),
        "OR ".repeat(10_000),
        "Aleppo OR ".repeat(10_000),
        "\"".repeat(10_000),
        "\"a ".repeat(10_001),
        "title:\"".repeat(10_000),
        "a* б* 中* ".repeat(3_000),
        format!("\"{long}\""),
        format!("-\"{long}\" Aleppo"),
        "\"中".repeat(10_001),
        format!("\"{}\"", "中".repeat(10_000)),
        "「『«‹“„\"".repeat(1000),
        "a\"b ".repeat(10_000),
    ];
    for query in queries {
        let ran = site.run(&["query", "dist", "--json", "--explain", "--", &query]).quiet();
        let shown: String = query.chars().take(40).collect();
        assert!(ran.json()["hits"].is_array(), "{shown}");
        assert!(ran.took < Duration::from_secs(5), "{shown}: {:?}", ran.took);
    }
    // A mark that none closes is nothing: one word is excluded, one asked for.
    assert_eq!(site.urls("Aleppo -\"damascus walls"), [""; 0]);
    assert_eq!(site.urls("Aleppo -\"no such phrase\""), ["/en/aleppo"]);
}
