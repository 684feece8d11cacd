//! Every kind of source, compression and encoding, from the file to the hit.

use crate::harness::{DOCUMENTS, Site, marked};
use std::io::Write;

const LINE: &str =
    "{\"url\":\"/douma\",\"lang\":\"fr\",\"title\":\"Douma\",\"body\":\"Les négociations ont repris à دوما.\"}\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

#[test]
fn json_lines_from_standard_input() {
    let site = Site::new();
    let args = ["build", "-", "--engine", ".engine/engine.wasm", "--out", "dist"];
    site.run_with(&args, &[], DOCUMENTS.as_bytes()).code(0).quiet();
    assert_eq!(site.urls("Aleppo"), ["/en/aleppo"]);
    site.run_with(&args, &[], b"{\"url\":\"/a\"")
        .code(2)
        .says_and_fails(&["error: -:1: not a JSON object"], &["no doc"]);
    site.run_with(&[&args[..], &["-"]].concat(), &[], b"").code(2).says(&["standard input (-) is given twice"]);
    site.run_with(&args, &[], b"").code(2).says(&["no document to index"]);
    site.assert_sound();
    assert_eq!(site.urls("Aleppo"), ["/en/aleppo"]);
}

#[test]
fn compressed_files() {
    let site = Site::new();
    site.create("in/a.jsonl.gz", gzip(LINE.as_bytes()));
    site.create("in/fr/b.md.zst", zstd::encode_all(&b"# Titre\n\nles pourparlers"[..], 0).unwrap());
    site.build(&["in"]).code(0).quiet();
    assert_eq!(site.urls("دوما"), ["/douma"]);
    assert_eq!(site.urls("pourparlers"), ["/fr/b"]);
}

#[test]
fn damaged_compression() {
    let site = Site::new();
    let whole = gzip(LINE.repeat(50).as_bytes());
    site.create("in/a.jsonl", LINE);
    site.create("in/cut.txt.gz", &whole[..whole.len() / 2]);
    site.create("in/none.txt.zst", "not compressed at all");
    let ran = site.build(&["in"]).code(0);
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(lines.len(), 2, "{ran:?}");
    assert!(lines[0].starts_with("error: in/cut.txt.gz: cannot be read"), "{ran:?}");
    assert!(lines[1].starts_with("error: in/none.txt.zst: cannot be read"), "{ran:?}");
    assert_eq!(site.urls("دوما"), ["/douma"]);
}

/// A gigabyte from a megabyte is stopped on the way.
#[test]
fn decompression_bomb() {
    let site = Site::new();
    site.create("in/a.jsonl", LINE);
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
    (0..200).for_each(|_| encoder.write_all(&vec![b'\n'; 1 << 20]).unwrap());
    site.create("in/bomb.jsonl.zst", encoder.finish().unwrap());
    site.build(&["in"]).code(0).says(&["error: in/bomb.jsonl.zst: inflates to more than", "inflate it yourself"]);
    assert_eq!(site.urls("دوما"), ["/douma"]);
}

#[test]
fn utf_16_by_its_mark() {
    let site = Site::new();
    site.create("in/a.txt", utf16("La réunion de دوما", u16::to_le_bytes));
    site.create("in/b.md", utf16("# Встреча\n\nв городе", u16::to_be_bytes));
    site.create("in/c.jsonl", utf16(LINE, u16::to_le_bytes));
    site.create("in/d.txt", "\u{feff}marque d’ordre");
    site.build(&["in"]).code(0).quiet();
    let mut found = site.urls("دوما");
    found.sort();
    assert_eq!(found, ["/a", "/douma"]);
    assert_eq!(site.urls("встреча"), ["/b"]);
    assert_eq!(site.urls("marque"), ["/d"]);
}

#[test]
fn html_in_the_encoding_that_it_declares() {
    let site = Site::new();
    let page =
        "<html lang=ar><meta charset=windows-1256><title>أخبار</title><main><p>استؤنفت المفاوضات في دوما.</main>";
    let (bytes, _, lost) = encoding_rs::WINDOWS_1256.encode(page);
    assert!(!lost);
    site.create("in/news.html", bytes);
    site.build(&["in"]).code(0).quiet();
    let page = site.query("المفاوضات");
    assert_eq!(page["hits"][0]["url"], "/news");
    assert_eq!(page["hits"][0]["title"], "أخبار");
    assert_eq!(marked(&page["hits"][0]), ["المفاوضات"]);
}

#[test]
fn languages_and_translations_from_the_path() {
    let site = Site::new();
    site.create("in/fr/talks.md", "rendez-vous");
    site.create("in/ar/talks.md", "موعد");
    site.create("in/zh-Hant/other.md", "約會");
    let ran = site.build(&["in", "--base-url", "https://example.org/news/"]).code(0).quiet();
    ran.prints("zh-Hant            1        1\n");
    let hit = site.query("rendez")["hits"][0].clone();
    assert_eq!(hit["url"], "https://example.org/news/fr/talks");
    assert_eq!(hit["lang"], "fr");
    assert_eq!(hit["alternates"], serde_json::json!({ "ar": "https://example.org/news/ar/talks" }));
    assert_eq!(site.query("موعد")["hits"][0]["alternates"]["fr"], "https://example.org/news/fr/talks");
    assert_eq!(site.query("約會")["hits"][0]["alternates"], serde_json::json!({}));
}

#[test]
fn translations_that_one_document_names_are_mutual() {
    let site = Site::published();
    assert_eq!(site.query("Damascus")["hits"][0]["alternates"], serde_json::json!({ "fr": "/fr/alep" }));
    assert_eq!(site.query("négociations")["hits"][0]["alternates"], serde_json::json!({ "en": "/en/aleppo" }));
}

#[test]
fn title_date_and_meta_of_front_matter() {
    let site = Site::new();
    let yaml = "---\ntitle: \"مفاوضات دوما\"\ndate: 2018-11-26\nmeta:\n  author: سلمى\n---\nنص قصير";
    site.create("in/ar/a.md", yaml);
    site.create("in/fr/b.md", "+++\ntitle = \"Les pourparlers\"\n+++\nun texte");
    site.build(&["in"]).code(0).quiet();
    let hit = site.query("مفاوضات")["hits"][0].clone();
    assert_eq!(hit["title"], "مفاوضات دوما");
    assert_eq!(hit["date"], "2018-11-26");
    assert_eq!(hit["meta"]["author"], "سلمى");
    assert_eq!(site.query("pourparlers")["hits"][0]["title"], "Les pourparlers");
}

#[test]
fn page_furniture_is_left_out() {
    let site = Site::new();
    site.create("in/a.html", "<html lang=en><nav>Sitemap</nav><h1>Story</h1><p>The body</p><script>hidden()</script>");
    site.build(&["in"]).code(0).quiet();
    assert_eq!(site.urls("body"), ["/a"]);
    assert_eq!(site.urls("sitemap"), [""; 0]);
    assert_eq!(site.urls("hidden"), [""; 0]);
}
