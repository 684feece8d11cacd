//! A window of a passage to an excerpt: widened to whole sentences or words, with the matched words marked.

use super::breaks::{Between, breaks};
use super::marks::{As, Mark};
use super::page::{ExcerptPart, Via};
use super::scan::{MAX_CHARS, Scan, Window};
use super::score::{Candidate, via_bit};
use crate::text::FoldTable;

const ELLIPSIS: &str = "…";
/// Sentences that are shorter together are no excerpt when more text is at hand.
const MIN_CHARS: usize = MAX_CHARS / 3;
/// Other words that a hit names.
const MAX_THROUGH: usize = 5;
/// Characters given up to begin between words.
const SPACE_CHARS: usize = 30;

/// The ways in which a document was found: the group tells that a word was found, the text in which form.
pub(super) fn ways(candidate: &Candidate, scan: &Scan<'_>) -> Vec<Via> {
    let has = |via: Via| candidate.via & via_bit(via) != 0;
    let mut ways = Vec::new();
    if has(Via::Exact) {
        ways.push(if scan.typed || !scan.inflected { Via::Exact } else { Via::Inflected });
    }
    if has(Via::Inflected) && !ways.contains(&Via::Inflected) {
        ways.push(Via::Inflected);
    }
    for via in [Via::Synonym, Via::Translation, Via::Sound, Via::Prefix, Via::Fuzzy] {
        if has(via) {
            ways.push(via);
        }
    }
    ways
}

/// Words of a passage by which it was found though they are others than those asked, as they stand there; those in a row as one.
pub(super) fn through(passage: &str, found: &[Mark]) -> Vec<String> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    for mark in found.iter().filter(|mark| mark.as_what == As::Other) {
        match words.last_mut() {
            Some((_, end)) if mark.start <= *end + 1 => *end = mark.end.max(*end),
            _ => words.push((mark.start, mark.end)),
        }
    }
    let mut through: Vec<String> = Vec::new();
    for (start, end) in words {
        let word = passage.get(start..end).unwrap_or_default();
        if !through.iter().any(|other| other == word) && through.len() < MAX_THROUGH {
            through.push(word.to_owned());
        }
    }
    through
}

/// Widens the window to some [`MAX_CHARS`] characters, at the ends of sentences where there are any within reach, and splits it at
/// `found`, the marks of its passage.
pub(super) fn cut(window: Window<'_>, found: &[Mark], fold: &FoldTable) -> Vec<ExcerptPart> {
    let passage = window.passage;
    let Cut { start, end, cut_before, cut_behind } = range(window, fold);
    let mut parts: Vec<ExcerptPart> = Vec::new();
    let mut push = |text: &str, mark: bool| match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.mark == mark && !mark => last.text.push_str(text),
        _ => parts.push(ExcerptPart { text: text.to_owned(), mark }),
    };
    if cut_before {
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
    if cut_behind {
        push(ELLIPSIS, false);
    }
    parts
}

/// What an excerpt takes of its passage.
struct Cut {
    /// Bytes.
    start: usize,
    end: usize,
    /// Whether sentences are cut.
    cut_before: bool,
    cut_behind: bool,
}

fn range(window: Window<'_>, fold: &FoldTable) -> Cut {
    let passage = window.passage;
    let breaks = breaks(passage, fold);
    let chars_in = |end: usize| passage.get(..end).map_or(0, |text| text.chars().count());
    let (first, last, all) = (chars_in(window.start), chars_in(window.end), chars_in(passage.len()));
    let spare = MAX_CHARS.saturating_sub(last - first);
    // A third of the room goes before the match, what is not needed behind goes there too. The beginning of the sentence is worth
    // more room, but then no other sentence before it.
    let room = (spare / 3).max(spare.saturating_sub(all - last));
    let mut best = (0, 0);
    let (mut start, mut from) = (window.start, first);
    for place in breaks.iter().take_while(|place| place.at <= window.start) {
        let distance = first - place.num_chars;
        let value = match place.between {
            Between::Sentences if distance <= room => (4, distance),
            Between::Sentences if distance <= 2 * spare / 3 => (3, MAX_CHARS - distance),
            // A place between words is worth more than some characters, but not more than many: scripts without spaces have few.
            Between::Words if distance <= room => (1, distance + SPACE_CHARS),
            _ if distance <= room => (1, distance),
            _ => continue,
        };
        if value > best {
            best = value;
            (start, from) = (place.at, place.num_chars);
        }
    }
    let cut_before = best.0 < 3;
    let mut best = Between::Characters;
    let mut end = window.end;
    for place in breaks.iter().skip_while(|place| place.at < window.end) {
        let num_chars = place.num_chars - from;
        if place.at > window.end && num_chars > MAX_CHARS {
            break;
        }
        // Where places between words are rare, one close by is none either.
        let least = if place.between == Between::Sentences { MIN_CHARS } else { 2 * MIN_CHARS };
        let short = num_chars < least && place.at < passage.len();
        let between = if short { Between::Characters } else { place.between };
        if between >= best {
            best = between;
            end = place.at;
        }
    }
    // The space between sentences or words belongs to neither.
    let trimmed = passage.get(..end).map_or(end, |text| text.trim_end_matches(' ').len());
    Cut { start, end: trimmed.max(window.end), cut_before, cut_behind: best < Between::Sentences }
}
