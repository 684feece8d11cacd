//! Writes a container (layout: [`format`](super)).

use super::VERSION;
use super::container::{ALIGNMENT, ENTRY_LEN, HEADER_LEN, MAGIC, SectionKind};
use crate::bytes::{Sink, checksum};

/// A container of `sections`: kind, number, bytes.
pub(crate) fn write_container(sections: &[(SectionKind, u16, Vec<u8>)]) -> Vec<u8> {
    let mut offset = HEADER_LEN + sections.len() * ENTRY_LEN + 8;
    let mut table = Sink::default();
    for (kind, number, bytes) in sections {
        table.u32(u32::from(*number) << 16 | *kind as u32);
        table.u32(u32::try_from(bytes.len()).expect("the caller cuts parts below 4 GiB"));
        table.u64(offset as u64);
        table.u64(checksum(bytes));
        offset = (offset + bytes.len()).next_multiple_of(ALIGNMENT);
    }
    let mut sink = Sink { bytes: Vec::with_capacity(offset) };
    sink.bytes.extend_from_slice(MAGIC);
    sink.u32(VERSION);
    sink.u32(sections.len() as u32);
    sink.u64(offset as u64);
    sink.bytes.extend_from_slice(&table.bytes);
    sink.u64(checksum(&sink.bytes));
    for (_, _, bytes) in sections {
        sink.bytes.extend_from_slice(bytes);
        sink.bytes.resize(sink.bytes.len().next_multiple_of(ALIGNMENT), 0);
    }
    sink.bytes
}
