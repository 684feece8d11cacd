//! Checked reading: each failure names what was too short and where.

use std::fmt;

/// Bytes that do not hold what their layout says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeError {
    /// The field or structure that was being read.
    pub what: &'static str,
    /// Offset from the start of the structure, in bytes.
    pub offset: usize,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)?;
        f.write_str(" does not fit its layout")
    }
}

impl std::error::Error for DecodeError {}

/// A position in a byte slice. Every read either advances or fails; none panics.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Cursor<'a> {
    /// Starts at `offset`; a start past the end fails on the first read.
    pub(crate) fn new(bytes: &'a [u8], offset: usize) -> Self {
        Cursor { bytes, offset }
    }

    /// Bytes read so far, counted from the start of the slice.
    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    fn error(&self, what: &'static str) -> DecodeError {
        DecodeError { what, offset: self.offset }
    }

    /// The next `len` bytes.
    pub(crate) fn take(&mut self, len: usize, what: &'static str) -> Result<&'a [u8], DecodeError> {
        let end = self.offset.checked_add(len).ok_or(self.error(what))?;
        let slice = self.bytes.get(self.offset..end).ok_or(self.error(what))?;
        self.offset = end;
        Ok(slice)
    }

    /// One byte.
    pub(crate) fn u8(&mut self, what: &'static str) -> Result<u8, DecodeError> {
        let byte = *self.bytes.get(self.offset).ok_or(self.error(what))?;
        self.offset += 1;
        Ok(byte)
    }

    /// Four bytes, little-endian.
    pub(crate) fn u32(&mut self, what: &'static str) -> Result<u32, DecodeError> {
        let error = self.error(what);
        self.take(4, what)?.try_into().map(u32::from_le_bytes).map_err(|_| error)
    }

    /// Eight bytes, little-endian.
    pub(crate) fn u64(&mut self, what: &'static str) -> Result<u64, DecodeError> {
        let error = self.error(what);
        self.take(8, what)?.try_into().map(u64::from_le_bytes).map_err(|_| error)
    }

    /// A varint of at most 32 bits.
    pub(crate) fn varint(&mut self, what: &'static str) -> Result<u32, DecodeError> {
        let (value, next) = varint_at(self.bytes, self.offset).ok_or(self.error(what))?;
        self.offset = next;
        Ok(value)
    }

    /// A varint that counts things of which each takes at least one byte of what is left: a hostile count can thus
    /// never ask for more memory than the bundle's own size.
    pub(crate) fn count(&mut self, what: &'static str) -> Result<usize, DecodeError> {
        let error = self.error(what);
        let count = self.varint(what)? as usize;
        if count > self.bytes.len().saturating_sub(self.offset) {
            return Err(error);
        }
        Ok(count)
    }

    /// A zigzag varint: 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …
    pub(crate) fn signed(&mut self, what: &'static str) -> Result<i32, DecodeError> {
        let raw = self.varint(what)?;
        Ok((raw >> 1) as i32 ^ -((raw & 1) as i32))
    }

    /// A varint byte length, then that much UTF-8.
    pub(crate) fn str(&mut self, what: &'static str) -> Result<&'a str, DecodeError> {
        let error = self.error(what);
        let len = self.varint(what)? as usize;
        std::str::from_utf8(self.take(len, what)?).map_err(|_| error)
    }

    /// Steps over what [`str`](Self::str) reads.
    pub(crate) fn skip_str(&mut self, what: &'static str) -> Result<(), DecodeError> {
        let len = self.varint(what)? as usize;
        self.take(len, what).map(drop)
    }
}

/// The varint at `offset` and the offset behind it; `None` when it runs off the end or over 32 bits.
#[inline]
pub(crate) fn varint_at(bytes: &[u8], offset: usize) -> Option<(u32, usize)> {
    let first = *bytes.get(offset)?;
    if first < 0x80 {
        return Some((u32::from(first), offset + 1));
    }
    let mut value = u32::from(first & 0x7f);
    let mut at = offset + 1;
    let mut shift = 7;
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        let bits = u32::from(byte & 0x7f);
        if shift == 28 && bits > 0x0f {
            return None;
        }
        value |= bits << shift;
        if byte < 0x80 {
            return Some((value, at));
        }
        shift += 7;
        if shift > 28 {
            return None;
        }
    }
}

/// The offset behind `count` varints that start at `offset`: counts last bytes without decoding.
pub(crate) fn skip_varints(bytes: &[u8], mut offset: usize, count: usize) -> Option<usize> {
    let mut left = count;
    while left > 0 {
        if *bytes.get(offset)? < 0x80 {
            left -= 1;
        }
        offset += 1;
    }
    Some(offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::Sink;
    use proptest::prelude::*;

    #[test]
    fn each_read_names_what_was_too_short() {
        let mut cursor = Cursor::new(&[1, 2, 3], 0);
        assert_eq!(cursor.u32("length"), Err(DecodeError { what: "length", offset: 0 }));
        assert_eq!(cursor.u8("tag"), Ok(1));
        assert_eq!(cursor.take(usize::MAX, "body"), Err(DecodeError { what: "body", offset: 1 }));
        assert_eq!(cursor.offset(), 1);
    }

    #[test]
    fn a_varint_over_32_bits_or_without_an_end_is_refused() {
        assert_eq!(varint_at(&[0xff, 0xff, 0xff, 0xff, 0x0f], 0), Some((u32::MAX, 5)));
        assert_eq!(varint_at(&[0xff, 0xff, 0xff, 0xff, 0x1f], 0), None);
        assert_eq!(varint_at(&[0x80; 10], 0), None);
        assert_eq!(varint_at(&[0x80], 0), None);
    }

    #[test]
    fn a_count_larger_than_what_is_left_is_refused() {
        let mut sink = Sink::default();
        sink.varint(1_000_000);
        assert!(Cursor::new(&sink.bytes, 0).count("documents").is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers: Vec<u32>, signed: i32, text: String) {
            let mut sink = Sink::default();
            for &n in &numbers { sink.varint(n); }
            sink.signed(signed);
            sink.str(&text);
            let mut cursor = Cursor::new(&sink.bytes, 0);
            for &n in &numbers { prop_assert_eq!(cursor.varint("n"), Ok(n)); }
            prop_assert_eq!(skip_varints(&sink.bytes, 0, numbers.len()), Some(cursor.offset()));
            prop_assert_eq!(cursor.signed("s"), Ok(signed));
            prop_assert_eq!(cursor.str("t"), Ok(text.as_str()));
            prop_assert_eq!(cursor.offset(), sink.bytes.len());
        }
    }
}
