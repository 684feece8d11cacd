//! Why a command could not do its work: exit code 2.

use std::io;
use std::path::PathBuf;
use tarjuman::build::inject::InjectError;
use tarjuman::{FormatError, OptionError};

/// A failure, told with the file, the line, what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// A file cannot be read or written.
    #[error("{}: {action} failed: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A bundle is no bundle, or damaged.
    #[error("{}: {source}", path.display())]
    Module {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: InjectError,
    },
    /// The index in a bundle does not open.
    #[error("{}: {source}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: FormatError,
    },
    /// An option is out of its range.
    #[error("{0}")]
    Option(#[from] OptionError),
    /// A line of a file is not what its format asks for.
    #[error("{}:{line}: {what}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong and what to do.
        what: String,
    },
}

impl CommandError {
    /// For `map_err` on operations on files.
    pub fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> CommandError {
        let path = path.into();
        move |source| CommandError::Io { action, path, source }
    }
}
