//! Writes a corpus' fold table (layout: [`fold`](super::fold)).

use super::fold::{Class, KIND_DELTA, KIND_DROP, KIND_LISTS};
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

/// The table for a corpus in which the code points `used` occur, ASCII always included.
pub(crate) fn write_fold_table(used: impl IntoIterator<Item = char>) -> Vec<u8> {
    let mut entries: BTreeMap<char, Folded> = BTreeMap::new();
    for c in used.into_iter().chain('\0'..='\x7f') {
        decompose_compatible(c, |d| {
            entries.entry(d).or_insert_with(|| rules::fold(d));
        });
        entries.entry(c).or_insert_with(|| rules::fold(c));
    }
    let targets: BTreeMap<char, Class> = entries.values().flatten().copied().collect();
    for (c, class) in targets {
        entries.insert(c, vec![(c, class)]);
    }
    let alphabet: BTreeSet<char> = entries.keys().copied().collect();
    for (c, folded) in VARIANTS.iter() {
        if folded.iter().all(|(f, _)| alphabet.contains(f)) {
            entries.entry(*c).or_insert_with(|| folded.clone());
        }
    }
    encode(&entries)
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
                    folded.iter().for_each(|&(f, _)| sink.varint(f as u32));
                }
            }
        }
    }
    sink.bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{FoldTable, Token, Tokenizer};
    use unicode_normalization::UnicodeNormalization;

    fn words(table: &FoldTable, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        Tokenizer::new(table).tokenize(text, &mut |token| match token {
            Token::Word { text: folded, start, end } => {
                assert!(text.is_char_boundary(start) && text.is_char_boundary(end) && start < end);
                words.push(folded.to_owned());
            }
            Token::Run(run) => words.extend(run.grams().map(|gram| gram.text.to_owned())),
        });
        words
    }

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

    #[test]
    fn a_corpus_in_lower_case_without_accents_knows_the_other_spellings() {
        let table = FoldTable::read(&write_fold_table("armee ecole дума اسلام".chars())).unwrap();
        for (typed, folded) in [("ARMÉE", "armee"), ("École", "ecole"), ("ДУМА", "дума"), ("إِسْلام", "اسلام")]
        {
            let typed: String = typed.nfkd().collect();
            assert_eq!(words(&table, &typed), [folded], "{typed}");
        }
    }

    #[test]
    fn elision_leaves_the_noun_and_other_apostrophes_join() {
        let table = FoldTable::read(&write_fold_table("l’armée".chars())).unwrap();
        assert_eq!(words(&table, "l’armée de l'Islam"), ["armee", "de", "islam"]);
        let others: String = "aujourd’hui o'clock Sana'a jusqu’à".nfkd().collect();
        assert_eq!(words(&table, &others), ["aujourdhui", "oclock", "sanaa", "a"]);
        assert_eq!(words(&table, "'quoted' l' ''x"), ["quoted", "l", "x"]);
    }

    #[test]
    fn scripts_without_spaces_give_grams_that_start_at_every_character() {
        let table = FoldTable::read(&write_fold_table("苏伊士运河ガス กขคง".chars())).unwrap();
        assert_eq!(words(&table, "苏伊士 ok"), ["苏伊", "伊士", "士", "ok"]);
        assert_eq!(words(&table, "กขคง"), ["กขค", "ขคง", "คง", "ง"]);
        // The voicing mark stays with its kana, composed or not.
        let apart: String = "ガス".nfkd().collect();
        assert_eq!(words(&table, "ガス"), words(&table, &apart));
        assert_eq!(words(&table, "ガス").len(), 2);
    }

    #[test]
    fn the_order_of_marks_does_not_matter() {
        let text = "ka\u{1dfa}\u{94d}\u{951}";
        let table = FoldTable::read(&write_fold_table("क्षि त्व\u{0f71}\u{0f72}ཀ".chars())).unwrap();
        for word in [text, "ཀ\u{0f72}\u{0f71}", "ཀ\u{0f71}\u{0f72}"] {
            let normalised: String = word.nfkd().collect();
            assert_eq!(words(&table, word), words(&table, &normalised));
        }
        assert_eq!(words(&table, "ཀ\u{0f72}\u{0f71}"), words(&table, "ཀ\u{0f71}\u{0f72}"));
    }

    #[test]
    fn stepping_over_words_leaves_out_only_what_is_not_wanted() {
        let text =
            "L’armée d'Alep aujourd’hui o'clock Ἀθῆναι дума думы ka\u{94d}ma 苏伊士ab x'' l' 'y d’ étés STRASSE ﬁn";
        let table = FoldTable::read(&write_fold_table(text.chars())).unwrap();
        let mut all = Vec::new();
        Tokenizer::new(&table).tokenize(text, &mut |token| {
            if let Token::Word { text, start, end } = token {
                all.push((text.to_owned(), start, end));
            }
        });
        let first = |word: &str| super::super::first_bit(word.chars().next().unwrap());
        for (word, _, _) in &all {
            let mut some = Vec::new();
            Tokenizer::new(&table).tokenize_wanted(text, first(word), &mut |token| match token {
                Token::Word { text, start, end } => some.push((text.to_owned(), start, end)),
                Token::Run(run) => assert_eq!(run.text, "苏伊士"),
            });
            some.retain(|(other, _, _)| first(other) == first(word));
            let expected: Vec<_> = all.iter().filter(|(other, _, _)| first(other) == first(word)).cloned().collect();
            assert_eq!(some, expected, "{word}");
        }
    }

    #[test]
    fn a_letter_that_the_corpus_lacks_is_still_a_letter() {
        let table = FoldTable::read(&write_fold_table("plain".chars())).unwrap();
        assert_eq!(words(&table, "Αθήνα — 漢"), ["Αθήνα", "漢"]);
    }
}
