//! `tarjuman inspect`: what a bundle holds and what it weighs.

use super::bundle::Bundle;
use super::{CommandError, Found};
use clap::Args;
use serde::Serialize;
use std::fs;
use std::path::PathBuf;
use tarjuman::Info;
use tarjuman::build::contents::{FoundFor, found_for, groups};
use tarjuman::build::publish::read_manifest;
use tarjuman::build::report::{SizeRow, size_row, size_rows};
use unicode_normalization::UnicodeNormalization;

/// Shows languages and sizes of a bundle: raw, gzip -9 and brotli -q 11, by section.
#[derive(Debug, Args)]
pub struct InspectArgs {
    /// The folder that `build` wrote, or the .wasm in it
    bundle: PathBuf,
    /// Instead, print the groups of forms that count as one word in this language, one group per line
    #[arg(long, value_name = "TAG")]
    groups: Option<String>,
    /// Instead, print what a query finds for this word: translations, names that sound alike, synonyms, with their source and weight
    #[arg(long, value_name = "WORD", conflicts_with = "groups")]
    term: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    info: Info,
    sections: Vec<SizeRow>,
    files: Vec<SizeRow>,
    /// Everything that the browser loads before the first hit.
    total: SizeRow,
    /// The same without the text that excerpts are cut from.
    total_without_text_brotli: usize,
}

impl InspectArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Found, CommandError> {
        if let Some(tag) = &self.groups {
            return self.groups(tag);
        }
        if let Some(term) = &self.term {
            return self.term(term);
        }
        let report = self.report()?;
        if self.json {
            say!("{}", serde_json::to_string_pretty(&report).unwrap_or_default());
        } else {
            print(&report);
        }
        Ok(Found::Yes)
    }

    fn groups(&self, tag: &str) -> Result<Found, CommandError> {
        let bundle = Bundle::read(&self.bundle)?;
        let groups = groups(bundle.index()?, tag)
            .map_err(|source| CommandError::Format { path: bundle.path.clone(), source })?;
        if self.json {
            say!("{}", serde_json::to_string(&groups).unwrap_or_default());
        } else {
            groups.iter().for_each(|forms| say!("{}", forms.join(" ")));
        }
        Ok(if groups.is_empty() { Found::No } else { Found::Yes })
    }

    fn term(&self, term: &str) -> Result<Found, CommandError> {
        let bundle = Bundle::read(&self.bundle)?;
        let normal: String = term.nfkd().collect();
        let folded = bundle.engine()?.fold(&normal);
        let found = found_for(bundle.index()?, &folded)
            .map_err(|source| CommandError::Format { path: bundle.path.clone(), source })?;
        if self.json {
            say!("{}", serde_json::to_string(&found).unwrap_or_default());
        } else {
            for FoundFor { word, langs, documents, source, weight } in &found {
                let langs = langs.join(",");
                say!("{weight:<6} {source:<8} {langs:<10} {documents:>6} documents  {word}");
            }
        }
        Ok(if found.is_empty() { Found::No } else { Found::Yes })
    }

    fn report(&self) -> Result<Report, CommandError> {
        let bundle = Bundle::read(&self.bundle)?;
        let index = bundle.index()?;
        let sections = size_rows(index).map_err(|source| CommandError::Format { path: bundle.path.clone(), source })?;
        let mut files = vec![size_row("engine without index", &without(&bundle.wasm, index))];
        let mut total = size_row("tarjuman.wasm", &bundle.wasm);
        files.push(total.clone());
        if self.bundle.is_dir() {
            let names = read_manifest(&self.bundle).map(|manifest| manifest.files).unwrap_or_default();
            for name in names.keys().filter(|name| name.ends_with(".js")) {
                let path = self.bundle.join(name);
                let bytes = fs::read(&path).map_err(CommandError::io("reading", &path))?;
                let row = size_row(name, &bytes);
                total.raw += row.raw;
                total.gzip += row.gzip;
                total.brotli += row.brotli;
                files.push(row);
            }
        }
        "in all".clone_into(&mut total.name);
        let text = sections.iter().find(|row| row.name == "text").map_or(0, |row| row.brotli);
        let total_without_text_brotli = total.brotli.saturating_sub(text);
        Ok(Report { info: bundle.engine()?.info(), sections, files, total, total_without_text_brotli })
    }
}

/// The module's bytes before and behind the index.
fn without(wasm: &[u8], index: &[u8]) -> Vec<u8> {
    let start = index.as_ptr() as usize - wasm.as_ptr() as usize;
    [&wasm[..start], &wasm[start + index.len()..]].concat()
}

fn print(report: &Report) {
    let langs: Vec<String> =
        report.info.langs.iter().map(|count| format!("{} {}", count.lang, count.num_docs)).collect();
    say!("{} documents in {} languages: {}", report.info.num_docs, langs.len(), langs.join(", "));
    say!("{} words as written, index {}\n", report.info.num_forms, report.info.build_hash);
    say!("{:<24} {:>11} {:>11} {:>11} {:>11}", "bytes", "raw", "gzip -9", "brotli 11", "bound");
    for row in report.sections.iter().chain(&report.files).chain([&report.total]) {
        let bound = row.bound.map_or(String::new(), |bound| bound.to_string());
        say!("{:<24} {:>11} {:>11} {:>11} {bound:>11}", row.name, row.raw, row.gzip, row.brotli);
    }
    say!("{:<24} {:>35}", "in all but the text", report.total_without_text_brotli);
    say!("");
    for row in &report.sections {
        if let Some(how) = row.bound_by {
            say!("bound of {}: {how}", row.name);
        }
    }
}
