//! Each bad input costs itself only, with one message that names file, line, fault and remedy; `--strict` writes nothing.

use crate::harness::Site;
use std::time::Duration;
use tarjuman::build::assets::SERVED_FILES;

const GOOD: &str = "{\"url\":\"/good\",\"lang\":\"en\",\"body\":\"a good document\"}\n";

/// Builds `good.jsonl` and `name`: the good document stays, the message is the one; with `--strict` nothing is written.
#[track_caller]
fn costs_itself_only(name: &str, content: impl AsRef<[u8]>, message: &[&str]) -> Site {
    let site = Site::new();
    site.create("in/good.jsonl", GOOD);
    site.create(&format!("in/{name}"), content);
    site.build_to("strict", &["in", "--strict"]).code(2).says_and_fails(message, &["1 problem", "--strict", "nothing"]);
    assert!(!site.path("strict").exists());
    site.build(&["in"]).code(0).says(message);
    assert_eq!(site.urls("good"), ["/good"]);
    site
}

#[test]
fn empty_folder() {
    let site = Site::published();
    site.create("in/photo.jpg", "");
    site.build(&["in"]).code(2).says(&["in: no .html", "1 other file", "check the path"]);
    site.assert_sound();
    assert_eq!(site.urls("Aleppo"), ["/en/aleppo"]);
}

#[test]
fn source_that_does_not_exist() {
    let site = Site::published();
    site.build(&["nowhere"]).code(2).says(&["nowhere: ", "No such file", "check the path"]);
    site.assert_sound();
}

#[test]
fn source_of_an_unknown_kind() {
    let site = Site::published();
    site.create("report.pdf", "%PDF");
    site.build(&["report.pdf"]).code(2).says(&["report.pdf: unknown kind of file", ".jsonl"]);
    site.assert_sound();
}

#[test]
fn nothing_but_bad_documents() {
    let site = Site::published();
    site.create("bad.jsonl", "{}\n");
    let failure = ["no document to index"];
    site.build(&["bad.jsonl"]).code(2).says_and_fails(&["bad.jsonl:1: field 'url' is missing"], &failure);
    site.assert_sound();
}

#[test]
#[cfg(unix)]
fn unreadable_file() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = Site::new();
    site.create("in/good.jsonl", GOOD);
    site.create("in/chapter.md/page.txt", "a folder may be called chapter.md");
    symlink("gone.md", site.path("in/dangling.md")).unwrap();
    let message = ["error: in/dangling.md: cannot be read", "check the path and its permissions", "left out"];
    site.build(&["in"]).code(0).says(&message);
    assert_eq!(site.urls("good"), ["/good"]);
    assert_eq!(site.urls("folder"), ["/chapter.md/page"]);
    std::fs::remove_file(site.path("in/dangling.md")).unwrap();

    site.create("in/secret.md", "hidden");
    std::fs::set_permissions(site.path("in/secret.md"), PermissionsExt::from_mode(0o000)).unwrap();
    if std::fs::read(site.path("in/secret.md")).is_ok() {
        eprintln!("skipped: root reads files of mode 000");
        return;
    }
    site.build(&["in"]).code(0).says(&["error: in/secret.md: cannot be read", "permissions", "left out"]);
}

#[test]
fn broken_json_line() {
    let lines = "{\"url\":\"/before\",\"body\":\"before\"}\n\n{\"url\":\n{\"url\":\"/after\",\"body\":\"after\"}\n";
    let site = costs_itself_only("b.jsonl", lines, &["error: in/b.jsonl:3: not a JSON object", "one object per line"]);
    assert_eq!(site.urls("before"), ["/before"]);
    assert_eq!(site.urls("after"), ["/after"]);
}

#[test]
fn document_without_url() {
    let line = "{\"title\":\"دوما\",\"body\":\"nowhere\"}";
    let site = costs_itself_only("b.jsonl", line, &["error: in/b.jsonl:1: field 'url' is missing", "give each line"]);
    assert_eq!(site.urls("nowhere"), [""; 0]);
}

#[test]
fn duplicate_ids() {
    let lines = "{\"url\":\"/a\",\"body\":\"first\"}\n{\"url\":\"/b\",\"id\":\"/a\",\"body\":\"second\"}\n";
    let message = ["error: in/b.jsonl:2: the id '/a' is already used by in/b.jsonl:1", "an id of its own", "left out"];
    let site = costs_itself_only("b.jsonl", lines, &message);
    assert_eq!(site.urls("first"), ["/a"]);
    assert_eq!(site.urls("second"), [""; 0]);
}

#[test]
fn invalid_language_tag() {
    let line = "{\"url\":\"/a\",\"lang\":\"no_such language\",\"body\":\"the body is indexed all the same\"}";
    let message = ["warning: in/b.jsonl:1: 'no_such language' is not a language tag", "write one like", "found out"];
    let site = costs_itself_only("b.jsonl", line, &message);
    assert_eq!(site.urls("body"), ["/a"]);
}

#[test]
fn binary_file_named_txt() {
    let bytes: Vec<u8> = (0..4096u32).map(|i| ((i * 7919) >> 3) as u8).collect();
    costs_itself_only(
        "photo.txt",
        bytes,
        &["error: in/photo.txt: this is binary data", "save it as UTF-8", "left out"],
    );
}

#[test]
fn undecodable_bytes() {
    let bytes = b"Vieux texte fran\xe7ais, dans un codage d'autrefois, mais encore lisible.\n";
    let message = ["warning: in/old.txt: 1 undecodable place in UTF-8, the first at byte 16", "save the file as UTF-8"];
    let site = costs_itself_only("old.txt", bytes, &message);
    assert_eq!(site.urls("lisible"), ["/old"]);
}

#[test]
fn front_matter_without_an_end() {
    costs_itself_only("a.md", "---\ntitle: x\n", &["error: in/a.md:", "front matter", "left out"]);
}

/// 50 MB in one line, as text and as JSON: over the limit for a document, so told and left out, and soon.
#[test]
fn line_of_fifty_megabytes() {
    let words = "parole ".repeat(50_000_000 / 7);
    let too_long = ["document of 48 MB; the limit is 32 MB", "split it; it was left out"];
    let text = costs_itself_only("huge.txt", &words, &[&["error: in/huge.txt: "], &too_long[..]].concat());
    drop(text);
    let site = Site::new();
    site.create("huge.jsonl", format!("{{\"url\":\"/huge\",\"body\":\"{words}\"}}\n{GOOD}"));
    let ran = site.build(&["huge.jsonl"]).code(0).says(&[&["error: huge.jsonl:1: "], &too_long[..]].concat());
    assert!(ran.took < Duration::from_secs(20), "{:?}", ran.took);
    assert_eq!(site.urls("good"), ["/good"]);
}

/// Beyond what a line may have, it is not even kept in memory.
#[test]
fn line_of_seventy_megabytes() {
    let site = Site::new();
    site.create("huge.jsonl", format!("{}\n{GOOD}", "x".repeat(70_000_000)));
    site.build(&["huge.jsonl"]).code(0).says(&["error: huge.jsonl:1: document of 67 MB", "split it"]);
    assert_eq!(site.urls("good"), ["/good"]);
}

#[test]
fn drafts_and_future_dates_are_left_out_and_told() {
    let site = Site::new();
    site.create("in/a.jsonl", format!("{GOOD}{{\"url\":\"/d\",\"body\":\"good\",\"draft\":true}}\n{{\"url\":\"/f\",\"body\":\"good\",\"date\":\"2999-01-01\"}}\n"));
    site.create("in/draft.md", "---\ndraft: true\n---\ngood");
    let ran = site.build(&["in", "--strict"]).code(0).quiet();
    let ran = ran.prints("left out   /d: draft").prints("left out   draft.md: draft");
    ran.prints("left out   /f: dated in the future (2999-01-01)");
    assert_eq!(site.urls("good"), ["/good"]);
}

#[test]
fn a_date_that_is_none() {
    let line = "{\"url\":\"/a\",\"date\":\"soon\",\"body\":\"text\"}";
    costs_itself_only("b.jsonl", line, &["warning: in/b.jsonl:1: 'soon' is not a date", "write YYYY-MM-DD", "no date"]);
}

#[test]
fn wrong_settings() {
    let site = Site::published();
    site.create("tarjuman.toml", "no_such_key = 1\n");
    site.build(&["docs.jsonl"]).code(2);
    site.build(&["docs.jsonl", "--config", "nowhere.toml"]).code(2).says(&["nowhere.toml"]);
    site.assert_sound();
}

#[test]
fn an_engine_that_is_none() {
    let site = Site::published();
    for (name, content, message) in [
        ("e/engine.wasm", &b"<!doctype html>"[..], "e/engine.wasm is no WebAssembly module; give the path of"),
        ("e/engine.wasm", b"\0asm\x01\0\0\0", "no Tarjuman engine"),
        ("e/engine.wasm", b"\0asm\x01\0\0\0\x05\x7f", "no complete WebAssembly module"),
    ] {
        site.create(name, content);
        for name in SERVED_FILES {
            site.create(&format!("e/{name}"), site.read(&format!(".engine/{name}")));
        }
        site.run(&["build", "docs.jsonl", "--out", "dist", "--engine", name]).code(2).says(&[message]);
    }
    // The file of a finished bundle has an index already.
    let args = ["build", "docs.jsonl", "--out", "dist", "--engine", "dist/tarjuman.wasm"];
    site.run(&args).code(2).says(&["already has an index", "engine.wasm"]);
    std::fs::remove_file(site.path("e/element.js")).unwrap();
    let args = ["build", "docs.jsonl", "--out", "dist", "--engine", "e/engine.wasm"];
    site.run(&args).code(2).says(&["e/element.js cannot be read", "one folder"]);
    site.assert_sound();
}

#[test]
fn what_is_no_bundle() {
    let site = Site::new();
    site.create("page.html", "<p>Hi");
    site.create("plain/x.txt", "x");
    for command in [&["verify"][..], &["inspect"], &["eval", "--topics", "t.tsv", "--run", "r"], &["query"]] {
        let ask = |bundle: &str| {
            let query: &[&str] = if command == ["query"] { &["word"] } else { &[] };
            site.run(&[command, &[bundle], query].concat()).code(2)
        };
        ask("nowhere").says(&["nowhere: reading the bundle failed: No such file", "check the path"]);
        ask("plain").says(&["plain/tarjuman.wasm: reading the bundle failed", "check the path"]);
        ask("page.html").says(&["page.html: this is no complete WebAssembly module"]);
        ask(".engine/engine.wasm").says(&[".engine/engine.wasm: ", "no index in it", "tarjuman build"]);
    }
}

#[test]
fn an_option_out_of_its_range() {
    let site = Site::published();
    site.run(&["query", "dist", "Aleppo", "--limit", "5000"]).code(2).says(&["limit is 5000", "1000"]);
}

#[test]
fn megabytes_without_a_space_in_the_wrong_script() {
    let site = Site::new();
    let texts = [
        ("latin", "a".repeat(2_000_000)),
        ("han", "开".repeat(500_000)),
        ("both", "aб".repeat(500_000)),
        ("quotes", "«this is the text of it all» ".repeat(30_000)),
    ];
    for (name, text) in &texts {
        site.create(&format!("in/{name}.md"), format!("---\nlang: ar\ntitle: عنوان الصفحة {name}\n---\n{text}"));
    }
    let ran = site.build(&["in"]).code(0);
    let warned: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(warned.len(), 4, "{warned:#?}");
    assert!(warned.iter().all(|line| line.contains("it declares the language 'ar', but ")), "{warned:#?}");
    assert_eq!(site.urls("عنوان").len(), 4);
    assert_eq!(site.urls("开开"), ["/han"]);
    assert_eq!(site.urls("text"), ["/quotes"]);
}
