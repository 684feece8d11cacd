//! What stands at which address: the bundle, from memory, and the folder of the site around it.
//!
//! A path is taken apart before it is decoded, so that no encoded slash or dots make another path of it; what a link in the folder
//! leads to must lie in that folder again.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::fs;
use std::path::{Component, Path, PathBuf};
use tarjuman::build::publish::Files;
use walkdir::WalkDir;

/// Where the bundle stands when its own folder does not tell.
const USUAL_PLACE: &str = "/search/";
/// The only hidden folder that web servers show (RFC 8615).
const WELL_KNOWN: &str = ".well-known";

/// Beside what is not ASCII.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?');

/// Addresses and what stands there.
#[derive(Debug, PartialEq)]
pub struct Site {
    folder: Option<PathBuf>,
    bundle: String,
}

/// What a path leads to.
#[derive(Debug, PartialEq)]
pub enum Target {
    /// A file of the bundle, by its name.
    Bundle(String),
    /// A file of the site.
    File(PathBuf),
    /// Another path: that of a folder has a slash at its end.
    Redirect(String),
    /// Nothing.
    Missing,
    /// Something that is not shown, and why.
    Refused(&'static str),
}

impl Site {
    /// The site is the folder given, or else the source in which `out` lies, the first source with a web page, or `out`
    /// itself. The bundle stands where `out` lies in the site, or at `/search/`; where there is no site, at `/`.
    pub fn new(sources: &[PathBuf], out: Option<&Path>, given: Option<&Path>) -> Site {
        let out = out.map(real);
        let folders = || sources.iter().filter(|source| source.is_dir()).map(|source| real(source));
        let holds_out = |folder: &PathBuf| out.as_ref().is_some_and(|out| out.starts_with(folder));
        let folder = given
            .map(real)
            .or_else(|| folders().find(holds_out))
            .or_else(|| folders().find(|folder| has_page(folder, out.as_deref())))
            .or_else(|| out.clone());
        let bundle = match (&folder, &out) {
            (None, _) => "/".to_owned(),
            (Some(folder), Some(out)) if out.starts_with(folder) => path_below(folder, out),
            _ => USUAL_PLACE.to_owned(),
        };
        Site { folder, bundle }
    }

    /// The folder around the bundle.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Path of the bundle's search page, with a slash at both ends.
    pub fn bundle(&self) -> &str {
        &self.bundle
    }

    /// What stands at `path`, an url's path as it was sent.
    pub fn find(&self, path: &str, bundle: &Files) -> Target {
        let Some(segments) = segments(path) else { return Target::Missing };
        let decoded = format!("/{}", segments.join("/"));
        if let Some(name) = decoded.strip_prefix(&self.bundle) {
            let name = if name.is_empty() { "index.html" } else { name };
            if bundle.contains_key(name) {
                return Target::Bundle(name.to_owned());
            }
        }
        if format!("{decoded}/") == self.bundle {
            return Target::Redirect(format!("{path}/"));
        }
        let found = self.folder.as_ref().map_or(Target::Missing, |folder| in_folder(folder, path, &segments));
        match found {
            Target::Missing if decoded == "/" && self.bundle != "/" => Target::Redirect(encoded(&self.bundle)),
            found => found,
        }
    }
}

/// The file, the folder's `index.html`, or the page whose name lacks its ending, as most hosts have it.
fn in_folder(folder: &Path, path: &str, segments: &[String]) -> Target {
    if segments.iter().any(|segment| segment.starts_with('.') && segment != WELL_KNOWN) {
        return Target::Missing;
    }
    let place: PathBuf = segments.iter().fold(folder.to_owned(), |place, segment| place.join(segment));
    let is_folder = place.is_dir();
    if is_folder && !path.ends_with('/') {
        return Target::Redirect(format!("{path}/"));
    }
    let file = match segments.last() {
        _ if is_folder => place.join("index.html"),
        Some(name) if !name.is_empty() && !place.is_file() => place.with_file_name(format!("{name}.html")),
        _ => place,
    };
    match fs::canonicalize(&file) {
        Ok(file) if !file.is_file() => Target::Missing,
        Ok(file) if file.starts_with(folder) => Target::File(file),
        Ok(_) => Target::Refused("a link that leads out of the site's folder"),
        Err(_) => Target::Missing,
    }
}

/// Decoded; the last one is empty when the path ends in a slash. `None` for what is no path of a file.
fn segments(path: &str) -> Option<Vec<String>> {
    let encoded: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    let num_segments = encoded.len();
    let segment = |(number, text): (usize, &str)| {
        let segment = percent_decode_str(text).decode_utf8().ok()?.into_owned();
        let mut components = Path::new(&segment).components();
        let is_name = matches!((components.next(), components.next()), (Some(Component::Normal(_)), None));
        let is_plain = is_name && !segment.contains(['/', '\\', '\0']);
        (is_plain || (segment.is_empty() && number + 1 == num_segments)).then_some(segment)
    };
    encoded.into_iter().enumerate().map(segment).collect()
}

/// A path for an url: a slash at both ends.
fn path_below(folder: &Path, out: &Path) -> String {
    let below = out.strip_prefix(folder).unwrap_or(out).iter();
    below.fold("/".to_owned(), |path, name| format!("{path}{}/", name.to_string_lossy()))
}

/// For a header.
pub fn encoded(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_PATHS).to_string()
}

/// Whether any file below is a web page, the bundle's own aside.
fn has_page(folder: &Path, out: Option<&Path>) -> bool {
    let is_hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().first() == Some(&b'.');
    let walk = WalkDir::new(folder).into_iter();
    let shown =
        |entry: &walkdir::DirEntry| (entry.depth() == 0 || !is_hidden(entry.file_name())) && Some(entry.path()) != out;
    walk.filter_entry(shown)
        .flatten()
        .any(|entry| entry.path().extension().is_some_and(|ending| ending == "html" || ending == "htm"))
}

/// The path without links; of what is not there, that of the nearest folder that is.
pub fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for place in absolute.ancestors() {
        if let Ok(real) = fs::canonicalize(place) {
            return real.join(absolute.strip_prefix(place).unwrap_or(Path::new("")));
        }
    }
    absolute
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, *name).unwrap();
        }
        folder
    }

    fn bundle() -> Files {
        ["index.html", "tarjuman.wasm"].map(|name| (name.to_owned(), Vec::new())).into()
    }

    #[test]
    fn the_bundle_stands_where_its_folder_lies() {
        let folder = files(&["public/fr/index.html", "content/page.md", "other/x.jsonl"]);
        let at = |name: &str| folder.path().join(name);
        let site = |sources: &[&str], out: Option<&str>, given: Option<&str>| {
            let sources: Vec<PathBuf> = sources.iter().map(|name| at(name)).collect();
            let site = Site::new(&sources, out.map(at).as_deref(), given.map(at).as_deref());
            let below = site.folder().map(|path| path.strip_prefix(real(folder.path())).unwrap().to_owned());
            (below.map_or("-".to_owned(), |path| path.display().to_string()), site.bundle().to_owned())
        };
        let expect = |folder: &str, bundle: &str| (folder.to_owned(), bundle.to_owned());
        assert_eq!(site(&["public"], Some("public/assets/بحث"), None), expect("public", "/assets/بحث/"));
        assert_eq!(site(&["content", "public"], None, None), expect("public", "/search/"));
        assert_eq!(site(&["public"], Some("dist"), None), expect("public", "/search/"));
        assert_eq!(site(&["content"], Some("public/find"), Some("public")), expect("public", "/find/"));
        assert_eq!(site(&["content"], Some("dist"), None), expect("dist", "/"));
        assert_eq!(site(&["content", "other/x.jsonl"], None, None), expect("-", "/"));
    }

    #[test]
    fn paths_lead_to_files_and_never_out() {
        let folder =
            files(&["site/index.html", "site/a b/مقال.html", "site/.git/config", "site/.well-known/x", "secret"]);
        let root = real(&folder.path().join("site"));
        let site = Site { folder: Some(root.clone()), bundle: "/search/".to_owned() };
        let find = |path: &str| site.find(path, &bundle());
        let file = |name: &str| Target::File(root.join(name));
        assert_eq!(find("/"), file("index.html"));
        assert_eq!(find("/index"), file("index.html"));
        assert_eq!(find("/a%20b/%D9%85%D9%82%D8%A7%D9%84"), file("a b/مقال.html"));
        assert_eq!(find("/a%20b"), Target::Redirect("/a%20b/".to_owned()));
        assert_eq!(find("/.well-known/x"), file(".well-known/x"));
        assert_eq!(find("/search/tarjuman.wasm"), Target::Bundle("tarjuman.wasm".to_owned()));
        assert_eq!(find("/search/"), Target::Bundle("index.html".to_owned()));
        assert_eq!(find("/search"), Target::Redirect("/search/".to_owned()));
        let out =
            ["/../secret", "/%2e%2e/secret", "/..%2fsecret", "/a%20b/../../secret", "/%2e%2e%5csecret", "/..\\secret"];
        let other =
            ["/.git/config", "//secret", "/%00", "/%ff", "/a%20b/", "/index.html/", "index.html", "", "/./index.html"];
        for path in out.into_iter().chain(other) {
            assert_eq!(find(path), Target::Missing, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_the_folder_only() {
        let folder = files(&["site/real/page.html", "secret"]);
        let root = real(&folder.path().join("site"));
        std::os::unix::fs::symlink(root.join("real"), root.join("link")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("secret"), root.join("out.txt")).unwrap();
        let site = Site { folder: Some(root.clone()), bundle: "/search/".to_owned() };
        assert_eq!(site.find("/link/page", &bundle()), Target::File(root.join("real/page.html")));
        assert!(matches!(site.find("/out.txt", &bundle()), Target::Refused(_)));
    }

    #[test]
    fn a_site_without_a_front_page_begins_with_the_search_page() {
        let folder = files(&["fr/index.html"]);
        let site = Site { folder: Some(real(folder.path())), bundle: "/بحث/".to_owned() };
        assert_eq!(site.find("/", &bundle()), Target::Redirect("/%D8%A8%D8%AD%D8%AB/".to_owned()));
        assert_eq!(site.find("/%D8%A8%D8%AD%D8%AB/", &bundle()), Target::Bundle("index.html".to_owned()));
    }
}
