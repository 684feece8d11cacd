//! Words told apart by marks alone: *marche* and *marché*, *ban*, *bán* and *bạn*.
//!
//! The dictionary folds marks away, for readers leave them out. Those who type them mean them: where a language of the
//! corpus spells one folded form in several ways, each spelling with marks gets a key and postings of its own, by which
//! documents that have it come first. A form that is always spelt alike needs none, so most sites have a few hundred
//! (876 keys and 2,453 postings in 350 pages of 28 languages), Vietnamese ones thousands.

use super::analysis::Analysed;
use super::vocabulary::Word;
use crate::postings::Occurrences;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Vowel points are not spelling: a vocalised text and a plain one mean the same word.
fn is_vowel_point(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{652}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

/// Whether a spelling's key tells words apart.
pub(crate) fn tells_apart(key: &str) -> bool {
    !key.chars().any(is_vowel_point)
}

/// A word for each spelling with marks of a form that one of its languages spells in several ways.
pub(crate) fn spellings(analysed: &[Analysed]) -> Vec<Word> {
    // Per language and form: how often it is spelt with marks, and in which ways.
    let mut marked: HashMap<(usize, &str), (u32, HashSet<&str>)> = HashMap::new();
    for ((language, form, key), occurrences) in analysed.iter().flat_map(|document| &document.marked) {
        let (total, keys) = marked.entry((*language, form)).or_default();
        *total += occurrences.total();
        keys.insert(key);
    }
    let mut totals: HashMap<(usize, &str), u32> = HashMap::new();
    for (language, forms) in analysed.iter().flat_map(|document| &document.languages) {
        for (form, (occurrences, _)) in forms {
            if let Some((&key, _)) = marked.get_key_value(&(*language, form.as_str())) {
                *totals.entry(key).or_default() += occurrences.total();
            }
        }
    }
    let ambiguous: HashSet<&str> = marked
        .iter()
        .filter(|(form, (total, keys))| keys.len() > 1 || totals.get(*form).is_some_and(|all| all > total))
        .map(|((_, form), _)| *form)
        .collect();
    let mut words: BTreeMap<&str, Vec<(u32, Occurrences)>> = BTreeMap::new();
    for (doc, document) in (0..).zip(analysed) {
        let mut own: BTreeMap<&str, Occurrences> = BTreeMap::new();
        for ((_, form, key), occurrences) in &document.marked {
            if ambiguous.contains(form.as_str()) {
                own.entry(key).or_default().add(*occurrences);
            }
        }
        own.into_iter().for_each(|(key, occurrences)| words.entry(key).or_default().push((doc, occurrences)));
    }
    let word = |(key, occurrences): (&str, _)| Word {
        forms: vec![key.to_owned()],
        aliases: BTreeSet::new(),
        lemmas: BTreeSet::new(),
        languages: Vec::new(),
        is_shared: true,
        occurrences,
    };
    words.into_iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::super::analysis::{Languages, analyse};
    use super::super::document::{Document, LangSource, Section, Text};
    use super::*;
    use crate::text::{FoldTable, write_fold_table};

    fn keys(texts: &[(&str, &str)]) -> Vec<String> {
        let document = |(lang, text): &(&str, &str)| {
            let section = Section { paragraphs: vec![Text::from(*text)], ..Section::default() };
            let lang = Some(((*lang).to_owned(), LangSource::Declared));
            Document { lang, sections: vec![section], ..Document::default() }
        };
        let documents: Vec<Document> = texts.iter().map(document).collect();
        let chars: Vec<char> =
            documents.iter().flat_map(|document| document.texts()).flat_map(|text| text.chars()).collect();
        let table = write_fold_table(chars);
        let table = FoldTable::read(&table).unwrap();
        let languages = Languages::of(&documents);
        let analysed: Vec<Analysed> = documents.iter().map(|document| analyse(document, &table, &languages)).collect();
        let keys = spellings(&analysed).into_iter().flat_map(|word| word.forms);
        keys.map(|key| key.trim_start_matches('\u{1}').to_owned()).collect()
    }

    #[test]
    fn only_what_a_language_spells_in_several_ways_has_keys() {
        assert_eq!(keys(&[("fr", "Le marché marche. La négociation, École, école")]), ["marche\u{301}"]);
        assert_eq!(keys(&[("vi", "bạn bán ban")]), ["ba\u{301}n", "ba\u{323}n"]);
        assert_eq!(keys(&[("fr", "canapé"), ("en", "canape")]), [""; 0], "each language spells it in one way");
        assert_eq!(keys(&[("ar", "سأل سال فؤاد")]), ["سا\u{654}ل"]);
    }

    #[test]
    fn vowel_points_are_not_spelling() {
        assert_eq!(keys(&[("ar", "مَدْرَسَة مدرسة"), ("he", "שָׁלוֹם שלום")]), [""; 0]);
    }
}
