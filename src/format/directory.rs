//! What has to be known before anything else: languages, counts, where each part begins.
//!
//! # Layout
//!
//! ```text
//! languages   varint; per language: tag str, documents varint, flags u8 (1: written right to left)
//! groups      u32
//! forms       u32
//! dictionary  parts varint; per part: first key str
//! postings    parts varint; per part: first group varint
//! text        parts varint; per part: first document varint
//! ```

#[cfg(feature = "build")]
use crate::bytes::Sink;
use crate::bytes::{Cursor, DecodeError};
use std::ops::Range;

/// A language of the corpus and its documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Language {
    /// BCP 47.
    pub(crate) tag: String,
    /// Its documents: languages are numbered one after the other. None for one that only stretches of text are in.
    pub(crate) docs: Range<u32>,
    /// Written right to left.
    pub(crate) rtl: bool,
}

/// The directory section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Directory {
    pub(crate) languages: Vec<Language>,
    pub(crate) num_groups: u32,
    pub(crate) num_forms: u32,
    /// First key of each dictionary part.
    pub(crate) dictionary: Vec<String>,
    /// First group of each postings part.
    pub(crate) postings: Vec<u32>,
    /// First document of each text part.
    pub(crate) text: Vec<u32>,
}

impl Directory {
    /// Reads the layout above.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes, 0);
        let mut directory = Directory::default();
        let mut next = 0u32;
        for _ in 0..cursor.count("languages") {
            let tag = cursor.str("language").to_owned();
            let end = cursor.sum(next, "documents of a language");
            let rtl = cursor.u8("language flags") & 1 != 0;
            directory.languages.push(Language { tag, docs: next..end, rtl });
            next = end;
        }
        directory.num_groups = cursor.u32("groups");
        directory.num_forms = cursor.u32("forms");
        for _ in 0..cursor.count("dictionary parts") {
            directory.dictionary.push(cursor.str("first key").to_owned());
        }
        for _ in 0..cursor.count("postings parts") {
            directory.postings.push(cursor.varint("first group"));
        }
        for _ in 0..cursor.count("text parts") {
            directory.text.push(cursor.varint("first document"));
        }
        cursor.ok(directory)
    }

    /// Number of documents.
    pub(crate) fn num_docs(&self) -> u32 {
        self.languages.last().map_or(0, |language| language.docs.end)
    }

    /// The number of the language that document `doc` is in.
    pub(crate) fn language_of(&self, doc: u32) -> usize {
        self.languages.partition_point(|language| language.docs.end <= doc)
    }

    /// Writes the layout above.
    #[cfg(feature = "build")]
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut sink = Sink::default();
        sink.varint(self.languages.len() as u32);
        for language in &self.languages {
            sink.str(&language.tag);
            sink.varint(language.docs.end - language.docs.start);
            sink.u8(language.rtl.into());
        }
        sink.u32(self.num_groups);
        sink.u32(self.num_forms);
        sink.varint(self.dictionary.len() as u32);
        self.dictionary.iter().for_each(|key| sink.str(key));
        for firsts in [&self.postings, &self.text] {
            sink.varint(firsts.len() as u32);
            firsts.iter().for_each(|&first| sink.varint(first));
        }
        sink.bytes
    }
}
