//! Documents to the bytes of an index.
//!
//! Four steps: order the documents by language and id; count the words of each (in parallel); conflate each language's
//! forms and merge equal groups across languages ([`Vocabulary`]); write. Everything after the count runs in document or
//! key order, so the bytes do not depend on threads or on the order in which files were read.

use super::analysis::{Analysed, Languages, analyse};
use super::columns::columns;
use super::completions::completions;
use super::document::Document;
use super::language::base_language;
use super::language::script::is_rtl;
use super::own_words::{OwnForms, OwnWords};
use super::passages::passages;
use super::synonyms::Synonyms;
use super::terms::Dictionary;
use super::translate::asked::keep_asked;
use super::translate::concepts::Concepts;
use super::translate::learned::{self, Known, learn};
use super::translate::names::names;
use super::translate::pairs::Pairs;
use super::translate::{Learning, Sources, weighted};
use super::translations::Translations;
use super::vocabulary::{Lengths, Vocabulary, Word};
use crate::dictionary::{AffixCounts, write_concepts, write_dictionary, write_edges, write_lists};
use crate::format::{Directory, Language, SectionKind, write_container};
use crate::postings::{FieldWeights, GroupRecord, write_postings};
use crate::store::{NewRecord, write_fields, write_text};
use crate::text::{FoldTable, write_fold_table};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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
    invert_with(documents, sizes, &OwnWords::default(), FieldWeights::default(), &Sources::default()).0
}

/// [`invert`] with the owner's own words, weights of fields, and words for words of other languages; and what the documents taught of
/// the latter.
pub fn invert_with(
    documents: &mut [Document],
    sizes: PartSizes,
    own_words: &OwnWords,
    weights: FieldWeights,
    sources: &Sources,
) -> (Vec<u8>, Learning) {
    documents.sort_by(|a, b| (a.tag(), &a.id).cmp(&(b.tag(), &b.id)));
    let documents = &*documents;
    let spoken = Languages::of(documents).and(sources.query_languages.iter().map(String::as_str));
    let sources = &sources.with_names(&spoken.tags, documents.iter().map(Document::tag));
    let languages = directory_languages(documents, &spoken);
    let fold_bytes = write_fold_table(
        characters(documents).into_iter().chain(own_words.texts().flat_map(str::chars)).chain(sources.asked_letters()),
    );
    let fold = FoldTable::read(&fold_bytes).expect("the table was just written");

    let analysed: Vec<Analysed> = documents.par_iter().map(|document| analyse(document, &fold, &spoken)).collect();
    let lengths = Lengths::of(&languages, &analysed, weights);
    // The letters of the lexicon are no concern of the browser's.
    let letters: BTreeSet<char> =
        characters(documents).into_iter().chain(sources.texts().flat_map(str::chars)).collect();
    let full_fold_bytes = write_fold_table(letters);
    let full_fold = FoldTable::read(&full_fold_bytes).expect("the table was just written");
    let own = |tag: &&str| {
        let mut forms = own_words.forms(tag, &fold);
        forms.lemmas = sources.words_of(tag, &full_fold);
        forms.names = sources.names_of(tag, &full_fold);
        forms.queried = sources.asked(tag, &full_fold);
        forms
    };
    let own_forms: Vec<OwnForms> = spoken.tags.par_iter().map(own).collect();
    let mut vocabulary = Vocabulary::of(analysed, &spoken, &own_forms);
    keep_asked(&mut vocabulary, sources, documents, &full_fold, &spoken, &lengths);
    let synonyms = Synonyms::new(own_words, documents, &fold, &vocabulary, &spoken);
    vocabulary.add(synonyms.unknown_forms(&vocabulary.words, &spoken));
    let known = Concepts::new(sources, documents, &full_fold, &vocabulary, &spoken);
    let pairs = Pairs::new(&sources.own, &known.terms(), documents, &full_fold, &vocabulary, &spoken);
    let (edges, mut phrases) = synonyms.edges(&vocabulary.words, &spoken, &lengths, documents.len());
    let num_groups = (vocabulary.words.len() + phrases.len()) as u32;
    let (concepts, terms) = known.write(&vocabulary, &spoken, &lengths, documents.len(), num_groups);
    phrases.extend(terms);
    // A wordnet has a name in some languages only; in others it is still found by its sound.
    let translated = concepts.iter().flat_map(|concept| concept.members.iter().map(|member| member.target)).collect();
    let mut concepts = weighted(concepts, sources.weights.core);
    let num_groups = (vocabulary.words.len() + phrases.len()) as u32;
    let (more, terms) = pairs.write(&concepts, &vocabulary, &spoken, &lengths, documents.len(), num_groups);
    concepts.extend(more);
    phrases.extend(terms);
    let mut learning = Learning::default();
    if sources.weights.learned > 0.0 {
        let dictionary = Dictionary::new(&vocabulary.words, &spoken);
        let (sets, taught) = learn(documents, &fold, &dictionary, &spoken, &Known::of(&concepts, &vocabulary.words));
        concepts.extend(weighted(learned::concepts(&sets), sources.weights.learned));
        learning = taught;
    }
    concepts.extend(weighted(names(&vocabulary.words, &translated, documents, &fold), sources.weights.sound));
    concepts.sort_unstable();
    let Vocabulary { words, affixes } = &vocabulary;
    let num_groups = (words.len() + phrases.len()) as u32;

    let mut forms: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (group, word) in words.iter().enumerate() {
        word.forms.iter().for_each(|form| forms.entry(form).or_default().push(group as u32));
    }
    let num_forms = forms.len() as u32;
    // Where one language's alias is another's form it means both: no reader says which language is asked.
    for (group, word) in words.iter().enumerate() {
        word.aliases.iter().for_each(|alias| forms.entry(alias).or_default().push(group as u32));
    }
    forms.values_mut().for_each(|groups| groups.sort_unstable());
    let mut lists: BTreeMap<&[u32], u32> = BTreeMap::new();
    lists.extend(forms.values().filter(|groups| groups.len() > 1).map(|groups| (groups.as_slice(), 0)));
    lists.values_mut().zip(num_groups..).for_each(|(value, number)| *value = number);
    let entries: Vec<(&str, u32)> = forms
        .iter()
        .map(|(form, groups)| match groups[..] {
            [group] => (*form, group),
            _ => (*form, lists[&groups[..]]),
        })
        .collect();
    let lists: Vec<Vec<u32>> = lists.into_keys().map(<[u32]>::to_vec).collect();

    let affixes: Vec<&AffixCounts> = languages.iter().map(|language| &affixes[spoken.number(&language.tag)]).collect();
    let dictionary = write_dictionary(&entries, sizes.dictionary_keys);
    let records: Vec<GroupRecord> = words.iter().map(|word| word.record(&lengths)).chain(phrases).collect();
    let chunks = records.chunks(sizes.postings_groups.max(1));
    let postings: Vec<Vec<u8>> =
        if records.is_empty() { vec![write_postings(&[])] } else { chunks.map(write_postings).collect() };
    let (text_firsts, text) = text_parts(documents, sizes.text_bytes);
    let index_len =
        [&postings, &text].into_iter().flatten().chain(dictionary.iter().map(|(_, bytes)| bytes)).map(Vec::len).sum();
    let completions = completions(documents, &languages, &fold, index_len);
    let directory = Directory {
        languages,
        num_groups,
        num_forms,
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
        (SectionKind::Edges, 0, write_edges(&edges)),
        (SectionKind::Columns, 0, columns(documents)),
        (SectionKind::Completions, 0, completions),
        (SectionKind::Concepts, 0, write_concepts(&concepts, words.iter().map(first_form))),
    ];
    let dictionary = dictionary.into_iter().map(|(_, bytes)| bytes).collect();
    for (kind, parts) in
        [(SectionKind::Dictionary, dictionary), (SectionKind::Postings, postings), (SectionKind::Text, text)]
    {
        sections.extend(
            parts.into_iter().enumerate().map(|(number, bytes): (usize, Vec<u8>)| (kind, number as u16, bytes)),
        );
    }
    (write_container(&sections), learning)
}

fn first_form(word: &Word) -> &str {
    word.forms.first().map_or("", String::as_str)
}

/// The languages of the documents, in order. Those that only stretches of text are in have no documents; they are there
/// for their affixes.
fn directory_languages(documents: &[Document], spoken: &Languages<'_>) -> Vec<Language> {
    let mut num_docs: BTreeMap<&str, u32> = BTreeMap::new();
    documents.iter().for_each(|document| *num_docs.entry(document.tag()).or_default() += 1);
    let own: BTreeSet<&str> = num_docs.keys().map(|tag| base_language(tag)).collect();
    num_docs.extend(spoken.tags.iter().filter(|tag| !own.contains(*tag)).map(|tag| (*tag, 0)));
    let mut next = 0;
    let language = |(tag, num_docs): (&str, u32)| {
        let docs = next..next + num_docs;
        next = docs.end;
        Language { tag: tag.to_owned(), docs, rtl: is_rtl(tag) }
    };
    num_docs.into_iter().map(language).collect()
}

fn characters(documents: &[Document]) -> BTreeSet<char> {
    let one = |document: &Document| document.texts().flat_map(|text| text.chars()).collect::<BTreeSet<char>>();
    documents.par_iter().map(one).reduce(BTreeSet::new, |mut all, one| {
        all.extend(one);
        all
    })
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
    let translations = Translations::of(documents);
    let records: Vec<NewRecord<'_>> = documents
        .iter()
        .zip(&translations.number)
        .map(|(document, &set)| NewRecord {
            url: &document.url,
            title: shown_title(document),
            id: &document.id,
            pageless: document.pageless,
            date: document.date.map(|date| date.days),
            weight: document.weight,
            meta: document.meta.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            set,
            others: translations.outside(document),
        })
        .collect();
    write_fields(&records, &translations.sets, translations.num_folding)
}
