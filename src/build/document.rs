//! What every source format is read into: one [`Document`] per thing that a reader can find.

use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::path::PathBuf;
use std::sync::Arc;

/// One findable page, as a source reader hands it over. Text is plain: no markup, no control characters but spaces.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Stable identity; defaults to the path (files) or the url (JSON Lines).
    pub id: String,
    /// Where the hit leads.
    pub url: String,
    /// No page is known at the url ([`pages`](super::pages)).
    pub pageless: bool,
    /// Title as shown; may be empty (the first heading or the url is then shown instead).
    pub title: Text,
    /// Canonical BCP 47 tag, and how it was found out. `None` only until detection has run. The document is numbered,
    /// counted and ranked among those of this language; what parts of its text are analysed in others says [`Text`].
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
    pub heading: Text,
    /// The heading's id in the page, without `#`; empty when the page has none.
    pub anchor: String,
    /// Blocks of text (paragraphs, list items, table rows…), white space collapsed, never empty.
    pub paragraphs: Vec<Text>,
}

impl Document {
    /// Its language; `und` when that is not known (yet).
    pub fn tag(&self) -> &str {
        self.lang.as_ref().map_or("und", |(tag, _)| tag)
    }

    /// Title, headings and paragraphs, in order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let sections = self.sections.iter();
        std::iter::once(&self.title)
            .chain(sections.flat_map(|section| std::iter::once(&section.heading).chain(&section.paragraphs)))
    }

    /// [`texts`](Self::texts), to be changed.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        let sections = self.sections.iter_mut();
        std::iter::once(&mut self.title)
            .chain(sections.flat_map(|section| std::iter::once(&mut section.heading).chain(&mut section.paragraphs)))
    }
}

/// A piece of text, and which stretches of it are in another language than its document: those are analysed in theirs.
///
/// Reads as a `&str`; most texts have no such stretch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    text: String,
    /// In order, apart from each other, on character boundaries.
    spans: Vec<Span>,
}

/// A stretch of a [`Text`] and its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// Canonical BCP 47 tag.
    pub lang: Arc<str>,
}

impl Text {
    /// A text with stretches in other languages, which must be in order and apart; what lies outside the text is cut off.
    pub fn with_spans(text: String, spans: Vec<Span>) -> Text {
        let mut text = Text { text, spans: Vec::new() };
        text.set_spans(spans);
        text
    }

    /// The text alone.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The stretches in other languages.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Replaces the stretches (see [`with_spans`](Self::with_spans)).
    pub fn set_spans(&mut self, mut spans: Vec<Span>) {
        for span in &mut spans {
            span.bytes.end = span.bytes.end.min(self.text.len());
        }
        spans.retain(|span| !span.bytes.is_empty());
        debug_assert!(spans.is_sorted_by(|a, b| a.bytes.end <= b.bytes.start), "{spans:?}");
        self.spans = spans;
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text { text, spans: Vec::new() }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        text.to_owned().into()
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
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
