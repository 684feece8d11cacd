//! Plain text: paragraphs, and a title if the first line looks like one.
//!
//! Text from the web comes with one paragraph per line, text from editors hard-wrapped with blank lines between; both are
//! read by the same rule. Titles copied with a page's navigation before them ("Home News The title", then "The title")
//! are recognised by the repetition.

use unicode_normalization::char::is_combining_mark;

use super::clean::clean;
use super::page::Page;

/// A longer first line is a paragraph.
const MAX_TITLE_CHARS: usize = 120;

/// Length of the beginning that is shown for a text without a title.
const LEAD_CHARS: usize = 80;

/// Nobody wraps lines wider than this; a block with a longer line has one paragraph per line.
const MAX_WRAPPED_CHARS: usize = 100;

/// A repetition shorter than this may be chance.
const MIN_REPEATED_CHARS: usize = 10;

/// Reads a whole text file.
pub(crate) fn read(text: &str) -> Page {
    let mut page = Page::default();
    let mut paragraphs = paragraphs(text);
    page.document.title = take_title(text, &mut paragraphs).into();
    page.document.sections = sections(paragraphs);
    page
}

/// The paragraphs of a plain text: parted by blank lines, and by every line break where lines are not wrapped.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            block.push(line);
            continue;
        }
        let is_unwrapped = block.iter().any(|line| line.chars().count() > MAX_WRAPPED_CHARS);
        if is_unwrapped {
            paragraphs.extend(block.iter().map(|line| clean(line)));
        } else {
            paragraphs.push(clean(&block.join("\n")));
        }
        block.clear();
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// One section without a heading; none for no paragraphs.
pub(crate) fn sections(paragraphs: Vec<String>) -> Vec<super::super::document::Section> {
    if paragraphs.is_empty() {
        return Vec::new();
    }
    let paragraphs = paragraphs.into_iter().map(Into::into).collect();
    vec![super::super::document::Section { paragraphs, ..Default::default() }]
}

/// The title, which leaves the paragraphs when it was a line of its own.
fn take_title(text: &str, paragraphs: &mut Vec<String>) -> String {
    let Some(first) = paragraphs.first() else {
        return String::new();
    };
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty()).skip(1);
    let next = lines.next().unwrap_or("");
    if is_rule(next) {
        // Underlined, as in setext: the line above is the title and what follows the rule is text.
        if let Some(title) = text.lines().map(clean).find(|line| !line.is_empty()) {
            let rest = text.trim_start().lines().skip(2).collect::<Vec<_>>().join("\n");
            *paragraphs = self::paragraphs(&rest);
            return title;
        }
    }
    let stands_alone = next.is_empty() && paragraphs.len() > 1;
    if !stands_alone || first.chars().count() > MAX_TITLE_CHARS || ends_a_sentence(first) {
        return lead(first);
    }
    let mut title = paragraphs.remove(0);
    if let Some(second) = paragraphs.first() {
        let is_repeated =
            title == *second || (title.ends_with(second.as_str()) && second.chars().count() >= MIN_REPEATED_CHARS);
        if is_repeated && paragraphs.len() > 1 {
            title = paragraphs.remove(0);
        }
    }
    title
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3 && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

fn ends_a_sentence(text: &str) -> bool {
    text.ends_with(['.', '。', '．', '۔', '।', '॥', '։', '።', ',', '،', ';', '؛', ':'])
}

/// The beginning of a text, cut between words where there are any, never before a combining mark.
fn lead(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(LEAD_CHARS) else {
        return text.to_owned();
    };
    let (head, tail) = text.split_at(limit);
    let half = head.char_indices().nth(LEAD_CHARS / 2).map_or(0, |(at, _)| at);
    let cut = match head.rfind(' ').filter(|at| *at >= half) {
        _ if tail.starts_with(' ') => limit,
        Some(space) => space,
        None => {
            let joins = |character: char| is_combining_mark(character) || matches!(character, '\u{200c}' | '\u{200d}');
            let mut cut = limit;
            let mut next = tail.chars().next();
            while let Some(before) = text.get(..cut).and_then(|head| head.chars().next_back()) {
                if !next.is_some_and(joins) && !joins(before) {
                    break;
                }
                cut -= before.len_utf8();
                next = Some(before);
            }
            cut
        }
    };
    let head = text.get(..cut).unwrap_or(head);
    format!("{}…", head.trim_end_matches([' ', ',', '،', '、', ';', ':', '-', '–', '—']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, Vec<String>) {
        let page = read(text);
        let paragraphs = page.document.sections.iter().flat_map(|section| &section.paragraphs);
        (page.document.title.to_string(), paragraphs.map(|text| text.to_string()).collect())
    }

    #[test]
    fn a_short_line_of_its_own_is_the_title() {
        let (title, paragraphs) = parts("المفاوضات مستمرة\n\nقالت اللجنة\nاليوم.\n\nFin.");
        assert_eq!(title, "المفاوضات مستمرة");
        assert_eq!(paragraphs, ["قالت اللجنة اليوم.", "Fin."]);
    }

    #[test]
    fn a_repeated_title_is_read_once_and_freed_of_navigation() {
        let (title, paragraphs) =
            parts("Home NewsThe army enters Aleppo\n\nThe army enters Aleppo\n\nby Sara\nFrance\n");
        assert_eq!(title, "The army enters Aleppo");
        assert_eq!(paragraphs, ["by Sara France"]);
        assert_eq!(parts("Титул\n\nТитул\n\nТекст").1, ["Текст"]);
    }

    #[test]
    fn a_text_without_a_title_shows_its_beginning() {
        let long = "Le régime d’Assad a déclaré dimanche que le président était prêt à rencontrer des représentants de l’armée.";
        let (title, paragraphs) = parts(&format!("{long}\nDeuxième paragraphe."));
        assert_eq!(title, "Le régime d’Assad a déclaré dimanche que le président était prêt à rencontrer…");
        assert_eq!(paragraphs, [long, "Deuxième paragraphe."]);
        assert_eq!(parts("One sentence.\n\nAnother.").0, "One sentence.");
        assert_eq!(parts("One sentence.\n\nAnother.").1.len(), 2);
    }

    #[test]
    fn a_beginning_is_cut_between_characters() {
        let chinese = "开".repeat(200);
        assert_eq!(lead(&chinese).chars().count(), LEAD_CHARS + 1);
        // Khmer syllables are a letter and marks: none is torn apart.
        let khmer = "ស្ត្រី".repeat(40);
        let cut = lead(&khmer);
        let after = khmer.get(cut.len() - "…".len()..).and_then(|rest| rest.chars().next());
        assert!(!after.is_some_and(is_combining_mark), "{cut}");
        assert_eq!(lead(&"\u{301}".repeat(100)), "…");
    }

    #[test]
    fn underlined_titles_and_wrapped_lines() {
        let (title, paragraphs) = parts("\nالعنوان\n=======\nfirst line\nsecond line\n\nnext");
        assert_eq!(title, "العنوان");
        assert_eq!(paragraphs, ["first line second line", "next"]);
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(parts(" \n\n"), (String::new(), Vec::new()));
        assert_eq!(parts("Salut"), ("Salut".into(), vec!["Salut".into()]));
    }
}
