//! One document's words, counted, each in the language that its stretch of text is in.

use super::conflation::{Spellings, has_rules};
use super::document::{Document, Text};
use super::language::base_language;
use super::spellings::tells_apart;
use crate::postings::{Field, Occurrences};
use crate::text::{FoldTable, Token, Tokenizer, has_symbols};
use std::collections::{BTreeSet, HashMap};
use unicode_normalization::UnicodeNormalization;

/// What one document says, before its language's statistics are known.
#[derive(Debug, Default)]
pub(crate) struct Analysed {
    /// By number of the language in which a word was analysed; hardly ever more than three.
    pub(crate) languages: Vec<(usize, Forms)>,
    /// Words with marks that folding drops, by the language analysed in, the form and the key of the spelling.
    pub(crate) marked: HashMap<(usize, String, String), Occurrences>,
    /// Words plus characters of scripts without spaces, of all languages.
    pub(crate) num_tokens: u32,
}

/// Folded forms with their occurrences and spellings.
pub(crate) type Forms = HashMap<String, (Occurrences, Spellings)>;

/// The languages in which words are analysed, in order. Regions and scripts do not part them: a site's `pt` and `pt-BR`,
/// its `sr-Latn` and `sr-Cyrl` share their words.
#[derive(Debug)]
pub(crate) struct Languages<'d> {
    /// Language subtags.
    pub(crate) tags: Vec<&'d str>,
    /// Which of them have rules that want to know spellings.
    with_spellings: Vec<bool>,
}

impl<'d> Languages<'d> {
    /// Of the documents and of all stretches of their texts.
    pub(crate) fn of(documents: &'d [Document]) -> Self {
        let mut tags = BTreeSet::new();
        for document in documents {
            tags.insert(base_language(document.tag()));
            let spans = document.texts().flat_map(|text| text.spans());
            tags.extend(spans.map(|span| base_language(&span.lang)));
        }
        Languages::new(tags)
    }

    /// These, and more base languages.
    pub(crate) fn and(self, tags: impl Iterator<Item = &'d str>) -> Self {
        Languages::new(self.tags.into_iter().chain(tags).collect())
    }

    fn new(tags: BTreeSet<&'d str>) -> Self {
        let tags: Vec<&str> = tags.into_iter().collect();
        let with_spellings = tags.iter().map(|tag| has_rules(tag)).collect();
        Languages { tags, with_spellings }
    }

    /// The number of the language that text with this tag is analysed in.
    pub(crate) fn number(&self, tag: &str) -> usize {
        self.tags.binary_search(&base_language(tag)).unwrap_or_default()
    }
}

/// Counts the words of `document`, each in the language of its stretch of text.
pub(crate) fn analyse(document: &Document, table: &FoldTable, languages: &Languages<'_>) -> Analysed {
    let mut analysed = Analysed::default();
    let mut tokenizer = Tokenizer::new(table);
    let own = languages.number(document.tag());
    let mut field = |field: Field, text: &Text| {
        let mut spans = text.spans().iter().peekable();
        // Tokens come in order, and so do spans; a token belongs where it begins.
        let mut language_at = |start: usize| {
            while spans.next_if(|span| span.bytes.end <= start).is_some() {}
            spans.peek().filter(|span| span.bytes.start <= start).map_or(own, |span| languages.number(&span.lang))
        };
        tokenizer.tokenize(text, &mut |token| match token {
            Token::Word { text: form, start, end, parts } => {
                let language = language_at(start);
                let typed = text.get(start..end).unwrap_or_default();
                analysed.count_marked(language, form, field, typed, table);
                // Names with symbols are not inflected; a name counts by its parts.
                let inflected = languages.with_spellings[language] && !has_symbols(form);
                let spelling = inflected.then(|| {
                    let in_small = field != Field::Body || begins_sentence(text.get(..start).unwrap_or_default());
                    spelling(typed, in_small)
                });
                analysed.count(language, form, field, spelling);
                analysed.num_tokens += u32::from(!parts);
            }
            Token::Run(run) => run.grams().for_each(|gram| {
                analysed.count(language_at(gram.start), gram.text, field, None);
                analysed.num_tokens += 1;
            }),
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
    fn count(&mut self, language: usize, form: &str, field: Field, spelling: Option<String>) {
        let at = self.languages.iter().position(|(number, _)| *number == language).unwrap_or_else(|| {
            self.languages.push((language, Forms::new()));
            self.languages.len() - 1
        });
        let forms = &mut self.languages[at].1;
        if !forms.contains_key(form) {
            forms.insert(form.to_owned(), Default::default());
        }
        let Some((occurrences, spellings)) = forms.get_mut(form) else { return };
        occurrences.count(field);
        if let Some(spelling) = spelling {
            *spellings.entry(spelling).or_default() += 1;
        }
    }
}

impl Analysed {
    fn count_marked(&mut self, language: usize, form: &str, field: Field, typed: &str, table: &FoldTable) {
        if typed.is_ascii() {
            return;
        }
        let key = table.spelling(&typed.nfkd().collect::<String>()).filter(|key| tells_apart(key));
        if let Some(key) = key {
            self.marked.entry((language, form.to_owned(), key)).or_default().count(field);
        }
    }
}

/// The words of a text, as spelt.
pub(crate) fn spelt_words(text: &str, table: &FoldTable) -> Vec<String> {
    let mut words = Vec::new();
    Tokenizer::new(table).tokenize(text, &mut |token| {
        if let Token::Word { text: form, start, end, .. } = token {
            let word = text.get(start..end).filter(|_| !has_symbols(form));
            words.extend(word.map(|word| spelling(word, false)));
        }
    });
    words
}

/// A word in form NFC. Where any word has a capital (`in_small`) its own goes, for it tells nothing; but for that of I,
/// whose small letter depends on the language.
fn spelling(word: &str, in_small: bool) -> String {
    let mut letters = word.nfc().map(straight);
    let first = letters.next().map(|c| match c.to_lowercase().next() {
        Some(small) if in_small && !matches!(c, 'I' | 'İ') => small,
        _ => c,
    });
    first.into_iter().chain(letters).collect()
}

/// Whether what precedes a word ends a sentence, or is nothing.
fn begins_sentence(before: &str) -> bool {
    let inside = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | ':' | ';' | '…');
    !before.trim_end_matches(inside).ends_with(char::is_alphanumeric)
}

/// Stemmers know the straight apostrophe only.
fn straight(c: char) -> char {
    if c == '\u{2019}' { '\'' } else { c }
}
