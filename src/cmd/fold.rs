//! `tarjuman fold`: what the index makes of a text, for finding out why a word is not found.

use super::bundle::Bundle;
use super::{CommandError, Found};
use clap::Args;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use tarjuman::Engine;
use unicode_normalization::UnicodeNormalization;

/// Prints the words of a text as the index sees them: folded, and scripts without spaces cut into grams.
#[derive(Debug, Args)]
pub struct FoldArgs {
    /// The folder that `build` wrote, or the .wasm in it
    bundle: PathBuf,
    /// The text; `-` reads texts from standard input, one per line, and answers each with a line
    text: String,
    /// Read the text as documents are read, not put in form NFKD first as queries are; the words must be the same
    #[arg(long)]
    as_written: bool,
}

impl FoldArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Found, CommandError> {
        let bundle = Bundle::read(&self.bundle)?;
        let engine = bundle.engine()?;
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.text == "-" {
            for line in io::stdin().lock().lines() {
                let line = line.map_err(CommandError::io("reading texts", "-"))?;
                self.print(&mut out, &engine, &line);
            }
        } else {
            self.print(&mut out, &engine, &self.text);
        }
        Ok(Found::Yes)
    }

    fn print(&self, out: &mut impl Write, engine: &Engine<'_>, text: &str) {
        let words = if self.as_written { engine.fold(text) } else { engine.fold(&text.nfkd().collect::<String>()) };
        // A closed pipe is no failure of ours.
        let _ = writeln!(out, "{}", words.join(" "));
    }
}
