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
    mut top: Vec<Candidate>,
    marks: &Marks<'_>,
    offset: usize,
    limit: usize,
    missing: &Missing,
) -> Vec<(Candidate, Scan<'i>)> {
    let read = |candidate: Candidate| {
        let weights = marks.weights(index.directory.language_of(candidate.doc));
        (candidate, scan(index.text(candidate.doc, missing), marks, weights, &index.fold))
    };
    let mut head: Vec<(Candidate, Scan<'_>)> = Vec::new();
    if marks.num_words() > 1 && offset < HEAD && limit > 0 {
        for candidate in top.drain(..HEAD.min(top.len())) {
            let (mut candidate, scan) = read(candidate);
            candidate.proximity = scan.points.min(u32::MAX / 2);
            candidate.score = candidate.score.min(u32::MAX / 2) + candidate.proximity;
            // Equals keep their order.
            let key = |candidate: &Candidate| (candidate.order, candidate.score);
            let at = head.iter().position(|(other, _)| key(other) < key(&candidate)).unwrap_or(head.len());
            head.insert(at, (candidate, scan));
        }
    }
    let behind = offset.saturating_sub(head.len());
    let mut page: Vec<_> = head.into_iter().skip(offset).take(limit).collect();
    let rest = limit - page.len();
    page.extend(top.into_iter().skip(behind).take(rest).map(read));
    page
}
