//! `tarjuman eval`: how good are the results, measured with the formats of the TREC tools.

use super::bundle::Bundle;
use super::query::search;
use super::{CommandError, Found};
use clap::Args;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tarjuman::SearchOptions;

/// Asks a bundle many questions and prints MRR@10, nDCG@10, R@10 and success@1, overall and per query language.
#[derive(Debug, Args)]
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
    /// Write the results here: qid Q0 docid rank score tag
    #[arg(long, value_name = "OUT.trec")]
    run: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Looked at this far down.
const DEPTH: usize = 10;
const RUN_TAG: &str = "tarjuman";

struct Topic {
    id: String,
    lang: String,
    query: String,
}

type Qrels = HashMap<String, HashMap<String, f64>>;

/// Sums over questions.
#[derive(Default, Clone, Copy)]
struct Scores {
    num_topics: usize,
    mrr: f64,
    ndcg: f64,
    recall: f64,
    success: f64,
}

#[derive(serde::Serialize)]
struct Means {
    topics: usize,
    #[serde(rename = "mrr@10")]
    mrr: f64,
    #[serde(rename = "ndcg@10")]
    ndcg: f64,
    #[serde(rename = "r@10")]
    recall: f64,
    #[serde(rename = "success@1")]
    success: f64,
}

impl Scores {
    fn add(&mut self, ranked: &[&str], grades: &HashMap<String, f64>) {
        let grade = |id: &str| grades.get(id).copied().unwrap_or(0.0).max(0.0);
        let gain = |(rank, grade): (usize, f64)| grade / (rank as f64 + 2.0).log2();
        let top = || ranked.iter().take(DEPTH).map(|id| grade(id)).enumerate();
        let mut ideal: Vec<f64> = grades.values().copied().filter(|&grade| grade > 0.0).collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        let best: f64 = ideal.iter().take(DEPTH).copied().enumerate().map(gain).sum();
        self.num_topics += 1;
        self.mrr += top().find(|(_, grade)| *grade > 0.0).map_or(0.0, |(rank, _)| 1.0 / (rank as f64 + 1.0));
        self.ndcg += if best > 0.0 { top().map(gain).sum::<f64>() / best } else { 0.0 };
        self.recall += top().filter(|(_, grade)| *grade > 0.0).count() as f64 / ideal.len().max(1) as f64;
        self.success += top().take(1).filter(|(_, grade)| *grade > 0.0).count() as f64;
    }

    fn means(self) -> Means {
        let n = self.num_topics.max(1) as f64;
        Means {
            topics: self.num_topics,
            mrr: self.mrr / n,
            ndcg: self.ndcg / n,
            recall: self.recall / n,
            success: self.success / n,
        }
    }
}

impl EvalArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Found, CommandError> {
        let bundle = Bundle::read(&self.bundle)?;
        let engine = bundle.engine()?;
        let topics = read_topics(&self.topics)?;
        let qrels = self.qrels.as_deref().map(read_qrels).transpose()?;
        let mut run = match &self.run {
            Some(path) => {
                Some(BufWriter::new(fs::File::create(path).map_err(CommandError::io("writing the run", path))?))
            }
            None => None,
        };
        let mut scores: BTreeMap<&str, Scores> = BTreeMap::new();
        let mut overall = Scores::default();
        for topic in &topics {
            let langs = (!self.in_langs.is_empty()).then(|| {
                self.in_langs
                    .iter()
                    .map(|lang| if lang == "query" { topic.lang.clone() } else { lang.clone() })
                    .collect()
            });
            let page = search(&engine, &topic.query, &SearchOptions { limit: self.limit, offset: 0, langs })?;
            if let (Some(out), Some(path)) = (&mut run, &self.run) {
                for (rank, hit) in page.hits.iter().enumerate() {
                    writeln!(out, "{} Q0 {} {} {} {RUN_TAG}", topic.id, hit.id, rank + 1, hit.score)
                        .map_err(CommandError::io("writing the run", path))?;
                }
            }
            if let Some(grades) = qrels.as_ref().and_then(|qrels| qrels.get(&topic.id)) {
                let ranked: Vec<&str> = page.hits.iter().map(|hit| hit.id.as_str()).collect();
                scores.entry(&topic.lang).or_default().add(&ranked, grades);
                overall.add(&ranked, grades);
            }
        }
        if let (Some(mut out), Some(path)) = (run, &self.run) {
            out.flush().map_err(CommandError::io("writing the run", path))?;
        }
        if qrels.is_some() {
            self.print(scores, overall);
        }
        Ok(Found::Yes)
    }

    fn print(&self, scores: BTreeMap<&str, Scores>, overall: Scores) {
        let mut rows: Vec<(&str, Means)> = scores.into_iter().map(|(lang, scores)| (lang, scores.means())).collect();
        rows.push(("all", overall.means()));
        if self.json {
            let object: serde_json::Map<String, serde_json::Value> =
                rows.iter().map(|(lang, means)| ((*lang).to_owned(), serde_json::json!(means))).collect();
            say!("{}", serde_json::Value::Object(object));
            return;
        }
        say!("{:<8} {:>7} {:>8} {:>8} {:>8} {:>10}", "language", "topics", "MRR@10", "nDCG@10", "R@10", "success@1");
        for (lang, m) in rows {
            say!("{lang:<8} {:>7} {:>8.4} {:>8.4} {:>8.4} {:>10.4}", m.topics, m.mrr, m.ndcg, m.recall, m.success);
        }
    }
}

fn read_lines(path: &Path) -> Result<Vec<(usize, String)>, CommandError> {
    let text = fs::read_to_string(path).map_err(CommandError::io("reading", path))?;
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.to_owned()));
    Ok(lines.filter(|(_, line)| !line.trim().is_empty()).collect())
}

fn read_topics(path: &Path) -> Result<Vec<Topic>, CommandError> {
    let topic = |(line, text): (usize, String)| match text.split('\t').collect::<Vec<_>>()[..] {
        [id, lang, query] => Ok(Topic { id: id.into(), lang: lang.into(), query: query.into() }),
        [id, query] => Ok(Topic { id: id.into(), lang: "-".into(), query: query.into() }),
        ref columns => Err(CommandError::Line {
            path: path.to_owned(),
            line,
            what: format!("{} columns; write qid<TAB>language<TAB>query, or qid<TAB>query", columns.len()),
        }),
    };
    read_lines(path)?.into_iter().map(topic).collect()
}

fn read_qrels(path: &Path) -> Result<Qrels, CommandError> {
    let mut qrels = Qrels::new();
    for (line, text) in read_lines(path)? {
        let bad = |what: &str| CommandError::Line { path: path.to_owned(), line, what: what.to_owned() };
        let [id, _, doc, grade] = text.split_whitespace().collect::<Vec<_>>()[..] else {
            return Err(bad("not four columns; write qid 0 docid grade"));
        };
        let grade = grade.parse().map_err(|_| bad("the grade is no number"))?;
        qrels.entry(id.to_owned()).or_default().insert(doc.to_owned(), grade);
    }
    Ok(qrels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_match_hand_computed_cases() {
        let grades = HashMap::from([("a".to_owned(), 2.0), ("b".to_owned(), 1.0), ("c".to_owned(), 0.0)]);
        let mut scores = Scores::default();
        scores.add(&["c", "b", "x", "a"], &grades);
        let means = scores.means();
        assert_eq!(means.mrr, 0.5);
        assert_eq!(means.recall, 1.0);
        assert_eq!(means.success, 0.0);
        let dcg = 1.0 / 3f64.log2() + 2.0 / 5f64.log2();
        let ideal = 2.0 / 2f64.log2() + 1.0 / 3f64.log2();
        assert!((means.ndcg - dcg / ideal).abs() < 1e-12);
    }

    #[test]
    fn what_lies_below_the_tenth_place_does_not_count() {
        let grades = HashMap::from([("دوما".to_owned(), 1.0)]);
        let mut scores = Scores::default();
        let mut ranked = vec!["x"; 10];
        ranked.push("دوما");
        scores.add(&ranked, &grades);
        let means = scores.means();
        assert_eq!((means.mrr, means.ndcg, means.recall), (0.0, 0.0, 0.0));
    }
}
