//! Text to tokens.
//!
//! A *word* is a run of letters, digits and kept marks. An apostrophe between letters joins (*o’clock* → `oclock`),
//! unless what stands before it is an elided article or pronoun: then that is left out (*l’armée* → `armee`), for the
//! readers of French, Italian and Catalan ask for the noun. Scripts without spaces give *runs*, cut into overlapping
//! grams: pairs of characters for Han and kana, triples for Thai, Lao, Khmer and Burmese. A gram starts at every
//! character, the last ones of a run being shorter, so that a query of one character finds every gram it begins.

use super::fold::{Class, FoldTable, Folded};

/// Elided words, folded: French, Italian and Catalan articles, pronouns and conjunctions before an apostrophe.
const ELIDED: [&str; 29] = [
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu", "dell",
    "all", "nell", "sull", "dall", "coll", "un", "quest", "quell", "gl", "sant", "bell", "nessun", "ciascun",
];

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
    },
    /// An uninterrupted stretch of a script without spaces.
    Run(Run<'t>),
}

/// A stretch of characters of a script without spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run<'t> {
    /// Folded text of the whole run.
    pub(crate) text: &'t str,
    /// Its characters with the marks that belong to them.
    units: &'t [Unit],
    /// Characters in a gram: 2 or 3.
    pub(crate) gram_len: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unit {
    folded_start: usize,
    start: usize,
    end: usize,
}

/// `gram_len` characters of a run, or fewer at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gram<'t> {
    /// Folded text: the dictionary key.
    pub(crate) text: &'t str,
    /// First byte in the original text.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Whether the gram has its full length.
    pub(crate) full: bool,
}

impl<'t> Run<'t> {
    /// Number of characters.
    pub(crate) fn len(&self) -> usize {
        self.units.len()
    }

    /// Grams from each character on.
    pub(crate) fn grams(self) -> impl Iterator<Item = Gram<'t>> {
        (0..self.units.len()).filter_map(move |i| self.span(i, self.gram_len))
    }

    /// `len` characters from the `i`th on, or those that are left.
    fn span(&self, i: usize, len: usize) -> Option<Gram<'t>> {
        let first = self.units.get(i)?;
        let behind = i + len;
        let folded_end = self.units.get(behind).map_or(self.text.len(), |unit| unit.folded_start);
        let last = self.units.get(behind.min(self.units.len()) - 1)?;
        let text = self.text.get(first.folded_start..folded_end)?;
        Some(Gram { text, start: first.start, end: last.end, full: behind <= self.units.len() })
    }

    /// From the `i`th character to the end of the run.
    pub(crate) fn tail(&self, i: usize) -> Option<&'t str> {
        self.text.get(self.units.get(i)?.folded_start..)
    }

    /// Original bytes from the `i`th character to the end of the character in which folded offset `folded_end` lies.
    pub(crate) fn original(&self, i: usize, folded_len: usize) -> Option<(usize, usize)> {
        let first = self.units.get(i)?;
        let behind = first.folded_start + folded_len;
        let last = self.units.iter().skip(i).take_while(|unit| unit.folded_start < behind).last()?;
        Some((first.start, last.end))
    }
}

/// The bit of a folded word's first character in a set of 64.
pub(crate) fn first_bit(c: char) -> u64 {
    1 << (c as u32 % 64)
}

/// Cuts text into tokens; keeps its buffers between calls.
#[derive(Debug)]
pub(crate) struct Tokenizer<'f> {
    table: &'f FoldTable,
    word: String,
    word_start: usize,
    word_end: usize,
    /// Where a run of kept marks at the end of `word` begins, to be put in order.
    marks_start: Option<usize>,
    apostrophe: bool,
    run: String,
    units: Vec<Unit>,
    run_class: Class,
}

impl<'f> Tokenizer<'f> {
    /// A tokenizer that folds with `table`.
    pub(crate) fn new(table: &'f FoldTable) -> Self {
        Tokenizer {
            table,
            word: String::new(),
            word_start: 0,
            word_end: 0,
            marks_start: None,
            apostrophe: false,
            run: String::new(),
            units: Vec::new(),
            run_class: Class::Separator,
        }
    }

    /// Calls `emit` for each token of `text`, in order. Ranges lie on character boundaries of `text`.
    pub(crate) fn tokenize(&mut self, text: &str, emit: &mut dyn FnMut(Token<'_>)) {
        self.tokenize_wanted(text, u64::MAX, emit);
    }

    /// As [`tokenize`](Self::tokenize), but may leave out words whose first character's [`first_bit`] is not in `wanted`:
    /// those are stepped over without being put together, which is most of the time that an excerpt takes.
    pub(crate) fn tokenize_wanted(&mut self, text: &str, wanted: u64, emit: &mut dyn FnMut(Token<'_>)) {
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let end = at + c.len_utf8();
            let folded = self.table.fold(c);
            // Most text is letters behind letters and spaces behind them.
            let plain = !self.apostrophe && self.units.is_empty() && self.marks_start.is_none();
            match folded {
                Folded::One(folded, Class::Word) if plain => {
                    if self.word.is_empty() {
                        self.word_start = at;
                        if wanted & first_bit(folded) == 0 {
                            at = self.step_over(text, at, end);
                            continue;
                        }
                    }
                    self.word.push(folded);
                    self.word_end = end;
                }
                Folded::One(_, Class::Separator) if plain => self.flush_word(emit),
                Folded::One(folded, class) => self.push(folded, class, at, end, emit),
                // A dropped mark belongs to the character before it.
                Folded::Many([]) => self.extend(at, end),
                Folded::Many(list) => {
                    for &(folded, class) in list {
                        self.push(folded, class, at, end, emit);
                    }
                }
            }
            at = end;
        }
        self.flush(emit);
    }

    /// Steps over the word that begins at `start`; where to go on. A word that is not only letters up to a separator
    /// (an apostrophe may follow, and what stands before it matters) is put together after all.
    fn step_over(&mut self, text: &str, start: usize, mut at: usize) -> usize {
        let bytes = text.as_bytes();
        loop {
            while bytes.get(at).is_some_and(|&byte| self.table.is_ascii_letter(byte)) {
                at += 1;
            }
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return at };
            match self.table.fold(c) {
                Folded::One(_, Class::Word) => at += c.len_utf8(),
                Folded::One(_, Class::Separator) => return at + c.len_utf8(),
                _ => break,
            }
        }
        for c in text.get(start..at).unwrap_or_default().chars() {
            if let Folded::One(folded, _) = self.table.fold(c) {
                self.word.push(folded);
            }
        }
        self.word_end = at;
        at
    }

    fn extend(&mut self, at: usize, end: usize) {
        if let Some(unit) = self.units.last_mut() {
            unit.end = end;
        } else if !self.word.is_empty() && self.word_end == at {
            self.word_end = end;
        }
    }

    fn push(&mut self, c: char, class: Class, at: usize, end: usize, emit: &mut dyn FnMut(Token<'_>)) {
        match class {
            Class::Word => {
                self.flush_run(emit);
                if self.apostrophe {
                    self.apostrophe = false;
                    if ELIDED.contains(&self.word.as_str()) {
                        self.word.clear();
                    }
                }
                if self.word.is_empty() {
                    self.word_start = at;
                }
                self.order_marks();
                self.word.push(c);
                self.word_end = end;
            }
            Class::Mark => {
                if let Some(unit) = self.units.last_mut() {
                    unit.end = end;
                    self.run.push(c);
                } else if !self.word.is_empty() && !self.apostrophe {
                    self.marks_start.get_or_insert(self.word.len());
                    self.word.push(c);
                    self.word_end = end;
                }
            }
            Class::Apostrophe => {
                self.flush_run(emit);
                if self.word.is_empty() || self.apostrophe {
                    self.flush_word(emit);
                } else {
                    self.order_marks();
                    self.apostrophe = true;
                }
            }
            Class::Separator => self.flush(emit),
            Class::Pair | Class::Triple => {
                self.flush_word(emit);
                if class != self.run_class {
                    self.flush_run(emit);
                    self.run_class = class;
                }
                self.units.push(Unit { folded_start: self.run.len(), start: at, end });
                self.run.push(c);
            }
        }
    }

    fn flush(&mut self, emit: &mut dyn FnMut(Token<'_>)) {
        self.flush_word(emit);
        self.flush_run(emit);
    }

    fn flush_word(&mut self, emit: &mut dyn FnMut(Token<'_>)) {
        self.apostrophe = false;
        if !self.word.is_empty() {
            self.order_marks();
            emit(Token::Word { text: &self.word, start: self.word_start, end: self.word_end });
            self.word.clear();
        }
    }

    fn flush_run(&mut self, emit: &mut dyn FnMut(Token<'_>)) {
        if !self.units.is_empty() {
            let gram_len = if self.run_class == Class::Pair { 2 } else { 3 };
            emit(Token::Run(Run { text: &self.run, units: &self.units, gram_len }));
            self.run.clear();
            self.units.clear();
        }
    }

    /// NFKD may reorder marks that a text holds in another order; among kept marks of a word the order is made one.
    fn order_marks(&mut self) {
        let Some(start) = self.marks_start.take() else { return };
        let mut marks: Vec<char> = Vec::new();
        for c in self.word.get(start..).unwrap_or_default().chars() {
            let at = marks.iter().position(|&other| other > c).unwrap_or(marks.len());
            marks.insert(at, c);
        }
        self.word.truncate(start);
        self.word.extend(marks);
    }
}
