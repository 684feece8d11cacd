//! Writes a corpus' fold table (layout: [`fold`](super::fold)).

use super::fold::{BREVE, Class, DIAERESIS, KIND_DELTA, KIND_DROP, KIND_LISTS};
use super::rules;
use crate::bytes::Sink;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use unicode_normalization::char::decompose_compatible;

/// What a code point folds to.
type Folded = Vec<(char, Class)>;

/// Every code point that does not decompose and does not fold to itself as a separator would: the variants that a query
/// may be typed in. Some 3,000; gathered once.
static VARIANTS: LazyLock<Vec<(char, Folded)>> = LazyLock::new(|| {
    let mut variants = Vec::new();
    for c in '\u{80}'..=char::MAX {
        let folded = rules::fold(c);
        let mut stays = true;
        decompose_compatible(c, |d| stays &= d == c);
        if stays && folded.iter().map(|&(f, _)| f).ne([c]) {
            variants.push((c, folded));
        }
    }
    variants
});

/// The table for a corpus in which the code points `used` occur. Always included are ASCII, and the two marks that most
/// letters lose: elsewhere they would be letters that the corpus lacks.
pub(crate) fn write_fold_table(used: impl IntoIterator<Item = char>) -> Vec<u8> {
    let mut entries: BTreeMap<char, Folded> = BTreeMap::new();
    for c in used.into_iter().chain('\0'..='\x7f').chain([BREVE, DIAERESIS]) {
        decompose_compatible(c, |d| {
            entries.entry(d).or_insert_with(|| rules::fold(d));
        });
        entries.entry(c).or_insert_with(|| rules::fold(c));
    }
    let targets: BTreeSet<(char, Class)> = entries.values().flatten().copied().collect();
    for (c, class) in targets {
        entries.insert(c, vec![(c, rules::class(c))]);
        entries.entry(named(c, class)).or_insert_with(|| vec![(c, class)]);
    }
    let alphabet: BTreeSet<char> = entries.keys().copied().collect();
    for (c, folded) in VARIANTS.iter() {
        if folded.iter().all(|(f, _)| alphabet.contains(f)) {
            entries.entry(*c).or_insert_with(|| folded.clone());
        }
    }
    encode(&entries)
}

/// The code point by which a list names a folded character: a capital by the capital letter.
fn named(c: char, class: Class) -> char {
    let mut capitals = c.to_uppercase().filter(|_| class == Class::Capital);
    capitals.next().unwrap_or(c)
}

/// How a code point is written; equal neighbours share a run.
#[derive(PartialEq, Clone, Copy)]
enum Kind {
    Shift(Class, i32),
    Drop,
    List,
}

fn kind(c: char, folded: &[(char, Class)]) -> Kind {
    match folded {
        [] => Kind::Drop,
        [(f, class)] => Kind::Shift(*class, *f as i32 - c as i32),
        _ => Kind::List,
    }
}

fn encode(entries: &BTreeMap<char, Folded>) -> Vec<u8> {
    let mut runs: Vec<(u32, u32, Kind)> = Vec::new();
    for (&c, folded) in entries {
        let (c, kind) = (c as u32, kind(c, folded));
        match runs.last_mut() {
            Some((_, end, last)) if *end == c && *last == kind => *end += 1,
            _ => runs.push((c, c + 1, kind)),
        }
    }
    let mut sink = Sink::default();
    sink.varint(runs.len() as u32);
    let mut next = 0;
    for &(first, end, kind) in &runs {
        sink.varint(first - next);
        sink.varint(end - first - 1);
        next = end;
        match kind {
            Kind::Shift(class, 0) => sink.u8(class as u8),
            Kind::Shift(class, delta) => {
                sink.u8(KIND_DELTA + class as u8);
                sink.signed(delta);
            }
            Kind::Drop => sink.u8(KIND_DROP),
            Kind::List => {
                sink.u8(KIND_LISTS);
                for c in (first..end).filter_map(char::from_u32) {
                    let folded = &entries[&c];
                    sink.varint(folded.len() as u32);
                    folded.iter().for_each(|&(f, class)| sink.varint(named(f, class) as u32));
                }
            }
        }
    }
    sink.bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FoldTable;

    #[test]
    fn a_table_folds_what_the_rules_fold() {
        let all: Vec<char> = ('\0'..=char::MAX).collect();
        let table = FoldTable::read(&write_fold_table(all.iter().copied())).unwrap();
        for &c in &all {
            let expected = rules::fold(c);
            let got = match table.fold(c) {
                super::super::fold::Folded::One(f, class) => vec![(f, class)],
                super::super::fold::Folded::Many(list) => list.to_vec(),
            };
            assert_eq!(got, expected, "U+{:04X}", c as u32);
        }
    }
}
