//! Keys within one edit of a word, in any script.
//!
//! An edit inserts, deletes or replaces one *character* or swaps two neighbours (optimal string alignment). The walk
//! keeps one row of the distance table per character read, and of the row only the three cells that can still be at
//! most one: the automaton is a handful of bytes per level, needs no set-up, and prunes as soon as no cell is left.
//! Bytes are gathered to characters on the way, so `дума` is at distance one of `дом` by characters, not by bytes.

use super::Fst;

/// A cell that no longer matters.
const FAR: u8 = 2;

/// One level of the walk: a character boundary of the key read so far.
#[derive(Clone, Copy)]
struct Level {
    /// Characters of the key read.
    depth: usize,
    /// Distance of the key read to the first `depth - 1`, `depth` and `depth + 1` characters of the word.
    row: [u8; 3],
    /// The same one character earlier, for swaps.
    row_before: [u8; 3],
    last: char,
}

impl Level {
    fn start() -> Level {
        Level { depth: 0, row: [FAR, 0, 1], row_before: [FAR; 3], last: '\0' }
    }

    fn read(&self, word: &[char], c: char) -> Option<Level> {
        let depth = self.depth + 1;
        let mut row = [FAR; 3];
        let cell = |cells: &[u8; 3], i: usize| cells.get(i).copied().unwrap_or(FAR);
        let mut left = FAR;
        for (i, slot) in row.iter_mut().enumerate() {
            // The cell stands for the first `len` characters of the word.
            let Some(len) = (depth + i).checked_sub(1).filter(|&len| len <= word.len()) else { continue };
            let before = |back: usize| len.checked_sub(back).and_then(|at| word.get(at)).copied();
            let mut best = (cell(&self.row, i + 1) + 1).min(left + 1);
            if let Some(w) = before(1) {
                best = best.min(cell(&self.row, i) + u8::from(w != c));
                if depth > 1 && w == self.last && before(2) == Some(c) {
                    best = best.min(cell(&self.row_before, i) + 1);
                }
            }
            left = best.min(FAR);
            *slot = left;
        }
        row.iter().any(|&d| d < FAR).then_some(Level { depth, row, row_before: self.row, last: c })
    }

    /// Whether the last letter read is the word's own, or swapped with the one before.
    fn ends_like(&self, word: &[char]) -> bool {
        let from_end = |n| word.len().checked_sub(n).and_then(|at| word.get(at)) == Some(&self.last);
        from_end(1) || self.depth == word.len() && from_end(2)
    }

    fn distance(&self, word: &[char]) -> u8 {
        let cell = (word.len() + 1).checked_sub(self.depth);
        cell.and_then(|i| self.row.get(i)).copied().unwrap_or(FAR)
    }
}

/// Takes a key, its value, and its distance.
pub(crate) type Emit<'e> = dyn FnMut(&[u8], Option<u32>, u8) + 'e;

/// Calls `emit` with each key that one edit or none turns into `word`, and its value and distance; and, without a value, with
/// each beginning of keys that one edit turns into `word`, for one that is still being typed. There the edit is never that of
/// the last letter, which would leave all keys that begin like the rest.
///
/// An edit stays within the scripts of the word: characters of other blocks of 256 code points are not looked at, which
/// at the root of a dictionary of many scripts is most of them. Once an edit is spent, the characters that can follow
/// are known and looked up instead of tried.
pub(crate) fn within_one_edit(fst: &Fst<'_>, word: &str, emit: &mut Emit<'_>) {
    let word: Vec<char> = word.chars().collect();
    let mut walk = Walk { fst, ascii: word.iter().all(char::is_ascii), word: &word, key: Vec::new(), emit };
    walk.node(fst.root(), 0, Level::start());
}

struct Walk<'w, 'a> {
    fst: &'w Fst<'a>,
    word: &'w [char],
    /// Whether bytes above 127 need not be looked at.
    ascii: bool,
    key: Vec<u8>,
    emit: &'w mut Emit<'w>,
}

impl Walk<'_, '_> {
    /// A state at a character boundary. Recursion is as deep as a key can be at distance one: `word.len() + 1`.
    fn node(&mut self, address: u32, output: u32, level: Level) {
        let node = self.fst.node(address);
        let distance = level.distance(self.word);
        if distance < FAR {
            if node.is_final {
                (self.emit)(&self.key, Some(output.wrapping_add(node.final_output)), distance);
            }
            if distance > 0 && level.ends_like(self.word) {
                (self.emit)(&self.key, None, distance);
            }
        }
        if level.depth > self.word.len() {
            return;
        }
        if level.row.contains(&0) {
            self.all(address, output, level, 0);
        } else {
            self.known(address, output, level);
        }
    }

    /// Every character of the word's scripts; `partial` bytes of one are at the end of the key.
    fn all(&mut self, address: u32, output: u32, level: Level, partial: usize) {
        let node = self.fst.node(address);
        for i in 0..node.len {
            let Some(step) = self.fst.step(&node, i) else { return };
            if self.ascii && step.input >= 0x80 {
                continue;
            }
            let output = output.wrapping_add(step.output);
            self.key.push(step.input);
            let tail = self.key.len().checked_sub(partial + 1).and_then(|at| self.key.get(at..)).unwrap_or_default();
            match std::str::from_utf8(tail).ok().and_then(|text| text.chars().next()) {
                Some(c) if self.word.iter().any(|&w| block(w) == block(c)) => {
                    if let Some(level) = level.read(self.word, c) {
                        self.node(step.target, output, level);
                    }
                }
                Some(_) => {}
                None if partial < 3 => self.all(step.target, output, level, partial + 1),
                None => {}
            }
            self.key.pop();
        }
    }

    /// The edit is spent: only characters of the word near this place keep the distance at one.
    fn known(&mut self, address: u32, output: u32, level: Level) {
        let word = self.word;
        let near = word.get(level.depth.saturating_sub(2)..(level.depth + 2).min(word.len())).unwrap_or_default();
        for (i, &c) in near.iter().enumerate() {
            if near.iter().take(i).any(|&before| before == c) {
                continue;
            }
            let Some(next) = level.read(word, c) else { continue };
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).as_bytes();
            if let Some((target, more)) = self.fst.follow(address, bytes) {
                let len = self.key.len();
                self.key.extend_from_slice(bytes);
                self.node(target, output.wrapping_add(more), next);
                self.key.truncate(len);
            }
        }
    }
}

fn block(c: char) -> u32 {
    c as u32 >> 8
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// The table in full, as a textbook has it.
    fn distance(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut best = (d[i - 1][j] + 1).min(d[i][j - 1] + 1);
                    best = best.min(d[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(d[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        d[a.len()][b.len()]
    }

    fn found(words: &BTreeSet<String>, query: &str) -> BTreeMap<String, u8> {
        let mut builder = fst::MapBuilder::memory();
        for (i, word) in words.iter().enumerate() {
            builder.insert(word, i as u64).unwrap();
        }
        let bytes = builder.into_inner().unwrap();
        let mut found = BTreeMap::new();
        within_one_edit(&Fst::new(&bytes).unwrap(), query, &mut |key, value, distance| {
            let Some(value) = value else { return };
            let key = String::from_utf8(key.to_vec()).unwrap();
            assert_eq!(words.iter().position(|w| *w == key), Some(value as usize));
            found.insert(key, distance);
        });
        found
    }

    #[test]
    fn edits_are_counted_in_characters_of_any_script() {
        let words: BTreeSet<String> =
            ["aleppo", "дума", "дом", "دوما", "دومه", "حلب", "douma", "अलेप्पो", "dourna"].map(String::from).into();
        assert_eq!(found(&words, "alepo").into_iter().collect::<Vec<_>>(), [("aleppo".to_string(), 1)]);
        assert_eq!(found(&words, "думы").into_iter().collect::<Vec<_>>(), [("дума".to_string(), 1)]);
        assert_eq!(found(&words, "دوما").into_iter().collect::<Vec<_>>(), [("دوما".into(), 0), ("دومه".into(), 1)]);
        assert_eq!(found(&words, "duoma").into_iter().collect::<Vec<_>>(), [("douma".to_string(), 1)]);
    }

    #[test]
    fn a_misspelt_beginning_leads_to_what_begins_so() {
        let begun = |words: &[&str], query: &str| {
            let mut builder = fst::MapBuilder::memory();
            words.iter().zip(0..).for_each(|(word, value)| builder.insert(word, value).unwrap());
            let bytes = builder.into_inner().unwrap();
            let mut begun = Vec::new();
            within_one_edit(&Fst::new(&bytes).unwrap(), query, &mut |key, value, _| {
                if value.is_none() {
                    begun.push(String::from_utf8(key.to_vec()).unwrap());
                }
            });
            begun
        };
        assert_eq!(begun(&["gouvernail", "governance", "government"], "goverm"), ["governm"], "a letter is missing");
        assert_eq!(begun(&["government"], "govrenm"), ["governm"], "two are swapped");
        assert_eq!(begun(&["government"], "govenr"), ["gover", "govern"], "the last two are");
        assert_eq!(begun(&["правительство"], "првит"), ["правит"]);
        assert_eq!(begun(&["الحكومة"], "الحوك"), ["الحك", "الحكو"], "one too many, or two swapped");
        assert_eq!(begun(&["governance"], "governm"), [""; 0], "the last letter is meant");
    }

    proptest! {
        #[test]
        fn finds_exactly_what_the_full_table_finds(
            words in prop::collection::btree_set("[abдеلس]{0,6}", 0..40),
            query in "[abдеلس]{0,6}",
        ) {
            let in_scripts = |w: &&String| w.chars().all(|c| query.chars().any(|q| block(q) == block(c)));
            let expected: BTreeMap<String, u8> = words.iter()
                .filter(in_scripts)
                .map(|w| (w.clone(), distance(&query, w)))
                .filter(|(_, d)| *d <= 1)
                .map(|(w, d)| (w, d as u8))
                .collect();
            prop_assert_eq!(found(&words, &query), expected);
        }
    }
}
