//! What an index holds, for whoever examines it: ids of documents, conflation groups, what words lead to. Searching has no use for
//! any of it.

use crate::bytes::Cursor;
use crate::dictionary::{Edge, GroupId, Member, NOWHERE, SOURCES, with_prefix};
use crate::format::{FormatError, Index, Missing};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The ids of all documents, in the index' order.
///
/// # Errors
/// The index is damaged.
pub fn document_ids(index: &[u8]) -> Result<Vec<&str>, FormatError> {
    let index = Index::open(index)?;
    Ok((0..index.num_docs()).filter_map(|doc| index.fields.get(doc).ok()).map(|record| record.id).collect())
}

/// The groups of several forms that occur in documents of language `tag`, each with all its forms in key order, in the
/// order of their first forms. Walks the dictionary, and stops short in one of more than two million nodes.
///
/// # Errors
/// The index is damaged.
pub fn groups(index: &[u8], tag: &str) -> Result<Vec<Vec<String>>, FormatError> {
    let index = Index::open(index)?;
    let languages = &index.directory.languages;
    let docs = languages.iter().find(|language| language.tag == tag).map_or(0..0, |language| language.docs.clone());
    let missing = Missing::default();
    let mut groups: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for fst in index.dictionaries("", &missing) {
        with_prefix(fst, b"", &mut |key, value| {
            for &group in index.lists.groups(&value) {
                groups.entry(group).or_default().push(String::from_utf8_lossy(key).into_owned());
            }
            true
        });
    }
    groups.retain(|&group, forms| {
        let mut here = false;
        if let Some(postings) = index.postings(group, &missing).filter(|_| forms.len() > 1) {
            postings.for_each(index.num_docs(), |doc, _| here |= docs.contains(&doc));
        }
        here
    });
    Ok(groups.into_values().collect())
}

/// A word that a query finds for another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundFor {
    /// The word, or several in a row, as folded; of each the first of its forms.
    pub word: String,
    /// Languages of the documents that have it, as BCP 47 tags.
    pub langs: Vec<String>,
    /// Documents that have it.
    pub documents: u32,
    /// `core`, `lexicon` (the owner's, and CLDR's names), `learned`, `sound` or `synonym`.
    pub source: &'static str,
    /// What it counts, 0 to 1 of the word asked.
    pub weight: f64,
}

/// What is found for a word, or several in a row, given as folded forms: best first.
///
/// # Errors
/// The index is damaged.
pub fn found_for(index: &[u8], term: &[String]) -> Result<Vec<FoundFor>, FormatError> {
    let index = Index::open(index)?;
    let missing = Missing::default();
    let groups_of = |form: &String| {
        let value = index.lookup(form, &missing);
        value.map_or(Vec::new(), |value| index.lists.groups(&value).to_vec())
    };
    let asked: Vec<Vec<GroupId>> = term.iter().map(groups_of).collect();
    let is_asked = |words: &[GroupId]| {
        words.len() == asked.len() && words.iter().zip(&asked).all(|(word, groups)| groups.contains(word))
    };
    let mut found = Vec::new();
    let mut add = |word: String, target: GroupId, source: &'static str, weight: u8| {
        let (mut langs, mut documents) = (BTreeSet::new(), 0);
        if let Some(postings) = index.postings(target, &missing) {
            postings.for_each(index.num_docs(), |doc, _| {
                langs.insert(index.directory.language_of(doc));
                documents += 1;
            });
        }
        let tag = |number: usize| index.directory.languages.get(number).map(|language| language.tag.clone());
        let langs = langs.into_iter().filter_map(tag).collect();
        found.push(FoundFor { word, langs, documents, source, weight: f64::from(weight) / 64.0 });
    };
    let mut edges = Cursor::new(index.edges, 0);
    while let Ok(edge) = Edge::read(&mut edges) {
        if is_asked(&edge.words) {
            add(edge.form.to_owned(), edge.target, "synonym", edge.weight);
        }
    }
    for &group in asked.first().into_iter().flatten() {
        for concept in index.concepts(group) {
            let (own, others): (Vec<_>, Vec<_>) = concept.members.iter().partition(|member| is_asked(&member.words));
            let targets: Vec<GroupId> = own.iter().map(|member| member.target).collect();
            let is_found = |member: &&Member| member.target != NOWHERE && !targets.contains(&member.target);
            for member in others.into_iter().filter(|member| !own.is_empty() && is_found(member)) {
                let words = member.words.iter().filter_map(|&word| index.first_form(word, &missing));
                let source = SOURCES.get(usize::from(concept.source)).copied().unwrap_or_default();
                add(words.collect::<Vec<String>>().join(" "), member.target, source, concept.weight);
            }
        }
    }
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| (&a.langs, &a.word).cmp(&(&b.langs, &b.word))));
    found.dedup();
    Ok(found)
}
