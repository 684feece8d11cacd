//! Tab-separated words: a column for each language.
//!
//! The first line names the languages. Each further line is a set: in every column a word or several, separated by `|`, or nothing, but
//! words of two languages at least. A first column `key`, which the core lexicon has, is not read.

use super::{Batch, Key, clean};
use crate::build::language::canonical_tag;
use crate::build::language::script::scripts_of;
use crate::build::translate::LexiconFault;
use crate::build::translate::lexicon::{CELL, WORD, fault_of};
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};
use unicode_script::Script;

/// A word with more rows is told of: the reader gets none of its translations for sure.
const MAX_ROWS: u32 = 16;

pub(super) fn read<'t>(text: &'t str, batch: &mut Batch<'t>) {
    let mut lines = text.lines();
    let Some(columns) = header(lines.next().unwrap_or_default(), batch) else { return };
    let scripts: Vec<Vec<Script>> = batch.langs.iter().map(|lang| scripts_of(lang)).collect();
    // By a hash of their words: rows that are taken for others by accident would only be told of.
    let mut rows: HashMap<u64, usize> = HashMap::new();
    let mut uses: HashMap<(u16, Cow<'t, str>), (usize, u32)> = HashMap::new();
    let mut twice: Option<(usize, usize, usize)> = None;
    for (line, number) in lines.zip(2..) {
        if batch.is_hopeless() {
            return;
        }
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split(CELL).collect();
        let (found, expected) = (cells.len(), columns.len());
        if found > expected {
            batch.error(number, LexiconFault::TooManyCells { found, expected });
            continue;
        }
        let mut row: Vec<(u16, Cow<'t, str>)> = Vec::new();
        let num_problems = batch.problems.len();
        for (cell, lang) in cells.iter().zip(&columns).filter_map(|(cell, lang)| Some((cell, (*lang)?))) {
            read_cell(cell, lang, &scripts[usize::from(lang)], number, batch, &mut row);
        }
        if batch.problems.len() > num_problems {
            continue;
        }
        row.sort_unstable();
        row.dedup();
        let num_langs = row.chunk_by(|a, b| a.0 == b.0).count();
        if num_langs < 2 {
            batch.error(number, LexiconFault::TooFewLanguages { found: num_langs });
            continue;
        }
        for (lang, word) in &row {
            batch.entries.push((Key::Row(number as u32), *lang, word.clone()));
            uses.entry((*lang, word.clone())).or_insert((number, 0)).1 += 1;
        }
        let mut hasher = DefaultHasher::new();
        row.hash(&mut hasher);
        match rows.entry(hasher.finish()) {
            Entry::Occupied(before) => twice.get_or_insert((number, *before.get(), 0)).2 += 1,
            Entry::Vacant(place) => _ = place.insert(number),
        }
    }
    if let Some((line, before, count)) = twice {
        batch.warn(line, LexiconFault::RowTwice { before, count });
    }
    let mut many: Vec<_> = uses.iter().filter(|(_, (_, rows))| *rows > MAX_ROWS).collect();
    many.sort_unstable();
    if let Some(&((lang, word), &(line, rows))) = many.first() {
        let lang = batch.langs[usize::from(*lang)].clone();
        batch.warn(line, LexiconFault::TooManyRows { lang, word: word.to_string(), rows, others: many.len() - 1 });
    }
}

/// Per column the number of its language, or nothing of a key.
fn header(line: &str, batch: &mut Batch<'_>) -> Option<Vec<Option<u16>>> {
    let cells: Vec<&str> = line.trim_end().split(CELL).map(str::trim).collect();
    if cells.iter().filter(|cell| **cell != "key").count() < 2 {
        batch.error(1, LexiconFault::UnknownFormat(line.chars().take(80).collect()));
        return None;
    }
    let mut columns = Vec::new();
    for (cell, column) in cells.into_iter().zip(1..) {
        if cell == "key" && column == 1 {
            columns.push(None);
            continue;
        }
        match canonical_tag(cell).ok().filter(|tag| tag != "und") {
            Some(tag) if batch.langs.contains(&tag) => batch.error(1, LexiconFault::LanguageTwice(tag)),
            Some(tag) => columns.push(Some(batch.lang(tag))),
            None => batch.error(1, LexiconFault::Language { column, found: cell.to_owned(), remedy: String::new() }),
        }
    }
    batch.problems.is_empty().then_some(columns)
}

fn read_cell<'t>(
    cell: &'t str,
    lang: u16,
    scripts: &[Script],
    line: usize,
    batch: &mut Batch<'_>,
    row: &mut Vec<(u16, Cow<'t, str>)>,
) {
    if cell.trim().is_empty() {
        return;
    }
    for word in cell.split(WORD) {
        let word = clean(word);
        match fault_of(&word, &batch.langs[usize::from(lang)], scripts) {
            Some(fault) => batch.error(line, fault),
            None => row.push((lang, word)),
        }
    }
}
