//! An engine whose parts are handed over one by one answers as one that has them all.
#![cfg(feature = "build")]

use std::collections::BTreeSet;
use std::path::Path;
use tarjuman::build::config::Config;
use tarjuman::build::document::{Date, Document};
use tarjuman::build::report::part_bytes;
use tarjuman::build::{PartSizes, invert, source};
use tarjuman::{Engine, FormatError, Outcome, Page, Reading, SearchOptions};

const SMALL: PartSizes = PartSizes { dictionary_keys: 300, postings_groups: 200, text_bytes: 10_000 };

/// Words, beginnings, typos, unseen inflections, scripts without spaces.
const QUERIES: [&str; 69] = [
    "",
    "!?",
    "the",
    "Aleppo",
    "titanic",
    "canal",
    "Suez canal",
    "earthquake in Messina",
    "Marie Curie",
    "zzzzzzzz",
    "a",
    "t",
    "ti",
    "tit",
    "tita",
    "th",
    "c",
    "ch",
    "con",
    "trans",
    "Alepo",
    "titanik",
    "Messona",
    "pyramyd",
    "orchestra",
    "orchestres",
    "inventa",
    "ingenieurs",
    "armees",
    "l'opera",
    "Eröffnung",
    "Kanal",
    "Griechen",
    "olympische Spiele",
    "terremoto",
    "canal de Panama",
    "inauguracion",
    "depremi",
    "deniz",
    "demiryolu",
    "Титаник",
    "Тита",
    "пароходами",
    "Русские моряки",
    "премия",
    "Мессона",
    "القاهرة",
    "قاهره",
    "العمال",
    "كالباخرة",
    "قناة السويس",
    "ال",
    "دوما",
    "运河",
    "苏伊士运河",
    "泰坦尼克号",
    "船",
    "タイタニック",
    "地震",
    "飛行機",
    "मिस्र",
    "नहर",
    "रेल",
    "\"Suez canal\"",
    "\"قناة السويس\" -\"في مصر\"",
    "canal -\"the canal\"",
    "\"苏伊士运河\" OR Титаник",
    "title:canal heading:the*",
    "who was the first to see the tomb of Tutankhamun, and what did the workers in Cairo say about canal and railway",
];

fn newsroom() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/newsroom");
    let reading = source::read(&[folder], &Config::default(), Date::today()).unwrap();
    assert!(reading.documents.len() > 70);
    reading.documents
}

fn page(outcome: Outcome) -> Page {
    match outcome {
        Outcome::Page(page) => page,
        Outcome::Missing(parts) => panic!("an engine that has all its parts asks for {parts:?}"),
    }
}

/// Asks until there is a page, handing over one part before each time.
fn ask<'a>(engine: &mut Engine<'a>, index: &'a [u8], query: &str, given: &mut BTreeSet<u32>) -> Page {
    loop {
        match engine.search(query, &SearchOptions::default()).unwrap() {
            Outcome::Page(page) => return page,
            Outcome::Missing(parts) => {
                assert!(!parts.is_empty(), "{query}");
                let distinct: BTreeSet<u32> = parts.iter().copied().collect();
                assert_eq!(distinct.len(), parts.len(), "{query}: asked for a part twice in {parts:?}");
                assert!(distinct.is_disjoint(given), "{query}: asked again for what was given, {parts:?}");
                let bytes = part_bytes(index, parts[0]).expect("a part of this index");
                engine.supply(parts[0], bytes).unwrap();
                given.insert(parts[0]);
            }
        }
    }
}

#[test]
fn parts_handed_over_one_by_one_give_the_same_pages() {
    let index = invert(&mut newsroom(), SMALL);
    let whole = Engine::open(&index).unwrap();
    let mut shared = Engine::open_without_parts(&index).unwrap();
    let mut given = BTreeSet::new();
    for query in QUERIES {
        let expected = page(whole.search(query, &SearchOptions::default()).unwrap());
        // Alone, and after all the queries before it.
        let mut fresh = Engine::open_without_parts(&index).unwrap();
        let mut fresh_given = BTreeSet::new();
        assert_eq!(ask(&mut fresh, &index, query, &mut fresh_given), expected, "{query}");
        assert!(expected.total == 0 || fresh_given.len() >= 2, "{query}: postings and text at least, {fresh_given:?}");
        assert_eq!(ask(&mut shared, &index, query, &mut given), expected, "{query}");
    }
    assert!(given.len() > 20, "{given:?}");
}

#[test]
fn a_whole_document_needs_the_part_with_its_text_alone() {
    let index = invert(&mut newsroom(), SMALL);
    let whole = Engine::open(&index).unwrap();
    let mut engine = Engine::open_without_parts(&index).unwrap();
    let mut num_given = 0;
    for id in ["/ar/suez-canal-opening", "/en/suez-canal-opening", "/ja/titanic-sinking", "/nowhere"] {
        let Reading::Document(expected) = whole.document(id) else { panic!("no part is missing") };
        assert_eq!(expected.is_some(), id != "/nowhere", "{id}");
        if let Reading::Missing(parts) = engine.document(id) {
            assert_eq!(parts.len(), 1, "{id}");
            engine.supply(parts[0], part_bytes(&index, parts[0]).expect("a part of this index")).unwrap();
            num_given += 1;
        }
        assert_eq!(engine.document(id), Reading::Document(expected.clone()), "{id}");
        if let Some(document) = expected {
            let num_bytes = document.sections.iter().flat_map(|section| &section.text).map(String::len).sum::<usize>();
            assert!(num_bytes > 500, "{id}: {num_bytes}");
        }
    }
    assert!(num_given >= 2, "{num_given}");
}

#[test]
fn a_rare_word_needs_few_parts() {
    let index = invert(&mut newsroom(), SMALL);
    let mut engine = Engine::open_without_parts(&index).unwrap();
    let mut given = BTreeSet::new();
    ask(&mut engine, &index, "Krakatoa ", &mut given);
    let all = (16..19u32).flat_map(|kind| (0..1000).map(move |number| kind << 16 | number));
    let num_parts = all.filter(|&number| part_bytes(&index, number).is_some()).count();
    assert!(given.len() * 2 < num_parts, "{} of {num_parts}", given.len());
}

#[test]
fn the_size_of_parts_does_not_show() {
    let mut documents = newsroom();
    let small = invert(&mut documents, SMALL);
    let tiny = invert(&mut documents, PartSizes { dictionary_keys: 7, postings_groups: 5, text_bytes: 1 });
    let large = invert(&mut documents, PartSizes::default());
    let engines = [&small, &tiny, &large].map(|index| Engine::open(index).unwrap());
    for query in QUERIES {
        let pages = engines.each_ref().map(|engine| page(engine.search(query, &SearchOptions::default()).unwrap()));
        assert_eq!(pages[0], pages[2], "{query}");
        assert_eq!(pages[1], pages[2], "{query}");
    }
}

#[test]
fn wrong_bytes_are_refused_and_the_engine_goes_on() {
    let index = invert(&mut newsroom(), SMALL);
    let options = SearchOptions::default();
    let mut engine = Engine::open_without_parts(&index).unwrap();
    let Outcome::Missing(parts) = engine.search("Титаник", &options).unwrap() else {
        panic!("no part is there")
    };
    let part = parts[0];
    let right = part_bytes(&index, part).unwrap();
    let mut flipped = right.to_vec();
    flipped[right.len() / 2] ^= 1;
    let other = part_bytes(&index, part + 1).unwrap();
    for wrong in [&flipped[..], other, &right[1..], &right[..right.len() - 1], b""] {
        assert!(matches!(engine.supply(part, wrong), Err(FormatError::Damaged { section: "dictionary", .. })));
    }
    for no_part in [0, 1 << 16, 16 << 16 | 9999, 99 << 16, u32::MAX] {
        assert!(engine.supply(no_part, right).is_err(), "{no_part:x}");
        assert!(part_bytes(&index, no_part).is_none(), "{no_part:x}");
    }
    assert_eq!(engine.search("Титаник", &options).unwrap(), Outcome::Missing(parts));
    let whole = page(Engine::open(&index).unwrap().search("Титаник", &options).unwrap());
    assert_eq!(ask(&mut engine, &index, "Титаник", &mut BTreeSet::new()), whole);
}
