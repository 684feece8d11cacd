//! A run against an earlier one: per language, and question by question.

use super::measures::{Measure, Values};
use super::report::{Question, by_language};
use super::significance::{MAX_EXACT, Paired, ROUNDS, SEED, direction};
use super::trec::Run;
use crate::cmd::CommandError;
use rayon::prelude::*;
use serde::Serialize;
use std::cmp::Ordering;
use std::path::Path;

/// Questions printed of those that got better, and of those that got worse; JSON has all.
const MAX_SHOWN: usize = 20;
/// Characters of a question printed.
const MAX_CHARS: usize = 60;

#[derive(Debug, Serialize)]
struct Row<'t> {
    lang: &'t str,
    #[serde(flatten)]
    paired: Paired,
}

/// A question whose value by the chosen measure changed.
#[derive(Debug, Serialize)]
struct Change<'t> {
    qid: &'t str,
    lang: &'t str,
    query: &'t str,
    before: Values,
    after: Values,
}

/// The present run against the baseline.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison<'t> {
    /// The file.
    baseline: String,
    /// What questions are compared by.
    measure: &'static str,
    /// How p comes about.
    test: &'static str,
    rounds: u32,
    seed: u64,
    /// Questions that count 0 before, for the baseline has no results for them.
    not_in_baseline: usize,
    languages: Vec<Row<'t>>,
    overall: Paired,
    /// Largest change first.
    worse: Vec<Change<'t>>,
    /// Largest change first.
    better: Vec<Change<'t>>,
    #[serde(skip)]
    by: Measure,
}

impl<'t> Comparison<'t> {
    /// Compares questions that know their values before.
    pub fn new(path: &Path, run: &Run, by: Measure, questions: &[Question<'t>]) -> Result<Self, CommandError> {
        let not_in_baseline = questions.iter().filter(|question| !run.contains_key(question.qid)).count();
        if not_in_baseline == questions.len() {
            let what = "no result for any judged question; is it a run over these topics?".to_owned();
            return Err(CommandError::File { path: path.to_owned(), what });
        }
        let paired = |questions: &[&Question<'_>]| {
            let pairs: Vec<(f64, f64)> =
                questions.iter().map(|q| (q.before.unwrap_or_default().get(by), q.values.get(by))).collect();
            Paired::of(&pairs)
        };
        let languages: Vec<(&str, Vec<&Question<'_>>)> = by_language(questions).into_iter().collect();
        let (languages, overall) = rayon::join(
            || languages.par_iter().map(|(lang, questions)| Row { lang, paired: paired(questions) }).collect(),
            || paired(&questions.iter().collect::<Vec<_>>()),
        );
        Ok(Comparison {
            baseline: path.display().to_string(),
            measure: by.name(),
            test: "paired randomisation, two-sided",
            rounds: ROUNDS,
            seed: SEED,
            not_in_baseline,
            languages,
            overall,
            worse: changes(questions, by, Ordering::Less),
            better: changes(questions, by, Ordering::Greater),
            by,
        })
    }

    /// Tables for people.
    pub fn print(&self) {
        let title = self.by.title();
        say!("\n{title}, before ({}) and after", self.baseline);
        if self.not_in_baseline > 0 {
            say!("without results in the baseline, so 0 before: {}", self.not_in_baseline);
        }
        say!(
            "{:<10} {:>7} {:>7} {:>7} {:>10}  {:^17} {:>8} {:>7} {:>6}",
            "language",
            "topics",
            "before",
            "after",
            "difference",
            "95 % interval",
            "p",
            "better",
            "worse"
        );
        self.languages.iter().for_each(|row| print_row(row.lang, &row.paired));
        print_row("all", &self.overall);
        say!(
            "p: paired randomisation test, two-sided; where at most {MAX_EXACT} questions differ all sign changes are counted,\n\
             otherwise {} random ones (seed {})",
            self.rounds,
            self.seed
        );
        self.print_changes("worse", &self.worse);
        self.print_changes("better", &self.better);
    }

    fn print_changes(&self, how: &str, changes: &[Change<'_>]) {
        let title = self.by.title();
        match changes.len() {
            0 => say!("\nno question got {how} by {title}"),
            1 => say!("\n1 question got {how} by {title}:"),
            n if n > MAX_SHOWN => say!("\n{n} questions got {how} by {title}; the {MAX_SHOWN} that changed most:"),
            n => say!("\n{n} questions got {how} by {title}:"),
        }
        if changes.is_empty() {
            return;
        }
        say!("{:<17} {:<17} question", "nDCG@10", "MRR@10");
        for change in changes.iter().take(MAX_SHOWN) {
            let values = [Measure::Ndcg, Measure::Mrr].map(|measure| {
                let (before, after) = (change.before.get(measure), change.after.get(measure));
                format!("{before:.4} -> {after:.4}")
            });
            say!("{:<17} {:<17} {} [{}] {}", values[0], values[1], change.qid, change.lang, shown(change.query));
        }
    }
}

fn print_row(lang: &str, row: &Paired) {
    let interval = match row.interval {
        Some([low, high]) => format!("{low:+.4} .. {high:+.4}"),
        None => "-".to_owned(),
    };
    let p = if row.p < 1e-4 { "<.0001".to_owned() } else { format!("{:.4}", row.p) };
    let Paired { topics, before, after, difference, better, worse, .. } = row;
    say!(
        "{lang:<10} {topics:>7} {before:>7.4} {after:>7.4} {difference:>+10.4}  {interval:^17} {p:>8} {better:>7} {worse:>6}"
    );
}

/// Those that changed in one direction, the largest change first, then in the order of the topics.
fn changes<'t>(questions: &[Question<'t>], by: Measure, wanted: Ordering) -> Vec<Change<'t>> {
    let mut changes: Vec<Change<'t>> = questions
        .iter()
        .filter_map(|&Question { qid, lang, query, values: after, before }| {
            let before = before?;
            (direction(before.get(by), after.get(by)) == wanted).then_some(Change { qid, lang, query, before, after })
        })
        .collect();
    let size = |change: &Change<'_>| (change.after.get(by) - change.before.get(by)).abs();
    changes.sort_by(|a, b| size(b).total_cmp(&size(a)));
    changes
}

/// The beginning of a question, without characters that would move the cursor.
fn shown(query: &str) -> String {
    let mut shown: String = query.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_CHARS).collect();
    if query.chars().nth(MAX_CHARS).is_some() {
        shown.push('…');
    }
    shown
}
