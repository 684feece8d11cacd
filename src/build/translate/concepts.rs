//! The concepts of a lexicon, as far as the corpus writes them in more than one language.
//!
//! A word of the lexicon is the group of its form; where no text has the form, the group that the rules of its language put it in, so
//! that *réfugié* meets a corpus that only writes *réfugiées*.

use super::Sources;
use crate::build::analysis::Languages;
use crate::build::document::Document;
use crate::build::language::base_language;
use crate::build::terms::{Dictionary, Entry, Unit, find_terms, units};
use crate::build::vocabulary::{Lengths, Vocabulary};
use crate::dictionary::{Concept, GroupId, Member, NOWHERE};
use crate::postings::GroupRecord;
use crate::text::FoldTable;
use std::collections::BTreeSet;

/// What a translation counts, in 64ths of the word itself: as much, for documents in other languages than the query's count less as a
/// whole. With 45, a tenth fewer of them were among the first ten (XQuAD, three languages).
const WEIGHT: u8 = 64;

/// Ways to read a term that no document has. Two take a tenth more bytes.
const MAX_ASKED_READINGS: usize = 1;

/// Terms of a lexicon in the languages of a corpus.
pub(crate) struct Concepts {
    entries: Vec<Entry>,
    /// Numbers of the entries of each concept.
    concepts: Vec<Vec<usize>>,
    /// Languages in which terms are asked that no document has.
    asked: BTreeSet<String>,
}

impl Concepts {
    /// Reads the terms in the languages that are `spoken`, and finds where in the documents those of several words stand.
    pub(crate) fn new(
        sources: &Sources,
        documents: &[Document],
        fold: &FoldTable,
        vocabulary: &Vocabulary,
        spoken: &Languages<'_>,
    ) -> Concepts {
        let asked = sources.query_languages.union(&sources.site_languages).cloned().collect();
        let mut concepts = Concepts { entries: Vec::new(), concepts: Vec::new(), asked };
        for concept in sources.core.concepts() {
            let mut numbers = Vec::new();
            for (lang, words) in &concept.words {
                let lang = base_language(lang);
                if spoken.tags.binary_search(&lang).is_err() {
                    continue;
                }
                for word in words {
                    let entry =
                        Entry { lang: Some(lang.to_owned()), units: units(word, fold), occurrences: Vec::new() };
                    if !entry.units.is_empty() {
                        numbers.push(concepts.entries.len());
                        concepts.entries.push(entry);
                    }
                }
            }
            concepts.concepts.push(numbers);
        }
        let dictionary = Dictionary::new(&vocabulary.words, spoken);
        let all = 0..concepts.entries.len();
        find_terms(&mut concepts.entries, all, documents, fold, &dictionary);
        concepts
    }

    /// Terms of several words, with their language.
    pub(crate) fn terms(&self) -> BTreeSet<(&str, &[Unit])> {
        let terms = self.entries.iter().filter(|entry| entry.single().is_none());
        terms.filter_map(|entry| Some((entry.lang.as_deref()?, &entry.units[..]))).collect()
    }

    /// Calls `emit` with each concept that is written in more than one language, and gives the records of the groups of several words,
    /// which are numbered from `first_group` on.
    pub(crate) fn write(
        &self,
        vocabulary: &Vocabulary,
        spoken: &Languages<'_>,
        lengths: &Lengths,
        num_docs: usize,
        first_group: GroupId,
    ) -> (Vec<Concept>, Vec<GroupRecord>) {
        let dictionary = Dictionary::new(&vocabulary.words, spoken);
        let mut records = Vec::new();
        let mut written = Vec::new();
        for numbers in &self.concepts {
            let mut langs: BTreeSet<&str> = BTreeSet::new();
            let mut words: BTreeSet<GroupId> = BTreeSet::new();
            let mut terms: Vec<&Entry> = Vec::new();
            let mut only_asked: Vec<Vec<GroupId>> = Vec::new();
            let mut is_there = false;
            for entry in numbers.iter().map(|&number| &self.entries[number]) {
                let lang = entry.lang.as_deref().unwrap_or_default();
                match entry.single() {
                    Some(form) => {
                        for group in dictionary.groups(form, Some(lang)) {
                            // Readers ask words that no document has; those go along that find something.
                            is_there |= vocabulary.words[group as usize].is_there();
                            langs.insert(lang);
                            words.insert(group);
                        }
                    }
                    None if entry.is_there(&dictionary) => {
                        is_there = true;
                        langs.insert(lang);
                        terms.push(entry);
                    }
                    None if self.asked.contains(lang) => {
                        let readings = entry.readings(&dictionary).into_iter().filter(|words| !words.is_empty());
                        only_asked.extend(readings.take(MAX_ASKED_READINGS).inspect(|_| _ = langs.insert(lang)));
                    }
                    None => {}
                }
            }
            if langs.len() < 2 || !is_there {
                continue;
            }
            let mut members: Vec<Member> =
                words.into_iter().map(|group| Member { words: vec![group], target: group }).collect();
            for entry in terms {
                let record = entry.row_record(&dictionary, lengths, num_docs);
                let target = first_group + records.len() as GroupId;
                records.push(record);
                let reading = |words| Member { words, target };
                members.extend(entry.readings(&dictionary).into_iter().filter(|words| !words.is_empty()).map(reading));
            }
            members.extend(only_asked.into_iter().map(|words| Member { words, target: NOWHERE }));
            written.push(Concept { members, weight: WEIGHT, source: 0 });
        }
        (written, records)
    }
}
