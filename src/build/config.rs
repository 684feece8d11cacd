//! `tarjuman.toml`: what a site owner can say about a site. Every key has a default, so the file may be missing.
//!
//! A misspelt key is an error, never ignored: a setting that silently does nothing is worse than a build that stops.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::Deserialize;

use super::FieldWeights;
use super::boost::Boost;
use super::language::canonical_tag;
use super::translate::{LexiconFile, TranslationWeights};

/// The settings of a build. [`Config::default`] is what applies without a file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Put before the path of every file to make its url; "" makes urls that begin with `/`.
    pub base_url: String,
    /// How a file's url is made: `{path}` (no extension, `index` dropped) or `{file}` (as it is).
    pub url_pattern: String,
    /// Where a file's path names its language: `/{lang}/…`, `/docs/{lang}/…`, `{path}.{lang}`, or "" for nowhere.
    pub lang_pattern: LangPattern,
    /// The language of documents for which nothing else tells it; canonical.
    pub default_lang: Option<String>,
    /// The language of files outside the language folders.
    pub root_lang: RootLang,
    /// Globs of the files to read, relative to the source; empty for all.
    pub include: Vec<String>,
    /// Globs of files not to read.
    pub exclude: Vec<String>,
    /// Navigation and other furniture of HTML pages that do not mark their content.
    pub furniture: Furniture,
    /// Documents dated after the day of the build.
    pub future: Future,
    /// Whether the search pages that a build writes show documents themselves; unset, those without a known page.
    pub reader: Option<bool>,

    /// Words that mean the same, by language (canonical; `*` for all): a line each, or `a => b`.
    pub synonyms: BTreeMap<String, WordList>,
    /// Words that are never conflated with others (names, products), by language (canonical; `*` for all).
    pub protected_words: BTreeMap<String, WordList>,

    /// Documents that count more, or less, than others.
    pub boost: Vec<toml::Spanned<Boost>>,
    /// How much a word in a title or a heading counts beside one in the text.
    pub field_weights: FieldWeights,

    /// Languages that readers ask in though the site does not write them; canonical.
    pub query_languages: Vec<String>,
    /// Files of words in several languages.
    pub lexicons: Vec<LexiconFile>,
    /// What translations of the other sources count.
    pub translation_weights: TranslationWeights,

    /// The folder that paths in the file are relative to; set by [`Config::load`].
    #[serde(skip)]
    pub dir: PathBuf,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            base_url: String::new(),
            url_pattern: "/{path}".to_owned(),
            lang_pattern: LangPattern::default(),
            default_lang: None,
            root_lang: RootLang::Default,
            include: Vec::new(),
            exclude: Vec::new(),
            furniture: Furniture::Skip,
            future: Future::Skip,
            reader: None,
            synonyms: BTreeMap::new(),
            protected_words: BTreeMap::new(),
            boost: Vec::new(),
            field_weights: FieldWeights::default(),
            query_languages: Vec::new(),
            lexicons: Vec::new(),
            translation_weights: TranslationWeights::default(),
            dir: PathBuf::new(),
        }
    }
}

/// Lines of words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected the name of a file, or a list of lines")]
pub enum WordList {
    /// A file that holds them.
    File(PathBuf),
    /// The lines themselves.
    Lines(Vec<String>),
}

/// What to do with navigation, page headers and blocks that stand on most pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Furniture {
    /// Leave it out.
    Skip,
    /// Index it like any text.
    Keep,
}

/// What to do with documents dated after the day of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Future {
    /// Leave them out and report them.
    Skip,
    /// Index them.
    Keep,
}

/// The language of files outside the language folders, when neither they nor their markup say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum RootLang {
    /// `default_lang`, on a site that has language folders; otherwise detected.
    Default,
    /// Always detected.
    Detect,
    /// This one (canonical once the file is loaded).
    Tag(String),
}

impl From<String> for RootLang {
    fn from(text: String) -> Self {
        match text.as_str() {
            "default" => Self::Default,
            "detect" => Self::Detect,
            _ => Self::Tag(text),
        }
    }
}

/// Where the path of a file names its language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum LangPattern {
    /// Nowhere.
    None,
    /// A folder: the segments before it, `None` for any name.
    Folder(Vec<Option<String>>),
    /// The end of the name before its extension: `about.fr.md`.
    Suffix,
}

impl Default for LangPattern {
    fn default() -> Self {
        Self::Folder(Vec::new())
    }
}

impl TryFrom<String> for LangPattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let pattern = text.trim_matches('/');
        if pattern.is_empty() {
            return Ok(Self::None);
        }
        if pattern == "{path}.{lang}" {
            return Ok(Self::Suffix);
        }
        let mut before = Vec::new();
        let mut segments = pattern.split('/');
        for segment in segments.by_ref() {
            match segment {
                "{lang}" => {
                    let rest = segments.next();
                    if matches!(rest, None | Some("…" | "..." | "**" | "{path}")) && segments.next().is_none() {
                        return Ok(Self::Folder(before));
                    }
                    break;
                }
                "*" => before.push(None),
                _ if segment.contains(['{', '}', '*']) => break,
                _ => before.push(Some(segment.to_owned())),
            }
        }
        Err(format!(
            "lang_pattern '{text}' is not understood; write a folder such as \"/{{lang}}/…\" or \"/docs/{{lang}}/…\", \
             \"{{path}}.{{lang}}\" for names such as about.fr.md, or \"\" for none"
        ))
    }
}

/// A configuration file that cannot be used. The text names the file, the line, what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: cannot be read: {source}; check the path and its permissions", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML, or a key or value is not one of ours.
    #[error("{}:{line}: {what}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// 1-based line; of the key, where the value has no place of its own.
        line: usize,
        /// What is wrong and what to do.
        what: String,
    },
}

impl Config {
    /// Reads and checks the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read, is not TOML, or holds an unknown key or an impossible value.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        Self::parse(&text, path)
    }

    /// Checks `text`, the content of the file at `path`; paths in it become relative to that file's folder.
    ///
    /// # Errors
    /// As [`Config::load`], apart from reading.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let invalid = |line: usize, what: String| ConfigError::Invalid { path: path.to_owned(), line, what };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut config: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            invalid(line, with_nearest(error.message()))
        })?;
        config.dir = path.parent().unwrap_or(Path::new("")).to_owned();
        config.check().map_err(|(key, what)| invalid(line_of_key(text, key), what))?;
        for boost in &mut config.boost {
            let line = line_of(text, boost.span().start);
            boost.get_mut().check().map_err(|what| invalid(line, what))?;
        }
        for (key, lists) in [("synonyms", &mut config.synonyms), ("protected_words", &mut config.protected_words)] {
            let checked = by_language(std::mem::take(lists));
            *lists =
                checked.map_err(|(lang, what)| invalid(line_in_table(text, key, &lang), format!("{key}: {what}")))?;
        }
        Ok(config)
    }

    /// A path of the file, which is relative to the file's own folder.
    #[must_use]
    pub fn resolve(&self, path: &Path) -> PathBuf {
        self.dir.join(path)
    }

    /// Which files to read.
    pub(crate) fn selection(&self) -> Result<Selection, (&'static str, String)> {
        let set = |key: &'static str, globs: &[String]| -> Result<GlobSet, (&'static str, String)> {
            let mut builder = GlobSetBuilder::new();
            for glob in globs {
                let compiled = Glob::new(glob.trim_start_matches('/'))
                    .map_err(|error| (key, format!("{key}: '{glob}' is not a glob: {}", error.kind())))?;
                builder.add(compiled);
            }
            builder.build().map_err(|error| (key, format!("{key}: {error}")))
        };
        Ok(Selection { include: set("include", &self.include)?, exclude: set("exclude", &self.exclude)? })
    }

    /// Makes tags canonical and refuses what cannot mean anything.
    fn check(&mut self) -> Result<(), (&'static str, String)> {
        let canonical =
            |key: &'static str, tag: &str| canonical_tag(tag).map_err(|error| (key, format!("{key}: {error}")));
        if let Some(tag) = &mut self.default_lang {
            *tag = canonical("default_lang", tag)?;
        }
        if let RootLang::Tag(tag) = &mut self.root_lang {
            *tag = canonical("root_lang", tag)
                .map_err(|(key, what)| (key, format!("{what}; or \"default\" or \"detect\"")))?;
        }
        for tag in &mut self.query_languages {
            *tag = canonical("query_languages", tag)?;
        }
        if self.url_pattern.matches('{').count() != 1
            || !(self.url_pattern.contains("{path}") || self.url_pattern.contains("{file}"))
        {
            let what = format!(
                "url_pattern '{}' must hold {{path}} or {{file}} once, as in \"/{{path}}\" or \"/blog/{{file}}\"",
                self.url_pattern
            );
            return Err(("url_pattern", what));
        }
        let FieldWeights { title, heading } = self.field_weights;
        for (name, weight) in [("title", title), ("heading", heading)] {
            if !(0.0..=10.0).contains(&weight) {
                return Err(("field_weights", format!("field_weights.{name} is {weight}; it must be within 0 and 10")));
            }
        }
        self.lexicons.iter().try_for_each(LexiconFile::check).map_err(|what| ("lexicons", what))?;
        self.translation_weights.check().map_err(|what| ("translation_weights", what))?;
        self.selection().map(|_| ())
    }
}

/// The compiled `include` and `exclude`.
#[derive(Debug)]
pub(crate) struct Selection {
    include: GlobSet,
    exclude: GlobSet,
}

impl Selection {
    /// Whether the file at this path, relative to its source, is to be read.
    pub(crate) fn takes(&self, relative: &str) -> bool {
        (self.include.is_empty() || self.include.is_match(relative)) && !self.exclude.is_match(relative)
    }
}

/// Lists under canonical tags; the key that is none, or is there twice, and what is wrong with it.
fn by_language(lists: BTreeMap<String, WordList>) -> Result<BTreeMap<String, WordList>, (String, String)> {
    let mut checked = BTreeMap::new();
    for (lang, list) in lists {
        let tag = match lang.as_str() {
            "*" => lang.clone(),
            _ => {
                canonical_tag(&lang).map_err(|error| (lang.clone(), format!("{error}; or \"*\" for all languages")))?
            }
        };
        if checked.insert(tag.clone(), list).is_some() {
            return Err((lang, format!("the language '{tag}' is there twice; put its lines together")));
        }
    }
    Ok(checked)
}

/// The line of `key` in the table `table`, or of the table.
pub(super) fn line_in_table(text: &str, table: &str, key: &str) -> usize {
    let start = line_of_key(text, table);
    let is_key = |line: &str| {
        let rest = line.trim_start().trim_start_matches('"').strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start_matches('"').trim_start().starts_with('='))
    };
    let below = text.lines().skip(start).take_while(|line| !line.trim_start().starts_with('['));
    below.into_iter().position(is_key).map_or(start, |at| start + 1 + at)
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

fn line_of_key(text: &str, key: &str) -> usize {
    let is_key = |line: &str| {
        let line = line.trim_start().trim_start_matches('[');
        line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(['=', '.', ']']))
    };
    1 + text.lines().position(is_key).unwrap_or(0)
}

/// serde's "unknown field `x`, expected one of `a`, `b`" with the nearest of the expected names put first.
fn with_nearest(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let Some((unknown, known)) = quoted.split_first().filter(|_| message.starts_with("unknown ")) else {
        return message.trim_end().to_owned();
    };
    let what = if message.starts_with("unknown variant") { "value" } else { "key" };
    let nearest = known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(unknown, name), *name))
        .min()
        .filter(|(distance, name)| *distance <= 1 + name.len() / 3);
    match nearest {
        Some((_, name)) => format!("unknown {what} '{unknown}'; did you mean '{name}'?"),
        None => format!("unknown {what} '{unknown}'; known are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, Path::new("site/tarjuman.toml")).map_err(|error| error.to_string())
    }

    #[test]
    fn an_empty_file_is_the_default() {
        let config = parse("").expect("valid");
        assert_eq!(Config { dir: PathBuf::new(), ..config }, Config::default());
    }

    #[test]
    fn tags_are_made_canonical_and_paths_relative_to_the_file() {
        let config =
            parse("default_lang = \"arb\"\nroot_lang = \"zh-hant\"\nsynonyms = { fra = \"s.txt\" }").expect("valid");
        assert_eq!(config.default_lang.as_deref(), Some("ar"));
        assert_eq!(config.root_lang, RootLang::Tag("zh-Hant".to_owned()));
        let WordList::File(file) = &config.synonyms["fr"] else { panic!("{config:?}") };
        assert_eq!(config.resolve(file), Path::new("site/s.txt"));
    }

    #[test]
    fn errors_name_file_line_and_nearest_key() {
        for (text, expected) in [
            ("\nbase_ulr = \"x\"", "site/tarjuman.toml:2: unknown key 'base_ulr'; did you mean 'base_url'?"),
            ("# سطر\nfuture = \"kepe\"", "site/tarjuman.toml:2: unknown value 'kepe'; did you mean 'keep'?"),
            ("\n\ndefault_lang = \"englsh\"", "site/tarjuman.toml:3: default_lang: 'englsh' is not a language tag"),
            ("url_pattern = \"/x\"", "site/tarjuman.toml:1: url_pattern '/x' must hold {path} or {file} once"),
            ("include = [\"a[\"]", "site/tarjuman.toml:1: include: 'a[' is not a glob"),
            ("lang_pattern = \"/{langue}/\"", "site/tarjuman.toml:1: lang_pattern '/{langue}/' is not understood"),
            (
                "[synonyms]\n\"*\" = []\nfrr = []\n\"englsh\" = []",
                "site/tarjuman.toml:4: synonyms: 'englsh' is not a language tag",
            ),
            (
                "protected_words = { ar = [\"الجزيرة\"], arb = [\"قطر\"] }",
                "site/tarjuman.toml:1: protected_words: the language 'ar' is there twice; put its lines together",
            ),
            ("\nsynonyms = [\"a, b\"]", "site/tarjuman.toml:2: invalid type: sequence, expected a map"),
            ("[synonyms]\nfr = 3", "site/tarjuman.toml:2: expected the name of a file, or a list of lines"),
            (
                "[field_weights]\ntitle = 11",
                "site/tarjuman.toml:1: field_weights.title is 11; it must be within 0 and 10",
            ),
            ("[field_weights]\nbody = 1", "site/tarjuman.toml:2: unknown key 'body'"),
            (
                "\n[[boost]]\nlang = \"ar\"\nfactor = -1",
                "site/tarjuman.toml:2: boost: factor is -1; it must be within 0",
            ),
            ("[[boost]]\nlang = \"arabisch\"\nfactor = 1", "site/tarjuman.toml:1: boost: 'arabisch' is not a language"),
            ("[[boost]]\nurl = \"/نص/[\"\nfactor = 1", "site/tarjuman.toml:1: boost: url is not a glob: '/نص/['"),
            ("[[boost]]\nfactor = 2", "site/tarjuman.toml:1: boost: says of no document"),
            (
                "[[boost]]\nlang = \"ar\"\nfactr = 2",
                "site/tarjuman.toml:3: unknown key 'factr'; did you mean 'factor'?",
            ),
            ("[[boost]]\nlang = \"ar\"", "site/tarjuman.toml:1: missing field `factor`"),
            ("base_url = 3", "site/tarjuman.toml:1: invalid type: integer `3`, expected a string"),
            ("zzzzzzzzzzz = 1", "site/tarjuman.toml:1: unknown key 'zzzzzzzzzzz'; known are base_url, "),
        ] {
            let message = parse(text).expect_err(text);
            assert!(message.starts_with(expected), "{message}");
        }
    }

    #[test]
    fn language_patterns() {
        let pattern = |text: &str| LangPattern::try_from(text.to_owned());
        assert_eq!(pattern("/{lang}/…"), Ok(LangPattern::default()));
        assert_eq!(pattern("/{lang}/"), Ok(LangPattern::default()));
        assert_eq!(pattern("docs/*/{lang}/..."), Ok(LangPattern::Folder(vec![Some("docs".to_owned()), None])));
        assert_eq!(pattern("{path}.{lang}"), Ok(LangPattern::Suffix));
        assert_eq!(pattern(""), Ok(LangPattern::None));
        assert!(pattern("/docs/").is_err());
        assert!(pattern("/{lang}/x/y").is_err());
    }

    #[test]
    fn globs_select_files() {
        let config = parse("include = [\"**/*.md\"]\nexclude = [\"/مسودات/**\"]").expect("valid");
        let selection = config.selection().expect("checked");
        assert!(selection.takes("ar/a.md"));
        assert!(!selection.takes("ar/a.html"));
        assert!(!selection.takes("مسودات/a.md"));
    }
}
