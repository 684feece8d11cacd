//! What a bundle is made of, in bytes: raw, as hosts compress it, and how near that is to the least possible.

use crate::bytes::DecodeError;
use crate::dictionary::{Fst, with_prefix};
use crate::format::{Container, FormatError, Index, Missing, PartId, SectionKind, write_container};
use crate::postings::PostingsPart;
use serde::Serialize;
use std::io::Write;

/// A section's name, length and state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionState {
    /// As `dictionary 0`.
    pub name: String,
    /// Length in bytes.
    pub bytes: usize,
    /// Whether the checksum matches.
    pub sound: bool,
}

/// The state of every section of an index.
///
/// # Errors
/// Header or table are damaged, so that no section can be told.
pub fn section_states(index: &[u8]) -> Result<Vec<SectionState>, FormatError> {
    let container = Container::read(index)?;
    let state = |section: &crate::format::Section<'_>| SectionState {
        name: format!("{} {}", section.kind.name(), section.number),
        bytes: section.bytes.len(),
        sound: section.verify().is_ok(),
    };
    Ok(container.sections.iter().map(state).collect())
}

/// The bytes of the part that a search calls by `number`; `None` when the index is damaged or has no such part.
pub fn part_bytes(index: &[u8], number: u32) -> Option<&[u8]> {
    let part = PartId::from_number(number)?;
    let container = Container::read(index).ok()?;
    container.section(part.kind, part.number).map(|section| section.bytes)
}

/// The index with other bytes in its `position`th section and all checksums right: what whoever forges a bundle can make.
/// For tests of what the engine does then.
///
/// # Errors
/// Header or table are damaged.
pub fn forge(index: &[u8], position: usize, change: impl Fn(&mut Vec<u8>)) -> Result<Vec<u8>, FormatError> {
    let container = Container::read(index)?;
    let mut sections: Vec<_> =
        container.sections.iter().map(|section| (section.kind, section.number, section.bytes.to_vec())).collect();
    if let Some((_, _, bytes)) = sections.get_mut(position) {
        change(bytes);
    }
    Ok(write_container(&sections))
}

/// Sizes of one kind of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SizeRow {
    /// What.
    pub name: String,
    /// Bytes as they are.
    pub raw: usize,
    /// After gzip -9.
    pub gzip: usize,
    /// After brotli -q 11.
    pub brotli: usize,
    /// The fewest bytes that its contents can take, by the measure that `bound_by` names.
    pub bound: Option<usize>,
    /// How the bound was found.
    pub bound_by: Option<&'static str>,
}

/// The sizes of `bytes` under a name.
pub fn size_row(name: impl Into<String>, bytes: &[u8]) -> SizeRow {
    SizeRow {
        name: name.into(),
        raw: bytes.len(),
        gzip: gzip_len(bytes),
        brotli: brotli_len(bytes),
        bound: None,
        bound_by: None,
    }
}

/// The sizes of an index' sections, postings by column, each beside its bound where one is known. Takes a second per
/// megabyte.
///
/// # Errors
/// The index does not open.
pub fn size_rows(bytes: &[u8]) -> Result<Vec<SizeRow>, FormatError> {
    let container = Container::read(bytes)?;
    let index = Index::open(bytes)?;
    let mut rows = Vec::new();
    for kind in SectionKind::ALL {
        let sections = container.sections.iter().filter(|section| section.kind == kind);
        let content: Vec<u8> = sections.flat_map(|section| section.bytes.iter().copied()).collect();
        if kind == SectionKind::Postings {
            rows.extend(postings_rows(&container, &index)?);
            continue;
        }
        let mut row = size_row(kind.name(), &content);
        if kind == SectionKind::Dictionary {
            row.bound = Some(brotli_len(&front_coded(&container)?));
            row.bound_by = Some("its forms front-coded and brotli -q 11, without their groups");
        }
        rows.push(row);
    }
    Ok(rows)
}

fn postings_rows(container: &Container<'_>, index: &Index<'_>) -> Result<Vec<SizeRow>, FormatError> {
    let layout = |source: DecodeError| FormatError::Layout { section: SectionKind::Postings.name(), source };
    let mut columns: [Vec<u8>; 7] = Default::default();
    for section in container.sections.iter().filter(|section| section.kind == SectionKind::Postings) {
        let part = PostingsPart::read(section.bytes).map_err(layout)?;
        for (column, bytes) in columns.iter_mut().zip(part.columns(section.bytes)) {
            column.extend_from_slice(bytes);
        }
    }
    let [header, samples, shapes, forms, heads, ids, impacts] = columns;
    let mut ids_row = size_row("postings ids", &ids);
    ids_row.bound = Some(ids_bound(index));
    ids_row.bound_by = Some("log2 of the ways to choose each group's documents among all");
    let mut impacts_row = size_row("postings impacts", &impacts);
    impacts_row.bound = Some(order_0(&impacts));
    impacts_row.bound_by = Some("order-0 entropy");
    Ok(vec![
        size_row("postings samples", &[header, samples].concat()),
        size_row("postings shapes", &shapes),
        size_row("postings forms", &forms),
        size_row("postings heads", &heads),
        ids_row,
        impacts_row,
    ])
}

/// Each form as the length it shares with the one before, the length of the rest, and the rest.
fn front_coded(container: &Container<'_>) -> Result<Vec<u8>, FormatError> {
    let layout = |source: DecodeError| FormatError::Layout { section: SectionKind::Dictionary.name(), source };
    let mut coded = Vec::new();
    for section in container.sections.iter().filter(|section| section.kind == SectionKind::Dictionary) {
        let mut last: Vec<u8> = Vec::new();
        with_prefix(&Fst::new(section.bytes).map_err(layout)?, b"", &mut |key, _| {
            let same = key.iter().zip(&last).take_while(|(a, b)| a == b).count();
            coded.extend([same.min(255) as u8, (key.len() - same).min(255) as u8]);
            coded.extend_from_slice(&key[same..]);
            last = key.to_vec();
            true
        });
    }
    Ok(coded)
}

fn ids_bound(index: &Index<'_>) -> usize {
    let missing = Missing::default();
    let num_docs = index.num_docs();
    let mut log_factorials = vec![0f64; num_docs as usize + 1];
    for n in 1..=num_docs as usize {
        log_factorials[n] = log_factorials[n - 1] + (n as f64).log2();
    }
    let mut bits = 0.0;
    for group in 0..index.directory.num_groups {
        let Some(postings) = index.postings(group, &missing) else { continue };
        let df = postings.len.min(num_docs) as usize;
        bits += log_factorials[num_docs as usize] - log_factorials[df] - log_factorials[num_docs as usize - df];
    }
    (bits / 8.0).ceil() as usize
}

fn order_0(bytes: &[u8]) -> usize {
    let mut counts = [0usize; 256];
    bytes.iter().for_each(|&byte| counts[usize::from(byte)] += 1);
    let bits =
        |&count: &usize| if count == 0 { 0.0 } else { count as f64 * (bytes.len() as f64 / count as f64).log2() };
    (counts.iter().map(bits).sum::<f64>() / 8.0).ceil() as usize
}

/// Length after gzip -9.
pub fn gzip_len(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().map_or(0, |out| out.len())
}

/// Length after brotli -q 11 with the window of 4 MB that servers use.
pub fn brotli_len(bytes: &[u8]) -> usize {
    let mut counter = Counter(0);
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let _ = brotli::BrotliCompress(&mut &bytes[..], &mut counter, &params);
    counter.0
}

struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
