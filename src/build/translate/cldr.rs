//! Names of countries and languages in all languages that CLDR has them in, by way of `icu_experimental`.
//!
//! They are used as an owner's lexicon is, one set for each country or language; what the core lexicon knows stays as it is there.
//! Months and weekdays are in the core lexicon; the crate has none.

use super::lexicon::fault_of;
use super::own::{WordSets, clean};
use crate::build::language::script::scripts_of;
use icu_experimental::displaynames::multi::{LanguageDisplayNames, RegionDisplayNames};
use icu_experimental::displaynames::{DisplayNamesOptions, DisplayNamesPreferences, Style};
use icu_locale::Locale;
use icu_locale::subtags::{Language, Region};
use std::collections::BTreeMap;

/// The language of texts whose language is not known, which has no names.
const UNKNOWN: &str = "und";
const LETTERS: std::ops::RangeInclusive<u8> = b'a'..=b'z';

/// The names in these languages, each of which counts so much.
pub(crate) fn names(tags: &[&str], weight: f32) -> WordSets {
    let regions = codes(2).filter_map(|code| Region::try_from_str(&code.to_uppercase()).ok()).collect::<Vec<_>>();
    let languages = codes(2).chain(codes(3)).filter_map(|code| Language::try_from_str(&code).ok()).collect::<Vec<_>>();
    let mut sets = WordSets::default();
    // By a region's number, or a language's behind them.
    let mut by_code: BTreeMap<usize, Vec<(u32, f32)>> = BTreeMap::new();
    for tag in tags.iter().filter(|tag| **tag != UNKNOWN) {
        let Ok(locale) = tag.parse::<Locale>() else { continue };
        let preferences = DisplayNamesPreferences::from(&locale);
        let lang = sets.langs.len() as u16;
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut add = |code: usize, name: Option<&str>| {
            for word in name.into_iter().flat_map(|name| name.split(['(', ')', '（', '）'])) {
                let word = clean(word).into_owned();
                if word.chars().count() < 2 || fault_of(&word, tag, &scripts_of(tag)).is_some() {
                    continue;
                }
                let number = *numbers.entry(word.clone()).or_insert_with(|| {
                    sets.words.push((lang, word));
                    sets.words.len() as u32 - 1
                });
                let set = by_code.entry(code).or_default();
                if !set.iter().any(|(other, _)| *other == number) {
                    set.push((number, weight));
                }
            }
        };
        for style in [None, Some(Style::Short)] {
            let mut options = DisplayNamesOptions::default();
            options.style = style;
            if let Ok(names) = RegionDisplayNames::try_new(preferences, options) {
                regions.iter().zip(0..).for_each(|(region, number)| add(number, names.of(*region)));
            }
            if let Ok(names) = LanguageDisplayNames::try_new(preferences, options) {
                languages.iter().zip(regions.len()..).for_each(|(language, number)| add(number, names.of(*language)));
            }
        }
        sets.langs.push((*tag).to_owned());
    }
    sets.sets = by_code.into_values().collect();
    sets
}

/// All words of so many letters.
fn codes(len: u32) -> impl Iterator<Item = String> {
    (0..26_usize.pow(len)).map(move |number| {
        let letter = |place: u32| LETTERS.clone().nth(number / 26_usize.pow(place) % 26).unwrap_or(b'a');
        (0..len).rev().map(|place| char::from(letter(place))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_and_languages_have_names_in_every_script() {
        let names = names(&["ar", "el", "en", "ja"], 1.0);
        let of = |lang: &str, word: &str| {
            let lang = names.langs.iter().position(|other| other == lang).unwrap() as u16;
            let number = names.words.iter().position(|own| *own == (lang, word.to_owned()));
            number.unwrap_or_else(|| panic!("{word} is not there")) as u32
        };
        for words in [
            [("el", "Γερμανία"), ("en", "Germany"), ("ar", "ألمانيا"), ("ja", "ドイツ")],
            [("el", "Ιταλία"), ("en", "Italy"), ("ar", "إيطاليا"), ("ja", "イタリア")],
        ] {
            let numbers = words.map(|(lang, word)| of(lang, word));
            let is_set = |set: &&Vec<(u32, f32)>| numbers.iter().all(|number| set.iter().any(|(own, _)| own == number));
            assert!(names.sets.iter().find(is_set).is_some(), "{words:?}");
        }
        assert_ne!(of("en", "Myanmar"), of("en", "Burma"));
    }
}
