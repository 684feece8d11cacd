//! A page as what can be aligned: sections of blocks of sentences, each with its length and its words.

use crate::build::analysis::Languages;
use crate::build::document::{Document, Text};
use crate::build::language::base_language;
use crate::build::terms::Dictionary;
use crate::dictionary::GroupId;
use crate::text::{FoldTable, Token, Tokenizer};

/// A page whose translations are in the index.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) title: Block,
    pub(super) sections: Vec<Section>,
}

/// A heading and what follows it.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub(super) heading: Block,
    pub(super) paragraphs: Vec<Block>,
}

/// A paragraph, or a title: its sentences.
pub(super) type Block = Vec<Sentence>;

/// A sentence: characters, and the groups of its words, each once, in order of their numbers. Words in other languages than the page's
/// are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) num_chars: u32,
    pub(super) words: Vec<GroupId>,
}

impl Page {
    pub(super) fn of(
        document: &Document,
        fold: &FoldTable,
        dictionary: &Dictionary<'_>,
        spoken: &Languages<'_>,
    ) -> Page {
        let lang = base_language(document.tag());
        let number = spoken.number(lang);
        let mut tokenizer = Tokenizer::new(fold);
        let mut block = |text: &Text| block(text, (lang, number), &mut tokenizer, dictionary);
        Page {
            title: block(&document.title),
            sections: document
                .sections
                .iter()
                .map(|section| Section {
                    heading: block(&section.heading),
                    paragraphs: section.paragraphs.iter().map(&mut block).collect(),
                })
                .collect(),
        }
    }

    /// Words of all its sentences.
    pub(super) fn num_words(&self) -> usize {
        self.sentences().map(|sentence| sentence.words.len()).sum()
    }

    /// Characters of all its sentences.
    pub(super) fn num_chars(&self) -> u64 {
        self.sentences().map(|sentence| u64::from(sentence.num_chars)).sum()
    }

    fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        let blocks =
            self.sections.iter().flat_map(|section| std::iter::once(&section.heading).chain(&section.paragraphs));
        std::iter::once(&self.title).chain(blocks).flatten()
    }
}

fn block(
    text: &Text,
    (lang, number): (&str, usize),
    tokenizer: &mut Tokenizer<'_>,
    dictionary: &Dictionary<'_>,
) -> Block {
    let mut words: Vec<(usize, GroupId)> = Vec::new();
    let mut add = |form: &str, start: usize| {
        let before = text.spans().partition_point(|span| span.bytes.end <= start);
        let is_foreign =
            |span: &crate::build::document::Span| span.bytes.start <= start && base_language(&span.lang) != lang;
        if !text.spans().get(before).is_some_and(is_foreign) {
            words.extend(dictionary.group_of(form, number).map(|group| (start, group)));
        }
    };
    let mut covered = 0;
    tokenizer.tokenize(text, &mut |token| match token {
        // The parts of a name follow it.
        Token::Word { text, start, end, .. } => {
            if end > covered {
                covered = end;
                add(text, start);
            }
        }
        Token::Run(run) => run.grams().filter(|gram| gram.full).for_each(|gram| add(gram.text, gram.start)),
    });
    let mut words = words.into_iter().peekable();
    let mut start = 0;
    let mut sentences = Vec::new();
    for end in ends(text) {
        let mut own: Vec<GroupId> = Vec::new();
        while let Some((_, group)) = words.next_if(|(at, _)| *at < end) {
            own.push(group);
        }
        own.sort_unstable();
        own.dedup();
        let num_chars = text[start..end].trim().chars().count() as u32;
        if num_chars > 0 {
            sentences.push(Sentence { num_chars, words: own });
        }
        start = end;
    }
    sentences
}

/// Bytes at which the sentences of a text end, the last of them its own end. A point ends one where white space follows, and then no small
/// letter; abbreviations are cut off wrongly now and then, in both languages.
fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let full = matches!(c, '。' | '！' | '？' | '｡' | '।' | '॥' | '؟' | '۔' | '።' | '។');
        if !full && !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, closing)) = chars.next_if(|&(_, c)| {
            matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '"' | '\'' | '”' | '’' | '»' | ')' | '」' | '』')
        }) {
            end = at + closing.len_utf8();
        }
        let rest = &text[end..];
        let begins_anew = rest.starts_with(char::is_whitespace) && !rest.trim_start().starts_with(char::is_lowercase);
        if full || begins_anew {
            ends.push(end);
        }
    }
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_of_their_script_say() {
        let cut = |text: &str| -> Vec<String> {
            let mut start = 0;
            let cut = ends(text).into_iter().map(|end| text[std::mem::replace(&mut start, end)..end].trim().to_owned());
            cut.collect()
        };
        assert_eq!(
            cut("He came. “When?” Yesterday, at 5.30 p.m. by train"),
            ["He came.", "“When?”", "Yesterday, at 5.30 p.m. by train"]
        );
        assert_eq!(cut("متى وصل؟ وصل أمس."), ["متى وصل؟", "وصل أمس."]);
        assert_eq!(cut("他昨天到了。什么时候？五点"), ["他昨天到了。", "什么时候？", "五点"]);
        assert_eq!(cut("वह आया। कब?"), ["वह आया।", "कब?"]);
        assert_eq!(cut(""), [""]);
    }
}
