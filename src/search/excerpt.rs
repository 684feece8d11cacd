//! The best passage of a document, cut to length, with the matched words marked.

use super::expand::Expansion;
use super::marks::{Mark, Marks};
use super::page::{ExcerptPart, Via};
use super::score::{Candidate, via_bit};
use crate::store::{Piece, pieces};
use crate::text::{FoldTable, Token, Tokenizer};

/// Characters of an excerpt, marks and surroundings together; two lines of a result on a phone.
const MAX_CHARS: usize = 200;
/// Text read behind the first match in search of a better passage.
const MAX_BYTES_BEHIND: usize = 16 * 1024;
const ELLIPSIS: &str = "…";

/// A stretch of a passage that holds matches.
#[derive(Debug, Clone, Copy)]
struct Window<'t> {
    passage: &'t str,
    start: usize,
    end: usize,
    score: u32,
}

/// The excerpt of `text`, and by what ways the document was found.
pub(crate) fn excerpt(
    text: &[u8],
    marks: &Marks<'_>,
    fold: &FoldTable,
    candidate: &Candidate,
    expansions: &[Expansion],
) -> (Vec<ExcerptPart>, Vec<Via>) {
    let mut tokenizer = Tokenizer::new(fold);
    let mut found: Vec<Mark> = Vec::new();
    let mut best: Option<Window<'_>> = None;
    let mut first_passage = "";
    let (mut typed, mut other) = (false, false);
    let mut num_bytes = 0;
    let complete: u32 =
        if usize::from(candidate.num_words) == expansions.len() { marks.weights.iter().sum() } else { u32::MAX };
    for piece in pieces(text) {
        let Piece::Passage(passage) = piece else { continue };
        if first_passage.is_empty() {
            first_passage = passage;
        }
        if expansions.is_empty() {
            break;
        }
        find(passage, marks, fold, &mut tokenizer, &mut found);
        typed |= found.iter().any(|mark| mark.typed);
        other |= found.iter().any(|mark| !mark.typed);
        let window = best_window(passage, &found, marks);
        if window.is_some_and(|window| best.is_none_or(|best| window.score > best.score)) {
            best = window;
        }
        // Nothing further down can hold more words than all of them; and a long page is not read to its end for a
        // passage that is a little better.
        if best.is_some() {
            num_bytes += passage.len();
        }
        if num_bytes > MAX_BYTES_BEHIND || best.is_some_and(|best| best.score >= complete) {
            break;
        }
    }
    let excerpt = match best {
        Some(window) => {
            find(window.passage, marks, fold, &mut tokenizer, &mut found);
            cut(window, &found)
        }
        None => cut(Window { passage: first_passage, start: 0, end: 0, score: 0 }, &[]),
    };
    (excerpt, ways(candidate, typed, other))
}

/// The group tells that a word was found, the text in which form.
fn ways(candidate: &Candidate, typed: bool, other: bool) -> Vec<Via> {
    let has = |via: Via| candidate.via & via_bit(via) != 0;
    let mut ways = Vec::new();
    if has(Via::Exact) {
        if typed || !other {
            ways.push(Via::Exact);
        } else {
            ways.push(Via::Inflected);
        }
    }
    if has(Via::Inflected) && !ways.contains(&Via::Inflected) {
        ways.push(Via::Inflected);
    }
    ways.extend([Via::Synonym, Via::Prefix, Via::Fuzzy].into_iter().filter(|&via| has(via)));
    ways
}

/// The matches of a passage, in order.
fn find(passage: &str, marks: &Marks<'_>, fold: &FoldTable, tokenizer: &mut Tokenizer<'_>, found: &mut Vec<Mark>) {
    found.clear();
    tokenizer.tokenize_wanted(passage, marks.first_chars, &mut |token| match token {
        Token::Word { text, start, end, .. } => {
            if let Some((word, typed)) = marks.word(text) {
                found.push(Mark { start, end, word, typed });
            }
        }
        Token::Run(run) => marks.grams(&run, &mut |mark| found.push(mark)),
    });
    marks.add_phrases(passage, fold, tokenizer, found);
}

/// The stretch of at most [`MAX_CHARS`] characters whose distinct words weigh most; the first of equals.
fn best_window<'t>(passage: &'t str, found: &[Mark], marks: &Marks<'_>) -> Option<Window<'t>> {
    let mut best: Option<Window<'t>> = None;
    for (i, first) in found.iter().enumerate() {
        let mut seen = 0u64;
        let mut window = Window { passage, start: first.start, end: first.end, score: 0 };
        let mut num_chars = 0;
        let mut counted_to = first.start;
        for mark in found.get(i..).unwrap_or_default() {
            num_chars += passage.get(counted_to..mark.end).map_or(0, |between| between.chars().count());
            counted_to = mark.end.max(counted_to);
            if num_chars > MAX_CHARS && seen != 0 {
                break;
            }
            if seen & (1 << (mark.word % 64)) == 0 {
                seen |= 1 << (mark.word % 64);
                window.score += marks.weights.get(mark.word).copied().unwrap_or(0);
                window.end = counted_to;
            }
        }
        if best.is_none_or(|best| window.score > best.score) {
            best = Some(window);
        }
    }
    best
}

/// Widens the window to [`MAX_CHARS`] at word boundaries and splits it at the marks.
fn cut(window: Window<'_>, found: &[Mark]) -> Vec<ExcerptPart> {
    let passage = window.passage;
    let inside = passage.get(window.start..window.end).map_or(0, |text| text.chars().count());
    let spare = MAX_CHARS.saturating_sub(inside);
    let before = passage.get(..window.start).unwrap_or_default();
    let behind = passage.get(window.end..).unwrap_or_default();
    // A third of the room goes before the match, what is not needed there goes behind.
    let room_before = (spare / 3).max(spare.saturating_sub(behind.chars().count()));
    let start = widen_left(before, room_before);
    let used = passage.get(start..window.start).map_or(0, |text| text.chars().count());
    let end = window.end + widen_right(behind, spare.saturating_sub(used));

    let mut parts: Vec<ExcerptPart> = Vec::new();
    let mut push = |text: &str, mark: bool| match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.mark == mark && !mark => last.text.push_str(text),
        _ => parts.push(ExcerptPart { text: text.to_owned(), mark }),
    };
    if start > 0 {
        push(ELLIPSIS, false);
    }
    let mut at = start;
    let mut marks = found.iter().filter(|mark| mark.start >= start && mark.end <= end).peekable();
    while let Some(mark) = marks.next() {
        // Grams overlap: their union is one mark.
        let mark_start = mark.start.max(at);
        let mut mark_end = mark.end;
        while let Some(next) = marks.next_if(|next| next.start < mark_end) {
            mark_end = mark_end.max(next.end);
        }
        push(passage.get(at..mark_start).unwrap_or_default(), false);
        push(passage.get(mark_start..mark_end).unwrap_or_default(), true);
        at = mark_end.max(at);
    }
    push(passage.get(at..end).unwrap_or_default(), false);
    if end < passage.len() {
        push(ELLIPSIS, false);
    }
    parts
}

/// Where to start so that at most `room` characters stand before the end of `text`, behind a space where there is one.
fn widen_left(text: &str, room: usize) -> usize {
    let Some((far, _)) = text.char_indices().rev().take(room + 1).last() else { return text.len() };
    if text.chars().count() <= room {
        return 0;
    }
    if room == 0 {
        return text.len();
    }
    let tail = text.get(far..).unwrap_or_default();
    tail.bytes()
        .position(|byte| byte == b' ')
        .map_or_else(|| text.char_indices().rev().take(room).last().map_or(text.len(), |(at, _)| at), |at| far + at + 1)
}

/// The number of bytes of `text` to take so that they are at most `room` characters, ending before a space.
fn widen_right(text: &str, room: usize) -> usize {
    let Some((far, _)) = text.char_indices().nth(room) else { return text.len() };
    let head = text.get(..far).unwrap_or_default();
    if text.get(far..).is_some_and(|rest| rest.starts_with(' ')) {
        return far;
    }
    head.bytes().rposition(|byte| byte == b' ').unwrap_or(far)
}
