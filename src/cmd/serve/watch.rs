//! Waits for changes of files.
//!
//! The system tells of each write, and of reading, too; several writes are one change, and what builds write is none. A save
//! takes editors up to some tens of milliseconds, and site generators write pages for seconds, so the wait ends when nothing
//! has happened for a while. (Debouncing crates report path by path, and reading as well.)

use super::site::real;
use crate::cmd::CommandError;
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use tarjuman::build::publish::is_output;
use tarjuman::build::source::is_document_name;

/// Without a change for so long, a change is over.
const QUIET: Duration = Duration::from_millis(120);
/// Nothing waits longer, however much is being written.
const LONGEST: Duration = Duration::from_secs(2);
/// Between two looks, where the system does not tell.
const POLL: Duration = Duration::from_secs(1);
/// Between two looks whether a folder that was taken away is there again.
const RETURN: Duration = Duration::from_millis(250);

/// What has to be done; the greater includes the lesser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Pages look otherwise, but say the same.
    Reload,
    /// The bundle is out of date.
    Rebuild,
}

/// Which files matter. All paths are without links, as systems tell them.
#[derive(Debug)]
pub struct Scope {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    site: Option<PathBuf>,
    out: Option<PathBuf>,
}

/// Events of what is in a scope.
pub struct Watch {
    scope: Scope,
    /// Folders that are not there.
    missing: Vec<PathBuf>,
    events: Receiver<notify::Result<Event>>,
    /// Sends until it goes.
    _watcher: Box<dyn Watcher>,
}

impl Scope {
    /// Sources, files that builds read besides, the site that is shown, and where builds write.
    pub fn new(sources: &[PathBuf], settings: &[PathBuf], site: Option<&Path>, out: Option<&Path>) -> Scope {
        let sources = sources.iter().map(|source| real(source));
        // What is not there yet was a folder when the command began, or will be written as a file of ours.
        let (mut files, folders): (Vec<PathBuf>, Vec<PathBuf>) =
            sources.partition(|source| source.is_file() || (!source.is_dir() && is_document_name(source)));
        files.extend(settings.iter().map(|file| real(file)));
        Scope { folders, files, site: site.map(real), out: out.map(real) }
    }

    /// What a change of the file at `path` asks for.
    fn change(&self, path: &Path) -> Option<Change> {
        if self.out.as_ref().is_some_and(|out| is_output(path, out)) {
            return None;
        }
        // Of a folder that was taken away and is made anew, only a new watch hears anything.
        let named = self.files.iter().chain(&self.folders).chain(&self.site);
        if named.into_iter().any(|named| named == path) {
            return Some(Change::Rebuild);
        }
        let in_source = self.folders.iter().any(|folder| is_seen(path, folder));
        // What is gone may have been a folder of documents.
        if in_source && (is_document_name(path) || !path.is_file()) {
            return Some(Change::Rebuild);
        }
        let in_site = self.site.as_ref().is_some_and(|site| is_seen(path, site));
        (in_source || in_site).then_some(Change::Reload)
    }

    fn change_of(&self, event: &Event) -> Option<Change> {
        if event.need_rescan() {
            return Some(Change::Rebuild);
        }
        if event.kind.is_access() {
            return None;
        }
        event.paths.iter().filter_map(|path| self.change(path)).max()
    }

    /// Folders to watch, and whether with all that is in them. Files are watched by their folder, for most editors put a new
    /// file in the place of the old one.
    fn places(&self) -> Vec<(PathBuf, RecursiveMode)> {
        let folders = self.folders.iter().chain(&self.site).map(|folder| (folder.clone(), RecursiveMode::Recursive));
        let parents = self.files.iter().filter_map(|file| file.parent());
        let parents = parents.map(|parent| (parent.to_owned(), RecursiveMode::NonRecursive));
        let mut places: Vec<(PathBuf, RecursiveMode)> = Vec::new();
        for (place, mode) in folders.chain(parents) {
            // A second watch of a folder would replace the first.
            if !places.iter().any(|(other, mode)| place.starts_with(other) && *mode == RecursiveMode::Recursive)
                && !places.contains(&(place.clone(), mode))
            {
                places.push((place, mode));
            }
        }
        places
    }
}

/// Whether the path is the folder or in it, with no hidden name on the way.
fn is_seen(path: &Path, folder: &Path) -> bool {
    let is_hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().first() == Some(&b'.');
    path.strip_prefix(folder).is_ok_and(|below| !below.iter().any(is_hidden))
}

impl Watch {
    /// Begins. Where the system cannot tell, or `poll` says so, files are looked at every second.
    pub fn start(scope: Scope, poll: bool) -> Result<Watch, CommandError> {
        let (places, missing): (Vec<_>, Vec<_>) = scope.places().into_iter().partition(|(place, _)| place.exists());
        let missing = missing.into_iter().map(|(place, _)| place).collect();
        let (sender, events) = channel();
        let told =
            if poll { Err(notify::Error::generic("--poll")) } else { watch::<RecommendedWatcher>(&sender, &places) };
        let watcher = match told {
            Ok(watcher) => watcher,
            Err(error) => {
                if !poll {
                    eprintln!(
                        "warning: the system does not tell of changes ({error}); files are looked at every second"
                    );
                }
                watch::<PollWatcher>(&sender, &places)
                    .map_err(|error| CommandError::Watch { what: error.to_string() })?
            }
        };
        Ok(Watch { scope, missing, events, _watcher: watcher })
    }

    /// Waits for the next change, and for its end.
    pub fn wait(&self) -> Change {
        let mut change = self.first();
        let start = Instant::now();
        let mut last = start;
        loop {
            let now = Instant::now();
            let end = (last + QUIET).min(start + LONGEST);
            let Ok(event) = self.events.recv_timeout(end.saturating_duration_since(now)) else { return change };
            if let Some(more) = self.change_of(&event) {
                change = change.max(more);
                last = now;
            }
            if now >= end {
                return change;
            }
        }
    }

    fn first(&self) -> Change {
        loop {
            // Without an end, were it not for what is missing: the watcher sends as long as this lives.
            let patience = if self.missing.is_empty() { Duration::MAX } else { RETURN };
            match self.events.recv_timeout(patience) {
                Ok(event) => {
                    if let Some(change) = self.change_of(&event) {
                        return change;
                    }
                }
                Err(_) if self.missing.iter().any(|place| place.exists()) => return Change::Rebuild,
                Err(_) => {}
            }
        }
    }

    fn change_of(&self, event: &notify::Result<Event>) -> Option<Change> {
        match event {
            Ok(event) => self.scope.change_of(event),
            // Something may have been overlooked.
            Err(_) => Some(Change::Rebuild),
        }
    }
}

fn watch<W: Watcher + 'static>(
    sender: &Sender<notify::Result<Event>>,
    places: &[(PathBuf, RecursiveMode)],
) -> notify::Result<Box<dyn Watcher>> {
    let mut watcher = W::new(sender.clone(), Config::default().with_poll_interval(POLL))?;
    for (place, mode) in places {
        watcher.watch(place, *mode)?;
    }
    Ok(Box::new(watcher))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_a_change_asks_for() {
        let folder = tempfile::tempdir().unwrap();
        let root = real(folder.path());
        for name in
            ["site/fr/page.html", "site/style.css", "site/search/manifest.json", "site/search/note.md", "tarjuman.toml"]
        {
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), "{}").unwrap();
        }
        let settings = [root.join("tarjuman.toml"), root.join("lists/مرادفات.txt")];
        let (site, out) = (root.join("site"), root.join("site/search"));
        let scope = Scope::new(std::slice::from_ref(&site), &settings, Some(&site), Some(&out));
        let cases = [
            ("site/fr/page.html", Some(Change::Rebuild)),
            ("site/صفحة جديدة.md", Some(Change::Rebuild)),
            ("site/removed-folder", Some(Change::Rebuild)),
            ("site/style.css", Some(Change::Reload)),
            ("site/.git/index", None),
            ("site/fr/.page.html.swp", None),
            ("site/search", None),
            ("site/search/manifest.json", None),
            ("site/search/.element.js.tarjuman-12", None),
            ("site/search/note.md", Some(Change::Rebuild)),
            ("tarjuman.toml", Some(Change::Rebuild)),
            ("lists/مرادفات.txt", Some(Change::Rebuild)),
            ("other.md", None),
        ];
        for (path, expected) in cases {
            assert_eq!(scope.change(&root.join(path)), expected, "{path}");
        }
    }

    #[test]
    fn a_site_of_its_own_is_only_loaded_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = real(folder.path());
        fs::create_dir_all(root.join("public")).unwrap();
        fs::create_dir_all(root.join("content")).unwrap();
        let scope = Scope::new(&[root.join("content")], &[], Some(&root.join("public")), None);
        assert_eq!(scope.change(&root.join("public/fr/index.html")), Some(Change::Reload));
        assert_eq!(scope.change(&root.join("content/fr/_index.md")), Some(Change::Rebuild));
        assert_eq!(scope.places().len(), 2);
    }
}
