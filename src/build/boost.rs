//! `[[boost]]`: documents that count more, or less, than others; applied at build time to their weights.

use super::config::Config;
use super::document::{Document, FilterValue};
use super::language::canonical_tag;
use globset::{Glob, GlobMatcher};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The highest weight of a document.
const MAX_WEIGHT: f32 = 10.0;

/// One boost: all that it names must fit a document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Boost {
    /// Glob over the url, without `base_url`.
    url: Option<String>,
    /// Glob over the path below the source, which is the id of a file.
    path: Option<String>,
    /// Language tag, which includes its more exact forms; canonical once checked.
    lang: Option<String>,
    /// Names and values, of which a document must have each.
    #[serde(default)]
    filter: BTreeMap<String, Wanted>,
    /// By which the weight is multiplied.
    factor: f32,
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "expected a string or a number")]
enum Wanted {
    Text(String),
    Number(f64),
}

impl Boost {
    /// Makes the tag canonical and refuses what cannot mean anything.
    pub(super) fn check(&mut self) -> Result<(), String> {
        if !(0.0..=MAX_WEIGHT).contains(&self.factor) {
            return Err(format!("boost: factor is {}; it must be within 0 and {MAX_WEIGHT}", self.factor));
        }
        if let Some(tag) = &mut self.lang {
            *tag = canonical_tag(tag).map_err(|error| format!("boost: {error}"))?;
        }
        for (key, glob) in [("url", &self.url), ("path", &self.path)] {
            matcher(glob.as_ref()).map_err(|what| format!("boost: {key} is not a glob: {what}"))?;
        }
        if self.url.is_none() && self.path.is_none() && self.lang.is_none() && self.filter.is_empty() {
            return Err("boost: says of no document that it is meant; give url, path, lang or filter".to_owned());
        }
        Ok(())
    }
}

impl Wanted {
    fn is(&self, value: &FilterValue) -> bool {
        match (self, value) {
            (Wanted::Text(wanted), FilterValue::Text(text)) => wanted == text,
            (Wanted::Number(wanted), FilterValue::Number(number)) => wanted == number,
            (Wanted::Number(number), FilterValue::Text(text)) | (Wanted::Text(text), FilterValue::Number(number)) => {
                number.to_string() == *text
            }
        }
    }
}

/// Multiplies the weights of documents by the factors of the boosts that fit them, at most up to 10. Gives for each boost
/// the number of documents that it fits.
pub fn apply(config: &Config, documents: &mut [Document]) -> Vec<usize> {
    let base = config.base_url.trim_end_matches('/');
    let mut counts = Vec::with_capacity(config.boost.len());
    for boost in config.boost.iter().map(toml::Spanned::get_ref) {
        // Globs were checked with the configuration.
        let [url, path] = [&boost.url, &boost.path].map(|glob| matcher(glob.as_ref()).ok().flatten());
        let matches = |glob: &Option<GlobMatcher>, text: &str| {
            glob.as_ref().is_none_or(|glob| glob.is_match(text.trim_start_matches('/')))
        };
        let fits = |document: &Document| {
            let own = document.tag();
            let has = |(name, wanted): (&String, &Wanted)| {
                document.filters.get(name).is_some_and(|values| values.iter().any(|value| wanted.is(value)))
            };
            matches(&url, document.url.strip_prefix(base).unwrap_or(&document.url))
                && matches(&path, &document.id)
                && boost.lang.as_ref().is_none_or(|lang| {
                    own.strip_prefix(lang.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
                })
                && boost.filter.iter().all(has)
        };
        let mut count = 0;
        for document in documents.iter_mut().filter(|document| fits(document)) {
            document.weight = (document.weight * boost.factor).min(MAX_WEIGHT);
            count += 1;
        }
        counts.push(count);
    }
    counts
}

fn matcher(glob: Option<&String>) -> Result<Option<GlobMatcher>, String> {
    let compile = |glob: &String| match Glob::new(glob.trim_start_matches('/')) {
        Ok(glob) => Ok(glob.compile_matcher()),
        Err(error) => Err(format!("'{glob}': {}", error.kind())),
    };
    glob.map(compile).transpose()
}
