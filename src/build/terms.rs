//! Terms that are looked for in a corpus: a word, or several in a row, in any of their forms.

use super::analysis::Languages;
use super::document::Document;
use super::vocabulary::{Lengths, Word};
use crate::dictionary::GroupId;
use crate::postings::{FormsRecord, GroupRecord, Occurrences};
use crate::text::{FoldTable, Token, Tokenizer};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Ways to read the words of one term, where a form belongs to words of several languages.
const MAX_READINGS: usize = 16;
/// Of the words of a term of several, those in more than one document of so many, and in more than a few, are not marked in
/// excerpts.
const FREQUENT_ONE_IN: usize = 8;
const FEW_DOCS: usize = 8;

/// A term.
pub(crate) struct Entry {
    pub(crate) lang: Option<String>,
    pub(crate) units: Vec<Unit>,
    /// Where it stands, if it is more than a word.
    pub(crate) occurrences: Vec<(u32, Occurrences)>,
}

/// A token of a term.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    /// A folded word.
    Word(String),
    /// Characters of a script without spaces.
    Run(Run),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Run {
    text: String,
    /// What a query looks up: its grams, or the whole of it.
    grams: Vec<String>,
    /// Whether it has no fewer characters than a gram.
    is_full: bool,
}

/// Fills in where those of the `sought` entries stand that are more than a word.
pub(crate) fn find_terms(
    entries: &mut [Entry],
    sought: impl IntoIterator<Item = usize>,
    documents: &[Document],
    fold: &FoldTable,
    dictionary: &Dictionary<'_>,
) {
    let mut by_doc: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for number in sought {
        if entries[number].single().is_some() {
            continue;
        }
        for doc in entries[number].candidates(documents.len() as u32, dictionary) {
            by_doc.entry(doc).or_default().push(number);
        }
    }
    let shared = &*entries;
    let found: Vec<Vec<(usize, u32, Occurrences)>> = by_doc
        .par_iter()
        .map(|(&doc, numbers)| {
            let tokens = Tokens::of(&documents[doc as usize], fold, dictionary);
            let count = |&number: &usize| (number, doc, tokens.count(&shared[number], dictionary));
            numbers.iter().map(count).filter(|(.., n)| *n != Occurrences::default()).collect()
        })
        .collect();
    for (number, doc, occurrences) in found.into_iter().flatten() {
        entries[number].occurrences.push((doc, occurrences));
    }
}

impl Entry {
    /// The form, if the synonym is one key.
    pub(crate) fn single(&self) -> Option<&str> {
        match &self.units[..] {
            [Unit::Word(form)] => Some(form),
            [Unit::Run(Run { text, grams, is_full: true })] if grams.len() == 1 => Some(text),
            _ => None,
        }
    }

    /// What a query of this term looks up, in order.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        self.units
            .iter()
            .flat_map(|unit| match unit {
                Unit::Word(form) => std::slice::from_ref(form),
                Unit::Run(run) => &run.grams,
            })
            .map(String::as_str)
    }

    /// Whether any document has it.
    pub(crate) fn is_there(&self, dictionary: &Dictionary<'_>) -> bool {
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
        let mut sought: Vec<Vec<GroupId>> = Vec::new();
        for unit in &self.units {
            match unit {
                Unit::Word(form) => sought.push(dictionary.groups(form, self.lang.as_deref())),
                Unit::Run(run) if run.is_full => sought.push(dictionary.groups(&run.grams[0], self.lang.as_deref())),
                // Any gram may begin with it.
                Unit::Run(_) => {}
            }
        }
        let word = |group: &GroupId| &dictionary.words[*group as usize];
        let num_docs_of =
            |groups: &Vec<GroupId>| groups.iter().map(|group| word(group).occurrences.len()).sum::<usize>();
        sought.sort_by_cached_key(num_docs_of);
        let Some((rarest, others)) = sought.split_first() else { return (0..num_docs).collect() };
        let has =
            |group: &GroupId, doc: u32| word(group).occurrences.binary_search_by_key(&doc, |(doc, _)| *doc).is_ok();
        let docs = rarest.iter().flat_map(|group| word(group).docs());
        docs.filter(|&doc| others.iter().all(|groups| groups.iter().any(|group| has(group, doc)))).collect()
    }

    /// The sequences of groups that its words may be.
    pub(crate) fn readings(&self, dictionary: &Dictionary<'_>) -> Vec<Vec<GroupId>> {
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

    /// Its characters of a script without spaces, if it has any.
    pub(crate) fn run(&self) -> Option<&String> {
        self.units.iter().find_map(|unit| match unit {
            Unit::Run(run) => Some(&run.text),
            Unit::Word(_) => None,
        })
    }

    /// Its group, where its words in a row tell what it is found in a text by.
    pub(crate) fn row_record(&self, dictionary: &Dictionary<'_>, lengths: &Lengths, num_docs: usize) -> GroupRecord {
        let (record, _) = self.record(dictionary, lengths, num_docs);
        GroupRecord { forms: FormsRecord::Listed(self.run().cloned().into_iter().collect()), ..record }
    }

    /// Its group, and what it is found in a text by.
    pub(crate) fn record<'w>(
        &'w self,
        dictionary: &Dictionary<'w>,
        lengths: &Lengths,
        num_docs: usize,
    ) -> (GroupRecord, &'w str) {
        let words = self.units.iter().filter_map(|unit| match unit {
            Unit::Word(form) => Some(dictionary.groups(form, self.lang.as_deref())),
            Unit::Run(_) => None,
        });
        let words: Vec<&Word> = words.flatten().map(|group| &dictionary.words[group as usize]).collect();
        let rare: Vec<&&Word> =
            words.iter().filter(|word| word.docs().count() <= FEW_DOCS.max(num_docs / FREQUENT_ONE_IN)).collect();
        let marked = if rare.is_empty() { words.iter().collect() } else { rare };
        let forms: BTreeSet<&String> = marked.iter().flat_map(|word| &word.forms).collect();
        let run = self.run();
        let form = run.or(forms.first().copied()).map(String::as_str).unwrap_or_default();
        let postings = self.occurrences.iter().map(|&(doc, occurrences)| (doc, lengths.impact(doc, occurrences)));
        let forms = FormsRecord::Listed(forms.into_iter().chain(run).cloned().collect());
        (GroupRecord { postings: postings.collect(), forms }, form)
    }
}

/// Which groups a form belongs to.
pub(crate) struct Dictionary<'w> {
    pub(crate) words: &'w [Word],
    groups: HashMap<&'w str, Vec<GroupId>>,
    tags: Vec<String>,
}

impl<'w> Dictionary<'w> {
    pub(crate) fn new(words: &'w [Word], languages: &Languages<'_>) -> Self {
        let mut groups: HashMap<&str, Vec<GroupId>> = HashMap::new();
        for (word, group) in words.iter().zip(0..) {
            word.forms
                .iter()
                .chain(&word.aliases)
                .chain(&word.lemmas)
                .for_each(|form| groups.entry(form).or_default().push(group));
        }
        Dictionary { words, groups, tags: languages.tags.iter().map(|&tag| tag.to_owned()).collect() }
    }

    /// The groups of a form in a language, or in all.
    pub(crate) fn groups(&self, form: &str, lang: Option<&str>) -> Vec<GroupId> {
        let in_lang = |group: &&GroupId| {
            let languages = &self.words[**group as usize].languages;
            lang.is_none_or(|lang| languages.is_empty() || languages.iter().any(|&number| self.tags[number] == lang))
        };
        self.groups.get(form).into_iter().flatten().filter(in_lang).copied().collect()
    }

    /// The word of a text in the language of this number that has the form.
    pub(crate) fn group_of(&self, form: &str, language: usize) -> Option<GroupId> {
        let is_it = |group: &&GroupId| {
            let word = &self.words[**group as usize];
            word.languages.contains(&language) && word.forms.iter().any(|own| own == form)
        };
        self.groups.get(form)?.iter().find(is_it).copied()
    }
}

/// The tokens of a text, and of a term.
pub(crate) fn units(text: &str, fold: &FoldTable) -> Vec<Unit> {
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

/// A token of a document, with the groups that it may be of.
struct Placed {
    unit: Unit,
    groups: Vec<GroupId>,
}

#[derive(Clone, Copy)]
enum Field {
    Title,
    Heading,
    Body,
}

/// The tokens of a document, and where its words stand.
struct Tokens {
    texts: Vec<(Field, Vec<Placed>)>,
    /// Of each group, numbers of a text and of a token in it.
    places: HashMap<GroupId, Vec<(usize, usize)>>,
    /// The same of all runs.
    runs: Vec<(usize, usize)>,
}

impl Tokens {
    fn of(document: &Document, fold: &FoldTable, dictionary: &Dictionary<'_>) -> Tokens {
        let mut tokens = Tokens { texts: Vec::new(), places: HashMap::new(), runs: Vec::new() };
        tokens.add(Field::Title, &document.title, fold, dictionary);
        for section in &document.sections {
            tokens.add(Field::Heading, &section.heading, fold, dictionary);
            section.paragraphs.iter().for_each(|paragraph| tokens.add(Field::Body, paragraph, fold, dictionary));
        }
        tokens
    }

    fn add(&mut self, field: Field, text: &str, fold: &FoldTable, dictionary: &Dictionary<'_>) {
        let mut row = Vec::new();
        for unit in units(text, fold) {
            let place = (self.texts.len(), row.len());
            let groups = match &unit {
                Unit::Word(form) => dictionary.groups(form, None),
                Unit::Run(_) => {
                    self.runs.push(place);
                    Vec::new()
                }
            };
            groups.iter().for_each(|&group| self.places.entry(group).or_default().push(place));
            row.push(Placed { unit, groups });
        }
        self.texts.push((field, row));
    }

    /// How often the words of a term stand in a row.
    fn count(&self, entry: &Entry, dictionary: &Dictionary<'_>) -> Occurrences {
        let groups_of = |unit: &Unit| match unit {
            Unit::Word(form) => dictionary.groups(form, entry.lang.as_deref()),
            Unit::Run(_) => Vec::new(),
        };
        let sought: Vec<Vec<GroupId>> = entry.units.iter().map(groups_of).collect();
        let mut occurrences = Occurrences::default();
        for &(number, start) in self.beginnings(&entry.units, &sought).iter() {
            let Some((field, row)) = self.texts.get(number) else { continue };
            let row = row.get(start..start + entry.units.len());
            if row.is_some_and(|row| is_row(row, &entry.units, &sought)) {
                *match field {
                    Field::Title => &mut occurrences.title,
                    Field::Heading => &mut occurrences.heading,
                    Field::Body => &mut occurrences.body,
                } += 1;
            }
        }
        occurrences
    }

    fn places_of<'t>(&'t self, groups: &'t [GroupId]) -> impl Iterator<Item = (usize, usize)> + 't {
        groups.iter().filter_map(|group| self.places.get(group)).flatten().copied()
    }

    /// Where rows may begin, by the rarest of a term's words; of terms that have none, wherever there is a run.
    fn beginnings(&self, units: &[Unit], sought: &[Vec<GroupId>]) -> Cow<'_, [(usize, usize)]> {
        let words = units.iter().zip(sought).enumerate().filter(|(_, (unit, _))| matches!(unit, Unit::Word(_)));
        match words.min_by_key(|(_, (_, groups))| self.places_of(groups).count()) {
            Some((at, (_, groups))) => {
                let begin = |(text, token): (usize, usize)| Some((text, token.checked_sub(at)?));
                let mut found: Vec<(usize, usize)> = self.places_of(groups).filter_map(begin).collect();
                found.sort_unstable();
                found.dedup();
                Cow::Owned(found)
            }
            None => Cow::Borrowed(&self.runs),
        }
    }
}

/// Whether tokens of a text are those of a term.
fn is_row(row: &[Placed], sought: &[Unit], groups: &[Vec<GroupId>]) -> bool {
    let last = sought.len().saturating_sub(1);
    row.iter().zip(sought).zip(groups).enumerate().all(|(at, ((token, sought), groups))| match (&token.unit, sought) {
        (Unit::Word(_), Unit::Word(_)) => token.groups.iter().any(|group| groups.contains(group)),
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
