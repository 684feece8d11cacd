//! Floor 5: from a typed query to a page of hits.
//!
//! ```text
//! syntax   typed text to operands: words and phrases with their operators
//! query    operands to query words: words, grams and phrases, the last one perhaps still being typed
//! expand   each query word to groups: exact, else inflected, synonyms, prefix, fuzzy
//! phrase   a phrase to the documents in whose text it stands
//! selection which documents pass, and by what they are put in order
//! filters  the same by values of the documents; and how many of those found have each
//! score    documents by the sum over query words of the best expansion's idf × impact
//! abroad   what scores become in other languages than the query's
//! marks    which tokens of a text made a document match
//! correct  what was meant, where few documents have the words as typed
//! keyboard the query as it reads on another keyboard
//! head     the first documents, put in order anew by what their texts tell: scan, proximity
//! excerpt  the best passage, with the matched words marked; sections: those that answer the query
//! explain  where the points of a score come from
//! document a whole document
//! page     what JavaScript and `tarjuman query --json` get
//! ```
//!
//! The engine does no I/O. A search over an index some of whose parts are elsewhere ends in [`Outcome::Missing`].

mod abroad;
mod breaks;
mod correct;
mod document;
mod excerpt;
mod expand;
mod explain;
mod filters;
mod head;
mod keyboard;
mod marks;
mod options;
mod page;
mod phrase;
mod proximity;
mod query;
mod scan;
mod score;
mod sections;
mod selection;
mod suggest;
mod syntax;

pub use explain::Explanation;
pub use filters::Filters;
pub use options::{Alternates, OptionError, SearchOptions};
pub use page::{
    ExcerptPart, Facet, FacetValue, Facets, Hit, Info, LanguageCount, LanguageTotal, Page, Pairs, SectionHit, Via,
};
pub use suggest::Suggestion;

use crate::format::{FormatError, Index, Missing, PartId};
use crate::postings::DocId;
use crate::text::Tokenizer;
use expand::{Expansion, add_synonyms, add_translations, expand};
use head::HEAD;
use marks::Marks;
use phrase::{exclude, expand_phrase};
use query::{Query, QueryWord};
use scan::{Scan, Window, find};
use score::{Candidate, Ranking, rank};
use selection::Selection;

/// An index that can be asked.
#[derive(Debug)]
pub struct Engine<'a> {
    index: Index<'a>,
}

/// How a request for completions ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggested {
    /// Best first.
    Suggestions(Vec<Suggestion>),
    /// Numbers of the parts to hand over ([`Engine::supply`]) before asking again.
    Missing(Vec<u32>),
}

/// How a request for a whole document ends.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "it is there for a moment; a box would be more code to download")]
pub enum Reading {
    /// The document; `None` when there is none.
    Document(Option<Hit>),
    /// Numbers of the parts to hand over ([`Engine::supply`]) before asking again.
    Missing(Vec<u32>),
}

/// What is known of a query before its hits are written.
struct Ranked {
    words: Vec<QueryWord>,
    expansions: Vec<Expansion>,
    selection: Selection,
    ranking: Ranking,
    /// The query on another keyboard, if that is what was ranked.
    reading: Option<String>,
}

/// What is done with each hit.
type ForEachHit<'f> = dyn FnMut(&Candidate, &Scan<'_>, &Marks<'_>, Option<Vec<Explanation>>) + 'f;

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
        options.check()?;
        let missing = Missing::default();
        let mut hits = Vec::new();
        let ranked = self.read(query, options, &missing, &mut |candidate, scan, marks, explanation| {
            hits.extend(self.hit(candidate, scan, marks, explanation));
        });
        let correction = || self.correction(query, options, &ranked, &missing);
        let suggestion = ranked.reading.clone().or_else(correction);
        Ok(self.outcome(&ranked.ranking, options, hits, suggestion, missing))
    }

    /// At most `options.limit` completions of `prefix`, which the caller has put in Unicode form NFKD, each of which finds
    /// something with the same options. The offset is not looked at.
    ///
    /// # Errors
    /// As [`Engine::search`].
    pub fn suggest(&self, prefix: &str, options: &SearchOptions) -> Result<Suggested, OptionError> {
        options.check()?;
        let missing = Missing::default();
        let suggestions = suggest::suggest(&self.index, prefix, options, &missing);
        let missing = missing.into_parts();
        Ok(if missing.is_empty() {
            Suggested::Suggestions(suggestions)
        } else {
            Suggested::Missing(missing.into_iter().map(PartId::to_number).collect())
        })
    }

    /// The first document with this id or url, as a hit that has nothing of a query but all sections, with all their text. Takes time that grows with the number of
    /// documents, some tenths of a microsecond for each.
    pub fn document(&self, id: &str) -> Reading {
        let missing = Missing::default();
        let document = document::document(&self.index, id, &missing);
        let missing = missing.into_parts();
        if missing.is_empty() {
            Reading::Document(document)
        } else {
            Reading::Missing(missing.into_iter().map(PartId::to_number).collect())
        }
    }

    /// Ids and scores of the hits that [`Engine::search`] gives, in the same order, without their excerpts, which take most
    /// of its time: for measuring. The index must have all its parts.
    ///
    /// # Errors
    /// As [`Engine::search`].
    pub fn rank(&self, query: &str, options: &SearchOptions) -> Result<Vec<(&'a str, f64)>, OptionError> {
        options.check()?;
        let mut hits = Vec::new();
        self.read(query, options, &Missing::default(), &mut |candidate, _, _, _| {
            let record = self.index.fields.get(candidate.doc).ok();
            hits.extend(record.map(|record| (record.id, page::shown_score(candidate))));
        });
        Ok(hits)
    }

    /// Calls `hit` for each document of the page asked for, in order.
    fn read(&self, query: &str, options: &SearchOptions, missing: &Missing, hit: &mut ForEachHit<'_>) -> Ranked {
        let mut ranked = self.ranked(query, options, missing);
        let top = std::mem::take(&mut ranked.ranking.top);
        let (offset, limit) = (options.offset as usize, options.limit as usize);
        if top.len() > offset && limit > 0 {
            let Ranked { words, expansions, selection, ranking, .. } = &ranked;
            let docs: Vec<DocId> = top.iter().map(|candidate| candidate.doc).collect();
            let marks = Marks::new(&self.index, words, expansions, &ranking.word_weights, &docs, missing);
            let page = head::read(&self.index, &top, &marks, offset, limit, missing);
            let mut points = Vec::new();
            if options.explain {
                let candidates: Vec<Candidate> = page.iter().map(|&(candidate, _)| candidate).collect();
                points = rank(&self.index, expansions, selection, 0, &candidates, missing).points;
            }
            for (candidate, scan) in &page {
                let explanation =
                    options.explain.then(|| explain::explain(&self.index, candidate, &points, words, &ranking.abroad));
                hit(candidate, scan, &marks, explanation);
            }
        }
        ranked
    }

    /// The ranking of a query; where none of its words is known, of its reading on another keyboard, where all are.
    fn ranked(&self, query: &str, options: &SearchOptions, missing: &Missing) -> Ranked {
        let end = if options.limit > 0 { (options.offset + options.limit).max(HEAD as u32) } else { 0 };
        // From the beginning: the head of the order is put in order anew.
        let ranked = self.ranked_as_typed(query, options, end, missing);
        let is_known = |expansion: &Expansion| expansion.classes.iter().any(|class| class.via < Via::Fuzzy);
        if ranked.expansions.is_empty() || ranked.expansions.iter().any(is_known) {
            return ranked;
        }
        for reading in keyboard::readings(query) {
            let words = query::parse(&reading, &self.index, missing).words;
            if words.is_empty()
                || !words.iter().all(|word| query::is_known(&word.text, word.prefix, &self.index, missing))
            {
                continue;
            }
            let other = self.ranked_as_typed(&reading, options, end, missing);
            if !other.ranking.partial && other.ranking.total() > 0 {
                return Ranked { reading: Some(reading), ..other };
            }
        }
        ranked
    }

    /// The first `end` documents of the order, and the totals.
    fn ranked_as_typed(&self, query: &str, options: &SearchOptions, end: u32, missing: &Missing) -> Ranked {
        let index = &self.index;
        let Query { words, excluded } = query::parse(query, index, missing);
        let mut selection = Selection::new(index, options, !words.is_empty());
        let languages = options.allowed_languages(index);
        excluded.iter().for_each(|word| exclude(index, word, &languages, &mut selection.allowed, missing));
        let mut expansions = Vec::new();
        for word in &words {
            expansions.push(match word.units[..] {
                [] => expand(index, word, &languages, missing),
                _ => expand_phrase(index, word, &languages, &selection.allowed, missing),
            });
        }
        add_synonyms(index, &mut expansions);
        if options.cross_language {
            add_translations(index, &mut expansions, missing);
        }
        let ranking = rank(index, &expansions, &selection, end, &[], missing);
        Ranked { words, expansions, selection, ranking, reading: None }
    }

    /// A correction of the query that finds clearly more.
    fn correction(&self, query: &str, options: &SearchOptions, ranked: &Ranked, missing: &Missing) -> Option<String> {
        let Ranked { words, expansions, ranking, .. } = ranked;
        let is_fuzzy = |expansion: &Expansion| expansion.classes.iter().any(|class| class.via == Via::Fuzzy);
        let is_misspelt = expansions.iter().any(is_fuzzy);
        if !is_misspelt && !ranking.partial && ranking.total() > correct::MAX_FOUND {
            return None;
        }
        let misspelt =
            correct::misspelt(&self.index, words, expansions, &options.allowed_languages(&self.index), missing);
        let tries = if misspelt.is_empty() { 0 } else { correct::MAX_TRIES };
        (0..tries).find_map(|nth| {
            let corrected = correct::corrected(&self.index, query, &misspelt, nth, missing);
            let found = self.ranked_as_typed(&corrected, options, 0, missing).ranking;
            let finds_more = found.total() >= ranking.total() * correct::TIMES_MORE;
            let is_better = if found.partial {
                is_misspelt && ranking.partial
            } else {
                is_misspelt || finds_more || ranking.partial
            };
            (found.total() > 0 && is_better).then_some(corrected)
        })
    }

    fn outcome(
        &self,
        ranking: &Ranking,
        options: &SearchOptions,
        hits: Vec<Hit>,
        suggestion: Option<String>,
        missing: Missing,
    ) -> Outcome {
        let missing = missing.into_parts();
        if missing.is_empty() {
            Outcome::Page(self.page(ranking, options, hits, suggestion))
        } else {
            Outcome::Missing(missing.into_iter().map(PartId::to_number).collect())
        }
    }

    /// The folded words of a text, as the engine sees them: for tests of folding in the browser.
    pub fn fold(&self, text: &str) -> Vec<String> {
        query::folded_tokens(text, &self.index.fold)
    }

    fn hit(
        &self,
        candidate: &Candidate,
        scan: &Scan<'_>,
        marks: &Marks<'_>,
        explanation: Option<Vec<Explanation>>,
    ) -> Option<Hit> {
        let index = &self.index;
        let language = index.directory.language_of(candidate.doc);
        let record = index.fields.get(candidate.doc).ok()?;
        let wanted = marks.wanted(candidate.doc);
        let mut tokenizer = Tokenizer::new(&index.fold);
        let mut found = Vec::new();
        let mut excerpt = |window: Window<'_>| {
            find(window.passage, marks, wanted, &index.fold, &mut tokenizer, &mut found);
            excerpt::cut(window, &found, &index.fold)
        };
        let mut sections = Vec::new();
        for (_, section) in sections::pick(scan, marks.weights(language)) {
            sections.push(SectionHit {
                title: section.heading.to_owned(),
                url: page::section_url(record.url, section.anchor),
                excerpt: excerpt(section.best),
                text: Vec::new(),
            });
        }
        let via = excerpt::ways(candidate, scan);
        let language = index.directory.languages.get(language)?;
        let excerpt = excerpt(scan.best);
        let through = excerpt::through(scan.best.passage, &found);
        Some(Hit { through, explanation, ..page::hit(index, candidate, &record, language, excerpt, sections, via) })
    }

    fn page(&self, ranking: &Ranking, options: &SearchOptions, hits: Vec<Hit>, suggestion: Option<String>) -> Page {
        let mut langs = Vec::new();
        for (language, &total) in self.index.directory.languages.iter().zip(&ranking.totals) {
            if total > 0 {
                langs.push(LanguageTotal { lang: language.tag.clone(), total });
            }
        }
        Page {
            total: ranking.total(),
            partial: ranking.partial,
            langs,
            facets: filters::facets(&self.index, options.facets.as_deref(), &ranking.counted),
            suggestion,
            hits,
        }
    }
}
