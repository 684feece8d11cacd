//! Concepts and their words in several languages, as people write them down.
//!
//! A lexicon is one or more tab-separated files. The first line of each names the columns: `key`, then canonical language tags. Each
//! further line is a concept: a key of its own (by which rows are sorted), and per language one word or several, separated by `|`, the
//! most usual first. A word may be a term of several words. Nothing is guessed: whatever is not so is a [`LexiconProblem`], and all of them are told at once.

use super::{LexiconFault, LexiconProblem};
use crate::build::language::canonical_tag;
use crate::build::language::script::{script_of, scripts_of};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use unicode_script::Script;

/// What separates cells, and words of a cell.
pub(super) const CELL: char = '\t';
pub(super) const WORD: char = '|';
/// A word under more concepts than this says nothing about any of them.
const MAX_CONCEPTS: usize = 4;
/// Abbreviations are Latin in every language (GPU).
const MAX_ABBREVIATION: usize = 8;

/// A lexicon without a fault.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lexicon {
    concepts: Vec<Concept>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Unique among all files.
    pub key: String,
    /// Language tag → words, most usual first; never empty.
    pub words: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// Reads the files; of a folder those that end in `.tsv`, by name.
    ///
    /// # Errors
    /// All that is wrong with them.
    pub fn load(paths: &[PathBuf]) -> Result<Lexicon, Vec<LexiconProblem>> {
        let mut reader = Reader::default();
        for path in paths {
            match files(path) {
                Ok(files) => files.iter().for_each(|file| reader.read_file(file)),
                Err(error) => reader.note(path, 0, LexiconFault::Unreadable(error.to_string())),
            }
        }
        reader.finish()
    }

    /// As [`load`](Self::load), from a text that was read already.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn parse(path: &Path, text: &str) -> Result<Lexicon, Vec<LexiconProblem>> {
        Lexicon::parse_all([(path, text)].into_iter())
    }

    pub(super) fn parse_all<'t>(
        texts: impl Iterator<Item = (&'t Path, &'t str)>,
    ) -> Result<Lexicon, Vec<LexiconProblem>> {
        let mut reader = Reader::default();
        texts.for_each(|(path, text)| reader.read_text(path, text));
        reader.finish()
    }

    /// In the order of the files.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// Language tag → number of different words.
    pub fn num_words(&self) -> BTreeMap<&str, usize> {
        let mut words: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (lang, cell) in self.concepts.iter().flat_map(|concept| &concept.words) {
            words.entry(lang).or_default().extend(cell.iter().map(String::as_str));
        }
        words.into_iter().map(|(lang, words)| (lang, words.len())).collect()
    }
}

fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries: Vec<PathBuf> = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    let mut files: Vec<PathBuf> =
        entries.into_iter().filter(|path| path.extension().is_some_and(|e| e == "tsv")).collect();
    files.sort();
    Ok(files)
}

/// What was read so far.
#[derive(Default)]
struct Reader {
    lexicon: Lexicon,
    problems: Vec<LexiconProblem>,
    /// Key → where it stands.
    places: HashMap<String, String>,
    /// Language and lower-case word → where it stands first, and the keys of its concepts.
    uses: BTreeMap<(String, String), (PathBuf, usize, Vec<String>)>,
}

impl Reader {
    fn note(&mut self, path: &Path, line: usize, fault: LexiconFault) {
        self.problems.push(LexiconProblem { path: path.to_owned(), line, fault });
    }

    fn finish(mut self) -> Result<Lexicon, Vec<LexiconProblem>> {
        for ((lang, word), (path, line, keys)) in std::mem::take(&mut self.uses) {
            if keys.len() > MAX_CONCEPTS {
                let keys = keys.join(", ");
                self.note(&path, line, LexiconFault::TooManyConcepts { lang, word, max: MAX_CONCEPTS, keys });
            }
        }
        if self.problems.is_empty() { Ok(self.lexicon) } else { Err(self.problems) }
    }

    fn read_file(&mut self, path: &Path) {
        match fs::read(path).map(String::from_utf8) {
            Ok(Ok(text)) => self.read_text(path, &text),
            Ok(Err(_)) => self.note(path, 0, LexiconFault::NotUtf8),
            Err(error) => self.note(path, 0, LexiconFault::Unreadable(error.to_string())),
        }
    }

    fn read_text(&mut self, path: &Path, text: &str) {
        if text.starts_with('\u{feff}') {
            return self.note(path, 1, LexiconFault::ByteOrderMark);
        }
        let mut lines = text.lines();
        let Some(languages) = self.read_header(path, lines.next().unwrap_or_default()) else { return };
        let scripts: Vec<Vec<Script>> = languages.iter().map(|lang| scripts_of(lang)).collect();
        let mut previous = String::new();
        for (line, number) in lines.zip(2..) {
            let mut cells = line.split(CELL);
            let key = cells.next().unwrap_or_default();
            let cells: Vec<&str> = cells.collect();
            let (found, expected) = (cells.len() + 1, languages.len() + 1);
            if found != expected {
                let fault = match found < expected {
                    true => LexiconFault::TooFewCells { found, expected },
                    false => LexiconFault::TooManyCells { found, expected },
                };
                self.note(path, number, fault);
                continue;
            }
            self.read_key(path, number, key, &previous);
            previous = key.to_owned();
            let mut words = BTreeMap::new();
            for ((cell, lang), scripts) in cells.iter().zip(&languages).zip(&scripts) {
                words.insert(lang.clone(), self.read_cell(path, number, key, cell, lang, scripts));
            }
            self.lexicon.concepts.push(Concept { key: key.to_owned(), words });
        }
    }

    fn read_header(&mut self, path: &Path, line: &str) -> Option<Vec<String>> {
        let mut cells = line.split(CELL);
        let is_header = cells.next() == Some("key");
        let languages: Vec<String> = cells.map(str::to_owned).collect();
        if !is_header || languages.len() < 2 {
            self.note(path, 1, LexiconFault::Header(line.chars().take(80).collect()));
            return None;
        }
        let num_problems = self.problems.len();
        for (index, lang) in languages.iter().enumerate() {
            let canonical = canonical_tag(lang).ok().filter(|tag| tag != "und");
            if canonical.as_ref() != Some(lang) {
                let remedy = canonical.map(|tag| format!("; write '{tag}'")).unwrap_or_default();
                self.note(path, 1, LexiconFault::Language { column: index + 2, found: lang.clone(), remedy });
            } else if languages.iter().take(index).any(|other| other == lang) {
                self.note(path, 1, LexiconFault::LanguageTwice(lang.clone()));
            }
        }
        (self.problems.len() == num_problems).then_some(languages)
    }

    fn read_key(&mut self, path: &Path, line: usize, key: &str, previous: &str) {
        let is_part =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if !key.split('-').all(is_part) {
            self.note(path, line, LexiconFault::Key(key.to_owned()));
        }
        if let Some(place) = self.places.get(key).cloned() {
            self.note(path, line, LexiconFault::KeyTwice { key: key.to_owned(), place });
        } else if key < previous {
            self.note(path, line, LexiconFault::Order { key: key.to_owned(), previous: previous.to_owned() });
        }
        self.places.entry(key.to_owned()).or_insert_with(|| format!("{}:{line}", path.display()));
    }

    fn read_cell(
        &mut self,
        path: &Path,
        line: usize,
        key: &str,
        cell: &str,
        lang: &str,
        scripts: &[Script],
    ) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for word in cell.split(WORD) {
            if let Some(fault) = fault_of(word, lang, scripts) {
                self.note(path, line, fault);
                continue;
            }
            if words.iter().any(|other| other == word) {
                self.note(path, line, LexiconFault::WordTwice { lang: lang.to_owned(), word: word.to_owned() });
                continue;
            }
            let place = (path.to_owned(), line, Vec::new());
            let (_, _, keys) = self.uses.entry((lang.to_owned(), word.to_lowercase())).or_insert(place);
            if keys.last().is_none_or(|last| last != key) {
                keys.push(key.to_owned());
            }
            words.push(word.to_owned());
        }
        words
    }
}

/// What is wrong with a word.
pub(super) fn fault_of(word: &str, lang: &str, scripts: &[Script]) -> Option<LexiconFault> {
    let (lang, written) = (lang.to_owned(), word.to_owned());
    if !word.chars().any(char::is_alphanumeric) {
        return Some(LexiconFault::Empty { lang });
    }
    if word.trim() != word
        || word.split(' ').any(str::is_empty)
        || word.contains(|c: char| c.is_whitespace() && c != ' ')
    {
        return Some(LexiconFault::Spaces { lang, word: written });
    }
    let normal: String = word.chars().filter(|&c| !is_left_out(c)).nfc().collect();
    if normal != word {
        return Some(LexiconFault::NotNormal { lang, word: written, normal });
    }
    for part in word.split(|c: char| script_of(c).is_none() && !is_mark(c)) {
        let mut letters = part.chars().filter_map(script_of);
        let Some(first) = letters.next() else { continue };
        if let Some(second) = letters.find(|&script| script != first) {
            let (first, second) = (first.full_name(), second.full_name());
            return Some(LexiconFault::MixedScripts { lang, word: written, first, second });
        }
        let is_abbreviation =
            first == Script::Latin && part.len() <= MAX_ABBREVIATION && part.chars().any(char::is_uppercase);
        if !scripts.is_empty() && !scripts.contains(&first) && !is_abbreviation {
            return Some(LexiconFault::WrongScript { lang, word: written, found: first.full_name() });
        }
    }
    None
}

/// Marks that dictionaries leave out (tashkeel, tatweel), and characters that nobody sees but for the joiners that Persian and Indic words have.
pub(super) fn is_left_out(c: char) -> bool {
    matches!(
        c,
        '\u{64b}'
            ..='\u{652}'
                | '\u{670}'
                | '\u{640}'
                | '\u{ad}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2060}'
                | '\u{feff}'
    ) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Marks and joiners belong to the letters around them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}' | 'ー' | '々')
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "key\ten\tar\tru\tja\tfa\n";

    fn problems(text: &str) -> Vec<String> {
        let problems = Lexicon::parse(Path::new("x.tsv"), text).expect_err("no problem");
        problems.iter().map(ToString::to_string).collect()
    }

    fn row(key: &str) -> String {
        format!("{key}\tceasefire|truce\tوقف إطلاق النار|هدنة\tперемирие\t停戦|ニュース\tآتش‌بس\n")
    }

    #[test]
    fn rows_give_words_in_order() {
        let text = format!("{HEADER}{}{}", row("a"), row("b-2"));
        let lexicon = Lexicon::parse(Path::new("x.tsv"), &text).unwrap();
        assert_eq!(lexicon.concepts().len(), 2);
        let concept = &lexicon.concepts()[0];
        assert_eq!(concept.key, "a");
        assert_eq!(concept.words["ar"], ["وقف إطلاق النار", "هدنة"]);
        assert_eq!(lexicon.num_words()["en"], 2, "each once");
    }

    #[test]
    fn what_is_wrong_is_told_with_file_and_line() {
        for (text, expected) in [
            (format!("{HEADER}a\tceasefire\tهدنة\n"), "x.tsv:2: the row has 3 cells, the first line 6"),
            (
                format!("{HEADER}{}\n", row("a").trim_end().replace("перемирие", "пере\tмирие")),
                "x.tsv:2: the row has 7 cells",
            ),
            (format!("\u{feff}{HEADER}"), "x.tsv:1: the file begins with a byte-order mark"),
            ("key\tenglish\tar\n".to_owned(), "x.tsv:1: column 2 of the first line is 'english'"),
            ("key\teng\tar\n".to_owned(), "write 'en'"),
            ("key\tar\tar\n".to_owned(), "two columns have the language 'ar'"),
            ("en\tar\n".to_owned(), "x.tsv:1: the first line must be 'key'"),
            (String::new(), "x.tsv:1: the first line must be 'key'"),
            (
                format!("{HEADER}{}", row("a").replace("перемирие", "пepeмирие")),
                "x.tsv:2: ru: 'пepeмирие' mixes letters of Cyrillic and Latin",
            ),
            (format!("{HEADER}{}", row("a").replace("перемирие", "truce")), "ru: 'truce' is Latin"),
            (format!("{HEADER}{}", row("a").replace("هدنة", "هُدنة")), "ar: 'هُدنة' must be 'هدنة'"),
            (format!("{HEADER}{}", row("a").replace("truce", "tre\u{302}ve")), "en: 'tre\u{302}ve' must be 'trêve'"),
            (format!("{HEADER}{}", row("a").replace("перемирие", "")), "x.tsv:2: ru: the cell is empty"),
            (
                format!("{HEADER}{}", row("a").replace("|truce", "||truce")),
                "en: the cell is empty or has an empty word",
            ),
            (format!("{HEADER}{}", row("a").replace("truce", " truce")), "en: ' truce' has spaces"),
            (format!("{HEADER}{}", row("a").replace("truce", "ceasefire")), "en: 'ceasefire' stands in the cell twice"),
            (format!("{HEADER}{}", row("A b")), "x.tsv:2: the key 'A b' must be"),
            (format!("{HEADER}{}{}", row("b"), row("a")), "x.tsv:3: the key 'a' must come before 'b'"),
            (format!("{HEADER}{}{}", row("a"), row("a")), "x.tsv:3: the key 'a' stands in x.tsv:2 already"),
            (
                format!("{HEADER}{}{}{}{}{}", row("a"), row("b"), row("c"), row("d"), row("e")),
                "ar: 'هدنة' stands under more than 4 concepts (a, b, c, d, e)",
            ),
        ] {
            let found = problems(&text);
            assert!(found.iter().any(|problem| problem.contains(expected)), "{expected}\n{found:#?}");
        }
    }

    #[test]
    fn abbreviations_are_latin_everywhere() {
        let text = format!("{HEADER}{}", row("a").replace("停戦", "GPU").replace("перемирие", "файл PDF"));
        assert!(Lexicon::parse(Path::new("x.tsv"), &text).is_ok());
    }
}
