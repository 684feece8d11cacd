//! Stretches of scripts without spaces, and the grams they are indexed by.

/// A stretch of characters of a script without spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run<'t> {
    /// Folded text of the whole run.
    pub(crate) text: &'t str,
    /// Its characters with the marks that belong to them.
    pub(super) units: &'t [Unit],
    /// Characters in a gram: 2 or 3.
    pub(crate) gram_len: usize,
}

/// A character of a run: where it begins in the folded text, and where it stands in the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) folded_start: usize,
    pub(super) start: usize,
    pub(super) end: usize,
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

    /// Its characters, each with its marks.
    pub(crate) fn chars(self) -> impl Iterator<Item = Gram<'t>> {
        (0..self.units.len()).filter_map(move |i| self.span(i, 1))
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
