//! A site owner's own words: synonyms, and words that stay apart from others. From the configuration, or files it names.
//!
//! A file is UTF-8 text. `#` begins a comment where a line or a word could begin. Synonyms are a line each: words
//! separated by commas (of any script) mean the same; of `a, b => c, d` who asks for one on the left finds those on the right
//! as well, not the reverse. A word may be several words in a row. Protected words are separated by commas or lines.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::analysis::spelt_words;
use super::config::{Config, ConfigError, WordList, line_in_table};
use super::conflation::Names;
use super::language::base_language;
use super::translate::asked::AskedForms;
use crate::text::{FoldTable, Token, Tokenizer, rules};

/// Between words.
const COMMAS: [char; 5] = [',', '،', '，', '、', '﹐'];
const ARROW: &str = "=>";

/// What the owner says about words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OwnWords {
    pub(crate) synonyms: Vec<Synonyms>,
    pub(crate) protected: Vec<Protected>,
    pub(crate) asked: Vec<Asked>,
}

/// What readers ask for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    /// Base language; `None` for all.
    pub(crate) lang: Option<String>,
    pub(crate) query: String,
}

/// Words that find others.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Synonyms {
    /// Base language; `None` for all.
    pub(crate) lang: Option<String>,
    /// What is asked.
    pub(crate) asked: Vec<String>,
    /// What is found as well.
    pub(crate) found: Vec<String>,
}

/// A word that is conflated with no other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Protected {
    /// Base language; `None` for all.
    pub(crate) lang: Option<String>,
    pub(crate) word: String,
}

/// Folded forms of one language of which the owner says something.
#[derive(Debug, Default)]
pub(crate) struct OwnForms {
    /// Conflated with no other.
    pub(crate) protected: BTreeSet<String>,
    /// Of synonyms of this language alone, so that they are no words of others that are written alike.
    pub(crate) unshared: BTreeSet<String>,
    /// Words that readers ask for, as spelt.
    pub(crate) asked: BTreeSet<String>,
    /// Words of a lexicon, as spelt.
    pub(crate) lemmas: BTreeSet<String>,
    /// What the lexicon knows to be a name, or none.
    pub(crate) names: Names,
    /// Words of a language in which readers ask, whether the site has them or not.
    pub(crate) queried: AskedForms,
}

impl OwnWords {
    /// Reads the lists of `config`, the file at `path`.
    ///
    /// # Errors
    /// A file cannot be read, or a line cannot be what it should; the message names file and line.
    pub fn load(config: &Config, path: &Path) -> Result<OwnWords, ConfigError> {
        let mut words = OwnWords::default();
        for (tag, list) in &config.synonyms {
            for_each_line(config, path, ("synonyms", tag), list, &mut |lang, line| {
                let (asked, found) = synonyms(line)?;
                words.synonyms.push(Synonyms { lang, asked, found });
                Ok(())
            })?;
        }
        for (tag, list) in &config.protected_words {
            for_each_line(config, path, ("protected_words", tag), list, &mut |lang, line| {
                let protected = split(line)?.into_iter().map(|word| Protected { lang: lang.clone(), word });
                words.protected.extend(protected);
                Ok(())
            })?;
        }
        Ok(words)
    }

    /// Adds queries of readers, one a line, also `qid<TAB>language<TAB>query`. A word of theirs that is no form of the
    /// text, but would inflect one, leads to it; without, the browser tells such words by the affixes that the build
    /// learned, which is nearly as good.
    pub fn add_asked(&mut self, lines: &str) {
        self.asked.extend(lines.lines().map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [_, lang, query] => Asked { lang: Some(base_language(lang).to_owned()), query: query.to_owned() },
            _ => Asked { lang: None, query: line.to_owned() },
        }));
    }

    /// The forms of the language `tag`.
    pub(crate) fn forms(&self, tag: &str, fold: &FoldTable) -> OwnForms {
        let mut forms = OwnForms::default();
        let mut tokenizer = Tokenizer::new(fold);
        let mut add = |text: &str, forms: &mut BTreeSet<String>| {
            let mut covered = 0;
            tokenizer.tokenize(text, &mut |token| {
                // Not the parts of a name, which follow it.
                if let Token::Word { text, end, .. } = token
                    && end > covered
                {
                    covered = end;
                    forms.insert(text.to_owned());
                }
            });
        };
        let protected = self.protected.iter().filter(|word| word.lang.as_deref().is_none_or(|lang| lang == tag));
        protected.for_each(|protected| add(&protected.word, &mut forms.protected));
        let asked = self.asked.iter().filter(|asked| asked.lang.as_deref().is_none_or(|lang| lang == tag));
        forms.asked = asked.flat_map(|asked| spelt_words(&asked.query, fold)).collect();
        for synonyms in self.synonyms.iter().filter(|synonyms| synonyms.lang.as_deref().is_none_or(|lang| lang == tag))
        {
            for word in synonyms.asked.iter().chain(&synonyms.found) {
                forms.asked.extend(spelt_words(word, fold));
                if synonyms.lang.is_some() {
                    add(word, &mut forms.unshared);
                }
            }
        }
        forms
    }

    /// Every word, for the table of folding has to know its letters.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let synonyms = self.synonyms.iter().flat_map(|synonyms| synonyms.asked.iter().chain(&synonyms.found));
        synonyms.map(String::as_str)
    }
}

/// Takes a line for a language; what is wrong with it.
type Take<'t> = dyn FnMut(Option<String>, &str) -> Result<(), String> + 't;

/// Calls `take` with the base language and each line of a list that says something.
fn for_each_line(
    config: &Config,
    config_path: &Path,
    (table, tag): (&str, &str),
    list: &WordList,
    take: &mut Take<'_>,
) -> Result<(), ConfigError> {
    let lang = (tag != "*").then(|| base_language(tag).to_owned());
    match list {
        WordList::Lines(lines) => {
            for line in lines {
                take_line(line, lang.clone(), take).map_err(|what| {
                    let text = fs::read_to_string(config_path).unwrap_or_default();
                    let what = format!("{table}.{tag}: {what}");
                    ConfigError::Invalid { path: config_path.to_owned(), line: line_in_table(&text, table, tag), what }
                })?;
            }
        }
        WordList::File(file) => {
            let path = config.resolve(file);
            let text = read(&path)?;
            for (line, number) in text.lines().zip(1..) {
                take_line(line, lang.clone(), take).map_err(|what| ConfigError::Invalid {
                    path: path.clone(),
                    line: number,
                    what,
                })?;
            }
        }
    }
    Ok(())
}

fn take_line(line: &str, lang: Option<String>, take: &mut Take<'_>) -> Result<(), String> {
    let line = without_comment(line).trim();
    if line.is_empty() { Ok(()) } else { take(lang, line) }
}

/// The line before a `#` that stands at its beginning or behind a space: `C#` is a word.
fn without_comment(line: &str) -> &str {
    let begins = |at: usize| line[..at].chars().next_back().is_none_or(char::is_whitespace);
    let comment = line.match_indices('#').map(|(at, _)| at).find(|&at| begins(at));
    comment.map_or(line, |at| &line[..at])
}

fn read(path: &Path) -> Result<String, ConfigError> {
    let bytes = fs::read(path).map_err(|source| ConfigError::Read { path: PathBuf::from(path), source })?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    String::from_utf8(bytes.to_owned()).map_err(|error| {
        let valid = &bytes[..error.utf8_error().valid_up_to()];
        let line = 1 + valid.iter().filter(|&&byte| byte == b'\n').count();
        let what = "this is not UTF-8; save the file as UTF-8".to_owned();
        ConfigError::Invalid { path: path.to_owned(), line, what }
    })
}

/// What is asked and what is found, each with every word.
fn synonyms(line: &str) -> Result<(Vec<String>, Vec<String>), String> {
    let Some((asked, found)) = line.split_once(ARROW) else {
        let words = split(line)?;
        return match &words[..] {
            [only] => Err(format!(
                "'{only}' stands alone; write at least two words, separated by commas, or leave the line out"
            )),
            _ => Ok((words.clone(), words)),
        };
    };
    if found.contains(ARROW) {
        return Err("there are two arrows; write one line for each".to_owned());
    }
    let (asked, found) = (split(asked)?, split(found)?);
    match found.iter().find(|word| asked.iter().any(|other| folded(other) == folded(word))) {
        Some(word) => Err(format!("'{word}' stands on both sides of the arrow; leave out one")),
        None => Ok((asked, found)),
    }
}

/// Words between commas.
fn split(line: &str) -> Result<Vec<String>, String> {
    let mut words: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for word in line.split(COMMAS).map(str::trim) {
        let key = folded(word);
        if word.is_empty() {
            return Err(
                "a word is missing before or behind a comma or an arrow; write it, or leave out the sign".to_owned()
            );
        }
        if !key.chars().any(char::is_alphanumeric) {
            return Err(format!("'{word}' has no letter or digit, so nothing finds it; leave it out"));
        }
        if !seen.insert(key) {
            return Err(format!("'{word}' stands twice (case and accents do not count); leave out one"));
        }
        words.push(word.to_owned());
    }
    Ok(words)
}

/// As search compares words.
fn folded(word: &str) -> String {
    word.chars().flat_map(rules::fold).map(|(c, _)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(toml: &str, files: &[(&str, &[u8])]) -> Result<OwnWords, String> {
        let folder = tempfile::tempdir().expect("temporary folder");
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).expect("file");
        }
        let path = folder.path().join("tarjuman.toml");
        fs::write(&path, toml).expect("file");
        let short = |error: ConfigError| error.to_string().replace(&format!("{}/", folder.path().display()), "");
        let config = Config::load(&path).map_err(short)?;
        OwnWords::load(&config, &path).map_err(short)
    }

    #[test]
    fn lines_of_every_script_are_read() {
        let file = "\u{feff}# الجيش\nجيش، قوات ، عسكر # ثلاثة\r\n\nC#, .NET\n計算機、電腦\nUNO => ONU, Nations Unies\n";
        let words =
            load("synonyms = { fr-CA = \"s.txt\", \"*\" = [\"a, b\"] }", &[("s.txt", file.as_bytes())]).unwrap();
        let lines: Vec<_> = words
            .synonyms
            .iter()
            .map(|s| (s.lang.as_deref().unwrap_or("*"), s.asked.join("|"), s.found.join("|")))
            .collect();
        let same = |lang, words: &str| (lang, words.to_owned(), words.to_owned());
        assert_eq!(
            lines,
            [
                same("*", "a|b"),
                same("fr", "جيش|قوات|عسكر"),
                same("fr", "C#|.NET"),
                same("fr", "計算機|電腦"),
                ("fr", "UNO".to_owned(), "ONU|Nations Unies".to_owned()),
            ]
        );
        let words = load("[protected_words]\nar = [\"الجزيرة، قطر\", \"# لا\"]", &[]).unwrap();
        assert_eq!(words.protected.iter().map(|p| p.word.as_str()).collect::<Vec<_>>(), ["الجزيرة", "قطر"]);
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_its_place() {
        for (text, expected) in [
            ("a, b\n\nжук\n", "s.txt:3: 'жук' stands alone; write at least two words"),
            ("a, , b", "s.txt:1: a word is missing"),
            ("=> b", "s.txt:1: a word is missing"),
            ("a, b,", "s.txt:1: a word is missing"),
            ("# x\nÉté, b, ete", "s.txt:2: 'ete' stands twice"),
            ("ё => е, ж", "s.txt:1: 'е' stands on both sides"),
            ("a => b => c", "s.txt:1: there are two arrows"),
            ("a, …", "s.txt:1: '…' has no letter"),
        ] {
            let message = load("synonyms = { ru = \"s.txt\" }", &[("s.txt", text.as_bytes())]).unwrap_err();
            assert!(message.starts_with(expected), "{message}");
        }
        let message = load("synonyms = { ru = \"s.txt\" }", &[("s.txt", b"a, b\nc, \xe9t\xe9\n")]).unwrap_err();
        assert_eq!(message, "s.txt:2: this is not UTF-8; save the file as UTF-8");
        assert!(load("synonyms = { ru = \"x.txt\" }", &[]).unwrap_err().starts_with("x.txt: cannot be read: "));
        let message = load("[synonyms]\nfr = [\"a, b\"]\nel = [\"νερό\"]", &[]).unwrap_err();
        assert!(message.starts_with("tarjuman.toml:3: synonyms.el: 'νερό' stands alone"), "{message}");
    }
}
