//! Where a text may be cut: between sentences, between words, or at least between whole characters.
//!
//! A sentence ends behind `。！？｡।॥།།။។` and the like wherever they stand, and behind `. ! ? … ؟ ۔` where a space
//! follows and no small letter or digit after it; a point besides only behind three letters or more, for shorter words before a point are mostly abbreviations
//! (*Dr.*, *z. B.*) and ordinals. Closing brackets and quotation marks belong to the sentence.
//!
//! What a reader sees as one character is kept whole: combining marks, variation selectors, emoji joined by ZWJ or with a
//! skin tone, pairs of regional indicators, Hangul jamo, Indic, Thai, Lao, Burmese and Khmer vowel signs and conjuncts.

use crate::text::{Class, FoldTable, Folded};

/// What a cut goes between; the better the larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Between {
    Characters,
    Words,
    Sentences,
}

/// A place where a text may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Break {
    /// Bytes before it.
    pub(super) at: usize,
    /// Characters before it.
    pub(super) num_chars: usize,
    pub(super) between: Between,
}

const ZWJ: char = '\u{200d}';
/// Letters from here on have no case.
const FIRST_WITHOUT_CASE: char = '\u{590}';
/// Letters before a point that ends a sentence.
const MIN_LETTERS: usize = 3;

/// What stands before a possible end of a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    No,
    /// If a space follows.
    Perhaps,
    Yes,
}

/// All places where `text` may be cut, in order, its beginning and end among them.
pub(super) fn breaks(text: &str, fold: &FoldTable) -> Vec<Break> {
    let mut breaks = vec![Break { at: 0, num_chars: 0, between: Between::Sentences }];
    let mut before = ' ';
    let mut ended = Ended::No;
    let mut num_letters = 0;
    let mut num_flags = 0;
    for (num_chars, (at, c)) in text.char_indices().enumerate() {
        let folded = fold.fold(c);
        let mark = extends(c) || matches!(folded, Folded::Many([]) | Folded::One(_, Class::Mark));
        let flag = matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
        let joined = mark || before == ZWJ || is_virama(before) || flag && num_flags % 2 == 1;
        num_flags = if flag { num_flags + 1 } else { 0 };
        let small = matches!(folded, Folded::One('0'..FIRST_WITHOUT_CASE, Class::Word));
        if at > 0 && !joined && c != ' ' {
            let between = match ended {
                Ended::Yes if !closes(c) && !ends(c) => Between::Sentences,
                Ended::Perhaps if before == ' ' && !small => Between::Sentences,
                _ if before == ' ' || is_ideograph(before) && is_ideograph(c) => Between::Words,
                _ => Between::Characters,
            };
            breaks.push(Break { at, num_chars, between });
        }
        ended = match c {
            ' ' => ended,
            '!' | '?' | '…' | '؟' | '۔' => Ended::Perhaps,
            '.' if num_letters >= MIN_LETTERS || num_letters == 0 && ended == Ended::Perhaps => Ended::Perhaps,
            _ if ends(c) => Ended::Yes,
            _ if closes(c) && before != ' ' || joined => ended,
            _ => Ended::No,
        };
        let letter = matches!(folded, Folded::One(_, Class::Word | Class::Capital) | Folded::Many([_, ..]));
        num_letters = if letter { num_letters + 1 } else { num_letters * usize::from(mark) };
        before = c;
    }
    breaks.push(Break { at: text.len(), num_chars: text.chars().count(), between: Between::Sentences });
    breaks
}

/// Ends a sentence without a space.
fn ends(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '।' | '॥' | '།' | '༎' | '။' | '។' | '៕' | '።')
}

fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '"' | '\'' | '»' | '”' | '’' | '」' | '』' | '）' | '】' | '》')
}

/// Written without spaces between words, and cut anywhere.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{9fff}' | '\u{2_0000}'..='\u{3_ffff}')
}

fn is_virama(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}') && c as u32 & 0x7f == 0x4d || matches!(c, '\u{1039}' | '\u{17d2}')
}

/// Belongs to the character before it, beside what the fold table knows as a mark.
fn extends(c: char) -> bool {
    match c {
        // The blocks of India are made alike.
        '\u{900}'..='\u{dff}' => matches!(c as u32 & 0x7f, 0..=3 | 0x3a..=0x3c | 0x3e..=0x4f | 0x62..=0x63),
        '\u{e00}'..='\u{eff}' => matches!(c as u32 & 0x7f, 0x31 | 0x33..=0x3c | 0x47..=0x4e),
        '\u{f71}'..='\u{fbc}' | '\u{102b}'..='\u{103e}' | '\u{1160}'..='\u{11ff}' | '\u{17b4}'..='\u{17d3}' => true,
        '\u{1f3fb}'..='\u{1f3ff}' => true,
        _ => false,
    }
}
