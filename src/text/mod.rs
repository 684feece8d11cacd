//! Floor 1: how text becomes words, shared to the letter by build, query and excerpt.
//!
//! Two rules carry everything above. **Folding is per code point**: whether a text is folded as it was written or after
//! NFKD, the same folded characters come out, so a hit's excerpt can be marked in the original text without any offset
//! arithmetic and the browser needs no Unicode tables but the [`FoldTable`] that the build wrote for this corpus.
//! **Tokenising looks only at classes of code points**, never at the language, so a query needs none.

mod fold;
mod run;
mod tokenizer;
mod wanted;

#[cfg(feature = "build")]
pub(crate) mod rules;
#[cfg(feature = "build")]
mod writer;
#[cfg(all(test, feature = "build"))]
mod writer_tests;

pub(crate) use fold::{Class, FoldTable, Folded, char_at};
pub(crate) use run::Run;
pub(crate) use tokenizer::{Token, Tokenizer, has_symbols};
pub(crate) use wanted::Wanted;
#[cfg(feature = "build")]
pub(crate) use writer::write_fold_table;
