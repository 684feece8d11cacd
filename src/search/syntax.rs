//! Typed text to operands: words and phrases with what is asked of them. No text is an error.
//!
//! ```text
//! word          whatever stands between spaces
//! "a phrase"    between quotation marks of any kind, one of which does not stand between two letters (צה"ל)
//! -operand      documents without it; two hyphens begin a name (--flag)
//! title:operand heading:operand
//! one OR other  between two operands that are not excluded; else it is a word
//! ```
//!
//! A quotation mark that none closes is nothing, and so is a hyphen before a space.

use crate::postings::Impact;
use crate::text::{FoldTable, char_at};

/// A word, or several, and what is asked of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Operand<'q> {
    /// As typed, without operators.
    pub(crate) text: &'q str,
    /// Whether it stands between quotation marks.
    pub(crate) quoted: bool,
    pub(crate) excluded: bool,
    /// The bits of [`Impact`] of which one must be set; 0 for any field.
    pub(crate) field: u8,
    /// Whether it is an alternative to the operand before.
    pub(crate) or: bool,
}

/// The operands of a query in form NFKD, in order.
pub(crate) fn operands<'q>(query: &'q str, fold: &FoldTable) -> Vec<Operand<'q>> {
    let mut operands: Vec<Operand<'q>> = Vec::new();
    let bytes = query.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    // Once a mark is not closed, none behind it is.
    let mut closes = true;
    let mut at = 0;
    while let Some(c) = char_at(bytes, at) {
        // What shows nothing, such as marks of direction, hides no operator.
        if c <= ' ' || fold.class(c).is_none() {
            at += c.len_utf8();
            continue;
        }
        let mut operand = Operand::default();
        if c == '-' && byte(at + 1) > b' ' && byte(at + 1) != b'-' {
            operand.excluded = true;
            at += 1;
        }
        for (name, bit) in [("title:", Impact::TITLE), ("heading:", Impact::HEADING)] {
            let behind = at + name.len();
            let is_field = bytes.get(at..behind).is_some_and(|typed| typed.eq_ignore_ascii_case(name.as_bytes()));
            if operand.field == 0 && is_field && byte(behind) > b' ' {
                operand.field = bit;
                at = behind;
            }
        }
        let mut end = 0;
        if let Some(mark) = char_at(bytes, at).filter(|&c| is_quotation_mark(c)) {
            at += mark.len_utf8();
            end = if closes { end_of(bytes, at, false, fold) } else { bytes.len() };
            closes = end < bytes.len();
            operand.quoted = closes;
        }
        if !operand.quoted {
            end = end_of(bytes, at, true, fold);
        }
        operand.text = query.get(at..end).unwrap_or_default();
        at = end;
        if operand.quoted {
            at += char_at(bytes, end).map_or(0, char::len_utf8);
        }
        if !operand.text.is_empty() {
            push(&mut operands, operand);
        }
    }
    operands
}

/// Adds an operand; an `OR` before it, with something to be an alternative to, is an operator.
fn push<'q>(operands: &mut Vec<Operand<'q>>, mut operand: Operand<'q>) {
    if let [.., one, or] = operands.as_slice() {
        let is_operator = or.text == "OR" && !or.quoted && or.field == 0;
        if is_operator && !one.excluded && !or.excluded && !operand.excluded {
            operands.pop();
            operand.or = true;
        }
    }
    operands.push(operand);
}

/// Where, from byte `at` on, the first quotation mark stands that is not between two letters; where a `word` begins, the
/// first that is not behind a letter, or a space.
#[inline(never)]
fn end_of(bytes: &[u8], mut at: usize, word: bool, fold: &FoldTable) -> usize {
    let mut in_word = false;
    while let Some(c) = char_at(bytes, at) {
        let next = at + c.len_utf8();
        if is_quotation_mark(c) && !(in_word && (word || char_at(bytes, next).is_some_and(|c| fold.joins(c)))) {
            break;
        }
        if word && c <= ' ' {
            break;
        }
        if fold.class(c).is_some() {
            in_word = fold.joins(c);
        }
        at = next;
    }
    at
}

/// Quotation marks of all scripts, as NFKD leaves them; not the single ones, which are apostrophes.
fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“'..='‟' | '‹' | '›' | '「'..='』' | '〝'..='〟' | '״')
}

#[cfg(all(test, feature = "build"))]
#[path = "writer_syntax_tests.rs"]
mod tests;
