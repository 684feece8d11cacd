//! What a build leaves on the disk: whole bundles only, and every file that is not its own.

use crate::harness::{BUNDLE, Site};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

#[test]
fn output_that_is_a_file() {
    let site = Site::published();
    site.create("site", "theirs");
    for force in [&[][..], &["--force"]] {
        let ran = site.build_to("site", &[&["docs.jsonl"], force].concat()).code(2);
        ran.says(&["site: --out is a file; name a folder"]);
    }
    assert_eq!(site.read("site"), b"theirs");
}

#[test]
fn output_that_holds_strangers_files() {
    let site = Site::new();
    site.create("docs.jsonl", "{\"url\":\"/a\",\"body\":\"text\"}");
    site.create("dist/صورة.png", "theirs");
    site.create("dist/.htaccess", "theirs");
    site.create("dist/css/site.css", "theirs");
    let message = ["dist: the folder is not empty and no bundle (it holds .htaccess)", "another folder", "--force"];
    site.build(&["docs.jsonl"]).code(2).says(&message);
    assert_eq!(site.names("dist"), [".htaccess", "css", "صورة.png"]);

    site.build(&["docs.jsonl", "--force"]).code(0).quiet();
    // The bundle is ours now, so the next build needs no force.
    site.build(&["docs.jsonl"]).code(0).quiet();
    for name in [".htaccess", "css/site.css", "صورة.png"] {
        assert_eq!(site.read(&format!("dist/{name}")), b"theirs");
    }
    site.run(&["verify", "dist"]).code(0).quiet();
}

#[test]
fn a_manifest_of_another_tool_does_not_make_the_folder_ours() {
    let site = Site::new();
    site.create("docs.jsonl", "{\"url\":\"/a\",\"body\":\"text\"}");
    let web_app = "{\"name\":\"My site\",\"icons\":[]}";
    site.create("dist/manifest.json", web_app);
    site.build(&["docs.jsonl"]).code(2).says(&["dist: the folder is not empty", "--force"]);
    assert_eq!(site.read("dist/manifest.json"), web_app.as_bytes());
}

#[test]
fn a_folder_in_the_place_of_a_file() {
    let site = Site::published();
    let before = site.read("dist/tarjuman.wasm");
    fs::remove_file(site.path("dist/element.js")).unwrap();
    site.create("dist/element.js/theirs", "theirs");
    site.create("more.jsonl", "{\"url\":\"/a\",\"body\":\"text\"}");
    let ran = site.build(&["more.jsonl", "--force"]).code(2);
    ran.says(&["dist/element.js: there is a folder where the bundle needs this file", "move it"]);
    assert_eq!(site.read("dist/tarjuman.wasm"), before);
    assert_eq!(site.read("dist/element.js/theirs"), b"theirs");
    assert_eq!(site.names("dist"), BUNDLE);
}

#[test]
fn a_bundle_inside_its_own_source_is_no_document() {
    let site = Site::new();
    site.create("site/page.md", "# Page\n\nof a site");
    site.create("site/index.html", "<title>Home</title><main>of a site, too</main>");
    let count = || {
        let ran = site.build_to("site/search", &["site", "--json"]).code(0).quiet();
        ran.json()["documents"].clone()
    };
    assert_eq!(count(), 2);
    assert_eq!(count(), 2);
}

#[test]
fn a_failed_build_makes_no_folder() {
    let site = Site::new();
    site.create("bad.jsonl", "{");
    site.build_to("a/b/dist", &["bad.jsonl"]).code(2);
    assert!(!site.path("a").exists());
}

/// A file system of some pages in memory, for as long as this lives.
struct TinyDisk(PathBuf);

impl TinyDisk {
    /// `None`, said why, where mounting is not permitted.
    fn mount(at: &Path, size: &str) -> Option<TinyDisk> {
        fs::create_dir_all(at).unwrap();
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(at).stdout(Stdio::null()).stderr(Stdio::null());
        if mount.status().is_ok_and(|status| status.success()) {
            return Some(TinyDisk(at.to_owned()));
        }
        eprintln!("skipped: no file system can be mounted here, so no disk can be filled");
        None
    }
}

impl Drop for TinyDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// Text that is long as an index, too: `num` documents of words that occur once.
fn long_corpus(num: usize) -> String {
    let words = |doc: usize| (0..100).map(|i| format!("mot{}x{} ", doc, i * i)).collect::<String>();
    (0..num).map(|doc| format!("{{\"url\":\"/{doc}\",\"lang\":\"fr\",\"body\":\"{}\"}}\n", words(doc))).collect()
}

#[test]
fn full_disk() {
    let site = Site::new();
    let Some(_disk) = TinyDisk::mount(&site.path("disk"), "256k") else { return };
    site.create("small.jsonl", "{\"url\":\"/old\",\"body\":\"the bundle before\"}");
    site.create("large.jsonl", long_corpus(400));
    site.build_to("disk/dist", &["small.jsonl"]).code(0).quiet();
    let before = site.read("disk/dist/tarjuman.wasm");

    let ran = site.build_to("disk/dist", &["large.jsonl"]).code(2);
    ran.says(&["disk/dist/tarjuman.wasm: writing failed: No space left", "make room", "before is unchanged"]);

    assert_eq!(site.names("disk/dist"), BUNDLE);
    assert_eq!(site.read("disk/dist/tarjuman.wasm"), before);
    site.run(&["verify", "disk/dist"]).code(0).quiet();
    // A folder that was made for a bundle that did not fit goes with it.
    site.build_to("disk/other", &["large.jsonl"]).code(2).says(&["No space left"]);
    assert!(!site.path("disk/other").exists());
    site.build_to("disk/dist", &["small.jsonl"]).code(0).quiet();
}

#[test]
fn interrupted_build() {
    let site = Site::published();
    site.create("large.jsonl", long_corpus(1500));
    let args = ["build", "--engine", ".engine/engine.wasm", "--out", "dist", "large.jsonl"];
    let start = Instant::now();
    site.build_to("other", &["large.jsonl"]).code(0).quiet();
    let whole = start.elapsed();

    for fraction in [0.1, 0.5, 0.8] {
        let mut child = site.command(&args).stdout(Stdio::null()).spawn().unwrap();
        sleep(whole.mul_f64(fraction));
        child.kill().unwrap();
        child.wait().unwrap();
        site.run(&["verify", "dist"]).code(0).quiet();
    }
    // On a busy machine the last of these may have come to its end.
    site.build(&["docs.jsonl"]).code(0).quiet();
    // And while it writes. Between two moves, each atomic, old and new files stand side by side; that is tried again.
    let mut caught = false;
    for _ in 0..20 {
        let mut child = site.command(&args).stdout(Stdio::null()).spawn().unwrap();
        let begun = || site.names("dist").iter().any(|name| name.contains(".tarjuman-"));
        while !begun() && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_micros(100));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let left = site.names("dist");
        if !left.iter().any(|name| name.starts_with(".tarjuman.wasm")) {
            site.build(&["docs.jsonl"]).code(0).quiet();
            continue;
        }
        site.run(&["verify", "dist"]).code(0).quiet();
        assert_eq!(site.urls("Aleppo"), ["/en/aleppo"]);
        caught = true;
        break;
    }
    assert!(caught, "no build was caught while it wrote");
    site.build(&["large.jsonl"]).code(0).quiet();
    site.assert_sound();
}

/// A first build that was killed must not make the next one refuse the folder.
#[test]
fn interrupted_first_build() {
    let site = Site::new();
    site.create("docs.jsonl", "{\"url\":\"/a\",\"body\":\"text\"}");
    site.create("dist/.tarjuman.wasm.tarjuman-4711", "half");
    site.build(&["docs.jsonl"]).code(0).quiet();
    site.assert_sound();
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_no_failure() {
    let site = Site::published();
    for args in [&["verify", "dist"][..], &["inspect", "dist"], &["query", "dist", "Aleppo"]] {
        let mut child = site.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn same_input_same_bytes() {
    let site = Site::new();
    let pages = [("fr/a.md", "# Négociations\n\nà Douma"), ("en/a.md", "# Talks\n\nin Douma"), ("ar/a.md", "دوما")];
    for (name, text) in pages {
        site.create(&format!("one/{name}"), text);
    }
    for (name, text) in pages.iter().rev() {
        site.create(&format!("two/{name}"), text);
    }
    let lines: Vec<String> = long_corpus(60).lines().map(str::to_owned).collect();
    site.create("lines.jsonl", lines.join("\n"));
    let reversed: Vec<String> = lines.into_iter().rev().collect();
    site.create("reversed.jsonl", reversed.join("\n"));

    site.build(&["one", "lines.jsonl"]).code(0).quiet();
    site.build_to("other", &["reversed.jsonl", "two"]).code(0).quiet();
    let args = ["build", "--engine", ".engine/engine.wasm", "--out", "alone", "one", "lines.jsonl"];
    site.run_with(&args, &[("RAYON_NUM_THREADS", "1")], b"").code(0).quiet();
    for name in BUNDLE {
        assert!(site.read(&format!("dist/{name}")) == site.read(&format!("other/{name}")), "order of files: {name}");
        assert!(site.read(&format!("dist/{name}")) == site.read(&format!("alone/{name}")), "number of threads: {name}");
    }
}
