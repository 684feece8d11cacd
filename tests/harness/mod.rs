//! The `tarjuman` binary as a user meets it: a fresh folder per test, files in it, commands, and what they said.
//!
//! The engine is a module that holds nothing but what `build` needs to put an index in: memory, an exported address and
//! a data section. So these tests need no engine built, and no browser.

use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tarjuman::build::assets::SERVED_FILES;
use tempfile::TempDir;

/// What a bundle consists of, sorted.
#[rustfmt::skip]
pub const BUNDLE: [&str; 27] = [
    "element.js", "index.html", "manifest.json", "tarjuman-highlight.js", "tarjuman.ar.js", "tarjuman.d.ts",
    "tarjuman.de.js", "tarjuman.es.js", "tarjuman.fa.js", "tarjuman.fr.js", "tarjuman.he.js", "tarjuman.hi.js",
    "tarjuman.it.js", "tarjuman.ja.js", "tarjuman.js", "tarjuman.ko.js", "tarjuman.page.js", "tarjuman.pt.js",
    "tarjuman.reader.js", "tarjuman.ru.js", "tarjuman.sw.js", "tarjuman.tr.js", "tarjuman.uk.js", "tarjuman.wasm", "tarjuman.worker.js",
    "tarjuman.zh-Hant.js", "tarjuman.zh.js",
];

/// No command over a few documents takes longer; more would be an endless loop.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder of its own for each test, with an engine in `.engine`.
pub struct Site {
    folder: TempDir,
}

impl Site {
    pub fn new() -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        site.create(".engine/engine.wasm", engine());
        let stamped = [
            ("tarjuman.js", "// __TARJUMAN_VERSION_HASH__ __TARJUMAN_CODE_CHECK__\n"),
            ("standalone.js", "/* __TARJUMAN_VERSION_HASH__ __TARJUMAN_CODE_CHECK__ */"),
            ("tarjuman.sw.js", "// __TARJUMAN_VERSION_HASH__ __TARJUMAN_FILES__\n"),
            ("index.html", include_str!("../../www/index.html")),
        ];
        for (name, content) in stamped {
            site.create(&format!(".engine/{name}"), content);
        }
        for name in SERVED_FILES.into_iter().filter(|name| stamped.iter().all(|(other, _)| other != name)) {
            site.create(&format!(".engine/{name}"), format!("{name} of the engine\n"));
        }
        site
    }

    /// A site whose bundle `dist` holds one document in each of some languages.
    pub fn published() -> Site {
        let site = Site::new();
        site.create("docs.jsonl", DOCUMENTS);
        site.build(&["docs.jsonl"]).code(0).quiet();
        site
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders that it lies in.
    pub fn create(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names in a folder, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// `tarjuman build <args> --engine … --out dist`.
    pub fn build(&self, args: &[&str]) -> Ran {
        self.build_to("dist", args)
    }

    pub fn build_to(&self, out: &str, args: &[&str]) -> Ran {
        self.run(&[&["build", "--engine", ".engine/engine.wasm", "--out", out], args].concat())
    }

    /// The page that `tarjuman query dist` gives; the exit code must go with it.
    pub fn query(&self, query: &str) -> Value {
        self.query_with(query, &[])
    }

    /// Each word in its own language, so that tests of other things need not know all translations.
    pub fn query_with(&self, query: &str, args: &[&str]) -> Value {
        self.query_across(query, &[&["--no-cross-language"], args].concat())
    }

    pub fn query_across(&self, query: &str, args: &[&str]) -> Value {
        let ran = self.run(&[&["query", "dist", "--json"], args, &["--", query]].concat());
        let page = ran.json();
        ran.code(if page["total"] == 0 { 1 } else { 0 }).quiet();
        page
    }

    /// Urls of the hits, best first.
    pub fn urls(&self, query: &str) -> Vec<String> {
        urls(&self.query(query))
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, &[], b"")
    }

    /// Runs the binary in the site's folder.
    pub fn run_with(&self, args: &[&str], variables: &[(&str, &str)], stdin: &[u8]) -> Ran {
        let start = Instant::now();
        let mut command = self.command(args);
        command.envs(variables.iter().copied()).stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that ends without reading closes the pipe.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        let output = child.wait_with_output().unwrap();
        let ran = Ran {
            what: format!("tarjuman {}", args.join(" ")),
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            took: start.elapsed(),
        };
        assert!(!ran.stderr.contains("panicked"), "{ran:?}");
        assert!(ran.took < PATIENCE, "{ran:?}");
        ran
    }

    pub fn command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tarjuman"));
        command.current_dir(self.folder.path()).args(args);
        command
    }

    /// Asserts that `dist` is a whole bundle, with nothing beside it.
    #[track_caller]
    pub fn assert_sound(&self) {
        assert_eq!(self.names("dist"), BUNDLE);
        self.run(&["verify", "dist"]).code(0).quiet();
    }
}

/// What a command did.
#[derive(Debug)]
#[allow(dead_code, reason = "`what` is for the messages of failed tests")]
pub struct Ran {
    what: String,
    code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub took: Duration,
}

impl Ran {
    #[track_caller]
    pub fn code(self, expected: i32) -> Ran {
        assert_eq!(self.code, Some(expected), "{self:#?}");
        self
    }

    /// Nothing on standard error.
    #[track_caller]
    pub fn quiet(self) -> Ran {
        assert_eq!(self.stderr, "", "{self:#?}");
        self
    }

    /// Exactly one message, with all of `pieces` in this order: file and line, what is wrong, what to do.
    #[track_caller]
    pub fn says(self, pieces: &[&str]) -> Ran {
        assert_eq!(self.stderr.lines().count(), 1, "one message: {self:#?}");
        assert_in_order(&self.stderr, pieces);
        self
    }

    /// One message, and the failure of the whole after it.
    #[track_caller]
    pub fn says_and_fails(self, pieces: &[&str], failure: &[&str]) -> Ran {
        let [message, last] = self.stderr.lines().collect::<Vec<_>>()[..] else { panic!("two messages: {self:#?}") };
        assert_in_order(message, pieces);
        assert_in_order(last, failure);
        self
    }

    #[track_caller]
    pub fn prints(self, piece: &str) -> Ran {
        assert!(self.stdout.contains(piece), "{piece:?} in {self:#?}");
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

#[track_caller]
fn assert_in_order(text: &str, pieces: &[&str]) {
    let mut rest = text;
    for piece in pieces {
        let Some((_, after)) = rest.split_once(piece) else { panic!("{piece:?} is not in its place in: {text}") };
        rest = after;
    }
}

/// Urls of a page's hits, best first.
pub fn urls(page: &Value) -> Vec<String> {
    page["hits"].as_array().unwrap().iter().map(|hit| hit["url"].as_str().unwrap().to_owned()).collect()
}

/// The words that a hit's excerpt marks.
pub fn marked(hit: &Value) -> Vec<&str> {
    let parts = hit["excerpt"].as_array().unwrap().iter();
    parts.filter(|part| part["mark"] == true).map(|part| part["text"].as_str().unwrap()).collect()
}

/// A folder of the shared corpora; says so when it is not there, as in any clone but the developers'.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is not there", path.display());
    None
}

/// Numbers that are the same in every run: SplitMix64.
pub struct Seeded(pub u64);

impl Seeded {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

/// A module of the shape that the linker makes: memory of 2 pages, the exported address 64, a data segment, a name.
pub fn engine() -> Vec<u8> {
    let mut wasm = b"\0asm\x01\0\0\0".to_vec();
    let mut section = |id: u8, content: &[u8]| {
        wasm.extend([id, content.len() as u8]);
        wasm.extend_from_slice(content);
    };
    section(5, &[1, 0, 2]);
    section(6, &[1, 0x7f, 0, 0x41, 0xc0, 0x00, 0x0b]); // i32.const 64: c0 00, for the constant is signed
    section(7, &[&[1, 14][..], b"TARJUMAN_INDEX", &[3, 0]].concat());
    section(11, &[1, 0, 0x41, 8, 0x0b, 3, b'a', b'b', b'c']);
    section(0, b"\x04name the code of an engine would stand here");
    wasm
}

/// One document of a few words per language and script.
pub const DOCUMENTS: &str = r#"{"url":"/en/aleppo","lang":"en","title":"Aleppo","body":"The earthquake of Aleppo was felt as far as Damascus. Houses fell, and walls were falling for days.","date":"1822-08-13","meta":{"author":"Barker"},"alternates":{"fr":"/fr/alep"}}
{"url":"/fr/alep","lang":"fr","title":"Alep","body":"Les négociations avec l’armée ont duré trois jours ; les habitants attendaient une décision."}
{"url":"/ar/asad","lang":"ar","title":"الأسد","body":"استؤنفت المفاوضات في دوما بين الأسد والمعارضة، وكتب المراسلون عن المدينة."}
{"url":"/ru/messina","lang":"ru","title":"Мессина","body":"Землетрясение разрушило город Мессину. Русские моряки спасали жителей города."}
{"url":"/zh/suez","lang":"zh","title":"苏伊士运河","body":"一八六九年苏伊士运河通航,各国船只在塞得港集合。"}
{"url":"/th/suez","lang":"th","title":"คลองสุเอซ","body":"คลองสุเอซเปิดใช้ในปีนั้นและเรือจากหลายประเทศแล่นผ่าน"}
"#;
