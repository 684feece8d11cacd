//! What a format reader hands over: a document as far as its own text tells, and what is yet to be decided about it.

use super::super::document::Document;
use super::problem::{Fault, SkipReason};

/// A document on its way.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    /// All that the source itself says; `lang` only when it says so.
    pub(crate) document: Document,
    /// Why it is to be left out, if so.
    pub(crate) skip: Option<SkipReason>,
    /// How its text was found (HTML).
    pub(crate) content: Content,
    /// The language that its path names.
    pub(crate) path_lang: Option<String>,
    /// What its translations have in common: the path without the language. `None` for JSON Lines.
    pub(crate) path_key: Option<String>,
    /// What is wrong with it, each with its line (0 for the whole).
    pub(crate) faults: Vec<(usize, Fault)>,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            document: Document { weight: 1.0, ..Document::default() },
            skip: None,
            content: Content::Whole,
            path_lang: None,
            path_key: None,
            faults: Vec::new(),
        }
    }
}

impl Page {
    /// Records a fault of the document as a whole.
    pub(crate) fn fault(&mut self, fault: Fault) {
        let line = self.document.origin.line;
        self.faults.push((line, fault));
    }
}

/// How the text of a page was told from its furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// All of it is text (no HTML page).
    Whole,
    /// `data-tarjuman-body` or `data-pagefind-body`.
    Marked,
    /// `<main>` or `role=main`.
    Main,
    /// Nothing told: the rest of `<body>`, in which blocks of other pages may recur.
    Guessed,
}
