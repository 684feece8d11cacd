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
//! samples  varint; of every 128th group, its first form str
//! per concept, to the end:
//!   head   u8: weight (bits 0 to 2: in eighths of the word itself, less one), words only sound alike (bit 3), terms follow (bit 4),
//!          words (bits 5 to 7; 7 means that 7 are to be added to a varint that follows)
//!   words  varint each, in ascending order: the distance from the one before
//!   terms  varint, if bit 4 is set; per term: words varint, per word its group varint; target varint, a group
//! ```

use super::GroupId;
#[cfg(feature = "build")]
use crate::bytes::Sink;
use crate::bytes::{Cursor, DecodeError};

const SOUND: u8 = 1 << 3;
const TERMS: u8 = 1 << 4;
const WORDS_SHIFT: u32 = 5;
const MANY_WORDS: u8 = 7;
/// Groups from one sample to the next.
pub(crate) const SAMPLE: usize = 128;

/// What may be found of a concept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Member {
    /// What is asked: the groups of words that follow one another.
    pub(crate) words: Vec<GroupId>,
    /// What is found; of a single word the same.
    pub(crate) target: GroupId,
}

/// Words that mean the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Concept {
    /// Words first, in ascending order.
    pub(crate) members: Vec<Member>,
    /// What a member counts for another, in 64ths of the word itself; a multiple of 8 from 8 to 64.
    pub(crate) weight: u8,
    /// Whether the words only sound alike.
    pub(crate) sound: bool,
}

impl Concept {
    /// The next concept; an error behind the last one. Numbers of groups are taken as they are: one that there is not has no
    /// documents.
    pub(crate) fn read(cursor: &mut Cursor<'_>) -> Result<Concept, DecodeError> {
        let head = cursor.u8("concept");
        let mut num_words = usize::from(head >> WORDS_SHIFT);
        if num_words == usize::from(MANY_WORDS) {
            num_words += cursor.count("concept");
        }
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
            members.push(Member { words, target: cursor.varint("concept") });
        }
        cursor.ok(Concept { members, weight: ((head & 7) + 1) * 8, sound: head & SOUND != 0 })
    }
}

/// What the section says of concepts besides themselves.
#[derive(Debug)]
pub(crate) struct ConceptPlaces<'a> {
    /// The first form of every 128th group.
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
    for Concept { members, weight, sound } in concepts {
        let (words, terms): (Vec<&Member>, Vec<&Member>) =
            members.iter().partition(|member| member.words == [member.target]);
        let few = words.len().min(usize::from(MANY_WORDS)) as u8;
        let terms_bit = if terms.is_empty() { 0 } else { TERMS };
        sink.u8((weight / 8 - 1) | if *sound { SOUND } else { 0 } | terms_bit | few << WORDS_SHIFT);
        if few == MANY_WORDS {
            sink.varint(words.len() as u32 - u32::from(MANY_WORDS));
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
            sink.varint(term.target);
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
        let concepts = [
            Concept { weight: 40, sound: false, members: vec![word(3), word(70_001), term] },
            Concept { weight: 64, sound: true, members: (3..40).map(word).collect() },
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
        assert_eq!(samples, ["وقف0", "وقف128", "وقف256"]);
        let groups: Vec<GroupId> =
            places.iter().map(|&(group, _)| group).filter(|&group| group < 6 || group > 38).collect();
        assert_eq!(groups, [3, 3, 4, 5, 39, 70_001]);
        assert!(write_concepts(&[], forms.iter().map(String::as_str)).is_empty());
    }
}
