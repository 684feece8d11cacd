//! A forged bundle, its checksums right, may give nonsense, but never a panic or an endless loop.

use std::path::PathBuf;
use std::time::{Duration, Instant};
use tarjuman::build::document::Date;
use tarjuman::build::report::{forge, section_states};
use tarjuman::build::{PartSizes, invert, source};
use tarjuman::{Engine, Filters, SearchOptions};

const QUERIES: [&str; 11] = [
    "suez",
    "قناة السويس",
    "titannic",
    "negociatrices",
    "苏伊士",
    "t",
    "والمدينة",
    "путешественник",
    "a b c d e f g",
    "\"قناة السويس\" OR \"the canal\" -\"苏伊士运河\"",
    "title:canal OR -heading:\"a\" и* -\"of the\"",
];

fn newsroom() -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/newsroom");
    let mut reading =
        source::read(&[folder], &Default::default(), Date { days: 30_000 }).expect("the newsroom is there");
    reading.documents.truncate(40);
    invert(&mut reading.documents, PartSizes::default())
}

/// A small generator of numbers, the same at each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

fn ask(index: &[u8]) {
    let Ok(engine) = Engine::open(index) else { return };
    let _ = engine.info();
    for query in QUERIES {
        let options = SearchOptions { limit: 20, ..SearchOptions::default() };
        let _ = engine.search(query, &options);
        let _ = engine.suggest(query, &options);
    }
    let mut filters = Filters::default();
    filters.add("topic", false, &[(None, None)]);
    filters.add("place", true, &[(Some("a"), Some("z"))]);
    for (query, sort, limit, offset) in [("", "-date", 1000, 0), ("السويس", "date", 20, 3), ("", "", 0, 1_000_000)]
    {
        let (sort, first) = (sort.to_owned(), Some("ar".to_owned()));
        let options =
            SearchOptions { limit, offset, filters: filters.clone(), sort, first, ..SearchOptions::default() };
        let _ = engine.search(query, &options);
    }
}

#[test]
fn a_forged_section_never_panics_or_loops() {
    let index = newsroom();
    let num_sections = section_states(&index).expect("sound").len();
    let mut numbers = Numbers(1);
    let start = Instant::now();
    for round in 0..1_500 {
        let position = round % num_sections;
        let (at, byte, more) = (numbers.below(1 << 30), numbers.below(256) as u8, numbers.below(4));
        let forged = forge(&index, position, |bytes| {
            for i in 0..=more {
                // Headers matter most: every other change is among the first bytes.
                let reach = if (round / num_sections).is_multiple_of(2) { bytes.len() } else { bytes.len().min(64) };
                if let Some(place) = bytes.get_mut((at * (i + 1)) % reach.max(1)) {
                    *place = byte.wrapping_add(i as u8 * 77);
                }
            }
        });
        ask(&forged.expect("sound before"));
    }
    assert!(start.elapsed() < Duration::from_secs(300), "{:?}", start.elapsed());
}

#[test]
fn a_forged_length_is_refused_or_read_as_less() {
    let index = newsroom();
    let num_sections = section_states(&index).expect("sound").len();
    for position in 0..num_sections {
        for keep in [0, 1, 4, 15, 16, 40, 1000] {
            ask(&forge(&index, position, |bytes| bytes.truncate(keep)).expect("sound before"));
        }
        ask(&forge(&index, position, |bytes| bytes.iter_mut().take(16).for_each(|byte| *byte = 0xff))
            .expect("sound before"));
    }
}
