//! A whole document as the index has it: for readers of sites that have no page for it.

use super::page::{self, Hit, SectionHit};
use super::score::Candidate;
use crate::format::{Index, Missing};
use crate::store::{Piece, pieces};

/// The first document with this id or url, as a hit without what comes of a query; with all its sections, and the text in
/// them. The first section is what stands before all headings, if anything does. `None` when there is no such document.
pub(super) fn document(index: &Index<'_>, id: &str, missing: &Missing) -> Option<Hit> {
    for doc in 0..index.num_docs() {
        let record = index.fields.get(doc).ok()?;
        if record.id != id && record.url != id {
            continue;
        }
        let mut sections = Vec::new();
        let section = |title: &str, anchor| SectionHit {
            title: title.to_owned(),
            url: page::section_url(record.url, anchor),
            excerpt: Vec::new(),
            text: Vec::new(),
        };
        let mut last = section("", "");
        // What a paragraph was split into belongs together again; nothing was lost between.
        for line in index.text(doc, missing).split(|&byte| byte == b'\n') {
            let mut paragraph = String::new();
            for piece in pieces(line) {
                match piece {
                    Piece::Passage(passage) => paragraph.push_str(passage),
                    Piece::Section { anchor, heading } => {
                        sections.push(std::mem::replace(&mut last, section(heading, anchor)));
                    }
                }
            }
            if !paragraph.is_empty() {
                last.text.push(paragraph);
            }
        }
        sections.push(last);
        let language = index.directory.languages.get(index.directory.language_of(doc))?;
        let candidate = Candidate { doc, score: 0, via: 0, order: 0, proximity: 0 };
        return Some(page::hit(index, &candidate, &record, language, Vec::new(), sections, Vec::new()));
    }
    None
}
