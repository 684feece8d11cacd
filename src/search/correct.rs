//! "Did you mean": the query with its misspelt words replaced by the corpus' own.
//!
//! A word is misspelt when only neighbours of it were found; or when it is rare, and a neighbour is far more frequent. The
//! corrections are tried: what is suggested finds documents, and clearly more of them than the words as typed.

use super::expand::{Candidates, Expansion, neighbours};
use super::page::Via;
use super::query::QueryWord;
use crate::dictionary::GroupId;
use crate::format::{Index, Missing};
use crate::store::{Piece, pieces};
use crate::text::{FoldTable, Token, Tokenizer, Wanted};

/// A query that finds more documents than these is left alone, whatever it is made of.
pub(super) const MAX_FOUND: u32 = 2;
/// How many times as many documents a correction has to find. Chosen, not tuned, like the other numbers here.
pub(super) const TIMES_MORE: u32 = 4;
/// Corrections of one query that are tried.
pub(super) const MAX_TRIES: usize = 3;
/// A rare word has to be so long to be doubted: names of four letters have many neighbours.
const MIN_DOUBTED_CHARS: usize = 5;

/// A word of the query that may be misspelt.
pub(super) struct Misspelt<'q> {
    word: &'q str,
    /// Groups and forms of which one may be meant, those in most documents first.
    meant: Vec<(u32, GroupId, String)>,
}

/// The words of the query that may be misspelt.
pub(super) fn misspelt<'q>(
    index: &Index<'_>,
    words: &'q [QueryWord],
    expansions: &[Expansion],
    allowed: &[bool],
    missing: &Missing,
) -> Vec<Misspelt<'q>> {
    let num_docs = |group: GroupId| {
        let mut num_docs = 0;
        if let Some(postings) = index.postings(group, missing) {
            postings.each_doc(index.num_docs(), &mut |doc| {
                num_docs += u32::from(allowed.get(index.directory.language_of(doc)) == Some(&true));
            });
        }
        num_docs
    };
    let mut misspelt = Vec::new();
    let mut add = |word: &'q QueryWord, groups: Vec<GroupId>, forms: Vec<String>, least: u32| {
        let mut meant: Vec<(u32, GroupId, String)> = Vec::new();
        for (group, form) in groups.into_iter().zip(forms) {
            let num_docs = num_docs(group);
            let at = meant.iter().position(|&(more, ..)| more < num_docs).unwrap_or(meant.len());
            if num_docs >= least && at < MAX_TRIES && form != word.text {
                meant.insert(at, (num_docs, group, form));
                meant.truncate(MAX_TRIES);
            }
        }
        if !meant.is_empty() {
            misspelt.push(Misspelt { word: &word.text, meant });
        }
    };
    for (word, expansion) in words.iter().zip(expansions) {
        // Of a phrase, the words that no text has.
        for part in word.parts.iter().filter(|part| !part.gram && index.lookup(&part.text, missing).is_none()) {
            let (found, _) = neighbours(index, part, missing);
            add(part, found.groups, found.forms, 1);
        }
        let found =
            |class: &&Candidates| class.via < Via::Fuzzy && class.groups.iter().any(|&group| num_docs(group) > 0);
        match expansion.classes.iter().find(found) {
            None => {
                if let Some(class) = expansion.classes.iter().find(|class| class.via == Via::Fuzzy) {
                    add(word, class.groups.clone(), class.forms.clone(), 1);
                }
            }
            Some(class) => {
                let known: u32 = class.groups.iter().map(|&group| num_docs(group)).sum();
                let is_long = word.text.chars().count() >= MIN_DOUBTED_CHARS;
                let is_own = matches!(class.via, Via::Exact | Via::Translation | Via::Sound);
                if is_own && known <= MAX_FOUND && !word.gram && is_long {
                    let (found, _) = neighbours(index, word, missing);
                    add(word, found.groups, found.forms, known * TIMES_MORE);
                }
            }
        }
    }
    misspelt
}

/// The query with each misspelt word replaced by the `nth` that may be meant, or the last there is, as a document spells it.
pub(super) fn corrected(
    index: &Index<'_>,
    query: &str,
    misspelt: &[Misspelt<'_>],
    nth: usize,
    missing: &Missing,
) -> String {
    let mut corrected = String::new();
    let mut copied = 0;
    Tokenizer::new(&index.fold).tokenize(query, &mut |token| {
        let Token::Word { text, start, end, .. } = token else { return };
        let Some(word) = misspelt.iter().find(|misspelt| misspelt.word == text).filter(|_| start >= copied) else {
            return;
        };
        let Some((_, group, form)) = word.meant.get(nth).or(word.meant.last()) else { return };
        corrected.push_str(query.get(copied..start).unwrap_or_default());
        corrected.push_str(spelt(index, *group, form, missing).unwrap_or(form));
        copied = end;
    });
    corrected.push_str(query.get(copied..).unwrap_or_default());
    corrected
}

/// A form as the first document that has it spells it; some documents of its group may have others only.
fn spelt<'i>(index: &Index<'i>, group: GroupId, form: &str, missing: &Missing) -> Option<&'i str> {
    let mut docs = Vec::new();
    index.postings(group, missing)?.each_doc(index.num_docs(), &mut |doc| docs.push(doc));
    docs.iter().take(MAX_SPELT).find_map(|&doc| spelt_in(index.text(doc, missing), form, &index.fold))
}

/// Documents looked through for a spelling.
const MAX_SPELT: usize = 4;

fn spelt_in<'t>(text: &'t [u8], form: &str, fold: &FoldTable) -> Option<&'t str> {
    let mut wanted = Wanted::NONE;
    wanted.add(form, true);
    let mut spelt = None;
    let mut tokenizer = Tokenizer::new(fold);
    for piece in pieces(text) {
        let (Piece::Passage(passage) | Piece::Section { heading: passage, .. }) = piece;
        tokenizer.tokenize_wanted(passage, wanted, &mut |token| match token {
            Token::Word { text, start, end, .. } if text == form && spelt.is_none() => spelt = passage.get(start..end),
            _ => {}
        });
        if spelt.is_some() {
            break;
        }
    }
    spelt
}
