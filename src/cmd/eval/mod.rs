//! `tarjuman eval`: how good are the results, and are they better than before? In the files of the TREC tools.
//!
//! ```text
//! trec          questions, judgements and runs: read and written
//! measures      how good one ranking is
//! significance  whether a difference between two runs is more than chance
//! comparison    a run against an earlier one
//! report        what is printed
//! words         questions without operators
//! ```
//!
//! **What is counted.** A question counts when it is asked (in the topics) and judged (in the qrels); when the search finds
//! nothing for it, it counts 0, and so it does in a baseline that lacks it. That is `trec_eval -c` over the questions asked. A
//! question that is not judged is left out and said to be, and so is a judged one that is not asked. Documents that were not
//! judged count as not relevant. What is measured is the order that readers see.
//!
//! Only ids are asked of the engine, no excerpts, with as many threads as there are cores.

mod comparison;
mod measures;
mod report;
mod significance;
mod trec;
mod words;

use super::bundle::Bundle;
use super::{CommandError, Found};
use clap::{ArgGroup, Args};
use comparison::Comparison;
use indicatif::ProgressBar;
use measures::{DEPTH, Measure, Values};
use rayon::prelude::*;
use report::{Question, Report};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use tarjuman::build::contents::document_ids;
use tarjuman::{Alternates, Engine, OptionError, SearchOptions};
use trec::{Qrels, Topic, column};
use unicode_normalization::UnicodeNormalization;

/// Asks a bundle many questions and tells how good the results are: MRR@10, nDCG@10, R@10 and success@1, overall and per
/// language of the questions.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("use").args(["qrels", "run"]).required(true).multiple(true))]
pub struct EvalArgs {
    /// The folder that `build` wrote, or the .wasm in it
    bundle: PathBuf,
    /// Questions: qid<TAB>language<TAB>query, or qid<TAB>query
    #[arg(long, value_name = "T.tsv")]
    topics: PathBuf,
    /// Judgements: qid 0 docid grade
    #[arg(long, value_name = "Q.txt")]
    qrels: Option<PathBuf>,
    /// Search only documents in this language (may be repeated); `query` stands for the question's own
    #[arg(long = "in-lang", value_name = "TAG")]
    in_langs: Vec<String>,
    /// Documents asked for per question
    #[arg(long, default_value_t = 100, value_name = "N")]
    limit: u32,
    /// Read the questions as queries with operators, not as words alone
    #[arg(long)]
    operators: bool,
    /// Write the results here: qid Q0 docid rank score tag
    #[arg(long, value_name = "OUT.trec")]
    run: Option<PathBuf>,
    /// Compare with the results in this file, which an earlier --run (or another tool) wrote
    #[arg(long, value_name = "RUN.trec", requires = "qrels")]
    baseline: Option<PathBuf>,
    /// The measure by which a question got better or worse than in the baseline
    #[arg(long, default_value = "ndcg@10", value_name = "MEASURE")]
    by: Measure,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Stands for a question's own language in `--in-lang`.
const OWN_LANGUAGE: &str = "query";
/// The most that the engine gives.
const MAX_LIMIT: u32 = 1000;

/// Ids and scores, best first.
type Results<'e> = Vec<(&'e str, f64)>;

impl EvalArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Found, CommandError> {
        let bundle = Bundle::read(&self.bundle)?;
        let engine = bundle.engine()?;
        let topics = trec::read_topics(&self.topics)?;
        let qrels = self.qrels.as_deref().map(trec::read_qrels).transpose()?;
        let baseline = self.baseline.as_deref().map(trec::read_run).transpose()?;
        if qrels.is_some() && self.limit < DEPTH as u32 {
            let (option, found, min, max) = ("limit", self.limit, DEPTH as u32, MAX_LIMIT);
            return Err(OptionError { option, found, min, max }.into());
        }
        self.warn_of_languages(&engine, &topics);
        let results = self.ask(&engine, &topics)?;
        if let Some(path) = &self.run {
            let mut run = String::new();
            topics.iter().zip(&results).for_each(|(topic, results)| trec::write_results(&mut run, &topic.id, results));
            fs::write(path, run).map_err(CommandError::io("writing the run", path))?;
        }
        let (Some(path), Some(qrels)) = (&self.qrels, &qrels) else { return Ok(Found::Yes) };
        let ids = document_ids(bundle.index()?)
            .map_err(|source| CommandError::Format { path: bundle.path.clone(), source })?;
        warn_of_documents(path, qrels, &ids);
        warn_of_questions(path, qrels);

        let questions: Vec<Question<'_>> = topics
            .iter()
            .zip(&results)
            .filter_map(|(topic, results)| {
                let grades = &qrels.get(&topic.id)?.grades;
                let ranked: Vec<_> = results.iter().map(|&(id, _)| column(id)).collect();
                let before = baseline.as_ref().map(|run| Values::of(run.get(&topic.id).map_or(&[][..], |r| r), grades));
                Some(Question::new(topic, Values::of(&ranked, grades), before))
            })
            .collect();
        if questions.is_empty() {
            let what = format!("judges no question of {}; call them alike in both", self.topics.display());
            return Err(CommandError::File { path: path.clone(), what });
        }
        let comparison = match (&self.baseline, &baseline) {
            (Some(path), Some(run)) => Some(Comparison::new(path, run, self.by, &questions)?),
            _ => None,
        };
        let asked: HashSet<&str> = topics.iter().map(|topic| &*topic.id).collect();
        let not_asked = qrels.keys().filter(|id| !asked.contains(&***id)).count();
        let report = Report::new(questions, topics.len(), not_asked, comparison);
        if self.json {
            report.print_json()
        } else {
            report.print()
        }
        Ok(Found::Yes)
    }

    fn ask<'e>(&self, engine: &Engine<'e>, topics: &[Topic]) -> Result<Vec<Results<'e>>, CommandError> {
        // Seen on a terminal only.
        let progress = ProgressBar::new(topics.len() as u64);
        let ask = |topic: &Topic| {
            let words = if self.operators { topic.query.clone() } else { words::as_words(&topic.query) };
            let query: String = words.nfkd().collect();
            let langs = self.langs(topic)?;
            // Documents are judged, not pages in all their languages.
            let options = SearchOptions {
                limit: self.limit,
                langs,
                alternates: Alternates::Separate,
                ..SearchOptions::default()
            };
            let results = engine.rank(&query, &options)?;
            progress.inc(1);
            Ok(results)
        };
        let results = topics.par_iter().map(ask).collect();
        progress.finish_and_clear();
        results
    }

    /// The languages searched for a question.
    fn langs(&self, topic: &Topic) -> Result<Option<Vec<String>>, CommandError> {
        let lang = |wanted: &String| match (&**wanted, &topic.lang) {
            (OWN_LANGUAGE, Some(own)) => Ok(own.clone()),
            (OWN_LANGUAGE, None) => Err(CommandError::Line {
                path: self.topics.clone(),
                line: topic.line,
                what: "no language; --in-lang query needs one: qid<TAB>language<TAB>query".to_owned(),
            }),
            _ => Ok(wanted.clone()),
        };
        let langs: Vec<String> = self.in_langs.iter().map(lang).collect::<Result<_, _>>()?;
        Ok((!langs.is_empty()).then_some(langs))
    }

    /// Restricted to a language that no document is in, a search finds nothing.
    fn warn_of_languages(&self, engine: &Engine<'_>, topics: &[Topic]) {
        let known = engine.info().langs;
        let asked: BTreeSet<String> = topics.iter().filter_map(|topic| self.langs(topic).ok()?).flatten().collect();
        for lang in asked {
            let holds = |tag: &str| {
                let (tag, lang) = (tag.to_ascii_lowercase(), lang.to_ascii_lowercase());
                tag.strip_prefix(&*lang).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            if !known.iter().any(|language| holds(&language.lang)) {
                eprintln!("warning: no document of the bundle is in '{lang}', so --in-lang finds nothing there");
            }
        }
    }
}

/// A document that is not in the bundle can never be found: most often its id is misspelt.
fn warn_of_documents(path: &Path, qrels: &Qrels, ids: &[&str]) {
    let known: HashSet<_> = ids.iter().map(|id| column(id)).collect();
    let relevant = qrels.values().flat_map(|judged| &judged.lines).filter(|(id, _)| !known.contains(id.as_str()));
    let mut unknown: Vec<(usize, &str)> = relevant.map(|(id, &line)| (line, id.as_str())).collect();
    unknown.sort_unstable();
    if let [(line, id), more @ ..] = &unknown[..] {
        let more = if more.is_empty() { String::new() } else { format!(", and {} more lines name such", more.len()) };
        eprintln!(
            "warning: {}:{line}: the bundle has no document '{id}'{more}; `tarjuman query --json` shows the ids",
            path.display()
        );
    }
}

/// Nobody can answer a question that has no right answer.
fn warn_of_questions(path: &Path, qrels: &Qrels) {
    let none_relevant = |(_, judged): &(_, &trec::Judgements)| !judged.grades.values().any(|&grade| grade > 0);
    let mut hopeless: Vec<&str> = qrels.iter().filter(none_relevant).map(|(id, _)| id.as_str()).collect();
    hopeless.sort_unstable();
    if let [first, more @ ..] = &hopeless[..] {
        let more = if more.is_empty() { String::new() } else { format!(", and for {} more questions", more.len()) };
        eprintln!("warning: {}: no document is relevant for '{first}'{more}, which counts 0", path.display());
    }
}
