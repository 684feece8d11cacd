//! What a request asks for. Its head is read by the crate `httparse`; a body is of no use here.

use std::io::{self, Read};

/// For the head; browsers send a tenth of it.
const MAX_HEAD: usize = 16 << 10;
const MAX_HEADERS: usize = 64;

/// The parts that matter.
#[derive(Debug, PartialEq)]
pub struct Request {
    /// As sent: `GET`.
    pub method: String,
    /// Of the url, still encoded.
    pub path: String,
    /// The rest of the url, its question mark included.
    pub query: String,
    /// The name by which this server was asked, with or without a port.
    pub host: String,
}

impl Request {
    /// Reads the head of a request; `None` for what is none.
    ///
    /// # Errors
    /// The connection ended, or nothing came for too long.
    pub fn read(stream: &mut impl Read) -> io::Result<Option<Request>> {
        let mut head = Vec::new();
        let mut buffer = [0; 2048];
        while head.len() < MAX_HEAD {
            let num_bytes = stream.read(&mut buffer)?;
            if num_bytes == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            head.extend_from_slice(buffer.get(..num_bytes).unwrap_or_default());
            let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
            let mut request = httparse::Request::new(&mut headers);
            match request.parse(&head) {
                Ok(httparse::Status::Complete(_)) => return Ok(Request::of(&request)),
                Ok(httparse::Status::Partial) => {}
                Err(_) => return Ok(None),
            }
        }
        Ok(None)
    }

    fn of(parsed: &httparse::Request<'_, '_>) -> Option<Request> {
        let url = parsed.path?;
        let (path, query) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
        let mut hosts = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host"));
        let (host, None) = (hosts.next()?, hosts.next()) else { return None };
        Some(Request {
            method: parsed.method?.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            host: String::from_utf8_lossy(host.value).trim().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_parts_that_matter() {
        let head = "GET /%D8%A8/?q=%D8%A8#x HTTP/1.1\r\nAccept: */*\r\nhost: localhost:8000\r\n\r\n";
        let request = Request::read(&mut head.as_bytes()).unwrap().unwrap();
        let expected = ("GET", "/%D8%A8/", "?q=%D8%A8#x", "localhost:8000");
        assert_eq!((&*request.method, &*request.path, &*request.query, &*request.host), expected);
    }

    #[test]
    fn what_is_no_request_is_none() {
        let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(MAX_HEAD));
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(MAX_HEADERS + 1));
        let others = [
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "\x16\x03\x01\x02",
            "صباح\r\n\r\n",
        ];
        for text in others.into_iter().chain([&*long, &*many]) {
            assert_eq!(Request::read(&mut text.as_bytes()).unwrap(), None, "{text:.40}");
        }
        assert!(Request::read(&mut "GET / HT".as_bytes()).is_err(), "cut off");
    }
}
