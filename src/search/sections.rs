//! Which sections of a page to show below it.

use super::scan::{Scan, Section, weight_of};

/// Sections shown with a hit.
const MAX_SECTIONS: usize = 3;

/// Up to three sections, best first, that hold more than half of what the page holds of the query, by weight, each with its value.
/// A word in the heading counts twice, and again what one passage holds.
pub(super) fn pick<'s, 't>(scan: &'s Scan<'t>, weights: &[u32]) -> Vec<(u32, &'s Section<'t>)> {
    let least = weight_of(scan.words, weights) / 2;
    let value = |section: &Section<'_>| {
        let words = weight_of(section.words, weights);
        if words > least { 2 * words + weight_of(section.heading_words, weights) + section.best.weight } else { 0 }
    };
    let mut picked: Vec<(u32, &Section<'_>)> = Vec::new();
    for section in &scan.sections {
        let value = value(section);
        // Equals keep the order of the page.
        let at = picked.iter().position(|&(other, _)| other < value).unwrap_or(picked.len());
        if value > 0 && at < MAX_SECTIONS {
            picked.insert(at, (value, section));
            picked.truncate(MAX_SECTIONS);
        }
    }
    picked
}
