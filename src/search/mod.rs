//! Floor 5: from a typed query to a page of hits.
//!
//! ```text
//! query    typed text to query words: words and grams, the last one perhaps still being typed
//! expand   each query word to groups: exact, else inflected, synonyms, prefix, fuzzy
//! score    documents by the sum over query words of the best expansion's idf × impact
//! marks    which tokens of a text made a document match
//! head     the first documents, put in order anew by what their texts tell: scan, proximity
//! excerpt  the best passage, with the matched words marked; sections: those that answer the query
//! page     what JavaScript and `tarjuman query --json` get
//! ```
//!
//! The engine does no I/O. A search over an index some of whose parts are elsewhere ends in [`Outcome::Missing`].

mod breaks;
mod excerpt;
mod expand;
mod head;
mod marks;
mod options;
mod page;
mod proximity;
mod query;
mod scan;
mod score;
mod sections;

pub use options::{OptionError, SearchOptions};
pub use page::{ExcerptPart, Hit, Info, LanguageCount, LanguageTotal, Page, Pairs, SectionHit, Via};

use crate::format::{FormatError, Index, Missing, PartId};
use crate::text::Tokenizer;
use expand::{Expansion, add_synonyms, expand};
use head::HEAD;
use marks::Marks;
use query::QueryWord;
use scan::{Scan, Window, find};
use score::{Candidate, Ranking, rank};

/// An index that can be asked.
#[derive(Debug)]
pub struct Engine<'a> {
    index: Index<'a>,
}

/// How a search ends.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The hits.
    Page(Page),
    /// Numbers of the parts to hand over ([`Engine::supply`]) before asking again.
    Missing(Vec<u32>),
}

impl<'a> Engine<'a> {
    /// Opens an index: verifies every section's checksum (some 2 GB/s), then reads the small sections.
    ///
    /// # Errors
    /// The bytes are damaged, of another version, or no index.
    pub fn open(bytes: &'a [u8]) -> Result<Engine<'a>, FormatError> {
        Ok(Engine { index: Index::open(bytes)? })
    }

    /// As [`Engine::open`], but as if every part lay elsewhere and had to be handed over.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn open_without_parts(bytes: &'a [u8]) -> Result<Engine<'a>, FormatError> {
        Ok(Engine { index: Index::open_without(bytes, |_| true)? })
    }

    /// Hands over a part that a search named.
    ///
    /// # Errors
    /// The bytes are not those of that part, or the part was not missing.
    pub fn supply(&mut self, part: u32, bytes: &'a [u8]) -> Result<(), FormatError> {
        let part = PartId::from_number(part).ok_or(FormatError::Absent { section: "part" })?;
        self.index.supply(part, bytes)
    }

    /// What the index holds.
    pub fn info(&self) -> Info {
        Info::of(&self.index)
    }

    /// Searches for `query`, which the caller has put in Unicode form NFKD.
    ///
    /// # Errors
    /// An option is out of its range; no query is ever an error.
    pub fn search(&self, query: &str, options: &SearchOptions) -> Result<Outcome, OptionError> {
        let missing = Missing::default();
        let mut hits = Vec::new();
        let ranking = self.read(query, options, &missing, &mut |candidate, scan, marks| {
            hits.extend(self.hit(candidate, scan, marks));
        })?;
        Ok(self.outcome(&ranking, hits, missing))
    }

    /// Ids and scores of the hits that [`Engine::search`] gives, in the same order, without their excerpts, which take most
    /// of its time: for measuring. The index must have all its parts.
    ///
    /// # Errors
    /// As [`Engine::search`].
    pub fn rank(&self, query: &str, options: &SearchOptions) -> Result<Vec<(&'a str, f64)>, OptionError> {
        let mut hits = Vec::new();
        self.read(query, options, &Missing::default(), &mut |candidate, _, _| {
            let record = self.index.fields.get(candidate.doc).ok();
            hits.extend(record.map(|record| (record.id, page::shown_score(candidate))));
        })?;
        Ok(hits)
    }

    /// Calls `hit` for each document of the page asked for, in order.
    fn read(
        &self,
        query: &str,
        options: &SearchOptions,
        missing: &Missing,
        hit: &mut dyn FnMut(&Candidate, &Scan<'_>, &Marks<'_>),
    ) -> Result<Ranking, OptionError> {
        let (words, expansions, mut ranking) = self.ranked(query, options, missing)?;
        let top = std::mem::take(&mut ranking.top);
        let (offset, limit) = (options.offset as usize, options.limit as usize);
        if top.len() > offset && limit > 0 {
            let marks = Marks::new(&self.index, &words, &expansions, &ranking.word_weights, missing);
            let page = head::read(&self.index, top, &marks, offset, limit, missing);
            page.iter().for_each(|(candidate, scan)| hit(candidate, scan, &marks));
        }
        Ok(ranking)
    }

    fn ranked(
        &self,
        query: &str,
        options: &SearchOptions,
        missing: &Missing,
    ) -> Result<(Vec<QueryWord>, Vec<Expansion>, Ranking), OptionError> {
        options.check()?;
        let index = &self.index;
        let allowed = options.allowed_languages(index);
        let words = query::parse(query, index, missing);
        let mut expansions: Vec<Expansion> = words.iter().map(|word| expand(index, word, missing)).collect();
        add_synonyms(index, &mut expansions);
        // From the beginning: the head of the order is put in order anew.
        let limit = if options.limit > 0 { (options.offset + options.limit).max(HEAD as u32) } else { 0 };
        let ranking = rank(index, &expansions, &allowed, 0, limit, missing);
        Ok((words, expansions, ranking))
    }

    fn outcome(&self, ranking: &Ranking, hits: Vec<Hit>, missing: Missing) -> Outcome {
        let missing = missing.into_parts();
        if missing.is_empty() {
            Outcome::Page(self.page(ranking, hits))
        } else {
            Outcome::Missing(missing.into_iter().map(PartId::to_number).collect())
        }
    }

    /// The folded words of a text, as the engine sees them: for tests of folding in the browser.
    pub fn fold(&self, text: &str) -> Vec<String> {
        query::folded_tokens(text, &self.index.fold)
    }

    fn hit(&self, candidate: &Candidate, scan: &Scan<'_>, marks: &Marks<'_>) -> Option<Hit> {
        let index = &self.index;
        let language = index.directory.language_of(candidate.doc);
        let record = index.fields.get(candidate.doc).ok()?;
        let mut tokenizer = Tokenizer::new(&index.fold);
        let mut found = Vec::new();
        let mut excerpt = |window: Window<'_>| {
            find(window.passage, marks, &mut tokenizer, &mut found);
            excerpt::cut(window, &found, &index.fold)
        };
        let sections = sections::pick(scan, marks.weights(language)).into_iter().map(|section| SectionHit {
            title: section.heading.to_owned(),
            url: page::section_url(record.url, section.anchor),
            excerpt: excerpt(section.best),
        });
        let sections = sections.collect();
        let via = excerpt::ways(candidate, scan);
        let language = index.directory.languages.get(language)?;
        Some(page::hit(index, candidate, &record, language, excerpt(scan.best), sections, via))
    }

    fn page(&self, ranking: &Ranking, hits: Vec<Hit>) -> Page {
        let languages = self.index.directory.languages.iter().zip(&ranking.totals);
        let langs = languages
            .filter(|&(_, &total)| total > 0)
            .map(|(language, &total)| LanguageTotal { lang: language.tag.clone(), total });
        Page {
            total: ranking.totals.iter().sum(),
            partial: ranking.partial,
            langs: langs.collect(),
            facets: Default::default(),
            suggestion: None,
            hits,
        }
    }
}
