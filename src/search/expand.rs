//! A query word to the groups that may stand for it.

use super::page::Via;
use super::query::QueryWord;
use crate::dictionary::{GroupId, with_prefix, within_one_edit};
use crate::format::{Index, Missing};

/// Dictionary keys that one prefix may stand for; a single letter of a large dictionary has more.
const MAX_PREFIX_KEYS: usize = 20_000;
/// Words shorter than this are not corrected: nearly every other short word is one edit away.
const MIN_FUZZY_CHARS: usize = 4;

/// What a class of expansions counts, in 64ths of the word itself. They bound each other: whatever its own rarity, a
/// document that only holds a completion or a neighbour scores below one that holds the word as often.
const fn weight(via: Via) -> u32 {
    match via {
        Via::Exact => 64,
        Via::Inflected => 56,
        Via::Prefix => 40,
        Via::Fuzzy => 32,
    }
}

/// A group that may stand for the query word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidates {
    pub(crate) via: Via,
    /// In 64ths.
    pub(crate) weight: u32,
    /// Each once, in order; none that an earlier class has.
    pub(crate) groups: Vec<GroupId>,
    /// For each group a form of it by which it was reached; empty for prefixes, whose text tells by itself.
    pub(crate) forms: Vec<String>,
}

/// Classes of groups, best first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Expansion {
    pub(crate) classes: Vec<Candidates>,
}

impl Expansion {
    fn add(&mut self, via: Via, found: impl IntoIterator<Item = (GroupId, String)>) {
        let mut pairs: Vec<(GroupId, String)> = found.into_iter().collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|pair| pair.0);
        pairs.retain(|(group, _)| self.classes.iter().all(|class| class.groups.binary_search(group).is_err()));
        if !pairs.is_empty() {
            let (groups, mut forms): (_, Vec<String>) = pairs.into_iter().unzip();
            if via == Via::Prefix {
                forms.clear();
            }
            self.classes.push(Candidates { via, weight: weight(via), groups, forms });
        }
    }
}

/// The word itself where the corpus has it; completions of a word that is still being typed; else other inflections;
/// else words one edit away.
pub(crate) fn expand(index: &Index<'_>, word: &QueryWord, missing: &Missing) -> Expansion {
    let mut expansion = Expansion::default();
    if let Some(value) = index.lookup(&word.text, missing) {
        expansion.add(Via::Exact, index.lists.groups(value).map(|group| (group, word.text.clone())));
    }
    if word.prefix {
        expansion.add(Via::Prefix, completions(index, &word.text, missing));
    }
    if word.gram || !expansion.classes.is_empty() {
        return expansion;
    }
    expansion.add(Via::Inflected, inflections(index, &word.text, missing));
    if expansion.classes.is_empty() && word.text.chars().nth(MIN_FUZZY_CHARS - 1).is_some() {
        expansion.add(Via::Fuzzy, neighbours(index, &word.text, missing));
    }
    expansion
}

fn completions(index: &Index<'_>, prefix: &str, missing: &Missing) -> Vec<(GroupId, String)> {
    let mut groups = Vec::new();
    let mut num_keys = 0;
    for fst in index.dictionaries(prefix, missing) {
        with_prefix(fst, prefix.as_bytes(), &mut |_, value| {
            groups.extend(index.lists.groups(value).map(|group| (group, String::new())));
            num_keys += 1;
            num_keys < MAX_PREFIX_KEYS
        });
    }
    groups
}

/// Groups of known forms that share the longest stem with a form that is not known (see `dictionary/affixes.rs`).
fn inflections(index: &Index<'_>, word: &str, missing: &Missing) -> Vec<(GroupId, String)> {
    let mut best_len = 0;
    let mut found: Vec<(GroupId, String)> = Vec::new();
    let mut form = String::new();
    for language in 0..index.affixes.num_languages() {
        let docs = index.docs(language);
        for stem in index.affixes.stems(language, word) {
            if stem.len() < best_len {
                break;
            }
            let before = found.len();
            for (prefix, suffix) in index.affixes.pairs(language) {
                form.clear();
                form.extend([*prefix, stem, *suffix]);
                let Some(value) = index.lookup(&form, missing) else { continue };
                for group in index.lists.groups(value) {
                    // A group that only merged languages share may begin in an earlier one: its first document tells.
                    let first = index.postings(group, missing).and_then(|postings| postings.first());
                    if first.is_some_and(|doc| docs.contains(&doc)) {
                        found.push((group, form.clone()));
                    }
                }
            }
            if found.len() > before {
                if stem.len() > best_len {
                    found.drain(..before);
                    best_len = stem.len();
                }
                break;
            }
        }
    }
    found
}

fn neighbours(index: &Index<'_>, word: &str, missing: &Missing) -> Vec<(GroupId, String)> {
    let mut found = Vec::new();
    for fst in index.dictionaries("", missing) {
        within_one_edit(fst, word, &mut |key, value, _| {
            let form = String::from_utf8_lossy(key).into_owned();
            found.extend(index.lists.groups(value).map(|group| (group, form.clone())));
        });
    }
    found
}
