//! Markdown: front matter, then the text, cut at headings whose anchors are those of the published page.
//!
//! CommonMark with tables, footnotes, task lists, definition lists and `{#id}` attributes. Raw HTML is read by the HTML
//! reader for its text; inside an element with a `markdown` attribute (kramdown, PHP Markdown Extra) that text is Markdown again.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::super::document::Text;
use super::super::language::TagError;
use super::clean::{HARD_BREAK, Outline, clean};
use super::front_matter::FrontMatter;
use super::langs::Langs;
use super::page::Page;
use super::problem::Fault;
use super::slug::Slugger;
use super::{fields, front_matter, html, path};

/// Reads a whole Markdown file.
///
/// # Errors
/// The line and the fault when its front matter cannot be read.
pub(crate) fn read(text: &str) -> Result<Page, (usize, Fault)> {
    let mut page = Page::default();
    let FrontMatter { fields: head, body } = front_matter::split(text)?;
    fields::apply(&head, &mut page);
    for name in ["permalink", "url"] {
        // Jekyll's permalinks may hold placeholders that only Jekyll can fill.
        let url = head.get(name).and_then(serde_json::Value::as_str).map(str::trim);
        match url {
            Some(url) if !path::is_safe(url) => page.fault(Fault::UnsafeUrl { url: url.to_owned(), is_own: false }),
            Some(url) if url.starts_with('/') && !url.contains("/:") || url.starts_with("http") => {
                url.clone_into(&mut page.document.url);
            }
            _ => {}
        }
    }
    let mut reader = Reader::default();
    reader.read(body);
    let errors = std::mem::take(&mut reader.langs.errors);
    reader.note(errors);
    let declared = without_entities(&std::mem::take(&mut page.document.title));
    (page.document.title, page.document.sections) = reader.outline.finish(Some(declared.into()));
    reader.errors.into_iter().for_each(|error| page.fault(Fault::Lang(error)));
    Ok(page)
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// How deep Markdown in HTML in Markdown is followed.
const MAX_NESTING: u8 = 3;

#[derive(Default)]
struct Reader {
    outline: Outline,
    slugger: Slugger,
    /// The level of the heading at hand and the id that it gives itself.
    heading: Option<(u8, Option<String>)>,
    /// Text of the heading without images: what its anchor is made of.
    anchor_text: String,
    /// Raw HTML of the block at hand.
    raw: Option<String>,
    num_open_images: usize,
    nesting: u8,
    /// Elements of raw HTML around the text at hand, of which the first `num_outer` began in blocks of their own.
    langs: Langs<String>,
    num_outer: usize,
    /// What is wrong with their languages.
    errors: Vec<TagError>,
}

impl Reader {
    fn read(&mut self, text: &str) {
        for event in Parser::new_ext(text, OPTIONS) {
            self.take(event);
        }
        self.end_block();
    }

    /// Ends the block at hand, and the elements that began within it.
    fn end_block(&mut self) {
        self.outline.end_block();
        self.langs.close_to(self.num_outer);
        self.outline.set_lang(self.langs.current());
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::Html(html) => match &mut self.raw {
                Some(raw) => raw.push_str(&html),
                None => self.raw_block(&html),
            },
            Event::InlineHtml(tag) => self.inline_tag(&tag),
            Event::SoftBreak => self.separate('\n'),
            Event::HardBreak => self.separate(HARD_BREAK),
            Event::Rule => self.end_block(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                self.end_block();
                self.anchor_text.clear();
                self.heading = Some((level_number(level), id.map(|id| id.to_string())));
            }
            Tag::HtmlBlock => {
                self.end_block();
                self.raw = Some(String::new());
            }
            Tag::Image { .. } => {
                self.num_open_images += 1;
                self.separate(' ');
            }
            Tag::TableCell => self.separate(' '),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {
            }
            _ => self.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let heading = self.outline.take_block();
                if let Some((level, id)) = self.heading.take() {
                    let anchor = match id {
                        Some(id) => {
                            self.slugger.reserve(&id);
                            id
                        }
                        None => self.slugger.slug(&clean(&self.anchor_text)),
                    };
                    self.outline.heading(level, heading, anchor);
                }
                self.end_block();
            }
            TagEnd::HtmlBlock => {
                if let Some(raw) = self.raw.take() {
                    self.raw_block(&raw);
                }
            }
            TagEnd::Image => {
                self.num_open_images = self.num_open_images.saturating_sub(1);
                self.separate(' ');
            }
            TagEnd::TableCell => self.separate(' '),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
            _ => self.end_block(),
        }
    }

    fn text(&mut self, text: &str) {
        self.outline.text(text);
        if self.heading.is_some() && self.num_open_images == 0 {
            self.anchor_text.push_str(text);
        }
    }

    fn separate(&mut self, by: char) {
        self.outline.separate(by);
        if self.heading.is_some() && self.num_open_images == 0 {
            self.anchor_text.push(by);
        }
    }

    /// A tag within a paragraph: its text stays, and only tags that part words for a reader part them here.
    fn inline_tag(&mut self, tag: &str) {
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        match name.as_str() {
            "br" => self.separate(HARD_BREAK),
            "p" | "div" | "li" | "td" | "th" | "tr" => self.separate(' '),
            "img" => {
                self.outline.separate(' ');
                for alt in self.html_blocks(tag) {
                    self.outline.marked_text(&alt);
                    self.outline.separate(' ');
                }
            }
            _ => {
                self.langs.follow(tag);
                self.outline.set_lang(self.langs.current());
            }
        }
    }

    fn html_blocks(&mut self, html: &str) -> Vec<Text> {
        let (blocks, errors) = html::blocks(html);
        self.note(errors);
        blocks
    }

    /// What is wrong with declared languages, each once.
    fn note(&mut self, errors: Vec<TagError>) {
        for error in errors {
            if !self.errors.contains(&error) {
                self.errors.push(error);
            }
        }
    }

    fn raw_block(&mut self, raw: &str) {
        let is_markdown = self.nesting < MAX_NESTING && raw.contains("markdown=");
        for block in self.html_blocks(raw) {
            if is_markdown {
                let whole = block.spans().iter().find(|span| span.bytes == (0..block.len()));
                self.langs.open(String::new(), whole.map(|span| &*span.lang));
                let outer = std::mem::replace(&mut self.num_outer, self.langs.depth());
                self.outline.set_lang(self.langs.current());
                self.nesting += 1;
                self.read(&block);
                self.nesting -= 1;
                self.num_outer = outer;
            } else {
                self.outline.marked_text(&block);
            }
            self.end_block();
        }
        // What the block leaves open goes on around the blocks that follow.
        self.langs.follow(raw);
        self.num_outer = self.langs.depth();
        self.outline.set_lang(self.langs.current());
        let errors = std::mem::take(&mut self.langs.errors);
        self.note(errors);
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Front matter is YAML, but generators print its title into HTML, and some sites write it as such (`C&oacute;digo`).
fn without_entities(title: &str) -> String {
    if !title.contains('&') {
        return title.to_owned();
    }
    let title = scraper::Html::parse_fragment(&title.replace('<', "&lt;"));
    title.root_element().text().collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::document::{Document, LangSource};
    use super::super::problem::SkipReason;
    use super::*;

    fn document(text: &str) -> Document {
        read(text).expect("valid").document
    }

    fn paragraphs(text: &str) -> Vec<Text> {
        document(text).sections.into_iter().flat_map(|section| section.paragraphs).collect()
    }

    #[test]
    fn front_matter_and_sections() {
        let document = document(
            "---\nlang: ar\ntitle: بناء مُجتمعات\ndate: 2020-05-06\nweight: 2\nfilters:\n  topic: [a, b]\n---\n\
             Intro\nline.\n\n## تجهيز مشروعك\n\nنص *مهم* و**آخر**.\n\n## Own {#own-id}\n\n## تجهيز مشروعك\n",
        );
        assert_eq!(document.title, "بناء مُجتمعات");
        assert_eq!(document.lang, Some(("ar".into(), LangSource::Declared)));
        assert_eq!(document.filters["topic"].len(), 2);
        let sections: Vec<_> = document
            .sections
            .iter()
            .map(|section| {
                (section.heading.as_str(), section.anchor.as_str(), {
                    section.paragraphs.iter().map(Text::as_str).collect::<Vec<_>>().join("|")
                })
            })
            .collect();
        assert_eq!(
            sections,
            [
                ("", "", "Intro line.".to_owned()),
                ("تجهيز مشروعك", "تجهيز-مشروعك", "نص مهم وآخر.".to_owned()),
                ("Own", "own-id", String::new()),
                ("تجهيز مشروعك", "تجهيز-مشروعك-1", String::new()),
            ]
        );
    }

    #[test]
    fn entities_in_a_declared_title_are_characters() {
        let title = |text: &str| document(&format!("---\ntitle: \"{text}\"\n---\nx")).title;
        assert_eq!(title("Pr&aacute;cticas & C&oacute;digo"), "Prácticas & Código");
        assert_eq!(title("Q&A: a < b, &#1583;&#1608;&#1605;&#1575;"), "Q&A: a < b, دوما");
    }

    #[test]
    fn the_first_heading_is_the_title() {
        let document = document("# 開源軟體指南 `CLI`\n\n文字\n續行\n");
        assert_eq!(document.title, "開源軟體指南 CLI");
        assert_eq!(document.sections.len(), 1);
        assert_eq!(document.sections[0].paragraphs, ["文字續行"]);
    }

    #[test]
    fn every_block_is_a_paragraph() {
        let text = "* один\n* два\n  * три\n\n1. четыре\n\n   пять\n\n> шесть\n\n```\nsemь  code\nline\n```\n\n\
                    | a | б |\n|---|---|\n| в | г |\n\n- [x] done\n\nTerm\n: meaning\n\nnote[^1]\n\n[^1]: сноска\n";
        assert_eq!(
            paragraphs(text),
            [
                "один",
                "два",
                "три",
                "четыре",
                "пять",
                "шесть",
                "semь code line",
                "a б",
                "в г",
                "done",
                "Term",
                "meaning",
                "note",
                "сноска"
            ]
        );
    }

    #[test]
    fn html_leaves_its_text() {
        assert_eq!(
            paragraphs("Press <kbd>Ctrl</kbd>+C<br>then **go** &amp; &eacute;<!-- not this -->.\n"),
            ["Press Ctrl+C then go & é."]
        );
        assert_eq!(
            paragraphs("<div dir='rtl'>\n<p>سلام <b>عالم</b></p><script>no()</script>\n<!-- no -->\n</div>\n"),
            ["سلام عالم"]
        );
        assert_eq!(paragraphs("a ![صورة قديمة](x.png) b\n"), ["a صورة قديمة b"]);
    }

    #[test]
    fn markdown_inside_html_is_markdown() {
        let text = "<aside markdown=\"1\" class=\"pquote\">\n  <img src=\"x\" alt=\"avatar\">\n  I *fumbled* it.\n  \
                    <p markdown=\"1\" class=\"credit\">\n— @lord, [\"Tips\"](https://lord.io)\n  </p>\n</aside>\n\nafter\n";
        assert_eq!(paragraphs(text), ["I fumbled it.", "— @lord, \"Tips\"", "after"]);
    }

    #[test]
    fn html_names_the_language_of_what_it_holds() {
        let page = read(
            "قال <span lang=\"fr\">la *paix* <b>juste</b></span> ثم <i lang=en>open\n\nسطر\n\n<div lang=\"he\">\n\n\
             ## שלום <i lang=en>now</i>\n\n* עולם\n\n</div>\n\nنص\n\n<p lang=de>Zwei</p>\n\n\
             <aside markdown=1 lang=tr>*bir* söz</aside>\n\n<img alt=x lang=zz-zz-zz>\n",
        )
        .expect("valid");
        let mut spans = Vec::new();
        for text in page.document.texts() {
            spans.extend(text.spans().iter().map(|span| (&text[span.bytes.clone()], &*span.lang)));
        }
        let expected = [
            ("la paix juste", "fr"),
            ("open", "en"),
            ("שלום", "he"),
            ("now", "en"),
            ("עולם", "he"),
            ("Zwei", "de"),
            ("bir söz", "tr"),
        ];
        assert_eq!(spans, expected);
        assert_eq!(page.faults.len(), 1, "{:?}", page.faults);
    }

    #[test]
    fn drafts_urls_and_broken_heads() {
        assert_eq!(read("---\ndraft: true\n---\nx").expect("valid").skip, Some(SkipReason::Draft));
        assert_eq!(document("---\npermalink: /über/uns/\n---\nx").url, "/über/uns/");
        assert_eq!(document("---\npermalink: /blog/:title/\n---\nx").url, "");
        assert_eq!(read("---\nurl: javascript:x\n---\nx").expect("valid").faults.len(), 1);
        assert!(read("---\ntitle: [\n---\nx").is_err());
    }
}
