//! Header and section table: checked once, then trusted.

use super::{FormatError, VERSION};
use crate::bytes::{Cursor, checksum};

pub(super) const MAGIC: &[u8; 8] = b"TARJUMAN";
pub(super) const HEADER_LEN: usize = 24;
pub(super) const ENTRY_LEN: usize = 24;
/// Sections start at multiples of this.
pub(super) const ALIGNMENT: usize = 8;

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub(crate) enum SectionKind {
    /// Languages, counts, and where the parts begin.
    Directory = 1,
    /// The fold table.
    Fold = 2,
    /// The affix table.
    Affixes = 3,
    /// The side table of group lists.
    Lists = 4,
    /// Fields of the documents.
    Fields = 5,
    /// Words that mean others as well.
    Edges = 6,
    /// Values to filter and sort by.
    Columns = 7,
    /// Words and pairs to suggest.
    Completions = 8,
    /// Words of several languages that mean the same.
    Concepts = 9,
    /// Part: a key range of the dictionary.
    Dictionary = 16,
    /// Part: a range of groups.
    Postings = 17,
    /// Part: a range of documents.
    Text = 18,
}

impl SectionKind {
    /// All kinds, in the order in which they are written.
    pub(crate) const ALL: [SectionKind; 12] = [
        SectionKind::Directory,
        SectionKind::Fold,
        SectionKind::Affixes,
        SectionKind::Lists,
        SectionKind::Fields,
        SectionKind::Edges,
        SectionKind::Columns,
        SectionKind::Completions,
        SectionKind::Concepts,
        SectionKind::Dictionary,
        SectionKind::Postings,
        SectionKind::Text,
    ];

    /// As messages and reports call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            SectionKind::Directory => "directory",
            SectionKind::Fold => "fold",
            SectionKind::Affixes => "affixes",
            SectionKind::Lists => "lists",
            SectionKind::Fields => "fields",
            SectionKind::Edges => "edges",
            SectionKind::Columns => "columns",
            SectionKind::Completions => "completions",
            SectionKind::Concepts => "concepts",
            SectionKind::Dictionary => "dictionary",
            SectionKind::Postings => "postings",
            SectionKind::Text => "text",
        }
    }

    /// Whether the section may be handed over later.
    pub(crate) fn is_part(self) -> bool {
        self as u16 >= 16
    }
}

/// A section that can be fetched alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PartId {
    pub(crate) kind: SectionKind,
    pub(crate) number: u16,
}

impl PartId {
    /// As hosts know it: kind above, number below.
    pub(crate) fn to_number(self) -> u32 {
        (self.kind as u32) << 16 | u32::from(self.number)
    }

    /// The reverse; `None` for what is no part.
    pub(crate) fn from_number(number: u32) -> Option<PartId> {
        let kind = SectionKind::ALL.into_iter().find(|&kind| kind as u32 == number >> 16 && kind.is_part())?;
        Some(PartId { kind, number: number as u16 })
    }
}

/// One section of a container.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section<'a> {
    pub(crate) kind: SectionKind,
    pub(crate) number: u16,
    pub(crate) bytes: &'a [u8],
    checksum: u64,
}

impl Section<'_> {
    /// Compares contents and checksum: reads every byte once.
    pub(crate) fn verify(&self) -> Result<(), FormatError> {
        if checksum(self.bytes) == self.checksum {
            Ok(())
        } else {
            Err(FormatError::Damaged { section: self.kind.name(), number: self.number })
        }
    }
}

const DAMAGED_HEADER: FormatError = FormatError::Damaged { section: "header", number: 0 };

/// A container whose header and table are sound. Sections of kinds that this version does not know cannot occur.
#[derive(Debug)]
pub(crate) struct Container<'a> {
    pub(crate) sections: Vec<Section<'a>>,
    /// Checksum of header and table, and thereby of everything: identifies the index.
    pub(crate) checksum: u64,
}

impl<'a> Container<'a> {
    /// Reads header and table; sections are not verified here.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, FormatError> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC) {
            return Err(FormatError::NotAnIndex);
        }
        let mut cursor = Cursor::new(bytes, MAGIC.len());
        let (version, num_sections) = (cursor.u32("version"), cursor.u32("sections") as usize);
        let len = cursor.u64("length");
        if cursor.finish().is_err() {
            return Err(DAMAGED_HEADER);
        }
        if version != VERSION {
            return Err(FormatError::Version { expected: VERSION, found: version });
        }
        if len != bytes.len() as u64 {
            let expected = usize::try_from(len).unwrap_or(usize::MAX);
            return Err(FormatError::Length { expected, found: bytes.len() });
        }
        let table_end = num_sections.checked_mul(ENTRY_LEN).and_then(|len| len.checked_add(HEADER_LEN));
        let head = table_end.and_then(|end| bytes.get(..end)).ok_or(DAMAGED_HEADER)?;
        let mut behind_head = Cursor::new(bytes, head.len());
        let checksum_found = behind_head.u64("checksum");
        if behind_head.finish().is_err() || checksum_found != checksum(head) {
            return Err(DAMAGED_HEADER);
        }
        let mut sections = Vec::with_capacity(num_sections);
        let mut behind = behind_head.offset();
        for _ in 0..num_sections {
            // All there, for the table was within `bytes`.
            let (word, len) = (cursor.u32("kind"), cursor.u32("length") as usize);
            let (offset, checksum) = (cursor.u64("offset"), cursor.u64("checksum"));
            let kind = SectionKind::ALL.into_iter().find(|&kind| kind as u32 == word & 0xffff);
            let start = usize::try_from(offset).ok();
            let end = start.and_then(|start| start.checked_add(len));
            let (Some(kind), Some(start), Some(end)) = (kind, start, end) else { return Err(DAMAGED_HEADER) };
            let section = bytes.get(start..end).ok_or(DAMAGED_HEADER)?;
            check_padding(bytes, behind, start)?;
            behind = end;
            sections.push(Section { kind, number: (word >> 16) as u16, bytes: section, checksum });
        }
        check_padding(bytes, behind, bytes.len())?;
        Ok(Container { sections, checksum: checksum_found })
    }

    /// The section of that kind and number.
    pub(crate) fn section(&self, kind: SectionKind, number: u16) -> Option<&Section<'a>> {
        self.sections.iter().find(|section| section.kind == kind && section.number == number)
    }
}

/// Sections follow one another with fewer than [`ALIGNMENT`] zero bytes between them, so that no byte of a container is
/// covered by nothing.
fn check_padding(bytes: &[u8], start: usize, end: usize) -> Result<(), FormatError> {
    match bytes.get(start..end) {
        Some(padding) if padding.len() < ALIGNMENT && padding.iter().all(|&byte| byte == 0) => Ok(()),
        _ => Err(FormatError::Damaged { section: "padding", number: 0 }),
    }
}
