//! The tab files of the Open Multilingual Wordnet: a synset, a relation and a word in each line.
//!
//! ```text
//! # Arabic WordNet (AWN v2)<TAB>arb<TAB>http://www.globalwordnet.org/AWN/<TAB>CC BY SA 3.0
//! 03012209-a<TAB>arb:lemma<TAB>أوّلِي
//! ```
//!
//! Words are lemmas and broken plurals; roots, definitions and examples are none. Synsets are those of Princeton WordNet 3.0, so
//! words of two files in the same synset mean the same; `s`, by which some call satellite adjectives, is `a`.

use super::{Batch, Damage, Key, clean};
use crate::build::language::canonical_tag;
use crate::build::translate::LexiconFault;
use crate::build::translate::lexicon::CELL;
use std::borrow::Cow;

/// Whether a text is such a file, by its first line.
pub(super) fn is_one(text: &str) -> bool {
    let cells: Vec<&str> = text.lines().next().unwrap_or_default().split(CELL).collect();
    match &cells[..] {
        [first, _, ..] if first.starts_with('#') => true,
        [_, relation, _, ..] => *relation == "lemma" || relation.contains(":lemma"),
        _ => false,
    }
}

pub(super) fn read<'t>(text: &'t str, batch: &mut Batch<'t>) {
    batch.has_senses = true;
    let mut damage = Damage::new();
    let mut own = None;
    // The relation of the line before, with its language, if it gives words.
    let mut last: (&str, Option<u16>) = ("", None);
    for (line, number) in text.lines().zip(1..) {
        if batch.is_hopeless() {
            return;
        }
        let mut cells = line.split(CELL);
        let (first, relation, word) = (cells.next().unwrap_or_default(), cells.next(), cells.next());
        if first.starts_with('#') {
            if let (1, Some(code)) = (number, relation) {
                own = language(code, number, batch);
            }
            continue;
        }
        if line.trim().is_empty() {
            continue;
        }
        let (Some(relation), Some(word)) = (relation, word) else {
            batch.error(number, LexiconFault::SynsetLine { found: line.split(CELL).count() });
            continue;
        };
        if relation != last.0 {
            let (code, kind) = match relation.split_once(':') {
                Some((code, kind)) => (Some(code), kind),
                None => (None, relation),
            };
            let is_word = matches!(kind, "lemma" | "lemma:brokenplural");
            let lang = match code {
                Some(code) if is_word => language(code, number, batch),
                Some(_) => None,
                None if is_word && own.is_none() => {
                    batch.error(number, LexiconFault::NoLanguage);
                    None
                }
                None => own.filter(|_| is_word),
            };
            last = (relation, lang);
        }
        let Some(lang) = last.1 else { continue };
        let word = clean(word);
        if damage.passes(&word, lang, &batch.langs[usize::from(lang)], || number) {
            batch.entries.push((Key::Id(id(first)), lang, word));
        }
    }
    damage.tell(batch);
}

fn language(code: &str, line: usize, batch: &mut Batch<'_>) -> Option<u16> {
    match canonical_tag(code).ok().filter(|tag| tag != "und") {
        Some(tag) => Some(batch.lang(tag)),
        None => {
            batch.error(line, LexiconFault::LanguageCode(code.chars().take(40).collect()));
            None
        }
    }
}

fn id(synset: &str) -> Cow<'_, str> {
    let synset = synset.trim();
    match synset.strip_suffix("-s") {
        Some(offset) => Cow::Owned(format!("{offset}-a")),
        None => Cow::Borrowed(synset),
    }
}
