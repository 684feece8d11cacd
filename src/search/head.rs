//! The head of the order, read and put in order anew by what the texts tell.

use super::marks::Marks;
use super::scan::{Scan, scan};
use super::score::Candidate;
use crate::format::{Index, Missing};

/// Documents at the top whose texts decide on their order, whatever page is asked for: so pages never overlap. More would
/// find little: the order that the postings give has the right document among them in .99 of the cases.
pub(super) const HEAD: usize = 20;

/// The documents `offset..offset + limit` of the order with what their texts tell. `top` is the order from its beginning;
/// its first [`HEAD`] documents get points for words that stand together. A query of one word has none to stand together.
pub(super) fn read<'i>(
    index: &'i Index<'_>,
    top: &[Candidate],
    marks: &Marks<'_>,
    offset: usize,
    limit: usize,
    missing: &Missing,
) -> Vec<(Candidate, Scan<'i>)> {
    let num_head = if marks.num_words() > 1 && offset < HEAD { HEAD } else { 0 };
    let mut page: Vec<(Candidate, Scan<'_>)> = Vec::new();
    for (rank, mut candidate) in top.iter().copied().enumerate() {
        let in_head = rank < num_head;
        if !in_head && (rank < offset || page.len() >= offset.min(num_head) + limit) {
            continue;
        }
        let weights = marks.weights(index.directory.language_of(candidate.doc));
        let text = index.text(candidate.doc, missing);
        let scan = scan(text, marks, marks.wanted(candidate.doc), weights, &index.fold);
        let mut at = page.len();
        if in_head {
            candidate.proximity = scan.points.min(u32::MAX / 2);
            candidate.score = candidate.score.min(u32::MAX / 2) + candidate.proximity;
            // Equals keep their order.
            let key = |candidate: &Candidate| (candidate.order, candidate.score);
            at = page.iter().position(|(other, _)| key(other) < key(&candidate)).unwrap_or(at);
        }
        page.insert(at, (candidate, scan));
    }
    page = page.split_off(offset.min(num_head).min(page.len()));
    page.truncate(limit);
    page
}
