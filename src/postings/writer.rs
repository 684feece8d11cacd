//! Writes postings parts (layout: [`reader`](super::reader)).

use super::reader::SAMPLE;
use super::{DocId, Impact};
use crate::bytes::Sink;

/// What is written of one group.
#[derive(Debug, Clone, Default)]
pub(crate) struct GroupRecord {
    /// Documents in order, each once.
    pub(crate) postings: Vec<(DocId, Impact)>,
    /// `None` when the group has one form; else the bytes that its forms begin with in common.
    pub(crate) common_prefix: Option<usize>,
}

/// One part holding `groups`.
pub(crate) fn write_postings(groups: &[GroupRecord]) -> Vec<u8> {
    let (mut samples, mut heads, mut ids, mut impacts) =
        (Sink::default(), Sink::default(), Sink::default(), Vec::new());
    for (index, group) in groups.iter().enumerate() {
        if index % SAMPLE == 0 {
            samples.u32(heads.bytes.len() as u32);
            samples.u32(ids.bytes.len() as u32);
            samples.u32(impacts.len() as u32);
        }
        heads.varint(group.postings.len() as u32);
        let mut next = 0;
        for &(doc, impact) in &group.postings {
            ids.varint(doc - next);
            impacts.push(impact.0);
            next = doc + 1;
        }
    }
    let mut sink = Sink::default();
    sink.u32(groups.len() as u32);
    sink.u32(heads.bytes.len() as u32);
    sink.u32(ids.bytes.len() as u32);
    let shapes = groups.iter().map(|group| group.common_prefix.map_or(0, |len| len.min(253) as u8 + 1));
    sink.bytes.extend_from_slice(&samples.bytes);
    sink.bytes.extend(shapes);
    sink.bytes.extend_from_slice(&heads.bytes);
    sink.bytes.extend_from_slice(&ids.bytes);
    sink.bytes.extend_from_slice(&impacts);
    sink.bytes
}

#[cfg(test)]
mod tests {
    use super::super::PostingsPart;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn groups_come_back_at_every_distance_from_a_sample(
            groups in prop::collection::vec((prop::collection::btree_map(0..5000u32, 0..128u8, 0..20), prop::option::of(0..300usize)), 0..200),
        ) {
            let records: Vec<GroupRecord> = groups.iter().map(|(postings, common_prefix)| GroupRecord {
                postings: postings.iter().map(|(&d, &i)| (d, Impact(i))).collect(),
                common_prefix: *common_prefix,
            }).collect();
            let bytes = write_postings(&records);
            let part = PostingsPart::read(&bytes).unwrap();
            for (index, record) in records.iter().enumerate() {
                let mut read = Vec::new();
                let postings = part.group(index).unwrap();
                postings.for_each(u32::MAX, |doc, impact| read.push((doc, impact)));
                prop_assert_eq!(&read, &record.postings);
                prop_assert_eq!(postings.len as usize, read.len());
                prop_assert_eq!(part.common_prefix(index), record.common_prefix.map(|len| len.min(253)));
            }
            prop_assert!(part.group(records.len()).is_none());
        }

        #[test]
        fn damage_never_panics(at: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
            let records: Vec<GroupRecord> = (0..150).map(|g| GroupRecord {
                postings: (0..g % 7).map(|d| (d * 50 + g, Impact(d as u8))).collect(),
                common_prefix: (g % 3 == 0).then_some(4),
            }).collect();
            let mut bytes = write_postings(&records);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let len = bytes.len();
            for bytes in [&bytes[..], &bytes[..cut.index(len)]] {
                if let Ok(part) = PostingsPart::read(bytes) {
                    for index in 0..200 {
                        if let Some(postings) = part.group(index) {
                            postings.for_each(1000, |doc, _| assert!(doc < 1000));
                        }
                    }
                }
            }
        }
    }
}
