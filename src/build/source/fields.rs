//! The fields of a document that its author writes down: JSON Lines and front matter share names, types and checks.

use serde_json::{Map, Value};

use super::super::document::{FilterValue, LangSource};
use super::super::language::canonical_tag;
use super::clean::clean;
use super::page::Page;
use super::problem::{Fault, SkipReason};
use super::{date, path};

/// Every field of a JSON line.
const KNOWN: [&str; 13] =
    ["url", "id", "title", "body", "html", "lang", "date", "weight", "filters", "meta", "sort", "alternates", "draft"];

/// Known fields shorter than this have too many neighbours to guess.
const MIN_GUESSED_LEN: usize = 4;

/// Takes the fields common to both: everything but `url`, `id`, `body` and `html`. (An `id` in
/// front matter is a site generator's own, and the same in every language.)
pub(crate) fn apply(fields: &Map<String, Value>, page: &mut Page) {
    if let Some(title) = string(fields, "title", page) {
        page.document.title = clean(&title).into();
    }
    if let Some(lang) = string(fields, "lang", page) {
        match canonical_tag(&lang) {
            Ok(tag) => page.document.lang = Some((tag, LangSource::Declared)),
            Err(error) => page.fault(Fault::Lang(error)),
        }
    }
    if let Some(text) = string(fields, "date", page) {
        set_date(&text, page);
    }
    match fields.get("weight") {
        None | Some(Value::Null) => {}
        Some(Value::Number(number)) => set_weight(&number.to_string(), page),
        Some(Value::String(text)) => set_weight(text, page),
        Some(other) => page.fault(wrong_type("weight", "a number from 0 to 10", other)),
    }
    match fields.get("draft") {
        None | Some(Value::Null | Value::Bool(false)) => {}
        Some(Value::Bool(true)) => page.skip = Some(SkipReason::Draft),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => {}
        // Whatever else it says, publishing what someone marked as a draft is the worse mistake.
        Some(other) => {
            page.fault(wrong_type("draft", "true or false", other));
            page.skip = Some(SkipReason::Draft);
        }
    }
    filters(fields, page);
    for (name, value) in object(fields, "meta", "an object of strings", page) {
        match scalar(value) {
            Some(text) => {
                page.document.meta.insert(name.clone(), clean(&text));
            }
            None => page.fault(wrong_type(&format!("meta.{name}"), "a string", value)),
        }
    }
    for (name, value) in object(fields, "sort", "an object of strings or numbers", page) {
        match scalar(value) {
            Some(text) => {
                if name == "date" && page.document.date.is_none() {
                    set_date(&text, page);
                }
                page.document.sort.insert(name.clone(), clean(&text));
            }
            None => page.fault(wrong_type(&format!("sort.{name}"), "a string or a number", value)),
        }
    }
    for (lang, value) in object(fields, "alternates", "an object of language to url", page) {
        match (canonical_tag(lang), value) {
            (Ok(tag), Value::String(url)) if path::is_safe(url) => {
                page.document.alternates.insert(tag, url.trim().to_owned());
            }
            (Ok(_), Value::String(url)) => page.fault(Fault::UnsafeUrl { url: url.clone(), is_own: false }),
            (Ok(_), other) => page.fault(wrong_type(&format!("alternates.{lang}"), "a url", other)),
            (Err(error), _) => page.fault(Fault::Lang(error)),
        }
    }
}

/// A date as text, or the fault that it is none.
pub(crate) fn set_date(text: &str, page: &mut Page) {
    match date::parse(text) {
        Some(date) => page.document.date = Some(date),
        None => page.fault(Fault::Date(shortened(text))),
    }
}

/// A weight as text, or the fault that it is none.
pub(crate) fn set_weight(text: &str, page: &mut Page) {
    match text.trim().parse::<f32>() {
        Ok(weight) if (0.0..=10.0).contains(&weight) => page.document.weight = weight,
        _ => page.fault(Fault::Weight(shortened(text))),
    }
}

fn filters(fields: &Map<String, Value>, page: &mut Page) {
    const EXPECTED: &str = "a string, a number or a list of them";
    for (name, value) in object(fields, "filters", "an object of strings, numbers or lists", page) {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            single => std::slice::from_ref(single),
        };
        for value in values {
            let filter = match value {
                Value::Number(number) => number.as_f64().map(FilterValue::Number),
                _ => scalar(value).map(|text| FilterValue::Text(clean(&text))),
            };
            match filter {
                Some(FilterValue::Text(text)) if text.is_empty() => {}
                Some(filter) => page.document.filters.entry(name.clone()).or_default().push(filter),
                None => page.fault(wrong_type(&format!("filters.{name}"), EXPECTED, value)),
            }
        }
    }
}

/// A field that is a string, or another scalar that was written without quotes.
pub(crate) fn string(fields: &Map<String, Value>, name: &str, page: &mut Page) -> Option<String> {
    match fields.get(name) {
        None | Some(Value::Null) => None,
        Some(value) => {
            let text = scalar(value);
            if text.is_none() {
                page.fault(wrong_type(name, "a string", value));
            }
            text
        }
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn object<'a>(
    fields: &'a Map<String, Value>,
    name: &str,
    expected: &'static str,
    page: &mut Page,
) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
    let found = match fields.get(name) {
        Some(Value::Object(object)) => Some(object),
        None | Some(Value::Null) => None,
        Some(other) => {
            page.fault(wrong_type(name, expected, other));
            None
        }
    };
    found.into_iter().flatten()
}

pub(crate) fn wrong_type(field: &str, expected: &'static str, found: &Value) -> Fault {
    let found = match found {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Fault::WrongType { field: shortened(field), expected, found }
}

/// Names in `fields` that are not ours but one slip away from one that is absent: another case, two letters swapped, one
/// letter too many or too few. Unknown names are otherwise nobody's business; a replaced letter is not a slip, for `data`
/// is not `date`.
pub(crate) fn near_misses(fields: &Map<String, Value>) -> impl Iterator<Item = Fault> {
    fields.keys().filter(|field| !KNOWN.contains(&field.as_str())).filter_map(|field| {
        let is_meant = |known: &&&str| {
            let is_slip = known.len() >= MIN_GUESSED_LEN
                && strsim::osa_distance(field, known) == 1
                && (field.len() != known.len() || strsim::hamming(field, known) != Ok(1));
            !fields.contains_key(**known) && (field.eq_ignore_ascii_case(known) || is_slip)
        };
        let known = KNOWN.iter().find(is_meant)?;
        Some(Fault::NearMiss { field: field.clone(), known })
    })
}

/// For messages.
fn shortened(text: &str) -> String {
    const MAX_CHARS: usize = 60;
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(json: &str) -> Page {
        let Ok(Value::Object(fields)) = serde_json::from_str(json) else { panic!("{json}") };
        let mut page = Page::default();
        apply(&fields, &mut page);
        page
    }

    fn faults(json: &str) -> Vec<String> {
        page(json).faults.iter().map(|(_, fault)| fault.to_string()).collect()
    }

    #[test]
    fn every_field_is_taken() {
        let page = page(
            r#"{"title": " العنوان\n", "lang": "arb", "date": "2020-01-02T03:04:05Z", "weight": 2.5,
                "filters": {"موضوع": ["سوريا", "", 3], "year": 2020, "open": true}, "meta": {"image": "/x.png"},
                "sort": {"price": 12}, "alternates": {"zh-hant": "/zh/x"}}"#,
        );
        assert_eq!(page.faults, []);
        let document = page.document;
        assert_eq!(document.title, "العنوان");
        assert_eq!(document.lang, Some(("ar".into(), LangSource::Declared)));
        assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2020-01-02"));
        assert!((document.weight - 2.5).abs() < f32::EPSILON);
        assert_eq!(document.filters["موضوع"], [FilterValue::Text("سوريا".into()), FilterValue::Number(3.0)]);
        assert_eq!(document.filters["open"], [FilterValue::Text("true".into())]);
        assert_eq!(document.meta["image"], "/x.png");
        assert_eq!(document.sort["price"], "12");
        assert_eq!(document.alternates["zh-Hant"], "/zh/x");
    }

    #[test]
    fn a_bad_field_costs_only_itself() {
        for (json, expected) in [
            (r#"{"weight": 11}"#, "weight 11 is not within 0 and 10"),
            (r#"{"weight": -0.5}"#, "weight -0.5 is not within 0 and 10"),
            (r#"{"weight": "NaN"}"#, "weight NaN is not within 0 and 10"),
            (r#"{"date": "أمس"}"#, "'أمس' is not a date"),
            (r#"{"title": {}}"#, "field 'title' is an object, not a string"),
            (r#"{"filters": []}"#, "field 'filters' is a list, not an object of strings, numbers or lists"),
            (r#"{"filters": {"a": {}}}"#, "field 'filters.a' is an object, not a string, a number or a list of them"),
            (
                r#"{"alternates": {"fr": "javascript:alert(1)"}}"#,
                "'javascript:alert(1)' is not an address that a link may have",
            ),
        ] {
            assert_eq!(faults(json), [expected], "{json}");
        }
        assert!(faults(r#"{"lang": "englsh"}"#)[0].starts_with("'englsh' is not a language tag"));
        assert!((page(r#"{"weight": 11}"#).document.weight - 1.0).abs() < f32::EPSILON);
        assert_eq!(faults(r#"{"weight": 0, "lang": null, "draft": false}"#), Vec::<String>::new());
        assert_eq!(faults(r#"{"weight": 10}"#), Vec::<String>::new());
    }

    #[test]
    fn what_may_be_a_draft_is_one() {
        assert_eq!(page(r#"{"draft": true}"#).skip, Some(SkipReason::Draft));
        assert_eq!(page(r#"{"draft": "yes"}"#).skip, Some(SkipReason::Draft));
        assert_eq!(page(r#"{"draft": false}"#).skip, None);
    }

    #[test]
    fn near_misses_are_noticed_and_other_names_are_not() {
        let near = |json: &str| {
            let Ok(Value::Object(fields)) = serde_json::from_str(json) else { panic!("{json}") };
            near_misses(&fields).map(|fault| fault.to_string()).collect::<Vec<_>>()
        };
        for name in ["titel", "Title", "URL", "langs", "boddy", "filter", "alternate", "wieght"] {
            assert_eq!(near(&format!("{{\"{name}\": 1}}")), [format!("unknown field '{name}'")], "{name}");
        }
        for name in ["data", "uri", "it", "author", "beta", "عنوان", "long"] {
            assert_eq!(near(&format!("{{\"{name}\": 1}}")), Vec::<String>::new(), "{name}");
        }
        assert_eq!(near(r#"{"filter": 1, "filters": {}}"#), Vec::<String>::new());
    }
}
