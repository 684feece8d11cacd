//! Why an index does not open.

use crate::bytes::{DecodeError, Message, NO_FIT};
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

impl FormatError {
    /// What is wrong and what to do about it.
    pub fn message(&self) -> String {
        let mut message = Message::default();
        match *self {
            FormatError::NotAnIndex => message.text("this is no Tarjuman index; build one with `tarjuman build`"),
            FormatError::Version { expected, found } => message
                .text("the index has format version ")
                .number(found.into())
                .text(", this reader opens ")
                .number(expected.into())
                .text("; build it again"),
            FormatError::Length { expected, found } => message
                .text("the index should have ")
                .number(expected as u64)
                .text(" bytes and has ")
                .number(found as u64)
                .text("; copy or build it again"),
            FormatError::Damaged { section, number } => message
                .text("section ")
                .text(section)
                .text(" ")
                .number(number.into())
                .text(" of the index is damaged; copy or build it again"),
            FormatError::Absent { section } => {
                message.text("the index has no section ").text(section).text("; build it again")
            }
            FormatError::Layout { section, source } => message
                .text("section ")
                .text(section)
                .text(": ")
                .text(source.what)
                .text(NO_FIT)
                .text(" at byte ")
                .number(source.offset as u64)
                .text("; build the index again"),
        };
        message.0
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
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
