//! `tarjuman query`: the engine of the browser, from a terminal.

use super::bundle::Bundle;
use super::link::add_links;
use super::{CommandError, Found, filters};
use clap::Args;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;
use tarjuman::{
    Alternates, Engine, Explanation, Facet, FacetValue, Hit, Outcome, Page, SearchOptions, Suggested, Suggestion,
};
use unicode_normalization::UnicodeNormalization;

/// Searches a bundle and prints the hits.
#[derive(Debug, Args)]
pub struct QueryArgs {
    /// The folder that `build` wrote, or the .wasm in it
    bundle: PathBuf,
    /// What to search for; `-` reads one query per line from standard input and answers each with a line of JSON
    query: String,
    /// Search only documents in this language (BCP 47; may be repeated)
    #[arg(long = "lang", value_name = "TAG")]
    langs: Vec<String>,
    /// Number of hits
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: u32,
    /// Hits to leave out before the first one
    #[arg(long, default_value_t = 0, value_name = "N")]
    offset: u32,
    /// Only documents with this value: key=value (repeated: any of them), key+=value (this one too), key!=value,
    /// key>=value, key<=value; key= for those that have none, key!= for those that have some
    #[arg(long = "filter", value_name = "KEY=VALUE")]
    filters: Vec<String>,
    /// Order: relevance, date, or a key of the documents; with - before it descending
    #[arg(long, default_value = "relevance", value_name = "KEY", allow_hyphen_values = true)]
    sort: String,
    /// Show how many documents have each value of this filter (may be repeated; all, none)
    #[arg(long, value_name = "NAME")]
    facets: Vec<String>,
    /// Hits in this language come first (BCP 47)
    #[arg(long, value_name = "TAG")]
    first: Option<String>,
    /// Translations of one page are a hit each
    #[arg(long)]
    separate: bool,
    /// Words find no words of other languages that mean the same
    #[arg(long)]
    no_cross_language: bool,
    /// Complete the query rather than search for it; with --json as `suggest` does in JavaScript
    #[arg(long, conflicts_with = "offset")]
    suggest: bool,
    /// Print the object that `search` gives in JavaScript
    #[arg(long)]
    json: bool,
    /// Tell where each hit's score comes from
    #[arg(long)]
    explain: bool,
}

/// A page with the time it took, as in JavaScript.
#[derive(serde::Serialize)]
struct TimedPage {
    #[serde(flatten)]
    page: Page,
    #[serde(rename = "tookMs")]
    took_ms: f64,
}

impl QueryArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Found, CommandError> {
        let bundle = Bundle::read(&self.bundle)?;
        let engine = bundle.engine()?;
        let options = self.options(&engine)?;
        let mut out = io::stdout().lock();
        if self.suggest {
            return self.print_suggestions(&engine, &mut out);
        }
        if self.query == "-" {
            let mut found = Found::No;
            for line in io::stdin().lock().lines() {
                let query = line.map_err(CommandError::io("reading queries", "-"))?;
                let mut page = timed_search(&engine, &query, &options)?;
                if page.page.total > 0 {
                    found = Found::Yes;
                }
                print_json(&mut out, &mut page);
            }
            return Ok(found);
        }
        let mut page = timed_search(&engine, &self.query, &options)?;
        if self.json {
            print_json(&mut out, &mut page);
        } else {
            // A closed pipe is no failure of ours.
            let _ = print_page(&mut out, &page.page, !self.facets.is_empty());
        }
        Ok(if page.page.total > 0 { Found::Yes } else { Found::No })
    }

    fn options(&self, engine: &Engine<'_>) -> Result<SearchOptions, CommandError> {
        let info = engine.info();
        Ok(SearchOptions {
            limit: self.limit,
            offset: self.offset,
            langs: (!self.langs.is_empty()).then(|| self.langs.clone()),
            explain: self.explain,
            filters: filters::filters(&self.filters, &info)?,
            facets: filters::facets(&self.facets, &info)?,
            sort: filters::sort(&self.sort, &info)?,
            first: self.first.clone(),
            alternates: if self.separate { Alternates::Separate } else { Alternates::Fold },
            cross_language: !self.no_cross_language,
        })
    }

    fn print_suggestions(&self, engine: &Engine<'_>, out: &mut impl Write) -> Result<Found, CommandError> {
        let prefix: String = self.query.nfkd().collect();
        let mut suggestions = match engine.suggest(&prefix, &self.options(engine)?)? {
            Suggested::Suggestions(suggestions) => suggestions,
            Suggested::Missing(_) => unreachable!("a bundle opened whole has all its parts"),
        };
        suggestions.iter_mut().for_each(|suggestion| suggestion.text = suggestion.text.nfc().collect());
        // A closed pipe is no failure of ours.
        let _ = if self.json {
            writeln!(out, "{}", serde_json::to_string(&suggestions).unwrap_or_default())
        } else {
            suggestions.iter().try_for_each(|Suggestion { text, lang, .. }| writeln!(out, "{text} [{lang}]"))
        };
        Ok(if suggestions.is_empty() { Found::No } else { Found::Yes })
    }
}

fn timed_search(engine: &Engine<'_>, query: &str, options: &SearchOptions) -> Result<TimedPage, CommandError> {
    let start = Instant::now();
    let page = search(engine, query, options)?;
    Ok(TimedPage { page, took_ms: start.elapsed().as_secs_f64() * 1000.0 })
}

/// Searches a bundle all of whose parts are there, after putting the query in form NFKD as a browser does.
pub fn search(engine: &Engine<'_>, query: &str, options: &SearchOptions) -> Result<Page, CommandError> {
    let query: String = query.nfkd().collect();
    match engine.search(&query, options)? {
        Outcome::Page(mut page) => {
            page.suggestion = page.suggestion.map(|text| text.nfc().collect());
            Ok(page)
        }
        Outcome::Missing(_) => unreachable!("a bundle opened whole has all its parts"),
    }
}

fn print_json(out: &mut impl Write, page: &mut TimedPage) {
    let links: Vec<String> = page.page.hits.iter_mut().map(add_links).collect();
    let mut json = serde_json::to_value(&*page).unwrap_or_default();
    for (at, link) in links.into_iter().enumerate() {
        json["hits"][at]["link"] = link.into();
    }
    let _ = writeln!(out, "{json}");
}

fn print_page(out: &mut impl Write, page: &Page, shows_facets: bool) -> io::Result<()> {
    let langs: Vec<String> = page.langs.iter().map(|count| format!("{} {}", count.lang, count.total)).collect();
    let words = if page.partial { "with some of the words" } else { "with every word" };
    writeln!(out, "{} documents {words}{}{}", page.total, if langs.is_empty() { "" } else { ": " }, langs.join(", "))?;
    for (name, values) in page.facets.0.iter().filter(|_| shows_facets) {
        let value = |facet: &Facet| match &facet.value {
            FacetValue::Text(text) => format!("{text} {}", facet.total),
            FacetValue::Number(number) => format!("{number} {}", facet.total),
        };
        writeln!(out, "{name}: {}", values.iter().map(value).collect::<Vec<_>>().join(", "))?;
    }
    for hit in &page.hits {
        print_hit(out, hit)?;
    }
    Ok(())
}

fn print_hit(out: &mut impl Write, hit: &Hit) -> io::Result<()> {
    writeln!(out, "\n{} [{}] {}", hit.title, hit.lang, hit.url)?;
    let mut excerpt = String::new();
    for part in &hit.excerpt {
        if part.mark {
            excerpt.extend(["*", &part.text, "*"]);
        } else {
            excerpt.push_str(&part.text);
        }
    }
    writeln!(out, "  {excerpt}")?;
    writeln!(out, "  score {:.2}, {:?}", hit.score, hit.via)?;
    for Explanation { class, word, level, idf, weight, points } in hit.explanation.iter().flatten() {
        write!(out, "  {points:8.4}  ")?;
        match word.as_str() {
            "" => writeln!(out, "{class} of the document")?,
            word => writeln!(out, "{word}: {class} {weight:.2} × idf {idf:.2} × level {level}/32")?,
        }
    }
    Ok(())
}
