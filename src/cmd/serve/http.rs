//! Answers to requests.
//!
//! They may come from anywhere: any site that is open in the browser can send some. So names other than this machine's are refused,
//! by which a site could have its name stand for our address and read the answers as its own (DNS rebinding), and no answer is
//! given to other sites' pages.

use super::pages::Pages;
use super::request::Request;
use super::site::{Site, Target};
use crate::cmd::CommandError;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

const DEFAULT_PORT: u16 = 8000;
/// Ports tried when none is asked for.
const NUM_PORTS: u16 = 10;
/// Connections answered at once; others are closed. Six are one browser's.
const MAX_CONNECTIONS: usize = 128;
/// Whoever takes longer to ask, or to read, has gone.
const PATIENCE: Duration = Duration::from_secs(10);
/// For what is sent with a request that is refused.
const MAX_UNREAD: u64 = 1 << 20;
/// Hidden files are not shown, so these can be none of the site's.
const RELOAD_JS: &str = "/.tarjuman/reload.js";
const EVENTS: &str = "/.tarjuman/events";
/// Served beside the pages, never written anywhere.
const RELOAD_SCRIPT: &str = include_str!("reload.js");
const HTML: &str = "text/html";

/// Nothing is kept, taken for another type than it is, or given to other sites' pages.
pub const COMMON_HEADERS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
                                  Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n";

/// A port, and who may ask there.
pub struct Server {
    listener: TcpListener,
    host: String,
    port: u16,
    connections: AtomicUsize,
}

/// What is sent.
struct Answer {
    status: u16,
    /// Without a character set.
    mime: String,
    body: Vec<u8>,
    location: Option<String>,
    /// What the page shows, for its script to know whether there is something newer.
    build: String,
}

impl Server {
    /// Takes the port, or one of those after 8000.
    pub fn listen(host: &str, port: Option<u16>) -> Result<Server, CommandError> {
        let ports = port.map_or(DEFAULT_PORT..=DEFAULT_PORT + NUM_PORTS - 1, |port| port..=port);
        let refused = |port: u16| {
            let address = format!("{host}:{port}");
            move |source: io::Error| {
                let remedy = match source.kind() {
                    io::ErrorKind::AddrInUse => "name another with --port, or any free one with --port 0",
                    io::ErrorKind::PermissionDenied => "ports from 1024 on are open to all: --port 8000",
                    _ => "--host must be an address of this machine, such as 127.0.0.1 or 0.0.0.0",
                };
                CommandError::Listen { address, source, remedy }
            }
        };
        let mut last = None;
        for port in ports {
            match TcpListener::bind((host, port)) {
                Ok(listener) => {
                    let port = listener.local_addr().map_err(refused(port))?.port();
                    let connections = AtomicUsize::new(0);
                    return Ok(Server { listener, host: host.to_owned(), port, connections });
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = Some(refused(port)(error)),
                Err(error) => return Err(refused(port)(error)),
            }
        }
        Err(last.unwrap_or_else(|| refused(DEFAULT_PORT)(io::Error::other("no port"))))
    }

    /// Where this machine finds it, without a slash at the end.
    pub fn url(&self) -> String {
        let host = match self.host.parse::<IpAddr>() {
            Ok(ip) if ip.is_unspecified() => "127.0.0.1".to_owned(),
            Ok(IpAddr::V6(ip)) => format!("[{ip}]"),
            _ => self.host.clone(),
        };
        format!("http://{host}:{}", self.port)
    }

    /// Answers whoever connects, each in a thread of its own, and never ends.
    pub fn answer<'scope>(
        &'scope self,
        site: &'scope Site,
        pages: &'scope Pages,
        scope: &'scope thread::Scope<'scope, '_>,
    ) {
        // A connection that failed before it was taken is no concern of the next.
        for stream in self.listener.incoming().flatten() {
            if self.connections.fetch_add(1, Ordering::Relaxed) >= MAX_CONNECTIONS {
                self.connections.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            scope.spawn(move || {
                // Who closes the connection early wants no answer.
                let _ = self.converse(stream, site, pages);
                self.connections.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }

    /// One request, one answer: connecting costs nothing on one machine.
    fn converse(&self, mut stream: TcpStream, site: &Site, pages: &Pages) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        // Before any file is read: a page that is newer than it says loads once more, an older one would stay.
        let build = pages.build();
        let request = Request::read(&mut stream)?;
        let answer = match &request {
            None => Answer::page(400, "Not understood", "This is no request that a browser sends."),
            Some(request) if !is_own_name(&request.host, &self.host) => refusal(),
            Some(request) if request.method == "GET" && request.path == EVENTS => {
                pages.listen(Box::new(stream));
                return Ok(());
            }
            Some(request) if request.method == "GET" || request.method == "HEAD" => find(request, site, pages),
            Some(_) => Answer::page(405, "Only reading", "This server shows files, and takes none: GET or HEAD."),
        };
        let has_body = request.is_none_or(|request| request.method != "HEAD");
        stream.write_all(&Answer { build, ..answer }.bytes(has_body))?;
        // To close while something is unread would take the answer back.
        stream.shutdown(Shutdown::Write)?;
        io::copy(&mut stream.take(MAX_UNREAD), &mut io::sink()).map(drop)
    }
}

/// Whether `asked`, a name with or without a port, is an address, this machine or the name that it was started with. Of
/// addresses any will do, for none can be made to stand for another.
fn is_own_name(asked: &str, host: &str) -> bool {
    let asked = asked.to_ascii_lowercase();
    let name = match asked.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => asked.rsplit_once(':').map_or(asked.as_str(), |(name, _)| name),
    };
    name.parse::<IpAddr>().is_ok() || name == "localhost" || name.ends_with(".localhost") || name == host.to_lowercase()
}

fn refusal() -> Answer {
    let what = "This server answers to localhost, to addresses in numbers, and to the name given with --host.";
    Answer::page(403, "Not by this name", what)
}

fn find(request: &Request, site: &Site, pages: &Pages) -> Answer {
    let Request { path, query, .. } = request;
    if path == RELOAD_JS {
        return Answer::ok("text/javascript", RELOAD_SCRIPT.into());
    }
    let bundle = pages.bundle();
    match site.find(path, &bundle) {
        Target::Bundle(name) => Answer::ok(&mime(&name), bundle.get(&name).cloned().unwrap_or_default()),
        Target::File(file) => match fs::read(&file) {
            Ok(body) => Answer::ok(&mime(&file.to_string_lossy()), body),
            Err(error) => Answer::page(500, "Not readable", &format!("{}: {error}", file.display())),
        },
        Target::Redirect(location) => {
            Answer { location: Some(format!("{location}{query}")), ..Answer::page(307, "Elsewhere", "") }
        }
        Target::Refused(why) => Answer::page(403, "Not shown", &format!("Here is {why}.")),
        Target::Missing if site.folder().is_none() => Answer::page(
            404,
            "Not here",
            "Only the search page is shown here. Name the folder of the finished site with --site, and its pages are, too.",
        ),
        Target::Missing => {
            Answer::page(404, "Not here", "The site has no such page. This one loads again when a file changes.")
        }
    }
}

fn mime(name: &str) -> String {
    mime_guess::from_path(name).first_or_octet_stream().essence_str().to_owned()
}

impl Answer {
    fn ok(mime: &str, body: Vec<u8>) -> Answer {
        Answer { status: 200, mime: mime.to_owned(), body, location: None, build: String::new() }
    }

    /// A page of our own.
    fn page(status: u16, title: &str, text: &str) -> Answer {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let body = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n<h1>{title}</h1>\n<p>{text}</p>\n"
        );
        Answer { status, ..Answer::ok(HTML, body.into()) }
    }

    /// All of the answer, with the script in pages.
    fn bytes(self, has_body: bool) -> Vec<u8> {
        let Answer { status, mime, mut body, location, build } = self;
        let is_utf8 = std::str::from_utf8(&body).is_ok();
        if mime == HTML && !is_utf16(&body) {
            // Behind the end of a page, where parsers put it into the body.
            body.extend_from_slice(format!("<script defer src=\"{RELOAD_JS}?{build}\"></script>\n").as_bytes());
        }
        let is_text = mime.starts_with("text/")
            || ["application/javascript", "application/json", "image/svg+xml"].contains(&mime.as_str());
        // A page in another encoding says so itself, which a header would overrule.
        let charset = if is_text && is_utf8 { "; charset=utf-8" } else { "" };
        let more = match (status, location) {
            (405, _) => "Allow: GET, HEAD\r\n".to_owned(),
            (_, Some(location)) => format!("Location: {location}\r\n"),
            _ => String::new(),
        };
        let head = format!(
            "HTTP/1.1 {status} {}\r\nContent-Type: {mime}{charset}\r\nContent-Length: {}\r\n{more}{COMMON_HEADERS}\r\n",
            reason(status),
            body.len(),
        );
        let mut bytes = head.into_bytes();
        if has_body {
            bytes.append(&mut body);
        }
        bytes
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        307 => "Temporary Redirect",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Internal Server Error",
    }
}

fn is_utf16(body: &[u8]) -> bool {
    body.starts_with(&[0xff, 0xfe]) || body.starts_with(&[0xfe, 0xff])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_others_could_point_here_are_refused() {
        for own in [
            "localhost",
            "localhost:8000",
            "LocalHost:1",
            "site.localhost",
            "127.0.0.1:8000",
            "192.168.1.4",
            "[::1]:80",
        ] {
            assert!(is_own_name(own, "127.0.0.1"), "{own}");
        }
        for other in
            ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "", "[x]", "مثال"]
        {
            assert!(!is_own_name(other, "127.0.0.1"), "{other}");
        }
        assert!(is_own_name("my-mac.local:8000", "My-Mac.local"));
    }

    #[test]
    fn types_by_name() {
        let types = [
            ("tarjuman.wasm", "application/wasm"),
            ("a.js", "text/javascript"),
            ("a.mjs", "application/javascript"),
            ("صفحة.html", "text/html"),
            ("a.svg", "image/svg+xml"),
            ("a.woff2", "font/woff2"),
            ("manifest.json", "application/json"),
            ("nothing", "application/octet-stream"),
        ];
        for (name, expected) in types {
            assert_eq!(mime(name), expected, "{name}");
        }
    }
}
