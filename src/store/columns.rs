//! Values to filter and sort by: per name the distinct values, and which documents have each.
//!
//! Everything about values is decided at build time: what is a number, and the order of the values. Numbers are written so that
//! they compare as texts do, so the engine knows one kind of value, and a range is a comparison of two texts. Filters, counts of
//! values and sort ranks all come from the same lists, which are read as a search asks, some 3 ns a document and value. Opening
//! reads nothing, and a site without values pays nothing.
//!
//! # Layout
//!
//! ```text
//! per column, to the end:
//!   name     str
//!   flags    u8      1 filter, 2 sort key, 4 numbers, 8 dates (numbers of days since 1970-01-01)
//!   length   varint  of the rest of the column, in bytes
//!   count    varint, of values
//!   values   in order (numbers by size, texts by letters, then marks and case), per value:
//!     value  str
//!     docs   count varint, then per document varint: its number less the one before, or itself
//! ```
//!
//! A number is the big-endian hexadecimal form of its IEEE 754 bits, the sign bit flipped, of negative numbers all bits; zeros at the
//! end are left out. So 2020 is `c09f9`.

#[cfg(feature = "build")]
use crate::bytes::Sink;
use crate::bytes::{Cursor, DecodeError};

/// Readers narrow the results by it.
pub(crate) const FILTER: u8 = 1;
/// Results are sorted by it; each document has one value.
pub(crate) const SORT: u8 = 2;
/// Its values are numbers.
pub(crate) const NUMBERS: u8 = 4;
/// Its values are days.
pub(crate) const DATES: u8 = 8;

/// A value of a column.
#[derive(Debug, Default)]
pub(crate) struct Value<'a> {
    pub(crate) name: &'a str,
    /// Of the column.
    pub(crate) flags: u8,
    pub(crate) text: &'a str,
    /// Its place in the column, and how many there are.
    pub(crate) place: u32,
    pub(crate) num_values: u32,
    /// Documents that have it, in order; as the bytes say, so perhaps ones that there are not.
    pub(crate) docs: Vec<u32>,
}

/// Reads the layout above: `visit` gets each value of the columns with any of `flags` and, if given, this name, as far as the
/// bytes hold what they should.
pub(crate) fn each_value<'a>(bytes: &'a [u8], flags: u8, name: Option<&str>, visit: &mut dyn FnMut(&Value<'a>)) {
    let mut cursor = Cursor::new(bytes, 0);
    while read_column(&mut cursor, flags, name, visit).is_ok() {}
}

fn read_column<'a>(
    columns: &mut Cursor<'a>,
    flags: u8,
    name: Option<&str>,
    visit: &mut dyn FnMut(&Value<'a>),
) -> Result<(), DecodeError> {
    const WHAT: &str = "column";
    let mut value = Value { name: columns.str(WHAT), flags: columns.u8(WHAT), ..Value::default() };
    let mut cursor = Cursor::new(columns.piece(WHAT), 0);
    columns.finish()?;
    if value.flags & flags == 0 || name.is_some_and(|name| name != value.name) {
        return Ok(());
    }
    value.num_values = cursor.varint(WHAT);
    while value.place < value.num_values {
        value.text = cursor.str(WHAT);
        value.docs.clear();
        let mut doc = 0u32;
        for _ in 0..cursor.count(WHAT) {
            doc = doc.saturating_add(cursor.varint(WHAT));
            value.docs.push(doc);
        }
        cursor.finish()?;
        visit(&value);
        value.place += 1;
    }
    Ok(())
}

/// The number that a value of a column of numbers stands for.
pub(crate) fn number(value: &str) -> f64 {
    let mut bits = 0u64;
    for (place, digit) in value.chars().take(16).enumerate() {
        bits |= u64::from(digit.to_digit(16).unwrap_or(0)) << (60 - 4 * place);
    }
    f64::from_bits(if bits >> 63 == 1 { bits ^ 1 << 63 } else { !bits })
}

/// The value that stands for a number. Both zeros are one.
#[cfg(feature = "build")]
pub(crate) fn number_value(number: f64) -> String {
    let bits = (number + 0.0).to_bits();
    let ordered = if bits >> 63 == 0 { bits ^ 1 << 63 } else { !bits };
    format!("{ordered:016x}").trim_end_matches('0').to_owned()
}

/// Name, flags, and the documents of each value.
#[cfg(feature = "build")]
pub(crate) type NewColumn<'d> = (&'d str, u8, Vec<(String, Vec<u32>)>);

/// Writes the layout above; documents are in order.
#[cfg(feature = "build")]
pub(crate) fn write_columns(columns: &[NewColumn<'_>]) -> Vec<u8> {
    let mut sink = Sink::default();
    for (name, flags, values) in columns {
        let mut column = Sink::default();
        column.varint(values.len() as u32);
        for (value, docs) in values {
            column.str(value);
            column.varint(docs.len() as u32);
            let mut last = 0;
            for &doc in docs {
                column.varint(doc - last);
                last = doc;
            }
        }
        sink.str(name);
        sink.u8(*flags);
        sink.varint(column.bytes.len() as u32);
        sink.bytes.extend_from_slice(&column.bytes);
    }
    sink.bytes
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Read = (String, u8, String, u32, Vec<u32>);

    fn read(bytes: &[u8], flags: u8, name: Option<&str>) -> Vec<Read> {
        let mut read = Vec::new();
        each_value(bytes, flags, name, &mut |value| {
            let (name, text) = (value.name.to_owned(), value.text.to_owned());
            read.push((name, value.flags, text, value.place, value.docs.clone()));
        });
        read
    }

    #[test]
    fn columns_come_back_as_far_as_they_go() {
        let text = |value: &str, docs: &[u32]| (value.to_owned(), docs.to_vec());
        let days = number_value(-53_830.0);
        let bytes = write_columns(&[
            ("موضوع", FILTER, vec![text("حرب", &[0, 2]), text("سلام", &[1])]),
            ("date", SORT | NUMBERS | DATES, vec![text(&days, &[70_000])]),
        ]);
        let value = |name: &str, flags, text: &str, place, docs: &[u32]| {
            (name.to_owned(), flags, text.to_owned(), place, docs.to_vec())
        };
        let topics = [value("موضوع", FILTER, "حرب", 0, &[0, 2]), value("موضوع", FILTER, "سلام", 1, &[1])];
        let dates = [value("date", SORT | NUMBERS | DATES, &days, 0, &[70_000])];
        assert_eq!(read(&bytes, FILTER, None), topics);
        assert_eq!(read(&bytes, SORT, Some("date")), dates);
        assert_eq!(read(&bytes, SORT, Some("موضوع")), []);
        assert_eq!(number(&days), -53_830.0);
        assert!(write_columns(&[]).is_empty() && read(&[], FILTER, None).is_empty());
        let all = [&topics[..], &dates].concat();
        for len in 0..bytes.len() {
            assert!(all.starts_with(&read(&bytes[..len], 0xff, None)), "cut at {len}");
        }
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(number_value(2020.0), "c09f9");
        assert_eq!(number_value(-0.0), number_value(0.0));
    }

    proptest! {
        #[test]
        fn numbers_come_back_and_compare_as_texts(a: f64, b: f64) {
            prop_assume!(!a.is_nan() && !b.is_nan());
            prop_assert_eq!(number(&number_value(a)), a);
            let (a, b) = (a + 0.0, b + 0.0);
            prop_assert_eq!(number_value(a).cmp(&number_value(b)), a.partial_cmp(&b).unwrap());
        }
    }
}
