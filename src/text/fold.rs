//! The corpus' own fold table: what each code point becomes.
//!
//! A general table of case, decomposition and categories costs the browser some 60 KB compressed; a corpus uses a few
//! hundred to a few thousand code points, and theirs take 1-4 KB. The build closes the table: with every code point
//! that occurs come the ones it decomposes into, and every spelling variant (upper case, ligature, dropped mark) that
//! folds to letters of this corpus, so that a query typed in another spelling folds like the text.
//!
//! # Layout
//!
//! ```text
//! runs        varint
//! per run:
//!   gap       varint   code points between the end of the run before and the start of this one
//!   length    varint   code points in the run, less one
//!   kind      u8       0..=7: class of that number, each folds to itself
//!                      16 + class: each folds to itself plus `delta`
//!                      32: each is dropped
//!                      33: `length + 1` lists follow, one per code point
//!   delta     signed   only for 16 + class
//!   lists     per code point: count varint, then `count` code points as varints
//! ```
//!
//! Code points that a list names have entries of their own, which give what they fold to and its class.

use crate::bytes::{Cursor, DecodeError};

/// What a code point does to the word around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Class {
    /// Ends a word: space, punctuation, symbols.
    Separator = 0,
    /// Letter or digit of a script that writes spaces.
    Word = 1,
    /// A combining mark that is kept; joins the word before it, order-free among its like.
    Mark = 2,
    /// Han and kana: indexed as pairs of characters.
    Pair = 3,
    /// Thai, Lao, Khmer, Burmese: indexed as triples of characters.
    Triple = 4,
    /// Between two letters: elision (*l’armée*) or part of the word (*o'clock*).
    Apostrophe = 5,
    /// Part of an identifier in some places, elsewhere a separator: `. _ - + #`.
    Symbol = 6,
    /// A letter that was a capital; as [`Class::Word`] but where it begins a part of an identifier.
    Capital = 7,
}

impl Class {
    /// By the low three bits of a number.
    #[inline]
    fn from_bits(bits: u32) -> Class {
        match bits & 7 {
            0 => Class::Separator,
            1 => Class::Word,
            2 => Class::Mark,
            3 => Class::Pair,
            4 => Class::Triple,
            5 => Class::Apostrophe,
            6 => Class::Symbol,
            _ => Class::Capital,
        }
    }
}

pub(super) const BREVE: char = '\u{306}';
pub(super) const DIAERESIS: char = '\u{308}';

const VIRAMA: char = '\u{94d}';

/// What a folded letter and a mark are together, where that is a letter of its own: Russian й, Ukrainian ї, which NFKD takes
/// apart; and where it is a matter of spelling: a nasal without its vowel may be written as anusvara in Devanagari (हिन्दी, हिंदी).
///
/// [`BREVE`] and [`DIAERESIS`] are of class [`Class::Mark`] for these letters only and mean nothing behind any other.
pub(super) fn composed(base: char, mark: char) -> Option<char> {
    match (base, mark) {
        ('и', BREVE) => Some('й'),
        ('і', DIAERESIS) => Some('ї'),
        ('ङ' | 'ञ' | 'ण' | 'न' | 'म', VIRAMA) => Some('ं'),
        _ => None,
    }
}

pub(super) const KIND_DELTA: u8 = 16;
pub(super) const KIND_DROP: u8 = 32;
pub(super) const KIND_LISTS: u8 = 33;

/// An entry: class in the low 3 bits; bit 3 set for a list, whose index stands above; else the folded code point above.
/// `EMPTY` marks a code point that the table does not know.
type Entry = u32;
const LIST_BIT: u32 = 8;
const EMPTY: Entry = u32::MAX;

const PAGE_BITS: u32 = 7;
const PAGE_LEN: usize = 1 << PAGE_BITS;
const NUM_PAGES: usize = 0x11_0000 >> PAGE_BITS;

/// Folding for one corpus. Opening takes some 20 µs per thousand code points and 512 bytes of memory for each block of
/// 128 that has any; a look-up is two loads.
#[derive(Debug)]
pub(crate) struct FoldTable {
    /// Page of each block of 128 code points; page 0 is all unknown.
    pages: Vec<u16>,
    entries: Vec<Entry>,
    /// Lists of (folded character, class); entry `i` is `lists[list_starts[i]..list_starts[i + 1]]`.
    lists: Vec<(char, Class)>,
    list_starts: Vec<u32>,
    /// Which ASCII bytes are small letters or digits, a bit each.
    ascii_letters: [u64; 2],
}

impl FoldTable {
    /// Reads the layout above.
    pub(crate) fn read(bytes: &[u8]) -> Result<FoldTable, DecodeError> {
        let mut table = FoldTable {
            pages: vec![0; NUM_PAGES],
            entries: vec![EMPTY; PAGE_LEN],
            lists: Vec::new(),
            list_starts: vec![0],
            ascii_letters: [0; 2],
        };
        let mut pending: Vec<(u32, Vec<u32>)> = Vec::new();
        let mut cursor = Cursor::new(bytes, 0);
        let num_runs = cursor.count("fold table runs");
        let mut next = 0u32;
        for _ in 0..num_runs {
            let first = cursor.sum(next, "fold table gap");
            let end = cursor.sum(first, "fold table length").saturating_add(1);
            let kind = cursor.u8("fold table kind");
            if !cursor.check(end <= 0x11_0000, "fold table") {
                break;
            }
            next = end;
            match kind {
                KIND_DROP => {
                    let list = table.add_list(&[]);
                    (first..end).for_each(|c| table.set(c, list));
                }
                KIND_LISTS => {
                    for c in first..end {
                        let mut targets = Vec::new();
                        for _ in 0..cursor.count("fold table list") {
                            targets.push(cursor.varint("fold table target"));
                        }
                        pending.push((c, targets));
                    }
                }
                _ => {
                    let (number, delta) = match kind.checked_sub(KIND_DELTA) {
                        Some(number) => (number, cursor.signed("fold table delta")),
                        None => (kind, 0),
                    };
                    cursor.check(number <= 7, "fold table");
                    for c in first..end {
                        let target = c.checked_add_signed(delta).and_then(char::from_u32);
                        cursor.check(target.is_some(), "fold table");
                        table.set(c, (target.unwrap_or_default() as u32) << 4 | u32::from(number));
                    }
                }
            }
        }
        cursor.finish()?;
        for (c, targets) in pending {
            let mut list = Vec::new();
            for target in targets {
                let target = char::from_u32(target).and_then(|target| table.one(target));
                cursor.check(target.is_some(), "fold table");
                target.into_iter().for_each(|target| list.push(target));
            }
            let entry = table.add_list(&list);
            table.set(c, entry);
        }
        for byte in 0..0x80u8 {
            let letter = table.one(byte.into()).is_some_and(|(_, class)| class == Class::Word);
            if let Some(bits) = table.ascii_letters.get_mut(usize::from(byte / 64)) {
                *bits |= u64::from(letter) << (byte % 64);
            }
        }
        cursor.ok(table)
    }

    fn add_list(&mut self, list: &[(char, Class)]) -> Entry {
        let index = self.list_starts.len() as u32 - 1;
        self.lists.extend_from_slice(list);
        self.list_starts.push(self.lists.len() as u32);
        index << 4 | LIST_BIT
    }

    fn set(&mut self, c: u32, entry: Entry) {
        let Some(slot) = self.pages.get_mut((c >> PAGE_BITS) as usize) else { return };
        if *slot == 0 {
            *slot = (self.entries.len() / PAGE_LEN) as u16;
            self.entries.resize(self.entries.len() + PAGE_LEN, EMPTY);
        }
        let at = usize::from(*slot) * PAGE_LEN + c as usize % PAGE_LEN;
        if let Some(place) = self.entries.get_mut(at) {
            *place = entry;
        }
    }

    #[inline(always)]
    fn entry(&self, c: char) -> Entry {
        let page = self.pages.get((c as u32 >> PAGE_BITS) as usize).copied().unwrap_or(0);
        self.entries.get(usize::from(page) * PAGE_LEN + c as usize % PAGE_LEN).copied().unwrap_or(EMPTY)
    }

    /// Whether a byte is a small ASCII letter or digit.
    #[inline(always)]
    pub(crate) fn is_ascii_letter(&self, byte: u8) -> bool {
        let [low, high] = self.ascii_letters;
        let bits = if byte < 64 { low } else { high };
        byte < 0x80 && bits >> (byte % 64) & 1 != 0
    }

    /// What `c` folds to if the table knows it and that is a single character.
    fn one(&self, c: char) -> Option<(char, Class)> {
        let entry = self.entry(c);
        if entry == EMPTY || entry & LIST_BIT != 0 { None } else { decoded(entry) }
    }

    /// What `c` folds to: nothing, one or several characters with their classes.
    ///
    /// A code point that the table does not know cannot stand in any indexed text. It counts as a letter, so that a
    /// query in a script that the corpus lacks finds nothing rather than everything, unless it lies in a block of
    /// punctuation; blocks of scripts without spaces keep their class, so that a rare character does not split a run.
    #[inline(always)]
    pub(crate) fn fold(&self, c: char) -> Folded<'_> {
        let entry = self.entry(c);
        if entry == EMPTY {
            return Folded::One(c, unknown_class(c));
        }
        if entry & LIST_BIT != 0 {
            let index = (entry >> 4) as usize;
            let bound = |i: usize| self.list_starts.get(i).map_or(0, |&n| n as usize);
            return Folded::Many(self.lists.get(bound(index)..bound(index + 1)).unwrap_or_default());
        }
        match decoded(entry) {
            Some((target, class)) => Folded::One(target, class),
            None => Folded::Many(&[]),
        }
    }
}

impl FoldTable {
    /// The class of what `c` ends with; `None` when nothing is left of it: it shows nothing, or is an accent.
    pub(crate) fn class(&self, c: char) -> Option<Class> {
        match self.fold(c) {
            Folded::One(_, class) => Some(class),
            Folded::Many(list) => list.last().map(|&(_, class)| class),
        }
    }

    /// Whether `c` is a letter, digit or mark of a script that writes spaces.
    pub(crate) fn joins(&self, c: char) -> bool {
        matches!(self.class(c), Some(Class::Word | Class::Capital | Class::Mark))
    }

    /// Whether a `c` in a text may be, or begin, or end with, the folded `wanted`.
    pub(crate) fn may_make(&self, c: char, wanted: char) -> bool {
        // Most comparisons are of these, and each makes itself.
        if c.is_ascii_lowercase() && wanted.is_ascii() {
            return c == wanted;
        }
        let makes = |folded| {
            folded == wanted || [BREVE, DIAERESIS, VIRAMA].iter().any(|&mark| composed(folded, mark) == Some(wanted))
        };
        match self.fold(c) {
            Folded::One(folded, _) => makes(folded),
            Folded::Many(list) => list.iter().any(|&(folded, _)| makes(folded)),
        }
    }

    /// What is left of a folded `word` behind what a `c` in a text makes: `None` when the text has another word there;
    /// `Some(None)` when what stands around decides.
    pub(crate) fn take<'w>(&self, c: char, word: &'w str) -> Option<Option<&'w str>> {
        let mut rest = word.chars();
        let one;
        let list = match self.fold(c) {
            Folded::One(folded, class) => {
                one = [(folded, class)];
                &one[..]
            }
            Folded::Many(list) => list,
        };
        for &(folded, class) in list {
            let wanted = rest.next();
            if class != Class::Mark && wanted == Some(folded) {
                continue;
            }
            let is_letter = matches!(class, Class::Word | Class::Capital | Class::Pair | Class::Triple);
            let may_agree = |wanted| self.may_make(c, wanted) || self.class(wanted) == Some(Class::Mark);
            let differs = is_letter && !wanted.is_some_and(may_agree);
            return if differs { None } else { Some(None) };
        }
        Some(Some(rest.as_str()))
    }

    /// Calls `visit` with every code point of the table, and some others near them.
    pub(crate) fn for_each(&self, visit: &mut dyn FnMut(char)) {
        for (&page, first) in self.pages.iter().zip((0..).step_by(PAGE_LEN)) {
            if page != 0 {
                (first..first + PAGE_LEN as u32).filter_map(char::from_u32).for_each(&mut *visit);
            }
        }
    }
}

#[inline(always)]
fn decoded(entry: Entry) -> Option<(char, Class)> {
    Some((char::from_u32(entry >> 4)?, Class::from_bits(entry)))
}

/// What one code point folds to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Folded<'t> {
    /// One character: nearly always.
    One(char, Class),
    /// None (a dropped mark) or several (*œ*, *ß*, *﷽*).
    Many(&'t [(char, Class)]),
}

/// Bytes of a spelling's key: twice a word's, for a letter may have several marks.
const MAX_SPELLING: usize = 512;
/// Begins the dictionary keys of spellings; no folded word does.
const SPELLING: char = '\u{1}';

impl FoldTable {
    /// The dictionary key of a word as spelt: `text`, which is in form NFKD, folded but for the marks that folding
    /// drops. `None` when there are none: then the folded form says it all.
    pub(crate) fn spelling(&self, text: &str) -> Option<String> {
        let mut key = String::from(SPELLING);
        let mut has_marks = false;
        for c in text.chars() {
            match self.fold(c) {
                Folded::One(folded @ (BREVE | DIAERESIS), _) => {
                    has_marks |= key.chars().next_back().and_then(|base| composed(base, folded)).is_none();
                    key.push(folded);
                }
                Folded::One(folded, _) => key.push(folded),
                Folded::Many([]) => {
                    has_marks = true;
                    key.push(c);
                }
                Folded::Many(list) => list.iter().for_each(|&(folded, _)| key.push(folded)),
            }
        }
        // Nobody means a hundred marks.
        (has_marks && key.len() < MAX_SPELLING).then_some(key)
    }
}

fn unknown_class(c: char) -> Class {
    match c as u32 {
        0..=0x2f | 0x3a..=0x40 | 0x5b..=0x60 | 0x7b..=0xbf => Class::Separator,
        0x2000..=0x2bff | 0x2e00..=0x2e7f | 0x3000..=0x303f | 0xfe30..=0xfe6f | 0xff00..=0xff0f => Class::Separator,
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff => Class::Triple,
        0x2e80..=0x2fdf | 0x3040..=0x312f | 0x31f0..=0x31ff | 0x3400..=0x9fff => Class::Pair,
        0xf900..=0xfaff | 0x2_0000..=0x3_ffff => Class::Pair,
        0xe000..=0xf8ff | 0x1_f000..=0x1_faff | 0xfff0..=0xffff => Class::Separator,
        _ => Class::Word,
    }
}

/// The character that begins at `at`, for readers of bytes that are nearly always text: from what is not, any other.
#[inline(never)]
pub(crate) fn char_at(text: &[u8], at: usize) -> Option<char> {
    let &first = text.get(at)?;
    if first < 0x80 {
        return Some(char::from(first));
    }
    let len = first.leading_ones();
    let mut code = u32::from(first) & (0x7f >> len);
    for &byte in text.get(at + 1..at + len as usize)? {
        code = code << 6 | u32::from(byte & 0x3f);
    }
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_read_as_they_are_written() {
        let text = "aéش中😀";
        let read: Vec<Option<char>> = text.char_indices().map(|(at, _)| char_at(text.as_bytes(), at)).collect();
        assert_eq!(read, text.chars().map(Some).collect::<Vec<_>>());
        for bytes in [&[0xc3][..], &[0xff; 8], &[0xf0, 0x80], &[0x80]] {
            let _ = char_at(bytes, 0);
        }
    }
}
