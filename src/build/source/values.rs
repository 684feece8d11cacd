//! Filters and sort keys over all pages: names that are taken, and values that are numbers here and texts there.

use std::collections::BTreeMap;

use super::super::columns::{DATE, RELEVANCE, filter_number, sort_number};
use super::super::document::{Document, FilterValue, Origin};
use super::page::Page;
use super::problem::{Fault, Problem};

/// The values of one name.
#[derive(Default)]
struct Kinds<'p> {
    num_numbers: usize,
    num_texts: usize,
    /// Whether a value was written as a number.
    has_numbers: bool,
    /// The first value that is no number, and where it stands.
    text: Option<(&'p str, &'p Origin)>,
    /// The first document with a number.
    number: Option<&'p Origin>,
}

/// One problem for each name.
pub(crate) fn check(pages: &[Page]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut filters: BTreeMap<&str, Kinds<'_>> = BTreeMap::new();
    let mut sort: BTreeMap<&str, Kinds<'_>> = BTreeMap::new();
    let mut taken: BTreeMap<(&'static str, &str), &Origin> = BTreeMap::new();
    for Page { document, .. } in pages {
        let Document { origin, .. } = document;
        for (name, values) in &document.filters {
            if name == DATE {
                taken.entry(("filter", name)).or_insert(origin);
            }
            for value in values {
                let text = if let FilterValue::Text(text) = value { text } else { "" };
                let kinds = filters.entry(name).or_default();
                kinds.count(filter_number(value).is_some(), text, origin);
                kinds.has_numbers |= matches!(value, FilterValue::Number(_));
            }
        }
        for (name, text) in &document.sort {
            if name == RELEVANCE || name.starts_with('-') {
                taken.entry(("sort key", name)).or_insert(origin);
            }
            sort.entry(name).or_default().count(sort_number(text).is_some(), text, origin);
        }
    }
    for ((kind, name), origin) in taken {
        problems.push(problem(origin, Fault::TakenName { kind, name: name.to_owned() }));
    }
    for (kind, name, kinds) in filters
        .into_iter()
        .filter(|(_, kinds)| kinds.has_numbers)
        .map(|(name, kinds)| ("filter", name, kinds))
        // A few titles that are years are no numbers.
        .chain(sort.into_iter().filter(|(_, k)| k.num_numbers > k.num_texts).map(|(name, k)| ("sort key", name, k)))
    {
        if let (Some((value, origin)), Some(number)) = (kinds.text, kinds.number) {
            let (name, value, number) = (name.to_owned(), value.to_owned(), number.clone());
            problems.push(problem(origin, Fault::MixedValues { kind, name, value, number }));
        }
    }
    problems
}

fn problem(origin: &Origin, fault: Fault) -> Problem {
    Problem { path: origin.path.clone(), line: origin.line, fault }
}

impl<'p> Kinds<'p> {
    fn count(&mut self, is_number: bool, text: &'p str, origin: &'p Origin) {
        if is_number {
            self.num_numbers += 1;
            self.number.get_or_insert(origin);
        } else {
            self.num_texts += 1;
            self.text.get_or_insert((text, origin));
        }
    }
}
