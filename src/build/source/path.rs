//! From a file's path to its url, its language, and what its translations have in common.

use super::super::config::{Config, LangPattern};
use super::super::language::path_tag;

/// The path without compression suffix and extension.
fn stem(relative: &str) -> &str {
    let lower = relative.to_ascii_lowercase();
    let inflated = if lower.ends_with(".gz") {
        relative.get(..relative.len() - 3)
    } else if lower.ends_with(".zst") {
        relative.get(..relative.len() - 4)
    } else {
        Some(relative)
    }
    .unwrap_or(relative);
    let name_start = inflated.rfind('/').map_or(0, |at| at + 1);
    match inflated.rfind('.').filter(|at| *at > name_start) {
        Some(dot) => inflated.get(..dot).unwrap_or(inflated),
        None => inflated,
    }
}

/// The path of a page: no extension, and a folder's `index` (or Hugo's `_index`) stands for the folder.
fn page_path(stem: &str) -> &str {
    let (folder, name) = match stem.rfind('/') {
        Some(at) => stem.split_at(at + 1),
        None => ("", stem),
    };
    if matches!(name, "index" | "_index") { folder } else { stem }
}

/// The url of the file at a path below its source.
pub(crate) fn url(relative: &str, config: &Config) -> String {
    let path =
        config.url_pattern.replace("{path}", &encoded(page_path(stem(relative)))).replace("{file}", &encoded(relative));
    let mut joined = config.base_url.trim_end_matches('/').to_owned();
    if !joined.is_empty() && !path.starts_with('/') {
        joined.push('/');
    }
    // `/{path}/` and a path that already ends in a slash.
    let mut last = joined.chars().next_back();
    for character in path.chars() {
        if character != '/' || last != Some('/') {
            joined.push(character);
        }
        last = Some(character);
    }
    if joined.is_empty() { "./".to_owned() } else { joined }
}

/// Letters of any script stay readable; only what would end or change a url is percent-encoded.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for character in path.chars() {
        if character.is_control() || character.is_whitespace() || "%?#\"<>\\^`{|}".contains(character) {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(character);
        }
    }
    out
}

/// The language that a path names, and the page path without it, which its translations share.
pub(crate) fn language(relative: &str, pattern: &LangPattern) -> (Option<String>, String) {
    let stem = stem(relative);
    let found = match pattern {
        LangPattern::None => None,
        LangPattern::Suffix => {
            let name_start = stem.rfind('/').map_or(0, |at| at + 1);
            stem.rfind('.').filter(|dot| *dot > name_start).and_then(|dot| {
                let (rest, suffix) = stem.split_at(dot);
                Some((path_tag(suffix.get(1..)?)?, rest.to_owned()))
            })
        }
        LangPattern::Folder(before) => {
            let mut segments: Vec<&str> = stem.split('/').collect();
            let leads = before
                .iter()
                .zip(&segments)
                .all(|(expected, segment)| expected.as_ref().is_none_or(|expected| expected == segment));
            // The last segment is the file's name: `en.md` at the root is a page called "en", but a site's `fr.html`
            // is as often its French front page; without a folder it proves too little.
            let is_folder = segments.len() > before.len() + 1;
            if leads && is_folder {
                path_tag(segments.remove(before.len())).map(|tag| (tag, segments.join("/")))
            } else {
                None
            }
        }
    };
    let (tag, rest) = match found {
        Some((tag, rest)) => (Some(tag), rest),
        None => (None, stem.to_owned()),
    };
    (tag, page_path(&rest).trim_end_matches('/').to_owned())
}

/// The language that the first segment of a url's path names.
pub(crate) fn url_language(url: &str) -> Option<String> {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => url.trim_start_matches('/'),
    };
    let (segment, _) = path.split_once('/')?;
    path_tag(segment)
}

/// Whether a link may lead there: schemes that run code or carry data are refused.
pub(crate) fn is_safe(url: &str) -> bool {
    // Browsers ignore white space and control characters within a scheme.
    let compact: String =
        url.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(16).collect::<String>().to_ascii_lowercase();
    !["javascript:", "data:", "vbscript:"].iter().any(|scheme| compact.starts_with(scheme))
}

/// `href` as a page at `base` means it.
pub(crate) fn resolve(href: &str, base: &str) -> String {
    let href = href.trim();
    if has_scheme(href) || href.starts_with("//") {
        return href.to_owned();
    }
    let origin_len = match base.find("://") {
        Some(at) => base.get(at + 3..).and_then(|rest| rest.find('/')).map_or(base.len(), |slash| at + 3 + slash),
        None => 0,
    };
    let (origin, base_path) = base.split_at(origin_len);
    if href.is_empty() || href.starts_with('#') {
        return format!("{base}{href}");
    }
    let path_end = href.find(['?', '#']).unwrap_or(href.len());
    let (href_path, suffix) = href.split_at(path_end);
    let joined = if href_path.starts_with('/') {
        href_path.to_owned()
    } else if href_path.is_empty() {
        base_path.to_owned()
    } else {
        let folder = base_path.rfind('/').and_then(|at| base_path.get(..=at)).unwrap_or_default();
        format!("{folder}{href_path}")
    };
    let root = if joined.starts_with('/') || !origin.is_empty() { "/" } else { "" };
    let mut segments: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for segment in joined.split('/') {
        ends_in_folder = matches!(segment, "." | ".." | "");
        match segment {
            ".." => {
                segments.pop();
            }
            "." | "" => {}
            _ => segments.push(segment),
        }
    }
    let slash = if ends_in_folder && !segments.is_empty() { "/" } else { "" };
    format!("{origin}{root}{}{slash}{suffix}", segments.join("/"))
}

fn has_scheme(href: &str) -> bool {
    href.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(base_url: &str, url_pattern: &str) -> Config {
        Config { base_url: base_url.into(), url_pattern: url_pattern.into(), ..Config::default() }
    }

    #[test]
    fn urls_drop_extension_and_index() {
        let plain = config("", "/{path}");
        for (path, expected) in [
            ("index.html", "/"),
            ("ar/index.md", "/ar/"),
            ("ar/_index.md", "/ar/"),
            ("ar/كتاب.md", "/ar/كتاب"),
            ("a b#c?.txt.gz", "/a%20b%23c%3F"),
            ("v1.2/notes.html", "/v1.2/notes"),
            ("000_01da.txt", "/000_01da"),
            ("100%.md", "/100%25"),
        ] {
            assert_eq!(url(path, &plain), expected);
        }
        assert_eq!(url("fr/a.md", &config("https://example.org/docs/", "/{path}/")), "https://example.org/docs/fr/a/");
        assert_eq!(url("fr/index.md", &config("https://example.org", "/{path}/")), "https://example.org/fr/");
        assert_eq!(url("fr/a.html", &config("", "{file}")), "fr/a.html");
        assert_eq!(url("index.html", &config("", "{path}")), "./");
    }

    #[test]
    fn the_first_folder_may_be_a_language() {
        let folder = LangPattern::default();
        let of = |path: &str| language(path, &folder);
        assert_eq!(of("zh-hans/a/b.md"), (Some("zh-Hans".into()), "a/b".into()));
        assert_eq!(of("fr/index.html"), (Some("fr".into()), String::new()));
        assert_eq!(of("index.html"), (None, String::new()));
        assert_eq!(of("fr.html"), (None, "fr".into()));
        // False friends: not the first folder, or no language that sites are written in.
        assert_eq!(of("src/is/a.md"), (None, "src/is/a".into()));
        assert_eq!(of("lib/a.md"), (None, "lib/a".into()));
    }

    #[test]
    fn other_places_for_the_language() {
        let docs = LangPattern::Folder(vec![Some("docs".into())]);
        assert_eq!(language("docs/ar/a.md", &docs), (Some("ar".into()), "docs/a".into()));
        assert_eq!(language("blog/ar/a.md", &docs), (None, "blog/ar/a".into()));
        assert_eq!(language("docs/a.md", &docs), (None, "docs/a".into()));
        assert_eq!(language("a/about.fr.md", &LangPattern::Suffix), (Some("fr".into()), "a/about".into()));
        assert_eq!(language("a/index.pt-br.md", &LangPattern::Suffix), (Some("pt-BR".into()), "a".into()));
        assert_eq!(language("fr/a.md", &LangPattern::None), (None, "fr/a".into()));
    }

    #[test]
    fn links_are_resolved() {
        for (href, base, expected) in [
            ("/b", "https://example.org/fr/a", "https://example.org/b"),
            ("b", "/fr/a", "/fr/b"),
            ("../ar/", "/fr/a", "/ar/"),
            ("./", "/fr/a", "/fr/"),
            ("../../..", "/fr/a", "/"),
            ("https://other.org/x", "/a", "https://other.org/x"),
            ("//cdn/x", "/a", "//cdn/x"),
            ("?q=1", "/fr/a", "/fr/a?q=1"),
            ("b", "https://example.org", "https://example.org/b"),
            ("", "/fr/a", "/fr/a"),
            ("../ar/b.html", "fr/a.html", "ar/b.html"),
        ] {
            assert_eq!(resolve(href, base), expected, "{href} at {base}");
        }
    }

    #[test]
    fn code_is_no_address() {
        assert!(!is_safe("javascript:alert(1)"));
        assert!(!is_safe(" Java\nScript:alert(1)"));
        assert!(!is_safe("data:text/html,x"));
        assert!(is_safe("/fr/javascript:x") && is_safe("https://example.org/") && is_safe("المقال"));
    }

    #[test]
    fn urls_may_name_their_language() {
        assert_eq!(url_language("https://example.org/ar/x").as_deref(), Some("ar"));
        assert_eq!(url_language("/afr/0").as_deref(), Some("af"));
        assert_eq!(url_language("/src/x"), None);
        assert_eq!(url_language("fr"), None);
    }
}
