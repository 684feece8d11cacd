//! The command line: one file per subcommand, each with its arguments and a `run`.

pub mod build;
pub mod bundle;
mod error;
pub mod eval;
pub mod fold;
pub mod inspect;
pub mod query;
pub mod verify;

pub use error::CommandError;

/// How a command ends when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Done, or found: exit code 0.
    Yes,
    /// Nothing found, or a check failed: exit code 1.
    No,
}
