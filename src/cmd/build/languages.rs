//! What languages a build took its documents to be in, and why: as a table, and as JSON.

use serde::Serialize;
use std::collections::BTreeMap;
use tarjuman::build::document::{Document, LangSource};

/// Languages shown; the rest is counted.
const MAX_ROWS: usize = 30;
/// Other languages shown per language.
const MAX_OTHERS: usize = 3;

/// By language tag.
#[derive(Serialize, Default)]
#[serde(transparent)]
pub(super) struct Languages(BTreeMap<String, Language>);

/// Documents of one language.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Language {
    documents: usize,
    /// How many were told by what.
    by: BTreeMap<&'static str, usize>,
    /// Stretches of their text that are analysed in other languages, by language.
    parts: BTreeMap<String, usize>,
}

/// Names of the columns, most trusted first.
const SOURCES: [(LangSource, &str); 5] = [
    (LangSource::Declared, "declared"),
    (LangSource::Markup, "markup"),
    (LangSource::Path, "path"),
    (LangSource::Detected, "detected"),
    (LangSource::Unknown, "unknown"),
];

impl Languages {
    pub(super) fn of(documents: &[Document]) -> Languages {
        let mut languages = Languages::default();
        for document in documents {
            let Some((tag, source)) = &document.lang else { continue };
            let language = languages.0.entry(tag.clone()).or_default();
            language.documents += 1;
            let name = SOURCES.iter().find(|(known, _)| known == source).map_or("unknown", |(_, name)| name);
            *language.by.entry(name).or_default() += 1;
            for span in document.texts().flat_map(|text| text.spans()) {
                *language.parts.entry(span.lang.to_string()).or_default() += 1;
            }
        }
        languages
    }

    /// A line per language with most documents, of the columns that have anything in them.
    pub(super) fn table(&self) -> String {
        let columns: Vec<&str> = SOURCES.iter().map(|&(_, name)| name).filter(|name| self.has(name)).collect();
        let mut rows: Vec<(&String, &Language)> = self.0.iter().collect();
        rows.sort_by_key(|(_, language)| std::cmp::Reverse(language.documents));
        let hidden = rows.split_off(rows.len().min(MAX_ROWS));
        rows.sort_by_key(|(tag, _)| *tag);
        let mut table = format!("{:<10} {:>9}", "language", "documents");
        columns.iter().for_each(|name| table.push_str(&format!(" {name:>8}")));
        if self.0.values().any(|language| !language.parts.is_empty()) {
            table.push_str("  parts in other languages");
        }
        for (tag, language) in rows {
            table.push_str(&format!("\n{tag:<10} {:>9}", language.documents));
            for name in &columns {
                let count = language.by.get(name).map_or(String::new(), usize::to_string);
                table.push_str(&format!(" {count:>8}"));
            }
            table.push_str(&format!("  {}", language.others()));
            table.truncate(table.trim_end().len());
        }
        if !hidden.is_empty() {
            let documents: usize = hidden.iter().map(|(_, language)| language.documents).sum();
            table.push_str(&format!(
                "\nand {documents} documents in {} more languages; --json lists them all",
                hidden.len()
            ));
        }
        table
    }

    fn has(&self, source: &str) -> bool {
        self.0.values().any(|language| language.by.contains_key(source))
    }
}

impl Language {
    /// The languages that most parts are in.
    fn others(&self) -> String {
        let mut others: Vec<(&String, &usize)> = self.parts.iter().collect();
        others.sort_by_key(|&(_, parts)| std::cmp::Reverse(parts));
        let mut shown: Vec<String> =
            others.iter().take(MAX_OTHERS).map(|(tag, parts)| format!("{tag} {parts}")).collect();
        if others.len() > MAX_OTHERS {
            shown.push(format!("{} more", others.len() - MAX_OTHERS));
        }
        shown.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tarjuman::build::document::{Span, Text};

    fn document(tag: &str, source: LangSource, parts: &[&str]) -> Document {
        let span = |(at, lang): (usize, &&str)| Span { bytes: at * 2..at * 2 + 1, lang: (*lang).into() };
        let title = Text::with_spans("x ".repeat(parts.len()), parts.iter().enumerate().map(span).collect());
        Document { lang: Some((tag.to_owned(), source)), title, ..Document::default() }
    }

    #[test]
    fn columns_that_say_nothing_are_left_out() {
        let documents = [
            document("ar", LangSource::Declared, &["en", "fr", "en"]),
            document("ar", LangSource::Detected, &[]),
            document("zh-Hant", LangSource::Declared, &["a", "b", "c", "d", "d"]),
        ];
        assert_eq!(
            Languages::of(&documents).table(),
            "language   documents declared detected  parts in other languages\n\
             ar                 2        1        1  en 2, fr 1\n\
             zh-Hant            1        1           d 2, a 1, b 1, 1 more"
        );
        let one = Languages::of(&documents[1..2]).table();
        assert_eq!(one, "language   documents detected\nar                 2        1".replace("2  ", "1  "));
    }

    #[test]
    fn of_many_languages_those_with_most_documents_are_shown() {
        let mut documents: Vec<Document> =
            (0..100).map(|n| document(&format!("q{n:02}"), LangSource::Path, &[])).collect();
        documents.push(document("q77", LangSource::Path, &[]));
        let table = Languages::of(&documents).table();
        assert_eq!(table.lines().count(), 1 + MAX_ROWS + 1);
        assert!(table.contains("\nq77 ") && !table.contains("\nq76 "), "{table}");
        assert!(table.ends_with("and 70 documents in 70 more languages; --json lists them all"), "{table}");
    }
}
