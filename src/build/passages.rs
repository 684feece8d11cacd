//! A document's text as the store keeps it: passages of at most about a kilobyte that never cross a heading.

use super::document::Document;
use crate::store::{HEADING_START, PARAGRAPH_END, PASSAGE_SPLIT, SECTION_START};

/// Longer paragraphs are split, for an excerpt is chosen passage by passage.
const MAX_PASSAGE_BYTES: usize = 1024;

/// The text of `document` (layout: `store/text.rs`).
pub(crate) fn passages(document: &Document) -> String {
    let mut text = String::new();
    for (index, section) in document.sections.iter().enumerate() {
        if index > 0 || !section.heading.is_empty() || !section.anchor.is_empty() {
            text.push(SECTION_START);
            push_clean(&mut text, &section.anchor);
            text.push(HEADING_START);
            push_clean(&mut text, &section.heading);
            text.push(PARAGRAPH_END);
        }
        for paragraph in &section.paragraphs {
            push_paragraph(&mut text, paragraph);
        }
    }
    text
}

/// Sources hand over text without control characters; this makes sure of it, for the store's structure depends on it.
fn push_clean(text: &mut String, piece: &str) {
    text.extend(piece.chars().map(|c| if c.is_control() { ' ' } else { c }));
}

fn push_paragraph(text: &mut String, paragraph: &str) {
    let mut rest = paragraph.trim();
    while rest.len() > MAX_PASSAGE_BYTES {
        let at = split_at(rest);
        // Spaces stay with what they follow: put together, the passages are the paragraph again.
        let behind = rest[at..].trim_start();
        push_clean(text, &rest[..rest.len() - behind.len()]);
        text.push(PASSAGE_SPLIT);
        rest = behind;
    }
    if !rest.is_empty() {
        push_clean(text, rest);
        text.push(PARAGRAPH_END);
    }
}

/// Behind the last sentence that ends in the second half of the passage; else behind the last space; else anywhere.
fn split_at(paragraph: &str) -> usize {
    let end = paragraph.floor_char_boundary(MAX_PASSAGE_BYTES);
    let head = &paragraph[..end];
    let half = head.len() / 2;
    let behind = |(at, c): (usize, char)| at + c.len_utf8();
    let sentence = head.char_indices().rev().find(|&(at, c)| {
        at > half
            && (matches!(c, '。' | '！' | '？' | '।')
                || c == ' ' && head[..at].ends_with(['.', '!', '?', '؟', '…', '۔']))
    });
    let space = || head.char_indices().rev().find(|&(at, c)| at > half && c == ' ');
    sentence.or_else(space).map_or(end, behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::document::Section;
    use crate::store::{Piece, pieces};

    fn document(paragraphs: &[&str]) -> Document {
        let paragraphs = paragraphs.iter().map(|&p| p.into()).collect();
        let section = Section { heading: "Canal".into(), anchor: "canal".into(), paragraphs };
        Document { sections: vec![section], ..Document::default() }
    }

    #[test]
    fn long_paragraphs_split_at_sentences_and_nothing_is_lost() {
        for sentence in ["Le canal de Suez est ouvert. ", "افتتحت قناة السويس اليوم. ", "苏伊士运河今天通航。"]
        {
            let paragraph = sentence.repeat(200);
            let text = passages(&document(&[&paragraph]));
            let found: Vec<&str> = pieces(text.as_bytes())
                .filter_map(|piece| match piece {
                    Piece::Passage(passage) => Some(passage),
                    Piece::Section { anchor, heading } => {
                        assert_eq!((anchor, heading), ("canal", "Canal"));
                        None
                    }
                })
                .collect();
            assert!(found.iter().all(|passage| passage.len() <= MAX_PASSAGE_BYTES));
            assert!(found.iter().all(|passage| passage.trim_end().ends_with(['.', '。'])));
            assert_eq!(found.concat(), paragraph.trim_end());
        }
    }

    #[test]
    fn one_endless_word_and_stray_controls_do_no_harm() {
        let text = passages(&document(&["é".repeat(5000).as_str(), "a\u{1}b\u{2}c\nd"]));
        assert_eq!(text.matches('é').count(), 5000);
        assert!(text.ends_with("a b c d\n"));
    }
}
