//! `tarjuman build`: a folder of texts to a search page.

mod languages;
mod learning;

use super::{CommandError, Found};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use languages::Languages;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tarjuman::FORMAT_VERSION;
use tarjuman::build::assets::Engine;
use tarjuman::build::boost;
use tarjuman::build::bundle::{BUNDLE_WASM, Bundle, bundle};
use tarjuman::build::config::{Config, WordList};
use tarjuman::build::document::Date;
use tarjuman::build::own_words::OwnWords;
use tarjuman::build::pages::KnownPages;
use tarjuman::build::publish::{Manifest, check, publish};
use tarjuman::build::single_file::{Place, SINGLE_FILE, single_file};
use tarjuman::build::source::{self, Problem, Reading, Severity};
use tarjuman::build::translate::{Learning, LexiconFile, Sources};
use tarjuman::build::{PartSizes, invert_with};

/// Indexes documents and writes a bundle: engine, index, element and a search page, to be served as static files.
#[derive(Debug, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    inputs: Inputs,
    /// Where to write the bundle
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write search.html too, one page with everything inside, which needs no server and no network
    #[arg(long)]
    single_file: bool,
    /// Write beside, and over, files that tarjuman did not write
    #[arg(long)]
    force: bool,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

/// What a bundle is made of.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Folders or files (.html .md .txt .jsonl, also .gz .zst), or `-` for JSON Lines on standard input
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<PathBuf>,
    /// Settings; `tarjuman.toml` in the working folder is read when there is one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// What urls of files begin with
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Queries of your readers, one a line (or qid<TAB>language<TAB>query): inflected words in them that no page holds
    /// are compiled in
    #[arg(long, value_name = "FILE")]
    asked: Option<PathBuf>,
    /// Fail when any document has a problem, instead of leaving it out
    #[arg(long)]
    strict: bool,
    /// The engine.wasm to use instead of the one inside this program
    #[arg(long, value_name = "FILE")]
    engine: Option<PathBuf>,
}

/// A bundle in memory, and what there is to say about it.
pub struct Compiled {
    /// Its files, and what identifies it.
    pub bundle: Bundle,
    /// Bytes of the index in the module.
    pub index_len: usize,
    /// What urls of files begin with.
    base_url: String,
    /// What was read.
    pub reading: Reading,
    learning: Learning,
}

/// Problems shown; the rest is counted.
const MAX_SHOWN: usize = 50;
/// Problems of one kind shown: a site that has one of them has it everywhere.
const MAX_SHOWN_OF_KIND: usize = 12;
const CONFIG_NAME: &str = "tarjuman.toml";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    documents: usize,
    languages: Languages,
    learning: Learning,
    skipped: Vec<String>,
    problems: Vec<String>,
    files_read: usize,
    bytes_read: u64,
    seconds: f64,
    format_version: u32,
    build_hash: String,
    files: BTreeMap<String, u64>,
    integrity: BTreeMap<String, String>,
}

/// What a page may load, in the order that it does.
const NAMED_IN_PAGES: [&str; 4] = ["element.js", "tarjuman.js", "tarjuman.worker.js", BUNDLE_WASM];

/// Hashes for pages that check what they load.
fn integrity(manifest: &Manifest) -> BTreeMap<String, String> {
    let named = manifest.files.iter().filter(|(name, _)| NAMED_IN_PAGES.contains(&name.as_str()));
    named.map(|(name, file)| (name.clone(), file.integrity.clone())).collect()
}

impl BuildArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Found, CommandError> {
        let start = Instant::now();
        check(&self.out, self.force)?;
        let Compiled { mut bundle, index_len, base_url, reading, learning } =
            self.inputs.compile(KnownPages::around(&self.inputs.sources, &self.out), self.json)?;
        if self.single_file {
            let page = single_file(&bundle, &Place::of(&self.inputs.sources, &self.out, &base_url))?;
            bundle.files.insert(SINGLE_FILE.to_owned(), page);
        }
        let manifest = publish(&self.out, &bundle.files, &bundle.hash, self.force)?;

        let summary = Summary {
            documents: reading.documents.len(),
            languages: Languages::of(&reading.documents),
            learning,
            skipped: reading.skipped.iter().map(|skipped| format!("{}: {}", skipped.id, skipped.reason)).collect(),
            problems: reading.problems.iter().map(Problem::to_string).collect(),
            files_read: reading.files_read,
            bytes_read: reading.bytes_read,
            seconds: start.elapsed().as_secs_f64(),
            format_version: FORMAT_VERSION,
            files: manifest.files.iter().map(|(name, file)| (name.clone(), file.bytes)).collect(),
            integrity: integrity(&manifest),
            build_hash: bundle.hash,
        };
        if self.json {
            say!("{}", serde_json::to_string_pretty(&summary).unwrap_or_default());
        } else {
            self.print(&summary, index_len, &base_url);
        }
        Ok(Found::Yes)
    }

    fn print(&self, summary: &Summary, index_len: usize, base_url: &str) {
        say!("{}", summary.languages.table());
        learning::table(&summary.learning).iter().for_each(|table| say!("{table}"));
        for skipped in summary.skipped.iter().take(MAX_SHOWN) {
            say!("left out   {skipped}");
        }
        let out = self.out.display();
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        for name in NAMED_IN_PAGES {
            say!("{name:<20} {}", summary.integrity.get(name).map_or("", String::as_str));
        }
        say!(
            "{} documents from {} files ({:.1} MB) in {:.2} s: index {:.2} MB, bundle {:.2} MB in {out}",
            summary.documents,
            summary.files_read,
            megabytes(summary.bytes_read),
            summary.seconds,
            megabytes(index_len as u64),
            megabytes(summary.files.iter().filter(|(name, _)| *name != SINGLE_FILE).map(|(_, bytes)| bytes).sum()),
        );
        if let Some(&bytes) = summary.files.get(SINGLE_FILE) {
            say!("{out}/{SINGLE_FILE} has all of it in one page ({:.2} MB): open it from any folder", megabytes(bytes));
            if base_url.contains("://") {
                say!("its hits lead to {base_url}; --base-url / leads them to the pages beside it");
            }
        }
        say!("tarjuman inspect {out} shows what it weighs on the wire; any static file server can serve it");
    }
}

impl Inputs {
    /// Reads and indexes the documents; `pages` tells which have a page, unless the settings do. Problems with them go to standard
    /// error; `quiet` leaves out the progress.
    pub fn compile(&self, pages: KnownPages, quiet: bool) -> Result<Compiled, CommandError> {
        let engine = self.engine()?;
        let (config, config_path) = self.config()?;
        let mut own_words = OwnWords::load(&config, &config_path)?;
        if let Some(path) = &self.asked {
            own_words.add_asked(&fs::read_to_string(path).map_err(CommandError::io("reading the queries", path))?);
        }
        let progress = Progress::new(quiet);

        progress.step("reading");
        let mut reading = source::read(&self.sources, &config, Date::today())?;
        progress.clear();
        self.report_problems(&reading)?;
        if reading.documents.is_empty() {
            return Err(CommandError::NothingToIndex { skipped: reading.skipped.len() });
        }
        for (number, _) in (1..).zip(boost::apply(&config, &mut reading.documents)).filter(|&(_, count)| count == 0) {
            eprintln!("warning: {}: boost number {number} fits no document", config_path.display());
        }
        pages.or_as_set(&config).tell(&mut reading.documents);
        let (translations, warnings) = Sources::load(&config).map_err(|problems| CommandError::Lexicon { problems })?;
        warnings.iter().for_each(|warning| eprintln!("warning: {warning}"));
        progress.step(&format!("indexing {} documents", reading.documents.len()));
        let (index, learning) =
            invert_with(&mut reading.documents, PartSizes::default(), &own_words, config.field_weights, &translations);
        progress.clear();
        learning::warnings(&learning).iter().for_each(|warning| eprintln!("warning: {warning}"));
        let bundle = bundle(&engine, &index)?;
        Ok(Compiled { bundle, index_len: index.len(), base_url: config.base_url, reading, learning })
    }

    /// What the bundle starts from.
    pub fn engine(&self) -> Result<Engine, CommandError> {
        match &self.engine {
            Some(path) => Ok(Engine::from_file(path)?),
            None => Engine::embedded().ok_or(CommandError::NoEngine),
        }
    }

    /// Files beside the sources that a build reads: the settings, and what they and the options name. Settings that
    /// cannot be read name nothing.
    pub fn settings(&self) -> Vec<PathBuf> {
        let path = self.config.clone().unwrap_or_else(|| CONFIG_NAME.into());
        let config = Config::load(&path).unwrap_or_default();
        let lists = config.synonyms.values().chain(config.protected_words.values());
        let files = lists.filter_map(|list| match list {
            WordList::File(file) => Some(file.as_path()),
            WordList::Lines(_) => None,
        });
        let named: Vec<PathBuf> =
            files.chain(config.lexicons.iter().map(LexiconFile::file)).map(|file| config.resolve(file)).collect();
        [path].into_iter().chain(self.asked.clone()).chain(named).collect()
    }

    /// The settings, and the file that they are from.
    fn config(&self) -> Result<(Config, PathBuf), CommandError> {
        let path = self.config.clone().unwrap_or_else(|| CONFIG_NAME.into());
        let is_there = self.config.is_some() || path.is_file();
        let mut config = if is_there { Config::load(&path)? } else { Config::default() };
        if let Some(base_url) = &self.base_url {
            config.base_url.clone_from(base_url);
        }
        Ok((config, path))
    }

    fn report_problems(&self, reading: &Reading) -> Result<(), CommandError> {
        let mut of_kind = HashMap::new();
        let is_shown = |problem: &&Problem| {
            let count = of_kind.entry(std::mem::discriminant(&problem.fault)).or_insert(0);
            *count += 1;
            *count <= MAX_SHOWN_OF_KIND
        };
        let shown: Vec<&Problem> = reading.problems.iter().filter(is_shown).take(MAX_SHOWN).collect();
        for problem in &shown {
            let severity = match problem.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            eprintln!("{severity}: {problem}");
        }
        let more = reading.problems.len() - shown.len();
        if more > 0 {
            eprintln!("and {more} more problems; --json lists them all");
        }
        match reading.problems.len() {
            count if self.strict && count > 0 => Err(CommandError::Strict { count }),
            _ => Ok(()),
        }
    }
}

/// What is being done, on a terminal only.
struct Progress(Option<ProgressBar>);

impl Progress {
    fn new(quiet: bool) -> Progress {
        if quiet || !std::io::stderr().is_terminal() {
            return Progress(None);
        }
        let bar = ProgressBar::new_spinner();
        bar.set_style(
            ProgressStyle::with_template("{spinner} {msg} {elapsed}").unwrap_or(ProgressStyle::default_spinner()),
        );
        bar.enable_steady_tick(Duration::from_millis(100));
        Progress(Some(bar))
    }

    fn step(&self, what: &str) {
        if let Some(bar) = &self.0 {
            bar.set_message(what.to_owned());
        }
    }

    fn clear(&self) {
        if let Some(bar) = &self.0 {
            bar.set_message("");
            bar.finish_and_clear();
        }
    }
}
