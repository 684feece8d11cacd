//! The writing end of [`Cursor`](super::Cursor).

/// A growing byte buffer with the encodings that [`Cursor`](super::Cursor) reads.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Sink {
    /// What was written so far.
    pub(crate) bytes: Vec<u8>,
}

#[cfg_attr(not(feature = "build"), allow(dead_code))]
impl Sink {
    /// One byte.
    pub(crate) fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    /// Four bytes, little-endian.
    pub(crate) fn u32(&mut self, value: u32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// Eight bytes, little-endian.
    pub(crate) fn u64(&mut self, value: u64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// LEB128.
    pub(crate) fn varint(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// Zigzag varint.
    pub(crate) fn signed(&mut self, value: i32) {
        self.varint(((value << 1) ^ (value >> 31)) as u32);
    }

    /// Byte length as a varint, then the bytes.
    pub(crate) fn str(&mut self, text: &str) {
        self.varint(text.len() as u32);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}
