//! Damaged bundles: `verify` always tells, and no command panics or runs on.

use crate::harness::{Seeded, Site};
use std::ops::Range;
use tarjuman::FORMAT_VERSION;

const WASM: &str = "dist/tarjuman.wasm";

/// Names and places of the sections, read by the layout that `src/format/mod.rs` documents.
fn sections(wasm: &[u8]) -> (Range<usize>, Vec<(String, Range<usize>)>) {
    let magic = [&b"TARJUMAN"[..], &FORMAT_VERSION.to_le_bytes()].concat();
    let start = wasm.windows(magic.len()).position(|window| window == magic).unwrap();
    let number = |at: usize, len: usize| {
        let mut bytes = [0; 8];
        bytes[..len].copy_from_slice(&wasm[start + at..start + at + len]);
        u64::from_le_bytes(bytes) as usize
    };
    let names = [(1, "directory"), (2, "fold"), (3, "affixes"), (4, "lists"), (5, "fields"), (16, "dictionary")];
    let names = [
        &names[..],
        &[(6, "edges"), (7, "columns"), (8, "completions"), (9, "concepts"), (17, "postings"), (18, "text")],
    ]
    .concat();
    let entry = |entry: usize| {
        let at = 24 + entry * 24;
        let name = names.iter().find(|(kind, _)| *kind == number(at, 2)).unwrap().1;
        let from = start + number(at + 8, 8);
        (format!("{name} {}", number(at + 2, 2)), from..from + number(at + 4, 4))
    };
    (start..start + number(16, 8), (0..number(12, 4)).map(entry).collect())
}

#[test]
fn a_sound_bundle() {
    let site = Site::published();
    site.assert_sound();
    site.run(&["verify", WASM]).code(0).quiet().prints("sound");
    site.run(&["inspect", "dist"]).code(0).quiet().prints("6 documents in 6 languages");
}

#[test]
fn each_section_is_named() {
    let site = Site::published();
    let wasm = site.read(WASM);
    let (_, sections) = sections(&wasm);
    assert_eq!(sections.len(), 12);
    // Without synonyms there is nothing between the words to damage.
    assert_eq!(
        sections.iter().filter(|(_, range)| range.is_empty()).map(|(name, _)| name).collect::<Vec<_>>(),
        ["edges 0"]
    );
    for (name, range) in sections.into_iter().filter(|(_, range)| !range.is_empty()) {
        for at in [range.start, (range.start + range.end) / 2, range.end - 1] {
            let mut damaged = wasm.clone();
            damaged[at] ^= 0x10;
            site.create(WASM, damaged);
            let ran = site.run(&["verify", "dist"]).code(1).quiet().prints("tarjuman.wasm").prints("CHANGED");
            let named: Vec<&str> = ran.stdout.lines().filter(|line| line.ends_with("DAMAGED")).collect();
            assert!(named.len() == 1 && named[0].starts_with(&name), "{name}: {named:?}");
            site.run(&["verify", WASM]).code(1).quiet().prints("DAMAGED");
            let message = ["section", &name, "damaged", "build it again"];
            site.run(&["query", "dist", "Aleppo"]).code(2).says(&message);
        }
    }
}

#[test]
fn the_header_is_checked() {
    let site = Site::published();
    let wasm = site.read(WASM);
    let (index, _) = sections(&wasm);
    for at in (index.start..index.start + 24 + 12 * 24 + 8).step_by(5) {
        let mut damaged = wasm.clone();
        damaged[at] ^= 0x04;
        site.create(WASM, damaged);
        for command in [&["verify", "dist"][..], &["query", "dist", "Aleppo"], &["inspect", "dist"]] {
            let ran = site.run(command).code(2);
            ran.says(&["tarjuman.wasm: ", "build"]);
        }
    }
}

#[test]
fn files_missing_or_changed_are_named() {
    let site = Site::published();
    site.create("dist/element.js", "other");
    site.run(&["verify", "dist"]).code(1).prints("element.js           CHANGED since it was written");
    std::fs::remove_file(site.path("dist/element.js")).unwrap();
    site.run(&["verify", "dist"]).code(1).prints("element.js           MISSING");
    site.create("dist/manifest.json", "{}");
    site.run(&["verify", "dist"]).code(1).prints("manifest.json        MISSING");
    // What is damaged is mended by building again.
    site.build(&["docs.jsonl", "--force"]).code(0);
    site.assert_sound();
}

#[test]
fn cut_at_any_length() {
    let site = Site::published();
    let wasm = site.read(WASM);
    let (index, _) = sections(&wasm);
    for len in (0..wasm.len()).step_by(wasm.len() / 80).chain([index.start, index.start + 1, index.end - 1, index.end])
    {
        site.create(WASM, &wasm[..len]);
        let ran = site.run(&["verify", "dist"]);
        if len < index.end {
            ran.code(2).says(&["dist/tarjuman.wasm: ", ";"]);
            site.run(&["query", "dist", "Aleppo"]).code(2);
        } else {
            // The index is whole, the engine's file is not: cut inside its last section, or before it.
            let ran = ran.prints("CHANGED since it was written");
            let code = if ran.stderr.is_empty() { 1 } else { 2 };
            ran.code(code);
        }
    }
}

#[test]
fn flipped_anywhere() {
    let site = Site::published();
    let wasm = site.read(WASM);
    let mut seeded = Seeded(2);
    for _ in 0..200 {
        let (at, bit) = (seeded.below(wasm.len()), seeded.below(8));
        let mut damaged = wasm.clone();
        damaged[at] ^= 1 << bit;
        site.create(WASM, damaged);
        let told = site.run(&["verify", "dist"]);
        if told.stderr.is_empty() {
            told.code(1).prints("CHANGED since it was written").prints("damaged; copy or build");
        } else {
            told.code(2).says(&["dist/tarjuman.wasm: "]);
        }
        // An answer or an error; `run` itself fails on a panic and on a command without end.
        let asked = site.run(&["query", "dist", "négociations falling Aleppo", "--json"]);
        if asked.stderr.is_empty() {
            assert!(asked.json()["hits"].is_array());
        } else {
            asked.code(2);
        }
    }
}
