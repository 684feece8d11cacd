//! Floor 3: the documents of a group, and how much each says about it.

mod impact;
mod reader;
#[cfg(feature = "build")]
mod writer;

#[cfg(feature = "build")]
pub use impact::FieldWeights;
pub(crate) use impact::Impact;
#[cfg(feature = "build")]
pub(crate) use impact::{Field, Occurrences};
pub(crate) use reader::{GroupForms, Postings, PostingsPart};
#[cfg(feature = "build")]
pub(crate) use writer::{FormsRecord, GroupRecord, write_postings};

/// A document's number: languages one after the other, within a language in the order of ids.
pub(crate) type DocId = u32;
