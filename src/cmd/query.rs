//! `tarjuman query`: the engine of the browser, from a terminal.

use super::bundle::Bundle;
use super::link::add_links;
use super::{CommandError, Found};
use clap::Args;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;
use tarjuman::{Engine, Hit, Outcome, Page, SearchOptions};
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
        if self.query == "-" {
            let mut found = Found::No;
            for line in io::stdin().lock().lines() {
                let query = line.map_err(CommandError::io("reading queries", "-"))?;
                let mut page = self.search(&engine, &query)?;
                if page.page.total > 0 {
                    found = Found::Yes;
                }
                print_json(&mut out, &mut page);
            }
            return Ok(found);
        }
        let mut page = self.search(&engine, &self.query)?;
        if self.json {
            print_json(&mut out, &mut page);
        } else {
            // A closed pipe is no failure of ours.
            let _ = print_page(&mut out, &page.page);
        }
        Ok(if page.page.total > 0 { Found::Yes } else { Found::No })
    }

    fn search(&self, engine: &Engine<'_>, query: &str) -> Result<TimedPage, CommandError> {
        let langs = (!self.langs.is_empty()).then(|| self.langs.clone());
        let options = SearchOptions { limit: self.limit, offset: self.offset, langs };
        let start = Instant::now();
        let page = search(engine, query, &options)?;
        Ok(TimedPage { page, took_ms: start.elapsed().as_secs_f64() * 1000.0 })
    }
}

/// Searches a bundle all of whose parts are there, after putting the query in form NFKD as a browser does.
pub fn search(engine: &Engine<'_>, query: &str, options: &SearchOptions) -> Result<Page, CommandError> {
    let query: String = query.nfkd().collect();
    match engine.search(&query, options)? {
        Outcome::Page(page) => Ok(page),
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
