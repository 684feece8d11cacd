//! What open pages see: the last good bundle, and whether there is a newer build or a failed one.
//!
//! Each page holds a connection on which it is told (server-sent events). The first message tells what is the case, so a page that
//! had lost its connection, or belongs to a server that has been started again, finds out what it missed.

use super::http::COMMON_HEADERS;
use serde_json::json;
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};
use tarjuman::build::publish::Files;

/// Pages told at once; a browser has six connections, so more are of something else.
const MAX_LISTENERS: usize = 64;
/// Between two messages without content, by which connections are noticed that are no more.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Shared by the threads.
pub struct Pages(Mutex<State>);

struct State {
    bundle: Arc<Files>,
    /// Tells this run of the server from others.
    run: u128,
    /// Counts what pages have to be loaded again for.
    version: u64,
    failure: Option<String>,
    listeners: Vec<Box<dyn Write + Send>>,
}

impl Default for Pages {
    fn default() -> Pages {
        let run = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_nanos());
        let bundle = Arc::new(Files::new());
        Pages(Mutex::new(State { bundle, run, version: 0, failure: None, listeners: Vec::new() }))
    }
}

impl Pages {
    /// The last good bundle.
    pub fn bundle(&self) -> Arc<Files> {
        Arc::clone(&self.state().bundle)
    }

    /// Names what pages show now.
    pub fn build(&self) -> String {
        self.state().build()
    }

    /// Shows a new bundle.
    pub fn built(&self, bundle: Files) {
        let mut state = self.state();
        state.bundle = Arc::new(bundle);
        state.failure = None;
        state.version += 1;
        state.tell();
    }

    /// Keeps the bundle, and tells why there is no new one.
    pub fn failed(&self, error: &dyn std::error::Error) {
        let mut state = self.state();
        state.failure = Some(error.to_string());
        state.tell();
    }

    /// Something other than the bundle has changed.
    pub fn reload(&self) {
        let mut state = self.state();
        state.version += 1;
        state.tell();
    }

    /// Tells a page from now on. One too many is turned away.
    pub fn listen(&self, mut page: Box<dyn Write + Send>) {
        let mut state = self.state();
        let first = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{COMMON_HEADERS}\r\nretry: 1000\n{}",
            state.message()
        );
        if state.listeners.len() < MAX_LISTENERS && send(&mut page, &first) {
            state.listeners.push(page);
        }
    }

    /// Never ends.
    pub fn keep_alive(&self) {
        loop {
            thread::sleep(HEARTBEAT);
            self.state().send(":\n\n");
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn message(&self) -> String {
        format!("data: {}\n\n", json!({ "build": self.build(), "failure": self.failure }))
    }

    fn build(&self) -> String {
        format!("{}-{}", self.run, self.version)
    }

    fn tell(&mut self) {
        let message = self.message();
        self.send(&message);
    }

    fn send(&mut self, text: &str) {
        self.listeners.retain_mut(|page| send(page, text));
    }
}

fn send(page: &mut Box<dyn Write + Send>, text: &str) -> bool {
    page.write_all(text.as_bytes()).and_then(|()| page.flush()).is_ok()
}
