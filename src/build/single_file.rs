//! A bundle as one page that asks nothing of a network: `search.html`.
//!
//! The page is the bundle's `index.html` with the element's script in it and the module as gzip in base64, which a browser
//! unpacks by itself (`DecompressionStream`). Beside base64 a third larger than the bytes, a page in UTF-8 knows no
//! cheaper notation that a text editor and a mail program leave alone.
//!
//! A policy in the page allows this one script, by its hash, a worker made of it, and no connection at all. Everything
//! from documents is in the base64, so nothing of it can end the script.

use super::bundle::{BUNDLE_WASM, Bundle, BundleError};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// Name of the page.
pub const SINGLE_FILE: &str = "search.html";

const INDEX_PAGE: &str = "index.html";
/// What the page has in place of its parts, each exactly once.
const ROOT: &str = "data-tarjuman-page";
const CHARSET: &str = "<meta charset=\"utf-8\">";
/// It puts the page into the reader's language, which the script of a page that stands alone does itself.
const PAGE_SCRIPT_TAG: &str = "<script src=\"tarjuman.page.js\"></script>\n    ";
const SCRIPT_TAG: &str = "<script type=\"module\" src=\"element.js\"></script>";
const END: &str = "</body>";
/// What would end a script, or hide its end.
const ENDS_SCRIPT: [&str; 2] = ["</script", "<!--"];

/// How the page finds the site's pages when it is opened as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// From the page's folder to the site's: empty, or `../` once or more.
    pub site: String,
    /// What urls of the site begin with: `/`, or `/docs/`.
    pub base: String,
}

impl Place {
    /// The place of a page in `out`. When that lies in a source, the source is the site; otherwise the page is taken to
    /// lie at the site's root.
    pub fn of(sources: &[PathBuf], out: &Path, base_url: &str) -> Place {
        let out = real(out);
        let inside = |source: &PathBuf| Some(out.strip_prefix(real(source)).ok()?.components().count());
        let depth = sources.iter().filter(|source| source.is_dir()).find_map(inside).unwrap_or(0);
        let path = match base_url.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => base_url.trim_start_matches('/'),
        };
        let base = format!("/{}", path.trim_end_matches('/'));
        Place { site: "../".repeat(depth), base: if base == "/" { base } else { base + "/" } }
    }
}

/// The path without links and dots, though its end may not be there yet.
pub(super) fn real(path: &Path) -> PathBuf {
    let mut missing = Vec::new();
    let mut rest = path.to_owned();
    loop {
        // The empty path is the working folder.
        let tried = if rest.as_os_str().is_empty() { Path::new(".") } else { &rest };
        if let Ok(found) = tried.canonicalize() {
            return missing.into_iter().rev().fold(found, |path: PathBuf, name| path.join(name));
        }
        match (rest.components().next_back(), rest.parent()) {
            (Some(Component::Normal(name)), Some(parent)) => {
                missing.push(name.to_owned());
                rest = parent.to_owned();
            }
            _ => return path.to_owned(),
        }
    }
}

/// The page of a bundle.
///
/// # Errors
/// The engine's files are not of this program's version.
pub fn single_file(bundle: &Bundle, place: &Place) -> Result<Vec<u8>, BundleError> {
    let script = bundle.standalone.as_ref().ok_or(BundleError::NoStandalone)?;
    let lower = script.to_ascii_lowercase();
    if let Some(found) = ENDS_SCRIPT.into_iter().find(|end| lower.contains(end)) {
        return Err(BundleError::Inline { found });
    }
    let bytes = bundle.files.get(BUNDLE_WASM).map_or(&[][..], Vec::as_slice);
    let hash = BASE64.encode(Sha256::digest(script));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{hash}' 'wasm-unsafe-eval'; worker-src blob:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types tarjuman"
    );
    let root = format!("{ROOT} data-base=\"{}\" data-site=\"{}\"", attribute(&place.base), attribute(&place.site));
    // A copy of it among the site's pages is none of them.
    let head = format!(
        "{CHARSET}\n    <meta name=\"robots\" content=\"noindex\">\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"
    );
    let packed = BASE64.encode(packed(bytes).unwrap_or_default());
    let end = format!(
        "  <script id=\"tarjuman-bundle\" type=\"application/gzip;base64\">{packed}</script>\n    \
         <script>{script}</script>\n  {END}"
    );
    let page = bundle.files.get(INDEX_PAGE).map(|page| String::from_utf8_lossy(page)).unwrap_or_default();
    let mut out = page.into_owned();
    let nothing = String::new();
    let parts = [(ROOT, &root), (CHARSET, &head), (PAGE_SCRIPT_TAG, &nothing), (SCRIPT_TAG, &nothing), (END, &end)];
    for (place, content) in parts {
        if out.matches(place).count() != 1 {
            return Err(BundleError::Script { name: INDEX_PAGE, placeholder: place });
        }
        out = out.replacen(place, content, 1);
    }
    Ok(out.into_bytes())
}

fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}

fn attribute(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../../www/index.html");

    fn bundle(script: &str, page: &str) -> Bundle {
        let files = [(BUNDLE_WASM, &b"\0asm"[..]), (INDEX_PAGE, page.as_bytes())];
        Bundle {
            files: files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).into(),
            hash: "0123".to_owned(),
            standalone: Some(script.to_owned()),
        }
    }

    fn place(site: &str, base: &str) -> Place {
        Place { site: site.to_owned(), base: base.to_owned() }
    }

    #[test]
    fn the_page_holds_everything_and_names_no_other_file() {
        let page = single_file(&bundle("start(\"بحث\")", PAGE), &place("../", "/الدليل\"/")).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains("data-base=\"/الدليل&quot;/\" data-site=\"../\""), "{page}");
        assert!(page.contains("<script>start(\"بحث\")</script>"));
        assert!(page.contains("<tarjuman-search"));
        for reference in ["src=", "href=", "import"] {
            assert!(!page.contains(reference), "{reference} in {page}");
        }
        // The policy allows this very script.
        let hash = BASE64.encode(Sha256::digest("start(\"بحث\")"));
        assert!(page.contains(&format!("script-src 'sha256-{hash}' 'wasm-unsafe-eval'")), "{page}");
    }

    #[test]
    fn the_module_comes_out_as_it_went_in() {
        let page = String::from_utf8(single_file(&bundle("", PAGE), &place("", "/")).unwrap()).unwrap();
        let (_, rest) = page.split_once("base64\">").unwrap();
        let packed = BASE64.decode(rest.split_once("</script>").unwrap().0).unwrap();
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&packed[..]), &mut bytes).unwrap();
        assert_eq!(bytes, b"\0asm");
    }

    #[test]
    fn a_script_that_would_end_early_is_refused() {
        for script in ["a = '</script>'", "a = '</SCRIPT '", "a<!--b"] {
            let error = single_file(&bundle(script, PAGE), &place("", "/")).unwrap_err();
            assert!(matches!(error, BundleError::Inline { .. }), "{script}: {error}");
        }
    }

    #[test]
    fn a_page_of_another_version_is_refused() {
        for page in ["", "index.html of the engine\n", &format!("{PAGE}{PAGE}")] {
            let error = single_file(&bundle("", page), &place("", "/")).unwrap_err();
            assert!(error.to_string().contains("index.html has no place for"), "{error}");
        }
    }

    #[test]
    fn the_site_is_the_source_that_the_page_lies_in() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("موقع");
        std::fs::create_dir_all(site.join("fr")).unwrap();
        let sources = [folder.path().join("other"), site.clone()];
        let of = |out: &Path, base: &str| {
            let Place { site, base } = Place::of(&sources, out, base);
            (site, base)
        };
        let pair = |site: &str, base: &str| (site.to_owned(), base.to_owned());
        assert_eq!(of(&site, ""), pair("", "/"));
        assert_eq!(of(&site.join("search"), "/docs"), pair("../", "/docs/"));
        assert_eq!(of(&site.join("fr/a/b"), "https://example.org/docs/"), pair("../../../", "/docs/"));
        assert_eq!(of(&site.join("fr/../search"), "https://example.org"), pair("../", "/"));
        assert_eq!(of(&folder.path().join("dist"), "/"), pair("", "/"));
    }
}
