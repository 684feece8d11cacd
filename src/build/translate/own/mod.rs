//! The owner's lexicons: files of three formats, told apart by what they begin with, made sets of words that mean the same.
//!
//! - [`columns`]: tab-separated, a column for each language;
//! - [`wordnet`]: the tab files of the Open Multilingual Wordnet;
//! - [`lmf`]: wordnets in XML (WN-LMF).
//!
//! Files are read in parallel, each in time proportional to its size. Wordnets name their sets by ids that other wordnets share, so all of
//! them together are one lexicon; each tab-separated file is one by itself.

mod columns;
mod lmf;
mod wordnet;

use super::lexicon::{fault_of, is_left_out};
use super::{LexiconFault, LexiconProblem};
use crate::build::language::base_language;
use crate::build::language::script::scripts_of;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// Faults of one file that are told.
const MAX_PROBLEMS: usize = 20;
/// A set with more words of one language says nothing about any of them.
const MAX_WORDS: usize = 64;

/// Sets of words that mean the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct WordSets {
    /// Base languages.
    pub(crate) langs: Vec<String>,
    /// Number of the language, and the word as written; each once.
    pub(crate) words: Vec<(u16, String)>,
    /// Numbers of words, each with what its source counts, within 0 and 1.
    pub(crate) sets: Vec<Vec<(u32, f32)>>,
    /// Whether a set is one of the many senses of its words, rather than a row that somebody wrote for them.
    pub(crate) has_senses: bool,
}

/// What is wrong with lexicons: errors stop a build, warnings do not.
pub(crate) type Faults = Vec<LexiconProblem>;

/// Reads files, of each of which the weight of its words is given.
///
/// # Errors
/// All that is wrong with them.
pub(crate) fn load(files: &[(PathBuf, f32)]) -> Result<(Vec<WordSets>, Faults), Faults> {
    let texts: Vec<Result<String, LexiconProblem>> = files.par_iter().map(|(path, _)| read(path)).collect();
    let (texts, mut problems) = (texts.iter(), Vec::new());
    let (mut readable, mut weights) = (Vec::new(), Vec::new());
    for (text, (path, weight)) in texts.zip(files) {
        match text {
            Ok(text) => {
                readable.push((path.as_path(), text.as_str()));
                weights.push(*weight);
            }
            Err(problem) => problems.push(problem.clone()),
        }
    }
    let batches: Vec<Batch<'_>> = readable.par_iter().map(|(path, text)| parse(path, text)).collect();
    let mut warnings = Vec::new();
    let (mut rows, mut senses) = (Vec::new(), Assembly::new(true));
    for (mut batch, weight) in batches.into_iter().zip(weights) {
        problems.append(&mut batch.problems);
        warnings.append(&mut batch.warnings);
        if weight == 0.0 {
            continue;
        }
        match batch.has_senses {
            true => senses.add(batch, weight),
            false => {
                let mut assembly = Assembly::new(false);
                assembly.add(batch, weight);
                rows.push(assembly.sets);
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    rows.extend(Some(senses.sets).filter(|sets| !sets.sets.is_empty()));
    rows.iter_mut().for_each(WordSets::drop_crowds);
    Ok((rows, warnings))
}

/// The text of a file, without a byte-order mark.
fn read(path: &Path) -> Result<String, LexiconProblem> {
    let problem = |line, fault| LexiconProblem { path: path.to_owned(), line, fault };
    let bytes = fs::read(path).map_err(|error| problem(0, LexiconFault::Unreadable(error.to_string())))?;
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        problem(1 + valid.iter().filter(|&&byte| byte == b'\n').count(), LexiconFault::NotUtf8)
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

fn parse<'t>(path: &Path, text: &'t str) -> Batch<'t> {
    let mut batch = Batch { path: path.to_owned(), ..Batch::default() };
    if text.trim_start().starts_with('<') {
        lmf::read(text, &mut batch);
    } else if wordnet::is_one(text) {
        wordnet::read(text, &mut batch);
    } else {
        columns::read(text, &mut batch);
    }
    if batch.entries.is_empty() && batch.problems.is_empty() {
        batch.error(0, LexiconFault::NoWords);
    }
    batch
}

/// What names a set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key<'t> {
    Row(u32),
    Id(Cow<'t, str>),
}

/// What one file says.
#[derive(Debug, Default)]
struct Batch<'t> {
    path: PathBuf,
    has_senses: bool,
    /// Canonical tags.
    langs: Vec<String>,
    /// Set, number of the language, word.
    entries: Vec<(Key<'t>, u16, Cow<'t, str>)>,
    problems: Faults,
    warnings: Faults,
}

impl Batch<'_> {
    fn error(&mut self, line: usize, fault: LexiconFault) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(LexiconProblem { path: self.path.clone(), line, fault });
        }
    }

    fn warn(&mut self, line: usize, fault: LexiconFault) {
        self.warnings.push(LexiconProblem { path: self.path.clone(), line, fault });
    }

    /// Whether so much is wrong that reading on tells nothing new.
    fn is_hopeless(&self) -> bool {
        self.problems.len() >= MAX_PROBLEMS
    }

    /// The number of a language.
    fn lang(&mut self, tag: String) -> u16 {
        let at = self.langs.iter().position(|lang| *lang == tag).unwrap_or_else(|| {
            self.langs.push(tag);
            self.langs.len() - 1
        });
        at as u16
    }
}

/// A word as lexicons should have it: composed, without vowel marks and invisible characters, one space between its words.
pub(crate) fn clean(word: &str) -> Cow<'_, str> {
    let word = word.trim();
    let is_clean = word.bytes().all(|b| b.is_ascii_graphic() && b != b'_' || b == b' ') && !word.contains("  ");
    if is_clean {
        return Cow::Borrowed(word);
    }
    let letters = word.nfc().filter(|&c| !is_left_out(c)).map(|c| if c == '_' { ' ' } else { c });
    let text = letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    if text == word { Cow::Borrowed(word) } else { Cow::Owned(text) }
}

/// Tells which words of third parties are damaged: counted, and told once per file.
struct Damage {
    scripts: HashMap<u16, Vec<unicode_script::Script>>,
    first: Option<(usize, LexiconFault)>,
    count: usize,
}

impl Damage {
    fn new() -> Damage {
        Damage { scripts: HashMap::new(), first: None, count: 0 }
    }

    /// Whether a word may be used.
    fn passes(&mut self, word: &str, lang: u16, tag: &str, line: impl Fn() -> usize) -> bool {
        let scripts = self.scripts.entry(lang).or_insert_with(|| scripts_of(tag));
        let Some(fault) = fault_of(word, tag, scripts) else { return true };
        self.count += 1;
        self.first.get_or_insert_with(|| (line(), fault));
        false
    }

    fn tell(self, batch: &mut Batch<'_>) {
        if let Some((line, first)) = self.first {
            batch.warn(line, LexiconFault::LeftOut { count: self.count, first: Box::new(first) });
        }
    }
}

/// Sets while they are put together.
struct Assembly {
    sets: WordSets,
    /// By language, word → its number.
    numbers: Vec<HashMap<String, u32>>,
    /// Row, or id, → number of the set.
    rows: HashMap<u32, usize>,
    ids: HashMap<String, usize>,
}

impl Assembly {
    fn new(has_senses: bool) -> Assembly {
        let sets = WordSets { has_senses, ..WordSets::default() };
        Assembly { sets, numbers: Vec::new(), rows: HashMap::new(), ids: HashMap::new() }
    }

    fn add(&mut self, batch: Batch<'_>, weight: f32) {
        let langs = &mut self.sets.langs;
        let number = |tag: &String| {
            let lang = base_language(tag);
            let at = langs.iter().position(|other| other == lang).unwrap_or_else(|| {
                langs.push(lang.to_owned());
                langs.len() - 1
            });
            at as u16
        };
        let langs: Vec<u16> = batch.langs.iter().map(number).collect();
        self.numbers.resize_with(self.sets.langs.len(), HashMap::new);
        for (key, lang, word) in batch.entries {
            let WordSets { words, sets, .. } = &mut self.sets;
            let lang = langs[usize::from(lang)];
            let numbers = &mut self.numbers[usize::from(lang)];
            let number = numbers.get(word.as_ref()).copied().unwrap_or_else(|| {
                let number = words.len() as u32;
                words.push((lang, word.clone().into_owned()));
                numbers.insert(word.into_owned(), number);
                number
            });
            let next = sets.len();
            let at = match key {
                Key::Row(row) => *self.rows.entry(row).or_insert(next),
                Key::Id(id) => match self.ids.get(id.as_ref()) {
                    Some(&at) => at,
                    None => *self.ids.entry(id.into_owned()).or_insert(next),
                },
            };
            if at == next {
                sets.push(Vec::new());
            }
            let set = &mut sets[at];
            match set.iter().position(|(other, _)| *other == number) {
                Some(at) => set[at].1 = set[at].1.max(weight),
                // A few more than are allowed tell that there are too many.
                None if set.len() <= MAX_WORDS * 16 => set.push((number, weight)),
                None => {}
            }
        }
    }
}

impl WordSets {
    /// Takes out the words of a language of which a set has too many.
    fn drop_crowds(&mut self) {
        let words = &self.words;
        for set in &mut self.sets {
            if set.len() <= MAX_WORDS {
                continue;
            }
            let mut counts: HashMap<u16, usize> = HashMap::new();
            set.iter().for_each(|(word, _)| *counts.entry(words[*word as usize].0).or_default() += 1);
            set.retain(|(word, _)| counts[&words[*word as usize].0] <= MAX_WORDS);
        }
    }

    /// The words of a language.
    pub(crate) fn words_of<'s>(&'s self, tag: &str) -> impl Iterator<Item = &'s str> + use<'s> {
        let lang = self.langs.iter().position(|lang| lang == tag);
        self.words.iter().filter(move |word| Some(usize::from(word.0)) == lang).map(|(_, word)| word.as_str())
    }
}

#[cfg(test)]
mod tests;
