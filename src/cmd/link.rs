//! Links that land on the passage, as `www/link.js` makes them: text fragments built from the excerpt.

use tarjuman::{ExcerptPart, Hit};

/// UTF-16 code units that a fragment has at least, where the excerpt has as many.
const MIN_LENGTH: usize = 24;

/// The hit's link. Sections without an anchor get a fragment of their own.
pub(super) fn add_links(hit: &mut Hit) -> String {
    for section in hit.sections.iter_mut().filter(|section| section.url == hit.url) {
        section.url = link_to(&hit.url, &section.excerpt);
    }
    link_to(&hit.url, &hit.excerpt)
}

/// The url with a fragment for the words around the first mark; the url itself when nothing is marked.
fn link_to(url: &str, excerpt: &[ExcerptPart]) -> String {
    let Some(marked) = excerpt.iter().position(|part| part.mark) else { return url.to_owned() };
    if has_other_scheme(url) || url.contains(":~:") {
        return url.to_owned();
    }
    let text = excerpt.iter().flat_map(|part| part.text.encode_utf16()).collect::<Vec<u16>>();
    let length = |parts: &[ExcerptPart]| parts.iter().map(|part| part.text.encode_utf16().count()).sum::<usize>();
    let mut start = length(&excerpt[..marked]);
    let mut end = start + length(&excerpt[marked..=marked]);
    while start > 0 && !is_boundary(text[start - 1]) {
        start -= 1;
    }
    end = text.len().min(end.max(start + MIN_LENGTH));
    while end < text.len() && !is_boundary(text[end]) {
        end += 1;
    }
    while is_boundary(text[end - 1]) {
        end -= 1;
    }
    let hash = if url.contains('#') { "" } else { "#" };
    format!("{url}{hash}:~:text={}", encoded(&String::from_utf16_lossy(&text[start..end])))
}

/// Whether the url begins with a scheme that has no pages with passages in them.
fn has_other_scheme(url: &str) -> bool {
    let Some((scheme, _)) = url.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
        && !["http", "https", "file"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// What surely is no part of a word: white space as JavaScript has it, the ellipsis, and East Asian punctuation.
fn is_boundary(unit: u16) -> bool {
    char::from_u32(unit.into()).is_some_and(|c| {
        c.is_whitespace() && c != '\u{85}' || c == '\u{feff}' || "…。，、；：！？「」『』（）《》".contains(c)
    })
}

/// As `encodeURIComponent`, and the hyphen, which has a meaning in a fragment.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')' => {
                encoded.push(byte.into());
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(url: &str, pieces: &[&str]) -> String {
        let part = |(index, text): (usize, &&str)| ExcerptPart { text: (*text).to_owned(), mark: index % 2 == 1 };
        link_to(url, &pieces.iter().enumerate().map(part).collect::<Vec<_>>())
    }

    #[test]
    fn fragments_hold_whole_words_of_the_text() {
        assert_eq!(
            link("/fr/x", &["…le peuple d’", "Israël", ", peut-être, et d’autres encore"]),
            "/fr/x#:~:text=d%E2%80%99Isra%C3%ABl%2C%20peut%2D%C3%AAtre%2C%20et%20d%E2%80%99autres"
        );
        assert_eq!(link("/ar#s", &["", "قناة", " السويس…"]).matches('#').count(), 1);
        assert!(link("/zh", &["他说。", "苏伊士", "运河通航了。"]).ends_with("%E4%BA%86"), "up to the full stop");
        assert_eq!(link("/x", &["nothing marked"]), "/x");
    }

    #[test]
    fn only_pages_get_fragments() {
        for url in ["mailto:a@b", "javascript:alert(1)", "/x#:~:text=own"] {
            assert_eq!(link(url, &["", "word"]), url);
        }
        for url in ["https://example.org/", "HTTP://x", "file:///a", "./a:b", "a/b", "?q=1"] {
            assert_eq!(link(url, &["", "word"]), format!("{url}#:~:text=word"));
        }
    }
}
