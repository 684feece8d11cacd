//! `tarjuman languages` (not in the help): prints `docs/languages.md`, which a test compares with this.

use super::{CommandError, Found};
use clap::Args;
use tarjuman::build::language::languages_page;

/// Prints what each language gets, as docs/languages.md.
#[derive(Debug, Args)]
pub struct LanguagesArgs {}

impl LanguagesArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Found, CommandError> {
        say!("{}", languages_page().trim_end());
        Ok(Found::Yes)
    }
}
