//! Which surface forms of a language count as one word, and by which further spellings readers ask for it.
//!
//! Each language has [`Rules`], which run at build time only: the browser never learns that they exist. Where the field
//! has a well-kept stemmer we use it (`snowball`); the other families have rules of their own, one file each. Unlike a
//! stemmer that runs on a query, rules see the whole [`Vocabulary`]: where a letter may be a clitic or part of the
//! stem, the corpus itself often tells.

mod arabic;
mod endings;
mod hebrew;
mod korean;
mod rules;
mod snowball;
mod suffixes;
#[cfg(test)]
mod tests;
mod transcription;
mod vocabulary;

use crate::dictionary::AffixCounts;
use crate::text::rules::fold;
pub(crate) use rules::describe;
use rules::{Rules, rules};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vocabulary::{Vocabulary, Word};

/// How a surface form is spelt, composed (NFC) and with straight apostrophes, and how often each.
pub(crate) type Spellings = HashMap<String, u32>;

/// The groups of one language.
pub(crate) struct Conflation {
    /// Indices into the given forms; groups in the order of their first form, forms in the order given.
    pub(crate) groups: Vec<Vec<usize>>,
    /// What the rules took off.
    pub(crate) affixes: AffixCounts,
    /// Folded keys that are no form, and the group that each leads to, in order.
    pub(crate) aliases: Vec<(String, usize)>,
    /// The same of words of a lexicon.
    pub(crate) lemmas: Vec<(String, usize)>,
}

/// A name of which a stemmer leaves no more is not joined with common words (*Susan* with Spanish *sus*), but with the
/// other cases of the name, which are cut alike.
const MAX_NAME_STEM_CHARS: usize = 3;

/// What a lexicon knows of a language's words, as spelt, each single.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Of places, people and the like.
    pub(crate) names: BTreeSet<String>,
    /// Of anything else, but no kin of a name, as *sirio* is.
    pub(crate) common: BTreeSet<String>,
}

/// Longer words are not looked into: they are addresses, keys or damage, and some rules take a time of the square.
const MAX_WORD_CHARS: usize = 64;

fn is_inflectable(key: &str) -> bool {
    key.chars().nth(MAX_WORD_CHARS).is_none()
}

/// Whether the language has rules, which want to know how its forms are spelt.
pub(crate) fn has_rules(tag: &str) -> bool {
    rules(tag).is_some()
}

/// Puts the forms of a language that are one word in one group. Grams, which have no spelling, are groups of their own.
/// `asked` are words, as written, that readers ask for: those that are no form become aliases of their group.
pub(crate) fn conflate(
    tag: &str,
    forms: &[(&str, &Spellings)],
    asked: &BTreeSet<String>,
    lemmas: &BTreeSet<String>,
    names: &Names,
) -> Conflation {
    let mut affixes = AffixCounts::default();
    let Some(rules) = rules(tag) else {
        return Conflation {
            groups: (0..forms.len()).map(|form| vec![form]).collect(),
            affixes,
            aliases: Vec::new(),
            lemmas: Vec::new(),
        };
    };
    let vocabulary = Vocabulary::new(forms);
    let clashes = if rules.tells_names() { clashes(names, &*rules, &vocabulary) } else { BTreeSet::new() };
    let analyse = |key: &str, spellings: &Spellings| {
        let word = Word::new(key, spellings, &*rules).filter(|_| is_inflectable(key))?;
        let spelt = rules.stem(&word, &vocabulary);
        let stem = Some(folded(&spelt)).filter(|stem| !stem.is_empty()).unwrap_or_else(|| key.to_owned());
        let is_vague = stem.chars().nth(MAX_NAME_STEM_CHARS).is_none() || clashes.contains(&stem);
        let is_name = is_vague && rules.tells_names() && word.is_capitalised;
        Some((Stem { stem, is_name }, folded(&rules.kept(&word, &vocabulary, &spelt))))
    };
    let (prefixes, suffixes) = rules.common_affixes();
    prefixes.iter().for_each(|prefix| affixes.know(&folded(prefix), ""));
    suffixes.iter().for_each(|suffix| affixes.know("", &folded(suffix)));
    let mut by_stem: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
    let mut spelt_otherwise: BTreeMap<String, usize> = BTreeMap::new();
    for (index, &(key, spellings)) in forms.iter().enumerate() {
        let stem = match analyse(key, spellings) {
            Some((stem, kept)) => {
                affixes.add(key, &kept);
                stem
            }
            None => Stem { stem: key.to_owned(), is_name: false },
        };
        by_stem.entry(stem).or_default().push(index);
        let spellings = spellings.keys().filter(|_| is_inflectable(key));
        let others = spellings.flat_map(|spelling| rules.aliases(&rules.lower(spelling)));
        others.for_each(|other| {
            let form = spelt_otherwise.entry(folded(&other)).or_insert(index);
            *form = index.min(*form);
        });
    }
    for spelling in asked {
        let (key, spellings) = (folded(spelling), Spellings::from([(spelling.clone(), 1)]));
        let group = analyse(&key, &spellings).and_then(|(stem, _)| by_stem.get(&stem));
        if let Some(&form) = group.and_then(|forms| forms.first()) {
            spelt_otherwise.entry(key).or_insert(form);
        }
    }
    let mut lemma_forms: Vec<(String, usize)> = Vec::new();
    for lemma in lemmas {
        let (key, spellings) = (folded(lemma), Spellings::from([(lemma.clone(), 1)]));
        let group = analyse(&key, &spellings).and_then(|(stem, _)| by_stem.get(&stem));
        lemma_forms.extend(group.and_then(|forms| forms.first()).map(|&form| (key, form)));
    }
    let mut groups = Groups::new(forms.len(), by_stem.into_values());
    let index_of: HashMap<&str, usize> = forms.iter().enumerate().map(|(index, &(key, _))| (key, index)).collect();
    spelt_otherwise.retain(|key, form| match index_of.get(key.as_str()) {
        // Both spellings occur: one word.
        Some(&other) => {
            groups.join(*form, other);
            false
        }
        None => !key.is_empty(),
    });
    let (groups, group_of) = groups.finish();
    let aliases = spelt_otherwise.into_iter().map(|(key, form)| (key, group_of[form])).collect();
    let lemmas = lemma_forms.into_iter().map(|(key, form)| (key, group_of[form])).collect();
    Conflation { groups, affixes, aliases, lemmas }
}

/// Stems that a name shares with a common word: *Madrid* with *madre*. Not if the name is a common word itself (*Porto*, *porto*).
fn clashes(names: &Names, rules: &dyn Rules, vocabulary: &Vocabulary<'_>) -> BTreeSet<String> {
    let keys_by_stem = |words: &BTreeSet<String>| {
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for spelling in words {
            let key = folded(spelling);
            let spellings = Spellings::from([(spelling.clone(), 1)]);
            if let Some(word) = Word::new(&key, &spellings, rules).filter(|_| is_inflectable(&key)) {
                keys.entry(folded(&rules.stem(&word, vocabulary))).or_default().insert(key);
            }
        }
        keys
    };
    let common = keys_by_stem(&names.common);
    let is_clash =
        |(stem, keys): &(String, BTreeSet<String>)| common.get(stem).is_some_and(|common| common.is_disjoint(keys));
    keys_by_stem(&names.names).into_iter().filter(is_clash).map(|(stem, _)| stem).collect()
}

/// What the forms of a group have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Stem {
    stem: String,
    /// Whether it is a name whose stem could as well be that of another word.
    is_name: bool,
}

/// Forms in groups that may still grow together: a union-find over forms.
struct Groups(Vec<usize>);

impl Groups {
    fn new(num_forms: usize, groups: impl Iterator<Item = Vec<usize>>) -> Self {
        let mut parents: Vec<usize> = (0..num_forms).collect();
        for group in groups {
            group.iter().for_each(|&form| parents[form] = group[0]);
        }
        Groups(parents)
    }

    /// The first form of a form's group.
    fn first(&mut self, form: usize) -> usize {
        let mut first = form;
        while self.0[first] != first {
            self.0[first] = self.0[self.0[first]];
            first = self.0[first];
        }
        first
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }

    /// The groups in the order of their first forms, and the number of each form's group.
    fn finish(mut self) -> (Vec<Vec<usize>>, Vec<usize>) {
        let (mut groups, mut group_of): (Vec<Vec<usize>>, Vec<usize>) = (Vec::new(), Vec::new());
        for form in 0..self.0.len() {
            let first = self.first(form);
            let group = if first == form { groups.len() } else { group_of[first] };
            if first == form {
                groups.push(Vec::new());
            }
            groups[group].push(form);
            group_of.push(group);
        }
        (groups, group_of)
    }
}

/// Text as the dictionary's keys have it.
fn folded(text: &str) -> String {
    text.chars().flat_map(fold).map(|(c, _)| c).filter(|&c| c != '\'').collect()
}
