//! What a hit shows: excerpts, sections, links; and what the words' places in the text do to the order.

use crate::harness::{Site, marked, urls};
use serde_json::{Value, json};

fn site(documents: &[Value]) -> Site {
    let site = Site::new();
    site.create("docs.jsonl", documents.iter().map(Value::to_string).collect::<Vec<_>>().join("\n"));
    site.build(&["docs.jsonl"]).code(0).quiet();
    site
}

fn body(url: &str, lang: &str, body: &str) -> Value {
    json!({ "url": url, "lang": lang, "body": body })
}

fn text(excerpt: &Value) -> String {
    excerpt.as_array().unwrap().iter().map(|part| part["text"].as_str().unwrap()).collect()
}

fn excerpt(site: &Site, query: &str) -> String {
    text(&site.query(query)["hits"][0]["excerpt"])
}

#[test]
fn words_that_stand_together_as_asked_come_first() {
    let site = site(&[
        body("/en/apart", "en", "The house is old. A white cat sleeps before it."),
        body("/en/reverse", "en", "In that house white paint is used for all of it."),
        body("/en/together", "en", "Behind the trees a white house stands by itself."),
        body("/ar/apart", "ar", "البيت قديم جدا وينام قط أبيض أمام الباب"),
        body("/ar/together", "ar", "وراء الأشجار بيت أبيض يقف وحده هناك"),
    ]);
    assert_eq!(site.urls("white house ")[0], "/en/together");
    assert_eq!(site.urls("house white ")[0], "/en/reverse");
    assert_eq!(site.urls("بيت أبيض ")[0], "/ar/together");
}

#[test]
fn what_stands_as_typed_counts_more_than_other_forms() {
    let site = site(&[
        body("/en/forms", "en", "They were closing walls in the town before dawn came."),
        body("/en/typed", "en", "They had closed wall paintings in town before dawn came."),
        body("/ru/forms", "ru", "Старые дома стояли у реки до самого утра"),
        body("/ru/typed", "ru", "Старый дом стоял у реки до самого утра"),
    ]);
    assert_eq!(site.urls("старый дом ")[0], "/ru/typed");
    assert_eq!(site.urls("старые дома ")[0], "/ru/forms");
}

#[test]
fn pages_of_hits_do_not_overlap() {
    let documents: Vec<Value> = (0..45)
        .map(|n| {
            let filler = "other ".repeat(n % 7);
            let words = if n % 3 == 0 { format!("green {filler}door") } else { format!("door {filler}green") };
            body(&format!("/{n:02}"), "en", &words)
        })
        .collect();
    let site = site(&documents);
    let whole = urls(&site.query_with("green door ", &["--limit", "45"]));
    let mut pieces = Vec::new();
    for offset in ["0", "7", "14", "21", "28", "35", "42"] {
        pieces.extend(urls(&site.query_with("green door ", &["--limit", "7", "--offset", offset])));
    }
    assert_eq!(pieces, whole);
    assert_eq!(whole.len(), 45);
    let scores = site.query_with("green door ", &["--limit", "45"]);
    let scores: Vec<f64> =
        scores["hits"].as_array().unwrap().iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
}

#[test]
fn excerpts_begin_and_end_with_sentences() {
    let french = "Le Dr. Dupont est né en 1920 à Lyon, où il a passé toute sa jeunesse. \
        Il dirigea l’hôpital pendant 3.5 années. Les malades venaient de toute la région pour le voir ! \
        Puis il partit vivre à Marseille, où il écrivit ses mémoires. Elles sont perdues aujourd’hui. \
        Personne ne sait ce qu’elles contenaient, malgré de longues recherches dans les archives.";
    let arabic = "ولد الطبيب في المدينة القديمة قرب النهر وعاش فيها طفولته كلها. \
        هل عاد إليها بعد الحرب؟ لا أحد يعرف ذلك اليوم. كتب الطبيب مذكراته في البحر وضاعت بعد وفاته بسنوات قليلة. \
        ولم يعثر عليها أحد رغم البحث الطويل في أرشيف المدينة وفي البيوت المجاورة لها كلها منذ ذلك الزمن.";
    let chinese =
        "医生出生在河边的老城。".repeat(12) + "战后他回到了故乡吗？没有人知道。" + &"他写了很多信。".repeat(30);
    let hindi = "वह नदी के किनारे रहता था। ".repeat(8) + "युद्ध के बाद वह लौटा। " + &"किसी को पता नहीं है। ".repeat(9);
    let site = site(&[
        body("/fr", "fr", french),
        body("/ar", "ar", arabic),
        body("/zh", "zh", &chinese),
        body("/hi", "hi", &hindi),
    ]);
    for (query, ends) in
        [("malades ", &['.', '!'][..]), ("الحرب ", &['.', '؟']), ("故乡 ", &['。', '？']), ("युद्ध ", &['।'])]
    {
        let excerpt = excerpt(&site, query);
        assert!(excerpt.ends_with(ends), "{excerpt}");
        assert!(!excerpt.starts_with('…'), "{excerpt}");
        let page =
            [french, arabic, &chinese, &hindi].into_iter().find(|page| page.contains(&excerpt)).expect("as it is");
        let before = page[..page.find(&excerpt).unwrap()].trim_end();
        assert!(before.is_empty() || before.ends_with(ends), "{before}|{excerpt}");
        assert!((60..=205).contains(&excerpt.chars().count()), "{excerpt}");
    }
    // Neither an abbreviation nor a decimal point ends a sentence.
    assert!(excerpt(&site, "dupont ").starts_with("Le Dr. Dupont"));
    assert!(excerpt(&site, "années ").contains("3.5 années."));
}

#[test]
fn where_sentences_are_too_long_words_are_kept_whole() {
    let french = "et puis encore une maison ".repeat(20) + "phare " + &"avec un long chemin ".repeat(20);
    let site = site(&[body("/fr", "fr", &french)]);
    let excerpt = excerpt(&site, "phare ");
    let inside = excerpt.strip_prefix('…').and_then(|rest| rest.strip_suffix('…')).expect("both ends are cut");
    assert!(inside.contains("maison phare avec"), "{inside}");
    let words: Vec<&str> = french.split(' ').collect();
    assert!(inside.split(' ').all(|word| words.contains(&word)), "{inside}");
    assert!(inside.chars().count() > 170, "{inside}");
}

#[test]
fn no_character_is_cut() {
    // Thai and Khmer without a space; a family and flags, each several code points.
    let thai = "ที่นี่มีกำแพงใหญ่".repeat(8) + "คลองสุเอซ" + &"ผู้คนน้ำใจดีนั้น".repeat(8);
    let family = "👨‍👩‍👧";
    let emoji = family.repeat(21) + " canal " + &"🇫🇷🇩🇪🇪🇬".repeat(16);
    let korean = "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}".repeat(20) + " 운하 " + &"가나".repeat(60);
    let site = site(&[body("/th", "th", &thai), body("/en", "en", &emoji), body("/ko", "ko", &korean)]);
    let inner = |query: &str| {
        let excerpt = excerpt(&site, query);
        excerpt.trim_matches(['…', ' ']).to_owned()
    };
    let thai = inner("คลองสุเอซ");
    let sign = |c: char| matches!(c, '\u{e31}' | '\u{e33}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}');
    assert!(!thai.starts_with(sign) && thai.contains("คลองสุเอซ"), "{thai}");
    let emoji = inner("canal ");
    let (before, behind) = emoji.split_once("canal").unwrap_or_else(|| panic!("{emoji}"));
    let (before, behind) = (before.trim(), behind.trim());
    assert_eq!(before.chars().count() % 5, 0, "{before}");
    assert!(before.is_empty() || before.starts_with('👨') && before.ends_with('👧'), "{before}");
    assert_eq!(behind.chars().count() % 2, 0, "{behind}");
    let korean = inner("운하 ");
    assert!(!korean.starts_with(|c| ('\u{1160}'..='\u{11ff}').contains(&c)), "{korean}");
}

#[test]
fn marks_stand_on_the_matched_word_only() {
    let site = site(&[
        body("/fr", "fr", "Le peuple d’Israël, l'armée et le « canal » du Caire."),
        body("/ar", "ar", "تحدث الناس عن والمكتبة \u{2067}القديمة\u{2069} في المدينة."),
    ]);
    for (query, mark) in [("israel ", "Israël"), ("armée ", "armée"), ("canal ", "canal"), ("مكتبة ", "والمكتبة")]
    {
        assert_eq!(marked(&site.query(query)["hits"][0]), [mark], "{query}");
    }
    let arabic = excerpt(&site, "مكتبة ");
    let control = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(arabic.contains("القديمة") && !arabic.contains(control), "{arabic}");
}

/// A page of several sections.
const GUIDE_FR: &str = "---\ntitle: Guide\nlang: fr\n---\n\nAvant tout titre on parle du canal de Suez.\n\n\
    ## Histoire\n\nLe canal fut creusé. Suez était petite.\n\n## Pêche\n\nOn y voit des poissons rouges.\n\n\
    ## Le canal de Suez\n\nIl relie deux mers, ce canal de Suez.\n\n## Tourisme\n\nLe canal de Suez attire.\n\n\
    ## Divers\n\nEncore le canal, et encore Suez. Fin.\n";

#[test]
fn sections_that_answer_the_query_have_urls_of_their_own() {
    let site = Site::new();
    site.create("site/fr/guide.md", GUIDE_FR);
    site.create(
        "site/ar/guide.html",
        "<html lang=ar><title>دليل</title><body><main><p>قناة السويس</p><h2 id=tarikh>تاريخ القناة</h2><p>حفرت قناة السويس قديما.</p>\
         <h2 id=samak>الأسماك</h2><p>فيها سمك كثير.</p></main></body></html>",
    );
    site.create("site/en/plain.txt", "The canal of Suez, without any heading.");
    site.build(&["site"]).code(0).quiet();
    let page = site.query_with("canal suez ", &["--lang", "fr"]);
    let sections = page["hits"][0]["sections"].as_array().unwrap();
    let titles: Vec<&str> = sections.iter().map(|section| section["title"].as_str().unwrap()).collect();
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert_eq!(titles[0], "Le canal de Suez", "its heading has the words");
    assert!(!titles.contains(&"Pêche"));
    assert_eq!(sections[0]["url"], "/fr/guide#le-canal-de-suez");
    assert_eq!(text(&sections[0]["excerpt"]), "Il relie deux mers, ce canal de Suez.");

    let page = site.query("قناة السويس ");
    let sections = page["hits"][0]["sections"].as_array().unwrap();
    assert_eq!(sections.len(), 1, "{sections:?}");
    assert!(sections[0]["url"].as_str().unwrap().ends_with("#tarikh"));
    assert_eq!(sections[0]["title"], "تاريخ القناة");

    assert_eq!(site.query_with("suez ", &["--lang", "en"])["hits"][0]["sections"], json!([]));
}

#[test]
fn links_land_on_the_passage() {
    let site = site(&[
        body("/fr#haut", "fr", "Le peuple d’Israël, peut-être, et d’autres peuples encore."),
        body("https://example.org/ar", "ar", "كتب المراسلون عن قناة السويس في المدينة."),
        body("mailto:someone@example.org", "en", "An earthquake was felt."),
    ]);
    let link = |query: &str| site.query(query)["hits"][0]["link"].as_str().unwrap().to_owned();
    assert_eq!(
        link("israel "),
        "/fr#haut:~:text=d%E2%80%99Isra%C3%ABl%2C%20peut%2D%C3%AAtre%2C%20et%20d%E2%80%99autres"
    );
    let arabic = link("السويس ");
    assert!(arabic.starts_with("https://example.org/ar#:~:text=%D8%A7%D9%84%D8%B3%D9%88%D9%8A%D8%B3%20"), "{arabic}");
    assert_eq!(link("earthquake "), "mailto:someone@example.org");
}
