//! Typed text to query words.
//!
//! A name of several parts (`node.js`, `getUserById`) is looked for whole if the index knows it, or begins words with it
//! while it is typed; else its parts stand for it. Beside a whole with symbols its parts are looked for as well: pages
//! that hold the whole hold them too, those that only hold the parts follow as partial matches. What capitals join is
//! an ordinary word to most who write it (`GitHub`, `Github`), so the known whole stands alone.

use crate::format::{Index, Missing};
use crate::text::{FoldTable, Token, Tokenizer, has_symbols};

/// Words of a query beyond these are left out: nobody types so many, and a pasted page must not take seconds.
const MAX_WORDS: usize = 64;

/// One thing to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// Folded: a word, or a gram of a script without spaces.
    pub(crate) text: String,
    /// The key of its spelling, where it has marks that folding drops.
    pub(crate) spelling: Option<String>,
    /// Whether the text is only known to be a beginning: the last word while it is typed, or fewer characters of a
    /// script without spaces than its grams have.
    pub(crate) prefix: bool,
    /// Whether it is a gram: those are neither inflected nor misspelt.
    pub(crate) gram: bool,
}

/// The distinct words of a query in form NFKD, in order. A word that ends where the query ends is still being typed.
pub(crate) fn parse(query: &str, index: &Index<'_>, missing: &Missing) -> Vec<QueryWord> {
    let mut words: Vec<QueryWord> = Vec::new();
    let mut add = |word: QueryWord| {
        if let Some(same) = words.iter_mut().find(|w| w.text == word.text) {
            same.prefix |= word.prefix;
        } else if words.len() < MAX_WORDS {
            words.push(word);
        }
    };
    let mut covered = 0;
    Tokenizer::new(&index.fold).tokenize(query, &mut |token| match token {
        Token::Word { text, start, end, parts } => {
            let prefix = end == query.len();
            if end <= covered || parts && !is_known(text, prefix, index, missing) {
                return;
            }
            if parts && !has_symbols(text) {
                covered = end;
            }
            let spelling = query.get(start..end).and_then(|typed| index.fold.spelling(typed));
            add(QueryWord { text: text.to_owned(), spelling, prefix, gram: false });
        }
        Token::Run(run) if run.len() < run.gram_len => {
            add(QueryWord { text: run.text.to_owned(), spelling: None, prefix: true, gram: true });
        }
        Token::Run(run) => run.grams().filter(|gram| gram.full).for_each(|gram| {
            add(QueryWord { text: gram.text.to_owned(), spelling: None, prefix: false, gram: true });
        }),
    });
    words
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
        Token::Run(run) => tokens.extend(run.grams().map(|gram| gram.text.to_owned())),
    });
    tokens
}
