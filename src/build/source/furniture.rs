//! Blocks that stand on most pages of a language (cookie notes, teasers, licences), on pages that do not mark their
//! content: nobody searches for them, and they would make every page a hit.

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh64::xxh64;

use super::super::document::Text;
use super::page::{Content, Page};

/// Fewer pages say nothing about what recurs.
const MIN_PAGES: usize = 4;

/// Takes out of every guessed page the blocks that stand on more than half of the guessed pages in its language.
pub(crate) fn remove(pages: &mut [Page]) {
    let mut by_lang: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        if page.content == Content::Guessed {
            let lang = page.document.lang.as_ref().map(|(tag, _)| tag.clone()).unwrap_or_default();
            by_lang.entry(lang).or_default().push(at);
        }
    }
    for members in by_lang.into_values().filter(|members| members.len() >= MIN_PAGES) {
        let mut counts: HashMap<u64, usize> = HashMap::new();
        for page in members.iter().filter_map(|at| pages.get(*at)) {
            let blocks: HashSet<u64> = blocks(page).map(hash).collect();
            for block in blocks {
                *counts.entry(block).or_default() += 1;
            }
        }
        let recurs = |block: &str| counts.get(&hash(block)).is_some_and(|count| count * 2 > members.len());
        for at in &members {
            let Some(page) = pages.get_mut(*at) else {
                continue;
            };
            for section in &mut page.document.sections {
                section.paragraphs.retain(|paragraph| !recurs(paragraph));
            }
            // A recurring heading goes with its text; over text of the page's own it stays.
            page.document.sections.retain(|section| {
                !section.paragraphs.is_empty() || !(section.heading.is_empty() || recurs(&section.heading))
            });
        }
    }
}

fn blocks(page: &Page) -> impl Iterator<Item = &str> {
    let sections = page.document.sections.iter();
    sections.flat_map(|section| {
        std::iter::once(section.heading.as_str()).chain(section.paragraphs.iter().map(Text::as_str))
    })
}

fn hash(block: &str) -> u64 {
    xxh64(block.as_bytes(), 0)
}
