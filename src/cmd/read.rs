//! `tarjuman read`: a whole document of a bundle.

use super::bundle::Bundle;
use super::{CommandError, Found};
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;
use tarjuman::{Hit, Reading};

/// Prints a document with all its text.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// The folder that `build` wrote, or the .wasm in it
    bundle: PathBuf,
    /// Id or url of the document, as hits have them
    id: String,
    /// Print the object that `read` gives in JavaScript
    #[arg(long)]
    json: bool,
}

impl ReadArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Found, CommandError> {
        let bundle = Bundle::read(&self.bundle)?;
        let document = match bundle.engine()?.document(&self.id) {
            Reading::Document(document) => document,
            Reading::Missing(_) => unreachable!("a bundle opened whole has all its parts"),
        };
        let mut out = io::stdout().lock();
        // A closed pipe is no failure of ours.
        let _ = match &document {
            _ if self.json => writeln!(out, "{}", serde_json::to_string(&document).unwrap_or_default()),
            Some(document) => print(&mut out, document),
            None => Ok(()),
        };
        Ok(if document.is_some() { Found::Yes } else { Found::No })
    }
}

fn print(out: &mut impl Write, document: &Hit) -> io::Result<()> {
    let date = document.date.iter().map(|date| format!("  {date}")).collect::<String>();
    writeln!(out, "{}\n{} [{}]{date}", document.title, document.url, document.lang)?;
    for section in &document.sections {
        if !section.title.is_empty() {
            writeln!(out, "\n## {}", section.title)?;
        }
        section.text.iter().try_for_each(|paragraph| writeln!(out, "\n{paragraph}"))?;
    }
    Ok(())
}
