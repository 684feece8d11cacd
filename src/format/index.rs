//! An opened index: the small sections decoded, the parts there or still to come.

use super::{Container, Directory, FormatError, PartId, SectionKind};
use crate::bytes::{Cursor, DecodeError, checksum};
use crate::dictionary::{Affixes, Concept, ConceptPlaces, Fst, GroupId, GroupLists, SAMPLE, from_key};
use crate::postings::{DocId, GroupForms, Postings, PostingsPart};
use crate::store::{Fields, TextPart};
use crate::text::FoldTable;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::OnceLock;

/// Parts that a search would have needed. Reading a part that is not there notes it and gives nothing, so a search
/// always runs to its end; if anything is missing then, its result is thrown away, the parts are handed over, and it
/// runs again. It is deterministic, so it never asks for the same part twice.
#[derive(Debug, Default)]
pub(crate) struct Missing(RefCell<Vec<PartId>>);

impl Missing {
    fn note(&self, kind: SectionKind, number: usize) {
        let part = PartId { kind, number: number as u16 };
        let mut parts = self.0.borrow_mut();
        if !parts.contains(&part) {
            parts.push(part);
        }
    }

    /// What was noted.
    pub(crate) fn into_parts(self) -> Vec<PartId> {
        self.0.into_inner()
    }
}

/// An index over bytes that live at least as long as it.
#[derive(Debug)]
pub(crate) struct Index<'a> {
    pub(crate) directory: Directory,
    pub(crate) fold: FoldTable,
    pub(crate) affixes: Affixes<'a>,
    pub(crate) lists: GroupLists,
    pub(crate) fields: Fields<'a>,
    /// Read when they are asked, as are the columns.
    pub(crate) edges: &'a [u8],
    pub(crate) columns: &'a [u8],
    pub(crate) completions: &'a [u8],
    pub(crate) concepts: &'a [u8],
    /// Worked out when it is first asked.
    concept_places: OnceLock<ConceptPlaces<'a>>,
    /// Identifies the index.
    pub(crate) checksum: u64,
    dictionary: Vec<Option<Fst<'a>>>,
    postings: Vec<Option<PostingsPart<'a>>>,
    text: Vec<Option<TextPart<'a>>>,
    part_checksums: Vec<(PartId, u64)>,
}

/// Keys walked for one form, many times what lies between two samples.
const MAX_KEYS: usize = 4096;

impl<'a> Index<'a> {
    /// Opens a container: verifies the checksum of every section and reads the small ones.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Index<'a>, FormatError> {
        Self::open_without(bytes, |_| false)
    }

    /// Opens a container as if the parts for which `withheld` holds lay elsewhere.
    pub(crate) fn open_without(bytes: &'a [u8], withheld: impl Fn(PartId) -> bool) -> Result<Index<'a>, FormatError> {
        let container = Container::read(bytes)?;
        for section in &container.sections {
            section.verify()?;
        }
        let small = |kind: SectionKind| match container.section(kind, 0) {
            Some(section) => Ok(section.bytes),
            None => Err(FormatError::Absent { section: kind.name() }),
        };
        let layout = |kind: SectionKind| move |source| FormatError::Layout { section: kind.name(), source };
        let directory_at = SectionKind::Directory;
        let directory = Directory::read(small(directory_at)?).map_err(layout(directory_at))?;
        let num_groups = directory.num_groups;
        // Each group takes a byte and more of the postings; a search may set aside a bit for each.
        if num_groups as usize > bytes.len() {
            return Err(layout(directory_at)(DecodeError { what: "number of groups", offset: 0 }));
        }
        let fold = FoldTable::read(small(SectionKind::Fold)?).map_err(layout(SectionKind::Fold))?;
        let affixes = Affixes::read(small(SectionKind::Affixes)?).map_err(layout(SectionKind::Affixes))?;
        let lists = GroupLists::read(small(SectionKind::Lists)?, num_groups).map_err(layout(SectionKind::Lists))?;
        let fields = Fields::read(small(SectionKind::Fields)?).map_err(layout(SectionKind::Fields))?;
        let edges = small(SectionKind::Edges)?;
        let columns = small(SectionKind::Columns)?;
        let completions = small(SectionKind::Completions)?;
        let concepts = small(SectionKind::Concepts)?;
        if fields.num_docs() != directory.num_docs() {
            let source = DecodeError { what: "number of documents", offset: 0 };
            return Err(FormatError::Layout { section: SectionKind::Fields.name(), source });
        }
        let mut index = Index {
            dictionary: directory.dictionary.iter().map(|_| None).collect(),
            postings: directory.postings.iter().map(|_| None).collect(),
            text: directory.text.iter().map(|_| None).collect(),
            directory,
            fold,
            affixes,
            lists,
            fields,
            edges,
            columns,
            completions,
            concepts,
            concept_places: OnceLock::new(),
            checksum: container.checksum,
            part_checksums: Vec::new(),
        };
        for section in container.sections.iter().filter(|section| section.kind.is_part()) {
            let part = PartId { kind: section.kind, number: section.number };
            if withheld(part) {
                index.part_checksums.push((part, checksum(section.bytes)));
            } else {
                index.place(part, section.bytes)?;
            }
        }
        Ok(index)
    }

    /// Takes a part that was missing; refuses one that is not the one asked for.
    pub(crate) fn supply(&mut self, part: PartId, bytes: &'a [u8]) -> Result<(), FormatError> {
        let expected = self.part_checksums.iter().find(|(id, _)| *id == part).map(|&(_, sum)| sum);
        if expected != Some(checksum(bytes)) {
            return Err(FormatError::Damaged { section: part.kind.name(), number: part.number });
        }
        self.place(part, bytes)
    }

    fn place(&mut self, part: PartId, bytes: &'a [u8]) -> Result<(), FormatError> {
        let layout = |source| FormatError::Layout { section: part.kind.name(), source };
        let number = usize::from(part.number);
        let taken = match part.kind {
            SectionKind::Dictionary => {
                let fst = Fst::new(bytes).map_err(layout)?;
                self.dictionary.get_mut(number).map(|slot| *slot = Some(fst))
            }
            SectionKind::Postings => {
                let postings = PostingsPart::read(bytes).map_err(layout)?;
                self.postings.get_mut(number).map(|slot| *slot = Some(postings))
            }
            SectionKind::Text => {
                let text = TextPart::read(bytes).map_err(layout)?;
                self.text.get_mut(number).map(|slot| *slot = Some(text))
            }
            _ => None,
        };
        taken.ok_or(layout(DecodeError { what: "number of the part", offset: 0 }))
    }

    /// Number of documents.
    pub(crate) fn num_docs(&self) -> u32 {
        self.directory.num_docs()
    }

    /// The value of a folded form.
    pub(crate) fn lookup(&self, form: &str, missing: &Missing) -> Option<u32> {
        let number = self.dictionary_part(form.as_bytes());
        self.dictionary_at(number, missing)?.get(form.as_bytes())
    }

    /// The concepts for which a query may be that has a word of `group`.
    pub(crate) fn concepts(&self, group: GroupId) -> impl Iterator<Item = Concept> {
        let places = &self.concept_places().places;
        let first = places.partition_point(|&(other, _)| other < group);
        let here = places.get(first..).unwrap_or_default().iter().take_while(move |&&(other, _)| other == group);
        let concepts = self.concepts;
        here.filter_map(move |&(_, at)| Concept::read(&mut Cursor::new(concepts, at as usize)).ok())
    }

    fn concept_places(&self) -> &ConceptPlaces<'a> {
        self.concept_places.get_or_init(|| ConceptPlaces::read(self.concepts))
    }

    /// The first form of a group that a concept has.
    pub(crate) fn first_form(&self, group: GroupId, missing: &Missing) -> Option<String> {
        let sample = self.concept_places().samples.get(group as usize / SAMPLE)?;
        let mut found = None;
        let mut num_keys = 0;
        // It may stand in the part behind that of the sample.
        for number in self.dictionary_part(sample.as_bytes())..self.dictionary.len() {
            let first = self.directory.dictionary.get(number).map_or("", String::as_str);
            from_key(self.dictionary_at(number, missing)?, first.max(sample).as_bytes(), &mut |key, value| {
                if self.lists.groups(&value).contains(&group) {
                    found = std::str::from_utf8(key).ok().map(str::to_owned);
                }
                num_keys += 1;
                found.is_none() && num_keys < MAX_KEYS
            });
            if found.is_some() || num_keys >= MAX_KEYS {
                break;
            }
        }
        found
    }

    /// Whether some form begins with `prefix`.
    pub(crate) fn begins(&self, prefix: &str, missing: &Missing) -> bool {
        self.dictionaries(prefix, missing).any(|fst| fst.follow(fst.root(), prefix.as_bytes()).is_some())
    }

    /// The dictionary parts that can hold keys that begin with `prefix`.
    pub(crate) fn dictionaries(&self, prefix: &str, missing: &Missing) -> impl Iterator<Item = &Fst<'a>> {
        let first = self.dictionary_part(prefix.as_bytes());
        let mut end = first + 1;
        while self.directory.dictionary.get(end).is_some_and(|key| key.as_str() <= prefix || key.starts_with(prefix)) {
            end += 1;
        }
        (first..end).filter_map(move |number| self.dictionary_at(number, missing))
    }

    fn dictionary_part(&self, key: &[u8]) -> usize {
        self.directory.dictionary.partition_point(|first| first.as_bytes() <= key).saturating_sub(1)
    }

    fn dictionary_at(&self, number: usize, missing: &Missing) -> Option<&Fst<'a>> {
        let slot = self.dictionary.get(number)?;
        if slot.is_none() {
            missing.note(SectionKind::Dictionary, number);
        }
        slot.as_ref()
    }

    /// The postings of a group.
    pub(crate) fn postings(&self, group: GroupId, missing: &Missing) -> Option<Postings<'a>> {
        let (part, index) = self.postings_part(group, missing)?;
        part.group(index)
    }

    /// How the forms of a group are had.
    pub(crate) fn forms(&self, group: GroupId, missing: &Missing) -> GroupForms<'a> {
        self.postings_part(group, missing).map_or(GroupForms::One, |(part, index)| part.forms(index))
    }

    fn postings_part(&self, group: GroupId, missing: &Missing) -> Option<(&PostingsPart<'a>, usize)> {
        let (number, at) = place_in(&self.directory.postings, group)?;
        let slot = self.postings.get(number)?;
        if slot.is_none() {
            missing.note(SectionKind::Postings, number);
        }
        Some((slot.as_ref()?, at))
    }

    /// The text of a document.
    pub(crate) fn text(&self, doc: DocId, missing: &Missing) -> &'a [u8] {
        let Some((number, at)) = place_in(&self.directory.text, doc) else { return &[] };
        match self.text.get(number) {
            Some(Some(part)) => part.get(at),
            Some(None) => {
                missing.note(SectionKind::Text, number);
                &[]
            }
            None => &[],
        }
    }

    /// The documents of language number `language`.
    pub(crate) fn docs(&self, language: usize) -> Range<u32> {
        self.directory.languages.get(language).map_or(0..0, |language| language.docs.clone())
    }
}

/// In which part a number is, by the first one of each, and as the how manieth.
fn place_in(firsts: &[u32], number: u32) -> Option<(usize, usize)> {
    let part = firsts.partition_point(|&first| first <= number).checked_sub(1)?;
    Some((part, (number - firsts.get(part)?) as usize))
}
