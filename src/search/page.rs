//! The answer, as JavaScript and `tarjuman query --json` get it (`www/tarjuman.d.ts` has the same shapes).

use super::explain::Explanation;
use super::score::Candidate;
use crate::bytes::push_digit;
use crate::format::{Index, Language, VERSION};
use crate::store::{DATES, FILTER, NUMBERS, Record, SORT, each_value};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// One page of hits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    /// Documents that hold every word of the query; when there are none, documents that hold some.
    pub total: u32,
    /// Whether no document holds every word.
    pub partial: bool,
    /// `total` by language, for languages that have any.
    pub langs: Vec<LanguageTotal>,
    /// How many documents of `total` have each value of each filter.
    pub facets: Facets,
    /// A correction that would find more.
    pub suggestion: Option<String>,
    /// Best first.
    pub hits: Vec<Hit>,
}

/// Names and values, in order, each name once; an object in JavaScript.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs(pub Vec<(String, String)>);

impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Pairs {
    fn set(&mut self, name: &str, value: &str) {
        if self.0.iter().all(|(other, _)| other != name) {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }
}

/// Values of filters and their counts, by name; an object in JavaScript.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facets(pub Vec<(String, Vec<Facet>)>);

impl Serialize for Facets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, values) in &self.0 {
            map.serialize_entry(name, values)?;
        }
        map.end()
    }
}

/// A value of a filter, and how many documents have it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Facet {
    pub value: FacetValue,
    pub total: u32,
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum FacetValue {
    Text(String),
    Number(f64),
}

impl Serialize for FacetValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            FacetValue::Text(text) => serializer.serialize_str(text),
            // Whole numbers without a point in JSON.
            FacetValue::Number(number) if f64::from(*number as i32) == *number => {
                serializer.serialize_i32(*number as i32)
            }
            FacetValue::Number(number) => serializer.serialize_f64(*number),
        }
    }
}

/// Matching documents of a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageTotal {
    /// BCP 47.
    pub lang: String,
    /// Documents.
    pub total: u32,
}

/// One document found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Hit {
    pub id: String,
    pub url: String,
    pub title: String,
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Whether the build knew of no page at `url`.
    pub pageless: bool,
    /// Higher is better; comparable within one search only.
    pub score: f64,
    pub excerpt: Vec<ExcerptPart>,
    /// Headed sections of the page that answer the query, best first.
    pub sections: Vec<SectionHit>,
    /// Translations of the page: language to url.
    pub alternates: Pairs,
    pub meta: Pairs,
    /// YYYY-MM-DD.
    pub date: Option<String>,
    /// How the query's words were found here.
    pub via: Vec<Via>,
    /// Words of the excerpt's passage that were found for others: translations, names that sound alike, synonyms.
    pub through: Vec<String>,
    /// Where the score comes from, when asked for.
    pub explanation: Option<Vec<Explanation>>,
}

/// A headed section of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionHit {
    /// The heading.
    pub title: String,
    /// That of the page, with the section's anchor if it has one.
    pub url: String,
    /// Its best passage.
    pub excerpt: Vec<ExcerptPart>,
    /// Its paragraphs, where the whole document was asked for.
    pub text: Vec<String>,
}

/// A stretch of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcerptPart {
    /// As the document has it.
    pub text: String,
    /// Whether it is a matched word.
    pub mark: bool,
}

/// How a query word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// As typed, but for case and accents.
    Exact,
    /// In another form of the word.
    Inflected,
    /// In a word that the site's owner says means the same.
    Synonym,
    /// In a word of another language that means the same.
    Translation,
    /// In a word of another script that sounds alike.
    Sound,
    /// In a word that begins so.
    Prefix,
    /// In a word one edit away.
    Fuzzy,
}

/// What an index holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Info {
    /// Version of Tarjuman.
    pub version: &'static str,
    /// Version of the index format.
    pub format_version: u32,
    /// Documents.
    pub num_docs: u32,
    /// Documents by language.
    pub langs: Vec<LanguageCount>,
    /// What documents can be filtered by, and what its values are: `text`, `number` or `date`.
    pub filters: Pairs,
    /// Keys that results can be sorted by, beside relevance, and what their values are.
    pub sort: Pairs,
    /// Distinct words as they are written.
    pub num_forms: u32,
    /// Identifies the contents: equal for equal contents only.
    pub build_hash: String,
}

/// Documents of a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LanguageCount {
    /// BCP 47.
    pub lang: String,
    /// Documents.
    pub num_docs: u32,
}

impl Info {
    pub(super) fn of(index: &Index<'_>) -> Info {
        let mut langs = Vec::new();
        for language in &index.directory.languages {
            // Those without documents are the languages of stretches of text alone.
            if !language.docs.is_empty() {
                let num_docs = language.docs.end - language.docs.start;
                langs.push(LanguageCount { lang: language.tag.clone(), num_docs });
            }
        }
        let kinds = |flags: u8| {
            let mut kinds = Pairs::default();
            each_value(index.columns, flags, None, &mut |value| {
                if value.place == 0 {
                    let kind = if value.flags & DATES != 0 { "date" } else { "number" };
                    kinds.set(value.name, if value.flags & NUMBERS == 0 { "text" } else { kind });
                }
            });
            kinds
        };
        Info {
            version: env!("CARGO_PKG_VERSION"),
            format_version: VERSION,
            num_docs: index.num_docs(),
            langs,
            filters: kinds(FILTER | DATES),
            sort: kinds(SORT),
            num_forms: index.directory.num_forms,
            build_hash: hex(index.checksum),
        }
    }
}

fn hex(number: u64) -> String {
    let mut text = String::new();
    for place in (0..16).rev() {
        push_digit(&mut text, number >> (4 * place));
    }
    text
}

/// Scores are whole numbers inside; this many make one point outside, which is one bit of idf at full impact.
pub(super) const SCORE_UNIT: f64 = 524_288.0;

pub(super) fn shown_score(candidate: &Candidate) -> f64 {
    f64::from(candidate.score) / SCORE_UNIT
}

pub(super) fn hit(
    index: &Index<'_>,
    candidate: &Candidate,
    record: &Record<'_>,
    language: &Language,
    excerpt: Vec<ExcerptPart>,
    sections: Vec<SectionHit>,
    via: Vec<Via>,
) -> Hit {
    let mut alternates = Pairs::default();
    for &doc in record.set.map_or(&[][..], |set| index.fields.translations(set)) {
        let language = index.directory.languages.get(index.directory.language_of(doc));
        if let (true, Some(language), Ok(other)) = (doc != candidate.doc, language, index.fields.get(doc)) {
            alternates.set(&language.tag, other.url);
        }
    }
    record.others.iter().for_each(|(lang, url)| alternates.set(lang, url));
    let mut meta = Pairs::default();
    record.meta.iter().for_each(|(name, value)| meta.set(name, value));
    Hit {
        id: record.id.to_owned(),
        url: record.url.to_owned(),
        title: record.title.to_owned(),
        lang: language.tag.clone(),
        dir: if language.rtl { "rtl" } else { "ltr" },
        pageless: record.pageless,
        score: shown_score(candidate),
        excerpt,
        sections,
        alternates,
        meta,
        date: record.date.map(iso_date),
        via,
        through: Vec::new(),
        explanation: None,
    }
}

/// The url of a section: an anchor takes the place of the page's own.
pub(super) fn section_url(page: &str, anchor: &str) -> String {
    if anchor.is_empty() {
        return page.to_owned();
    }
    let end = page.bytes().position(|byte| byte == b'#').unwrap_or(page.len());
    let mut url = page.get(..end).unwrap_or_default().to_owned();
    url.push('#');
    url.push_str(anchor);
    url
}

/// Days since 1970-01-01 as YYYY-MM-DD, in the proleptic Gregorian calendar (the days-to-civil method of Howard Hinnant).
fn iso_date(days: i32) -> String {
    let days = i64::from(days) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let mut text = String::with_capacity(10);
    for (number, width) in [(year.max(0) as u64, 4), (month as u64, 2), (day as u64, 2)] {
        if !text.is_empty() {
            text.push('-');
        }
        for place in (0..width).rev() {
            push_digit(&mut text, number / 10u64.pow(place) % 10);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, date) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (-36_569, "1869-11-17"),
            (11_016, "2000-02-29"),
            (20_778, "2026-11-21"),
            (-719_162, "0001-01-01"),
        ] {
            assert_eq!(iso_date(days), date);
        }
    }
}
