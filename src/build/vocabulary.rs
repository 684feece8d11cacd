//! The words of a corpus: the forms of all documents, gathered per language, conflated, and merged across languages.
//!
//! A word is analysed in the language of its stretch of text, whatever its document's: an English term on an Arabic page
//! and the same term on English pages are one. How much it says about a document is a matter of that document's language.

use super::analysis::{Analysed, Forms, Languages};
use super::conflation::{Spellings, conflate};
use super::own_words::OwnForms;
use super::spellings::spellings;
use crate::dictionary::AffixCounts;
use crate::format::Language;
use crate::postings::{FieldWeights, FormsRecord, GroupRecord, Impact, Occurrences};
use rayon::prelude::*;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Forms that begin with fewer characters in common are listed: a walk below one letter would meet half the dictionary.
const MIN_COMMON_CHARS: usize = 2;

/// All words.
pub(crate) struct Vocabulary {
    /// In the order of their first form.
    pub(crate) words: Vec<Word>,
    /// By number of the language analysed in.
    pub(crate) affixes: Vec<AffixCounts>,
}

/// A conflation group while it is built.
pub(crate) struct Word {
    /// Sorted.
    pub(crate) forms: Vec<String>,
    /// Keys that lead to the word although no text has them.
    pub(crate) aliases: BTreeSet<String>,
    /// Words of a lexicon that no text has, of which the rules say that they are forms of it; no keys.
    pub(crate) lemmas: BTreeSet<String>,
    /// Numbers of the languages that the word is of; empty where it is of none in particular.
    pub(crate) languages: Vec<usize>,
    /// Whether it is one word with those of other languages that have the same forms.
    pub(crate) is_shared: bool,
    /// By document, in order.
    pub(crate) occurrences: Vec<(u32, Occurrences)>,
}

/// How long documents are, how long one of their language is on average, and how much their fields count.
pub(crate) struct Lengths {
    /// Of each document.
    num_tokens: Vec<u32>,
    /// Of each document's language.
    mean_tokens: Vec<f32>,
    weights: FieldWeights,
}

impl Lengths {
    pub(crate) fn of(languages: &[Language], analysed: &[Analysed], weights: FieldWeights) -> Lengths {
        let num_tokens: Vec<u32> = analysed.iter().map(|document| document.num_tokens).collect();
        let mut mean_tokens = Vec::with_capacity(num_tokens.len());
        for language in languages {
            let docs = language.docs.start as usize..language.docs.end as usize;
            let total: u64 = num_tokens[docs.clone()].iter().map(|&n| u64::from(n)).sum();
            mean_tokens.resize(docs.end, total as f32 / docs.len().max(1) as f32);
        }
        Lengths { num_tokens, mean_tokens, weights }
    }

    /// How much words that occur so often say about a document.
    pub(crate) fn impact(&self, doc: u32, occurrences: Occurrences) -> Impact {
        occurrences.impact(self.weights, self.num_tokens[doc as usize], self.mean_tokens[doc as usize])
    }
}

impl Word {
    /// Its documents.
    pub(crate) fn docs(&self) -> impl Iterator<Item = u32> {
        self.occurrences.iter().map(|&(doc, _)| doc)
    }

    /// Whether any document has it.
    pub(crate) fn is_there(&self) -> bool {
        !self.occurrences.is_empty()
    }

    /// What is written of the word.
    pub(crate) fn record(&self, lengths: &Lengths) -> GroupRecord {
        // The walk that gathers the forms begins below what all keys have in common, whichever of them is asked.
        let ends = [self.forms.first(), self.forms.last(), self.aliases.first(), self.aliases.last()];
        let ends = ends.into_iter().flatten();
        let forms = match (ends.clone().min(), ends.max()) {
            (Some(first), Some(last)) if first != last => {
                let same = first.char_indices().zip(last.chars()).take_while(|((_, a), b)| a == b);
                match same.enumerate().last() {
                    Some((at, _)) if at + 1 < MIN_COMMON_CHARS => FormsRecord::Listed(self.forms.clone()),
                    Some((_, ((at, c), _))) => FormsRecord::Below(at + c.len_utf8()),
                    None => FormsRecord::Listed(self.forms.clone()),
                }
            }
            _ => FormsRecord::One,
        };
        let impact = |&(doc, occurrences): &(u32, Occurrences)| (doc, lengths.impact(doc, occurrences));
        GroupRecord { postings: self.occurrences.iter().map(impact).collect(), forms }
    }
}

impl Vocabulary {
    /// The words of `analysed` documents, in document order. For each language there are
    /// forms of which the owner says something.
    pub(crate) fn of(analysed: Vec<Analysed>, languages: &Languages<'_>, own_forms: &[OwnForms]) -> Vocabulary {
        let spellings = spellings(&analysed);
        let mut by_language: Vec<Vec<(u32, Forms)>> = languages.tags.iter().map(|_| Vec::new()).collect();
        for (doc, document) in (0..).zip(analysed) {
            document.languages.into_iter().for_each(|(language, forms)| by_language[language].push((doc, forms)));
        }
        let conflated: Vec<(Vec<Word>, AffixCounts)> = (by_language, own_forms)
            .into_par_iter()
            .enumerate()
            .map(|(number, (forms, own))| conflate_language((number, languages.tags[number]), forms, own))
            .collect();
        let (words, affixes): (Vec<_>, Vec<_>) = conflated.into_iter().unzip();
        let words = words.into_iter().chain([spellings]).collect();
        Vocabulary { words: merge(words), affixes }
    }

    /// Adds words that no document has, each of one form.
    pub(crate) fn add(&mut self, forms: BTreeSet<String>) {
        let word = |form| Word {
            forms: vec![form],
            aliases: BTreeSet::new(),
            lemmas: BTreeSet::new(),
            languages: Vec::new(),
            is_shared: true,
            occurrences: Vec::new(),
        };
        self.words.extend(forms.into_iter().map(word));
        self.words.par_sort_by(|a, b| a.forms.cmp(&b.forms));
    }
}

fn conflate_language(
    (language, tag): (usize, &str),
    documents: Vec<(u32, Forms)>,
    own: &OwnForms,
) -> (Vec<Word>, AffixCounts) {
    let mut by_form: BTreeMap<String, (Vec<(u32, Occurrences)>, Spellings)> = BTreeMap::new();
    for (doc, forms) in documents {
        for (form, (occurrences, spellings)) in forms {
            let (postings, all_spellings) = by_form.entry(form).or_default();
            postings.push((doc, occurrences));
            spellings.into_iter().for_each(|(spelling, n)| *all_spellings.entry(spelling).or_default() += n);
        }
    }
    // What the owner has readers ask is an alias of its group, which has a key.
    for (form, spelling) in own.queried.iter().filter(|(_, spelling)| !own.asked.contains(*spelling)) {
        let spellings = Some((spelling.clone(), 1)).filter(|(spelling, _)| !spelling.is_empty());
        by_form.entry(form.clone()).or_insert_with(|| (Vec::new(), spellings.into_iter().collect()));
    }
    let (apart, together): (Vec<_>, Vec<_>) = by_form.iter().partition(|(form, _)| own.protected.contains(*form));
    let forms: Vec<(&str, &Spellings)> =
        together.iter().map(|(form, (_, spellings))| (form.as_str(), spellings)).collect();
    let conflation = conflate(tag, &forms, &own.asked, &own.lemmas, &own.names);
    let mut aliases: Vec<BTreeSet<String>> = vec![BTreeSet::new(); conflation.groups.len()];
    for (alias, group) in conflation.aliases {
        if !own.protected.contains(&alias) {
            aliases[group].insert(alias);
        }
    }
    let mut lemmas: Vec<BTreeSet<String>> = vec![BTreeSet::new(); conflation.groups.len()];
    conflation.lemmas.into_iter().for_each(|(lemma, group)| _ = lemmas[group].insert(lemma));
    let word = |((group, aliases), mut lemmas): ((&Vec<usize>, BTreeSet<String>), BTreeSet<String>)| {
        let is_there = |form: &usize| !together[*form].1.0.is_empty();
        // Where no document has any form, all of them are to be asked; otherwise the forms that are there lead to the others.
        let (there, others): (Vec<usize>, Vec<usize>) = group.iter().partition(|form| is_there(form));
        let (keys, others) = if there.is_empty() { (others, there) } else { (there, others) };
        lemmas.extend(others.iter().map(|&form| forms[form].0.to_owned()));
        Word {
            aliases: if is_there(&keys[0]) { aliases } else { BTreeSet::new() },
            forms: keys.iter().map(|&form| forms[form].0.to_owned()).collect(),
            lemmas,
            languages: vec![language],
            is_shared: true,
            occurrences: sum(group.iter().flat_map(|&form| together[form].1.0.iter().copied())),
        }
    };
    let mut words: Vec<Word> = conflation.groups.par_iter().zip(aliases).zip(lemmas).map(word).collect();
    words.extend(apart.into_iter().map(|(form, (postings, _))| Word {
        forms: vec![form.clone()],
        aliases: BTreeSet::new(),
        lemmas: BTreeSet::new(),
        languages: vec![language],
        is_shared: true,
        occurrences: postings.clone(),
    }));
    for word in &mut words {
        word.is_shared = !word.forms.iter().chain(&word.aliases).any(|form| own.unshared.contains(form));
    }
    (words, conflation.affixes)
}

/// Each document once, in order.
fn sum(postings: impl Iterator<Item = (u32, Occurrences)>) -> Vec<(u32, Occurrences)> {
    let mut all: Vec<(u32, Occurrences)> = postings.collect();
    all.sort_by_key(|&(doc, _)| doc);
    all.dedup_by(|(doc, occurrences), (kept_doc, kept)| {
        let same = doc == kept_doc;
        if same {
            kept.add(*occurrences);
        }
        same
    });
    all
}

/// Groups with the same forms become one, whose documents are those of all its languages; then all in the order of
/// their first form.
fn merge(languages: Vec<Vec<Word>>) -> Vec<Word> {
    let mut merged: HashMap<(Vec<String>, Option<usize>), Word> = HashMap::new();
    for word in languages.into_iter().flatten() {
        let only = word.languages.first().copied().filter(|_| !word.is_shared);
        match merged.entry((word.forms.clone(), only)) {
            Entry::Occupied(mut same) => {
                same.get_mut().aliases.extend(word.aliases);
                same.get_mut().lemmas.extend(word.lemmas);
                same.get_mut().languages.extend(word.languages);
                same.get_mut().occurrences.extend(word.occurrences);
            }
            Entry::Vacant(place) => {
                place.insert(word);
            }
        }
    }
    let mut words: Vec<Word> = merged.into_values().collect();
    words.par_iter_mut().for_each(|word| word.occurrences = sum(std::mem::take(&mut word.occurrences).into_iter()));
    words.par_sort_unstable_by(|a, b| (&a.forms, &a.languages).cmp(&(&b.forms, &b.languages)));
    words
}
