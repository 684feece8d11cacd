//! What an index holds, for whoever examines it: ids of documents, conflation groups. Searching has no use for either.

use crate::dictionary::with_prefix;
use crate::format::{FormatError, Index, Missing};
use std::collections::BTreeMap;

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
