//! Floor 4: the container, and the opened index.
//!
//! # Layout of a container
//!
//! All integers are little-endian; every section starts at a multiple of eight bytes.
//!
//! ```text
//! magic      8 bytes  "TARJUMAN"
//! version    u32      VERSION; any other is refused
//! sections   u32      number of sections
//! length     u64      of the whole container, in bytes
//! table      per section:
//!   kind     u16      see `SectionKind`
//!   number   u16      of the part, from 0; 0 for sections that are not parts
//!   length   u32      in bytes
//!   offset   u64      from the start of the container
//!   checksum u64      of the section (`bytes/checksum.rs`)
//! checksum   u64      of everything before it
//! sections   …
//! ```
//!
//! Sections whose kind is a *part* (dictionary, postings, text) need not be there when the index opens: a search that
//! misses one says so, the host hands it over and asks again.

mod container;
mod directory;
mod error;
mod index;
#[cfg(feature = "build")]
#[allow(clippy::expect_used, reason = "runs at build time, over what we made ourselves")]
mod writer;

#[cfg(feature = "build")]
pub(crate) use container::Section;
pub(crate) use container::{Container, PartId, SectionKind};
pub(crate) use directory::{Directory, Language};
pub use error::FormatError;
pub(crate) use index::{Index, Missing};
#[cfg(feature = "build")]
pub(crate) use writer::write_container;

/// Version of the container and of everything in it. A reader opens its own version only: engine and index are built
/// together and travel in one file, so an older reader never needs to meet a newer index.
pub const VERSION: u32 = 1;
