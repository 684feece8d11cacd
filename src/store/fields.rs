//! Url, title, date and meta of every document.
//!
//! # Layout
//!
//! ```text
//! documents  u32
//! records    u32      byte length of the records
//! samples    per 8 documents: offset into the records u32
//! records    per document:
//!   flags    u8       1 has an id of its own, 2 date, 8 meta, 16 alternates within the index, 32 alternates elsewhere,
//!                     64 no page is known at the url
//!   url      str
//!   title    str
//!   id       str      only with flag 1; else the id is the url
//!   date     signed   only with flag 2: days since 1970-01-01
//!   meta     only with flag 8: count varint, per pair: number of the name varint, value str
//!   set      varint   only with flag 16: number of the set of translations
//!   others   only with flag 32: count varint, per pair: language str, url str
//! names      count varint, per name of a meta value: str
//! sets       sorted lists of documents that are translations of each other
//! folding    varint  the sets before this number fold: each document in them is in one, and all its translations are
//! weights    count varint, per document whose weight is not 1: number varint, weight u8 (25 stands for 1)
//! ```

use crate::bytes::{Cursor, DecodeError, SortedLists};

pub(super) const SAMPLE: usize = 8;
pub(super) const HAS_ID: u8 = 1;
pub(super) const HAS_DATE: u8 = 2;
pub(super) const HAS_META: u8 = 8;
pub(super) const HAS_SET: u8 = 16;
pub(super) const HAS_OTHERS: u8 = 32;
pub(super) const PAGELESS: u8 = 64;
/// The weight byte that stands for 1.
pub(crate) const WEIGHT_ONE: u8 = 25;

/// The fields of all documents.
#[derive(Debug)]
pub(crate) struct Fields<'a> {
    num_docs: u32,
    samples: &'a [u8],
    records: &'a [u8],
    names: Vec<&'a str>,
    sets: SortedLists,
    num_folding: u32,
    weights: Vec<(u32, u8)>,
}

/// One document's fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Record<'a> {
    pub(crate) url: &'a str,
    pub(crate) title: &'a str,
    pub(crate) id: &'a str,
    /// No page is known at the url.
    pub(crate) pageless: bool,
    /// Days since 1970-01-01.
    pub(crate) date: Option<i32>,
    pub(crate) meta: Vec<(&'a str, &'a str)>,
    /// Number of the set of translations.
    pub(crate) set: Option<u32>,
    /// Translations outside the index: language and url.
    pub(crate) others: Vec<(&'a str, &'a str)>,
}

impl<'a> Fields<'a> {
    /// Reads the layout above; records are read when they are asked for.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes, 0);
        let num_docs = cursor.u32("documents");
        let records_len = cursor.u32("document records") as usize;
        let num_samples = (num_docs as usize).div_ceil(SAMPLE);
        let samples = cursor.take(num_samples.saturating_mul(4), "document samples");
        let records = cursor.take(records_len, "document records");
        let mut names = Vec::new();
        for _ in 0..cursor.count("meta names") {
            names.push(cursor.str("meta name"));
        }
        let sets = SortedLists::read(&mut cursor, num_docs, "translations");
        let num_folding = cursor.varint("translations");
        let mut weights = Vec::new();
        for _ in 0..cursor.count("weights") {
            weights.push((cursor.varint("weight"), cursor.u8("weight")));
        }
        cursor.ok(Fields { num_docs, samples, records, names, sets, num_folding, weights })
    }

    /// The weight of document `doc`: [`WEIGHT_ONE`] stands for 1.
    pub(crate) fn weight(&self, doc: u32) -> u8 {
        let own = self.weights.binary_search_by_key(&doc, |&(doc, _)| doc).ok().and_then(|at| self.weights.get(at));
        own.map_or(WEIGHT_ONE, |&(_, weight)| weight)
    }

    /// Number of documents.
    pub(crate) fn num_docs(&self) -> u32 {
        self.num_docs
    }

    /// The documents of set number `set`.
    pub(crate) fn translations(&self, set: u32) -> &[u32] {
        self.sets.get(set as usize)
    }

    /// For each document the number of the set that it folds into, and the number of sets; nothing where none folds.
    pub(crate) fn folding(&self) -> (Vec<u32>, usize) {
        let mut sets = Vec::new();
        let mut num_sets = 0;
        for set in 0..self.num_folding {
            let docs = self.translations(set);
            if docs.is_empty() {
                break;
            }
            num_sets = set as usize + 1;
            sets.resize(self.num_docs as usize, u32::MAX);
            for &doc in docs {
                if let Some(slot) = sets.get_mut(doc as usize) {
                    *slot = set;
                }
            }
        }
        (sets, num_sets)
    }

    /// The fields of document `doc`; reads at most 7 records before it.
    pub(crate) fn get(&self, doc: u32) -> Result<Record<'a>, DecodeError> {
        let index = doc as usize;
        let mut sample = Cursor::new(self.samples, index / SAMPLE * 4);
        let offset = sample.u32("document sample") as usize;
        sample.finish()?;
        let mut cursor = Cursor::new(self.records, offset);
        for _ in 0..index % SAMPLE {
            self.record(&mut cursor, false);
        }
        let record = self.record(&mut cursor, true);
        cursor.ok(record)
    }

    /// The record at the cursor; one that is not `wanted` is stepped over without looking at its texts.
    fn record(&self, cursor: &mut Cursor<'a>, wanted: bool) -> Record<'a> {
        let text = |cursor: &mut Cursor<'a>, what| {
            if wanted {
                return cursor.str(what);
            }
            cursor.piece(what);
            ""
        };
        let flags = cursor.u8("document flags");
        let url = text(cursor, "url");
        let pageless = flags & PAGELESS != 0;
        let mut record = Record { url, id: url, title: text(cursor, "title"), pageless, ..Record::default() };
        if flags & HAS_ID != 0 {
            record.id = text(cursor, "id");
        }
        if flags & HAS_DATE != 0 {
            record.date = Some(cursor.signed("date"));
        }
        if flags & HAS_META != 0 {
            for _ in 0..cursor.count("meta") {
                let name = self.names.get(cursor.varint("meta name") as usize);
                let value = text(cursor, "meta value");
                if wanted {
                    cursor.check(name.is_some(), "meta name");
                    record.meta.push((name.copied().unwrap_or_default(), value));
                }
            }
        }
        if flags & HAS_SET != 0 {
            record.set = Some(cursor.varint("translations"));
        }
        if flags & HAS_OTHERS != 0 {
            for _ in 0..cursor.count("alternates") {
                let other = (text(cursor, "alternate language"), text(cursor, "alternate url"));
                if wanted {
                    record.others.push(other);
                }
            }
        }
        record
    }
}
