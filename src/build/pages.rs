//! Which documents have a page at their url, as far as a build can know: the search page that it writes shows the others itself.
//!
//! A url with the scheme of a page is taken at its word, one with another (`javascript:`) has none. All have one where
//! `base_url` says where the site is. Otherwise a page is known only of an HTML file in the folder that the bundle is
//! written into: nothing tells whether some other program makes pages of Markdown, text and JSON Lines. The setting
//! `reader` overrides all but schemes.

use super::config::Config;
use super::document::Document;
use super::single_file::real;
use std::path::{Path, PathBuf};

/// Schemes of pages; the element links to no others.
const PAGED: [&str; 3] = ["http", "https", "file"];

/// What is known to have a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnownPages {
    /// Every document.
    All,
    /// HTML files in this folder, and urls with a scheme.
    In(PathBuf),
    /// Urls with a scheme.
    Elsewhere,
    /// None.
    None,
}

impl KnownPages {
    /// What a bundle in `out` can know: the source that it lies in is the site.
    pub fn around(sources: &[PathBuf], out: &Path) -> KnownPages {
        let out = real(out);
        let site = sources.iter().filter(|source| source.is_dir()).map(|source| real(source));
        KnownPages::in_site(site.into_iter().find(|source| out.starts_with(source)).as_deref())
    }

    /// What a bundle within a site can know; `None` where it is in none.
    pub fn in_site(folder: Option<&Path>) -> KnownPages {
        folder.map_or(KnownPages::Elsewhere, |folder| KnownPages::In(folder.to_owned()))
    }

    /// What the settings say, if they say anything.
    #[must_use]
    pub fn or_as_set(self, config: &Config) -> KnownPages {
        match config.reader {
            Some(true) => KnownPages::None,
            Some(false) => KnownPages::All,
            // A slash is what urls begin with anyway.
            None if !matches!(config.base_url.as_str(), "" | "/") => KnownPages::All,
            None => self,
        }
    }

    /// Tells each document.
    pub fn tell(&self, documents: &mut [Document]) {
        for document in documents {
            document.pageless = !self.has(document);
        }
    }

    fn has(&self, document: &Document) -> bool {
        let path = &document.origin.path;
        let is_html =
            || path.extension().is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm"));
        let scheme = scheme(&document.url);
        match self {
            _ if scheme.is_some_and(|scheme| !PAGED.iter().any(|paged| scheme.eq_ignore_ascii_case(paged))) => false,
            KnownPages::All => true,
            KnownPages::None => false,
            _ if scheme.is_some() => true,
            KnownPages::Elsewhere => false,
            KnownPages::In(folder) => is_html() && real(path).starts_with(folder),
        }
    }
}

/// What the url begins with, before a colon: letters, digits and few signs.
fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let is_named = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_plain = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (is_named && is_plain).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::document::Origin;

    fn paged(pages: &KnownPages, folder: &Path, files: &[(&str, &str)]) -> Vec<bool> {
        let document = |&(path, url): &(&str, &str)| Document {
            url: url.to_owned(),
            origin: Origin { path: folder.join(path), line: 0 },
            ..Document::default()
        };
        let mut documents: Vec<Document> = files.iter().map(document).collect();
        pages.tell(&mut documents);
        documents.iter().map(|document| !document.pageless).collect()
    }

    #[test]
    fn html_files_around_the_bundle_have_pages_and_urls_with_a_scheme_are_believed() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("موقع");
        std::fs::create_dir_all(site.join("ar")).unwrap();
        let files = [
            ("موقع/ar/حلب.HTML", "/ar/حلب"),
            ("موقع/ar/سويس.md", "/ar/سويس"),
            ("موقع/a.html.gz", "/a"),
            ("other/b.html", "/b"),
            ("موقع/all.jsonl", "/1"),
            ("موقع/all.jsonl", "https://example.org/1"),
            ("موقع/a.html", "javascript:alert(1)"),
            ("موقع/a.html", "/مدن:حلب"),
        ];
        let sources = [folder.path().join("other"), site.clone()];
        let within = KnownPages::around(&sources, &site.join("search"));
        assert_eq!(paged(&within, folder.path(), &files), [true, false, false, false, false, true, false, true]);
        let beside = KnownPages::around(&sources, &folder.path().join("dist"));
        assert_eq!(beside, KnownPages::Elsewhere);
        assert_eq!(paged(&beside, folder.path(), &files), [false, false, false, false, false, true, false, false]);
    }

    #[test]
    fn settings_override_what_folders_tell() {
        let hostile = [("a.html", "JavaScript:alert(1)")];
        assert_eq!(paged(&KnownPages::All, Path::new(""), &hostile), [false]);
        let set =
            |text: &str| KnownPages::Elsewhere.or_as_set(&Config::parse(text, Path::new("tarjuman.toml")).unwrap());
        assert_eq!(set(""), KnownPages::Elsewhere);
        assert_eq!(set("base_url = \"/\""), KnownPages::Elsewhere);
        assert_eq!(set("base_url = \"/docs\""), KnownPages::All);
        assert_eq!(set("base_url = \"https://example.org\"\nreader = true"), KnownPages::None);
        assert_eq!(set("reader = false"), KnownPages::All);
        assert_eq!(paged(&KnownPages::None, Path::new(""), &[("a.html", "https://example.org/a")]), [false]);
    }
}
