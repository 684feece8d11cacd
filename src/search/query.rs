//! Typed text to query words.
//!
//! A name of several parts (`node.js`, `getUserById`) is looked for whole if the index knows it, or begins words with it
//! while it is typed; else its parts stand for it. Beside a whole with symbols its parts are looked for as well: pages
//! that hold the whole hold them too, those that only hold the parts follow as partial matches. What capitals join is
//! an ordinary word to most who write it (`GitHub`, `Github`), so the known whole stands alone.

use super::syntax::{Operand, operands};
use crate::format::{Index, Missing};
use crate::text::{FoldTable, Token, Tokenizer, has_symbols};

/// Words of a query, of a phrase, and words excluded, beyond these are left out: nobody types so many, and a pasted page
/// must not take seconds.
const MAX_WORDS: usize = 64;
/// Words that are read of one operand, of which many may be the same: grams of a script without spaces.
const MAX_TOKENS: usize = 4 * MAX_WORDS;
/// Stars beyond these say nothing: each may stand for thousands of words.
const MAX_STARS: usize = 8;

/// One thing to look for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct QueryWord {
    /// Folded: a word, or a gram of a script without spaces. A phrase is as typed.
    pub(crate) text: String,
    /// The key of its spelling, where it has marks that folding drops.
    pub(crate) spelling: Option<String>,
    /// Whether the text is only known to be a beginning: the last word while it is typed, or fewer characters of a
    /// script without spaces than its grams have.
    pub(crate) prefix: bool,
    /// Whether it is a gram: those are neither inflected nor misspelt.
    pub(crate) gram: bool,
    /// Whether no other word will do, however alike it is spelt: in phrases, and where it excludes.
    pub(crate) strict: bool,
    /// The bits of [`Impact`](crate::postings::Impact) of which one must be set; 0 for any field.
    pub(crate) field: u8,
    /// Alternatives have the same.
    pub(crate) slot: u8,
    /// Whether it is one of several alternatives.
    pub(crate) alternative: bool,
    /// Whether documents that hold no alternative of its slot do not match at all.
    pub(crate) required: bool,
    /// Of a phrase the words; a word has none.
    pub(crate) parts: Vec<QueryWord>,
    /// Of a phrase what stands in it one behind the other: words, and characters of scripts without spaces.
    pub(crate) units: Vec<String>,
}

/// What a query asks for.
#[derive(Debug, Default)]
pub(crate) struct Query {
    /// Distinct, in order; alternatives follow one another.
    pub(crate) words: Vec<QueryWord>,
    /// Documents that hold one of these do not match.
    pub(crate) excluded: Vec<QueryWord>,
}

/// Reads a query in form NFKD. A word that ends where the query ends is still being typed.
///
/// Where several words stand for one thing, as an alternative, excluded, or between quotation marks, they are a phrase.
pub(crate) fn parse(query: &str, index: &Index<'_>, missing: &Missing) -> Query {
    let mut parsed = Query::default();
    let mut num_stars = 0;
    let mut next_slot = 0;
    let operands = operands(query, &index.fold);
    for (number, operand) in operands.iter().enumerate() {
        let alternative = operand.or || operands.get(number + 1).is_some_and(|next| next.or);
        let list = if operand.excluded { &parsed.excluded } else { &parsed.words };
        if list.len() >= MAX_WORDS {
            continue;
        }
        let one = alternative || operand.excluded || operand.quoted;
        let typed = number + 1 == operands.len() && query.ends_with(operand.text) && !operand.excluded;
        let mut read = Reader { index, missing, operand, one, typed, num_stars, phrase: QueryWord::default() };
        read.tokens();
        num_stars = read.num_stars;
        let mut phrase = read.phrase;
        let mut words = std::mem::take(&mut phrase.parts);
        if one && words.len() > usize::from(!operand.quoted) {
            words.truncate(MAX_WORDS);
            words.iter_mut().for_each(|word| word.strict = true);
            phrase.units.truncate(MAX_WORDS);
            phrase.parts = words;
            phrase.text = operand.text.to_owned();
            phrase.field = operand.field;
            phrase.required = operand.quoted;
            words = vec![phrase];
        }
        if operand.excluded {
            parsed.excluded.append(&mut words);
            continue;
        }
        for mut word in words {
            let same = |w: &&mut QueryWord| w.text == word.text && w.field == word.field && !w.alternative;
            let same = parsed.words.iter_mut().find(|w| same(w) && w.parts.is_empty() && word.parts.is_empty());
            if let (false, Some(same)) = (alternative, same) {
                same.prefix |= word.prefix;
                continue;
            }
            if parsed.words.len() >= MAX_WORDS {
                break;
            }
            word.alternative = alternative;
            match parsed.words.last() {
                Some(last) if operand.or && last.alternative => {
                    word.slot = last.slot;
                    word.required &= last.required;
                    let required = word.required;
                    let others = parsed.words.iter_mut().filter(|other| other.slot == word.slot);
                    others.for_each(|other| other.required = required);
                }
                _ => {
                    word.slot = next_slot;
                    next_slot += 1;
                }
            }
            parsed.words.push(word);
        }
    }
    parsed
}

/// Reads one operand.
struct Reader<'r, 'i> {
    index: &'r Index<'i>,
    missing: &'r Missing,
    operand: &'r Operand<'r>,
    /// Whether it is to be found as one thing.
    one: bool,
    /// Whether its end is still being typed.
    typed: bool,
    num_stars: usize,
    phrase: QueryWord,
}

impl Reader<'_, '_> {
    fn tokens(&mut self) {
        let (index, text) = (self.index, self.operand.text);
        let mut covered = 0;
        Tokenizer::new(&index.fold).tokenize(text, &mut |token| match token {
            _ if self.phrase.parts.len() >= MAX_TOKENS => {}
            Token::Word { text: word, start, end, parts } => {
                let star = text.as_bytes().get(end) == Some(&b'*') && self.num_stars < MAX_STARS;
                let prefix = self.typed && end == text.len() || star;
                if end <= covered || parts && !is_known(word, prefix, index, self.missing) {
                    return;
                }
                if parts && (self.one || !has_symbols(word)) {
                    covered = end;
                }
                self.num_stars += usize::from(star);
                let spelling = text.get(start..end).and_then(|typed| index.fold.spelling(typed));
                self.add(word, spelling, prefix, false);
                self.phrase.units.push(word.to_owned());
            }
            Token::Run(run) => {
                let short = run.len() < run.gram_len;
                if short {
                    self.add(run.text, None, true, true);
                } else {
                    let grams = run.grams().filter(|gram| gram.full).take(MAX_TOKENS);
                    grams.for_each(|gram| self.add(gram.text, None, false, true));
                }
                run.chars().take(MAX_TOKENS).for_each(|c| self.phrase.units.push(c.text.to_owned()));
            }
        });
    }

    fn add(&mut self, text: &str, spelling: Option<String>, prefix: bool, gram: bool) {
        let (text, strict, field) = (text.to_owned(), self.operand.excluded, self.operand.field);
        self.phrase.parts.push(QueryWord { text, spelling, prefix, gram, strict, field, ..QueryWord::default() });
    }
}

/// Whether the index has the word, or words that begin so.
pub(crate) fn is_known(word: &str, prefix: bool, index: &Index<'_>, missing: &Missing) -> bool {
    index.lookup(word, missing).is_some() || prefix && index.begins(word, missing)
}

/// All tokens of a text, folded, grams included.
pub(crate) fn folded_tokens(text: &str, fold: &FoldTable) -> Vec<String> {
    let mut tokens = Vec::new();
    Tokenizer::new(fold).tokenize(text, &mut |token| match token {
        Token::Word { text, .. } => tokens.push(text.to_owned()),
        Token::Run(run) => run.grams().for_each(|gram| tokens.push(gram.text.to_owned())),
    });
    tokens
}
