//! Whole readings: folders with several files.

mod corpora;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::document::{LangSource, Text};
use super::*;

/// A folder of files, and what is read from it.
struct Site {
    dir: TempDir,
    config: Config,
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let site = Self { dir: TempDir::new().expect("temporary folder"), config: Config::default() };
        for (path, text) in files {
            site.write(path, text.as_bytes());
        }
        site
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().expect("folder")).expect("folder");
        fs::write(path, bytes).expect("file");
    }

    #[track_caller]
    fn read(&self) -> Reading {
        self.try_read().expect("readable")
    }

    fn try_read(&self) -> Result<Reading, SourceError> {
        read(&[self.dir.path().to_owned()], &self.config, day("2024-06-01"))
    }
}

fn day(text: &str) -> Date {
    date::parse(text).expect("a date")
}

impl Reading {
    fn by_id(&self, id: &str) -> &Document {
        let found = self.documents.iter().find(|document| document.id == id);
        found.unwrap_or_else(|| panic!("no document {id} in {self:#?}"))
    }

    fn tag(&self, id: &str) -> (&str, LangSource) {
        let (tag, source) = self.by_id(id).lang.as_ref().expect("every document has a language");
        (tag, *source)
    }

    fn ids(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.id.as_str()).collect()
    }

    fn faults(&self) -> Vec<String> {
        self.problems.iter().map(|problem| format!("{}: {}", problem.line, problem.fault)).collect()
    }
}

fn paragraphs(document: &Document) -> Vec<&str> {
    let sections = document.sections.iter();
    sections.flat_map(|section| section.paragraphs.iter().map(Text::as_str)).collect()
}

const FRENCH: &str =
    "Le régime a déclaré dimanche que le président était prêt à rencontrer des représentants de l’armée.";
const ENGLISH: &str =
    "The world’s chemical watchdog said on Monday that it was reviewing security ahead of a possible probe.";

#[test]
fn folders_are_read_with_ids_urls_and_alternates() {
    let mut site = Site::new(&[
        ("index.md", "# Welcome\n\nHello"),
        ("fr/index.html", "<title>Accueil</title><main><p>Bonjour</main>"),
        ("zh-hans/关于.md", "# 关于\n\n文字"),
        ("fr/关于.md", "# À propos\n\nTexte"),
        (".hidden/a.md", "no"),
        ("fr/.b.md", "no"),
        ("logo.png", "no"),
    ]);
    site.config.default_lang = Some("en".into());
    let reading = site.read();
    assert_eq!(reading.problems, []);
    assert_eq!(reading.ids(), ["fr/index.html", "fr/关于.md", "index.md", "zh-hans/关于.md"]);
    assert_eq!((reading.files_read, reading.files_ignored), (4, 1));
    assert_eq!(reading.by_id("zh-hans/关于.md").url, "/zh-hans/关于");
    assert_eq!(reading.tag("zh-hans/关于.md"), ("zh-Hans", LangSource::Path));
    assert_eq!(reading.tag("index.md"), ("en", LangSource::Path));
    assert_eq!(reading.by_id("index.md").alternates["fr"], "/fr/");
    assert_eq!(reading.by_id("fr/index.html").alternates["en"], "/");
    assert_eq!(reading.by_id("fr/关于.md").alternates, BTreeMap::from([("zh-Hans".into(), "/zh-hans/关于".into())]));
}

#[test]
fn languages_are_declared_before_marked_before_path_before_detected() {
    let site = Site::new(&[
        ("de/a.md", "---\nlang: arb\n---\nText"),
        ("de/b.html", "<html lang='pt_br'><body>Texto"),
        ("de/c.html", "<html lang='klingonisch'><body>Text"),
        ("de/d.txt", FRENCH),
        ("other/e.txt", FRENCH),
        ("other/f.txt", "OK"),
        ("src/is/g.txt", ENGLISH),
        ("other/h.txt", "สวัสดี"),
        ("other/i.html", "<html lang=en><main lang=he><p>שלום"),
    ]);
    let reading = site.read();
    assert_eq!(reading.tag("de/a.md"), ("ar", LangSource::Declared));
    assert_eq!(reading.tag("de/b.html"), ("pt-BR", LangSource::Markup));
    assert_eq!(reading.tag("de/c.html"), ("de", LangSource::Path));
    assert_eq!(reading.tag("de/d.txt"), ("de", LangSource::Path));
    assert_eq!(reading.tag("other/e.txt"), ("fr", LangSource::Detected));
    assert_eq!(reading.tag("other/f.txt"), ("und", LangSource::Unknown));
    assert_eq!(reading.tag("src/is/g.txt"), ("en", LangSource::Detected));
    assert_eq!(reading.tag("other/h.txt"), ("th", LangSource::Detected));
    assert_eq!(reading.tag("other/i.html"), ("he", LangSource::Markup));
    assert_eq!(reading.problems.len(), 1);
    assert!(reading.problems[0].to_string().contains("de/c.html: 'klingonisch' is not a language tag"));
}

#[test]
fn a_flat_site_is_detected_in_spite_of_a_default() {
    let mut site = Site::new(&[("a.txt", FRENCH), ("b.txt", "Short"), ("c.md", ENGLISH)]);
    site.config.default_lang = Some("en".into());
    let reading = site.read();
    assert_eq!(reading.tag("a.txt"), ("fr", LangSource::Detected));
    assert_eq!(reading.tag("b.txt"), ("en", LangSource::Unknown));
    site.config.root_lang = super::super::config::RootLang::Tag("oc".into());
    assert_eq!(site.read().tag("a.txt"), ("oc", LangSource::Path));
}

#[test]
fn json_lines_lose_only_bad_lines() {
    let site = Site::new(&[(
        "docs.jsonl",
        "\u{feff}{\"url\": \"/ar/1\", \"title\": \"عنوان\", \"body\": \"فقرة\\n\\nأخرى\", \"lang\": \"arb\", \"author\": \"x\"}\n\
         \n\
         {\"url\": \"/2\"\n\
         [1]\n\
         {\"title\": \"no url\"}\n\
         {\"url\": \"/3\", \"html\": \"<h2 id=s>רִאשׁוֹן</h2><p>טקסט<script>x</script>\", \"titel\": \"t\", \"lang\": \"iw\"}\r\n\
         {\"url\": \"/4\", \"body\": \"b\", \"titel\": \"t\"}\n\
         {\"url\": \"javascript:alert(1)\", \"body\": \"b\"}\n\
         {\"url\": \"/5\", \"body\": \"b\", \"date\": \"2024-13-01\"}",
    )]);
    let reading = site.read();
    assert_eq!(reading.ids(), ["/3", "/4", "/5", "/ar/1"]);
    assert_eq!(paragraphs(reading.by_id("/ar/1")), ["فقرة", "أخرى"]);
    assert_eq!(reading.by_id("/ar/1").origin.line, 1);
    assert_eq!(reading.by_id("/3").sections[0].anchor, "s");
    assert_eq!(reading.by_id("/3").sections[0].paragraphs, ["טקסט"]);
    assert_eq!(reading.tag("/3"), ("he", LangSource::Declared));
    let faults = reading.faults();
    let starts = [
        "3: not a JSON object: EOF while parsing an object at column 12",
        "4: not a JSON object: a list",
        "5: field 'url' is missing",
        "6: unknown field 'titel'",
        "8: 'javascript:alert(1)' is not an address",
        "9: '2024-13-01' is not a date",
    ];
    assert_eq!(faults.len(), starts.len(), "{faults:#?}");
    for (fault, start) in faults.iter().zip(starts) {
        assert!(fault.starts_with(start), "{fault}");
    }
    assert_eq!(reading.problems[2].severity(), Severity::Error);
    assert_eq!(reading.problems[3].severity(), Severity::Warning);
    assert!(reading.problems[0].to_string().contains("docs.jsonl:3: not a JSON object"));
}

#[test]
fn json_lines_survive_bad_bytes_and_utf16() {
    let site = Site::new(&[]);
    site.write("a.jsonl", b"{\"url\": \"/1\", \"body\": \"caf\xe9 noir\"}\n{\"url\": \"/2\", \"body\": \"x\"}\n");
    let utf16: Vec<u8> =
        "\u{feff}{\"url\": \"/3\", \"body\": \"سلام\"}\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    site.write("b.jsonl", &utf16);
    let reading = site.read();
    assert_eq!(paragraphs(reading.by_id("/1")), ["caf\u{fffd} noir"]);
    assert_eq!(paragraphs(reading.by_id("/3")), ["سلام"]);
    assert_eq!(reading.faults(), ["1: 1 undecodable place in UTF-8, the first at byte 26"]);
}

#[test]
fn drafts_and_the_future_are_skipped_and_reported() {
    let mut site = Site::new(&[
        ("a.md", "---\ndraft: true\ntitle: مسودة\n---\nx"),
        ("b.md", "---\ndate: 2024-06-02\n---\nx"),
        ("c.md", "---\ndate: 2024-06-01T23:59:59Z\n---\nx"),
        ("d.html", "<meta name=ROBOTS content='NoIndex, follow'><p>x"),
        ("e.html", "<meta http-equiv=refresh content='0; url=/f'><p>x"),
    ]);
    let reading = site.read();
    assert_eq!(reading.ids(), ["c.md"]);
    let reasons: Vec<_> = reading.skipped.iter().map(|skipped| skipped.reason.to_string()).collect();
    assert_eq!(reasons, ["draft", "dated in the future (2024-06-02)", "robots: noindex", "redirects elsewhere"]);
    site.config.future = Future::Keep;
    assert_eq!(site.read().ids(), ["b.md", "c.md"]);
}

#[test]
fn duplicates_name_both_places_and_the_first_stays() {
    let line = "{\"url\": \"/ص\", \"body\": \"first\"}\n";
    let site = Site::new(&[
        ("b.jsonl", &line.replace("first", "third")),
        ("a.jsonl", &format!("{line}{}", line.replace("first", "second"))),
    ]);
    let reading = site.read();
    assert_eq!(paragraphs(reading.by_id("/ص")), ["first"]);
    let texts: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
    let first = site.dir.path().join("a.jsonl");
    assert_eq!(texts.len(), 2);
    for text in &texts {
        assert!(text.contains(&format!("the id '/ص' is already used by {}:1;", first.display())), "{text}");
    }
    assert!(texts[0].contains("a.jsonl:2:") && texts[1].contains("b.jsonl:1:"));
}

#[test]
fn bad_files_cost_only_themselves() {
    let site = Site::new(&[
        ("good.txt", "Bonjour"),
        ("head.md", "---\ntitle: [\n---\nx"),
        ("empty.txt", "\n"),
        ("weight.md", "---\nweight: 100\n---\nx"),
    ]);
    site.write("binary.txt", b"\x7fELF\0\0\x01");
    site.write("latin1.html", b"<title>Caf\xe9</title><p>Un texte qui est assez long.");
    let reading = site.read();
    assert_eq!(reading.ids(), ["good.txt", "latin1.html", "weight.md"]);
    assert!((reading.by_id("weight.md").weight - 1.0).abs() < f32::EPSILON);
    let texts: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
    for expected in [
        "binary.txt: this is binary data",
        "empty.txt: no text found",
        "head.md:3: front matter:",
        "latin1.html: 1 undecodable place in UTF-8, the first at byte 10; save the file as UTF-8",
        "weight.md: weight 100 is not within 0 and 10",
    ] {
        assert!(texts.iter().any(|text| text.contains(expected)), "{expected}: {texts:#?}");
    }
}

#[test]
fn impossible_sources_are_errors() {
    let site = Site::new(&[("a.png", "x")]);
    let error = |sources: &[&Path]| {
        let sources: Vec<PathBuf> = sources.iter().map(|path| path.to_path_buf()).collect();
        read(&sources, &Config::default(), day("2024-06-01")).expect_err("impossible").to_string()
    };
    assert!(error(&[site.dir.path()]).contains("no .html, .htm, .md"));
    assert!(error(&[site.dir.path()]).contains("(1 other files)"));
    assert!(error(&[&site.dir.path().join("غائب")]).contains("غائب"));
    assert!(error(&[&site.dir.path().join("a.png")]).contains("unknown kind of file"));
    assert!(error(&[Path::new("-"), Path::new("-")]).contains("standard input (-) is given twice"));
}

#[test]
fn standard_input_is_json_lines() {
    let mut stdin = || Box::new("{\"url\": \"/1\", \"body\": \"नमस्ते\"}".as_bytes()) as Box<dyn BufRead>;
    let reading =
        read_with(&[PathBuf::from("-")], &Config::default(), day("2024-06-01"), &mut stdin).expect("readable");
    assert_eq!(reading.ids(), ["/1"]);
    assert_eq!(reading.documents[0].origin, super::super::document::Origin { path: "-".into(), line: 1 });
}

#[test]
fn compressed_files_are_read_and_bombs_are_not() {
    let site = Site::new(&[]);
    let gzip = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).expect("in memory");
        encoder.finish().expect("in memory")
    };
    // Two members, as log rotation and parallel compressors write them.
    let mut members = gzip("# 标题\n".as_bytes());
    members.extend(gzip("\n文字\n".as_bytes()));
    site.write("ar/a.md.gz", &members);
    let lines = zstd::encode_all("{\"url\": \"/1\", \"body\": \"سلام\"}\n".as_bytes(), 3).expect("in memory");
    site.write("b.jsonl.zst", &lines);
    site.write("c.txt.gz", b"\x1f\x8b not really");
    let zeros = zstd::encode_all(std::io::repeat(b' ').take(66 << 20), 1).expect("in memory");
    site.write("d.jsonl.zst", &zeros);
    let reading = site.read();
    assert_eq!(reading.ids(), ["/1", "ar/a.md.gz"]);
    assert_eq!(reading.by_id("ar/a.md.gz").url, "/ar/a");
    assert_eq!(reading.by_id("ar/a.md.gz").title, "标题");
    let texts: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(texts.len(), 2, "{texts:#?}");
    assert!(texts[0].contains("c.txt.gz: cannot be read"));
    assert!(texts[1].contains("d.jsonl.zst") && texts[1].contains("inflates to more than"), "{}", texts[1]);
}

#[test]
fn a_document_beyond_the_limit_is_refused_quickly() {
    // 36 MB; doubled, the line itself is too long.
    let long = "سلام ".repeat(4_000_000);
    let site = Site::new(&[
        ("a.txt", &long),
        ("b.jsonl", &format!("{{\"url\": \"/1\", \"body\": \"{long}\"}}\n{{\"url\": \"/2\", \"body\": \"x\"}}")),
        (
            "c.jsonl",
            &format!("{{\"url\": \"/3\", \"body\": \"{}\"}}\n{{\"url\": \"/4\", \"body\": \"x\"}}", long.repeat(2)),
        ),
    ]);
    let reading = site.read();
    assert_eq!(reading.ids(), ["/2", "/4"]);
    assert_eq!(
        reading.faults(),
        [
            "0: document of 35 MB; the limit is 32 MB",
            "1: document of 35 MB; the limit is 32 MB",
            "1: document of 69 MB; the limit is 32 MB",
        ]
    );
    assert_eq!(reading.problems[0].remedy(), "split it; it was left out");
}

#[test]
fn order_of_sources_and_threads_do_not_matter() {
    let files: Vec<(String, String)> =
        (0..40).map(|n| (format!("fr/{}.md", (n * 7) % 40), format!("# T{n}\n\n{FRENCH}"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = Site::new(&files);
    site.write("z.jsonl", b"{\"url\": \"/1\", \"body\": \"x\"}");
    let sources = [site.dir.path().join("fr"), site.dir.path().join("z.jsonl")];
    let reversed = [sources[1].clone(), sources[0].clone()];
    let with_threads = |sources: &[PathBuf], num_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(num_threads).build().expect("pool");
        pool.install(|| read(sources, &Config::default(), day("2024-06-01"))).expect("readable")
    };
    assert_eq!(with_threads(&sources, 1), with_threads(&reversed, 4));
}

#[test]
fn explicit_alternates_are_kept_and_made_mutual() {
    let site = Site::new(&[(
        "docs.jsonl",
        "{\"url\": \"/en/1\", \"body\": \"x\", \"lang\": \"en\", \"alternates\": {\"fr\": \"/fr/1\", \"en\": \"/en/1\", \"de\": \"/x\"}}\n\
             {\"url\": \"/fr/1\", \"body\": \"x\", \"lang\": \"fr\"}\n\
             {\"url\": \"/ar/1\", \"body\": \"x\", \"lang\": \"ar\", \"alternates\": {\"fra\": \"/fr/1/\"}}",
    )]);
    let reading = site.read();
    let pairs = |id: &str| {
        let alternates = reading.by_id(id).alternates.iter();
        alternates.map(|(lang, url)| format!("{lang} {url}")).collect::<Vec<_>>()
    };
    assert_eq!(pairs("/en/1"), ["de /x", "fr /fr/1"]);
    assert_eq!(pairs("/fr/1"), ["ar /ar/1", "en /en/1"]);
    assert_eq!(pairs("/ar/1"), ["fr /fr/1/"]);
}

#[test]
fn html_links_its_translations() {
    let mut site = Site::new(&[
        (
            "a.html",
            "<html lang=en><link rel=canonical href='/en/a'><link rel=alternate hreflang=zh-hant href='../zh/a'>\
             <link rel=alternate hreflang=x-default href=/en/a><link rel=alternate hreflang=en href=/en/a><main>x</main>",
        ),
        ("b.html", "<html lang=zh-Hant><link rel=canonical href='https://example.org/zh/a'><main>文</main>"),
    ]);
    site.config.base_url = "https://example.org/".into();
    let reading = site.read();
    assert_eq!(reading.by_id("a.html").url, "https://example.org/en/a");
    assert_eq!(
        reading.by_id("a.html").alternates,
        BTreeMap::from([("zh-Hant".into(), "https://example.org/zh/a".into())])
    );
    assert_eq!(reading.by_id("b.html").alternates["en"], "https://example.org/en/a");
}

#[test]
fn recurring_blocks_of_unmarked_pages_are_left_out() {
    let page = |text: &str, lang: &str| {
        format!(
            "<html lang={lang}><nav>Menu</nav><div>هذا الموقع يستخدم ملفات</div><h1>{text}</h1><p>{text} text</p>\
             <h2>Related</h2><p>Recurring teaser</p><footer>End</footer>"
        )
    };
    let mut site = Site::new(&[("ar/x.html", &page("x", "ar"))]);
    for name in ["a", "b", "c", "d"] {
        site.write(&format!("{name}.html"), page(name, "en").as_bytes());
    }
    site.write("main.html", b"<html lang=en><main>Recurring teaser</main>");
    let reading = site.read();
    assert_eq!(paragraphs(reading.by_id("a.html")), ["a text"]);
    assert_eq!(reading.by_id("a.html").sections.len(), 1);
    assert_eq!(paragraphs(reading.by_id("main.html")), ["Recurring teaser"]);
    // One page in Arabic says nothing about what recurs in Arabic.
    assert_eq!(paragraphs(reading.by_id("ar/x.html")).len(), 3);
    site.config.furniture = Furniture::Keep;
    assert_eq!(
        paragraphs(site.read().by_id("a.html")),
        ["Menu", "هذا الموقع يستخدم ملفات", "a text", "Recurring teaser", "End"]
    );
}

#[test]
fn once_a_page_marks_its_body_unmarked_pages_are_no_content() {
    let site = Site::new(&[
        ("a.html", "<div data-pagefind-body><p>نص</p></div><p>outside</p>"),
        ("b.html", "<main><p>unmarked</p></main>"),
        ("c.md", "text"),
    ]);
    let reading = site.read();
    assert_eq!(reading.ids(), ["a.html", "c.md"]);
    assert_eq!(paragraphs(reading.by_id("a.html")), ["نص"]);
    assert_eq!(reading.skipped[0].reason, SkipReason::NoBody);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_never_in_circles() {
    let site = Site::new(&[("a/x.txt", "x")]);
    std::os::unix::fs::symlink(site.dir.path(), site.dir.path().join("a/loop")).expect("link");
    std::os::unix::fs::symlink(site.dir.path().join("gone"), site.dir.path().join("b.txt")).expect("link");
    let reading = site.read();
    assert_eq!(reading.ids(), ["a/x.txt"]);
    assert_eq!(reading.problems.len(), 2, "{:#?}", reading.problems);
}

#[test]
fn globs_leave_files_out() {
    let mut site = Site::new(&[("a/x.md", "x"), ("مسودات/y.md", "y"), ("z.txt", "z")]);
    site.config.include = vec!["**/*.md".into()];
    site.config.exclude = vec!["مسودات/**".into()];
    let reading = site.read();
    assert_eq!(reading.ids(), ["a/x.md"]);
    assert_eq!(reading.files_ignored, 2);
}
