//! Sources: files, folders and standard input, read into [`Document`]s.
//!
//! Files are read side by side; afterwards the documents are sorted by id, so that neither the number of threads nor the
//! order of files shows in the result. What concerns the site as a whole comes last: languages that nothing declares,
//! recurring blocks, translations. A bad document becomes a [`Problem`] and costs only itself.

mod alternates;
mod clean;
mod date;
mod fields;
mod file;
mod front_matter;
mod furniture;
mod html;
mod jsonl;
mod langs;
mod languages;
mod limits;
mod markdown;
mod marks;
mod page;
mod path;
mod problem;
mod runs;
mod slug;
mod text;
mod unread;
mod values;

#[cfg(test)]
mod tests;

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::config::{Config, Furniture, Future};
use super::document::{Date, Document};
use file::{Format, Input, Opened};
use page::{Content, Page};

pub use problem::{Fault, Problem, Severity, SkipReason, Skipped, SourceError};

/// What was read.
#[derive(Debug, Default, PartialEq)]
pub struct Reading {
    /// Sorted by id, each id once. Every document has a language, `und` when nothing tells it, and its texts say which parts
    /// of them are in another.
    pub documents: Vec<Document>,
    /// What could not be used, or only with a loss, by path and line.
    pub problems: Vec<Problem>,
    /// What was left out on purpose, by id.
    pub skipped: Vec<Skipped>,
    /// Files that were read, standard input included.
    pub files_read: usize,
    /// Files of other kinds, or left out by `include` and `exclude`.
    pub files_ignored: usize,
    /// Bytes that were read, before inflation.
    pub bytes_read: u64,
}

/// Whether files of this name are read as documents, wherever in a source they lie.
#[must_use]
pub fn is_document_name(path: &Path) -> bool {
    file::format_of(&path.file_name().unwrap_or_default().to_string_lossy()).is_some()
}

/// Reads all `sources`: folders, files, or `-` for JSON Lines on standard input. What is dated after `now` is left out.
///
/// # Errors
/// Only when reading as a whole is impossible: a source that is not there, a folder without a file of ours, standard
/// input given twice.
pub fn read(sources: &[PathBuf], config: &Config, now: Date) -> Result<Reading, SourceError> {
    read_with(sources, config, now, &mut || Box::new(BufReader::new(io::stdin())))
}

/// [`read`] with another standard input.
fn read_with(
    sources: &[PathBuf],
    config: &Config,
    now: Date,
    stdin: &mut dyn FnMut() -> Box<dyn BufRead>,
) -> Result<Reading, SourceError> {
    let selection = config.selection().map_err(|(_, what)| SourceError::Config(what))?;
    let collected = file::collect(sources, &selection)?;
    let mut reading = Reading {
        files_read: collected.inputs.len() + usize::from(collected.stdin),
        files_ignored: collected.num_ignored,
        problems: collected.problems,
        ..Reading::default()
    };
    let mut outcomes: Vec<Outcome> = collected.inputs.par_iter().map(|input| read_file(input, config)).collect();
    if collected.stdin {
        let lines = jsonl::read(&mut *stdin(), Path::new("-"));
        outcomes.push(Outcome { pages: lines.pages, problems: lines.problems, num_bytes: lines.num_bytes });
    }

    let mut pages = Vec::new();
    for outcome in outcomes {
        reading.bytes_read += outcome.num_bytes;
        reading.problems.extend(outcome.problems);
        pages.extend(outcome.pages);
    }
    require_marks(&mut pages);
    pages.retain_mut(|page| reading.keeps(page, config, now));
    pages.sort_by(|a, b| {
        let by_origin = |page: &Page| (page.document.origin.path.clone(), page.document.origin.line);
        a.document.id.cmp(&b.document.id).then_with(|| by_origin(a).cmp(&by_origin(b)))
    });
    reading.refuse_duplicates(&mut pages);

    languages::decide(&mut pages, config);
    if config.furniture == Furniture::Skip {
        furniture::remove(&mut pages);
    }
    reading.problems.extend(runs::mark(&mut pages));
    reading.problems.extend(unread::check(&pages));
    reading.problems.extend(values::check(&pages));
    alternates::complete(&mut pages, config);
    reading.documents = pages.into_iter().map(|page| page.document).collect();
    reading.problems.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    reading.skipped.sort_by(|a, b| (&a.id, &a.origin.path, a.origin.line).cmp(&(&b.id, &b.origin.path, b.origin.line)));
    Ok(reading)
}

/// What one file holds.
#[derive(Debug, Default)]
struct Outcome {
    pages: Vec<Page>,
    problems: Vec<Problem>,
    num_bytes: u64,
}

fn read_file(input: &Input, config: &Config) -> Outcome {
    let mut outcome = Outcome::default();
    if input.format == Format::JsonLines {
        match Opened::open(input) {
            Ok(mut opened) => {
                let lines = jsonl::read(&mut *opened.reader, &input.path);
                outcome.pages = lines.pages;
                outcome.problems = lines.problems;
                outcome.num_bytes = opened.bytes_read();
            }
            Err(error) => outcome.problem(input, 0, file::fault_of(&error)),
        }
        return outcome;
    }
    let (bytes, num_bytes) = file::read_document(input);
    outcome.num_bytes = num_bytes;
    let decoded = match bytes.and_then(|bytes| file::decode(bytes, input.format)) {
        Ok(decoded) => decoded,
        Err(fault) => {
            outcome.problem(input, 0, fault);
            return outcome;
        }
    };
    let url = path::url(&input.relative, config);
    let read = match input.format {
        Format::Html => Ok(html::read(&decoded.text, &url, config.furniture)),
        Format::Markdown => markdown::read(&decoded.text),
        Format::Text | Format::JsonLines => Ok(text::read(&decoded.text)),
    };
    let mut page = match read {
        Ok(page) => page,
        Err((line, fault)) => {
            outcome.problem(input, line, fault);
            return outcome;
        }
    };
    if let Some(loss) = decoded.loss {
        page.fault(loss);
    }
    for (line, fault) in page.faults.drain(..) {
        outcome.problem(input, line, fault);
    }
    let document = &mut page.document;
    document.origin.path.clone_from(&input.path);
    if document.id.is_empty() {
        document.id.clone_from(&input.relative);
    }
    if document.url.is_empty() {
        document.url = url;
    }
    let (path_lang, path_key) = path::language(&input.relative, &config.lang_pattern);
    page.path_lang = path_lang;
    page.path_key = Some(path_key);
    outcome.pages.push(page);
    outcome
}

impl Outcome {
    fn problem(&mut self, input: &Input, line: usize, fault: Fault) {
        self.problems.push(Problem { path: input.path.clone(), line, fault });
    }
}

/// Once a page marks its body, pages that do not are no content (Pagefind's rule, which sites rely on).
fn require_marks(pages: &mut [Page]) {
    if !pages.iter().any(|page| page.content == Content::Marked) {
        return;
    }
    for page in pages {
        // JSON Lines and Markdown are content by nature; they carry no path key or read as a whole.
        if matches!(page.content, Content::Main | Content::Guessed) {
            page.skip.get_or_insert(SkipReason::NoBody);
        }
    }
}

impl Reading {
    /// Whether the page is a document; otherwise the reason is written down.
    fn keeps(&mut self, page: &mut Page, config: &Config, now: Date) -> bool {
        let document = &page.document;
        let future = document.date.filter(|date| *date > now && config.future == Future::Skip);
        if let Some(reason) = page.skip.or(future.map(SkipReason::Future)) {
            self.skipped.push(Skipped { origin: document.origin.clone(), id: document.id.clone(), reason });
            return false;
        }
        if document.title.is_empty() && document.sections.is_empty() {
            let (path, line) = (document.origin.path.clone(), document.origin.line);
            self.problems.push(Problem { path, line, fault: Fault::NoText });
            return false;
        }
        true
    }

    /// Of sorted pages, keeps the first of each id.
    fn refuse_duplicates(&mut self, pages: &mut Vec<Page>) {
        pages.dedup_by(|later, first| {
            let is_same = later.document.id == first.document.id;
            if is_same {
                let origin = &later.document.origin;
                let fault = Fault::Duplicate { id: later.document.id.clone(), first: first.document.origin.clone() };
                self.problems.push(Problem { path: origin.path.clone(), line: origin.line, fault });
            }
            is_same
        });
    }
}
