//! Writes fields and text (layouts: [`fields`](super::fields), [`text`](super::text)).

use super::fields::{HAS_DATE, HAS_ID, HAS_META, HAS_OTHERS, HAS_SET, PAGELESS, SAMPLE, WEIGHT_ONE};
use crate::bytes::{Sink, SortedLists};
use std::collections::BTreeMap;

/// What is written of one document.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewRecord<'d> {
    pub(crate) url: &'d str,
    pub(crate) title: &'d str,
    pub(crate) id: &'d str,
    pub(crate) pageless: bool,
    pub(crate) date: Option<i32>,
    /// 0..=10.
    pub(crate) weight: f32,
    pub(crate) meta: Vec<(&'d str, &'d str)>,
    pub(crate) set: Option<u32>,
    pub(crate) others: Vec<(&'d str, &'d str)>,
}

/// The fields of all documents, in order; `sets` are the sets of translations, of which the first `num_folding` fold.
pub(crate) fn write_fields(records: &[NewRecord<'_>], sets: &[Vec<u32>], num_folding: usize) -> Vec<u8> {
    let names: BTreeMap<&str, ()> = records.iter().flat_map(|r| &r.meta).map(|(name, _)| (*name, ())).collect();
    let names: Vec<&str> = names.into_keys().collect();
    let (mut samples, mut body) = (Sink::default(), Sink::default());
    for (doc, record) in records.iter().enumerate() {
        if doc % SAMPLE == 0 {
            samples.u32(body.bytes.len() as u32);
        }
        write_record(&mut body, record, &names);
    }
    let mut sink = Sink::default();
    sink.u32(records.len() as u32);
    sink.u32(body.bytes.len() as u32);
    sink.bytes.extend_from_slice(&samples.bytes);
    sink.bytes.extend_from_slice(&body.bytes);
    sink.varint(names.len() as u32);
    names.iter().for_each(|name| sink.str(name));
    SortedLists::write(&mut sink, sets);
    sink.varint(num_folding as u32);
    let weights = records.iter().map(weight_byte).zip(0u32..).filter(|&(weight, _)| weight != WEIGHT_ONE);
    let weights: Vec<(u8, u32)> = weights.collect();
    sink.varint(weights.len() as u32);
    for (weight, doc) in weights {
        sink.varint(doc);
        sink.u8(weight);
    }
    sink.bytes
}

fn weight_byte(record: &NewRecord<'_>) -> u8 {
    (record.weight * f32::from(WEIGHT_ONE)).round().clamp(0.0, 250.0) as u8
}

fn write_record(sink: &mut Sink, record: &NewRecord<'_>, names: &[&str]) {
    let flag = |set: bool, bit: u8| if set { bit } else { 0 };
    sink.u8(flag(record.id != record.url, HAS_ID)
        | flag(record.date.is_some(), HAS_DATE)
        | flag(!record.meta.is_empty(), HAS_META)
        | flag(record.set.is_some(), HAS_SET)
        | flag(!record.others.is_empty(), HAS_OTHERS)
        | flag(record.pageless, PAGELESS));
    sink.str(record.url);
    sink.str(record.title);
    if record.id != record.url {
        sink.str(record.id);
    }
    if let Some(days) = record.date {
        sink.signed(days);
    }
    if !record.meta.is_empty() {
        sink.varint(record.meta.len() as u32);
        for (name, value) in &record.meta {
            sink.varint(names.binary_search(name).expect("every name was collected") as u32);
            sink.str(value);
        }
    }
    if let Some(set) = record.set {
        sink.varint(set);
    }
    if !record.others.is_empty() {
        sink.varint(record.others.len() as u32);
        for (lang, url) in &record.others {
            sink.str(lang);
            sink.str(url);
        }
    }
}

/// One part holding the text of `documents`.
pub(crate) fn write_text<S: AsRef<str>>(documents: &[S]) -> Vec<u8> {
    let mut sink = Sink::default();
    sink.u32(documents.len() as u32);
    documents.iter().for_each(|text| sink.varint(text.as_ref().len() as u32));
    documents.iter().for_each(|text| sink.bytes.extend_from_slice(text.as_ref().as_bytes()));
    sink.bytes
}

#[cfg(test)]
mod tests {
    use super::super::{Fields, Piece, TextPart, pieces};
    use super::*;

    #[test]
    fn fields_come_back() {
        let mut records =
            vec![NewRecord { url: "/fr/alep", title: "Alep", id: "/fr/alep", weight: 1.0, ..Default::default() }];
        records.push(NewRecord {
            url: "/ar/حلب",
            title: "زلزال حلب",
            id: "ar/حلب.md",
            pageless: true,
            date: Some(-53_830),
            weight: 2.0,
            meta: vec![("author", "ليلى"), ("place", "حلب")],
            set: Some(0),
            others: vec![("tr", "https://example.org/halep")],
        });
        for _ in 0..40 {
            records.push(records[records.len() % 2].clone());
        }
        let bytes = write_fields(&records, &[vec![0, 1]], 1);
        let fields = Fields::read(&bytes).unwrap();
        assert_eq!(fields.num_docs(), 42);
        assert_eq!(fields.translations(0), [0, 1]);
        assert_eq!((&fields.folding().0[..3], fields.folding().1), (&[0, 0, u32::MAX][..], 1));
        for (doc, expected) in records.iter().enumerate() {
            let got = fields.get(doc as u32).unwrap();
            assert_eq!((got.url, got.title, got.id), (expected.url, expected.title, expected.id));
            assert_eq!((got.date, got.set, got.pageless), (expected.date, expected.set, expected.pageless));
            assert_eq!((got.meta, got.others), (expected.meta.clone(), expected.others.clone()));
            assert_eq!(fields.weight(doc as u32), (expected.weight * 25.0) as u8);
        }
        assert!(fields.get(42).is_err() && fields.get(u32::MAX).is_err());
        for len in 0..bytes.len() {
            if let Ok(fields) = Fields::read(&bytes[..len]) {
                (0..fields.num_docs()).for_each(|doc| drop(fields.get(doc)));
            }
        }
    }

    #[test]
    fn text_comes_back_in_pieces() {
        let text = "Intro.\n\u{1}suez\u{2}Le canal\nPremière partie\rseconde partie.\n";
        let bytes = write_text(&["", text, "السويس\n"]);
        let part = TextPart::read(&bytes).unwrap();
        assert!(part.get(0).is_empty());
        assert_eq!(part.get(2), "السويس\n".as_bytes());
        assert!(part.get(3).is_empty());
        let expected = [
            Piece::Passage("Intro."),
            Piece::Section { anchor: "suez", heading: "Le canal" },
            Piece::Passage("Première partie"),
            Piece::Passage("seconde partie."),
        ];
        assert_eq!(pieces(part.get(1)).collect::<Vec<_>>(), expected);
        for len in 0..bytes.len() {
            if let Ok(part) = TextPart::read(&bytes[..len]) {
                (0..4).for_each(|doc| assert!(part.get(doc).len() <= bytes.len()));
            }
        }
    }
}
