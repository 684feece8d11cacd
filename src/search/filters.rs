//! Which documents pass, by their values; and how many of those found have each value.

use super::page::{Facet, FacetValue, Facets};
use crate::format::Index;
use crate::store::{Column, DATES, FILTER, NUMBERS, number};

/// What the values of documents have to be: clauses, each of which must hold. A name that there is not has no values.
///
/// Written as four texts per range, since this is how they cross the border to JavaScript: `+` begins a clause that holds when
/// the document has a value within one of its ranges, `-` one that holds when it has none, an empty text continues; then the
/// name, the lowest and the highest value. Numbers stand as in the index (`store/columns.rs`).
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
        let mut sign = if negated { "-" } else { "+" };
        let nothing = [(Some(HIGHEST), Some(""))];
        for (min, max) in if ranges.is_empty() { &nothing } else { ranges } {
            self.0.extend([sign, name, min.unwrap_or(""), max.unwrap_or(HIGHEST)].map(str::to_owned));
            sign = "";
        }
    }

    /// The value that stands for a number.
    pub fn number(number: f64) -> String {
        crate::store::number_value(number)
    }
}

/// Clears in `passes` each document for which a clause does not hold.
pub(super) fn apply(filters: &Filters, index: &Index<'_>, passes: &mut [bool]) {
    let mut rest = &filters.0[..];
    while let [sign, ..] = rest {
        let mut has = vec![false; passes.len()];
        let negated = sign == "-";
        // At least one range, whatever its sign.
        let mut begun = false;
        while let [sign, name, min, max, more @ ..] = rest {
            if begun && !sign.is_empty() {
                break;
            }
            begun = true;
            rest = more;
            for column in index.columns.iter().filter(|column| column.name == name && column.is(FILTER | DATES)) {
                for (at, &value) in column.values.iter().enumerate() {
                    if min.as_str() <= value && value <= max.as_str() {
                        for &doc in column.docs.get(at) {
                            if let Some(has) = has.get_mut(doc as usize) {
                                *has = true;
                            }
                        }
                    }
                }
            }
        }
        if !begun {
            break;
        }
        passes.iter_mut().zip(has).for_each(|(passes, has)| *passes &= has != negated);
    }
}

/// How many of the `counted` documents have each value of the filters that are asked for.
pub(super) fn facets(index: &Index<'_>, asked: Option<&[String]>, counted: &[bool]) -> Facets {
    let is_asked = |column: &&Column<'_>| {
        column.is(FILTER) && asked.is_none_or(|names| names.iter().any(|name| name == column.name))
    };
    let value = |column: &Column<'_>, at: usize, value: &str| Facet {
        value: if column.is(NUMBERS) { FacetValue::Number(number(value)) } else { FacetValue::Text(value.to_owned()) },
        total: column.docs.get(at).iter().filter(|&&doc| counted.get(doc as usize) == Some(&true)).count() as u32,
    };
    let values = |column: &Column<'_>| {
        let values = column.values.iter().enumerate().map(|(at, text)| value(column, at, text)).collect();
        (column.name.to_owned(), values)
    };
    Facets(index.columns.iter().filter(is_asked).map(values).collect())
}
