//! The core lexicon that is bundled: complete, well-formed, and as large as is said of it.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use tarjuman::build::translate::Lexicon;

const LANGUAGES: [&str; 14] = ["ar", "de", "el", "en", "es", "fa", "fr", "hi", "it", "ja", "pt", "ru", "tr", "zh"];
const MIN_CONCEPTS: usize = 2_500;
const MIN_PLACES: usize = 300;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon")
}

fn load(paths: &[PathBuf]) -> Lexicon {
    Lexicon::load(paths).unwrap_or_else(|problems| {
        panic!("{} problems:\n{}", problems.len(), problems.iter().map(|p| format!("{p}\n")).collect::<String>())
    })
}

/// Past the capture of tests that pass: the counts are to be seen.
fn tell(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

#[test]
fn the_core_lexicon_is_whole() {
    let lexicon = load(&[folder()]);
    let num_words = lexicon.num_words();
    tell(&format!("lexicon: {} concepts; words: {num_words:?}", lexicon.concepts().len()));
    assert!(lexicon.concepts().len() >= MIN_CONCEPTS);
    assert!(num_words.keys().copied().eq(LANGUAGES), "in every row: {num_words:?}");
    for concept in lexicon.concepts() {
        assert_eq!(concept.words.len(), LANGUAGES.len(), "{}", concept.key);
    }
    let places = load(&[folder().join("places.tsv")]);
    tell(&format!("lexicon: {} places", places.concepts().len()));
    assert!(places.concepts().len() >= MIN_PLACES);
}

#[test]
fn each_field_is_a_file_that_the_readme_names() {
    let readme = std::fs::read_to_string(folder().join("README.md")).unwrap();
    for file in std::fs::read_dir(folder()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(!name.ends_with(".tsv") || readme.contains(&format!("`{name}`")), "{name}");
    }
}

/// What readers type and what the stories say, as neither sound nor spelling tells.
#[test]
fn names_that_sound_does_not_carry() {
    let lexicon = load(&[folder()]);
    for (here, word, there, other) in [
        ("en", "Aleppo", "ar", "حلب"),
        ("fr", "Alep", "en", "Aleppo"),
        ("fr", "Le Caire", "ar", "القاهرة"),
        ("de", "Wien", "ar", "فيينا"),
        ("en", "Germany", "ar", "ألمانيا"),
        ("fr", "ONU", "ar", "الأمم المتحدة"),
        ("ru", "ООН", "zh", "联合国"),
        ("en", "ceasefire", "ar", "وقف إطلاق النار"),
        ("fr", "cessez-le-feu", "fa", "آتش‌بس"),
        ("tr", "mülteci", "hi", "शरणार्थी"),
        ("ja", "難民", "es", "refugiado"),
    ] {
        let has = |lang: &str, word: &str, words: &std::collections::BTreeMap<String, Vec<String>>| {
            words.get(lang).is_some_and(|words| words.iter().any(|other| other == word))
        };
        let found: BTreeSet<&str> = lexicon
            .concepts()
            .iter()
            .filter(|concept| has(here, word, &concept.words))
            .flat_map(|concept| concept.words[there].iter().map(String::as_str))
            .collect();
        assert!(found.contains(other), "{word} ({here}): {found:?}");
    }
}
