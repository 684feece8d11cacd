//! Values to filter and sort by: per name the distinct values, and which documents have each.
//!
//! Everything about values is decided at build time: what is a number, and the order of the values. Numbers are written so that
//! they compare as texts do, so the engine knows one kind of value, and a range is a comparison of two texts. Filters, counts of
//! values and sort ranks all come from the same lists. A site without values pays nothing.
//!
//! # Layout
//!
//! ```text
//! per column, to the end:
//!   name    str
//!   flags   u8      1 filter, 2 sort key, 4 numbers, 8 dates (numbers of days since 1970-01-01)
//!   values  count varint, per value: str; numbers in ascending order, texts by letters, then marks and case
//!   docs    sorted lists: per value the documents that have it
//! ```
//!
//! A number is the big-endian hexadecimal form of its IEEE 754 bits, the sign bit flipped, of negative numbers all bits; zeros at the
//! end are left out. So 2020 is `c09f9`.

#[cfg(feature = "build")]
use crate::bytes::Sink;
use crate::bytes::{Cursor, DecodeError, SortedLists};

/// Readers narrow the results by it.
pub(crate) const FILTER: u8 = 1;
/// Results are sorted by it; each document has one value.
pub(crate) const SORT: u8 = 2;
/// Its values are numbers.
pub(crate) const NUMBERS: u8 = 4;
/// Its values are days.
pub(crate) const DATES: u8 = 8;

/// The values of one name.
#[derive(Debug)]
pub(crate) struct Column<'a> {
    pub(crate) name: &'a str,
    pub(crate) flags: u8,
    /// In order, each once.
    pub(crate) values: Vec<&'a str>,
    /// Of each value.
    pub(crate) docs: SortedLists,
}

impl<'a> Column<'a> {
    /// Reads all columns: 4 bytes of memory for each value of a document.
    pub(crate) fn read_all(bytes: &'a [u8], num_docs: u32) -> Result<Vec<Column<'a>>, DecodeError> {
        let mut cursor = Cursor::new(bytes, 0);
        let mut columns = Vec::new();
        while cursor.offset() < bytes.len() {
            let name = cursor.str("column")?;
            let flags = cursor.u8("column")?;
            let mut values = Vec::new();
            for _ in 0..cursor.count("column")? {
                values.push(cursor.str("column")?);
            }
            columns.push(Column { name, flags, values, docs: SortedLists::read(&mut cursor, num_docs, "column")? });
        }
        Ok(columns)
    }

    /// Whether any of `flags` is set.
    pub(crate) fn is(&self, flags: u8) -> bool {
        self.flags & flags != 0
    }
}

/// The number that a value of a column of numbers stands for.
pub(crate) fn number(value: &str) -> f64 {
    let digits = value.bytes().chain(std::iter::repeat(b'0')).take(16);
    let bits = digits.fold(0u64, |bits, digit| bits << 4 | u64::from(char::from(digit).to_digit(16).unwrap_or(0)));
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

/// Writes the layout above.
#[cfg(feature = "build")]
pub(crate) fn write_columns(columns: &[NewColumn<'_>]) -> Vec<u8> {
    let mut sink = Sink::default();
    for (name, flags, values) in columns {
        sink.str(name);
        sink.u8(*flags);
        sink.varint(values.len() as u32);
        values.iter().for_each(|(value, _)| sink.str(value));
        let docs: Vec<Vec<u32>> = values.iter().map(|(_, docs)| docs.clone()).collect();
        SortedLists::write(&mut sink, &docs);
    }
    sink.bytes
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_come_back() {
        let text = |value: &str, docs: &[u32]| (value.to_owned(), docs.to_vec());
        let new = [
            ("موضوع", FILTER, vec![text("حرب", &[0, 2]), text("سلام", &[1])]),
            ("date", SORT | NUMBERS | DATES, vec![(number_value(-53_830.0), vec![2])]),
        ];
        let bytes = write_columns(&new);
        let columns = Column::read_all(&bytes, 3).unwrap();
        assert_eq!((columns[0].name, &columns[0].values[..]), ("موضوع", &["حرب", "سلام"][..]));
        assert_eq!((columns[0].docs.get(0), columns[0].docs.get(1)), (&[0, 2][..], &[1][..]));
        assert!(columns[1].is(DATES) && !columns[1].is(FILTER));
        assert_eq!(number(columns[1].values[0]), -53_830.0);
        assert!(Column::read_all(&bytes, 2).is_err(), "a document that there is not");
        assert!(write_columns(&[]).is_empty() && Column::read_all(&[], 3).unwrap().is_empty());
        (0..bytes.len()).for_each(|len| drop(Column::read_all(&bytes[..len], 3)));
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
