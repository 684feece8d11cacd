//! Two texts that say the same, and which of their words nobody needs to be taught.

use super::Known;
use super::align::Words;
use crate::dictionary::GroupId;

/// Two texts that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bitext {
    /// Their words, each once, in order of their numbers.
    pub(super) words: Words,
    /// Those whose translation is still open: the other text has neither the word itself nor one that is known to mean the same. What is
    /// settled stands for no other word.
    pub(super) open: Words,
}

impl Bitext {
    pub(super) fn new(words: Words, known: &Known) -> Bitext {
        let open = [0, 1].map(|side: usize| {
            let other = &words[1 - side];
            let mut concepts: Vec<u32> = other.iter().flat_map(|&group| known.concepts(group)).copied().collect();
            concepts.sort_unstable();
            let is_settled = |group: GroupId| {
                let own = known.concepts(group);
                other.binary_search(&group).is_ok() || own.iter().any(|concept| concepts.binary_search(concept).is_ok())
            };
            words[side].iter().copied().filter(|&group| !is_settled(group)).collect()
        });
        Bitext { words, open }
    }
}
