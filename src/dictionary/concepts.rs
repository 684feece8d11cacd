//! Words of several languages that mean the same: what is asked in one finds what is written in the others.
//!
//! A concept is a set of groups. Each stands once, however many languages it leads to, which takes far fewer bytes than an
//! edge for each pair. Terms of several words (*cessez-le-feu*, *وقف إطلاق النار*) are asked by the groups of their words and found by
//! a group of their own.
//!
//! Forms are not stored, for they stand in the dictionary, which has groups in the order of their first forms: some of these, at
//! regular intervals, tell where to begin to look.
//!
//! # Layout
//!
//! ```text
//! samples  varint; of every 32nd group, its first form str
//! per concept, to the end:
//!   head   u8: weight (bits 0 to 2: in eighths of the word itself, less one), source (bits 3 to 5), terms follow (bit 6), two words
//!          (bit 7)
//!   words  varint, unless bit 7 is set; per word varint, in ascending order: the distance from the one before
//!   terms  varint, if bit 6 is set; per term: words varint, per word its group varint; target varint, a group and one more, or 0 if no
//!          document has the term
//! ```

use super::GroupId;
#[cfg(feature = "build")]
use crate::bytes::Sink;
use crate::bytes::{Cursor, DecodeError};

const SOURCE_SHIFT: u32 = 3;
const TERMS: u8 = 1 << 6;
const PAIR: u8 = 1 << 7;
/// Groups from one sample to the next.
pub(crate) const SAMPLE: usize = 32;

/// What may be found of a concept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Member {
    /// What is asked: the groups of words that follow one another.
    pub(crate) words: Vec<GroupId>,
    /// What is found; of a single word the same. [`NOWHERE`] if it is only asked.
    pub(crate) target: GroupId,
}

/// The target of a term that no document has. No group has this number.
pub(crate) const NOWHERE: GroupId = GroupId::MAX;

/// Words that mean the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Concept {
    /// Words first, in ascending order.
    pub(crate) members: Vec<Member>,
    /// What a member counts for another, in 64ths of the word itself; a multiple of 8 from 8 to 64.
    pub(crate) weight: u8,
    /// One of [`SOURCES`], by its number.
    pub(crate) source: u8,
}

/// Where concepts come from: the core lexicon, CLDR's names alone (none are written yet), the owner's lexicons with CLDR's names,
/// translations of the site itself, words that sound alike.
#[cfg(feature = "build")]
pub(crate) const SOURCES: [&str; 5] = ["core", "names", "lexicon", "learned", "sound"];

/// The source of words that only sound alike.
pub(crate) const SOUND: u8 = 4;

impl Concept {
    /// The next concept; an error behind the last one. Numbers of groups are taken as they are: one that there is not has no
    /// documents.
    pub(crate) fn read(cursor: &mut Cursor<'_>) -> Result<Concept, DecodeError> {
        let head = cursor.u8("concept");
        let num_words = if head & PAIR != 0 { 2 } else { cursor.count("concept") };
        let mut members = Vec::new();
        let mut group: GroupId = 0;
        for _ in 0..num_words {
            group = group.wrapping_add(cursor.varint("concept"));
            members.push(Member { words: vec![group], target: group });
        }
        let num_terms = if head & TERMS != 0 { cursor.count("concept") } else { 0 };
        for _ in 0..num_terms {
            let mut words = Vec::new();
            for _ in 0..cursor.count("concept") {
                words.push(cursor.varint("concept"));
            }
            // 0 becomes NOWHERE.
            members.push(Member { words, target: cursor.varint("concept").wrapping_sub(1) });
        }
        cursor.ok(Concept { members, weight: ((head & 7) + 1) * 8, source: head >> SOURCE_SHIFT & 7 })
    }
}

/// What the section says of concepts besides themselves.
#[derive(Debug)]
pub(crate) struct ConceptPlaces<'a> {
    /// The first form of every 32nd group.
    pub(crate) samples: Vec<&'a str>,
    /// By what may begin a query for them: first group and offset, in order.
    pub(crate) places: Vec<(GroupId, u32)>,
}

impl<'a> ConceptPlaces<'a> {
    /// Reads the section as far as it makes sense.
    pub(crate) fn read(bytes: &'a [u8]) -> ConceptPlaces<'a> {
        let mut cursor = Cursor::new(bytes, 0);
        let mut samples = Vec::new();
        for _ in 0..cursor.count("samples") {
            samples.push(cursor.str("sample"));
        }
        let mut places = Vec::new();
        loop {
            let offset = cursor.offset() as u32;
            let Ok(concept) = Concept::read(&mut cursor) else { break };
            places.extend(concept.members.iter().filter_map(|member| Some((*member.words.first()?, offset))));
        }
        places.sort_unstable();
        places.dedup();
        ConceptPlaces { samples, places }
    }
}

/// Writes the layout above; nothing without concepts. `first_forms` are those of all groups, in order.
#[cfg(feature = "build")]
pub(crate) fn write_concepts<'f>(concepts: &[Concept], first_forms: impl Iterator<Item = &'f str>) -> Vec<u8> {
    let mut sink = Sink::default();
    if concepts.is_empty() {
        return sink.bytes;
    }
    let samples: Vec<&str> = first_forms.step_by(SAMPLE).collect();
    sink.varint(samples.len() as u32);
    samples.into_iter().for_each(|form| sink.str(form));
    for Concept { members, weight, source } in concepts {
        let (words, terms): (Vec<&Member>, Vec<&Member>) =
            members.iter().partition(|member| member.words == [member.target]);
        let pair = if words.len() == 2 { PAIR } else { 0 };
        let has_terms = if terms.is_empty() { 0 } else { TERMS };
        sink.u8((weight / 8 - 1) | source << SOURCE_SHIFT | has_terms | pair);
        if pair == 0 {
            sink.varint(words.len() as u32);
        }
        let mut before = 0;
        for word in words {
            sink.varint(word.target - before);
            before = word.target;
        }
        if !terms.is_empty() {
            sink.varint(terms.len() as u32);
        }
        for term in terms {
            sink.varint(term.words.len() as u32);
            term.words.iter().for_each(|&group| sink.varint(group));
            sink.varint(term.target.wrapping_add(1));
        }
    }
    sink.bytes
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn concepts_come_back_as_far_as_they_go() {
        let word = |group| Member { words: vec![group], target: group };
        let term = Member { words: vec![9, 70_000, 9], target: 80_000 };
        let asked = Member { words: vec![70_000, 9], target: NOWHERE };
        let concepts = [
            Concept { weight: 40, source: 0, members: vec![word(3), word(70_001), term, asked] },
            Concept { weight: 64, source: SOUND, members: (3..40).map(word).collect() },
        ];
        let forms: Vec<String> = (0..300).map(|number| format!("وقف{number}")).collect();
        let bytes = write_concepts(&concepts, forms.iter().map(String::as_str));
        let read = |bytes| {
            let ConceptPlaces { places, .. } = ConceptPlaces::read(bytes);
            let mut offsets: Vec<u32> = places.into_iter().map(|(_, offset)| offset).collect();
            offsets.sort_unstable();
            offsets.dedup();
            let read = |offset| Concept::read(&mut Cursor::new(bytes, offset as usize)).unwrap();
            offsets.into_iter().map(read).collect::<Vec<Concept>>()
        };
        assert_eq!(read(&bytes), concepts);
        for len in 0..bytes.len() {
            assert!(concepts.starts_with(&read(&bytes[..len])), "cut at {len}");
        }
        let ConceptPlaces { samples, places } = ConceptPlaces::read(&bytes);
        assert_eq!(samples[..3], ["وقف0", "وقف32", "وقف64"]);
        let groups: Vec<GroupId> =
            places.iter().map(|&(group, _)| group).filter(|group| !(6..=38).contains(group)).collect();
        assert_eq!(groups, [3, 3, 4, 5, 39, 70_000, 70_001]);
        assert!(write_concepts(&[], forms.iter().map(String::as_str)).is_empty());
    }
}
