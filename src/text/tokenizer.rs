//! Text to tokens.
//!
//! A *word* is a run of letters, digits and kept marks. An apostrophe between letters joins (*o’clock* → `oclock`),
//! unless what stands before it is an elided article or pronoun: then that is left out (*l’armée* → `armee`), for the
//! readers of French, Italian and Catalan ask for the noun. Scripts without spaces give *runs*, cut into overlapping
//! grams: pairs of characters for Han and kana, triples for Thai, Lao, Khmer and Burmese. A gram starts at every
//! character, the last ones of a run being shorter, so that a query of one character finds every gram it begins.
//!
//! # Identifiers
//!
//! Names of programs and of things in them are found whole and by their parts. What symbols join is one word, symbols
//! included, and so is what capitals join; the words inside follow as tokens of their own:
//!
//! ```text
//! node.js  foo_bar  v2.0.1       a point or low line between letters or digits
//! .NET  --flag                   a point or two hyphens before a Latin letter, behind no word
//! C++  C#  notepad++             two plusses or a number sign behind Latin letters; the number sign before no other
//! getUserById  XMLHttpRequest    a capital behind a small letter, or the last of several before two small ones
//! ```
//!
//! `C++` and `C#` have no part `c`: one letter is not what they are about. Only classes of folded characters count, so a
//! text gives the same tokens before and after normalisation.
//!
//! # Limits
//!
//! A word of more than 256 bytes goes on as another word, so that no key of the dictionary is as long as a document. A
//! letter keeps at most 16 marks, the first by code point, whatever their number and order. Both keep the work linear: a
//! character is pushed once, and twice more at most where parts are told apart.

use super::fold::{BREVE, Class, DIAERESIS, FoldTable, Folded, composed};
use super::run::{Run, Unit};
use super::wanted::Wanted;

/// Elided words, folded: French, Italian and Catalan articles, pronouns and conjunctions before an apostrophe.
const ELIDED: [&str; 29] = [
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu", "dell",
    "all", "nell", "sull", "dall", "coll", "un", "quest", "quell", "gl", "sant", "bell", "nessun", "ciascun",
];

/// Bytes of a folded word; longer ones are cut into several. Chosen, not tuned: longer than words of any language.
const MAX_WORD: usize = 256;
/// Kept marks on one letter. Chosen, not tuned: Burmese and Tibetan have up to five.
const MAX_MARKS: usize = 16;

/// Letters from here on, Hebrew being the first, have no case. A capital may follow them, but they follow no capitals.
const FIRST_WITHOUT_CASE: char = '\u{590}';

/// One token: folded text, and where in the original it stands, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// A word of a script with spaces.
    Word {
        /// Folded form: the dictionary key.
        text: &'t str,
        /// First byte of the word in the original text.
        start: usize,
        /// One past its last byte.
        end: usize,
        /// Whether the words that it consists of follow as tokens of their own.
        parts: bool,
    },
    /// An uninterrupted stretch of a script without spaces.
    Run(Run<'t>),
}

/// Whether a folded word has symbols in it: it is a name, not a word of a language.
pub(crate) fn has_symbols(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_punctuation())
}

/// What is taken apart. A word of symbols is read again for its parts, and a word of capitals for the parts of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Symbols and capitals join.
    Whole,
    /// Symbols separate.
    Symbols,
    /// Capitals separate, too.
    Capitals,
}

/// Symbols before what may be a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    None,
    Point,
    Hyphen,
    Hyphens,
    /// Others, or any behind a word: they belong to nothing.
    Other,
}

/// Values of `joint` that are no character of the text: nothing behind the word, or symbols that end it.
const NO_JOINT: char = '\0';
const ENDED: char = ' ';

/// Cuts text into tokens; keeps its buffers between calls.
#[derive(Debug)]
pub(crate) struct Tokenizer<'f> {
    table: &'f FoldTable,
    wanted: Wanted,
    level: Level,
    word: String,
    word_start: usize,
    word_end: usize,
    /// Kept marks behind the last letter, in order, not yet in `word` or `run`.
    marks: Vec<char>,
    /// An apostrophe or symbol behind the word, which joins it to a letter that follows.
    joint: char,
    lead: Lead,
    /// Where the symbols before a word begin, or the number sign behind it ends.
    symbol_at: usize,
    /// Whether symbols, or capitals, make parts of the word.
    symbols: bool,
    humps: bool,
    /// The case of the last four letters, two bits each: 1 small, 2 capital.
    case: u8,
    /// Where the last capital stands, in the word and in the original.
    capital: (usize, usize),
    run: String,
    units: Vec<Unit>,
    run_class: Class,
}

impl<'f> Tokenizer<'f> {
    /// A tokenizer that folds with `table`.
    pub(crate) fn new(table: &'f FoldTable) -> Self {
        Tokenizer {
            table,
            wanted: Wanted::ALL,
            level: Level::Whole,
            word: String::new(),
            word_start: 0,
            word_end: 0,
            marks: Vec::new(),
            joint: NO_JOINT,
            lead: Lead::None,
            symbol_at: 0,
            symbols: false,
            humps: false,
            case: 0,
            capital: (0, 0),
            run: String::new(),
            units: Vec::new(),
            run_class: Class::Separator,
        }
    }

    /// Calls `emit` for each token of `text`: in the order in which they begin, a whole before its parts. Ranges lie on
    /// character boundaries of `text`.
    pub(crate) fn tokenize(&mut self, text: &str, emit: &mut dyn FnMut(Token<'_>)) {
        self.tokenize_wanted(text, Wanted::ALL, emit);
    }

    /// As [`tokenize`](Self::tokenize), but may leave out words that are not `wanted`: those are stepped over without being put together, which is most of the time that an excerpt takes.
    pub(crate) fn tokenize_wanted(&mut self, text: &str, wanted: Wanted, emit: &mut dyn FnMut(Token<'_>)) {
        self.wanted = wanted;
        self.lead = Lead::None;
        self.scan(text, 0, emit);
    }

    /// The tokens from `start` on.
    fn scan(&mut self, text: &str, start: usize, emit: &mut dyn FnMut(Token<'_>)) {
        let mut at = start;
        self.capital.1 = usize::MAX;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let end = at + c.len_utf8();
            match self.table.fold(c) {
                Folded::One(folded, class) => {
                    if matches!(class, Class::Word | Class::Capital)
                        && self.is_between()
                        && self.is_unwanted(folded, text, end)
                        && let Some(next) = self.step_over(text, at, end)
                    {
                        at = next;
                        continue;
                    }
                    self.push(folded, class, at, end, text, emit);
                }
                // A dropped mark belongs to the character before it.
                Folded::Many([]) => self.extend(at, end),
                Folded::Many(list) => {
                    for &(folded, class) in list {
                        // A word that is taken apart may begin or end within ½ or ㋀, whose other half is another's.
                        let ends = matches!(class, Class::Separator | Class::Pair | Class::Triple);
                        if ends && self.level != Level::Whole {
                            if end == text.len() {
                                break;
                            }
                            if at == start {
                                self.word.clear();
                            }
                        }
                        self.push(folded, class, at, end, text, emit);
                    }
                }
            }
            at = end;
        }
        self.flush(text, emit);
    }

    /// Whether no word is wanted that begins with `first` and what stands at `end`. A second character that is no plain letter
    /// decides nothing.
    fn is_unwanted(&self, first: char, text: &str, end: usize) -> bool {
        if !self.wanted.has_first(first) {
            return true;
        }
        !self.wanted.has_all_pairs()
            && text.get(end..).and_then(|rest| rest.chars().next()).is_some_and(|second| {
                match self.table.fold(second) {
                    Folded::One(second, Class::Word) => !self.wanted.has_pair(first, second),
                    _ => false,
                }
            })
    }

    /// Whether a word that begins here begins with its first letter.
    fn is_between(&self) -> bool {
        self.word.is_empty() && self.units.is_empty() && matches!(self.lead, Lead::None | Lead::Other)
    }

    /// Steps over the word that begins at `start`; where to go on. `None` if it is not only letters up to a separator, for an
    /// apostrophe may leave out what stands before it, and symbols and capitals make parts.
    fn step_over(&mut self, text: &str, start: usize, mut at: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        loop {
            while bytes.get(at).is_some_and(|&byte| self.table.is_ascii_letter(byte)) {
                at += 1;
            }
            // A folded character is at most half as long again as its original.
            if at - start > MAX_WORD / 2 {
                return None;
            }
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return Some(at) };
            let end = at + c.len_utf8();
            match self.table.fold(c) {
                Folded::One(_, Class::Word) => at = end,
                Folded::One(_, Class::Separator) => {
                    self.lead = Lead::None;
                    return Some(end);
                }
                // Most points and quotation marks stand before a space, and a hyphen joins nothing behind a word.
                Folded::One(sign @ ('-' | '.' | '\''), _)
                    if sign == '-' || bytes.get(end).is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric()) =>
                {
                    self.lead = Lead::Other;
                    return Some(end);
                }
                _ => return None,
            }
        }
    }

    fn extend(&mut self, at: usize, end: usize) {
        if let Some(unit) = self.units.last_mut() {
            unit.end = end;
        } else if self.word_end == at {
            self.word_end = end;
        }
    }

    fn push(&mut self, c: char, class: Class, at: usize, end: usize, text: &str, emit: &mut dyn FnMut(Token<'_>)) {
        match class {
            Class::Word | Class::Capital => self.push_letter(c, class, at, end, text, emit),
            Class::Mark => self.push_mark(c, at, end),
            Class::Apostrophe => {
                self.flush_run(emit);
                if self.word.is_empty() || self.joint != NO_JOINT {
                    self.flush_word(text, emit);
                } else {
                    self.joint = '\'';
                }
                self.lead = Lead::None;
            }
            Class::Symbol if self.level == Level::Whole => self.push_symbol(c, at, end, text, emit),
            Class::Separator | Class::Symbol => {
                self.flush(text, emit);
                self.lead = Lead::None;
            }
            Class::Pair | Class::Triple => {
                self.flush_word(text, emit);
                self.lead = Lead::None;
                if class != self.run_class {
                    self.flush_run(emit);
                    self.run_class = class;
                }
                self.add_marks();
                self.units.push(Unit { folded_start: self.run.len(), start: at, end });
                self.run.push(c);
            }
        }
    }

    fn push_letter(
        &mut self,
        c: char,
        class: Class,
        at: usize,
        end: usize,
        text: &str,
        emit: &mut dyn FnMut(Token<'_>),
    ) {
        self.flush_run(emit);
        self.add_marks();
        let joint = std::mem::replace(&mut self.joint, NO_JOINT);
        if self.word.len() >= MAX_WORD || matches!(joint, '+' | '#' | ENDED) {
            // Particles of Korean follow a name without a space; what follows in Latin letters is part of an address.
            if c >= FIRST_WITHOUT_CASE {
                self.joint = joint;
            }
            self.flush_word(text, emit);
        } else if joint != NO_JOINT {
            self.case = 0;
            if joint != '\'' {
                self.word.push(joint);
                self.symbols = true;
            } else if ELIDED.contains(&self.word.as_str()) {
                self.word.clear();
            }
        }
        if self.word.is_empty() {
            self.word_start = at;
            self.case = 0;
            self.humps = false;
            self.symbols = matches!(self.lead, Lead::Point | Lead::Hyphens) && c.is_ascii_lowercase();
            if self.symbols {
                self.word.push_str(if self.lead == Lead::Point { "." } else { "--" });
                self.word_start = self.symbol_at;
            }
            self.lead = Lead::Other;
        }
        // Digits have no case, and do not part letters that have.
        if c > '9' {
            self.note_case(c, class == Class::Capital, at, emit);
        }
        self.word.push(c);
        self.word_end = end;
    }

    /// Finds humps: at a capital behind a small letter, and, once two small letters have followed, at the last of several
    /// capitals (`HTTPServer`, but not `URLs`).
    fn note_case(&mut self, c: char, capital: bool, at: usize, emit: &mut dyn FnMut(Token<'_>)) {
        // The second letter of Œ has no case of its own.
        if capital && self.capital.1 == at {
            return;
        }
        self.case = match capital {
            true => self.case << 2 | 2,
            false if c < FIRST_WITHOUT_CASE => self.case << 2 | 1,
            false => 1,
        };
        if self.case & 0b1111 == 0b0110 {
            self.begin_hump(self.word.len(), at, emit);
        } else if self.case == 0b1010_0101 {
            self.begin_hump(self.capital.0, self.capital.1, emit);
        }
        if capital {
            self.capital = (self.word.len(), at);
        }
    }

    /// A hump begins, at `len` bytes of the word and at `start` of the original.
    fn begin_hump(&mut self, len: usize, start: usize, emit: &mut dyn FnMut(Token<'_>)) {
        self.humps = self.level != Level::Capitals;
        if !self.humps {
            let rest = self.word.get(len..).unwrap_or_default().to_owned();
            self.word.truncate(len);
            emit(Token::Word { text: &self.word, start: self.word_start, end: start, parts: false });
            self.word = rest;
            self.word_start = start;
        }
    }

    fn push_mark(&mut self, c: char, at: usize, end: usize) {
        if self.joint != NO_JOINT || self.word.is_empty() && self.units.is_empty() {
            return;
        }
        self.extend(at, end);
        if let Some(letter) = self.word.chars().next_back().and_then(|base| composed(base, c)) {
            self.word.pop();
            self.word.push(letter);
            return;
        }
        if matches!(c, BREVE | DIAERESIS) {
            return;
        }
        // NFKD may reorder marks that a text holds in another order; here they have one.
        let place = self.marks.iter().position(|&other| other > c).unwrap_or(self.marks.len());
        if place < MAX_MARKS {
            self.marks.insert(place, c);
            self.marks.truncate(MAX_MARKS);
        }
    }

    fn push_symbol(&mut self, c: char, at: usize, end: usize, text: &str, emit: &mut dyn FnMut(Token<'_>)) {
        self.flush_run(emit);
        if self.word.is_empty() {
            self.lead = match (self.lead, c) {
                (Lead::None, '.') => Lead::Point,
                (Lead::None, '-') => Lead::Hyphen,
                (Lead::Hyphen, '-') => Lead::Hyphens,
                _ => Lead::Other,
            };
            if self.lead != Lead::Hyphens {
                self.symbol_at = at;
            }
            return;
        }
        match (self.joint, c) {
            (NO_JOINT, '.' | '_') => self.joint = c,
            (NO_JOINT, '+' | '#') if self.word.is_ascii() && self.marks.is_empty() => {
                self.joint = c;
                self.symbol_at = end;
            }
            ('+', '+') => {
                self.end_with("++", end);
                self.joint = ENDED;
            }
            _ => {
                self.flush_word(text, emit);
                self.lead = Lead::Other;
            }
        }
    }

    /// Symbols that end a word; a single letter before them is no word by itself.
    fn end_with(&mut self, symbols: &str, end: usize) {
        self.symbols |= self.word.len() > 1;
        self.word.push_str(symbols);
        self.word_end = end;
    }

    fn flush(&mut self, text: &str, emit: &mut dyn FnMut(Token<'_>)) {
        self.flush_word(text, emit);
        self.flush_run(emit);
    }

    fn flush_word(&mut self, text: &str, emit: &mut dyn FnMut(Token<'_>)) {
        let joint = std::mem::replace(&mut self.joint, NO_JOINT);
        if self.word.is_empty() {
            return;
        }
        self.add_marks();
        if joint == '#' {
            self.end_with("#", self.symbol_at);
        }
        let inner = match (self.symbols, self.humps) {
            (true, _) => Level::Symbols,
            (_, true) => Level::Capitals,
            _ => self.level,
        };
        let (start, end, parts) = (self.word_start, self.word_end, inner != self.level);
        emit(Token::Word { text: &self.word, start, end, parts });
        self.word.clear();
        if parts {
            let level = std::mem::replace(&mut self.level, inner);
            self.scan(text.get(..end).unwrap_or_default(), start, emit);
            self.level = level;
        }
    }

    fn flush_run(&mut self, emit: &mut dyn FnMut(Token<'_>)) {
        if !self.units.is_empty() {
            self.add_marks();
            let gram_len = if self.run_class == Class::Pair { 2 } else { 3 };
            emit(Token::Run(Run { text: &self.run, units: &self.units, gram_len }));
            self.run.clear();
            self.units.clear();
        }
    }

    /// The marks behind the last letter are complete.
    fn add_marks(&mut self) {
        let target = if self.units.is_empty() { &mut self.word } else { &mut self.run };
        self.marks.iter().for_each(|&mark| target.push(mark));
        self.marks.clear();
    }
}
