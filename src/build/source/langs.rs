//! Which language the text at hand is marked as: elements with `lang`, within one another.

use std::collections::HashMap;
use std::sync::Arc;

use scraper::Html;

use super::super::language::{TagError, canonical_tag};

/// The open elements, of which the innermost with a language counts.
#[derive(Debug)]
pub(crate) struct Langs<Id> {
    open: Vec<(Id, Option<Arc<str>>)>,
    /// What each declaration means, once looked up.
    known: HashMap<String, Option<Arc<str>>>,
    /// Declarations that are no tags, each once.
    pub(crate) errors: Vec<TagError>,
}

impl<Id> Default for Langs<Id> {
    fn default() -> Self {
        Langs { open: Vec::new(), known: HashMap::new(), errors: Vec::new() }
    }
}

impl<Id: PartialEq> Langs<Id> {
    /// The language at hand; `None` for the document's.
    pub(crate) fn current(&self) -> Option<Arc<str>> {
        self.open.last().and_then(|(_, lang)| lang.clone())
    }

    /// An element begins; without a declaration, or with one that is no tag, its language is that around it. `lang=""` takes
    /// back what was declared.
    pub(crate) fn open(&mut self, id: Id, declared: Option<&str>) {
        let lang = match declared.map(str::trim) {
            None => self.current(),
            Some("") => None,
            Some(declared) => self.lookup(declared).or_else(|| self.current()),
        };
        self.open.push((id, lang));
    }

    /// An element ends, and whatever was left open in it. What never began ends nothing.
    pub(crate) fn close(&mut self, id: &Id) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == id) {
            self.open.truncate(at);
        }
    }

    /// All elements but the outermost `keep` end.
    pub(crate) fn close_to(&mut self, keep: usize) {
        self.open.truncate(keep);
    }

    /// Number of open elements.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The canonical tag of a declaration.
    fn lookup(&mut self, declared: &str) -> Option<Arc<str>> {
        if let Some(known) = self.known.get(declared) {
            return known.clone();
        }
        let lang = canonical_tag(declared).map(Arc::from).map_err(|error| self.errors.push(error)).ok();
        self.known.insert(declared.to_owned(), lang.clone());
        lang
    }
}

/// Elements that have no end.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

impl Langs<String> {
    /// Goes through the tags of a piece of HTML that may begin and end in the middle of elements, as in Markdown.
    pub(crate) fn follow(&mut self, html: &str) {
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            rest = &rest[start + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
                continue;
            }
            let end = end_of_tag(rest);
            let tag = &rest[..end];
            rest = &rest[end..];
            let name = |tag: &str| {
                let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
                name.to_ascii_lowercase()
            };
            if let Some(tag) = tag.strip_prefix('/') {
                self.close(&name(tag));
            } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) && !tag.ends_with('/') {
                let name = name(tag);
                if !VOID.contains(&name.as_str()) {
                    self.open(name, declared(tag).as_deref());
                }
            }
        }
    }
}

/// Where the tag ends whose inside begins here: at `>`, quoted ones aside.
fn end_of_tag(html: &str) -> usize {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// The language that a tag (without its brackets) declares.
fn declared(tag: &str) -> Option<String> {
    if !tag.contains("lang") && !tag.contains("LANG") {
        return None;
    }
    // Parsed as an element of a neutral name, for the parser drops `<td>` and the like where they cannot stand.
    let attributes = tag.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    let html = Html::parse_fragment(&format!("<span {attributes}>"));
    let element = html.root_element().child_elements().next()?;
    element.attr("lang").or(element.attr("xml:lang")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_declaration_counts_until_its_element_ends() {
        let mut langs = Langs::default();
        let mut after = |html: &str| {
            langs.follow(html);
            langs.current().as_deref().unwrap_or("none").to_owned()
        };
        assert_eq!(after("<div class='a>b' lang=ar>"), "ar");
        assert_eq!(after("<p><br><img alt=\"<i lang=de>\">"), "ar");
        assert_eq!(after("<SPAN xml:lang=\"zh-hant\">"), "zh-Hant");
        assert_eq!(after("</span><!-- <i lang=fr> -->"), "ar");
        assert_eq!(after("<i lang=''>"), "none");
        assert_eq!(after("</i><td lang=pt_BR>"), "pt-BR");
        assert_eq!(after("</td><i lang=englsh>"), "ar");
        assert_eq!(after("<i lang=englsh>"), "ar");
        assert_eq!(after("</div></div>"), "none");
        assert_eq!(langs.errors.len(), 1, "{:?}", langs.errors);
    }
}
