//! The plain text of a document: no markup, no control characters, white space collapsed, nothing else changed.
//!
//! Letters are kept exactly as written (no normalisation: excerpts show what the page says). What goes is invisible and
//! would part words that read the same: soft hyphens, byte order marks, bidirectional embeddings and overrides. Zero-width
//! (non-)joiners stay, since Persian and the scripts of India spell with them, and so do left-to-right and right-to-left marks.

use std::ops::Range;
use std::sync::Arc;

use super::super::document::{Section, Span, Text};

/// A line break that was asked for, as opposed to one in the source: always parts words.
pub(crate) const HARD_BREAK: char = '\u{2028}';

/// `text` in one line: see the module. A line break between two Chinese or Japanese characters is no space, since
/// those scripts write none and editors break lines anywhere.
#[must_use]
pub(crate) fn clean(text: &str) -> String {
    clean_with(text, |_, _| ())
}

/// [`clean`] of a text some stretches of which are in other languages.
#[must_use]
pub(crate) fn clean_spans(text: &str, spans: &[Span]) -> Text {
    let mut cleaned: Vec<Span> = Vec::new();
    let mut ahead = spans.iter().peekable();
    let mut is_new = true;
    let text = clean_with(text, |at, place| {
        while ahead.next_if(|span| span.bytes.end <= at).is_some() {
            is_new = true;
        }
        let Some(span) = ahead.peek().filter(|span| span.bytes.start <= at) else { return };
        match cleaned.last_mut().filter(|_| !is_new) {
            Some(last) => last.bytes.end = place.end,
            None => cleaned.push(Span { bytes: place, lang: span.lang.clone() }),
        }
        is_new = false;
    });
    Text::with_spans(text, cleaned)
}

/// Calls `kept` with the place of each character before and after.
fn clean_with(text: &str, mut kept: impl FnMut(usize, Range<usize>)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = Gap::None;
    let mut last = ' ';
    for (at, character) in text.char_indices() {
        match character {
            '\u{ad}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\n' | '\r' => gap = gap.max(Gap::Soft),
            HARD_BREAK | '\u{2029}' => gap = gap.max(Gap::Hard),
            _ if character.is_whitespace() || character.is_control() => gap = gap.max(Gap::Space),
            _ => {
                let parts = match gap {
                    Gap::None => false,
                    Gap::Soft => !(is_spaceless(last) && is_spaceless(character)),
                    Gap::Space | Gap::Hard => true,
                };
                if parts && !out.is_empty() {
                    out.push(' ');
                }
                kept(at, out.len()..out.len() + character.len_utf8());
                out.push(character);
                last = character;
                gap = Gap::None;
            }
        }
    }
    out
}

/// White space seen since the last character; indentation after a line break does not make it more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Soft,
    Hard,
}

/// Han, kana, bopomofo and their punctuation.
fn is_spaceless(character: char) -> bool {
    matches!(u32::from(character),
        0x2e80..=0x312f | 0x31a0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff01..=0xff60
        | 0x2_0000..=0x3_ffff)
}

/// Builds sections out of text, block ends and headings, as the readers of marked-up formats meet them.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    sections: Vec<(u8, Section)>,
    block: String,
    /// What of the block is marked as another language.
    spans: Vec<Span>,
    lang: Option<Arc<str>>,
}

impl Outline {
    /// Whether nothing was gathered.
    pub(crate) fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// Text of the block at hand.
    pub(crate) fn text(&mut self, text: &str) {
        let start = self.block.len();
        self.block.push_str(text);
        if let Some(lang) = self.lang.clone() {
            self.span(start..self.block.len(), lang);
        }
    }

    /// Text whose languages are known; where they are not, it is in the language at hand.
    pub(crate) fn marked_text(&mut self, text: &Text) {
        let own = self.lang.clone();
        let mut at = 0;
        for span in text.spans() {
            self.text(text.get(at..span.bytes.start).unwrap_or_default());
            self.lang = Some(span.lang.clone());
            self.text(text.get(span.bytes.clone()).unwrap_or_default());
            self.lang.clone_from(&own);
            at = span.bytes.end;
        }
        self.text(text.get(at..).unwrap_or_default());
    }

    fn span(&mut self, bytes: Range<usize>, lang: Arc<str>) {
        match self.spans.last_mut() {
            Some(last) if last.bytes.end == bytes.start && last.lang == lang => last.bytes.end = bytes.end,
            _ => self.spans.push(Span { bytes, lang }),
        }
    }

    /// Text from here on is marked as this language; `None` for the document's.
    pub(crate) fn set_lang(&mut self, lang: Option<Arc<str>>) {
        self.lang = lang;
    }

    /// A separation within the block.
    pub(crate) fn separate(&mut self, by: char) {
        self.block.push(by);
    }

    /// Ends the block at hand: what was gathered is a paragraph.
    pub(crate) fn end_block(&mut self) {
        let text = self.take_block();
        if text.is_empty() {
            return;
        }
        match self.sections.last_mut() {
            Some((_, section)) => section.paragraphs.push(text),
            None => self.sections.push((0, Section { paragraphs: vec![text], ..Section::default() })),
        }
    }

    /// The cleaned text of the block at hand, which is then empty.
    pub(crate) fn take_block(&mut self) -> Text {
        let text = clean_spans(&self.block, &self.spans);
        self.block.clear();
        self.spans.clear();
        text
    }

    /// Begins a section of level 1 to 6.
    pub(crate) fn heading(&mut self, level: u8, heading: Text, anchor: String) {
        self.end_block();
        self.sections.push((level, Section { heading, anchor, paragraphs: Vec::new() }));
    }

    /// The sections and the title: `declared`, else the first heading of level 1. A first heading that only repeats the
    /// title heads no section of its own.
    pub(crate) fn finish(mut self, declared: Option<Text>) -> (Text, Vec<Section>) {
        self.end_block();
        let declared = declared.filter(|title| !title.is_empty());
        let first = self.sections.iter().position(|(level, section)| *level == 1 && !section.heading.is_empty());
        let title = declared
            .or_else(|| first.and_then(|at| self.sections.get(at)).map(|(_, section)| section.heading.clone()))
            .unwrap_or_default();
        let mut sections: Vec<Section> = Vec::with_capacity(self.sections.len());
        for (at, (_, section)) in self.sections.into_iter().enumerate() {
            let repeats_title =
                Some(at) == first && *section.heading == *title && sections.iter().all(|s| s.heading.is_empty());
            if !repeats_title {
                if !section.heading.is_empty() || !section.paragraphs.is_empty() {
                    sections.push(section);
                }
            } else if let Some(before) = sections.last_mut() {
                before.paragraphs.extend(section.paragraphs);
            } else if !section.paragraphs.is_empty() {
                sections.push(Section { heading: Text::default(), ..section });
            }
        }
        (title, sections)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_and_controls_part_words() {
        assert_eq!(clean("  a \t b\r\n\r\nc\u{0}d\u{a0}e\u{3000}f\u{85} "), "a b c d e f");
        assert_eq!(clean(""), "");
        assert_eq!(clean(" \n\t"), "");
    }

    #[test]
    fn invisible_marks_go_and_joiners_stay() {
        assert_eq!(clean("Donau\u{ad}dampf"), "Donaudampf");
        assert_eq!(clean("\u{feff}\u{202e}abc\u{202c} \u{2067}سلام\u{2069}"), "abc سلام");
        // Persian "I want" and Hindi half-form: the joiners are spelling.
        assert_eq!(clean("می\u{200c}خواهم क्\u{200d}ष"), "می\u{200c}خواهم क्\u{200d}ष");
    }

    #[test]
    fn letters_stay_as_written() {
        assert_eq!(clean("e\u{301} é ﻻ ｶﾞ"), "e\u{301} é ﻻ ｶﾞ");
    }

    #[test]
    fn a_line_break_in_chinese_or_japanese_is_no_space() {
        assert_eq!(clean("开源\n软件，\n  指南"), "开源软件，指南");
        assert_eq!(clean("東京\r\nタワー"), "東京タワー");
        assert_eq!(clean("开源\nGitHub\n指南"), "开源 GitHub 指南");
        assert_eq!(clean("开源 软件"), "开源 软件");
        assert_eq!(clean(&format!("开源{HARD_BREAK}\n软件")), "开源 软件");
        assert_eq!(clean("한국어\n문장"), "한국어 문장");
        assert_eq!(clean("ni\nhao"), "ni hao");
    }

    #[test]
    fn stretches_keep_their_letters() {
        let raw = "  سلام \n\u{ad} world \u{202e} wide\u{ad}  web ";
        let span = |from: &str, to: &str, lang: &str| Span {
            bytes: raw.find(from).unwrap()..raw.find(to).unwrap(),
            lang: lang.into(),
        };
        let text = clean_spans(raw, &[span("\n", "wide", "en"), span("wide", "web", "nl")]);
        assert_eq!(text, "سلام world wide web");
        let spans: Vec<_> = text.spans().iter().map(|span| (&text[span.bytes.clone()], &*span.lang)).collect();
        assert_eq!(spans, [("world", "en"), ("wide", "nl")]);
        let blank = Span { bytes: 1..2, lang: "en".into() };
        assert_eq!(clean_spans("a  b", &[blank]).spans(), []);
    }

    fn outline() -> Outline {
        let mut outline = Outline::default();
        outline.text("before");
        outline.heading(1, "عنوان".into(), "a".into());
        outline.text("after");
        outline.heading(2, "two".into(), "two".into());
        outline
    }

    #[test]
    fn the_first_heading_is_the_title_and_no_section() {
        let (title, sections) = outline().finish(None);
        assert_eq!(title, "عنوان");
        assert_eq!(sections[0].paragraphs, ["before", "after"]);
        assert_eq!((sections[1].heading.as_str(), sections.len()), ("two", 2));
    }

    #[test]
    fn a_declared_title_keeps_the_first_heading() {
        let (title, sections) = outline().finish(Some("declared".into()));
        assert_eq!(title, "declared");
        assert_eq!(sections[1].heading, "عنوان");
    }
}
