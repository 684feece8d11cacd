//! The owner's synonyms, made edges between groups.
//!
//! A synonym of one word is its group. One of several words in a row, or of more characters than a gram has, becomes a
//! group of its own, which no key leads to: its documents are those that hold the words next to each other, in any of
//! their forms. A word that no document has gets a key that leads to an empty group, so that it can be asked. What cannot
//! find anything leaves no trace.

use super::analysis::Languages;
use super::document::{Document, Text};
use super::own_words::OwnWords;
use super::vocabulary::{Lengths, Vocabulary, Word};
use crate::dictionary::{Edge, GroupId};
use crate::postings::{FormsRecord, GroupRecord, Occurrences};
use crate::text::{FoldTable, Token, Tokenizer};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a synonym counts, in 64ths of the word itself: less than another form of it, more than a beginning. Chosen, not tuned.
const WEIGHT: u8 = 48;
/// Ways to read the words of one synonym, where a form belongs to words of several languages.
const MAX_READINGS: usize = 16;
/// Of the words of a synonym of several, those in more than one document of so many, and in more than a few, are not marked in
/// excerpts.
const FREQUENT_ONE_IN: usize = 8;
const FEW_DOCS: usize = 8;

/// The synonyms, as far as they can find anything.
pub(crate) struct Synonyms {
    entries: Vec<Entry>,
    /// Asked entry and found entry.
    pairs: Vec<(usize, usize)>,
}

/// A synonym.
struct Entry {
    lang: Option<String>,
    units: Vec<Unit>,
    /// Where it stands, if it is more than a word.
    occurrences: Vec<(u32, Occurrences)>,
}

/// A token of a synonym.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    /// A folded word.
    Word(String),
    /// Characters of a script without spaces.
    Run(Run),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    text: String,
    /// What a query looks up: its grams, or the whole of it.
    grams: Vec<String>,
    /// Whether it has no fewer characters than a gram.
    is_full: bool,
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
        synonyms.find(documents, fold, &dictionary);
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

    /// Fills in where synonyms of several words stand.
    fn find(&mut self, documents: &[Document], fold: &FoldTable, dictionary: &Dictionary<'_>) {
        let mut sought: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let found: BTreeSet<usize> = self.pairs.iter().map(|&(_, found)| found).collect();
        for number in found.into_iter().filter(|&number| self.entries[number].single().is_none()) {
            for doc in self.entries[number].candidates(documents.len() as u32, dictionary) {
                sought.entry(doc).or_default().push(number);
            }
        }
        let entries = &self.entries;
        let found: Vec<Vec<(usize, u32, Occurrences)>> = sought
            .par_iter()
            .map(|(&doc, numbers)| {
                let tokens = Tokens::of(&documents[doc as usize], fold);
                let count = |&number: &usize| (number, doc, tokens.count(&entries[number], dictionary));
                numbers.iter().map(count).filter(|(.., n)| *n != Occurrences::default()).collect()
            })
            .collect();
        for (number, doc, occurrences) in found.into_iter().flatten() {
            self.entries[number].occurrences.push((doc, occurrences));
        }
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

impl Entry {
    /// The form, if the synonym is one key.
    fn single(&self) -> Option<&str> {
        match &self.units[..] {
            [Unit::Word(form)] => Some(form),
            [Unit::Run(Run { text, grams, is_full: true })] if grams.len() == 1 => Some(text),
            _ => None,
        }
    }

    /// What a query of this synonym looks up, in order.
    fn forms(&self) -> impl Iterator<Item = &str> {
        self.units
            .iter()
            .flat_map(|unit| match unit {
                Unit::Word(form) => std::slice::from_ref(form),
                Unit::Run(run) => &run.grams,
            })
            .map(String::as_str)
    }

    /// Whether any document has it.
    fn is_there(&self, dictionary: &Dictionary<'_>) -> bool {
        match self.single() {
            Some(form) => {
                let mut groups = dictionary.groups(form, self.lang.as_deref()).into_iter();
                groups.any(|group| dictionary.words[group as usize].is_there())
            }
            None => !self.occurrences.is_empty(),
        }
    }

    /// The documents that hold all its words, in any order.
    fn candidates(&self, num_docs: u32, dictionary: &Dictionary<'_>) -> BTreeSet<u32> {
        let mut all: Option<BTreeSet<u32>> = None;
        for unit in &self.units {
            let form = match unit {
                Unit::Word(form) => form,
                Unit::Run(run) if run.is_full => &run.grams[0],
                // Any gram may begin with it.
                Unit::Run(_) => continue,
            };
            let groups = dictionary.groups(form, self.lang.as_deref());
            let docs: BTreeSet<u32> =
                groups.into_iter().flat_map(|group| dictionary.words[group as usize].docs()).collect();
            all = Some(match all {
                Some(all) => all.intersection(&docs).copied().collect(),
                None => docs,
            });
        }
        all.unwrap_or_else(|| (0..num_docs).collect())
    }

    /// The sequences of groups that its words may be.
    fn readings(&self, dictionary: &Dictionary<'_>) -> Vec<Vec<GroupId>> {
        let mut readings = vec![Vec::new()];
        for form in self.forms() {
            let groups = dictionary.groups(form, self.lang.as_deref());
            readings = readings
                .iter()
                .flat_map(|reading| groups.iter().map(move |&group| [&reading[..], &[group]].concat()))
                .take(MAX_READINGS)
                .collect();
        }
        readings
    }

    /// Its group, and what it is found in a text by.
    fn record<'w>(&'w self, dictionary: &Dictionary<'w>, lengths: &Lengths, num_docs: usize) -> (GroupRecord, &'w str) {
        let words = self.units.iter().filter_map(|unit| match unit {
            Unit::Word(form) => Some(dictionary.groups(form, self.lang.as_deref())),
            Unit::Run(_) => None,
        });
        let words: Vec<&Word> = words.flatten().map(|group| &dictionary.words[group as usize]).collect();
        let rare: Vec<&&Word> =
            words.iter().filter(|word| word.docs().count() <= FEW_DOCS.max(num_docs / FREQUENT_ONE_IN)).collect();
        let marked = if rare.is_empty() { words.iter().collect() } else { rare };
        let forms: BTreeSet<&String> = marked.iter().flat_map(|word| &word.forms).collect();
        let run = self.units.iter().find_map(|unit| match unit {
            Unit::Run(run) => Some(run.text.as_str()),
            Unit::Word(_) => None,
        });
        let form = run.or(forms.first().map(|form| form.as_str())).unwrap_or_default();
        let postings = self.occurrences.iter().map(|&(doc, occurrences)| (doc, lengths.impact(doc, occurrences)));
        let forms = FormsRecord::Listed(forms.into_iter().cloned().collect());
        (GroupRecord { postings: postings.collect(), forms }, form)
    }
}

/// Which groups a form belongs to.
struct Dictionary<'w> {
    words: &'w [Word],
    groups: HashMap<&'w str, Vec<GroupId>>,
    tags: Vec<String>,
}

impl<'w> Dictionary<'w> {
    fn new(words: &'w [Word], languages: &Languages<'_>) -> Self {
        let mut groups: HashMap<&str, Vec<GroupId>> = HashMap::new();
        for (word, group) in words.iter().zip(0..) {
            word.forms.iter().chain(&word.aliases).for_each(|form| groups.entry(form).or_default().push(group));
        }
        Dictionary { words, groups, tags: languages.tags.iter().map(|&tag| tag.to_owned()).collect() }
    }

    /// The groups of a form in a language, or in all.
    fn groups(&self, form: &str, lang: Option<&str>) -> Vec<GroupId> {
        let in_lang = |group: &&GroupId| {
            let languages = &self.words[**group as usize].languages;
            lang.is_none_or(|lang| languages.is_empty() || languages.iter().any(|&number| self.tags[number] == lang))
        };
        self.groups.get(form).into_iter().flatten().filter(in_lang).copied().collect()
    }
}

/// The tokens of a text, and of a synonym.
fn units(text: &str, fold: &FoldTable) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut covered = 0;
    Tokenizer::new(fold).tokenize(text, &mut |token| {
        units.push(match token {
            // The parts of a name follow it.
            Token::Word { end, .. } if end <= covered => return,
            Token::Word { text, end, .. } => {
                covered = end;
                Unit::Word(text.to_owned())
            }
            Token::Run(run) => {
                let full: Vec<String> = run.grams().filter(|gram| gram.full).map(|gram| gram.text.to_owned()).collect();
                let text = run.text.to_owned();
                let is_full = !full.is_empty();
                Unit::Run(Run { grams: if is_full { full } else { vec![text.clone()] }, text, is_full })
            }
        });
    });
    units
}

/// The tokens of a document.
struct Tokens {
    title: Vec<Unit>,
    headings: Vec<Vec<Unit>>,
    bodies: Vec<Vec<Unit>>,
}

impl Tokens {
    fn of(document: &Document, fold: &FoldTable) -> Tokens {
        let all = |texts: &mut dyn Iterator<Item = &Text>| texts.map(|text| units(text, fold)).collect();
        let sections = &document.sections;
        Tokens {
            title: units(&document.title, fold),
            headings: all(&mut sections.iter().map(|section| &section.heading)),
            bodies: all(&mut sections.iter().flat_map(|section| &section.paragraphs)),
        }
    }

    /// How often the words of a synonym stand in a row.
    fn count(&self, entry: &Entry, dictionary: &Dictionary<'_>) -> Occurrences {
        let sought: Vec<Vec<GroupId>> = entry
            .units
            .iter()
            .map(|unit| match unit {
                Unit::Word(form) => dictionary.groups(form, entry.lang.as_deref()),
                Unit::Run(_) => Vec::new(),
            })
            .collect();
        let count = |units: &Vec<Unit>| {
            let rows = units.windows(entry.units.len().max(1));
            rows.filter(|row| is_row(row, &entry.units, &sought, dictionary)).count() as u32
        };
        Occurrences {
            title: count(&self.title),
            heading: self.headings.iter().map(count).sum(),
            body: self.bodies.iter().map(count).sum(),
        }
    }
}

/// Whether tokens of a text are those of a synonym.
fn is_row(row: &[Unit], sought: &[Unit], groups: &[Vec<GroupId>], dictionary: &Dictionary<'_>) -> bool {
    let last = sought.len().saturating_sub(1);
    row.iter().zip(sought).zip(groups).enumerate().all(|(at, ((token, sought), groups))| match (token, sought) {
        (Unit::Word(form), Unit::Word(_)) => dictionary.groups(form, None).iter().any(|group| groups.contains(group)),
        // A run has no spaces to tell where its words begin and end; only a neighbour fixes an end.
        (Unit::Run(run), Unit::Run(sought)) => match (at == 0, at == last) {
            (true, true) => run.text.contains(&sought.text),
            (true, false) => run.text.ends_with(&sought.text),
            (false, true) => run.text.starts_with(&sought.text),
            (false, false) => run.text == sought.text,
        },
        _ => false,
    })
}
