//! Which words of a text are looked for, told by how they begin: others need not be put together.

/// The bit of a folded word's first character in a set of 64.
fn first_bit(c: char) -> u64 {
    1 << (c as u32 % 64)
}

/// Which words of a text to give: others may be stepped over, by their first two folded characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wanted {
    first: u64,
    pairs: u64,
}

impl Wanted {
    pub(crate) const NONE: Wanted = Wanted { first: 0, pairs: 0 };
    pub(crate) const ALL: Wanted = Wanted { first: u64::MAX, pairs: u64::MAX };

    /// Wants words that begin as `word` does; `whole` says that it is one, not a beginning of which more may follow.
    pub(crate) fn add(&mut self, word: &str, whole: bool) {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { return };
        self.first |= first_bit(first);
        match chars.next() {
            Some(second) => self.pairs |= pair_bit(first, second),
            None if whole => {}
            None => self.pairs = u64::MAX,
        }
    }

    /// Whether words may be wanted that begin so; rarely so where none are.
    #[inline]
    pub(super) fn has_first(self, first: char) -> bool {
        self.first & first_bit(first) != 0
    }

    /// As [`has_first`](Self::has_first), of two characters.
    #[inline]
    pub(super) fn has_pair(self, first: char, second: char) -> bool {
        self.pairs & pair_bit(first, second) != 0
    }

    /// Whether the second character decides nothing.
    #[inline]
    pub(super) fn has_all_pairs(self) -> bool {
        self.pairs == u64::MAX
    }
}

fn pair_bit(first: char, second: char) -> u64 {
    1 << ((first as u32 * 7 + second as u32) % 64)
}
