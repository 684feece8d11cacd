//! What can go wrong with one file or document (a [`Problem`]), what is left out on purpose ([`Skipped`]), and what makes
//! reading impossible ([`SourceError`]).

use std::fmt;
use std::path::PathBuf;

use super::super::document::{Date, LangSource, Origin};
use super::super::language::TagError;
use super::limits;

/// Something wrong with one file or document. It never concerns the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The file, as the user named it (`-` for standard input).
    pub path: PathBuf,
    /// 1-based line; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// How much a [`Problem`] costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document is used, with a loss.
    Warning,
    /// The document or file is not used.
    Error,
}

impl Problem {
    /// Whether the document was lost.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.fault.severity()
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        self.fault.remedy()
    }
}

/// `path:line: what; remedy`.
impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}; {}", place(&self.path, self.line), self.fault, self.remedy())
    }
}

fn place(path: &std::path::Path, line: usize) -> String {
    if line == 0 { path.display().to_string() } else { format!("{}:{line}", path.display()) }
}

/// What is wrong with a file or document; displays as the bare statement.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// The system would not give its content.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// NUL bytes, or hardly a byte that is text.
    #[error("this is binary data, or text in another encoding than UTF-8")]
    Binary,
    /// One document longer than anything a reader would open.
    #[error("document of {}; the limit is {}", megabytes(*bytes), megabytes(limits::MAX_DOCUMENT_BYTES))]
    TooLong {
        /// Its length, or as much of it as was counted.
        bytes: u64,
    },
    /// A compressed file that grows beyond all proportion.
    #[error("inflates to more than {}, {} times its size", megabytes(*inflated), inflated / (*compressed).max(1))]
    Bomb {
        /// Bytes that had come out.
        inflated: u64,
        /// Bytes that had gone in.
        compressed: u64,
    },
    /// Bytes that mean nothing in the file's encoding; each became U+FFFD.
    #[error("{count} undecodable {} in {encoding}, the first at byte {first_offset}", plural(*count, "place"))]
    Undecodable {
        /// Number of places.
        count: usize,
        /// Byte offset of the first, from the start of the (inflated) file.
        first_offset: u64,
        /// The encoding that was tried.
        encoding: &'static str,
    },
    /// Front matter that is not YAML or TOML, or never ends.
    #[error("front matter: {0}")]
    FrontMatter(String),
    /// A line that is not a JSON object.
    #[error("not a JSON object: {0}")]
    NotJson(String),
    /// A field that must be there is not.
    #[error("field '{0}' is missing")]
    Missing(&'static str),
    /// A field holds another type than it should.
    #[error("field '{field}' is {found}, not {expected}")]
    WrongType {
        /// Its name.
        field: String,
        /// What it should hold.
        expected: &'static str,
        /// What it holds.
        found: &'static str,
    },
    /// An address that runs code instead of leading somewhere.
    #[error("'{url}' is not an address that a link may have")]
    UnsafeUrl {
        /// As written.
        url: String,
        /// Whether it is the document's own, without which there is no document.
        is_own: bool,
    },
    /// Not a language tag.
    #[error("{0}")]
    Lang(TagError),
    /// A language that is not written in the letters of the text.
    #[error("{} '{tag}', but {percent} % of its letters are {script}", said(*by))]
    OtherScript {
        /// The document's language.
        tag: String,
        /// What says so.
        by: LangSource,
        /// The script of most letters.
        script: &'static str,
        /// How many letters of a hundred.
        percent: usize,
        /// The language that the text was analysed in.
        lang: String,
    },
    /// Letters that end words instead of being in them, so that nothing finds them.
    #[error(
        "{num_lost} of {num_letters} letters are in no word, such as U+{:04X} ({kind}) in '{example}'", *letter as u32
    )]
    Unread {
        /// How many.
        num_lost: usize,
        /// Of all letters.
        num_letters: usize,
        /// The first of them.
        letter: char,
        /// Its script, or why it has none.
        kind: &'static str,
        /// The word that it stands in.
        example: String,
    },
    /// Not a date.
    #[error("'{0}' is not a date")]
    Date(String),
    /// A weight out of range.
    #[error("weight {0} is not within 0 and 10")]
    Weight(String),
    /// A name that means something else already.
    #[error("the {kind} '{name}' has a name that is taken")]
    TakenName {
        /// A filter or a sort key.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// Values of one name that are numbers in some documents and not in others.
    #[error("the {kind} '{name}' is '{value}' here, but a number in {}", place(&number.path, number.line))]
    MixedValues {
        /// A filter or a sort key.
        kind: &'static str,
        /// Its name.
        name: String,
        /// What is no number.
        value: String,
        /// The first document with a number.
        number: Origin,
    },
    /// A field that looks like a misspelt one of ours.
    #[error("unknown field '{field}'")]
    NearMiss {
        /// As written.
        field: String,
        /// As probably meant.
        known: &'static str,
    },
    /// Both `body` and `html`.
    #[error("both 'body' and 'html' are given")]
    TwoBodies,
    /// Nothing that could be found.
    #[error("no text found")]
    NoText,
    /// Another document has the same id.
    #[error("the id '{id}' is already used by {}", place(&first.path, first.line))]
    Duplicate {
        /// The id.
        id: String,
        /// The document that keeps it.
        first: Origin,
    },
}

impl Fault {
    /// Whether the document is lost by it.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Unreadable(_)
            | Self::Binary
            | Self::TooLong { .. }
            | Self::Bomb { .. }
            | Self::FrontMatter(_)
            | Self::NotJson(_)
            | Self::Missing(_)
            | Self::NoText
            | Self::UnsafeUrl { is_own: true, .. }
            | Self::NearMiss { known: "url", .. }
            | Self::Duplicate { .. } => Severity::Error,
            Self::Undecodable { .. }
            | Self::WrongType { .. }
            | Self::UnsafeUrl { .. }
            | Self::Lang(_)
            | Self::OtherScript { .. }
            | Self::Unread { .. }
            | Self::Date(_)
            | Self::Weight(_)
            | Self::TakenName { .. }
            | Self::MixedValues { .. }
            | Self::NearMiss { .. }
            | Self::TwoBodies => Severity::Warning,
        }
    }

    /// What to do about it, and what was done meanwhile.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Unreadable(_) => "check the path and its permissions; it was left out".into(),
            Self::Binary => "save it as UTF-8, or exclude it; it was left out".into(),
            Self::TooLong { .. } => "split it; it was left out".into(),
            Self::Bomb { .. } => "inflate it yourself if it is genuine; it was left out".into(),
            Self::Undecodable { .. } => "save the file as UTF-8; the places read as U+FFFD".into(),
            Self::FrontMatter(_) => "correct it; the document was left out, for it might be a draft".into(),
            Self::NotJson(_) => "write one object per line; the line was left out".into(),
            Self::Missing(field) => format!("give each line a '{field}'; the line was left out"),
            Self::WrongType { expected, .. } => format!("write {expected}; the field was ignored"),
            Self::UnsafeUrl { .. } => "write an http, https or relative address; it was ignored".into(),
            Self::Lang(_) => "correct it; the language was found out otherwise".into(),
            Self::OtherScript { lang, .. } => format!("correct the language; the text was analysed as '{lang}'"),
            Self::Unread { .. } => "write them in letters of Unicode; they cannot be found as they are".into(),
            Self::Date(_) => "write YYYY-MM-DD or RFC 3339; the document has no date".into(),
            Self::Weight(_) => "write a number from 0 to 10; the weight is 1".into(),
            Self::TakenName { .. } => "call it otherwise; it was ignored".into(),
            Self::MixedValues { .. } => "write numbers only, or texts only; all its values are taken as texts".into(),
            Self::NearMiss { known: "url", .. } => "did you mean 'url'? The line was left out".into(),
            Self::NearMiss { known, .. } => {
                format!("did you mean '{known}'? The field was ignored")
            }
            Self::TwoBodies => "give one of them; 'html' was used".into(),
            Self::NoText => "add text or a title, or exclude the file; it was left out".into(),
            Self::Duplicate { .. } => "give each document an id of its own; this one was left out".into(),
        }
    }
}

fn said(by: LangSource) -> &'static str {
    match by {
        LangSource::Declared => "it declares the language",
        LangSource::Markup => "its markup says that it is in",
        LangSource::Path | LangSource::Detected | LangSource::Unknown => "its path says that it is in",
    }
}

/// Rounded up, so that a limit is never reported as reached by its own number.
fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1024 * 1024))
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { noun.to_owned() } else { format!("{noun}s") }
}

/// A document that was left out on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it stands.
    pub origin: Origin,
    /// The id that it would have had.
    pub id: String,
    /// Why.
    pub reason: SkipReason,
}

/// Why a document was left out on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipReason {
    /// `draft: true`.
    Draft,
    /// Dated after the day of the build.
    Future(Date),
    /// `<meta name="robots" content="noindex">`.
    NoIndex,
    /// A page that only sends the reader elsewhere.
    Redirect,
    /// Other pages of the site mark their content with `data-tarjuman-body` (or `data-pagefind-body`); this one does not.
    NoBody,
}

impl fmt::Display for SkipReason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft => out.write_str("draft"),
            Self::Future(date) => write!(out, "dated in the future ({date})"),
            Self::NoIndex => out.write_str("robots: noindex"),
            Self::Redirect => out.write_str("redirects elsewhere"),
            Self::NoBody => out.write_str("does not mark its body, though other pages do"),
        }
    }
}

/// What makes reading impossible.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// A source that is not there or cannot be opened.
    #[error("{}: {source}; check the path", path.display())]
    Unreachable {
        /// As given.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A folder without a single file that is read.
    #[error("{}: no {} file in this folder ({ignored} other files); check the path", path.display(), super::file::EXTENSIONS)]
    Empty {
        /// As given.
        path: PathBuf,
        /// Files of other kinds in it.
        ignored: usize,
    },
    /// A file of a kind that is not read.
    #[error("{}: unknown kind of file; {} files are read, also with .gz or .zst", path.display(), super::file::EXTENSIONS)]
    UnknownFormat {
        /// As given.
        path: PathBuf,
    },
    /// `-` more than once.
    #[error("standard input (-) is given twice; it can be read once")]
    StdinTwice,
    /// Globs of a configuration that was not made by `Config::load`.
    #[error("{0}")]
    Config(String),
}
