//! `tarjuman eval` over files as a site owner writes them.

use crate::harness::{Ran, Site, urls};
use serde_json::Value;

const TOPICS: &str = "q1\ten\tAleppo earthquake\nq2\tar\tدوما\nq3\tru\tгорода\nq4\tth\tคลอง\n";
/// The Arabic page is right for q2; q3 has a better and a good page; nothing says what is right for q4.
const QRELS: &str = "q1 0 /en/aleppo 1\nq2 0 /ar/asad 1\nq3 0 /ru/messina 1\nq3 0 /en/aleppo 3\n";

fn asked() -> Site {
    let site = Site::published();
    site.create("t.tsv", TOPICS);
    site.create("q.txt", QRELS);
    site
}

fn eval(site: &Site, args: &[&str]) -> Ran {
    site.run(&[&["eval", "dist", "--topics", "t.tsv"], args].concat())
}

fn near(value: &Value, expected: f64) -> bool {
    (value.as_f64().unwrap() - expected).abs() < 1e-6
}

#[test]
fn measures_per_language_and_overall() {
    let site = asked();
    let report = eval(&site, &["--qrels", "q.txt", "--json"]).code(0).quiet().json();
    let row =
        |lang: &str| report["languages"].as_array().unwrap().iter().find(|row| row["lang"] == lang).unwrap().clone();
    assert!(near(&row("ar")["mrr@10"], 1.0), "{report}");
    // One page of two, the lesser: (1 / log2(2)) / (3 / log2(2) + 1 / log2(3)).
    assert!(near(&row("ru")["ndcg@10"], 1.0 / (3.0 + 0.630_929_753_6)), "{report}");
    assert!(near(&row("ru")["r@10"], 0.5) && near(&row("ru")["success@1"], 1.0));
    assert!(near(&report["overall"]["r@10"], 2.5 / 3.0) && report["overall"]["topics"] == 3);
    assert_eq!((&report["notJudged"], &report["notAsked"]), (&Value::from(1), &Value::from(0)));
    assert_eq!(report["questions"][1]["query"], "دوما");

    let table = eval(&site, &["--qrels", "q.txt"]).code(0).quiet();
    table.prints("ru               1    1.0000    0.2754    0.5000    1.0000").prints("left out: 1 not judged");
}

#[test]
fn a_question_without_results_counts_nothing_but_counts() {
    let site = asked();
    site.create("t.tsv", "q1\ten\tzzzzzzzz\nq2\tar\tدوما\n");
    let report = eval(&site, &["--qrels", "q.txt", "--json"]).code(0).quiet().json();
    assert!(near(&report["overall"]["mrr@10"], 0.5), "{report}");
    assert_eq!((&report["overall"]["topics"], &report["notAsked"]), (&Value::from(2), &Value::from(1)));
}

#[test]
fn the_run_holds_what_a_search_gives() {
    let site = asked();
    eval(&site, &["--run", "out.trec"]).code(0).quiet();
    let run = String::from_utf8(site.read("out.trec")).unwrap();
    for line in TOPICS.lines() {
        let [id, _, query] = line.split('\t').collect::<Vec<_>>()[..] else { panic!() };
        let written: Vec<&str> =
            run.lines().filter(|line| line.starts_with(id)).map(|line| line.split(' ').nth(2).unwrap()).collect();
        assert_eq!(written, urls(&site.query_across(query, &["--limit", "100", "--separate"])), "{query}");
    }
}

#[test]
fn restricted_to_the_language_of_the_question() {
    let site = asked();
    site.create("t.tsv", "q1\tfr\tAleppo\nq2\tar\tدوما\n");
    let report = eval(&site, &["--qrels", "q.txt", "--in-lang", "query", "--json"]).code(0).quiet().json();
    assert!(near(&report["questions"][0]["mrr@10"], 0.0) && near(&report["questions"][1]["mrr@10"], 1.0), "{report}");

    let warned = eval(&site, &["--qrels", "q.txt", "--in-lang", "ja"]).code(0);
    warned.says(&["warning: no document of the bundle is in 'ja'"]);
    site.create("t.tsv", "q1\tAleppo\n");
    let refused = eval(&site, &["--qrels", "q.txt", "--in-lang", "query"]).code(2);
    refused.says(&["t.tsv:1: no language; --in-lang query needs one"]);
}

#[test]
fn compared_with_a_baseline() {
    let site = asked();
    // Before: q1 in the second place, q2 as now, q3 with its better page first, which a page of one language cannot hold.
    let before = "q1 Q0 x 1 2 old\nq1 Q0 /en/aleppo 2 1 old\nq2 Q0 /ar/asad 1 1 old\nq3 Q0 /en/aleppo 1 1 old\n";
    site.create("old.trec", before);
    let ran = eval(&site, &["--qrels", "q.txt", "--baseline", "old.trec", "--json"]).code(0).quiet();
    let compared = &ran.json()["comparison"];
    assert_eq!((&compared["measure"], &compared["notInBaseline"]), (&Value::from("ndcg@10"), &Value::from(0)));
    let overall = &compared["overall"];
    assert_eq!([&overall["better"], &overall["worse"], &overall["equal"]], [1, 1, 1]);
    // 1 - .630930 and (1 - 3) / 3.630930: their sum is nearer to 0 than with any other signs, so all four are as far.
    assert!(
        near(&overall["p"], 1.0) && near(&overall["difference"], (1.0 - 0.630_929_753_6 - 2.0 / 3.630_929_753_6) / 3.0),
        "{overall}"
    );
    assert_eq!((&compared["worse"][0]["qid"], &compared["worse"][0]["query"]), (&"q3".into(), &"города".into()));
    assert!(
        near(&compared["better"][0]["before"]["mrr@10"], 0.5) && near(&compared["better"][0]["after"]["mrr@10"], 1.0)
    );

    let printed = eval(&site, &["--qrels", "q.txt", "--baseline", "old.trec", "--by", "mrr@10"]).code(0).quiet();
    let printed = printed.prints("1 question got better by MRR@10:").prints("no question got worse by MRR@10");
    printed.prints("0.6309 -> 1.0000  0.5000 -> 1.0000  q1 [en] Aleppo earthquake");
}

#[test]
fn a_run_compared_with_itself_is_the_same() {
    let site = asked();
    // Written after it was read, so one command keeps the last run for the next time.
    eval(&site, &["--run", "last.trec"]).code(0).quiet();
    let args = ["--qrels", "q.txt", "--baseline", "last.trec", "--run", "last.trec", "--json"];
    let compared = eval(&site, &args).code(0).quiet().json()["comparison"].clone();
    assert_eq!([&compared["overall"]["equal"], &compared["overall"]["better"]], [3, 0]);
    assert!(near(&compared["overall"]["p"], 1.0));
}

#[test]
fn judgements_that_cannot_be_meant_are_told() {
    let site = asked();
    site.create("q.txt", "q1 0 /en/alepo 1\nq1 0 /en/aleppo 1\nq2 0 /ar/اسد 0\n");
    let ran = eval(&site, &["--qrels", "q.txt"]).code(0);
    let [unknown, hopeless] = ran.stderr.lines().collect::<Vec<_>>()[..] else { panic!("{ran:?}") };
    assert!(unknown.starts_with("warning: q.txt:1: the bundle has no document '/en/alepo', and 1 more"), "{unknown}");
    assert!(hopeless.starts_with("warning: q.txt: no document is relevant for 'q2', which counts 0"), "{hopeless}");
}

#[test]
fn files_that_do_not_go_together() {
    let site = asked();
    site.create("other.txt", "سؤال1 0 /ar/asad 1\n");
    eval(&site, &["--qrels", "other.txt"]).code(2).says(&["other.txt: judges no question of t.tsv", "alike"]);
    site.create("other.trec", "سؤال1 Q0 /ar/asad 1 1 t\n");
    let refused = eval(&site, &["--qrels", "q.txt", "--baseline", "other.trec"]).code(2);
    refused.says(&["other.trec: no result for any judged question", "over these topics?"]);
    site.create("broken.trec", "q1 Q0 /en/aleppo 1 1 t\nq1 Q0 /en/aleppo 2\n");
    eval(&site, &["--qrels", "q.txt", "--baseline", "broken.trec"])
        .code(2)
        .says(&["broken.trec:2: 4 columns; write qid Q0"]);
    eval(&site, &["--qrels", "q.txt", "--limit", "5"]).code(2).says(&["option limit is 5; it can be 10 to 1000"]);
    // Neither measured nor kept: nothing to do.
    assert!(eval(&site, &[]).code(2).stderr.contains("--qrels"));
    assert!(eval(&site, &["--run", "x.trec", "--baseline", "q.txt"]).code(2).stderr.contains("--qrels"));
}

#[test]
fn the_example_questions_go_with_the_example_site() {
    let site = Site::new();
    let example = |name: &str| format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"));
    site.build(&[&example("newsroom")]).code(0);
    let (topics, qrels) = (example("evaluation/topics.tsv"), example("evaluation/qrels.txt"));
    let ran = site.run(&["eval", "dist", "--topics", &topics, "--qrels", &qrels, "--json"]).code(0);
    let report = ran.quiet().json();
    assert_eq!((&report["notJudged"], &report["notAsked"]), (&Value::from(0), &Value::from(0)));
    assert!(report["overall"]["mrr@10"].as_f64().unwrap() > 0.8, "{report}");
}
