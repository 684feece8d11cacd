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

/// Behind the name of what was read.
pub(crate) const NO_FIT: &str = " does not fit its layout";

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)?;
        f.write_str(NO_FIT)
    }
}

impl std::error::Error for DecodeError {}

/// A position in a byte slice. Every read either advances or fails; none panics.
///
/// A read that fails notes what was too short, gives zero or nothing, and leaves nothing more to read, so that all later
/// ones fail too. Readers therefore ask only once, with [`ok`](Self::ok) or [`finish`](Self::finish), and before they loop
/// or act on what was read; a loop over a [`count`](Self::count) ends in any case. (A branch at each read would take 1 KB
/// of the engine that browsers load.)
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    offset: usize,
    /// The first failure.
    error: Option<DecodeError>,
}

impl<'a> Cursor<'a> {
    /// Starts at `offset`; a start past the end fails on the first read.
    pub(crate) fn new(bytes: &'a [u8], offset: usize) -> Self {
        Cursor { bytes, offset, error: None }
    }

    /// Bytes read so far, counted from the start of the slice; past its end after a failure.
    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    /// The first failure, if any.
    pub(crate) fn finish(&self) -> Result<(), DecodeError> {
        self.error.map_or(Ok(()), Err)
    }

    /// `value` if everything so far was read.
    #[inline]
    pub(crate) fn ok<T>(&self, value: T) -> Result<T, DecodeError> {
        self.finish().map(|()| value)
    }

    /// Fails unless what was read is `sound`.
    pub(crate) fn check(&mut self, sound: bool, what: &'static str) -> bool {
        if !sound {
            self.fail(what);
        }
        sound
    }

    #[cold]
    #[inline(never)]
    fn fail(&mut self, what: &'static str) {
        self.error.get_or_insert(DecodeError { what, offset: self.offset });
        self.offset = usize::MAX;
    }

    /// The next `len` bytes.
    pub(crate) fn take(&mut self, len: usize, what: &'static str) -> &'a [u8] {
        let end = self.offset.saturating_add(len);
        match self.bytes.get(self.offset..end) {
            Some(slice) => {
                self.offset = end;
                slice
            }
            None => {
                self.fail(what);
                &[]
            }
        }
    }

    /// One byte.
    pub(crate) fn u8(&mut self, what: &'static str) -> u8 {
        self.take(1, what).first().copied().unwrap_or_default()
    }

    /// Four bytes, little-endian.
    pub(crate) fn u32(&mut self, what: &'static str) -> u32 {
        self.take(4, what).try_into().map_or(0, u32::from_le_bytes)
    }

    /// Eight bytes, little-endian.
    pub(crate) fn u64(&mut self, what: &'static str) -> u64 {
        self.take(8, what).try_into().map_or(0, u64::from_le_bytes)
    }

    /// A varint of at most 32 bits.
    pub(crate) fn varint(&mut self, what: &'static str) -> u32 {
        match varint_at(self.bytes, self.offset) {
            Some((value, next)) => {
                self.offset = next;
                value
            }
            None => {
                self.fail(what);
                0
            }
        }
    }

    /// A varint added to `base`; their sum has at most 32 bits too.
    pub(crate) fn sum(&mut self, base: u32, what: &'static str) -> u32 {
        let sum = base.checked_add(self.varint(what));
        self.check(sum.is_some(), what);
        sum.unwrap_or(base)
    }

    /// A varint that counts things of which each takes at least one byte of what is left: a hostile count can thus
    /// never ask for more memory than the bundle's own size.
    pub(crate) fn count(&mut self, what: &'static str) -> usize {
        let count = self.varint(what) as usize;
        if self.check(count <= self.bytes.len().saturating_sub(self.offset), what) { count } else { 0 }
    }

    /// A zigzag varint: 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …
    pub(crate) fn signed(&mut self, what: &'static str) -> i32 {
        let raw = self.varint(what);
        (raw >> 1) as i32 ^ -((raw & 1) as i32)
    }

    /// A varint byte length, then that many bytes.
    pub(crate) fn piece(&mut self, what: &'static str) -> &'a [u8] {
        let len = self.varint(what) as usize;
        self.take(len, what)
    }

    /// A varint byte length, then that much UTF-8.
    pub(crate) fn str(&mut self, what: &'static str) -> &'a str {
        let text = std::str::from_utf8(self.piece(what));
        self.check(text.is_ok(), what);
        text.unwrap_or_default()
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
        assert_eq!((cursor.u8("tag"), cursor.finish()), (1, Ok(())));
        assert_eq!((cursor.u32("length"), cursor.take(0, "body"), cursor.str("name")), (0, &[][..], ""));
        assert_eq!(cursor.ok("read"), Err(DecodeError { what: "length", offset: 1 }));
        assert!(Cursor::new(&[1], 2).ok(()).is_ok(), "nothing was read yet");
        let mut cursor = Cursor::new(&[1, 2, 3], 1);
        assert_eq!(cursor.take(usize::MAX, "body").len(), 0);
        assert_eq!(cursor.finish(), Err(DecodeError { what: "body", offset: 1 }));
        assert_eq!((cursor.u8("tag"), cursor.count("tags")), (0, 0));
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
        let mut cursor = Cursor::new(&sink.bytes, 0);
        assert_eq!(cursor.count("documents"), 0);
        assert!(cursor.finish().is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers: Vec<u32>, signed: i32, text: String) {
            let mut sink = Sink::default();
            for &n in &numbers { sink.varint(n); }
            sink.signed(signed);
            sink.str(&text);
            let mut cursor = Cursor::new(&sink.bytes, 0);
            for &n in &numbers { prop_assert_eq!(cursor.varint("n"), n); }
            prop_assert_eq!(skip_varints(&sink.bytes, 0, numbers.len()), Some(cursor.offset()));
            prop_assert_eq!(cursor.signed("s"), signed);
            prop_assert_eq!(cursor.str("t"), text.as_str());
            prop_assert_eq!(cursor.offset(), sink.bytes.len());
            prop_assert_eq!(cursor.finish(), Ok(()));
        }
    }
}
