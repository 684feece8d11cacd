//! Completions of what is being typed, from the frequent words and pairs of the index.
//!
//! The last two words are looked up as the beginning of a pair, then the last one alone, which has to share a document with
//! those before it. Within each, what is in more documents comes first. One pass over the lists takes some 10 ns an entry.

use super::options::SearchOptions;
use crate::dictionary::with_completions;
use crate::format::{Index, Missing};
use crate::text::{FoldTable, Token, Tokenizer};
use serde::Serialize;

/// Completions looked at beyond those asked for, in case that some share no document with the words before.
const SPARE: usize = 24;

/// A query to suggest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// What was typed, its end completed, as most texts spell it.
    pub text: String,
    /// Language of the completion, BCP 47.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// Folded words and where they begin.
struct Typed {
    words: Vec<(String, usize)>,
    /// Whether the last word is still being typed.
    open: bool,
}

fn read(prefix: &str, fold: &FoldTable) -> Typed {
    let mut typed = Typed { words: Vec::new(), open: false };
    let mut covered = 0;
    Tokenizer::new(fold).tokenize(prefix, &mut |token| {
        let (text, start, end) = match token {
            Token::Word { text, start, end, .. } => (text, start, end),
            Token::Run(run) => match run.original(0, run.text.len()) {
                Some((start, end)) => (run.text, start, end),
                None => return,
            },
        };
        // The parts of a name follow it.
        if start >= covered {
            typed.words.push((text.to_owned(), start));
            typed.open = end == prefix.len();
            covered = end;
        }
    });
    typed
}

pub(super) fn suggest(index: &Index<'_>, prefix: &str, options: &SearchOptions, missing: &Missing) -> Vec<Suggestion> {
    let allowed = options.allowed_languages(index);
    let limit = options.limit as usize;
    let mut suggestions: Vec<Suggestion> = Vec::new();
    let Typed { words, open } = read(prefix, &index.fold);
    // A space ends the last word: then only pairs are left.
    let longest = if open { 2 } else { 1 };
    for num_words in (1..=longest.min(words.len())).rev() {
        let (before, last) = words.split_at(words.len() - num_words);
        let mut key = String::new();
        for (word, _) in last {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(word);
        }
        if !open {
            key.push(' ');
        }
        let start = last.first().map_or(0, |&(_, start)| start);
        let mut best: Vec<(u32, usize, String, String)> = Vec::new();
        with_completions(index.completions, &allowed, &key, &mut |language, found| {
            // The word as typed completes nothing.
            if found.key == key {
                return;
            }
            // A word of several languages counts in each, and is shown as that of the first.
            let same = best.iter().position(|(.., other, _)| other == found.key).map(|at| best.remove(at));
            let num_docs = same.as_ref().map_or(0, |same| same.0).saturating_add(found.num_docs);
            let at = best.partition_point(|&(more, ..)| more >= num_docs);
            if at < limit + SPARE {
                let (_, language, key, spelling) =
                    same.unwrap_or_else(|| (0, language, found.key.to_owned(), found.spelling.to_owned()));
                best.truncate(limit + SPARE - 1);
                best.insert(at, (num_docs, language, key, spelling));
            }
        });
        let mut docs = None;
        before.iter().for_each(|(word, _)| restrict(&mut docs, index, word, &allowed, missing));
        for (_, language, key, spelling) in best {
            let Some(language) = index.directory.languages.get(language) else { continue };
            if suggestions.len() >= limit {
                break;
            }
            let mut meets = docs.clone();
            if meets.is_some() {
                let space = key.bytes().position(|byte| byte == b' ').unwrap_or(key.len());
                let words = [key.get(..space), key.get(space + 1..)];
                words.into_iter().flatten().for_each(|word| restrict(&mut meets, index, word, &allowed, missing));
            }
            let meets = meets.is_none_or(|docs| docs.contains(&true));
            let mut text = prefix.get(..start).unwrap_or_default().to_owned();
            text.push_str(&spelling);
            if meets && suggestions.iter().all(|other| other.text != text) {
                let dir = if language.rtl { "rtl" } else { "ltr" };
                suggestions.push(Suggestion { text, lang: language.tag.clone(), dir });
            }
        }
    }
    suggestions
}

/// Leaves of `docs`, where `None` stands for all, those that have a word; all if the dictionary does not know it.
fn restrict(docs: &mut Option<Vec<bool>>, index: &Index<'_>, word: &str, allowed: &[bool], missing: &Missing) {
    let Some(value) = index.lookup(word, missing) else { return };
    let mut here = vec![false; index.num_docs() as usize];
    for &group in index.lists.groups(&value) {
        let Some(postings) = index.postings(group, missing) else { continue };
        postings.each_doc(index.num_docs(), &mut |doc| {
            let in_language = allowed.get(index.directory.language_of(doc)) == Some(&true);
            let before = docs.as_ref().is_none_or(|docs| docs.get(doc as usize) == Some(&true));
            if let Some(here) = here.get_mut(doc as usize) {
                *here |= in_language && before;
            }
        });
    }
    *docs = Some(here);
}
