//! The files that the TREC tools read and write: questions, judgements, results.
//!
//! All are lines of columns in UTF-8. A byte order mark, CRLF, blank lines and lines that begin with `#` are passed over (the
//! last is ours: other tools know no comments). Since white space ends a column, white space inside a document's id is written
//! `%20`, in judgements as in runs.

use crate::cmd::CommandError;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use tarjuman::build::language::canonical_tag;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its name in the other files.
    pub id: String,
    /// BCP 47, canonical; `None` where the file gives none, or `-`.
    pub lang: Option<String>,
    /// What is typed.
    pub query: String,
    /// Where it stands.
    pub line: usize,
}

/// The documents judged for one question.
#[derive(Debug, Default)]
pub struct Judgements {
    /// Grades by the id as a run has it; relevant above 0.
    pub grades: HashMap<String, i64>,
    /// Lines, in the same file, by id.
    pub lines: HashMap<String, usize>,
}

/// Judgements by question.
pub type Qrels = HashMap<String, Judgements>;
/// Documents found, best first, by question.
pub type Run = HashMap<String, Vec<String>>;

const TOPIC_COLUMNS: &str = "write qid<TAB>language<TAB>query, or qid<TAB>query";
const RUN_TAG: &str = "tarjuman";

/// Reads questions: `qid<TAB>language<TAB>query`, or `qid<TAB>query`.
pub fn read_topics(path: &Path) -> Result<Vec<Topic>, CommandError> {
    let text = read(path)?;
    let mut topics: Vec<Topic> = Vec::new();
    let mut lines: HashMap<&str, usize> = HashMap::new();
    for (line, row) in rows(&text) {
        let bad = |what: String| error(path, line, what);
        let columns: Vec<&str> = row.split('\t').map(str::trim).collect();
        let (id, lang, query) = match columns[..] {
            [id, lang, query] => (id, lang, query),
            [id, query] => (id, "-", query),
            _ => return Err(bad(format!("{} columns; {TOPIC_COLUMNS}", columns.len()))),
        };
        if id.is_empty() || query.is_empty() {
            return Err(bad(format!("an empty column; {TOPIC_COLUMNS}")));
        }
        if id.contains(char::is_whitespace) {
            return Err(bad(format!("'{id}' has white space in it; name questions like q1")));
        }
        if let Some(first) = lines.insert(id, line) {
            return Err(bad(format!("the question '{id}' is already on line {first}; name each question once")));
        }
        let lang = match lang {
            "-" | "" => None,
            tag => Some(canonical_tag(tag).map_err(|tag| bad(format!("{tag}; or - for none")))?),
        };
        topics.push(Topic { id: id.to_owned(), lang, query: query.to_owned(), line });
    }
    if topics.is_empty() {
        let what = format!("no question in this file; {TOPIC_COLUMNS}");
        return Err(CommandError::File { path: path.to_owned(), what });
    }
    Ok(topics)
}

/// Reads judgements: `qid 0 docid grade`.
pub fn read_qrels(path: &Path) -> Result<Qrels, CommandError> {
    let text = read(path)?;
    let mut qrels = Qrels::new();
    for (line, row) in rows(&text) {
        let bad = |what: String| error(path, line, what);
        let columns: Vec<&str> = row.split_whitespace().collect();
        let [id, _, doc, grade] = columns[..] else {
            return Err(bad(format!("{} columns; write qid 0 docid grade{}", columns.len(), hint(&columns, 4))));
        };
        let grade = grade.parse().map_err(|_| {
            bad(format!("the grade '{grade}' is no whole number; write 0 for not relevant, 1 or more for relevant"))
        })?;
        let judgements = qrels.entry(id.to_owned()).or_default();
        if let Some(first) = judgements.lines.insert(doc.to_owned(), line) {
            return Err(bad(format!("'{doc}' is already judged for '{id}' on line {first}; keep one of the two")));
        }
        judgements.grades.insert(doc.to_owned(), grade);
    }
    Ok(qrels)
}

/// Reads results: `qid Q0 docid rank score tag`. As in trec_eval the score alone orders them, and among equal scores the
/// greater id comes first; the rank is not looked at.
pub fn read_run(path: &Path) -> Result<Run, CommandError> {
    let text = read(path)?;
    let mut scored: HashMap<&str, HashMap<&str, (f64, usize)>> = HashMap::new();
    for (line, row) in rows(&text) {
        let bad = |what: String| error(path, line, what);
        let columns: Vec<&str> = row.split_whitespace().collect();
        let [id, _, doc, _, score, _] = columns[..] else {
            let n = columns.len();
            return Err(bad(format!("{n} columns; write qid Q0 docid rank score tag{}", hint(&columns, 6))));
        };
        let score: f64 = score
            .parse()
            .ok()
            .filter(|score: &f64| !score.is_nan())
            .ok_or_else(|| bad(format!("the score '{score}' is no number")))?;
        if let Some((_, first)) = scored.entry(id).or_default().insert(doc, (score, line)) {
            return Err(bad(format!("'{doc}' is already a result for '{id}' on line {first}; keep one of the two")));
        }
    }
    let ranked = |results: HashMap<&str, (f64, usize)>| {
        let mut results: Vec<(&str, f64)> = results.into_iter().map(|(doc, (score, _))| (doc, score)).collect();
        results.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(a.0)));
        results.into_iter().map(|(doc, _)| doc.to_owned()).collect()
    };
    Ok(scored.into_iter().map(|(id, results)| (id.to_owned(), ranked(results))).collect())
}

/// Places after the point of the scores in a run: single precision, which trec_eval reads them into, tells numbers of
/// four places apart up to a thousand, far above any score.
const SCORE_STEP: f64 = 1e-4;

/// Appends the results of one question, best first, to a run.
///
/// Tools order a run by score, but we put documents that hold every word first, whatever their score, and equal scores occur.
/// So a score that is not below the one before is lowered by one step under it.
pub fn write_results(run: &mut String, topic: &str, results: &[(&str, f64)]) {
    let mut before = i64::MAX;
    for (rank, &(doc, score)) in results.iter().enumerate() {
        let steps = ((score / SCORE_STEP).round() as i64).min(before - 1);
        before = steps;
        let (doc, rank, score) = (column(doc), rank + 1, steps as f64 * SCORE_STEP);
        // Writing to a string cannot fail.
        let _ = writeln!(run, "{topic} Q0 {doc} {rank} {score:.4} {RUN_TAG}");
    }
}

/// A document's id as a column: white space as `%` and the bytes of its UTF-8.
pub fn column(id: &str) -> Cow<'_, str> {
    if !id.contains(char::is_whitespace) {
        return Cow::Borrowed(id);
    }
    let mut column = String::with_capacity(id.len() + 8);
    for c in id.chars() {
        if c.is_whitespace() {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| column.push_str(&format!("%{byte:02X}")));
        } else {
            column.push(c);
        }
    }
    Cow::Owned(column)
}

fn read(path: &Path) -> Result<String, CommandError> {
    let bytes = fs::read(path).map_err(CommandError::io("reading", path))?;
    String::from_utf8(bytes).map_err(|broken| {
        let sound = &broken.as_bytes()[..broken.utf8_error().valid_up_to()];
        let line = sound.iter().filter(|&&byte| byte == b'\n').count() + 1;
        error(path, line, "this is not UTF-8; save the file as UTF-8".to_owned())
    })
}

/// Lines with anything to say, and their numbers.
fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

fn hint(columns: &[&str], wanted: usize) -> &'static str {
    if columns.len() > wanted { "; white space inside an id is written %20" } else { "" }
}

fn error(path: &Path, line: usize, what: String) -> CommandError {
    CommandError::Line { path: path.to_owned(), line, what }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: impl AsRef<[u8]>) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        file
    }

    /// What reading `text` complains of, behind the file's name.
    fn complaint<T>(read: impl Fn(&Path) -> Result<T, CommandError>, text: impl AsRef<[u8]>) -> String {
        let file = file(text);
        let message = read(file.path()).err().expect("this should be refused").to_string();
        message.strip_prefix(&format!("{}:", file.path().display())).expect("the file is named").to_owned()
    }

    #[test]
    fn topics_as_editors_and_spreadsheets_save_them() {
        let text =
            "\u{feff}# أسئلة\r\n\r\nq1\tar\tأين بنيت السفينة؟\r\nq2\tARB\t دوما \n  \nq3\t-\tTitanic\nq4\tsuez\n";
        let topics = read_topics(file(text).path()).unwrap();
        let seen: Vec<_> = topics.iter().map(|t| (&*t.id, t.lang.as_deref(), &*t.query, t.line)).collect();
        let expected = [
            ("q1", Some("ar"), "أين بنيت السفينة؟", 3),
            ("q2", Some("ar"), "دوما", 4),
            ("q3", None, "Titanic", 6),
            ("q4", None, "suez", 7),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn topics_that_cannot_be_meant() {
        let refused = |text: &str| complaint(read_topics, text);
        let both = refused("q1\tar\tدوما\n#\nq2\tar\tx\nq1\tfr\tarmée\n");
        assert_eq!(both, "4: the question 'q1' is already on line 1; name each question once");
        assert!(refused("q1 ar دوما\n").starts_with("1: 1 columns; write qid<TAB>language<TAB>query"));
        assert!(refused("q1\tar\tdeux\tmots\n").starts_with("1: 4 columns; "));
        assert!(refused("q1\tar\t \n").starts_with("1: an empty column; "));
        assert!(refused("q 1\tar\tدوما\n").starts_with("1: 'q 1' has white space"));
        assert!(refused("q1\tarabic\tدوما\n").starts_with("1: 'arabic' is not a language tag"));
        assert!(refused("# nothing\n").starts_with(" no question in this file"));
        assert!(complaint(read_topics, b"q1\tfr\tarmee\nq2\tfr\tarm\xe9e\n").starts_with("2: this is not UTF-8"));
    }

    #[test]
    fn judgements() {
        let qrels = read_qrels(file("q1 0 ar/دوما.md 2\r\nq1\t0\ta%20b.md\t0\n\nq2 0 x -1\n").path()).unwrap();
        assert_eq!(
            (qrels["q1"].grades["ar/دوما.md"], qrels["q1"].grades["a%20b.md"], qrels["q2"].grades["x"]),
            (2, 0, -1)
        );
        assert_eq!(qrels["q1"].lines["a%20b.md"], 2);
        let refused = |text: &str| complaint(read_qrels, text);
        assert_eq!(
            refused("q1 0 دوما 1\nq1 0 دوما 0\n"),
            "2: 'دوما' is already judged for 'q1' on line 1; keep one of the two"
        );
        assert!(refused("q1 0 a b.md 1\n").starts_with("1: 5 columns; write qid 0 docid grade; white space"));
        assert!(refused("q1 0 a 0.5\n").starts_with("1: the grade '0.5' is no whole number"));
    }

    #[test]
    fn results_are_ordered_by_score_and_then_by_id_backwards() {
        let text = "q1 Q0 a 1 0.5 t\nq1 Q0 b 2 7 t\nq1 Q0 د 3 5e-1 t\nq2 Q0 z 9 -1 t\nq1 Q0 ب 4 .5 t\n";
        let run = read_run(file(text).path()).unwrap();
        assert_eq!(run["q1"], ["b", "د", "ب", "a"]);
        assert_eq!(run["q2"], ["z"]);
        let refused = |text: &str| complaint(read_run, text);
        assert_eq!(
            refused("q Q0 a 1 2 t\nq Q0 a 2 1 t\n"),
            "2: 'a' is already a result for 'q' on line 1; keep one of the two"
        );
        assert!(refused("q Q0 a 1 nan t\n").starts_with("1: the score 'nan' is no number"));
        assert!(refused("q Q0 a 1 2\n").starts_with("1: 5 columns; write qid Q0 docid rank score tag"));
    }

    #[test]
    fn a_run_keeps_the_order_it_was_written_in() {
        // The last holds fewer words but has the higher score; the second and third are equal; one id has a space.
        let results = [("b", 2.0), ("ملف جديد.md", 1.25), ("c", 1.25), ("a", 9.5)];
        let mut run = String::new();
        write_results(&mut run, "q1", &results);
        let scores: Vec<&str> = run.lines().map(|line| line.split(' ').nth(4).unwrap()).collect();
        assert_eq!(scores, ["2.0000", "1.2500", "1.2499", "1.2498"]);
        assert_eq!(read_run(file(run).path()).unwrap()["q1"], ["b", "ملف%20جديد.md", "c", "a"]);
    }

    #[test]
    fn white_space_of_any_script_leaves_no_column_open() {
        assert_eq!(column("a b\u{3000}中.md"), "a%20b%E3%80%80中.md");
        assert_eq!(column("ar/دوما.md"), "ar/دوما.md");
    }
}
