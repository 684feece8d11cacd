//! From a group to others that readers mean as well: the site's own synonyms.
//!
//! A word or several in a row (*North Atlantic Treaty Organization*) lead to a group, with a weight. What is asked is
//! compared by groups, so any form of the words will do; the group led to is named with one of its forms, by which its
//! others are found. Edges lie in the order of their first word.
//!
//! # Layout
//!
//! ```text
//! per edge, to the end:
//!   words   varint; per word: group varint
//!   target  varint, a group
//!   weight  u8, in 64ths of the word itself
//!   form    str, of the target
//! ```

use super::GroupId;
#[cfg(feature = "build")]
use crate::bytes::Sink;
use crate::bytes::{Cursor, DecodeError};

/// Words, and a group that is meant as well.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge<'a> {
    /// Words that follow one another in a query; at least one.
    pub(crate) words: Vec<GroupId>,
    pub(crate) target: GroupId,
    /// In 64ths.
    pub(crate) weight: u8,
    /// One of the target's.
    pub(crate) form: &'a str,
}

impl<'a> Edge<'a> {
    /// The next edge; an error behind the last one. Numbers of groups are taken as they are: one that there is not has no
    /// documents.
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Edge<'a>, DecodeError> {
        let mut words = Vec::new();
        for _ in 0..cursor.count("edge") {
            words.push(cursor.varint("edge"));
        }
        let (target, weight, form) = (cursor.varint("edge"), cursor.u8("edge"), cursor.str("edge"));
        cursor.ok(Edge { words, target, weight, form })
    }
}

/// Writes the layout above.
#[cfg(feature = "build")]
pub(crate) fn write_edges(edges: &[Edge<'_>]) -> Vec<u8> {
    let mut sink = Sink::default();
    for edge in edges {
        sink.varint(edge.words.len() as u32);
        edge.words.iter().for_each(|&group| sink.varint(group));
        sink.varint(edge.target);
        sink.u8(edge.weight);
        sink.str(edge.form);
    }
    sink.bytes
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn edges_come_back_as_far_as_they_go() {
        let edge = |words: &[u32], target, form| Edge { words: words.to_vec(), target, weight: 48, form };
        let edges = [edge(&[3], 70_000, "جيش"), edge(&[3, 9, 9], 1, "nato"), edge(&[4], 3, "计算机")];
        let bytes = write_edges(&edges);
        let read = |bytes| {
            let mut cursor = Cursor::new(bytes, 0);
            std::iter::from_fn(move || Edge::read(&mut cursor).ok()).collect::<Vec<_>>()
        };
        assert_eq!(read(&bytes), edges);
        for len in 0..bytes.len() {
            assert!(edges.starts_with(&read(&bytes[..len])), "cut at {len}");
        }
    }
}
