//! Words as readers write them: a few pages in, a query, and which pages come out with what marked.
#![cfg(feature = "build")]

mod identifiers;
mod odd_text;
mod scripts;

use tarjuman::build::document::{Document, LangSource, Section};
use tarjuman::build::{PartSizes, invert};
use tarjuman::{Engine, Hit, Outcome, Page, SearchOptions};
use unicode_normalization::UnicodeNormalization;

/// An index of pages.
pub struct Pages {
    index: Vec<u8>,
}

impl Pages {
    /// Of pages given by url and text, all in one language.
    pub fn new(lang: &str, pages: &[(&str, &str)]) -> Pages {
        let page = |&(url, text): &(&str, &str)| Document {
            id: url.into(),
            url: url.into(),
            lang: Some((lang.into(), LangSource::Declared)),
            weight: 1.0,
            sections: vec![Section { paragraphs: vec![text.into()], ..Section::default() }],
            ..Document::default()
        };
        let mut pages: Vec<Document> = pages.iter().map(page).collect();
        Pages { index: invert(&mut pages, PartSizes::default()) }
    }

    /// Pages whose url is their text.
    pub fn of(lang: &str, texts: &[&str]) -> Pages {
        Pages::new(lang, &texts.iter().map(|text| (*text, *text)).collect::<Vec<_>>())
    }

    /// The page for a query, put in form NFKD as the browser does.
    pub fn search(&self, query: &str) -> Page {
        let query: String = query.nfkd().collect();
        let engine = Engine::open(&self.index).unwrap();
        let options = SearchOptions { limit: 1000, ..SearchOptions::default() };
        let Outcome::Page(page) = engine.search(&query, &options).unwrap() else { panic!("every part is there") };
        page
    }

    /// Urls of the pages that hold every word, sorted; of a query that is complete.
    pub fn whole(&self, query: &str) -> Vec<String> {
        let page = self.search(&format!("{query} "));
        let whole = if page.partial { 0 } else { page.total as usize };
        let mut urls: Vec<String> = page.hits.into_iter().take(whole).map(|hit| hit.url).collect();
        urls.sort();
        urls
    }

    /// Urls of all pages, best first; of a query whose last word is still being typed.
    pub fn typed(&self, query: &str) -> Vec<String> {
        self.search(query).hits.into_iter().map(|hit| hit.url).collect()
    }

    /// What the excerpt of the best page marks; of a query that is complete.
    pub fn marked(&self, query: &str) -> Vec<String> {
        self.search(&format!("{query} ")).hits.first().map(marks).unwrap_or_default()
    }
}

/// What an excerpt marks.
pub fn marks(hit: &Hit) -> Vec<String> {
    hit.excerpt.iter().filter(|part| part.mark).map(|part| part.text.clone()).collect()
}
