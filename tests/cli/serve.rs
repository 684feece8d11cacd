//! `tarjuman serve` over real HTTP: what is shown where, what a change does, and what is refused.

use crate::harness::Site;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// For a build after a change, on a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server, which ends with this.
struct Server {
    child: Child,
    port: u16,
    stdout: Receiver<String>,
    stderr: Receiver<String>,
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Server {
    fn start(site: &Site, args: &[&str]) -> Server {
        Server::start_at_usual_port(site, &[&["--port", "0"], args].concat())
    }

    fn start_at_usual_port(site: &Site, args: &[&str]) -> Server {
        let args = [&["serve", "--engine", ".engine/engine.wasm"], args].concat();
        let mut command = site.command(&args);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (stdout, stderr) = (lines(child.stdout.take().unwrap()), lines(child.stderr.take().unwrap()));
        let mut server = Server { child, port: 0, stdout, stderr };
        let line = server.says_line("http://");
        let (_, rest) = line.split_once("127.0.0.1:").unwrap();
        server.port = rest.split('/').next().unwrap().parse().unwrap();
        server.says_line("Ctrl-C");
        server
    }

    /// The next line on standard output with this in it.
    #[track_caller]
    fn says_line(&self, piece: &str) -> String {
        next(&self.stdout, piece)
    }

    #[track_caller]
    fn complains(&self, piece: &str) -> String {
        next(&self.stderr, piece)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let at = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..at].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: bytes[at + 4..].to_vec() }
    }

    /// Messages to a page, from the one that tells how things are.
    fn listen(&self) -> Receiver<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET /.tarjuman/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).unwrap();
        let (sender, messages) = channel();
        let lines = lines(stream);
        thread::spawn(move || {
            for line in lines {
                if let Some(json) = line.strip_prefix("data: ") {
                    let _ = sender.send(serde_json::from_str(json).unwrap());
                }
            }
        });
        messages
    }

    /// Urls that the bundle shown now has for a query.
    fn urls(&self, site: &Site, bundle: &str, query: &str) -> Vec<String> {
        let answer = self.get(&format!("{bundle}tarjuman.wasm"));
        assert_eq!(answer.status, 200, "{}", answer.head);
        site.create(".got.wasm", answer.body);
        let page = site.run(&["query", ".got.wasm", "--json", "--no-cross-language", "--", query]).json();
        page["hits"].as_array().unwrap().iter().map(|hit| hit["url"].as_str().unwrap().to_owned()).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    #[track_caller]
    fn header(&self, name: &str) -> &str {
        let lower = format!("{}: ", name.to_lowercase());
        let mut lines = self.head.lines().filter(|line| line.to_lowercase().starts_with(&lower));
        lines.next().map_or("", |line| &line[lower.len()..])
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

#[track_caller]
fn next(lines: &Receiver<String>, piece: &str) -> String {
    let end = Instant::now() + PATIENCE;
    let mut seen = Vec::new();
    while let Ok(line) = lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
        if line.contains(piece) {
            return line;
        }
        seen.push(line);
    }
    panic!("no line with {piece:?}, but {seen:#?}");
}

#[track_caller]
fn message(messages: &Receiver<Value>) -> Value {
    messages.recv_timeout(PATIENCE).expect("a message to the page")
}

/// A page of a site in several languages.
fn page(lang: &str, title: &str, text: &str) -> String {
    format!(
        "<!doctype html><html lang={lang}><meta charset=utf-8><title>{title}</title><main><h1>{title}</h1><p>{text}</main>"
    )
}

/// A site of web pages, with what belongs to it.
fn website() -> Site {
    let site = Site::new();
    site.create("public/index.html", page("en", "Harbour", "Ships rest in the harbour."));
    site.create("public/ar/الميناء.html", page("ar", "الميناء", "ترسو السفن في الميناء."));
    site.create("public/style.css", "main { margin: auto }");
    site.create("public/.env", "secret");
    site.create("secret.html", "secret");
    site
}

#[test]
fn a_site_is_shown_with_its_bundle_in_place() {
    let site = website();
    let server = Server::start(&site, &["public", "--out", "public/search"]);
    let home = server.get("/");
    assert_eq!((home.status, home.header("Content-Type")), (200, "text/html; charset=utf-8"));
    assert_eq!(home.header("Cache-Control"), "no-store");
    assert!(home.text().contains("Ships rest"));
    let arabic = server.get("/ar/%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1");
    assert!(arabic.text().contains("ترسو السفن"), "{}", arabic.head);
    let types = [
        ("/style.css", "text/css; charset=utf-8"),
        ("/search/tarjuman.wasm", "application/wasm"),
        ("/search/element.js", "text/javascript; charset=utf-8"),
        ("/search/manifest.json", "application/json; charset=utf-8"),
    ];
    for (path, mime) in types {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("Content-Type")), (200, mime), "{path}");
    }
    assert_eq!(server.urls(&site, "/search/", "السفن"), ["/ar/الميناء"]);
    let search = server.get("/search?q=ships");
    assert_eq!((search.status, search.header("Location")), (307, "/search/?q=ships"));
    site.run(&["verify", "public/search"]).code(0).quiet();
}

/// The script is in what is shown, and in nothing that is written.
#[test]
fn the_script_that_reloads_is_in_no_file() {
    let site = website();
    let server = Server::start(&site, &["public", "--out", "public/search"]);
    for path in ["/", "/search/", "/nowhere"] {
        assert!(server.get(path).text().contains("<script defer src=\"/.tarjuman/reload.js?"), "{path}");
    }
    let script = server.get("/.tarjuman/reload.js");
    assert_eq!((script.status, script.header("Content-Type")), (200, "text/javascript; charset=utf-8"));
    for file in
        ["public/index.html", "public/search/index.html", "public/search/element.js", "public/search/tarjuman.js"]
    {
        assert!(!String::from_utf8_lossy(&site.read(file)).contains(".tarjuman/"), "{file}");
    }
    let plain = page("en", "Latin", "caf\u{e9}").chars().map(|c| c as u8).collect::<Vec<u8>>();
    site.create("public/latin.html", plain);
    assert_eq!(server.get("/latin").header("Content-Type"), "text/html", "the page itself tells its encoding");
}

#[test]
fn a_change_is_built_and_told() {
    let site = website();
    let server = Server::start(&site, &["public"]);
    assert!(!site.path("public/search").exists(), "without --out nothing is written");
    let messages = server.listen();
    let first = message(&messages);
    assert_eq!(first["failure"], Value::Null);
    let shown = |build: &Value| server.get("/").text().contains(&format!("reload.js?{}", build.as_str().unwrap()));
    assert!(shown(&first["build"]));

    assert_eq!(server.urls(&site, "/search/", "المنارة"), [""; 0]);
    site.create("public/ar/المنارة.html", page("ar", "المنارة", "تضيء المنارة ليلا."));
    let second = message(&messages);
    assert_ne!(second["build"], first["build"]);
    assert_eq!(server.urls(&site, "/search/", "المنارة"), ["/ar/المنارة"]);
    assert!(shown(&second["build"]));

    // A folder that is new, and one that is gone.
    site.create("public/fr/ports/marseille.html", page("fr", "Marseille", "Les navires au port."));
    message(&messages);
    let end = Instant::now() + PATIENCE;
    while server.urls(&site, "/search/", "navire") != ["/fr/ports/marseille"] {
        assert!(Instant::now() < end, "the page in a new folder is found");
    }
    while messages.try_recv().is_ok() {}
    fs::remove_dir_all(site.path("public/fr")).unwrap();
    message(&messages);
    assert_eq!(server.urls(&site, "/search/", "navire"), [""; 0]);
}

#[test]
fn other_files_reload_and_hidden_ones_do_nothing() {
    let site = website();
    let server = Server::start(&site, &["public", "--out", "public/search"]);
    let messages = server.listen();
    let first = message(&messages);
    site.create("public/.style.css.swp", "x");
    site.create("elsewhere.md", "# x");
    assert!(messages.recv_timeout(Duration::from_millis(600)).is_err(), "neither our own files nor hidden ones count");
    site.create("public/style.css", "main { margin: 0 }");
    let second = message(&messages);
    assert_ne!(second["build"], first["build"]);
    assert!(server.stdout.try_recv().is_err(), "nothing was built");
}

#[test]
fn a_failed_build_keeps_the_bundle_and_says_so() {
    let site = Site::new();
    site.create("docs/a.jsonl", "{\"url\":\"/ar/a\",\"lang\":\"ar\",\"title\":\"الميناء\",\"body\":\"ترسو السفن\"}\n");
    site.create("tarjuman.toml", "default_lang = \"ar\"\n");
    let server = Server::start(&site, &["docs", "--strict", "--out", "dist"]);
    let messages = server.listen();
    let first = message(&messages);

    site.create("tarjuman.toml", "defualt_lang = \"ar\"\n");
    let failure = message(&messages);
    assert_eq!(failure["build"], first["build"]);
    let text = failure["failure"].as_str().unwrap();
    assert!(text.contains("tarjuman.toml:1") && text.contains("default_lang"), "{text}");
    server.complains("tarjuman.toml:1");
    assert_eq!(server.urls(&site, "/", "السفن"), ["/ar/a"]);
    assert_eq!(message(&server.listen()), failure, "pages that come later are told, too");

    site.create("tarjuman.toml", "default_lang = \"ar\"\n");
    let mended = message(&messages);
    assert_eq!(mended["failure"], Value::Null);
    assert_ne!(mended["build"], first["build"]);

    site.create("docs/b.jsonl", "{\"url\":");
    let broken = message(&messages);
    assert!(broken["failure"].as_str().unwrap().contains("--strict"), "{broken}");
    server.complains("b.jsonl:1");
    assert_eq!(server.urls(&site, "/", "السفن"), ["/ar/a"]);
    site.run(&["verify", "dist"]).code(0).quiet();
}

/// What the settings name counts as well, from the moment that they name it.
#[test]
fn files_that_settings_name_are_watched() {
    let site = Site::new();
    site.create("docs/a.md", "# Ships\n\nA vessel in the harbour.\n");
    let server = Server::start(&site, &["docs"]);
    let messages = server.listen();
    message(&messages);
    site.create("lists/مرادفات.txt", "ship, boat\n");
    site.create("tarjuman.toml", "[synonyms]\n\"*\" = \"lists/مرادفات.txt\"\n");
    message(&messages);
    assert_eq!(server.urls(&site, "/", "felucca"), [""; 0]);
    site.create("lists/مرادفات.txt", "vessel, felucca\n");
    message(&messages);
    assert_eq!(server.urls(&site, "/", "felucca"), ["/a"]);
}

#[test]
fn polling_sees_changes_too() {
    let site = Site::new();
    site.create("docs/a.md", "# Ships\n");
    let server = Server::start(&site, &["docs", "--poll", "--out", "docs/search"]);
    let messages = server.listen();
    message(&messages);
    site.create("docs/سفن.md", "# سفن\n\nفي الميناء\n");
    message(&messages);
    assert_eq!(server.urls(&site, "/search/", "الميناء"), ["/سفن"]);
}

/// Site generators remove their output before they write it.
#[test]
fn a_source_that_goes_and_comes_back() {
    let site = website();
    let server = Server::start(&site, &["public"]);
    let messages = server.listen();
    message(&messages);
    fs::rename(site.path("public"), site.path("away")).unwrap();
    let gone = message(&messages);
    assert!(gone["failure"].as_str().unwrap().contains("public"), "{gone}");
    assert_eq!(server.urls(&site, "/search/", "السفن"), ["/ar/الميناء"]);
    fs::rename(site.path("away"), site.path("public")).unwrap();
    assert_eq!(message(&messages)["failure"], Value::Null);
    site.create("public/ar/ميناء.html", page("ar", "رصيف", "رصيف طويل"));
    message(&messages);
    assert_eq!(server.urls(&site, "/search/", "رصيف"), ["/ar/ميناء"]);
}

#[test]
fn nothing_outside_the_site_is_shown() {
    let site = website();
    let server = Server::start(&site, &["public", "--out", "public/search"]);
    let paths = [
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/%2e%2e%5csecret.html",
        "/search/../../secret.html",
        "/.env",
        "/ar/../.env",
        "//127.0.0.1/",
        "/%00",
        "/%ff",
        "/%zz",
    ];
    for path in paths {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(site.path("secret.html"), site.path("public/link.html")).unwrap();
        assert_eq!(server.get("/link.html").status, 403);
    }
}

#[test]
fn other_names_and_methods_are_refused() {
    let site = website();
    let server = Server::start(&site, &["public"]);
    for host in ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""] {
        for path in ["/", "/search/tarjuman.wasm", "/.tarjuman/events"] {
            let answer = server.ask("GET", path, host);
            assert_eq!(answer.status, 403, "{host} {path}");
            assert!(answer.text().contains("--host"), "{host} {path}");
        }
    }
    assert_eq!(server.ask("GET", "/", "localhost").status, 200);
    assert_eq!(server.get("/").header("Cross-Origin-Resource-Policy"), "same-origin");
    let post = server.ask("POST", "/", "localhost");
    assert_eq!((post.status, post.header("Allow")), (405, "GET, HEAD"));
    let head = server.ask("HEAD", "/search/tarjuman.wasm", "localhost");
    assert_eq!((head.status, head.header("Content-Type"), head.body.len()), (200, "application/wasm", 0));
    assert_ne!(head.header("Content-Length"), "0");
}

/// Of documents that are no pages only the search page can be shown, and the message says what to do.
#[test]
fn documents_without_a_site() {
    let site = Site::published();
    let server = Server::start(&site, &["docs.jsonl"]);
    assert!(server.get("/").text().contains("<tarjuman-search"));
    let missing = server.get("/ar/asad");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("--site"));
    drop(server);

    site.create("finished/ar/asad.html", page("ar", "الأسد", "استؤنفت"));
    let server = Server::start(&site, &["docs.jsonl", "--site", "finished"]);
    assert!(server.get("/ar/asad").text().contains("استؤنفت"));
    assert_eq!(server.get("/").header("Location"), "/search/");
    assert!(server.get("/search/").text().contains("<tarjuman-search"));
}

#[test]
fn a_server_may_begin_with_a_failure() {
    let site = Site::new();
    fs::create_dir_all(site.path("docs")).unwrap();
    let server = Server::start(&site, &["docs"]);
    let messages = server.listen();
    assert!(message(&messages)["failure"].is_string());
    site.create("docs/مرفأ.md", "# مرفأ\n");
    assert_eq!(message(&messages)["failure"], Value::Null);
    assert_eq!(server.urls(&site, "/", "مرفأ"), ["/مرفأ"]);
}

#[test]
fn the_next_port_when_the_usual_one_is_taken() {
    let site = website();
    // Where this fails somebody else has taken it.
    let _taken = std::net::TcpListener::bind("127.0.0.1:8000");
    let server = Server::start_at_usual_port(&site, &["public"]);
    assert!((8001..8010).contains(&server.port), "{}", server.port);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn what_no_change_would_mend_is_an_error() {
    let site = website();
    let serve = |args: &[&str]| site.run(&[&["serve", "--engine", ".engine/engine.wasm"], args].concat()).code(2);
    serve(&["nowhere", "--port", "0"]).says(&["nowhere: reading failed", "check the path"]);
    serve(&["-", "--port", "0"]).says(&["standard input can be read once only", "use build"]);
    serve(&["public", "--site", "secret.html"]).says(&["secret.html: --site is no folder"]);
    serve(&["public", "--out", "public"]).says(&["public: the folder is not empty", "--force"]);
    serve(&["public", "--host", "192.0.2.1"]).says(&["192.0.2.1:8000: cannot be listened on", "127.0.0.1"]);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    serve(&["public", "--port", &port]).says(&[&port, "cannot be listened on", "--port 0"]);
    let missing = site.run(&["serve", "public", "--engine", "no.wasm", "--port", "0"]).code(2);
    missing.says(&["no.wasm cannot be read"]);
}
