//! Floor 0: bytes that came from outside, read without ever trusting them.
//!
//! A [`Cursor`] hands out integers and slices and fails by name ("document table: 4 bytes wanted at 812, 2 left"); a
//! [`Sink`] writes the same encodings. All integers are little-endian; a *varint* is LEB128 (seven bits a byte, low
//! bits first, high bit set on all but the last byte). Nothing here knows what a search is.

mod checksum;
mod cursor;
mod lists;
mod message;
mod sink;

pub(crate) use checksum::checksum;
pub use cursor::DecodeError;
pub(crate) use cursor::{Cursor, NO_FIT, skip_varints, varint_at};
pub(crate) use lists::SortedLists;
#[cfg(feature = "wasm")]
pub(crate) use message::push_whole;
pub(crate) use message::{Message, push_digit};
pub(crate) use sink::Sink;
