//! Decides each document's language: declared, else markup, else its path, else its text, else the site's default.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::super::config::{Config, RootLang};
use super::super::document::{Document, LangSource};
use super::super::language::detect::SAMPLE_BYTES;
use super::super::language::{Guess, base_language, detect};
use super::page::Page;
use super::path;

const UNDETERMINED: &str = "und";

/// Gives every page a language.
pub(crate) fn decide(pages: &mut [Page], config: &Config) {
    by_path(pages, config);
    let guesses: Vec<Option<Guess>> = pages
        .par_iter()
        .map(|page| if page.document.lang.is_none() { detect(&sample(&page.document), &[]) } else { None })
        .collect();
    for (page, guess) in pages.iter_mut().zip(&guesses) {
        if let Some(guess) = guess.as_ref().filter(|guess| guess.reliable) {
            page.document.lang = Some((guess.tag.clone(), LangSource::Detected));
        }
    }
    let known: BTreeSet<String> = pages
        .iter()
        .filter_map(|page| page.document.lang.as_ref())
        .map(|(tag, _)| base_language(tag).to_owned())
        .collect();
    let known: Vec<String> = known.into_iter().chain(config.default_lang.clone()).collect();
    pages.par_iter_mut().zip(&guesses).for_each(|(page, guess)| {
        if page.document.lang.is_none() {
            page.document.lang = Some(settle(page, guess.as_ref(), &known, config));
        }
    });
}

/// What folders say. Outside them, the root of a site with language folders is in its default language.
fn by_path(pages: &mut [Page], config: &Config) {
    let has_folders = pages.iter().any(|page| page.path_lang.is_some());
    let root = match &config.root_lang {
        RootLang::Default => config.default_lang.clone().filter(|_| has_folders),
        RootLang::Detect => None,
        RootLang::Tag(tag) => Some(tag.clone()),
    };
    for page in pages.iter_mut().filter(|page| page.document.lang.is_none() && page.path_key.is_some()) {
        let tag = page.path_lang.as_ref().or(root.as_ref());
        page.document.lang = tag.map(|tag| (tag.clone(), LangSource::Path));
    }
}

/// For a text that does not tell by itself: its url, then the languages that the site is known to be in, then the default.
fn settle(page: &Page, guess: Option<&Guess>, known: &[String], config: &Config) -> (String, LangSource) {
    if page.path_key.is_none()
        && let Some(tag) = path::url_language(&page.document.url)
    {
        return (tag, LangSource::Path);
    }
    if let Some(guess) = guess {
        if known.contains(&guess.tag) {
            return (guess.tag.clone(), LangSource::Detected);
        }
        if let Some(narrowed) = detect(&sample(&page.document), known).filter(|guess| guess.reliable) {
            return (narrowed.tag, LangSource::Detected);
        }
    }
    (config.default_lang.clone().unwrap_or_else(|| UNDETERMINED.to_owned()), LangSource::Unknown)
}

/// Title and text up to what detection looks at. Long paragraphs first: short ones are buttons, names and dates.
pub(crate) fn sample(document: &Document) -> String {
    const MIN_PARAGRAPH_BYTES: usize = 80;
    let paragraphs = || document.sections.iter().flat_map(|section| &section.paragraphs);
    let mut sample = String::new();
    let mut take = |text: &str| {
        if sample.len() < SAMPLE_BYTES {
            let mut end = text.len().min(SAMPLE_BYTES);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            sample.push_str(text.get(..end).unwrap_or_default());
            sample.push(' ');
        }
    };
    for paragraph in paragraphs().filter(|paragraph| paragraph.len() >= MIN_PARAGRAPH_BYTES) {
        take(paragraph);
    }
    take(&document.title);
    for short in paragraphs().filter(|paragraph| paragraph.len() < MIN_PARAGRAPH_BYTES) {
        take(short);
    }
    for section in &document.sections {
        take(&section.heading);
    }
    sample
}
