//! Letters that are in no word: whatever a reader types, they are never found. The owner should hear of it.
//!
//! Today these are characters of the private use areas (texts typed for a font of their own) and code points to which
//! this version's tables assign no letter; the check asks the rules of folding themselves, so it would find others.

use std::collections::HashSet;
use std::fs;

use rayon::prelude::*;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_script::UnicodeScript;

use super::page::Page;
use super::problem::{Fault, Problem};
use crate::text::rules;

/// A document may lose so many of a hundred letters without a word about it: a logo, a bullet of an icon font.
const MAX_LOST_PERCENT: usize = 2;

/// Characters shown of the word that a lost letter stands in.
const EXAMPLE_CHARS: usize = 24;

/// The documents that lose more letters than that.
pub(crate) fn check(pages: &[Page]) -> Vec<Problem> {
    let lost: HashSet<char> = characters(pages).into_iter().filter(|&c| is_lost(c)).collect();
    if lost.is_empty() {
        return Vec::new();
    }
    pages.par_iter().filter_map(|page| check_page(page, &lost)).collect()
}

/// Every character that occurs.
fn characters(pages: &[Page]) -> Vec<char> {
    const NUM_WORDS: usize = 0x11_0000 / 64;
    let seen = pages.par_iter().fold(
        || vec![0u64; NUM_WORDS],
        |mut seen, page| {
            for c in page.document.texts().flat_map(|text| text.chars()) {
                seen[c as usize / 64] |= 1 << (c as usize % 64);
            }
            seen
        },
    );
    let seen = seen.reduce(Vec::new, |a, b| {
        let (mut all, other) = if a.is_empty() { (b, a) } else { (a, b) };
        all.iter_mut().zip(other).for_each(|(all, other)| *all |= other);
        all
    });
    (0..=0x10_ffff)
        .filter(|&c| seen.get(c as usize / 64).is_some_and(|word| word >> (c % 64) & 1 != 0))
        .filter_map(char::from_u32)
        .collect()
}

/// Whether a character is meant to be read, but ends words like a space.
fn is_lost(c: char) -> bool {
    let is_meant = match c.general_category() {
        GeneralCategory::PrivateUse => true,
        // Among the pictures there are newer ones than our tables know.
        GeneralCategory::Unassigned => !('\u{1f000}'..='\u{1ffff}').contains(&c),
        _ => c.general_category_group() == GeneralCategoryGroup::Letter,
    };
    let folded = if is_meant { rules::fold(c) } else { Vec::new() };
    !folded.is_empty() && folded.iter().all(|&(_, class)| class == rules::class(' '))
}

fn check_page(page: &Page, lost: &HashSet<char>) -> Option<Problem> {
    let document = &page.document;
    let (mut num_letters, mut num_lost) = (0, 0);
    let mut first: Option<(char, String)> = None;
    for text in document.texts() {
        for (at, c) in text.char_indices() {
            if lost.contains(&c) {
                num_lost += 1;
                first.get_or_insert_with(|| (c, word_at(text, at)));
            }
            num_letters += usize::from(c.is_alphabetic() || lost.contains(&c));
        }
    }
    let (letter, example) = first?;
    if num_lost * 100 <= num_letters * MAX_LOST_PERCENT {
        return None;
    }
    let kind = match letter.general_category() {
        GeneralCategory::PrivateUse => "private use",
        GeneralCategory::Unassigned => "no letter of Unicode yet",
        _ => letter.script().full_name(),
    };
    let path = document.origin.path.clone();
    let line = if document.origin.line > 0 { document.origin.line } else { line_in(&path, letter) };
    Some(Problem { path, line, fault: Fault::Unread { num_lost, num_letters, letter, kind, example } })
}

/// What stands around a letter up to the next spaces.
fn word_at(text: &str, at: usize) -> String {
    let start = text[..at].rfind(' ').map_or(0, |space| space + 1);
    // A text without spaces is shown from the letter on.
    let start = if text[start..at].chars().count() < EXAMPLE_CHARS { start } else { at };
    text[start..].split(' ').next().unwrap_or_default().chars().take(EXAMPLE_CHARS).collect()
}

/// The line on which a character first stands in a file of plain bytes; 0 where that cannot be told.
fn line_in(path: &std::path::Path, letter: char) -> usize {
    let bytes = fs::read(path).unwrap_or_default();
    let mut utf8 = [0; 4];
    let letter = letter.encode_utf8(&mut utf8).as_bytes();
    let found = bytes.windows(letter.len()).position(|window| window == letter);
    found.map_or(0, |at| 1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count())
}
