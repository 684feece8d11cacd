//! Writes the fst parts, the side table of group lists and the affix table.

use super::GroupId;
use crate::bytes::{Sink, SortedLists};
use std::collections::BTreeMap;

/// A part of the dictionary: its first key and its bytes.
pub(crate) type DictionaryPart = (String, Vec<u8>);

/// The fst of `entries` (sorted, unique), cut into parts of some `max_part_keys` keys.
pub(crate) fn write_dictionary(entries: &[(&str, u32)], max_part_keys: usize) -> Vec<DictionaryPart> {
    let mut parts = Vec::new();
    for chunk in entries.chunks(max_part_keys.max(1)) {
        let mut builder = fst::MapBuilder::memory();
        for (key, value) in chunk {
            builder.insert(key, u64::from(*value)).expect("keys are sorted and unique");
        }
        let bytes = builder.into_inner().expect("memory takes every byte");
        parts.push((chunk.first().map(|(key, _)| (*key).to_owned()).unwrap_or_default(), bytes));
    }
    if parts.is_empty() {
        let empty = fst::MapBuilder::memory().into_inner().expect("memory takes every byte");
        parts.push((String::new(), empty));
    }
    parts
}

/// The side table; each list is sorted and holds two groups or more.
pub(crate) fn write_lists(lists: &[Vec<GroupId>]) -> Vec<u8> {
    let mut sink = Sink::default();
    SortedLists::write(&mut sink, lists);
    sink.bytes
}

/// Counts how often each pair of prefix and suffix was taken off a form of a language.
#[derive(Debug, Default)]
pub(crate) struct AffixCounts {
    counts: BTreeMap<(String, String), u32>,
    num_forms: u32,
}

/// Pairs kept per language, the most frequent: each costs a few bytes and, per unseen word, a look-up. Chosen by size
/// (4 KB for 28 languages), not tuned for relevance.
const MAX_PAIRS: usize = 96;
/// A pair seen on fewer forms than this is an accident.
const MIN_FORMS: u32 = 3;

impl AffixCounts {
    /// Notes that the stemmer made `stem` of `form` (both folded).
    pub(crate) fn add(&mut self, form: &str, stem: &str) {
        self.num_forms += 1;
        let (prefix, suffix) = match form.split_once(stem) {
            Some(pair) if !stem.is_empty() => pair,
            _ => {
                // The stemmer changed letters: what it kept is the common beginning.
                let kept = form.char_indices().zip(stem.chars()).take_while(|((_, a), b)| a == b);
                let kept = kept.last().map_or(0, |((at, a), _)| at + a.len_utf8());
                ("", form.get(kept..).unwrap_or_default())
            }
        };
        *self.counts.entry((prefix.to_owned(), suffix.to_owned())).or_default() += 1;
    }

    /// Notes a pair that the language is known to have, however small the corpus.
    pub(crate) fn know(&mut self, prefix: &str, suffix: &str) {
        let count = self.counts.entry((prefix.to_owned(), suffix.to_owned())).or_default();
        *count = MIN_FORMS.max(*count);
    }

    fn kept(&self) -> Vec<(&str, &str)> {
        let floor = MIN_FORMS.max(self.num_forms / 2000);
        let mut pairs: Vec<_> = self.counts.iter().filter(|&(_, &count)| count >= floor).collect();
        pairs.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        pairs.truncate(MAX_PAIRS);
        let mut pairs: Vec<_> = pairs.into_iter().map(|((p, s), _)| (p.as_str(), s.as_str())).collect();
        if !pairs.is_empty() && !pairs.contains(&("", "")) {
            pairs.push(("", ""));
        }
        pairs
    }

    /// The affix table for these languages, in order.
    pub(crate) fn write(languages: &[&AffixCounts]) -> Vec<u8> {
        let mut sink = Sink::default();
        sink.varint(languages.len() as u32);
        for language in languages {
            let pairs = language.kept();
            sink.varint(pairs.len() as u32);
            for (prefix, suffix) in pairs {
                sink.str(prefix);
                sink.str(suffix);
            }
        }
        sink.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Affixes, GroupLists, with_prefix};
    use super::*;
    use crate::dictionary::Fst;

    #[test]
    fn prefixes_are_walked_like_a_filter_over_all_keys() {
        let words = ["", "a", "aleppo", "alep", "alger", "دوما", "دومان", "دوم", "дом"];
        let mut entries: Vec<(&str, u32)> = words.iter().enumerate().map(|(i, w)| (*w, i as u32)).collect();
        entries.sort();
        let parts = write_dictionary(&entries, usize::MAX);
        let fst = Fst::new(&parts[0].1).unwrap();
        for prefix in ["", "a", "al", "ale", "دوم", "д", "x"] {
            let expected: Vec<_> = entries.iter().filter(|(w, _)| w.starts_with(prefix)).cloned().collect();
            let mut found = Vec::new();
            with_prefix(&fst, prefix.as_bytes(), &mut |key, value| {
                found.push((String::from_utf8(key.to_vec()).unwrap(), value));
                true
            });
            assert_eq!(found, expected.iter().map(|(w, v)| (w.to_string(), *v)).collect::<Vec<_>>(), "{prefix}");
        }
    }

    #[test]
    fn lists_come_back_and_values_out_of_range_are_nothing() {
        let lists = vec![vec![0, 1], vec![3, 7, 9]];
        let read = GroupLists::read(&write_lists(&lists), 10).unwrap();
        assert_eq!(read.groups(&4), [4]);
        assert_eq!(read.groups(&10), lists[0]);
        assert_eq!(read.groups(&11), lists[1]);
        assert_eq!(read.groups(&12).len(), 0);
        assert!(GroupLists::read(&write_lists(&lists), 9).is_err(), "a group out of range");
    }

    #[test]
    fn the_table_cuts_where_the_stemmer_cut() {
        let mut arabic = AffixCounts::default();
        for (form, stem) in
            [("والمكتبه", "مكتب"), ("المكتبه", "مكتب"), ("مكتبات", "مكتب"), ("كتابات", "كتاب"), ("والكتاب", "كتاب")]
        {
            for _ in 0..3 {
                arabic.add(form, stem);
            }
        }
        let bytes = AffixCounts::write(&[&arabic, &AffixCounts::default()]);
        let affixes = Affixes::read(&bytes).unwrap();
        assert!(affixes.stems(0, "والمدرسه").contains(&"مدرس"));
        assert!(affixes.stems(1, "والمدرسه").is_empty(), "a language without a stemmer has no pairs");
    }
}
