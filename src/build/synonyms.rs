//! The owner's synonyms, made edges between groups.
//!
//! A synonym of one word is its group. One of several words in a row, or of more characters than a gram has, becomes a
//! group of its own, which no key leads to: its documents are those that hold the words next to each other, in any of
//! their forms. A word that no document has gets a key that leads to an empty group, so that it can be asked. What cannot
//! find anything leaves no trace.

use super::analysis::Languages;
use super::document::Document;
use super::own_words::OwnWords;
use super::terms::{Dictionary, Entry, Unit, find_terms, units};
use super::vocabulary::{Lengths, Vocabulary, Word};
use crate::dictionary::{Edge, GroupId};
use crate::postings::GroupRecord;
use crate::text::FoldTable;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a synonym counts, in 64ths of the word itself: less than another form of it, more than a beginning. Chosen, not tuned.
const WEIGHT: u8 = 48;
/// The synonyms, as far as they can find anything.
pub(crate) struct Synonyms {
    entries: Vec<Entry>,
    /// Asked entry and found entry.
    pairs: Vec<(usize, usize)>,
}

impl Synonyms {
    /// Reads the owner's words; finds out where in the documents they stand.
    pub(crate) fn new(
        own: &OwnWords,
        documents: &[Document],
        fold: &FoldTable,
        vocabulary: &Vocabulary,
        languages: &Languages<'_>,
    ) -> Synonyms {
        let mut numbers: BTreeMap<(Option<String>, Vec<Unit>), usize> = BTreeMap::new();
        let mut number = |lang: &Option<String>, text: &String| {
            let next = numbers.len();
            *numbers.entry((lang.clone(), units(text, fold))).or_insert(next)
        };
        let mut pairs = BTreeSet::new();
        for synonyms in &own.synonyms {
            let mut of = |texts: &[String]| texts.iter().map(|text| number(&synonyms.lang, text)).collect::<Vec<_>>();
            let (asked, found) = (of(&synonyms.asked), of(&synonyms.found));
            let of_asked = |&asked: &usize| found.iter().map(move |&found| (asked, found));
            pairs.extend(asked.iter().flat_map(of_asked).filter(|(asked, found)| asked != found));
        }
        let mut entries: Vec<(usize, Entry)> = numbers
            .into_iter()
            .map(|((lang, units), number)| (number, Entry { lang, units, occurrences: Vec::new() }))
            .collect();
        entries.sort_by_key(|(number, _)| *number);
        let mut synonyms = Synonyms {
            entries: entries.into_iter().map(|(_, entry)| entry).collect(),
            pairs: pairs.into_iter().collect(),
        };
        let dictionary = Dictionary::new(&vocabulary.words, languages);
        let found: BTreeSet<usize> = synonyms.pairs.iter().map(|&(_, found)| found).collect();
        find_terms(&mut synonyms.entries, found, documents, fold, &dictionary);
        let is_there: Vec<bool> = synonyms.entries.iter().map(|entry| entry.is_there(&dictionary)).collect();
        synonyms.pairs.retain(|&(_, found)| is_there[found]);
        synonyms
    }

    /// Forms that are asked and that their language does not have, each once.
    pub(crate) fn unknown_forms(&self, words: &[Word], languages: &Languages<'_>) -> BTreeSet<String> {
        let dictionary = Dictionary::new(words, languages);
        let asked = self.pairs.iter().map(|&(asked, _)| &self.entries[asked]);
        let forms = asked.flat_map(|entry| entry.forms().map(move |form| (form, entry)));
        forms
            .filter(|(form, entry)| dictionary.groups(form, entry.lang.as_deref()).is_empty())
            .map(|(form, _)| form.to_owned())
            .collect()
    }

    /// The edges, and the records of the groups of several words, which are numbered behind `words`.
    pub(crate) fn edges<'w>(
        &'w self,
        words: &'w [Word],
        languages: &Languages<'_>,
        lengths: &Lengths,
        num_docs: usize,
    ) -> (Vec<Edge<'w>>, Vec<GroupRecord>) {
        let dictionary = Dictionary::new(words, languages);
        let mut phrases: HashMap<usize, (GroupId, &str)> = HashMap::new();
        let mut records = Vec::new();
        let mut edges = BTreeSet::new();
        for &(asked, found) in &self.pairs {
            let (asked, entry) = (&self.entries[asked], &self.entries[found]);
            let targets: Vec<(GroupId, &str)> = match entry.single() {
                Some(form) => {
                    let groups = dictionary.groups(form, entry.lang.as_deref()).into_iter();
                    groups.filter(|&group| words[group as usize].is_there()).map(|group| (group, form)).collect()
                }
                None => vec![*phrases.entry(found).or_insert_with(|| {
                    let (record, form) = entry.record(&dictionary, lengths, num_docs);
                    records.push(record);
                    ((words.len() + records.len() - 1) as GroupId, form)
                })],
            };
            for reading in asked.readings(&dictionary) {
                let to = targets.iter().filter(|(group, _)| reading != [*group]);
                edges.extend(to.map(|&(target, form)| Edge { words: reading.clone(), target, weight: WEIGHT, form }));
            }
        }
        (edges.into_iter().collect(), records)
    }
}
