//! Writes postings parts (layout: [`reader`](super::reader)).

use super::reader::{LISTED, SAMPLE};
use super::{DocId, Impact};
use crate::bytes::Sink;

/// What is written of one group.
#[derive(Debug, Clone, Default)]
pub(crate) struct GroupRecord {
    /// Documents in order, each once.
    pub(crate) postings: Vec<(DocId, Impact)>,
    /// How its forms are had.
    pub(crate) forms: FormsRecord,
}

/// How the forms of a group are had (see [`GroupForms`](super::GroupForms)).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum FormsRecord {
    /// There is one only.
    #[default]
    One,
    /// They begin with so many bytes in common.
    Below(usize),
    /// These.
    Listed(Vec<String>),
}

/// One part holding `groups`.
pub(crate) fn write_postings(groups: &[GroupRecord]) -> Vec<u8> {
    let (mut samples, mut heads, mut ids, mut impacts) =
        (Sink::default(), Sink::default(), Sink::default(), Vec::new());
    let (mut shapes, mut forms) = (Vec::new(), Sink::default());
    for (index, group) in groups.iter().enumerate() {
        if index % SAMPLE == 0 {
            samples.u32(heads.bytes.len() as u32);
            samples.u32(ids.bytes.len() as u32);
            samples.u32(impacts.len() as u32);
            samples.u32(forms.bytes.len() as u32);
        }
        shapes.push(match &group.forms {
            FormsRecord::One => 0,
            FormsRecord::Below(len) => (*len).min(usize::from(LISTED) - 2) as u8 + 1,
            FormsRecord::Listed(listed) => {
                let mut list = Sink::default();
                listed.iter().for_each(|form| list.str(form));
                forms.varint(list.bytes.len() as u32);
                forms.bytes.extend_from_slice(&list.bytes);
                LISTED
            }
        });
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
    sink.u32(forms.bytes.len() as u32);
    sink.bytes.extend_from_slice(&samples.bytes);
    sink.bytes.extend_from_slice(&shapes);
    sink.bytes.extend_from_slice(&forms.bytes);
    sink.bytes.extend_from_slice(&heads.bytes);
    sink.bytes.extend_from_slice(&ids.bytes);
    sink.bytes.extend_from_slice(&impacts);
    sink.bytes
}

#[cfg(test)]
mod tests {
    use super::super::{GroupForms, PostingsPart};
    use super::*;
    use proptest::prelude::*;

    fn forms() -> impl Strategy<Value = FormsRecord> {
        prop_oneof![
            Just(FormsRecord::One),
            (0..300usize).prop_map(FormsRecord::Below),
            prop::collection::vec("[a-cوال]{0,5}", 2..5).prop_map(FormsRecord::Listed),
        ]
    }

    proptest! {
        #[test]
        fn groups_come_back_at_every_distance_from_a_sample(
            groups in prop::collection::vec((prop::collection::btree_map(0..5000u32, 0..128u8, 0..20), forms()), 0..200),
        ) {
            let records: Vec<GroupRecord> = groups.iter().map(|(postings, forms)| GroupRecord {
                postings: postings.iter().map(|(&d, &i)| (d, Impact(i))).collect(),
                forms: forms.clone(),
            }).collect();
            let bytes = write_postings(&records);
            let part = PostingsPart::read(&bytes).unwrap();
            for (index, record) in records.iter().enumerate() {
                let mut read = Vec::new();
                let postings = part.group(index).unwrap();
                postings.for_each(u32::MAX, |doc, impact| read.push((doc, impact)));
                prop_assert_eq!(&read, &record.postings);
                prop_assert_eq!(postings.len as usize, read.len());
                let expected = match &record.forms {
                    FormsRecord::One => GroupForms::One,
                    FormsRecord::Below(len) => GroupForms::Below((*len).min(253)),
                    FormsRecord::Listed(listed) => GroupForms::Listed(listed.iter().map(String::as_str).collect()),
                };
                prop_assert_eq!(part.forms(index), expected);
            }
            prop_assert!(part.group(records.len()).is_none());
        }

        #[test]
        fn damage_never_panics(at: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
            let records: Vec<GroupRecord> = (0..150).map(|g| GroupRecord {
                postings: (0..g % 7).map(|d| (d * 50 + g, Impact(d as u8))).collect(),
                forms: if g % 3 == 0 { FormsRecord::Listed(vec!["المكتبه".into(), "مكتبه".into()]) } else { FormsRecord::Below(4) },
            }).collect();
            let mut bytes = write_postings(&records);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let len = bytes.len();
            for bytes in [&bytes[..], &bytes[..cut.index(len)]] {
                if let Ok(part) = PostingsPart::read(bytes) {
                    for index in 0..200 {
                        part.forms(index);
                        if let Some(postings) = part.group(index) {
                            postings.for_each(1000, |doc, _| assert!(doc < 1000));
                        }
                    }
                }
            }
        }
    }
}
