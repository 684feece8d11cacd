//! The real sites beside the project, where they are there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::super::super::document::{Span, Text};
use super::super::super::language::detect;
use super::super::super::language::script::{script_of, scripts_of};
use super::super::*;
use super::day;

/// A corpus beside the project; the test that asks for one that is not there says so and passes.
fn corpus(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not there", path.display());
    None
}

/// The guide, read once for all tests.
fn guide() -> Option<&'static Reading> {
    static READING: OnceLock<Option<Reading>> = OnceLock::new();
    let reading = READING.get_or_init(|| {
        let path = corpus("opensource-guide")?;
        Some(read(&[path], &Config::default(), day("2024-06-01")).expect("readable"))
    });
    reading.as_ref()
}

#[test]
fn a_site_in_29_languages_comes_out_right() {
    let Some(reading) = guide() else {
        return;
    };
    // Pages announced in a language of other letters and still in English.
    for problem in &reading.problems {
        assert!(matches!(problem.fault, Fault::OtherScript { script: "Latin", .. }), "{problem}");
    }
    assert_eq!(reading.documents.len(), 350);
    let mut langs: BTreeMap<&str, usize> = BTreeMap::new();
    for document in &reading.documents {
        let (tag, _) = document.lang.as_ref().expect("language");
        *langs.entry(tag).or_default() += 1;
        assert!(!document.title.is_empty() && document.url.starts_with('/'), "{}", document.id);
        assert!(document.sections.iter().all(|section| section.paragraphs.iter().all(|text| !text.is_empty())));
    }
    assert_eq!(langs.len(), 29);
    assert_eq!((langs["zh-Hant"], langs["zh-Hans"], langs["en"], langs["pcm"], langs["sa"]), (13, 12, 13, 12, 12));
    assert_eq!(reading.by_id("ar/legal.md").alternates.len(), 28);
    let about = reading.by_id("zh-hant/README.md");
    assert_eq!((about.title.as_str(), about.url.as_str()), ("開源軟體指南 繁體中文", "/zh-hant/README"));
}

#[test]
fn detection_agrees_with_what_a_site_in_29_languages_declares() {
    let Some(reading) = guide() else {
        return;
    };
    let mut wrong: BTreeMap<(String, String), usize> = BTreeMap::new();
    for document in &reading.documents {
        let (tag, _) = document.lang.clone().expect("language");
        let text = document
            .sections
            .iter()
            .flat_map(|section| &section.paragraphs)
            .map(Text::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        // Announced in one language and still in English: what is declared counts, whatever the text is.
        let source = fs::read_to_string(&document.origin.path).expect("file");
        if source.contains("untranslated: true") {
            continue;
        }
        let found = detect(&text, &[]).filter(|guess| guess.reliable);
        let found = found.map_or_else(|| "und".to_owned(), |guess| guess.tag);
        // Han script is not told apart further; most of `bn` is still in English; the others are unknown to the statistics.
        if !tag.starts_with(&found) && !["pcm", "sa", "sw", "ms", "bn"].contains(&tag.as_str()) {
            *wrong.entry((tag, found)).or_default() += 1;
        }
    }
    assert_eq!(wrong, BTreeMap::new());
}

#[test]
fn news_pages_as_they_came_from_the_web() {
    let Some(path) = corpus("news") else { return };
    let reading = read(&[path], &Config::default(), day("2024-06-01")).expect("readable");
    assert_eq!(reading.problems, []);
    let found: Vec<_> = reading
        .documents
        .iter()
        .map(|document| (document.lang.as_ref().expect("language").0.as_str(), document.title.as_str()))
        .collect();
    assert_eq!(found.iter().map(|(lang, _)| *lang).collect::<Vec<_>>(), ["fr", "ar", "fr", "en", "fr"]);
    assert_eq!(found[2].1, "L’armée syrienne triomphe à Alep: Les extrémistes négocient leur capitulation");
    assert_eq!(found[3].1, "Posts Tagged ‘Syrian opposition’");
    assert_eq!(found[4].1, "Les Islamistes envoient un message fort à Damas : Offensive en cours");
    assert!(found[0].1.starts_with("Le régime d’Assad a déclaré dimanche") && found[0].1.ends_with('…'));
    assert!(reading.documents[0].url.starts_with("/000_"));
}

/// A text, the document's language, and the language of all its letters in the document's script, where that is another.
type Judged = (String, String, Option<Arc<str>>);

/// The texts of documents that are long enough to be judged.
fn judged(documents: &[Document]) -> Vec<Judged> {
    let mut judged = Vec::new();
    for document in documents {
        let scripts = scripts_of(document.tag());
        let own = |c: char| script_of(c).is_some_and(|script| scripts.contains(&script));
        for text in document.texts().filter(|text| text.chars().filter(|&c| own(c)).count() >= 40) {
            let is_whole = |span: &&Span| {
                let inside = text[span.bytes.clone()].chars().filter(|&c| own(c)).count();
                inside * 10 >= text.chars().filter(|&c| own(c)).count() * 9
            };
            let other = text.spans().iter().find(is_whole).map(|span| span.lang.clone());
            judged.push((text.to_string(), document.tag().to_owned(), other));
        }
    }
    judged
}

#[test]
fn paragraphs_of_known_language_are_hardly_ever_taken_for_another() {
    for corpus in ["xquad-dev/docs.jsonl", "pud/docs.jsonl"] {
        let Some(path) = self::corpus(corpus) else { return };
        let reading = read(&[path], &Config::default(), day("2024-06-01")).expect("readable");
        let judged = judged(&reading.documents);
        let wrong: Vec<&Judged> = judged.iter().filter(|(.., other)| other.is_some()).collect();
        eprintln!("{corpus}: {} of {} paragraphs taken for another language", wrong.len(), judged.len());
        assert!(wrong.len() * 1000 <= judged.len() * 2, "{wrong:#?}");
    }
    // Of the guide some pages and paragraphs are still in English; nothing in it is in a third language.
    let Some(guide) = guide() else { return };
    let guide = judged(&guide.documents);
    let wrong: Vec<&Judged> = guide
        .iter()
        .filter(|(_, tag, other)| other.as_deref().is_some_and(|other| other != "en" && tag != other))
        .collect();
    eprintln!("guide: {} of {} paragraphs taken for a third language", wrong.len(), guide.len());
    assert!(wrong.len() * 1000 <= guide.len() * 2, "{wrong:#?}");
}
