//! HTML pages: what a page says about itself, and the text of its content without the furniture around it.
//!
//! One walk over the tree gathers metadata and finds the content (marked, `<main>`, or what is left of `<body>`), a second
//! one reads the content's text. Both are iterative: no nesting can exhaust the stack.

mod elements;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Node};

use super::super::config::Furniture;
use super::super::document::{LangSource, Text};
use super::super::language::{TagError, canonical_tag};
use super::clean::{HARD_BREAK, Outline, clean};
use super::langs::Langs;
use super::marks::{Ignore, Marks};
use super::page::{Content, Page};
use super::problem::{Fault, SkipReason};
use super::{fields, path};
use elements::{is_empty_alt, is_inline, is_unread};

/// Reads a whole page that lies at `url` (its canonical link may say otherwise).
pub(crate) fn read(text: &str, url: &str, furniture: Furniture) -> Page {
    let html = Html::parse_document(text);
    let mut page = Page::default();
    url.clone_into(&mut page.document.url);
    let mut head = Head::gather(&html, &mut page);

    let (content, roots) = head.content(&html);
    page.content = if furniture == Furniture::Keep && content == Content::Guessed { Content::Whole } else { content };
    let own = page.document.lang.clone().map(|(tag, _)| tag);
    let (mut outline, mut errors) = outline_of(&html, &roots, page.content, own.as_deref());
    if page.content == Content::Guessed && outline.is_empty() {
        // All of it stood in what looked like furniture: a page that is one big form, say.
        page.content = Content::Whole;
        (outline, errors) = outline_of(&html, &roots, page.content, own.as_deref());
    }
    errors.into_iter().for_each(|error| page.fault(Fault::Lang(error)));
    let declared = std::mem::take(&mut page.document.title);
    (page.document.title, page.document.sections) = outline.finish(Some(declared));
    if page.document.title.is_empty() {
        page.document.title = [head.title.take(), head.og_title.take()]
            .into_iter()
            .flatten()
            .map(|title| clean(&title))
            .find(|title| !title.is_empty())
            .unwrap_or_default()
            .into();
    }
    page
}

/// The blocks of text of a fragment, and what is wrong with its languages.
pub(crate) fn blocks(fragment: &str) -> (Vec<Text>, Vec<TagError>) {
    let html = Html::parse_fragment(fragment);
    let (outline, errors) = outline_of(&html, &[html.tree.root().id()], Content::Whole, None);
    let (_, sections) = outline.finish(None);
    let mut blocks = Vec::new();
    for section in sections {
        blocks.extend(Some(section.heading).filter(|heading| !heading.is_empty()));
        blocks.extend(section.paragraphs);
    }
    (blocks, errors)
}

/// What a page says about itself, apart from what went straight into the [`Page`].
#[derive(Default)]
struct Head {
    title: Option<String>,
    og_title: Option<String>,
    marked: Vec<NodeId>,
    main: Option<NodeId>,
    body: Option<NodeId>,
}

impl Head {
    fn gather(html: &Html, page: &mut Page) -> Self {
        let mut head = Self::default();
        let mut hidden_until: Option<NodeId> = None;
        let mut marked_until: Option<NodeId> = None;
        let mut canonical = None;
        let mut alternates = Vec::new();
        let mut langs = Declared::default();
        for edge in html.tree.root().traverse() {
            let node = match edge {
                Edge::Close(node) => {
                    hidden_until = hidden_until.filter(|id| *id != node.id());
                    marked_until = marked_until.filter(|id| *id != node.id());
                    continue;
                }
                Edge::Open(node) => node,
            };
            let (None, Some(element)) = (hidden_until, element_of(node)) else {
                continue;
            };
            let marks = Marks::of(element.value());
            if element.value().name() == "template" || marks.ignore == Some(Ignore::All) {
                hidden_until = Some(node.id());
                continue;
            }
            if marks.body && marked_until.is_none() {
                head.marked.push(node.id());
                marked_until = Some(node.id());
                langs.content = langs.content.or_else(|| nearest_lang(element));
            }
            marks.apply(element, page);
            match element.value().name() {
                "html" => langs.html = lang_of(element),
                "body" => {
                    head.body = Some(node.id());
                    langs.body = lang_of(element);
                }
                "title" if head.title.is_none() && !is_in_svg(node) => head.title = Some(element.text().collect()),
                "meta" => head.meta(element, page, &mut langs),
                "link" => {
                    let rel = element.attr("rel").unwrap_or_default().to_ascii_lowercase();
                    let mut rels = rel.split_ascii_whitespace();
                    match (rels.next(), element.attr("href"), element.attr("hreflang")) {
                        (Some("canonical"), Some(href), _) => canonical = Some(href),
                        (Some("alternate"), Some(href), Some(lang)) => alternates.push((lang, href)),
                        _ => {}
                    }
                }
                "time" if element.attr("pubdate").is_some() || element.attr("itemprop") == Some("datePublished") => {
                    head.date(element.attr("datetime").unwrap_or_default(), page);
                }
                _ => {}
            }
            let is_main = element.value().name() == "main" || element.attr("role") == Some("main");
            if is_main && head.main.is_none() && element.attr("hidden").is_none() {
                head.main = Some(node.id());
                langs.content = langs.content.or_else(|| nearest_lang(element));
            }
            let is_frame = matches!(element.value().name(), "html" | "body") || is_main || marks.body;
            if let Some(weight) = marks.weight.filter(|_| is_frame) {
                fields::set_weight(weight, page);
            }
        }
        langs.apply(page);
        if let Some(href) = canonical.filter(|href| !href.trim().is_empty()) {
            if path::is_safe(href) {
                page.document.url = path::resolve(href, &page.document.url);
            } else {
                page.fault(Fault::UnsafeUrl { url: href.to_owned(), is_own: false });
            }
        }
        for (lang, href) in alternates {
            if lang.eq_ignore_ascii_case("x-default") {
                continue;
            }
            match canonical_tag(lang) {
                Ok(_) if !path::is_safe(href) => page.fault(Fault::UnsafeUrl { url: href.to_owned(), is_own: false }),
                Ok(tag) => {
                    let url = path::resolve(href, &page.document.url);
                    page.document.alternates.insert(tag, url);
                }
                Err(error) => page.fault(Fault::Lang(error)),
            }
        }
        head
    }

    fn meta<'a>(&mut self, element: ElementRef<'a>, page: &mut Page, langs: &mut Declared<'a>) {
        let content = element.attr("content").unwrap_or_default();
        let name = element.attr("name").or(element.attr("property")).or(element.attr("itemprop")).unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "robots" | "tarjuman" => {
                let is_no = |rule: &str| matches!(rule.trim().to_ascii_lowercase().as_str(), "noindex" | "none");
                if content.split(',').any(is_no) {
                    page.skip = Some(SkipReason::NoIndex);
                }
            }
            "og:title" => self.og_title = Some(content.to_owned()),
            "date" | "article:published_time" | "dc.date" | "dcterms.date" | "datepublished" => {
                self.date(content, page)
            }
            _ => {}
        }
        match element.attr("http-equiv").map(str::to_ascii_lowercase).as_deref() {
            Some("content-language") if !content.contains(',') => langs.equiv = Some(content),
            Some("refresh") => {
                let (delay, target) = content.split_once([';', ',']).unwrap_or((content, ""));
                let is_redirect = delay.trim().parse() == Ok(0.0) && target.to_ascii_lowercase().contains("url");
                if is_redirect {
                    page.skip.get_or_insert(SkipReason::Redirect);
                }
            }
            _ => {}
        }
    }

    /// The first date counts.
    fn date(&self, text: &str, page: &mut Page) {
        if page.document.date.is_none() && !text.trim().is_empty() {
            fields::set_date(text, page);
        }
    }

    fn content(&self, html: &Html) -> (Content, Vec<NodeId>) {
        match (self.marked.as_slice(), self.main, self.body) {
            (marked @ [_, ..], _, _) => (Content::Marked, marked.to_vec()),
            ([], Some(main), _) => (Content::Main, vec![main]),
            ([], None, Some(body)) => (Content::Guessed, vec![body]),
            ([], None, None) => (Content::Guessed, vec![html.tree.root().id()]),
        }
    }
}

/// The languages that a page declares; the nearest to the content counts.
#[derive(Default)]
struct Declared<'a> {
    content: Option<&'a str>,
    body: Option<&'a str>,
    html: Option<&'a str>,
    equiv: Option<&'a str>,
}

impl Declared<'_> {
    fn apply(&self, page: &mut Page) {
        let mut refused = None;
        for lang in [self.content, self.body, self.html, self.equiv].into_iter().flatten() {
            if lang.trim().is_empty() || refused == Some(lang) {
                continue;
            }
            refused = Some(lang);
            match canonical_tag(lang) {
                Ok(tag) => {
                    page.document.lang = Some((tag, LangSource::Markup));
                    return;
                }
                Err(error) => page.fault(Fault::Lang(error)),
            }
        }
    }
}

/// The language that an element declares.
fn lang_of<'a>(element: ElementRef<'a>) -> Option<&'a str> {
    element.attr("lang").or(element.attr("xml:lang"))
}

/// The language that an element declares, or that it has from those around it.
fn nearest_lang<'a>(element: ElementRef<'a>) -> Option<&'a str> {
    std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap)).find_map(lang_of)
}

fn element_of(node: NodeRef<'_, Node>) -> Option<ElementRef<'_>> {
    ElementRef::wrap(node)
}

fn is_in_svg(node: NodeRef<'_, Node>) -> bool {
    node.ancestors().filter_map(element_of).any(|ancestor| ancestor.value().name() == "svg")
}

/// The text of the content's elements. What is marked as another language than `own`, the document's, keeps the mark.
fn outline_of(html: &Html, roots: &[NodeId], content: Content, own: Option<&str>) -> (Outline, Vec<TagError>) {
    let mut outline = Outline::default();
    let mut errors = Vec::new();
    for root in roots {
        let Some(root) = html.tree.get(*root) else {
            continue;
        };
        let mut reader =
            Reader { outline: &mut outline, content, skipped: None, heading: None, langs: Langs::default() };
        // A root is in the document's language, unless there are several and this one is not.
        let around = element_of(root).and_then(nearest_lang);
        let is_own = around.and_then(|lang| canonical_tag(lang).ok()).as_deref() == own;
        reader.langs.open(root.id(), around.filter(|_| !is_own));
        reader.outline.set_lang(reader.langs.current());
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) => reader.open(node, node.id() == root.id()),
                Edge::Close(node) => reader.close(node),
            }
        }
        errors.append(&mut reader.langs.errors);
        outline.end_block();
        outline.set_lang(None);
    }
    (outline, errors)
}

struct Reader<'a> {
    outline: &'a mut Outline,
    content: Content,
    /// The element whose whole content is passed over.
    skipped: Option<NodeId>,
    /// The heading at hand: its element, level and anchor.
    heading: Option<(NodeId, u8, String)>,
    langs: Langs<NodeId>,
}

impl Reader<'_> {
    fn open(&mut self, node: NodeRef<'_, Node>, is_root: bool) {
        if self.skipped.is_some() {
            return;
        }
        if let Node::Text(text) = node.value() {
            self.outline.text(text);
            return;
        }
        let Some(element) = element_of(node) else {
            return;
        };
        let name = element.value().name();
        if !is_root && (is_unread(element.value()) || self.is_furniture(element) || self.is_permalink(element)) {
            self.skipped = Some(node.id());
            self.boundary(name);
            return;
        }
        if let (false, Some(lang)) = (is_root, lang_of(element)) {
            self.langs.open(node.id(), Some(lang));
            self.outline.set_lang(self.langs.current());
        }
        match name {
            "br" => self.outline.separate(HARD_BREAK),
            "img" => {
                let alt = element.attr("alt").unwrap_or_default();
                if !is_empty_alt(alt) {
                    self.outline.text(&format!(" {alt} "));
                }
            }
            "td" | "th" => self.outline.separate(' '),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.heading.is_none() => {
                self.outline.end_block();
                let level = name.as_bytes().get(1).map_or(1, |digit| digit - b'0');
                self.heading = Some((node.id(), level, anchor_of(element)));
            }
            _ => self.boundary(name),
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        if let Some(skipped) = self.skipped {
            if skipped == node.id() {
                self.skipped = None;
            }
            return;
        }
        let Some(element) = node.value().as_element() else {
            return;
        };
        self.langs.close(&node.id());
        self.outline.set_lang(self.langs.current());
        if let Some((_, level, anchor)) = self.heading.take_if(|(id, ..)| *id == node.id()) {
            let text = self.outline.take_block();
            if !text.is_empty() {
                self.outline.heading(level, text, anchor);
            }
            return;
        }
        match element.name() {
            "td" | "th" => self.outline.separate(' '),
            name => self.boundary(name),
        }
    }

    /// Blocks end paragraphs, except within a heading.
    fn boundary(&mut self, name: &str) {
        if is_inline(name) {
            return;
        }
        if self.heading.is_some() {
            self.outline.separate(' ');
        } else {
            self.outline.end_block();
        }
    }

    /// Navigation and the like, as far as nothing marks the content. Within `<main>` only navigation is left out.
    fn is_furniture(&self, element: ElementRef<'_>) -> bool {
        let name = element.value().name();
        let role = element.attr("role").unwrap_or_default();
        match self.content {
            Content::Whole => false,
            Content::Marked | Content::Main => name == "nav" || role == "navigation",
            Content::Guessed => match name {
                "nav" | "aside" | "form" => true,
                // The header of an article holds its title; only that of the page is furniture (HTML-AAM).
                "header" | "footer" => !element
                    .ancestors()
                    .filter_map(element_of)
                    .any(|ancestor| matches!(ancestor.value().name(), "article" | "section")),
                _ => matches!(role, "navigation" | "banner" | "contentinfo" | "complementary" | "search"),
            },
        }
    }

    /// The `#` or `¶` that generators put into headings.
    fn is_permalink(&self, element: ElementRef<'_>) -> bool {
        if self.heading.is_none() || !matches!(element.value().name(), "a" | "button") {
            return false;
        }
        let text: String = element.text().take(4).collect();
        matches!(text.trim(), "#" | "¶" | "§" | "🔗" | "∞" | "⚓" | "\u{f0c1}" | "\u{200b}")
    }
}

/// The id that a link to this heading uses: its own, that of an element inside it, or that of the section it opens.
fn anchor_of(heading: ElementRef<'_>) -> String {
    let own = |element: ElementRef<'_>| {
        let id = element.attr("id").or_else(|| element.attr("name").filter(|_| element.value().name() == "a"))?;
        (!id.is_empty()).then(|| id.to_owned())
    };
    own(heading)
        .or_else(|| heading.descendent_elements().find_map(own))
        .or_else(|| {
            let parent = heading.parent().and_then(ElementRef::wrap)?;
            let opens = parent.child_elements().next() == Some(heading);
            let is_section = matches!(parent.value().name(), "section" | "div" | "article");
            own(parent).filter(|_| opens && is_section)
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
