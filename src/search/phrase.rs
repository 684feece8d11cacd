//! Phrases: which documents hold them, and where.
//!
//! No positions are stored. The documents that hold all words of a phrase are read until it is found: a walk over their
//! bytes stops at pairs that end a character with which the first word may begin, the fold table turned round; what
//! stands there is compared character by character; and only where that agrees is the text cut into tokens, no further
//! than they go on as the phrase does.
//!
//! A token is the word asked for when it is the form typed, folded, or a form of the same group that ends with it: a
//! clitic stands before it (*والإسلام* for *الإسلام*). In scripts without spaces every character counts as a word.

use super::expand::{Expansion, expand};
use super::marks::forms_of;
use super::query::QueryWord;
use crate::format::{Index, Missing};
use crate::postings::{DocId, Impact};
use crate::store::HEADING_START;
use crate::text::{Class, FoldTable, Folded, Token, Tokenizer, char_at};

/// Pairs of bytes.
const NUM_PAIRS: usize = 1 << 16;
/// Bytes before a place where a word that is longer than any has begun: there the reading begins.
const MAX_BACK: usize = 256;
/// Bytes behind a place within which a phrase ends.
const MAX_REACH: usize = 1 << 14;
/// Bytes of an elided word and the apostrophe behind it: *quelqu’*.
const MAX_ELIDED: usize = 9;
/// Separates passages within a paragraph, and other words.
const SPACE: u8 = b' ';

/// A phrase that can be looked for in text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Phrase {
    /// For each of its words the forms that may stand there.
    units: Vec<Vec<String>>,
    /// Whether a character that begins a form of the first unit may end with two bytes, the second of which is the low byte of
    /// the number of a bit; one of a single byte with any before it. So small that the nearest cache holds it.
    last_bytes: Vec<u32>,
    field: u8,
}

/// What may stand for a word, or for each word of a phrase.
fn expansions(index: &Index<'_>, word: &QueryWord, languages: &[bool], missing: &Missing) -> Vec<Expansion> {
    let parts = if word.parts.is_empty() { std::slice::from_ref(word) } else { &word.parts };
    let mut expansions = Vec::new();
    parts.iter().for_each(|part| expansions.push(expand(index, part, languages, missing)));
    expansions
}

/// Levels of the documents that hold every one of some words: the least of these, 1..=32; 0 for all other documents, and for
/// those that are not `allowed`.
fn levels(index: &Index<'_>, words: &[Expansion], allowed: &[bool], missing: &Missing) -> Vec<u8> {
    let mut levels: Vec<u8> = allowed.iter().map(|&allowed| if allowed { u8::MAX } else { 0 }).collect();
    let mut here = vec![0; levels.len()];
    for word in words {
        here.fill(0);
        for class in &word.classes {
            for &group in &class.groups {
                let Some(postings) = index.postings(group, missing) else { continue };
                postings.for_each(index.num_docs(), |doc, impact| {
                    if let (true, Some(level)) = (impact.is_in(word.field), here.get_mut(doc as usize)) {
                        *level = impact.level().max(u32::from(*level)) as u8;
                    }
                });
            }
        }
        levels.iter_mut().zip(&here).for_each(|(level, here)| *level = (*level).min(*here));
    }
    levels
}

/// No longer allows the documents that hold a word or phrase.
pub(crate) fn exclude(
    index: &Index<'_>,
    word: &QueryWord,
    languages: &[bool],
    allowed: &mut [bool],
    missing: &Missing,
) {
    let levels = match word.units[..] {
        [] => levels(index, &expansions(index, word, languages, missing), allowed, missing),
        _ => expand_phrase(index, word, languages, allowed, missing).phrase.unwrap_or_default().1,
    };
    allowed.iter_mut().zip(levels).for_each(|(allowed, level)| *allowed &= level == 0);
}

/// A phrase as one word of the query, which the documents hold in which it stands.
pub(crate) fn expand_phrase(
    index: &Index<'_>,
    word: &QueryWord,
    languages: &[bool],
    allowed: &[bool],
    missing: &Missing,
) -> Expansion {
    let words = expansions(index, word, languages, missing);
    let mut levels = levels(index, &words, allowed, missing);
    let mut phrase = Phrase { field: word.field, ..Phrase::default() };
    for unit in &word.units {
        // In order, for groups of several languages share forms.
        let mut forms = vec![unit.clone()];
        let same = word.parts.iter().zip(&words).find(|(part, _)| !part.gram && part.text == *unit);
        for class in same.iter().flat_map(|(_, expansion)| &expansion.classes) {
            for (&group, form) in class.groups.iter().zip(&class.forms) {
                for form in forms_of(index, group, form, missing) {
                    if let (true, Err(at)) = (form.ends_with(&**unit), forms.binary_search(&form)) {
                        forms.insert(at, form);
                    }
                }
            }
        }
        phrase.units.push(forms);
    }
    let fold = &index.fold;
    phrase.note_last_bytes(fold);
    let mut tokenizer = Tokenizer::new(fold);
    for (level, doc) in levels.iter_mut().zip(0..) {
        if *level > 0 && !phrase.is_in(index, doc, &mut tokenizer, missing) {
            *level = 0;
        }
    }
    let (slot, required) = (word.slot, word.required);
    Expansion { slot, required, field: word.field, phrase: Some((phrase, levels)), ..Expansion::default() }
}

impl Phrase {
    /// Small letters of ASCII in front of another are inside a word; everything else may stand before one.
    fn note_last_bytes(&mut self, fold: &FoldTable) {
        self.last_bytes.resize(NUM_PAIRS / 32, 0);
        let mut firsts: Vec<char> = Vec::new();
        for form in self.units.first().into_iter().flatten() {
            if let Some(first) = form.chars().next().filter(|first| !firsts.contains(first)) {
                firsts.push(first);
            }
        }
        fold.for_each(&mut |c| {
            if firsts.iter().any(|&first| fold.may_make(c, first)) {
                let mut bytes = [0; 4];
                let last_two = match c.encode_utf8(&mut bytes).as_bytes() {
                    [.., before, last] => usize::from(*before) << 8 | usize::from(*last),
                    _ => c as usize,
                };
                let inside =
                    |before: usize| before < 0x80 && (before as u8).is_ascii_lowercase() && c.is_ascii_lowercase();
                for before in 0..if c.is_ascii() { 256 } else { 1 } {
                    let pair = before << 8 | last_two;
                    if let (false, Some(bits)) = (inside(before), self.last_bytes.get_mut(pair >> 5)) {
                        *bits |= 1 << (pair & 31);
                    }
                }
            }
        });
    }

    fn is_in(&self, index: &Index<'_>, doc: DocId, tokenizer: &mut Tokenizer<'_>, missing: &Missing) -> bool {
        let fold = &index.fold;
        if Impact(Impact::TITLE).is_in(self.field)
            && let Ok(record) = index.fields.get(doc)
            && self.find(record.title.as_bytes(), 0, fold, tokenizer).is_some()
        {
            return true;
        }
        let text = index.text(doc, missing);
        let is_end = |byte: &u8| *byte == b'\n';
        let in_its_line = |place: usize| {
            let (before, behind) = text.split_at_checked(place)?;
            let start = before.iter().rposition(is_end).map_or(0, |end| end + 1);
            let end = behind.iter().position(is_end).map_or(text.len(), |end| place + end);
            let line = text.get(start..end)?;
            // In front of a heading stands its anchor.
            let heading = match line.iter().position(|&byte| byte == HEADING_START as u8) {
                None if self.field == 0 => 0,
                at => at?,
            };
            self.read(line.get(heading..)?, place.checked_sub(start + heading)?, fold, tokenizer)
        };
        self.field != Impact::TITLE && self.first(text, 0, fold, in_its_line).is_some()
    }

    /// Where the phrase first stands in a paragraph, from byte `at` on.
    pub(crate) fn find(
        &self,
        text: &[u8],
        at: usize,
        fold: &FoldTable,
        tokenizer: &mut Tokenizer<'_>,
    ) -> Option<(usize, usize)> {
        self.first(text, at, fold, |place| self.read(text, place, fold, tokenizer))
    }

    /// What `read` gives first, of the places from `at` on where the phrase may begin.
    fn first<T>(
        &self,
        text: &[u8],
        mut at: usize,
        fold: &FoldTable,
        mut read: impl FnMut(usize) -> Option<T>,
    ) -> Option<T> {
        let forms = self.units.first()?;
        let last_bytes: &[u32; NUM_PAIRS / 32] = self.last_bytes.first_chunk()?;
        let mut pair = text.get(at.wrapping_sub(1)).map_or(0, |&byte| usize::from(byte));
        let mut may_end = |byte: &u8| {
            pair = (pair << 8 | usize::from(*byte)) % NUM_PAIRS;
            last_bytes.get(pair >> 5).is_some_and(|bits| bits >> (pair & 31) & 1 != 0)
        };
        while let Some(skipped) = text.get(at..)?.iter().position(&mut may_end) {
            let last = at + skipped;
            at = last + 1;
            let begins = |&at: &usize| text.get(at).is_some_and(|byte| !is_continuation(byte));
            let Some(start) = (last.saturating_sub(3)..=last).rev().find(begins) else { continue };
            if !is_inside_word(text, start, fold)
                && forms.iter().any(|form| self.agrees(text, start, form, fold))
                && let Some(found) = read(start)
            {
                return Some(found);
            }
        }
        None
    }

    /// Whether the phrase may begin at `place` with one `form` of its first word: compares the word, and how the next one begins.
    fn agrees(&self, text: &[u8], place: usize, form: &str, fold: &FoldTable) -> bool {
        let mut at = place;
        let mut rest = form;
        let mut last = ' ';
        while !rest.is_empty() {
            let Some(c) = char_at(text, at) else { return false };
            match fold.take(c, rest) {
                Some(Some(left)) => rest = left,
                Some(None) => return true,
                // The second half of ½ begins a word, too.
                None => return at == place && rest.chars().next().is_some_and(|first| fold.may_make(c, first)),
            }
            last = c;
            at += c.len_utf8();
        }
        let class = |at| char_at(text, at).and_then(|c| fold.class(c));
        if fold.joins(last) && class(at) == Some(Class::Word) {
            return false;
        }
        let Some(next) = self.units.get(1) else { return true };
        while let Some(c) = char_at(text, at).filter(|&c| c != '\n') {
            let begins = |form: &String| form.chars().next().is_some_and(|first| fold.may_make(c, first));
            if next.iter().any(begins) {
                return true;
            }
            at += c.len_utf8();
            if !matches!(fold.class(c), None | Some(Class::Separator | Class::Symbol | Class::Apostrophe)) {
                // Perhaps an elided article; none is longer.
                return (at..at + MAX_ELIDED).any(|at| class(at) == Some(Class::Apostrophe));
            }
        }
        false
    }

    /// The phrase if it begins in the token in which `place` lies: reads on as long as it may.
    fn read(
        &self,
        text: &[u8],
        place: usize,
        fold: &FoldTable,
        tokenizer: &mut Tokenizer<'_>,
    ) -> Option<(usize, usize)> {
        let mut start = place;
        // A character of a script without spaces is a unit whatever stands before it.
        if char_at(text, place).is_some_and(|c| c.is_ascii() || fold.joins(c)) {
            start = place.saturating_sub(MAX_BACK);
            let head = text.get(start..place)?;
            start += head.iter().rposition(|&byte| byte <= SPACE).map_or(0, |at| at + 1);
            while text.get(start).is_some_and(is_continuation) {
                start += 1;
            }
        }
        let mut reach = self.units.iter().take(2).filter_map(|forms| forms.first()).map(String::len).sum::<usize>() + 2;
        loop {
            let tail = text.get(place + reach..).unwrap_or_default();
            let mut end = tail.iter().position(|&byte| byte <= SPACE).map_or(text.len(), |at| place + reach + at);
            end = end.min(place + reach + MAX_BACK);
            while text.get(end).is_some_and(is_continuation) {
                end += 1;
            }
            let window = std::str::from_utf8(text.get(start..end)?).ok()?;
            let mut walk = Walk { phrase: self, place: place - start, threads: Vec::new(), found: None };
            tokenizer.tokenize(window, &mut |token| match token {
                Token::Word { text, start, end, parts } => walk.step(text, start, end, parts),
                Token::Run(run) => run.chars().for_each(|c| walk.step(c.text, c.start, c.end, false)),
            });
            if let Some((from, to)) = walk.found {
                return Some((start + from, start + to));
            }
            if walk.threads.is_empty() || end >= text.len() || reach > MAX_REACH {
                return None;
            }
            reach *= 4;
        }
    }
}

/// A phrase part of which has been read.
#[derive(Clone, Copy)]
struct Thread {
    /// Number of the unit that has to come next.
    unit: usize,
    /// Where it may begin at the earliest.
    from: usize,
    /// Where the phrase begins.
    start: usize,
}

/// Compares tokens with a phrase as they come. A name of several parts may be one word of it, or its parts several.
struct Walk<'p> {
    phrase: &'p Phrase,
    place: usize,
    threads: Vec<Thread>,
    found: Option<(usize, usize)>,
}

impl Walk<'_> {
    fn step(&mut self, token: &str, start: usize, end: usize, parts: bool) {
        if start <= self.place && self.place < end {
            self.threads.push(Thread { unit: 0, from: start, start });
        }
        for thread in std::mem::take(&mut self.threads) {
            let waits = start < thread.from;
            if waits || parts {
                self.threads.push(thread);
            }
            let units = &self.phrase.units;
            if !waits && units.get(thread.unit).is_some_and(|forms| forms.iter().any(|form| form == token)) {
                let begun = if thread.unit == 0 { start } else { thread.start };
                let next = Thread { unit: thread.unit + 1, from: end, start: begun };
                if next.unit < units.len() {
                    self.threads.push(next);
                } else {
                    self.found = self.found.or(Some((begun, end)));
                }
            }
        }
    }
}

/// Whether a letter that is no capital stands behind a letter: no word begins there, nor a part of one.
fn is_inside_word(text: &[u8], place: usize, fold: &FoldTable) -> bool {
    let begins = |&at: &usize| text.get(at).is_some_and(|byte| !is_continuation(byte));
    let Some(before) = (place.saturating_sub(4)..place).rev().find(begins) else { return false };
    let is_small = |at| char_at(text, at).is_some_and(|c| matches!(fold.fold(c), Folded::One(_, Class::Word)));
    is_small(place) && is_small(before)
}

fn is_continuation(byte: &u8) -> bool {
    byte & 0xc0 == 0x80
}

#[cfg(all(test, feature = "build"))]
#[path = "writer_phrase_tests.rs"]
mod tests;
