//! Filters, sort keys and dates of documents to columns: what is a number, and the order of values, are decided here.
//!
//! A name's values are numbers when all of them are: in JSON, or as texts that write a number as it is usually written (`2020`,
//! not `007` or `1.10`, which would lose something). Otherwise all are texts.

use super::document::{Document, FilterValue};
use crate::store::{DATES, FILTER, NUMBERS, NewColumn, SORT, number_value, write_columns};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The column that every document with a date has a value in.
pub(crate) const DATE: &str = "date";

/// The order that is no sort key.
pub(crate) const RELEVANCE: &str = "relevance";

/// The number that a value to filter by is, if it is one.
pub(crate) fn filter_number(value: &FilterValue) -> Option<f64> {
    match value {
        FilterValue::Number(number) => Some(*number),
        FilterValue::Text(text) => sort_number(text).filter(|number| number.to_string() == *text),
    }
}

/// The number that a value to sort by is, if it is one.
pub(crate) fn sort_number(text: &str) -> Option<f64> {
    let is_plain = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    text.bytes().all(is_plain).then(|| text.parse().ok())?.filter(|number: &f64| number.is_finite())
}

/// The section of columns over documents in the index' order.
pub(crate) fn columns(documents: &[Document]) -> Vec<u8> {
    let mut columns: Vec<NewColumn<'_>> = Vec::new();
    let mut filters: BTreeMap<&str, Vec<(u32, &FilterValue)>> = BTreeMap::new();
    let mut sort: BTreeMap<&str, Vec<(u32, &str)>> = BTreeMap::new();
    let mut dates: Vec<(u32, f64)> = Vec::new();
    for (doc, document) in (0..).zip(documents) {
        for (name, values) in &document.filters {
            filters.entry(name).or_default().extend(values.iter().map(|value| (doc, value)));
        }
        for (name, value) in &document.sort {
            sort.entry(name).or_default().push((doc, value));
        }
        dates.extend(document.date.map(|date| (doc, f64::from(date.days))));
    }
    for (name, values) in filters.into_iter().filter(|(name, values)| *name != DATE && !values.is_empty()) {
        let numbers: Option<Vec<_>> = values.iter().map(|&(doc, value)| Some((doc, filter_number(value)?))).collect();
        let texts = || values.iter().map(|&(doc, value)| (doc, filter_text(value))).collect();
        columns.push(column(name, FILTER, numbers, texts));
    }
    for (name, values) in
        sort.into_iter().filter(|(name, _)| *name != DATE && *name != RELEVANCE && !name.starts_with('-'))
    {
        let numbers: Option<Vec<_>> = values.iter().map(|&(doc, value)| Some((doc, sort_number(value)?))).collect();
        columns
            .push(column(name, SORT, numbers, || values.iter().map(|&(doc, text)| (doc, text.to_owned())).collect()));
    }
    if !dates.is_empty() {
        columns.push(column(DATE, SORT | DATES, Some(dates), Vec::new));
    }
    write_columns(&columns)
}

fn column(
    name: &str,
    flags: u8,
    numbers: Option<Vec<(u32, f64)>>,
    texts: impl FnOnce() -> Vec<(u32, String)>,
) -> NewColumn<'_> {
    let kind = if numbers.is_some() { NUMBERS } else { 0 };
    let mut values: BTreeMap<(String, String), BTreeSet<u32>> = BTreeMap::new();
    let texts = match numbers {
        Some(numbers) => numbers.into_iter().map(|(doc, number)| (doc, number_value(number))).collect(),
        None => texts(),
    };
    for (doc, text) in texts {
        let letters = if kind == 0 { letters(&text) } else { String::new() };
        values.entry((letters, text)).or_default().insert(doc);
    }
    let values = values.into_iter().map(|((_, text), docs)| (text, docs.into_iter().collect()));
    (name, flags | kind, values.collect())
}

fn filter_text(value: &FilterValue) -> String {
    match value {
        FilterValue::Text(text) => text.clone(),
        FilterValue::Number(number) => number.to_string(),
    }
}

/// By which texts are put in order: without marks and case.
fn letters(text: &str) -> String {
    text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{each_value, number};

    fn document(filters: &[(&str, FilterValue)], sort: &[(&str, &str)]) -> Document {
        let mut document = Document::default();
        for (name, value) in filters {
            document.filters.entry((*name).to_owned()).or_default().push(value.clone());
        }
        document.sort = sort.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        document
    }

    fn text(text: &str) -> FilterValue {
        FilterValue::Text(text.to_owned())
    }

    /// Whether they are numbers, the values, and documents of each, of the only column.
    fn only(documents: &[Document]) -> (bool, Vec<String>, Vec<Vec<u32>>) {
        let (mut is_numbers, mut values, mut docs) = (false, Vec::new(), Vec::new());
        each_value(&columns(documents), FILTER | SORT, None, &mut |value| {
            is_numbers = value.flags & NUMBERS != 0;
            values.push(if is_numbers { number(value.text).to_string() } else { value.text.to_owned() });
            docs.push(value.docs.clone());
        });
        (is_numbers, values, docs)
    }

    #[test]
    fn texts_are_ordered_by_their_letters_and_numbers_by_size() {
        let places = ["Zürich", "Étampes", "alep", "Évry", "حلب", "بيروت"];
        let documents: Vec<Document> = places.iter().map(|place| document(&[("place", text(place))], &[])).collect();
        assert_eq!(only(&documents).1, ["alep", "Étampes", "Évry", "Zürich", "بيروت", "حلب"]);
        let years = [text("1912"), FilterValue::Number(99.5), text("-3"), FilterValue::Number(1912.0)];
        let documents: Vec<Document> = years.iter().map(|year| document(&[("year", year.clone())], &[])).collect();
        let expected = ["-3", "99.5", "1912"].map(str::to_owned).to_vec();
        assert_eq!(only(&documents), (true, expected, vec![vec![2], vec![1], vec![0, 3]]));
    }

    #[test]
    fn what_would_lose_something_as_a_number_is_a_text() {
        for odd in ["007", "1.10", "+5", "1e3", "", "x", "٢٠", "NaN", "inf"] {
            assert_eq!(filter_number(&text(odd)), None, "{odd}");
        }
        assert_eq!(only(&[document(&[("v", text("1.10")), ("v", text("2"))], &[])]).1, ["1.10", "2"]);
        // To sort by, it loses nothing.
        assert_eq!(only(&[document(&[], &[("v", "007")]), document(&[], &[("v", "+5")])]).1, ["5", "7"]);
    }
}
