//! The attributes by which a page marks what is searched: `data-tarjuman-…`, and the same under `data-pagefind-…`, so that
//! a site can switch without touching its pages.

use scraper::ElementRef;
use scraper::node::Element;

use super::super::document::FilterValue;
use super::clean::clean;
use super::fields;
use super::page::Page;

/// How much of an ignored element is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ignore {
    /// Its text; filters and metadata inside still count.
    Text,
    /// All of it.
    All,
}

/// The marks on one element.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Marks<'a> {
    pub(crate) body: bool,
    pub(crate) ignore: Option<Ignore>,
    pub(crate) weight: Option<&'a str>,
    filter: Option<&'a str>,
    meta: Option<&'a str>,
    sort: Option<&'a str>,
}

impl<'a> Marks<'a> {
    /// Reads the attributes of `element`; ours win over Pagefind's.
    pub(crate) fn of(element: &'a Element) -> Self {
        let mut marks = Self::default();
        for (name, value) in element.attrs() {
            let Some(name) = name.strip_prefix("data-") else {
                continue;
            };
            let (name, is_ours) = match (name.strip_prefix("tarjuman-"), name.strip_prefix("pagefind-")) {
                (Some(name), _) => (name, true),
                (None, Some(name)) => (name, false),
                (None, None) => continue,
            };
            let slot = match name {
                "body" => {
                    marks.body = true;
                    continue;
                }
                "ignore" => {
                    let ignore = if value.eq_ignore_ascii_case("all") { Ignore::All } else { Ignore::Text };
                    marks.ignore = Some(ignore);
                    continue;
                }
                "weight" => &mut marks.weight,
                "filter" => &mut marks.filter,
                "meta" => &mut marks.meta,
                "sort" => &mut marks.sort,
                _ => continue,
            };
            if is_ours || slot.is_none() {
                *slot = Some(value);
            }
        }
        marks
    }

    /// Takes filters, metadata and sort keys into the page.
    pub(crate) fn apply(&self, element: ElementRef<'_>, page: &mut Page) {
        for (name, value) in self.filter.iter().flat_map(|text| values(text, element)) {
            let values = page.document.filters.entry(name).or_default();
            let value = FilterValue::Text(value);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        for (name, value) in self.meta.iter().flat_map(|text| values(text, element)) {
            if name == "title" {
                page.document.title = value.into();
            } else {
                page.document.meta.insert(name, value);
            }
        }
        for (name, value) in self.sort.iter().flat_map(|text| values(text, element)) {
            if name == "date" && page.document.date.is_none() {
                fields::set_date(&value, page);
            }
            page.document.sort.entry(name).or_insert(value);
        }
    }
}

/// The pairs that `text` means on `element`: `name` (the element's text), `name[attribute]`, `name:value`, several
/// of them separated by commas. Empty values are none.
fn values(text: &str, element: ElementRef<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let attribute = part.strip_suffix(']').and_then(|part| part.split_once('['));
        let (name, value) = match (attribute, part.split_once(':')) {
            (Some((name, attribute)), _) => (name, clean(element.attr(attribute.trim()).unwrap_or_default())),
            (None, Some((name, value))) => (name, clean(value)),
            (None, None) => (part, clean(&element.text().collect::<String>())),
        };
        if !name.trim().is_empty() && !value.is_empty() {
            found.push((name.trim().to_owned(), value));
        }
    }
    found
}
