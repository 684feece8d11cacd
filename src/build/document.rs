//! What every source format is read into: one [`Document`] per thing that a reader can find.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// One findable page, as a source reader hands it over. Text is plain: no markup, no control characters but spaces.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Stable identity; defaults to the path (files) or the url (JSON Lines).
    pub id: String,
    /// Where the hit leads.
    pub url: String,
    /// Title as shown; may be empty (the first heading or the url is then shown instead).
    pub title: String,
    /// Canonical BCP 47 tag, and how it was found out. `None` only until detection has run.
    pub lang: Option<(String, LangSource)>,
    /// Publication day.
    pub date: Option<Date>,
    /// 0..=10, default 1.
    pub weight: f32,
    /// The text, cut at headings. The first section may have no heading.
    pub sections: Vec<Section>,
    /// Facet values by name.
    pub filters: BTreeMap<String, Vec<FilterValue>>,
    /// Shown with the hit.
    pub meta: BTreeMap<String, String>,
    /// Values to sort by, by key; compared as numbers where all are numbers.
    pub sort: BTreeMap<String, String>,
    /// Translations of the same page: canonical language tag to url.
    pub alternates: BTreeMap<String, String>,
    /// Where it was read, for messages.
    pub origin: Origin,
}

/// A headed piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The heading's text; empty for what stands before the first heading.
    pub heading: String,
    /// The heading's id in the page, without `#`; empty when the page has none.
    pub anchor: String,
    /// Blocks of text (paragraphs, list items, table rows…), white space collapsed, never empty.
    pub paragraphs: Vec<String>,
}

/// How a document's language was found out, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LangSource {
    /// `lang` of a JSON line or of the front matter.
    Declared,
    /// `<html lang>`.
    Markup,
    /// A path segment that is a language tag.
    Path,
    /// Statistical detection on the text.
    Detected,
    /// Nothing said so and the text was too short or unknown: `und`.
    Unknown,
}

/// A value to filter by.
#[derive(Debug, Clone, PartialEq)]
pub enum FilterValue {
    /// A word or phrase, matched whole.
    Text(String),
    /// A number, for ranges.
    Number(f64),
}

/// A civil date as days since 1970-01-01 (negative before).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Days since 1970-01-01.
    pub days: i32,
}

/// Where a document was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The file, as the user named it (`-` for standard input).
    pub path: PathBuf,
    /// 1-based line for JSON Lines; 0 where the whole file is one document.
    pub line: usize,
}
