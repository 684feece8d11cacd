//! Documents to the bytes of an index.
//!
//! Four steps: order the documents by language and id; count the words of each (in parallel); conflate each language's
//! forms and merge equal groups across languages; write. Everything after the count runs in document or key order, so
//! the bytes do not depend on threads or on the order in which files were read.

use super::analysis::{Analysed, analyse};
use super::conflation::{LanguageStemmer, Spellings, conflate};
use super::document::Document;
use super::passages::passages;
use crate::dictionary::{AffixCounts, write_dictionary, write_lists};
use crate::format::{Directory, Language, SectionKind, write_container};
use crate::postings::{FormsRecord, GroupRecord, Impact, Occurrences, write_postings};
use crate::store::{NewRecord, write_fields, write_text};
use crate::text::{FoldTable, write_fold_table};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How large the parts of an index become.
#[derive(Debug, Clone, Copy)]
pub struct PartSizes {
    /// Keys in a part of the dictionary.
    pub dictionary_keys: usize,
    /// Groups in a part of the postings.
    pub postings_groups: usize,
    /// Bytes of text in a part, unless one document is longer.
    pub text_bytes: usize,
}

impl Default for PartSizes {
    /// One part of each, unless the text passes 1 GiB.
    fn default() -> Self {
        PartSizes { dictionary_keys: usize::MAX, postings_groups: usize::MAX, text_bytes: 1 << 30 }
    }
}

/// The bytes of an index over `documents`, which is a container as `format` describes it. The documents are put in the
/// index' own order.
pub fn invert(documents: &mut [Document], sizes: PartSizes) -> Vec<u8> {
    documents.sort_by(|a, b| (tag(a), &a.id).cmp(&(tag(b), &b.id)));
    let documents = &*documents;
    let languages = languages(documents);
    let fold_bytes = write_fold_table(characters(documents));
    let fold = FoldTable::read(&fold_bytes).expect("the table was just written");

    let conflated: Vec<Conflated> = languages
        .par_iter()
        .map(|language| {
            let docs = language.docs.start as usize..language.docs.end as usize;
            conflate_language(language, &documents[docs], &fold)
        })
        .collect();
    let (words, affixes): (Vec<_>, Vec<_>) = conflated.into_iter().map(|c| (c.words, c.affixes)).unzip();
    let words = merge(words);

    let mut forms: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (group, word) in words.iter().enumerate() {
        word.forms.iter().for_each(|form| forms.entry(form).or_default().push(group as u32));
    }
    let mut lists: BTreeMap<&[u32], u32> = BTreeMap::new();
    lists.extend(forms.values().filter(|groups| groups.len() > 1).map(|groups| (groups.as_slice(), 0)));
    lists.values_mut().zip(words.len() as u32..).for_each(|(value, number)| *value = number);
    let entries: Vec<(&str, u32)> = forms
        .iter()
        .map(|(form, groups)| match groups[..] {
            [group] => (*form, group),
            _ => (*form, lists[&groups[..]]),
        })
        .collect();
    let lists: Vec<Vec<u32>> = lists.into_keys().map(<[u32]>::to_vec).collect();

    let dictionary = write_dictionary(&entries, sizes.dictionary_keys);
    let records: Vec<GroupRecord> = words.iter().map(Word::record).collect();
    let chunks = records.chunks(sizes.postings_groups.max(1));
    let postings: Vec<Vec<u8>> =
        if records.is_empty() { vec![write_postings(&[])] } else { chunks.map(write_postings).collect() };
    let (text_firsts, text) = text_parts(documents, sizes.text_bytes);
    let directory = Directory {
        languages,
        num_groups: words.len() as u32,
        num_forms: forms.len() as u32,
        dictionary: dictionary.iter().map(|(first, _)| first.clone()).collect(),
        postings: (0..postings.len()).map(|part| (part * sizes.postings_groups.min(records.len())) as u32).collect(),
        text: text_firsts,
    };
    let mut sections = vec![
        (SectionKind::Directory, 0, directory.write()),
        (SectionKind::Fold, 0, fold_bytes),
        (SectionKind::Affixes, 0, AffixCounts::write(&affixes)),
        (SectionKind::Lists, 0, write_lists(&lists)),
        (SectionKind::Fields, 0, fields(documents)),
    ];
    let dictionary = dictionary.into_iter().map(|(_, bytes)| bytes).collect();
    for (kind, parts) in
        [(SectionKind::Dictionary, dictionary), (SectionKind::Postings, postings), (SectionKind::Text, text)]
    {
        sections.extend(
            parts.into_iter().enumerate().map(|(number, bytes): (usize, Vec<u8>)| (kind, number as u16, bytes)),
        );
    }
    write_container(&sections)
}

fn tag(document: &Document) -> &str {
    document.lang.as_ref().map_or("und", |(tag, _)| tag)
}

fn languages(documents: &[Document]) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for (doc, document) in documents.iter().enumerate() {
        let doc = doc as u32;
        match languages.last_mut() {
            Some(language) if language.tag == tag(document) => language.docs.end = doc + 1,
            _ => languages.push(Language {
                tag: tag(document).to_owned(),
                docs: doc..doc + 1,
                rtl: is_rtl(tag(document)),
            }),
        }
    }
    languages
}

/// Whether a language is written right to left, by its script subtag or its usual script.
fn is_rtl(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    match subtags.find(|subtag| subtag.len() == 4) {
        Some(script) => matches!(script, "Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo" | "Adlm" | "Rohg" | "Aran"),
        None => matches!(
            language,
            "ar" | "he"
                | "fa"
                | "ur"
                | "ps"
                | "sd"
                | "ug"
                | "yi"
                | "dv"
                | "ckb"
                | "syr"
                | "arc"
                | "nqo"
                | "arz"
                | "ary"
                | "apc"
                | "acm"
                | "aeb"
                | "azb"
                | "bal"
                | "glk"
                | "lrc"
                | "mzn"
                | "pnb"
                | "skr"
                | "prs"
                | "ks"
        ),
    }
}

fn characters(documents: &[Document]) -> BTreeSet<char> {
    let one = |document: &Document| {
        let headings = document.sections.iter().map(|section| section.heading.as_str());
        let paragraphs = document.sections.iter().flat_map(|section| section.paragraphs.iter().map(String::as_str));
        headings.chain(paragraphs).chain([document.title.as_str()]).flat_map(str::chars).collect::<BTreeSet<char>>()
    };
    documents.par_iter().map(one).reduce(BTreeSet::new, |mut all, one| {
        all.extend(one);
        all
    })
}

/// Forms that begin with fewer characters in common are listed: a walk below one letter would meet half the dictionary.
const MIN_COMMON_CHARS: usize = 2;

/// A group while it is built.
struct Word {
    /// Sorted.
    forms: Vec<String>,
    postings: Vec<(u32, Impact)>,
}

impl Word {
    fn record(&self) -> GroupRecord {
        let forms = match &self.forms[..] {
            [first, .., last] => {
                let same = first.char_indices().zip(last.chars()).take_while(|((_, a), b)| a == b);
                match same.enumerate().last() {
                    Some((at, _)) if at + 1 < MIN_COMMON_CHARS => FormsRecord::Listed(self.forms.clone()),
                    Some((_, ((at, c), _))) => FormsRecord::Below(at + c.len_utf8()),
                    None => FormsRecord::Listed(self.forms.clone()),
                }
            }
            _ => FormsRecord::One,
        };
        GroupRecord { postings: self.postings.clone(), forms }
    }
}

struct Conflated {
    words: Vec<Word>,
    affixes: AffixCounts,
}

fn conflate_language(language: &Language, documents: &[Document], fold: &FoldTable) -> Conflated {
    let with_spellings = LanguageStemmer::new(&language.tag).is_some();
    let analysed: Vec<Analysed> =
        documents.par_iter().map(|document| analyse(document, fold, with_spellings)).collect();
    let num_tokens: Vec<u32> = analysed.iter().map(|a| a.num_tokens).collect();
    let total: u64 = num_tokens.iter().map(|&n| u64::from(n)).sum();
    let mean_tokens = total as f32 / documents.len().max(1) as f32;

    let mut by_form: BTreeMap<String, (Vec<(u32, Occurrences)>, Spellings)> = BTreeMap::new();
    for (index, analysed) in analysed.into_iter().enumerate() {
        for (form, (occurrences, spellings)) in analysed.forms {
            let (postings, all_spellings) = by_form.entry(form).or_default();
            postings.push((index as u32, occurrences));
            spellings.into_iter().for_each(|(spelling, n)| *all_spellings.entry(spelling).or_default() += n);
        }
    }
    let forms: Vec<(&str, &Spellings)> =
        by_form.iter().map(|(form, (_, spellings))| (form.as_str(), spellings)).collect();
    let conflation = conflate(&language.tag, &forms);
    let postings: Vec<&Vec<(u32, Occurrences)>> = by_form.values().map(|(postings, _)| postings).collect();
    let word = |group: &Vec<usize>| {
        let mut all: BTreeMap<u32, Occurrences> = BTreeMap::new();
        for &form in group {
            postings[form].iter().for_each(|&(index, occurrences)| all.entry(index).or_default().add(occurrences));
        }
        let impact = |(index, occurrences): (u32, Occurrences)| {
            (language.docs.start + index, occurrences.impact(num_tokens[index as usize], mean_tokens))
        };
        Word {
            forms: group.iter().map(|&form| forms[form].0.to_owned()).collect(),
            postings: all.into_iter().map(impact).collect(),
        }
    };
    Conflated { words: conflation.groups.par_iter().map(word).collect(), affixes: conflation.affixes }
}

/// Groups with the same forms become one, whose documents are those of all its languages; then all in the order of
/// their first form.
fn merge(languages: Vec<Vec<Word>>) -> Vec<Word> {
    let mut merged: HashMap<Vec<String>, Vec<(u32, Impact)>> = HashMap::new();
    for word in languages.into_iter().flatten() {
        merged.entry(word.forms).or_default().extend(word.postings);
    }
    let mut words: Vec<Word> = merged.into_iter().map(|(forms, postings)| Word { forms, postings }).collect();
    words.par_sort_unstable_by(|a, b| a.forms.cmp(&b.forms));
    words
}

fn text_parts(documents: &[Document], max_bytes: usize) -> (Vec<u32>, Vec<Vec<u8>>) {
    let texts: Vec<String> = documents.par_iter().map(passages).collect();
    let (mut firsts, mut parts) = (Vec::new(), Vec::new());
    let mut first = 0;
    while first < texts.len() || parts.is_empty() {
        let (mut end, mut len) = (first, 0);
        while end < texts.len() && (end == first || len + texts[end].len() <= max_bytes) {
            len += texts[end].len();
            end += 1;
        }
        firsts.push(first as u32);
        parts.push(write_text(&texts[first..end]));
        first = end.max(first + 1);
    }
    (firsts, parts)
}

/// The title; without one the first heading, and without that the url.
fn shown_title(document: &Document) -> &str {
    let headings = document.sections.iter().map(|section| section.heading.as_str());
    let mut titles = std::iter::once(document.title.as_str()).chain(headings).chain([document.url.as_str()]);
    titles.find(|title| !title.is_empty()).unwrap_or_default()
}

fn fields(documents: &[Document]) -> Vec<u8> {
    let by_url: HashMap<&str, u32> =
        documents.iter().zip(0..).map(|(document, doc)| (document.url.as_str(), doc)).collect();
    let mut numbers: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
    let translations = |doc: u32, document: &Document| -> Vec<u32> {
        let inside = document.alternates.values().filter_map(|url| by_url.get(url.as_str()).copied());
        let set: BTreeSet<u32> = inside.chain([doc]).collect();
        if set.len() > 1 { set.into_iter().collect() } else { Vec::new() }
    };
    let sets: Vec<Vec<u32>> = documents.iter().zip(0..).map(|(document, doc)| translations(doc, document)).collect();
    numbers.extend(sets.iter().filter(|set| !set.is_empty()).map(|set| (set.clone(), 0)));
    numbers.values_mut().zip(0..).for_each(|(number, next)| *number = next);
    let records: Vec<NewRecord<'_>> = documents
        .iter()
        .zip(&sets)
        .map(|(document, set)| NewRecord {
            url: &document.url,
            title: shown_title(document),
            id: &document.id,
            date: document.date.map(|date| date.days),
            weight: document.weight,
            meta: document.meta.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            set: numbers.get(set).copied(),
            others: document
                .alternates
                .iter()
                .filter(|(_, url)| !by_url.contains_key(url.as_str()))
                .map(|(lang, url)| (lang.as_str(), url.as_str()))
                .collect(),
        })
        .collect();
    write_fields(&records, &numbers.into_keys().collect::<Vec<_>>())
}
