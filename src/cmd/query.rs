//! `tarjuman query`: the engine of the browser, from a terminal.

use super::bundle::Bundle;
use super::{CommandError, Found};
use clap::Args;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;
use tarjuman::{Engine, Hit, Outcome, Page, SearchOptions, Suggested, Suggestion};
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
    /// Complete the query rather than search for it; with --json as `suggest` does in JavaScript
    #[arg(long, conflicts_with = "offset")]
    suggest: bool,
    /// Print the object that `search` gives in JavaScript
    #[arg(long)]
    json: bool,
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
        let mut out = io::stdout().lock();
        if self.suggest {
            return self.print_suggestions(&engine, &mut out);
        }
        if self.query == "-" {
            let mut found = Found::No;
            for line in io::stdin().lock().lines() {
                let query = line.map_err(CommandError::io("reading queries", "-"))?;
                let page = self.search(&engine, &query)?;
                if page.page.total > 0 {
                    found = Found::Yes;
                }
                print_json(&mut out, &page);
            }
            return Ok(found);
        }
        let page = self.search(&engine, &self.query)?;
        if self.json {
            print_json(&mut out, &page);
        } else {
            // A closed pipe is no failure of ours.
            let _ = print_page(&mut out, &page.page);
        }
        Ok(if page.page.total > 0 { Found::Yes } else { Found::No })
    }

    fn options(&self) -> SearchOptions {
        let langs = (!self.langs.is_empty()).then(|| self.langs.clone());
        SearchOptions { limit: self.limit, offset: self.offset, langs }
    }

    fn print_suggestions(&self, engine: &Engine<'_>, out: &mut impl Write) -> Result<Found, CommandError> {
        let prefix: String = self.query.nfkd().collect();
        let mut suggestions = match engine.suggest(&prefix, &self.options())? {
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

    fn search(&self, engine: &Engine<'_>, query: &str) -> Result<TimedPage, CommandError> {
        let start = Instant::now();
        let page = search(engine, query, &self.options())?;
        Ok(TimedPage { page, took_ms: start.elapsed().as_secs_f64() * 1000.0 })
    }
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

fn print_json(out: &mut impl Write, page: &TimedPage) {
    let json = serde_json::to_string(page).unwrap_or_default();
    let _ = writeln!(out, "{json}");
}

fn print_page(out: &mut impl Write, page: &Page) -> io::Result<()> {
    let langs: Vec<String> = page.langs.iter().map(|count| format!("{} {}", count.lang, count.total)).collect();
    let words = if page.partial { "with some of the words" } else { "with every word" };
    writeln!(out, "{} documents {words}{}{}", page.total, if langs.is_empty() { "" } else { ": " }, langs.join(", "))?;
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
    writeln!(out, "  score {:.2}, {:?}", hit.score, hit.via)
}
