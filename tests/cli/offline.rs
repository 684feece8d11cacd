//! What a build gives readers without a network, and pages that check what they load.

use crate::harness::{BUNDLE, DOCUMENTS, Site};
use std::fs;

fn published_as_page() -> Site {
    let site = Site::new();
    site.create("docs.jsonl", DOCUMENTS);
    site.build(&["docs.jsonl", "--single-file"]).code(0).quiet().prints("dist/search.html has all of it in one page");
    site
}

fn text(site: &Site, name: &str) -> String {
    String::from_utf8(site.read(name)).unwrap()
}

#[test]
fn single_file_writes_a_page_beside_the_bundle() {
    let site = published_as_page();
    let mut expected = BUNDLE.to_vec();
    expected.push("search.html");
    expected.sort_unstable();
    assert_eq!(site.names("dist"), expected);
    let page = text(&site, "dist/search.html");
    for reference in ["src=", "href=\"", "@import"] {
        assert!(!page.contains(reference), "{reference}");
    }
    // Stamped as the bundle's own script is.
    assert!(!page.contains("__TARJUMAN"), "{page}");
    let stamps = text(&site, "dist/tarjuman.js").replace("// ", "");
    assert!(page.contains(stamps.trim()), "{stamps} in {page}");
    site.run(&["verify", "dist"]).code(0).quiet();
}

#[test]
fn the_page_is_a_file_of_the_build_like_others() {
    let site = published_as_page();
    // Verified,
    site.create("dist/search.html", "cut off");
    site.run(&["verify", "dist"]).code(1).quiet().prints("search.html          CHANGED");
    // replaced, and removed by a build without it.
    site.build(&["docs.jsonl", "--single-file"]).code(0).quiet();
    site.run(&["verify", "dist"]).code(0).quiet();
    site.build(&["docs.jsonl"]).code(0).quiet();
    site.assert_sound();
}

#[test]
fn a_page_of_the_owner_is_not_replaced() {
    let site = Site::published();
    site.create("dist/search.html", "بحث الموقع");
    let ran = site.build(&["docs.jsonl", "--single-file"]).code(2);
    ran.says(&["dist/search.html: this file is in the way", "--force"]);
    assert_eq!(text(&site, "dist/search.html"), "بحث الموقع");
    site.build(&["docs.jsonl", "--single-file", "--force"]).code(0).quiet();
    assert!(text(&site, "dist/search.html").contains("<tarjuman-search"));
}

/// What documents and settings say stands in the page only where it cannot end a script or an attribute.
#[test]
fn nothing_breaks_out_of_the_page() {
    let site = Site::new();
    let hostile =
        r#"{"url":"/a","title":"</script><script>alert(1)</script><!--","body":"</script> نص <!-- <script>"}"#;
    site.create("docs.jsonl", hostile);
    let args = ["docs.jsonl", "--single-file", "--base-url", "/\"><script>alert(2)</script>/"];
    site.build(&args).code(0).quiet();
    let page = text(&site, "dist/search.html");
    assert_eq!(page.matches("<script").count(), 2, "{page}");
    assert_eq!(page.matches("</script").count(), 2, "{page}");
    assert!(!page.contains("<!--") && !page.contains("<script>alert"), "{page}");
}

#[test]
fn the_page_knows_where_the_site_lies() {
    let site = Site::new();
    site.create("موقع/ar/قناة.html", "<title>قناة</title><p>السويس");
    let place = |out: &str, args: &[&str]| {
        site.build_to(out, &[&["موقع", "--single-file"], args].concat()).code(0).quiet();
        let page = text(&site, &format!("{out}/search.html"));
        let start = page.find("data-base").unwrap();
        page[start..][..page[start..].find('>').unwrap()].to_owned()
    };
    assert_eq!(place("stick", &[]), r#"data-base="/" data-site="""#);
    assert_eq!(place("موقع/search", &["--base-url", "/docs"]), r#"data-base="/docs/" data-site="../""#);
}

#[test]
fn hits_that_lead_to_the_net_are_told() {
    let site = Site::new();
    site.create("قناة.md", "# قناة السويس");
    let build = |url: &str| site.build(&["قناة.md", "--single-file", "--base-url", url]).code(0).quiet().stdout;
    assert!(build("https://example.org/").contains("its hits lead to https://example.org/; --base-url /"));
    assert!(!build("/").contains("its hits lead"));
}

/// Its owner may move the page to where the site begins, and build again.
#[test]
fn a_copy_of_the_page_is_no_page_of_the_site() {
    let site = published_as_page();
    site.create("site/a.html", "<title>صفحة</title><p>نص");
    site.create("site/find.html", site.read("dist/search.html"));
    let ran = site.build_to("other", &["site", "--json"]).code(0).quiet();
    assert_eq!(ran.json()["documents"], 1);
    assert!(ran.json()["skipped"][0].as_str().unwrap().contains("find.html"));
}

#[test]
fn same_input_same_page() {
    let site = published_as_page();
    let page = site.read("dist/search.html");
    fs::remove_dir_all(site.path("dist")).unwrap();
    site.build(&["docs.jsonl", "--single-file"]).code(0).quiet();
    assert!(site.read("dist/search.html") == page);
}

#[test]
fn an_engine_of_another_version_is_told() {
    let site = Site::published();
    site.create(".engine/index.html", "<title>another page</title>");
    let ran = site.build(&["docs.jsonl", "--single-file"]).code(2);
    ran.says(&["the engine's index.html has no place for", "build.sh"]);
    fs::remove_file(site.path(".engine/standalone.js")).unwrap();
    let ran = site.build(&["docs.jsonl", "--single-file"]).code(2);
    ran.says(&["the engine's standalone.js cannot be read", "build.sh"]);
    site.build(&["docs.jsonl"]).code(0).quiet();
    site.create(".engine/tarjuman.sw.js", "// __TARJUMAN_VERSION_HASH__");
    let ran = site.build(&["docs.jsonl"]).code(2);
    ran.says(&["the engine's tarjuman.sw.js has no place for __TARJUMAN_FILES__", "build.sh"]);
}

#[test]
fn integrity_of_what_pages_name() {
    let site = Site::new();
    site.create("docs.jsonl", DOCUMENTS);
    let build = |args: &[&str]| site.build(&[&["docs.jsonl"], args].concat()).code(0).quiet();
    let json = build(&["--json"]).json();
    let printed = build(&[]).stdout;
    let manifest: serde_json::Value = serde_json::from_str(&text(&site, "dist/manifest.json")).unwrap();
    for name in ["element.js", "tarjuman.js", "tarjuman.worker.js", "tarjuman.wasm"] {
        let integrity = manifest["files"][name]["integrity"].as_str().unwrap();
        // SHA-384 is 48 bytes, 64 characters of base64.
        assert!(integrity.starts_with("sha384-") && integrity.len() == 7 + 64, "{integrity}");
        assert_eq!(json["integrity"][name], integrity);
        assert!(printed.contains(&format!("{name:<20} {integrity}")), "{printed}");
    }
    // `openssl dgst -sha384 -binary | base64` of the same bytes.
    assert_eq!(text(&site, "dist/element.js"), "element.js of the engine\n");
    assert_eq!(
        json["integrity"]["element.js"],
        "sha384-hE++7itrObgvbUtvmp2bCMI8T0kG2h6wCvH7h3Zx5FtAPUvuWEhadSJ9TBtPoQjy"
    );
}

/// The worker keeps files of one build only: it knows the content of each, and a changed text or file changes its name.
#[test]
fn the_service_worker_knows_its_build() {
    let site = Site::published();
    let worker = text(&site, "dist/tarjuman.sw.js");
    let manifest: serde_json::Value = serde_json::from_str(&text(&site, "dist/manifest.json")).unwrap();
    assert!(worker.contains(manifest["buildHash"].as_str().unwrap()), "{worker}");
    for name in BUNDLE.iter().filter(|name| !["manifest.json", "tarjuman.d.ts", "tarjuman.sw.js"].contains(name)) {
        let listed = format!("{name}:{}", manifest["files"][*name]["sha256"].as_str().unwrap());
        assert!(worker.contains(&listed), "{listed} in {worker}");
    }
    site.create("docs.jsonl", DOCUMENTS.replace("دوما", "القاهرة"));
    site.build(&["docs.jsonl"]).code(0).quiet();
    let other_text = text(&site, "dist/tarjuman.sw.js");
    site.create(".engine/tarjuman.ar.js", "other words\n");
    site.build(&["docs.jsonl"]).code(0).quiet();
    let other_file = text(&site, "dist/tarjuman.sw.js");
    let hash = |worker: &str| worker.split_whitespace().nth(1).unwrap().to_owned();
    assert_ne!(hash(&worker), hash(&other_text));
    assert_ne!(hash(&other_text), hash(&other_file));
}
