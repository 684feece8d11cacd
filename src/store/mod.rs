//! Floor 3: what a hit shows: its fields, and the text that its excerpt comes from.

mod fields;
mod text;
#[cfg(feature = "build")]
#[allow(clippy::expect_used, reason = "runs at build time, over what we made ourselves")]
mod writer;

pub(crate) use fields::{Fields, Record, WEIGHT_ONE};
pub(crate) use text::{HEADING_START, Piece, TextPart, pieces};
#[cfg(feature = "build")]
pub(crate) use text::{PARAGRAPH_END, PASSAGE_SPLIT, SECTION_START};
#[cfg(feature = "build")]
pub(crate) use writer::{NewRecord, write_fields, write_text};
