//! The example newsroom: each event is found in the other languages, whichever of three it is asked in.

use crate::harness::{Site, urls};
use serde_json::Value;

/// Name, and what is asked in each of [`LANGS`]; `None` where the event is not told.
struct Event {
    name: String,
    queries: Vec<Option<String>>,
}

const LANGS: [&str; 3] = ["en", "fr", "ar"];
/// Among how many stories of a language the event has to be.
const FIRST: usize = 3;

fn events() -> Vec<Event> {
    let rows = include_str!("../judgements/newsroom/events.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let event = |row: &str| {
        let mut cells = row.split('\t').map(str::to_owned);
        let name = cells.next().unwrap();
        let queries: Vec<Option<String>> = cells.map(|cell| Some(cell).filter(|cell| cell != "-")).collect();
        assert_eq!(queries.len(), LANGS.len(), "{row}");
        Event { name, queries }
    };
    rows.map(event).collect()
}

#[test]
fn every_event_is_among_the_first_stories_of_the_other_languages() {
    let newsroom = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/newsroom");
    let site = Site::new();
    site.build(&[newsroom]).code(0);
    let events = events();
    let mut missed = Vec::new();
    let mut num_asked = 0;
    for (from, lang) in LANGS.iter().enumerate() {
        for (to, other) in LANGS.iter().enumerate().filter(|&(to, _)| to != from) {
            let told: Vec<(&Event, &str)> =
                events.iter().filter_map(|event| Some((event, event.queries[from].as_deref()?))).collect();
            let told: Vec<_> = told.into_iter().filter(|(event, _)| event.queries[to].is_some()).collect();
            let queries: Vec<&str> = told.iter().map(|&(_, query)| query).collect();
            let args = ["query", "dist", "-", "--lang", other, "--separate", "--limit", "3"];
            let answers = site.run_with(&args, &[], queries.join("\n").as_bytes()).code(0).stdout;
            let answers: Vec<Value> = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(answers.len(), told.len());
            for ((event, query), answer) in told.into_iter().zip(&answers) {
                num_asked += 1;
                let found = urls(answer);
                if !found.iter().take(FIRST).any(|url| url.contains(&event.name)) {
                    missed.push(format!("{query} ({lang}), among {other}: {found:?}"));
                }
            }
        }
    }
    assert!(num_asked > 90 && missed.is_empty(), "{} of {num_asked} missed:\n{}", missed.len(), missed.join("\n"));
}
