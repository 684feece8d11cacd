//! `docs/languages.md`: what each language gets, written from what the code does.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::detect::{Detection, detection};
use super::examples::{EXAMPLES, Example};
use super::script::is_rtl;
use crate::build::conflation;
use crate::text::{FoldTable, Token, Tokenizer, rules, write_fold_table};

/// What the page says before the table.
const INTRODUCTION: &str = include_str!("page.md");

/// The whole page.
#[must_use]
pub fn languages_page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for example in EXAMPLES {
        page.push_str(&row(example));
    }
    page
}

fn row(example: &Example) -> String {
    let Example { tag, name, own_name, .. } = example;
    let cells = [
        if name == own_name {
            format!("{name} `{tag}`")
        } else {
            format!("{name} {} `{tag}`", isolated(own_name, tag))
        },
        match detection(tag) {
            Detection::Letters => "letters",
            Detection::Statistics => "statistics",
            Detection::None => "",
        }
        .to_owned(),
        tokens(example),
        folding(example.letters),
        conflation::describe(tag).unwrap_or_default(),
        cases(example),
    ];
    format!("| {} |\n", cells.join(" | "))
}

/// A word in its own direction, whatever stands around it.
fn isolated(text: &str, tag: &str) -> String {
    if is_rtl(tag) { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
}

/// What the last case's text is cut into.
fn tokens(example: &Example) -> String {
    let text = example.cases.iter().map(|(_, text, _)| *text).collect::<Vec<_>>().join(" ");
    let table = write_fold_table(text.chars());
    let Ok(table) = FoldTable::read(&table) else { return String::new() };
    let mut gram_len = 0;
    Tokenizer::new(&table).tokenize(&text, &mut |token| {
        if let Token::Run(run) = token {
            gram_len = run.gram_len;
        }
    });
    match gram_len {
        0 => "words",
        2 => "pairs",
        _ => "triples",
    }
    .to_owned()
}

/// The letters by what they fold to: `é è → e`.
fn folding(letters: &str) -> String {
    let mut by_result: BTreeMap<usize, (String, Vec<&str>)> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for letter in letters.split_whitespace() {
        let folded: String = letter.nfc().flat_map(rules::fold).map(|(c, _)| c).collect();
        let at = order.iter().position(|known| *known == folded).unwrap_or_else(|| {
            order.push(folded.clone());
            order.len() - 1
        });
        by_result.entry(at).or_insert((folded, Vec::new())).1.push(letter);
    }
    let group = |(folded, letters): (String, Vec<&str>)| {
        let result = if folded.is_empty() { "nothing".to_owned() } else { folded };
        format!("{} → {result}", letters.join(" "))
    };
    by_result.into_values().map(group).collect::<Vec<_>>().join(", ")
}

fn cases(example: &Example) -> String {
    let case = |(query, text, found): &(&str, &str, &str)| {
        let shown = text.replacen(found, &format!("**{found}**"), 1);
        format!("{} → {}", isolated(query, example.tag), isolated(&shown, example.tag))
    };
    example.cases.iter().map(case).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_by_what_they_become() {
        assert_eq!(folding("é è ç œ ـ"), "é è → e, ç → c, œ → oe, ـ → nothing");
        for example in EXAMPLES {
            let own =
                example.letters.split_whitespace().find(|letter| folding(letter) == format!("{letter} → {letter}"));
            assert_eq!(own, None, "{}: a letter that becomes itself needs no mention", example.name);
        }
    }

    #[test]
    fn every_language_that_has_rules_is_on_the_page() {
        let listed = |tag: &str| EXAMPLES.iter().any(|example| example.tag == tag);
        let missing: Vec<String> = ('a'..='z')
            .flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}")))
            // Norwegian's two forms and Serbo-Croatian are there under other tags.
            .filter(|tag| conflation::describe(tag).is_some() && !listed(tag) && !["nb", "nn", "sh"].contains(&&**tag))
            .collect();
        assert_eq!(missing, [""; 0]);
    }
}
