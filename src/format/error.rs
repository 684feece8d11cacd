//! Why an index does not open.

use crate::bytes::DecodeError;
use std::fmt;

/// A bundle that is damaged, of another version, or no bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatError {
    /// The first bytes are not those of an index.
    NotAnIndex,
    /// Written by another version.
    Version {
        /// What this reader opens.
        expected: u32,
        /// What the index says.
        found: u32,
    },
    /// Shorter or longer than it says.
    Length {
        /// Bytes, by its own header.
        expected: usize,
        /// Bytes that are there.
        found: usize,
    },
    /// A checksum does not match.
    Damaged {
        /// Name of the section, or `header`.
        section: &'static str,
        /// Number of the part.
        number: u16,
    },
    /// A section that has to be there is not.
    Absent {
        /// Name of the section.
        section: &'static str,
    },
    /// A section's checksum is right but its contents are not what its layout says.
    Layout {
        /// Name of the section.
        section: &'static str,
        /// What did not fit, and where.
        source: DecodeError,
    },
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormatError::NotAnIndex => write!(f, "this is no Tarjuman index; build one with `tarjuman build`"),
            FormatError::Version { expected, found } => {
                write!(f, "the index has format version {found}, this reader opens {expected}; build it again")
            }
            FormatError::Length { expected, found } => {
                write!(f, "the index should have {expected} bytes and has {found}; copy or build it again")
            }
            FormatError::Damaged { section, number } => {
                write!(f, "section {section} {number} of the index is damaged; copy or build it again")
            }
            FormatError::Absent { section } => write!(f, "the index has no section {section}; build it again"),
            FormatError::Layout { section, source } => {
                write!(f, "section {section}: {source} at byte {}; build the index again", source.offset)
            }
        }
    }
}

impl std::error::Error for FormatError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            FormatError::Layout { source, .. } => Some(source),
            _ => None,
        }
    }
}
