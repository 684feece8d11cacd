//! Which elements are text, and which part it.

use scraper::node::Element;

use super::super::marks::Marks;

/// Elements that are no text for a reader, wherever they stand.
pub(super) fn is_unread(element: &Element) -> bool {
    match element.name() {
        "script" | "style" | "template" | "noscript" | "svg" | "iframe" | "object" | "canvas" | "audio" | "video"
        | "select" | "button" | "textarea" | "input" | "datalist" | "annotation" | "annotation-xml" | "head" | "rp"
        | "rt" => true,
        "dialog" => element.attr("open").is_none(),
        _ => {
            element.attr("hidden").is_some_and(|value| value != "until-found")
                || element.attr("aria-hidden") == Some("true")
                || element.attr("style").is_some_and(hides)
                || Marks::of(element).ignore.is_some()
        }
    }
}

fn hides(style: &str) -> bool {
    let compact: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    compact.to_ascii_lowercase().contains("display:none")
}

/// Alternative texts that name a kind of picture, not what it shows.
pub(super) fn is_empty_alt(alt: &str) -> bool {
    let alt = alt.trim();
    alt.is_empty()
        || ["avatar", "icon", "image", "img", "logo", "photo", "picture", "screenshot"]
            .iter()
            .any(|kind| alt.eq_ignore_ascii_case(kind))
}

/// Elements that stand within a line of text.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "br"
            | "button"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "input"
            | "ins"
            | "kbd"
            | "label"
            | "map"
            | "mark"
            | "math"
            | "meter"
            | "nobr"
            | "output"
            | "progress"
            | "q"
            | "rb"
            | "rp"
            | "rt"
            | "rtc"
            | "ruby"
            | "s"
            | "samp"
            | "script"
            | "slot"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "style"
            | "sub"
            | "sup"
            | "svg"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "mi"
            | "mn"
            | "mo"
            | "mrow"
            | "msub"
            | "msup"
            | "mfrac"
            | "msqrt"
            | "mtext"
            | "semantics"
            | "template"
            | "noscript"
            | "link"
            | "meta"
    )
}
