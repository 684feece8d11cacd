//! Why a command could not do its work: exit code 2.

use std::io;
use std::path::PathBuf;
use tarjuman::build::assets::AssetError;
use tarjuman::build::bundle::BundleError;
use tarjuman::build::config::ConfigError;
use tarjuman::build::inject::InjectError;
use tarjuman::build::publish::PublishError;
use tarjuman::build::source::SourceError;
use tarjuman::build::translate::LexiconProblem;
use tarjuman::{FormatError, OptionError};

/// A failure, told with the file, the line, what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// A file cannot be read or written.
    #[error("{}: {action} failed: {source}; check the path and its permissions", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A lexicon is not as it should be.
    #[error("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Lexicon {
        /// All that is wrong.
        problems: Vec<LexiconProblem>,
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
    /// An argument that the index has no use for.
    #[error("--{option} '{found}': {what}")]
    Asked {
        /// The option.
        option: &'static str,
        /// What was given.
        found: String,
        /// What is wrong and what to do.
        what: String,
    },
    /// The documents cannot be read at all.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The settings are wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The engine cannot be read.
    #[error(transparent)]
    Asset(#[from] AssetError),
    /// Engine and index do not go together.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The bundle cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// This program was compiled without an engine.
    #[error(
        "this tarjuman has no engine inside; run ./build.sh, which makes one, or name one with --engine FILE (its engine.wasm)"
    )]
    NoEngine,
    /// There were files, but no document in them.
    #[error("no document to index ({skipped} left out on purpose); the messages above say why")]
    NothingToIndex {
        /// Drafts, future dates and the like.
        skipped: usize,
    },
    /// `--strict`, and there were problems.
    #[error("{count} problems, and --strict is on: nothing was written; mend them, or leave --strict out")]
    Strict {
        /// How many.
        count: usize,
    },
    /// A file as a whole is not what it is needed for.
    #[error("{}: {what}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        what: String,
    },
    /// The server has no port.
    #[error("{address}: cannot be listened on: {source}; {remedy}")]
    Listen {
        /// Host and port.
        address: String,
        /// What the system said.
        source: io::Error,
        /// What to do.
        remedy: &'static str,
    },
    /// The system does not tell of changes.
    #[error("changes cannot be watched: {what}; --poll looks for them every second instead")]
    Watch {
        /// Of what, and why not.
        what: String,
    },
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
