//! Answers to requests.
//!
//! They may come from anywhere: any site that is open in the browser can send some. So names other than this machine's are refused,
//! by which a site could have its name stand for our address and read the answers as its own (DNS rebinding), and no answer is
//! given to other sites' pages.

use super::pages::Pages;
use super::site::{Site, Target};
use crate::cmd::CommandError;
use std::fs;
use std::io;
use std::net::{IpAddr, TcpListener};
use tiny_http::{Header, Method, Request, Response};

const DEFAULT_PORT: u16 = 8000;
/// Ports tried when none is asked for.
const NUM_PORTS: u16 = 10;
/// Files are never hidden here, so these can be none of the site's.
const RELOAD_JS: &str = "/.tarjuman/reload.js";
const EVENTS: &str = "/.tarjuman/events";
/// Served beside the pages, never written anywhere.
const RELOAD_SCRIPT: &str = include_str!("reload.js");
const HTML: &str = "text/html";

/// A port, and who may ask there.
pub struct Server {
    http: tiny_http::Server,
    host: String,
    port: u16,
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
                    let other =
                        |error: Box<dyn std::error::Error + Send + Sync>| refused(port)(io::Error::other(error));
                    let http = tiny_http::Server::from_listener(listener, None).map_err(other)?;
                    return Ok(Server { http, host: host.to_owned(), port });
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

    /// Answers requests until the server is gone.
    pub fn answer(&self, site: &Site, pages: &Pages) {
        for request in self.http.incoming_requests() {
            let url = request.url().to_owned();
            let (path, query) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
            let is_allowed = self.is_asked_by_name(&request);
            if is_allowed && path == EVENTS && *request.method() == Method::Get {
                pages.listen(request.into_writer());
                continue;
            }
            // Before any file is read: a page that says it is older than it is loads once more.
            let build = pages.build();
            let answer = match request.method() {
                _ if !is_allowed => refusal(),
                Method::Get | Method::Head => find(path, query, site, pages),
                _ => Answer::page(405, "Only reading", "This server shows files, and takes none: GET or HEAD."),
            };
            // Who closes the connection early wants no answer.
            let _ = respond(request, Answer { build, ..answer });
        }
    }

    fn is_asked_by_name(&self, request: &Request) -> bool {
        let header = request.headers().iter().find(|header| header.field.equiv("Host"));
        header.is_some_and(|header| is_own_name(header.value.as_str(), &self.host))
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

fn find(path: &str, query: &str, site: &Site, pages: &Pages) -> Answer {
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
}

fn respond(request: Request, mut answer: Answer) -> io::Result<()> {
    let is_utf8 = std::str::from_utf8(&answer.body).is_ok();
    if answer.mime == HTML && !is_utf16(&answer.body) {
        // Behind the end of a page, where parsers put it into the body.
        let tag = format!("<script defer src=\"{RELOAD_JS}?{}\"></script>\n", answer.build);
        answer.body.extend_from_slice(tag.as_bytes());
    }
    let is_text = answer.mime.starts_with("text/")
        || ["application/javascript", "application/json", "image/svg+xml"].contains(&answer.mime.as_str());
    // A page in another encoding says so itself, which a header would overrule.
    let charset = if is_text && is_utf8 { "; charset=utf-8" } else { "" };
    let mut response =
        Response::from_data(answer.body).with_status_code(answer.status).with_chunked_threshold(usize::MAX);
    let headers = [
        ("Content-Type", Some(format!("{}{charset}", answer.mime))),
        ("Cache-Control", Some("no-store".to_owned())),
        ("X-Content-Type-Options", Some("nosniff".to_owned())),
        ("Cross-Origin-Resource-Policy", Some("same-origin".to_owned())),
        ("Allow", (answer.status == 405).then(|| "GET, HEAD".to_owned())),
        ("Location", answer.location),
    ];
    for (name, value) in headers {
        // A value that is no header value is left out.
        if let Some(Ok(header)) = value.map(|value| Header::from_bytes(name, value)) {
            response.add_header(header);
        }
    }
    request.respond(response)
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
