//! A query word to the groups that may stand for it.

use super::page::Via;
use super::query::QueryWord;
use crate::dictionary::{GroupId, with_prefix, within_one_edit};
use crate::format::{Index, Missing};

/// Dictionary keys that one prefix may stand for; a single letter of a large dictionary has more.
const MAX_PREFIX_KEYS: usize = 20_000;
/// Words shorter than this are not corrected: nearly every other short word is one edit away.
const MIN_FUZZY_CHARS: usize = 4;
/// Nor longer ones: the walk is as deep as the word is long.
const MAX_FUZZY_CHARS: usize = 64;

/// What a class of expansions counts, in 64ths of the word itself. They bound each other: whatever its own rarity, a
/// document that only holds a completion or a neighbour scores below one that holds the word as often.
/// The order is what matters; the values themselves are not tuned yet.
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
    /// Each once; none that an earlier class has.
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
    /// Adds a class of groups, each reached by a form; for prefixes, whose text tells by itself, without.
    fn add(&mut self, via: Via, groups: Vec<GroupId>, forms: Vec<String>) {
        if !groups.is_empty() {
            self.classes.push(Candidates { via, weight: weight(via), groups, forms });
        }
    }

    /// Whether an earlier class has the group.
    fn has(&self, group: GroupId) -> bool {
        self.classes.iter().any(|class| class.groups.contains(&group))
    }
}

/// Groups found for a class, in the order in which they were found, each once.
#[derive(Default)]
struct Found {
    groups: Vec<GroupId>,
    forms: Vec<String>,
}

impl Found {
    fn push(&mut self, group: GroupId, form: &str) {
        if !self.groups.contains(&group) {
            self.groups.push(group);
            self.forms.push(form.to_owned());
        }
    }
}

/// The word itself where the corpus has it; completions of a word that is still being typed; else other inflections;
/// else words one edit away.
pub(crate) fn expand(index: &Index<'_>, word: &QueryWord, missing: &Missing) -> Expansion {
    let mut expansion = Expansion::default();
    if let Some(value) = index.lookup(&word.text, missing) {
        let groups: Vec<GroupId> = index.lists.groups(value).collect();
        let forms = groups.iter().map(|_| word.text.clone()).collect();
        expansion.add(Via::Exact, groups, forms);
    }
    if word.prefix {
        expansion.add(Via::Prefix, completions(index, &word.text, &expansion, missing), Vec::new());
    }
    if word.gram || !expansion.classes.is_empty() {
        return expansion;
    }
    let found = inflections(index, &word.text, missing);
    expansion.add(Via::Inflected, found.groups, found.forms);
    let has_chars = |n: usize| word.text.chars().nth(n - 1).is_some();
    if expansion.classes.is_empty() && has_chars(MIN_FUZZY_CHARS) && !has_chars(MAX_FUZZY_CHARS + 1) {
        let found = neighbours(index, &word.text, missing);
        expansion.add(Via::Fuzzy, found.groups, found.forms);
    }
    expansion
}

/// Each group once, in order: they are gathered as bits, for a single letter has thousands.
fn completions(index: &Index<'_>, prefix: &str, earlier: &Expansion, missing: &Missing) -> Vec<GroupId> {
    let mut bits = vec![0u64; index.directory.num_groups.div_ceil(64) as usize];
    let mut num_keys = 0;
    for fst in index.dictionaries(prefix, missing) {
        with_prefix(fst, prefix.as_bytes(), &mut |_, value| {
            for group in index.lists.groups(value) {
                if let Some(word) = bits.get_mut(group as usize / 64) {
                    *word |= 1 << (group % 64);
                }
            }
            num_keys += 1;
            num_keys < MAX_PREFIX_KEYS
        });
    }
    let mut groups = Vec::new();
    for (&word, first) in bits.iter().zip((0..).step_by(64)) {
        let mut left = word;
        while left != 0 {
            let group = first + left.trailing_zeros();
            if !earlier.has(group) {
                groups.push(group);
            }
            left &= left - 1;
        }
    }
    groups
}

/// Groups of known forms that share the longest stem with a form that is not known (see `dictionary/affixes.rs`).
fn inflections(index: &Index<'_>, word: &str, missing: &Missing) -> Found {
    let mut best_len = 0;
    let mut found = Found::default();
    let mut form = String::new();
    for language in 0..index.affixes.num_languages() {
        for stem in index.affixes.stems(language, word) {
            if stem.len() < best_len {
                break;
            }
            let here = inflections_in(index, language, stem, &mut form, missing);
            if !here.groups.is_empty() {
                if stem.len() > best_len {
                    best_len = stem.len();
                    found = Found::default();
                }
                here.groups.iter().zip(&here.forms).for_each(|(&group, form)| found.push(group, form));
                break;
            }
        }
    }
    found
}

fn inflections_in(index: &Index<'_>, language: usize, stem: &str, form: &mut String, missing: &Missing) -> Found {
    let mut found = Found::default();
    let docs = index.docs(language);
    // Most stems are unknown whatever follows them: one walk per prefix tells.
    let mut known: Vec<(&str, bool)> = Vec::new();
    for (prefix, suffix) in index.affixes.pairs(language) {
        form.clear();
        form.push_str(prefix);
        form.push_str(stem);
        let begins = match known.iter().find(|(other, _)| other == prefix) {
            Some(&(_, begins)) => begins,
            None => {
                let begins = index.begins(form, missing);
                known.push((prefix, begins));
                begins
            }
        };
        if !begins {
            continue;
        }
        form.push_str(suffix);
        let Some(value) = index.lookup(form, missing) else { continue };
        for group in index.lists.groups(value) {
            // The group is one of this language if some document in it has the word; a language that only quotations
            // are in has no documents, and any group may be its.
            let mut here = docs.is_empty();
            if let (false, Some(postings)) = (here, index.postings(group, missing)) {
                postings.for_each(docs.end, |doc, _| here |= doc >= docs.start);
            }
            if here {
                found.push(group, form);
            }
        }
    }
    found
}

fn neighbours(index: &Index<'_>, word: &str, missing: &Missing) -> Found {
    let mut found = Found::default();
    for fst in index.dictionaries("", missing) {
        within_one_edit(fst, word, &mut |key, value, _| {
            if let Ok(form) = std::str::from_utf8(key) {
                index.lists.groups(value).for_each(|group| found.push(group, form));
            }
        });
    }
    found
}
