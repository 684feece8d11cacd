//! What a build learned from translated pages: a line for every two languages, and warnings.

use tarjuman::build::translate::{LanguagePair, Learning, Outcome};

/// Pairs of languages shown, and warnings of one kind; the rest is counted.
const MAX_ROWS: usize = 12;

/// Nothing where no pages are translations of each other.
pub(super) fn table(learning: &Learning) -> Option<String> {
    let mut rows: Vec<&LanguagePair> = learning.pairs.iter().collect();
    rows.sort_by_key(|pair| std::cmp::Reverse(pair.texts));
    let hidden = rows.split_off(rows.len().min(MAX_ROWS));
    rows.sort_by(|a, b| a.languages.cmp(&b.languages));
    rows.first()?;
    let mut table =
        format!("{:<10} {:>7} {:>7} {:>7}  a text finds its translation", "learned", "pages", "texts", "words");
    for pair in rows {
        let LanguagePair { languages, pages, texts, learned, outcome } = pair;
        let outcome = match outcome {
            Outcome::Learned { without, with } => format!("{without:.3} without them, {with:.3} with them"),
            Outcome::NoHelp { without, with } => {
                format!("{without:.3} without them, {with:.3} with them: no help, not used")
            }
            Outcome::TooLittle => "too little text to tell: not used".to_owned(),
        };
        let languages = languages.join(" ");
        table.push_str(&format!("\n{languages:<10} {pages:>7} {texts:>7} {learned:>7}  {outcome}"));
    }
    if !hidden.is_empty() {
        let learned: usize = hidden.iter().map(|pair| pair.learned).sum();
        table.push_str(&format!(
            "\nand {learned} words of {} more pairs of languages; --json lists them all",
            hidden.len()
        ));
    }
    Some(table)
}

/// A line for each thing that is wrong with the translations that pages name.
pub(super) fn warnings(learning: &Learning) -> Vec<String> {
    let nowhere = |[url, other]: &[String; 2]| {
        format!("{url} names the translation {other}, which is not in the index; correct the url, or add the page")
    };
    let strangers = |[url, other]: &[String; 2]| {
        format!(
            "{url} and {other} are named as translations of each other, but hardly say the same; no words are learned from them"
        )
    };
    let shown = |urls: &[[String; 2]], line: &dyn Fn(&[String; 2]) -> String| {
        let more = urls.len().saturating_sub(MAX_ROWS);
        let rest = (more > 0).then(|| format!("and {more} more such translations; --json lists them all"));
        urls.iter().take(MAX_ROWS).map(line).chain(rest).collect::<Vec<String>>()
    };
    [shown(&learning.nowhere, &nowhere), shown(&learning.strangers, &strangers)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(languages: [&str; 2], texts: usize, outcome: Outcome) -> LanguagePair {
        LanguagePair { languages: languages.map(str::to_owned), pages: 3, texts, learned: 7, outcome }
    }

    #[test]
    fn every_pair_of_languages_says_what_came_of_it() {
        assert_eq!(table(&Learning::default()), None);
        let learned = Outcome::Learned { without: 0.5, with: 0.75 };
        let pairs = vec![
            pair(["ar", "en"], 40, learned),
            pair(["ar", "fr"], 30, Outcome::NoHelp { without: 0.5, with: 0.505 }),
            pair(["en", "zh"], 3, Outcome::TooLittle),
        ];
        let shown = table(&Learning { pairs, ..Learning::default() }).unwrap();
        assert_eq!(
            shown.lines().collect::<Vec<_>>(),
            [
                "learned      pages   texts   words  a text finds its translation",
                "ar en            3      40       7  0.500 without them, 0.750 with them",
                "ar fr            3      30       7  0.500 without them, 0.505 with them: no help, not used",
                "en zh            3       3       7  too little text to tell: not used",
            ]
        );
        let many = (0..20).map(|n| pair(["en", "ru"], n, learned)).collect();
        let shown = table(&Learning { pairs: many, ..Learning::default() }).unwrap();
        assert!(shown.ends_with("and 56 words of 8 more pairs of languages; --json lists them all"), "{shown}");
    }

    #[test]
    fn warnings_name_both_pages() {
        let urls = [["/en/a".to_owned(), "/ar/ا".to_owned()]];
        let learning = Learning { nowhere: urls.to_vec(), strangers: urls.to_vec(), ..Learning::default() };
        let warnings = warnings(&learning);
        assert_eq!(warnings.len(), 2);
        assert!(warnings.iter().all(|line| line.contains("/en/a") && line.contains("/ar/ا")), "{warnings:?}");
    }
}
