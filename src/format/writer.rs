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

#[cfg(test)]
mod tests {
    use super::super::{Container, FormatError};
    use super::*;

    fn container() -> Vec<u8> {
        write_container(&[
            (SectionKind::Directory, 0, vec![1, 2, 3]),
            (SectionKind::Fold, 0, Vec::new()),
            (SectionKind::Text, 0, "دوما".as_bytes().to_vec()),
            (SectionKind::Text, 1, vec![7; 16]),
        ])
    }

    #[test]
    fn sections_come_back() {
        let bytes = container();
        let container = Container::read(&bytes).unwrap();
        assert_eq!(container.section(SectionKind::Text, 0).unwrap().bytes, "دوما".as_bytes());
        assert_eq!(container.section(SectionKind::Text, 1).unwrap().bytes, [7; 16]);
        assert!(container.section(SectionKind::Text, 2).is_none());
        assert!(container.sections.iter().all(|section| section.verify().is_ok()));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let clean = container();
        let sound = |bytes: &[u8]| {
            Container::read(bytes)
                .is_ok_and(|container| container.sections.iter().all(|section| section.verify().is_ok()))
        };
        assert!(sound(&clean));
        for bit in 0..clean.len() * 8 {
            let mut damaged = clean.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(!sound(&damaged), "bit {bit}");
        }
        for len in 0..clean.len() {
            assert!(!sound(&clean[..len]), "cut at {len}");
        }
    }

    #[test]
    fn another_version_says_which() {
        let mut bytes = container();
        bytes[8] = 99;
        assert_eq!(Container::read(&bytes).unwrap_err(), FormatError::Version { expected: VERSION, found: 99 });
        assert_eq!(Container::read(b"<!doctype html>").unwrap_err(), FormatError::NotAnIndex);
    }
}
