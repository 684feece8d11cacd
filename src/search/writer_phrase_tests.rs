//! Tests of `phrase.rs` with fold tables of their own.

use super::*;
use crate::text::write_fold_table;

/// Text, start, and whether its parts follow, and end.
type Tokens = Vec<(String, usize, usize, bool)>;

fn tokens(text: &str, fold: &FoldTable) -> Tokens {
    let mut tokens = Vec::new();
    Tokenizer::new(fold).tokenize(text, &mut |token| match token {
        Token::Word { text, start, end, parts } => tokens.push((text.to_owned(), start, end, parts)),
        Token::Run(run) => run.chars().for_each(|c| tokens.push((c.text.to_owned(), c.start, c.end, false))),
    });
    tokens
}

/// Whether the units follow one another from byte `from` on; all tokens are looked at.
fn follow(tokens: &Tokens, units: &[String], from: usize) -> bool {
    let Some((unit, others)) = units.split_first() else { return true };
    for (text, start, end, parts) in tokens {
        if *start >= from {
            if text == unit && follow(tokens, others, *end) {
                return true;
            }
            if !parts {
                return false;
            }
        }
    }
    false
}

const WORDS: [&str; 32] = [
    "a",
    "the",
    "Open",
    "source",
    "l’armée",
    "de",
    "l'Islam",
    "O’Brien",
    "Øre",
    "œuvre",
    "Straße",
    "Node.js",
    "GitHub",
    "--flag",
    "C++",
    "йод",
    "и\u{306}од",
    "їжак",
    "код",
    "جيش",
    "جَيْش",
    "الإسلام",
    "صه\u{651}",
    "हिन्दी",
    "हिंदी",
    "운하는",
    "苏伊士",
    "运河",
    "か\u{3099}",
    "สุเอซ",
    "½",
    "צה\"ל",
];

#[test]
fn reading_around_places_finds_what_reading_everything_finds() {
    let fold = FoldTable::read(&write_fold_table(WORDS.iter().flat_map(|word| word.chars()))).unwrap();
    let mut state = 7u64;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % n
    };
    let mut num_found = 0;
    for _ in 0..6_000 {
        let mut text = String::new();
        for _ in 0..below(12) + 1 {
            text.push_str(WORDS[below(WORDS.len())]);
            text.push_str([" ", " ", " ", ", ", "\r", "", " — "][below(7)]);
        }
        let all = tokens(&text, &fold);
        if all.is_empty() {
            continue;
        }
        // Mostly what stands there, sometimes with another word in it.
        let first = below(all.len());
        let mut units: Vec<String> = all[first..].iter().take(1 + below(4)).map(|(text, ..)| text.clone()).collect();
        if below(3) == 0 {
            let other = all[below(all.len())].0.clone();
            let at = below(units.len());
            units[at] = other;
        }
        let phrase = {
            let mut phrase =
                Phrase { units: units.iter().map(|unit| vec![unit.clone()]).collect(), ..Phrase::default() };
            phrase.note_last_bytes(&fold);
            phrase
        };
        let begins = |token: &&(String, usize, usize, bool)| token.0 == units[0] && follow(&all, &units[1..], token.2);
        let expected = all.iter().any(|token| begins(&token));
        let found = phrase.find(text.as_bytes(), 0, &fold, &mut Tokenizer::new(&fold));
        assert_eq!(found.is_some(), expected, "{units:?} in {text:?}");
        if let Some((start, end)) = found {
            assert!(all.iter().filter(begins).any(|token| token.1 == start), "{units:?} at {start} of {text:?}");
            assert!(all.iter().any(|token| token.2 == end), "{units:?} to {end} of {text:?}");
            num_found += 1;
        }
    }
    assert!(num_found > 2_000, "{num_found}");
}
