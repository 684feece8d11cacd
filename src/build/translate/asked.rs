//! Words that readers ask beyond those that the site writes: of the languages that are declared, and of the site's own.
//!
//! All words that lexicons have of such a language are conflated as if they were the site's, which also tells the browser how the language
//! inflects. Of the words that translate into what the site writes, one form or two become keys of groups without documents; the rest goes.

use super::Sources;
use super::concepts::Concepts;
use super::pairs::Pairs;
use crate::build::analysis::{Languages, spelt_words};
use crate::build::document::Document;
use crate::build::language::script::script_of;
use crate::build::terms::{Entry, Unit, units};
use crate::build::vocabulary::{Lengths, Vocabulary, Word};
use crate::dictionary::{Concept, GroupId, NOWHERE};
use crate::text::FoldTable;
use std::collections::{BTreeMap, BTreeSet};
use unicode_script::Script;

/// Keys of a word; its other forms are found by the endings of the language.
const MAX_KEYS: usize = 1;

/// Of each language, one word for so many that the site has. English words for the Arabic and Spanish paragraphs of XQuAD
/// (`benches/query-languages.mjs`): with a half they cost 25.4 KB, and questions lose .028 and .018 against an index that has the English pages;
/// before Greek and the telling of names, with a half 23.7 KB, .032 and .019; with a third 19.7 KB, .034 and .018; with a fifth 13.7 KB, .051 and .031; with a seventh 11.4 KB, .072 and .046.
const ONE_IN: usize = 2;
/// Small sites have so many all the same, if so many translate.
const ALWAYS: usize = 1_000;
/// The same of languages that the site writes, and which thus has the words that its readers need most. With so many five news pages in three
/// languages take 112.9 KB and their 40 judged queries find .946; with 1,000, 121.0 KB and .958; with 150, 105.8 KB and .908. The newsroom
/// of the examples has all its events found with each, in 278, 310 and 275 KB.
const OWN_ONE_IN: usize = 20;
const OWN_ALWAYS: usize = 500;
/// Words in more documents than the root of so many times all of them are the less useful the more there are.
const FREQUENT: f32 = 4.0;

/// Folded form → spelling, of single words of a language; grams have no spelling.
pub(crate) type AskedForms = BTreeMap<String, String>;

impl Sources {
    /// Whether readers ask words in a language that the site does not write: there has to be another, in which it does.
    fn is_asked_in(&self, tag: &str) -> bool {
        self.query_languages.contains(tag) || self.site_languages.len() > 1 && self.site_languages.contains(tag)
    }

    /// The words of a language in which readers ask: those of its single words, and those of its terms of several.
    pub(crate) fn asked(&self, tag: &str, fold: &FoldTable) -> AskedForms {
        let mut forms = AskedForms::new();
        if self.is_asked_in(tag) {
            for word in self.words_in(tag) {
                let entry = Entry { lang: None, units: units(word, fold), occurrences: Vec::new() };
                if let Some(form) = entry.single() {
                    let spelling = || spelt_words(word, fold).into_iter().next().unwrap_or_default();
                    forms.entry(form.to_owned()).or_insert_with(spelling);
                } else if entry.run().is_none() {
                    for spelling in spelt_words(word, fold) {
                        if let [Unit::Word(form)] = &units(&spelling, fold)[..] {
                            forms.entry(form.clone()).or_insert(spelling);
                        }
                    }
                }
            }
        }
        forms
    }

    /// The letters of all these words, small and capital, which the browser has to know.
    pub(crate) fn asked_letters(&self) -> BTreeSet<char> {
        let letters = |tags: &BTreeSet<String>| -> BTreeSet<char> {
            let words = tags.iter().flat_map(|tag| self.words_in(tag));
            words.flat_map(|word| word.chars().flat_map(|c| c.to_uppercase().chain([c]))).collect()
        };
        // Of a script of thousands the site has those that it needs.
        let own = if self.site_languages.len() > 1 { letters(&self.site_languages) } else { BTreeSet::new() };
        let own = own.into_iter().filter(|c| script_of(*c) != Some(Script::Han));
        letters(&self.query_languages).into_iter().chain(own).collect()
    }
}

/// Leaves of the words that no document has those that translate into the site's, with few keys each.
pub(crate) fn keep_asked(
    vocabulary: &mut Vocabulary,
    sources: &Sources,
    documents: &[Document],
    fold: &FoldTable,
    spoken: &Languages<'_>,
    lengths: &Lengths,
) {
    if sources.query_languages.is_empty() && sources.site_languages.len() < 2 {
        return;
    }
    let known = Concepts::new(sources, documents, fold, vocabulary, spoken);
    let pairs = Pairs::new(&sources.own, &known.terms(), documents, fold, vocabulary, spoken);
    let (mut concepts, _) = known.write(vocabulary, spoken, lengths, documents.len(), 0);
    let (others, _) = pairs.write(&concepts, vocabulary, spoken, lengths, documents.len(), 0);
    concepts.extend(others);
    let is_declared = |lang: usize| spoken.tags.get(lang).is_some_and(|tag| sources.query_languages.contains(*tag));
    let wanted = wanted(&concepts, &vocabulary.words, documents.len(), &is_declared);
    let mut group = 0..;
    vocabulary.words.retain_mut(|word| {
        let group: GroupId = group.next().unwrap_or_default();
        if word.is_there() {
            return true;
        }
        // The shortest form has most of the others by the endings of its language.
        let mut forms = std::mem::take(&mut word.forms);
        forms.sort_by_key(|form| form.chars().count());
        let rest = forms.split_off(MAX_KEYS.min(forms.len()));
        word.lemmas.extend(rest);
        forms.sort_unstable();
        word.forms = forms;
        wanted.contains(&group)
    });
    vocabulary.words.sort_by(|a, b| (&a.forms, &a.languages).cmp(&(&b.forms, &b.languages)));
}

/// Groups without documents that translate into groups with some, unless these are spelt alike; of each language the most useful.
fn wanted(
    concepts: &[Concept],
    words: &[Word],
    num_docs: usize,
    is_declared: &dyn Fn(usize) -> bool,
) -> BTreeSet<GroupId> {
    let mut found: BTreeMap<GroupId, BTreeMap<Option<usize>, f32>> = BTreeMap::new();
    let word = |group: GroupId| words.get(group as usize);
    // Of a term all words are wanted, or none.
    let mut asked_terms: BTreeMap<GroupId, usize> = BTreeMap::new();
    for concept in concepts {
        let terms = concept.members.iter().filter(|member| member.target == NOWHERE);
        terms.for_each(|term| term.words.iter().for_each(|&group| *asked_terms.entry(group).or_default() += 1));
        let singles = concept.members.iter().filter(|member| member.words == [member.target]);
        let singles = singles.filter_map(|member| Some((member.target, word(member.target)?)));
        let (there, asked): (Vec<_>, Vec<_>) = singles.partition(|(_, word)| word.is_there());
        for (group, own) in asked {
            let has = |form: &String| there.iter().any(|(_, word)| word.forms.binary_search(form).is_ok());
            if own.forms.iter().any(has) {
                continue;
            }
            let by_lang = found.entry(group).or_default();
            for (_, other) in &there {
                let best = by_lang.entry(other.languages.first().copied()).or_default();
                let tf = other.occurrences.iter().map(|(_, occurrences)| occurrences.total()).sum();
                *best = best.max(usefulness(concept.weight, other.occurrences.len(), tf, num_docs));
            }
        }
    }
    let mut best: BTreeMap<Option<usize>, Vec<(GroupId, f32)>> = BTreeMap::new();
    for (group, by_lang) in found {
        let lang = word(group).and_then(|word| word.languages.first().copied());
        best.entry(lang).or_default().push((group, by_lang.values().sum()));
    }
    let num_words = words.iter().filter(|word| word.is_there()).count();
    best.into_iter()
        .flat_map(|(lang, mut groups)| {
            let (one_in, always) =
                if lang.is_some_and(is_declared) { (ONE_IN, ALWAYS) } else { (OWN_ONE_IN, OWN_ALWAYS) };
            let max = always.max(num_words / one_in);
            groups.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            groups.truncate(max);
            groups.into_iter().map(|(group, _)| group)
        })
        .chain(asked_terms.into_keys())
        .collect()
}

/// What it is worth to ask a word by a translation of this weight: readers ask for what is frequent, but what every page has tells nothing,
/// and what a page has again and again it is about (without that English questions lose .02 among Arabic paragraphs). Of 1,700 English words
/// that translate into Arabic and Spanish, those chosen so find .02 more than those of most documents.
fn usefulness(weight: u8, df: usize, tf: u32, num_docs: usize) -> f32 {
    let df = df.max(1) as f32;
    let certainty = f32::from(weight) / 64.0;
    let salience = 1.0 + (tf as f32 / df).max(1.0).ln();
    df.min(FREQUENT * num_docs as f32 / df).sqrt() * salience * certainty.powi(3)
}
