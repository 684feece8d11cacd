//! The text of a range of documents, in passages.
//!
//! Text lies as plain UTF-8: what carries the bundle compresses it better than blocks of our own would, and an excerpt
//! is cut without inflating anything. Structure is marked within the text by control characters, which no source text
//! contains, so it costs a byte a passage and needs no table.
//!
//! # Layout of a part
//!
//! ```text
//! documents  u32
//! lengths    per document: byte length varint
//! text       the documents' text one after the other, each a sequence of
//!              passage   its text, then 0A at the end of a paragraph or 0D where a long paragraph goes on
//!              section   01, the heading's anchor, 02, the heading's text, 0A
//! ```

use crate::bytes::{Cursor, DecodeError};

/// Ends a paragraph and a heading.
#[cfg(feature = "build")]
pub(crate) const PARAGRAPH_END: char = '\n';
/// Ends a passage within a paragraph.
#[cfg(feature = "build")]
pub(crate) const PASSAGE_SPLIT: char = '\r';
/// Begins a section; its anchor follows.
pub(crate) const SECTION_START: char = '\u{1}';
/// Between a section's anchor and its heading.
pub(crate) const HEADING_START: char = '\u{2}';

/// The text of consecutive documents.
#[derive(Debug)]
pub(crate) struct TextPart<'a> {
    starts: Vec<u32>,
    text: &'a [u8],
}

impl<'a> TextPart<'a> {
    /// Reads the lengths: 4 bytes of memory a document.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes, 0);
        let num_docs = cursor.u32("text documents") as usize;
        if num_docs > bytes.len() {
            return Err(DecodeError { what: "text documents", offset: 0 });
        }
        let mut starts = Vec::with_capacity(num_docs + 1);
        let mut start = 0u32;
        starts.push(start);
        for _ in 0..num_docs {
            start = cursor.sum(start, "text length");
            starts.push(start);
        }
        let text = cursor.take(start as usize, "text");
        cursor.ok(TextPart { starts, text })
    }

    /// The text of the part's `index`th document; empty when it is not there.
    pub(crate) fn get(&self, index: usize) -> &'a [u8] {
        let bound = |i: usize| self.starts.get(i).map(|&n| n as usize);
        let (Some(start), Some(end)) = (bound(index), bound(index + 1)) else { return &[] };
        self.text.get(start..end).unwrap_or_default()
    }
}

/// A piece of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// A new section.
    Section {
        /// The heading's id in the page; may be empty.
        anchor: &'t str,
        /// Its text.
        heading: &'t str,
    },
    /// A passage of at most about a kilobyte.
    Passage(&'t str),
}

/// The pieces of a document's text, in order, each checked to be UTF-8 as it comes: an excerpt seldom needs all of them.
pub(crate) fn pieces(text: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    text.split(|&byte| byte == b'\n' || byte == b'\r').filter_map(piece)
}

/// The piece between two ends; none where nothing is.
#[inline(never)]
fn piece(line: &[u8]) -> Option<Piece<'_>> {
    let line = std::str::from_utf8(line).ok().filter(|line| !line.is_empty())?;
    Some(match line.strip_prefix(SECTION_START) {
        Some(section) => {
            // By bytes, as below: the searchers of `str` would be the engine's only use of them.
            let middle = section.bytes().position(|byte| byte == HEADING_START as u8);
            let (anchor, heading) = match middle {
                Some(at) => (section.get(..at).unwrap_or_default(), section.get(at + 1..).unwrap_or_default()),
                None => ("", section),
            };
            Piece::Section { anchor, heading }
        }
        None => Piece::Passage(line),
    })
}
