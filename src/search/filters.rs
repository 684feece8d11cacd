//! Which documents pass, by their values; and how many of those found have each value.

use super::page::{Facet, FacetValue, Facets};
use crate::format::Index;
use crate::store::{DATES, FILTER, NUMBERS, each_value, number};

/// What the values of documents have to be: clauses, each of which must hold. A name that there is not has no values.
///
/// Written as four texts per range, since this is how they cross the border to JavaScript: a sign, the name, the lowest and the
/// highest value. `+` ends a clause that holds when the document has a value within one of its ranges, `-` one that holds
/// when it has none; without a sign the next range is of the same clause. Numbers stand as in the index (`store/columns.rs`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters(pub Vec<String>);

/// Higher than every value.
#[cfg(feature = "build")]
const HIGHEST: &str = "\u{10ffff}";

#[cfg(feature = "build")]
impl Filters {
    /// The document has a value (or, when `negated`, none) of this name within one of the ranges, ends included; an absent end is
    /// open. Without ranges no document has one.
    pub fn add(&mut self, name: &str, negated: bool, ranges: &[(Option<&str>, Option<&str>)]) {
        let nothing = [(Some(HIGHEST), Some(""))];
        let ranges = if ranges.is_empty() { &nothing } else { ranges };
        for (at, (min, max)) in ranges.iter().enumerate() {
            let sign = match (at + 1 == ranges.len(), negated) {
                (false, _) => "",
                (true, false) => "+",
                (true, true) => "-",
            };
            self.0.extend([sign, name, min.unwrap_or(""), max.unwrap_or(HIGHEST)].map(str::to_owned));
        }
    }

    /// The value that stands for a number.
    pub fn number(number: f64) -> String {
        crate::store::number_value(number)
    }
}

/// Clears in `passes` each document for which a clause does not hold.
pub(super) fn apply(filters: &Filters, index: &Index<'_>, passes: &mut [u32]) {
    let mut has = vec![0; passes.len()];
    let mut rest = filters.0.as_slice();
    while let [sign, name, min, max, more @ ..] = rest {
        rest = more;
        each_value(index.columns, FILTER | DATES, Some(name), &mut |value| {
            if min.as_str() <= value.text && value.text <= max.as_str() {
                set(&mut has, &value.docs, 1);
            }
        });
        // The sign of a clause stands with its last range.
        if !sign.is_empty() {
            for (passes, has) in passes.iter_mut().zip(&mut has) {
                *passes &= *has ^ u32::from(sign == "-");
                *has = 0;
            }
        }
    }
}

/// Sets bits of `slots` at these places, as far as there are such.
pub(super) fn set(slots: &mut [u32], places: &[u32], bits: u32) {
    for &place in places {
        if let Some(slot) = slots.get_mut(place as usize) {
            *slot |= bits;
        }
    }
}

/// How many of the `counted` documents have each value of the filters that are asked for.
pub(super) fn facets(index: &Index<'_>, asked: Option<&[String]>, counted: &[u32]) -> Facets {
    let mut facets = Facets::default();
    if asked.is_some_and(<[String]>::is_empty) {
        return facets;
    }
    each_value(index.columns, FILTER, None, &mut |value| {
        if asked.is_some_and(|names| names.iter().all(|name| name != value.name)) {
            return;
        }
        if value.place == 0 {
            facets.0.push((value.name.to_owned(), Vec::new()));
        }
        let shown = match value.flags & NUMBERS {
            0 => FacetValue::Text(value.text.to_owned()),
            _ => FacetValue::Number(number(value.text)),
        };
        let mut facet = Facet { value: shown, total: 0 };
        for &doc in &value.docs {
            facet.total += counted.get(doc as usize).unwrap_or(&0);
        }
        if let Some((_, values)) = facets.0.last_mut() {
            values.push(facet);
        }
    });
    facets
}
