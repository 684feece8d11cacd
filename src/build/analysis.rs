//! One document's words, counted.

use super::conflation::Spellings;
use super::document::Document;
use crate::postings::Occurrences;
use crate::text::{FoldTable, Token, Tokenizer};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// What one document says, before its language's statistics are known.
#[derive(Debug, Default)]
pub(crate) struct Analysed {
    /// Folded form to its occurrences and spellings.
    pub(crate) forms: HashMap<String, (Occurrences, Spellings)>,
    /// Words plus characters of scripts without spaces.
    pub(crate) num_tokens: u32,
}

#[derive(Clone, Copy)]
enum Field {
    Title,
    Heading,
    Body,
}

/// Counts the words of `document`; `with_spellings` for languages that have a stemmer to feed.
pub(crate) fn analyse(document: &Document, table: &FoldTable, with_spellings: bool) -> Analysed {
    let mut analysed = Analysed::default();
    let mut tokenizer = Tokenizer::new(table);
    let mut field = |field: Field, text: &str| {
        tokenizer.tokenize(text, &mut |token| match token {
            Token::Word { text: form, start, end } => {
                let spelling = with_spellings.then(|| text.get(start..end).unwrap_or_default());
                analysed.count(form, field, spelling);
            }
            Token::Run(run) => run.grams().for_each(|gram| analysed.count(gram.text, field, None)),
        });
    };
    field(Field::Title, &document.title);
    for section in &document.sections {
        field(Field::Heading, &section.heading);
        section.paragraphs.iter().for_each(|paragraph| field(Field::Body, paragraph));
    }
    analysed
}

impl Analysed {
    fn count(&mut self, form: &str, field: Field, spelling: Option<&str>) {
        self.num_tokens += 1;
        if !self.forms.contains_key(form) {
            self.forms.insert(form.to_owned(), Default::default());
        }
        let Some((occurrences, spellings)) = self.forms.get_mut(form) else { return };
        match field {
            Field::Title => occurrences.title += 1,
            Field::Heading => occurrences.heading += 1,
            Field::Body => occurrences.body += 1,
        }
        if let Some(spelling) = spelling {
            let spelling: String = spelling.nfc().flat_map(char::to_lowercase).map(straight).collect();
            *spellings.entry(spelling).or_default() += 1;
        }
    }
}

/// Stemmers know the straight apostrophe only.
fn straight(c: char) -> char {
    if c == '\u{2019}' { '\'' } else { c }
}
