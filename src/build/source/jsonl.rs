//! JSON Lines: one document per line, read in batches that are parsed side by side, so that neither the file nor its
//! parsed form is ever in memory as a whole beside the documents.

use std::io::{self, BufRead, Read};
use std::path::Path;

use encoding_rs::{UTF_16BE, UTF_16LE};
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::super::config::Furniture;
use super::clean::clean_spans;
use super::file::fault_of;
use super::limits::{BATCH_BYTES, MAX_DOCUMENT_BYTES, MAX_LINE_BYTES, MAX_UTF16_BYTES};
use super::page::{Content, Page};
use super::problem::{Fault, Problem};
use super::{fields, html, path, text};

/// What a stream of lines holds.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    pub(crate) pages: Vec<Page>,
    pub(crate) problems: Vec<Problem>,
    /// Bytes after inflation.
    pub(crate) num_bytes: u64,
}

/// Reads every line of `reader`; `origin` is its name in messages.
pub(crate) fn read(reader: &mut dyn BufRead, origin: &Path) -> Lines {
    let mut lines = Lines::default();
    if let Err(error) = read_all(reader, origin, &mut lines) {
        lines.problems.push(Problem { path: origin.to_owned(), line: 0, fault: fault_of(&error) });
    }
    // A misspelt field stands in every line: once is enough.
    let mut reported = Vec::new();
    lines.problems.retain(|problem| {
        let Fault::NearMiss { field, .. } = &problem.fault else {
            return true;
        };
        let is_new = !reported.contains(field);
        if is_new {
            reported.push(field.clone());
        }
        is_new
    });
    lines
}

fn read_all(reader: &mut dyn BufRead, origin: &Path, lines: &mut Lines) -> io::Result<()> {
    let head = reader.fill_buf()?;
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return read_utf16(reader, origin, lines);
    }
    let mut batch = Batch { first_line: 1, ..Batch::default() };
    loop {
        let at_end = batch.fill(reader)?;
        lines.take(&batch, origin);
        if at_end {
            return Ok(());
        }
        batch = Batch { first_line: batch.next_line, byte_offset: lines.num_bytes, ..Batch::default() };
    }
}

fn read_utf16(reader: &mut dyn BufRead, origin: &Path, lines: &mut Lines) -> io::Result<()> {
    let mut bytes = Vec::new();
    reader.take(MAX_UTF16_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_UTF16_BYTES {
        return Err(io::Error::other("too much UTF-16; convert it to UTF-8"));
    }
    let encoding = if bytes.first() == Some(&0xff) { UTF_16LE } else { UTF_16BE };
    let (decoded, _) = encoding.decode_with_bom_removal(&bytes);
    read_all(&mut decoded.as_bytes(), origin, lines)
}

/// Whole lines that are parsed together.
#[derive(Debug, Default)]
struct Batch {
    bytes: Vec<u8>,
    /// 1-based number and range of each line.
    lines: Vec<(usize, std::ops::Range<usize>)>,
    /// Lines that were too long to keep, with their length.
    too_long: Vec<(usize, u64)>,
    first_line: usize,
    next_line: usize,
    /// Of the batch in the file, for messages.
    byte_offset: u64,
    num_bytes: u64,
}

impl Batch {
    /// Reads lines until the batch is full; true at the end of the file.
    fn fill(&mut self, reader: &mut dyn BufRead) -> io::Result<bool> {
        self.next_line = self.first_line;
        while self.bytes.len() < BATCH_BYTES {
            let start = self.bytes.len();
            let len = self.read_line(reader)?;
            if len == 0 {
                return Ok(true);
            }
            self.num_bytes += len;
            if len > MAX_LINE_BYTES as u64 {
                self.bytes.truncate(start);
                self.too_long.push((self.next_line, len));
            } else {
                self.lines.push((self.next_line, start..self.bytes.len()));
            }
            self.next_line += 1;
        }
        Ok(false)
    }

    /// One line's length; what exceeds [`MAX_LINE_BYTES`] is counted, not kept.
    fn read_line(&mut self, reader: &mut dyn BufRead) -> io::Result<u64> {
        let mut len = 0_u64;
        loop {
            let available = match reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let newline = available.iter().position(|byte| *byte == b'\n');
            let used = newline.map_or(available.len(), |at| at + 1);
            len += used as u64;
            if len <= MAX_LINE_BYTES as u64 {
                self.bytes.extend_from_slice(available.get(..used).unwrap_or(available));
            }
            reader.consume(used);
            if newline.is_some() || used == 0 {
                return Ok(len);
            }
        }
    }
}

impl Lines {
    fn take(&mut self, batch: &Batch, origin: &Path) {
        let parsed: Vec<(usize, Result<Page, Fault>)> = batch
            .lines
            .par_iter()
            .filter_map(|(number, range)| {
                let bytes = batch.bytes.get(range.clone())?;
                let page = parse(bytes, batch.byte_offset + range.start as u64).transpose()?;
                Some((*number, page))
            })
            .collect();
        let problem = |line: usize, fault: Fault| Problem { path: origin.to_owned(), line, fault };
        for (line, len) in &batch.too_long {
            self.problems.push(problem(*line, Fault::TooLong { bytes: *len }));
        }
        for (line, page) in parsed {
            match page {
                Ok(mut page) => {
                    page.document.origin.path = origin.to_owned();
                    page.document.origin.line = line;
                    self.problems.extend(page.faults.drain(..).map(|(_, fault)| problem(line, fault)));
                    self.pages.push(page);
                }
                Err(fault) => self.problems.push(problem(line, fault)),
            }
        }
        self.num_bytes += batch.num_bytes;
    }
}

/// The document of one line; `None` for a blank one.
fn parse(bytes: &[u8], byte_offset: u64) -> Result<Option<Page>, Fault> {
    let mut page = Page::default();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    if bytes.is_empty() {
        return Ok(None);
    }
    let parsed = match std::str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(error) => {
            let count = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
            let first_offset = byte_offset + error.valid_up_to() as u64;
            page.fault(Fault::Undecodable { count, first_offset, encoding: "UTF-8" });
            serde_json::from_str(&String::from_utf8_lossy(bytes))
        }
    };
    let fields: Map<String, Value> = match parsed {
        Ok(Value::Object(fields)) => fields,
        Ok(Value::Array(_)) => return Err(Fault::NotJson("a list".to_owned())),
        Ok(_) => return Err(Fault::NotJson("a bare value".to_owned())),
        Err(error) => return Err(Fault::NotJson(without_line(&error))),
    };
    let given = |name: &str| fields.get(name).is_some_and(|value| !value.is_null());
    let url = fields::string(&fields, "url", &mut page).map(|url| url.trim().to_owned()).unwrap_or_default();
    if url.is_empty() {
        // A misspelt `url` is worth more than "missing".
        let near = fields::near_misses(&fields).find(|fault| matches!(fault, Fault::NearMiss { known: "url", .. }));
        return Err(near.unwrap_or(Fault::Missing("url")));
    }
    if !path::is_safe(&url) {
        return Err(Fault::UnsafeUrl { url, is_own: true });
    }
    if given("html") {
        if given("body") {
            page.fault(Fault::TwoBodies);
        }
        if let Some(markup) = fields::string(&fields, "html", &mut page) {
            check_len(&markup)?;
            take_html(&markup, &url, &mut page);
        }
    } else if let Some(body) = fields::string(&fields, "body", &mut page) {
        check_len(&body)?;
        page.document.sections = text::sections(text::paragraphs(&body));
    }
    page.document.url = url;
    if let Some(id) = fields::string(&fields, "id", &mut page) {
        page.document.id = id;
    }
    fields::apply(&fields, &mut page);
    if page.document.id.is_empty() {
        page.document.id.clone_from(&page.document.url);
    }
    for fault in fields::near_misses(&fields) {
        page.fault(fault);
    }
    Ok(Some(page))
}

fn check_len(text: &str) -> Result<(), Fault> {
    let bytes = text.len() as u64;
    if bytes > MAX_DOCUMENT_BYTES { Err(Fault::TooLong { bytes }) } else { Ok(()) }
}

/// The text of a page given as markup, and what it says about itself; the line's own fields come after and win.
fn take_html(markup: &str, url: &str, page: &mut Page) {
    let mut read = html::read(markup, url, Furniture::Skip);
    // Its robots, canonical link and alternates speak of where it came from, not of this index.
    read.skip = None;
    read.content = Content::Whole;
    read.document.alternates.clear();
    read.document.title = clean_spans(&read.document.title, read.document.title.spans());
    read.faults.append(&mut page.faults);
    *page = read;
}

/// serde counts lines within the text, of which there is one.
fn without_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    format!("{what} at column {}", error.column())
}
