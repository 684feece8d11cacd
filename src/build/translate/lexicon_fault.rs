//! What can be wrong with a lexicon.

use std::fmt;
use std::path::PathBuf;

/// Something wrong with a lexicon, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconProblem {
    /// The file, as it was named.
    pub path: PathBuf,
    /// 1-based line; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong.
    pub fault: LexiconFault,
}

/// `path:line: what; remedy`.
impl fmt::Display for LexiconProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {}", self.fault)
    }
}

/// What is wrong; displays as the statement and the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconFault {
    /// The system would not give it.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// Not UTF-8.
    #[error("the text is not UTF-8; save the file as UTF-8")]
    NotUtf8,
    /// U+FEFF at the beginning.
    #[error("the file begins with a byte-order mark; save it as UTF-8 without one")]
    ByteOrderMark,
    /// No `key` and two languages in the first line.
    #[error("the first line must be 'key' and at least two language tags, separated by tabs; it is '{0}'")]
    Header(String),
    /// A heading that is no language.
    #[error("column {column} of the first line is '{found}', which is not a canonical language tag{remedy}")]
    Language {
        /// 1-based.
        column: usize,
        /// As it stands there.
        found: String,
        /// `; write 'zh-Hant'`, where the tag is known otherwise.
        remedy: String,
    },
    /// A language twice.
    #[error("two columns have the language '{0}'; words of one cell are separated by '|'")]
    LanguageTwice(String),
    /// Fewer cells than columns.
    #[error("the row has {found} cells, the first line {expected}; separate cells by tabs, leave none out")]
    TooFewCells {
        /// Cells of the row.
        found: usize,
        /// Cells of the first line.
        expected: usize,
    },
    /// More cells than columns.
    #[error(
        "the row has {found} cells, the first line {expected}: a tab stands inside a cell, or a word too many; words of a cell are separated by '|'"
    )]
    TooManyCells {
        /// Cells of the row.
        found: usize,
        /// Cells of the first line.
        expected: usize,
    },
    /// Not `[a-z0-9]+(-[a-z0-9]+)*`.
    #[error("the key '{0}' must be small Latin letters and digits, with single hyphens between them")]
    Key(String),
    /// A key that does not follow the one before it.
    #[error("the key '{key}' must come before '{previous}': rows are sorted by key")]
    Order {
        /// Of this row.
        key: String,
        /// Of the row before it.
        previous: String,
    },
    /// A key that another row has.
    #[error("the key '{key}' stands in {place} already; join the two rows, or add the sense to the key")]
    KeyTwice {
        /// Of this row.
        key: String,
        /// `file:line` of the other.
        place: String,
    },
    /// A cell or a word of it without a letter.
    #[error("{lang}: the cell is empty or has an empty word; give at least one word, and '|' only between words")]
    Empty {
        /// Of the cell.
        lang: String,
    },
    /// White space that is not one space between words.
    #[error("{lang}: '{word}' has spaces at its ends or several in a row; take them out")]
    Spaces {
        /// Of the cell.
        lang: String,
        /// As written.
        word: String,
    },
    /// Not in form NFC, or with marks that dictionaries leave out.
    #[error(
        "{lang}: '{word}' must be '{normal}': composed (NFC), without vowel marks, tatweel and invisible characters"
    )]
    NotNormal {
        /// Of the cell.
        lang: String,
        /// As written.
        word: String,
        /// As it should be.
        normal: String,
    },
    /// Letters of two scripts touch.
    #[error("{lang}: '{word}' mixes letters of {first} and {second} in one word; one of them only looks right")]
    MixedScripts {
        /// Of the cell.
        lang: String,
        /// As written.
        word: String,
        /// A script.
        first: &'static str,
        /// Another.
        second: &'static str,
    },
    /// Another script than that of the language.
    #[error("{lang}: '{word}' is {found}, which the language is not written in; is the word in the wrong column?")]
    WrongScript {
        /// Of the cell.
        lang: String,
        /// As written.
        word: String,
        /// Its script.
        found: &'static str,
    },
    /// A word twice in a cell.
    #[error("{lang}: '{word}' stands in the cell twice; once is enough")]
    WordTwice {
        /// Of the cell.
        lang: String,
        /// As written.
        word: String,
    },
    /// A word of many meanings.
    #[error("{lang}: '{word}' stands under more than {max} concepts ({keys}); leave it to those that it usually means")]
    TooManyConcepts {
        /// Of the cell.
        lang: String,
        /// In lower case.
        word: String,
        /// Allowed.
        max: usize,
        /// Of the concepts.
        keys: String,
    },
    /// The beginning of no format.
    #[error(
        "this is no lexicon: the first line of a tab-separated one names a language for each column (en<TAB>ar), that of a wordnet is \
         '# name<TAB>language<TAB>url<TAB>licence', a WN-LMF one is XML; it is '{0}'"
    )]
    UnknownFormat(String),
    /// A file without any.
    #[error("there is no word in it")]
    NoWords,
    /// A row that tells nothing.
    #[error("the row has words of {found} languages; give words of two at least, in the columns of their languages")]
    TooFewLanguages {
        /// Languages with words.
        found: usize,
    },
    /// Rows with the same words; a warning.
    #[error("the row has the same words as line {before} ({count} such rows); one of them is enough")]
    RowTwice {
        /// Line of the other.
        before: usize,
        /// In the file.
        count: usize,
    },
    /// A word of many rows; a warning.
    #[error(
        "{lang}: '{word}' stands in {rows} rows ({others} other words have as many); of its translations only the best few are used"
    )]
    TooManyRows {
        /// Of the column.
        lang: String,
        /// As written.
        word: String,
        /// In which it stands.
        rows: u32,
        /// Words of which the same is true.
        others: usize,
    },
    /// A line of a wordnet that is none.
    #[error("the line has {found} cells; it must be 'synset<TAB>language:lemma<TAB>word'")]
    SynsetLine {
        /// Cells of the line.
        found: usize,
    },
    /// `lemma` instead of `arb:lemma`, and no first line that tells.
    #[error(
        "the language of the word is not told; write 'arb:lemma', or begin the file with '# name<TAB>arb<TAB>url<TAB>licence'"
    )]
    NoLanguage,
    /// A code that is none.
    #[error("'{0}' is no language; write an ISO 639 code or a tag such as en, arb or pt-BR")]
    LanguageCode(String),
    /// Damaged XML.
    #[error("the XML cannot be read: {0}")]
    Xml(String),
    /// Another kind of XML.
    #[error("this XML is no wordnet; its first element must be <LexicalResource>, as in WN-LMF")]
    NotLmf,
    /// Damaged words; a warning.
    #[error("{count} words are left out; the first: {first}")]
    LeftOut {
        /// In the file.
        count: usize,
        /// What is wrong with the first.
        first: Box<LexiconFault>,
    },
}
