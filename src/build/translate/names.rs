//! Names that are written in several scripts and sound alike: دوما, Douma, Дума.
//!
//! No dictionary has all names, and readers look for them first. What behaves like a name is compared by its consonants
//! ([`super::sound`]): words that mostly have a capital inside sentences, and in scripts without capitals any word; only rare ones that the
//! lexicon does not know. Within a script, spellings are near enough for the typing errors that every word is forgiven.

use super::sound::skeletons;
use crate::build::document::Document;
use crate::build::language::script::script_of;
use crate::build::vocabulary::Word;
use crate::dictionary::{Concept, GroupId, Member, SOUND};
use crate::text::{FoldTable, Token, Tokenizer};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use unicode_script::Script;

/// What a name that sounds alike counts, in 64ths: less than a translation, for many words sound alike.
const WEIGHT: u8 = 40;
/// Words in more than one document of so many, and in more than a few, are no names that anybody looks for.
const RARE_ONE_IN: usize = 20;
const FEW_DOCS: usize = 8;
/// More words than these have one key only by accident.
const MAX_ALIKE: usize = 16;
/// Names of fewer consonants have to have so many letters.
const CERTAIN_CONSONANTS: usize = 3;
const MIN_LETTERS: usize = 4;
/// Forms of a word that are compared.
const MAX_FORMS: usize = 8;

/// How a form is written inside sentences.
#[derive(Default)]
struct Writing {
    capital: u32,
    small: u32,
    /// As first met, with a capital if it had any then.
    spelling: String,
}

/// Concepts of names among `words`, without those of groups that are `known`.
pub(crate) fn names(
    words: &[Word],
    known: &BTreeSet<GroupId>,
    documents: &[Document],
    fold: &FoldTable,
) -> Vec<Concept> {
    let writings = writings(documents, fold);
    let max_docs = FEW_DOCS.max(documents.len() / RARE_ONE_IN);
    let named = |(word, group): (&Word, GroupId)| {
        if known.contains(&group) || !word.is_there() || word.docs().count() > max_docs {
            return Vec::new();
        }
        let forms = word.forms.iter().filter_map(|form| Some((form, writings.get(form.as_str())?)));
        let forms: Vec<(&String, &Writing)> = forms.take(MAX_FORMS).collect();
        let (capital, small) = forms.iter().fold((0, 0), |(c, s), (_, w)| (c + w.capital, s + w.small));
        let mut found = Vec::new();
        for (form, writing) in forms {
            let Some(first) = writing.spelling.chars().next() else { continue };
            let Some(script) = script_of(first) else { continue };
            let has_case = first.is_lowercase() || first.is_uppercase();
            if has_case && capital <= small {
                continue;
            }
            for key in skeletons(&writing.spelling) {
                let is_certain = key.chars().count() >= CERTAIN_CONSONANTS || form.chars().count() >= MIN_LETTERS;
                if is_certain {
                    found.push((key, script, group));
                }
            }
        }
        found
    };
    let found: Vec<Vec<(String, Script, GroupId)>> =
        words.par_iter().zip(0..words.len() as GroupId).map(named).collect();
    let mut alike: BTreeMap<String, BTreeMap<GroupId, Script>> = BTreeMap::new();
    for (key, script, group) in found.into_iter().flatten() {
        alike.entry(key).or_default().entry(group).or_insert(script);
    }
    let mut concepts = BTreeSet::new();
    for groups in alike.into_values() {
        let scripts: BTreeSet<&str> = groups.values().map(|script| script.short_name()).collect();
        if scripts.len() > 1 && groups.len() <= MAX_ALIKE {
            let members = groups.into_keys().map(|group| Member { words: vec![group], target: group }).collect();
            concepts.insert(Concept { members, weight: WEIGHT, source: SOUND });
        }
    }
    concepts.into_iter().collect()
}

fn writings(documents: &[Document], fold: &FoldTable) -> HashMap<String, Writing> {
    let of = |document: &Document| {
        let mut writings: HashMap<String, Writing> = HashMap::new();
        let mut tokenizer = Tokenizer::new(fold);
        for text in document.texts() {
            let mut covered = 0;
            tokenizer.tokenize(text, &mut |token| {
                let (form, start, end) = match token {
                    Token::Word { text, start, end, .. } if end > covered => (text, start, end),
                    _ => return,
                };
                covered = end;
                let (Some(before), Some(spelling)) = (text.get(..start), text.get(start..end)) else { return };
                let begins = !before.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',');
                let writing = writings.entry(form.to_owned()).or_default();
                let has_capital = spelling.starts_with(char::is_uppercase);
                writing.capital += u32::from(has_capital && !begins);
                writing.small += u32::from(!has_capital);
                if writing.spelling.is_empty() {
                    writing.spelling = spelling.to_owned();
                }
            });
        }
        writings
    };
    documents.par_iter().map(of).reduce(HashMap::new, |mut all, one| {
        for (form, writing) in one {
            let sum = all.entry(form).or_default();
            sum.capital += writing.capital;
            sum.small += writing.small;
            if sum.spelling.is_empty() {
                sum.spelling = writing.spelling;
            }
        }
        all
    })
}
