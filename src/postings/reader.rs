//! Reading the postings of a range of groups.
//!
//! # Layout of a part
//!
//! ```text
//! groups    u32   number of groups
//! heads     u32   byte length of the heads
//! ids       u32   byte length of the ids
//! forms     u32   byte length of the forms
//! samples   per 64 groups: offset into heads u32, into ids u32, into impacts u32, into forms u32
//! shapes    u8 per group: 0, the group has one form; 255, its forms are listed; else 1 + the bytes that its forms begin
//!           with in common
//! forms     per group whose forms are listed: byte length varint of what follows, then each form as a str
//! heads     per group: number of postings varint
//! ids       per group: first document varint, then the differences to the one before, less one, as varints
//! impacts   per posting: one byte, see `impact.rs`
//! ```
//!
//! Whole bytes in separate columns rather than packed bits in blocks: larger raw, but the transport's compression sees the
//! columns' statistics, which bits that straddle bytes hide from it, and comes below their order-0 entropy. DESIGN.md has
//! the figures.

use super::{DocId, Impact};
use crate::bytes::{Cursor, DecodeError, skip_varints, varint_at};

pub(super) const SAMPLE: usize = 64;
#[cfg(feature = "build")]
const HEADER_LEN: usize = 16;
const SAMPLE_LEN: usize = 16;
/// The shape of a group whose forms are listed.
pub(super) const LISTED: u8 = 255;

/// The postings of consecutive groups.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PostingsPart<'a> {
    samples: &'a [u8],
    shapes: &'a [u8],
    forms: &'a [u8],
    heads: &'a [u8],
    ids: &'a [u8],
    impacts: &'a [u8],
}

/// The forms of a group, of which the caller knows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum GroupForms<'a> {
    /// There is no other.
    One,
    /// They lie in the dictionary below the first so many bytes of any of them.
    Below(usize),
    /// These.
    Listed(Vec<&'a str>),
}

/// The postings of one group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Postings<'a> {
    /// Number of documents.
    #[cfg_attr(not(feature = "build"), allow(dead_code))]
    pub(crate) len: u32,
    ids: &'a [u8],
    impacts: &'a [u8],
}

impl<'a> PostingsPart<'a> {
    /// Checks that the columns fit. Constant time.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes, 0);
        let num_groups = cursor.u32("postings groups") as usize;
        let heads_len = cursor.u32("postings heads") as usize;
        let ids_len = cursor.u32("postings ids") as usize;
        let forms_len = cursor.u32("postings forms") as usize;
        let samples_len = num_groups.div_ceil(SAMPLE).saturating_mul(SAMPLE_LEN);
        let part = PostingsPart {
            samples: cursor.take(samples_len, "postings samples"),
            shapes: cursor.take(num_groups, "postings shapes"),
            forms: cursor.take(forms_len, "postings forms"),
            heads: cursor.take(heads_len, "postings heads"),
            ids: cursor.take(ids_len, "postings ids"),
            impacts: bytes.get(cursor.offset()..).unwrap_or_default(),
        };
        cursor.ok(part)
    }

    /// Header, samples, shapes, forms, heads, ids and impacts of the part that `bytes` hold, for reports.
    #[cfg(feature = "build")]
    pub(crate) fn columns(&self, bytes: &'a [u8]) -> [&'a [u8]; 7] {
        let header = bytes.get(..HEADER_LEN).unwrap_or_default();
        [header, self.samples, self.shapes, self.forms, self.heads, self.ids, self.impacts]
    }

    /// How the forms of the part's `index`th group are had.
    pub(crate) fn forms(&self, index: usize) -> GroupForms<'a> {
        match self.shapes.get(index) {
            None | Some(0) => GroupForms::One,
            Some(&LISTED) => GroupForms::Listed(self.listed(index).unwrap_or_default()),
            Some(&shape) => GroupForms::Below(usize::from(shape) - 1),
        }
    }

    fn listed(&self, index: usize) -> Option<Vec<&'a str>> {
        let first = index / SAMPLE * SAMPLE;
        let mut sample = Cursor::new(self.samples, index / SAMPLE * SAMPLE_LEN + 12);
        let offset = sample.u32("sample") as usize;
        sample.finish().ok()?;
        let mut cursor = Cursor::new(self.forms, offset);
        for &shape in self.shapes.get(first..index)? {
            if shape == LISTED {
                cursor.piece("forms");
            }
        }
        let list = cursor.piece("forms");
        cursor.finish().ok()?;
        let mut cursor = Cursor::new(list, 0);
        let mut forms = Vec::new();
        while cursor.offset() < list.len() {
            forms.push(cursor.str("form"));
        }
        cursor.ok(forms).ok()
    }

    /// The postings of the part's `index`th group; decodes at most 63 lists' headers to find them.
    pub(crate) fn group(&self, index: usize) -> Option<Postings<'a>> {
        if index >= self.shapes.len() {
            return None;
        }
        let mut sample = Cursor::new(self.samples, index / SAMPLE * SAMPLE_LEN);
        let mut head_at = sample.u32("sample") as usize;
        let mut id_at = sample.u32("sample") as usize;
        let mut impact_at = sample.u32("sample") as usize;
        sample.finish().ok()?;
        let mut skipped = 0usize;
        for _ in 0..index % SAMPLE {
            let (len, next) = varint_at(self.heads, head_at)?;
            head_at = next;
            skipped = skipped.checked_add(len as usize)?;
        }
        id_at = skip_varints(self.ids, id_at, skipped)?;
        impact_at = impact_at.checked_add(skipped)?;
        let (len, _) = varint_at(self.heads, head_at)?;
        let impacts = self.impacts.get(impact_at..impact_at.checked_add(len as usize)?)?;
        Some(Postings { len, ids: self.ids.get(id_at..)?, impacts })
    }
}

impl Postings<'_> {
    /// Calls `visit` with every document below `num_docs`, in order: as `for_each`, but compiled once.
    pub(crate) fn each_doc(&self, num_docs: u32, visit: &mut dyn FnMut(DocId)) {
        self.for_each(num_docs, |doc, _| visit(doc));
    }

    /// The first document.
    pub(crate) fn first_doc(&self, num_docs: u32) -> Option<DocId> {
        let (doc, _) = varint_at(self.ids, 0)?;
        (self.len > 0 && doc < num_docs).then_some(doc)
    }

    /// Calls `visit` with every document below `num_docs` and its impact, in order.
    #[inline]
    pub(crate) fn for_each(&self, num_docs: u32, mut visit: impl FnMut(DocId, Impact)) {
        let mut at = 0;
        let mut next = 0u32;
        for &impact in self.impacts {
            let Some((gap, behind)) = varint_at(self.ids, at) else { return };
            let Some(doc) = next.checked_add(gap).filter(|&doc| doc < num_docs) else { return };
            visit(doc, Impact(impact));
            at = behind;
            next = doc + 1;
        }
    }
}
