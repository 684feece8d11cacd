//! Words of several languages that mean the same: what is asked in one finds what is written in the others.
//!
//! A concept is a set of groups. Each stands once, however many languages it leads to, which takes far fewer bytes than an
//! edge for each pair. Terms of several words (*cessez-le-feu*, *وقف إطلاق النار*) are asked by the groups of their words and found by
//! a group of their own.
//!
//! # Layout
//!
//! ```text
//! per concept, to the end:
//!   weight  u8, in 64ths of the word itself; 128 more where the words only sound alike
//!   words   varint; per word in ascending order: group varint, the distance from the one before; form str
//!   terms   varint; per term: words varint, per word its group varint; target varint, a group; form str
//! ```
//!
//! Forms are one of a group's, by which its others are found.

use super::GroupId;
#[cfg(feature = "build")]
use crate::bytes::Sink;
use crate::bytes::{Cursor, DecodeError};

/// The bit of a weight that tells that words sound alike.
const SOUND: u8 = 128;

/// What may be found of a concept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Member<'a> {
    /// What is asked: the groups of words that follow one another.
    pub(crate) words: Vec<GroupId>,
    /// What is found; of a single word the same.
    pub(crate) target: GroupId,
    /// One of the target's.
    pub(crate) form: &'a str,
}

/// Words that mean the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Concept<'a> {
    /// In 64ths.
    pub(crate) weight: u8,
    /// Whether the words only sound alike.
    pub(crate) sound: bool,
    /// Words first.
    pub(crate) members: Vec<Member<'a>>,
}

impl<'a> Concept<'a> {
    /// The next concept; an error behind the last one. Numbers of groups are taken as they are: one that there is not has no
    /// documents.
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Concept<'a>, DecodeError> {
        let byte = cursor.u8("concept");
        let (weight, sound) = (byte & !SOUND, byte & SOUND != 0);
        let mut members = Vec::new();
        let mut group: GroupId = 0;
        for _ in 0..cursor.count("concept") {
            group = group.wrapping_add(cursor.varint("concept"));
            members.push(Member { words: vec![group], target: group, form: cursor.str("concept") });
        }
        for _ in 0..cursor.count("concept") {
            let mut words = Vec::new();
            for _ in 0..cursor.count("concept") {
                words.push(cursor.varint("concept"));
            }
            members.push(Member { words, target: cursor.varint("concept"), form: cursor.str("concept") });
        }
        cursor.ok(Concept { weight, sound, members })
    }
}

/// Where concepts stand, by what may begin a query for them: first group and offset, in order.
pub(crate) fn concept_places(bytes: &[u8]) -> Vec<(GroupId, u32)> {
    let mut places = Vec::new();
    let mut cursor = Cursor::new(bytes, 0);
    loop {
        let offset = cursor.offset() as u32;
        let Ok(concept) = Concept::read(&mut cursor) else { break };
        places.extend(concept.members.iter().filter_map(|member| Some((*member.words.first()?, offset))));
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// Writes the layout above.
#[cfg(feature = "build")]
pub(crate) fn write_concepts(concepts: &[Concept<'_>]) -> Vec<u8> {
    let mut sink = Sink::default();
    for concept in concepts {
        sink.u8(concept.weight | if concept.sound { SOUND } else { 0 });
        let (words, terms): (Vec<_>, Vec<_>) =
            concept.members.iter().partition(|member| member.words == [member.target]);
        sink.varint(words.len() as u32);
        let mut before = 0;
        for word in words {
            sink.varint(word.target - before);
            sink.str(word.form);
            before = word.target;
        }
        sink.varint(terms.len() as u32);
        for term in terms {
            sink.varint(term.words.len() as u32);
            term.words.iter().for_each(|&group| sink.varint(group));
            sink.varint(term.target);
            sink.str(term.form);
        }
    }
    sink.bytes
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn concepts_come_back_as_far_as_they_go() {
        let word = |group, form| Member { words: vec![group], target: group, form };
        let term = Member { words: vec![9, 70_000, 9], target: 80_000, form: "وقف" };
        let concepts = [
            Concept { weight: 45, sound: false, members: vec![word(3, "ceasefire"), word(70_001, "停火"), term] },
            Concept { weight: 20, sound: true, members: vec![word(3, "truce"), word(4, "هدنة")] },
        ];
        let bytes = write_concepts(&concepts);
        let read = |bytes| {
            let mut cursor = Cursor::new(bytes, 0);
            std::iter::from_fn(move || Concept::read(&mut cursor).ok()).collect::<Vec<_>>()
        };
        assert_eq!(read(&bytes), concepts);
        for len in 0..bytes.len() {
            assert!(concepts.starts_with(&read(&bytes[..len])), "cut at {len}");
        }
        let places = concept_places(&bytes);
        let groups: Vec<GroupId> = places.iter().map(|&(group, _)| group).collect();
        assert_eq!(groups, [3, 3, 4, 9, 70_001]);
        let mut cursor = Cursor::new(&bytes, 0);
        cursor.take(places[1].1 as usize, "concept");
        assert_eq!(Concept::read(&mut cursor).unwrap(), concepts[1]);
    }
}
