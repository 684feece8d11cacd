//! The command line: one file per subcommand, each with its arguments and a `run`.

/// `println!` that outlives a closed pipe (`tarjuman verify dist | head -1`): who stopped reading has seen enough.
macro_rules! say {
    ($($arg:tt)*) => {
        crate::cmd::print_line(format_args!($($arg)*))
    };
}

pub mod build;
pub mod bundle;
mod error;
pub mod eval;
mod filters;
pub mod fold;
pub mod inspect;
pub mod languages;
mod link;
pub mod query;
pub mod read;
pub mod serve;
pub mod verify;

pub use error::CommandError;

use std::fmt;
use std::io::{self, Write};

/// How a command ends when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Done, or found: exit code 0.
    Yes,
    /// Nothing found, or a check failed: exit code 1.
    No,
}

fn print_line(line: fmt::Arguments<'_>) {
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_fmt(format_args!("{line}\n"))
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        eprintln!("tarjuman: writing the output failed: {error}; make room or write elsewhere");
        std::process::exit(2);
    }
}
