//! A bundle's files onto the disk, so that no moment leaves a broken one.
//!
//! Every file is first written beside its place under a temporary name; only when all are on the disk are they moved
//! into place, each move being atomic. A full disk, an interruption or a crash before that leaves the old bundle as it was.
//! A build replaces and removes only what the manifest of the build before it lists. What a killed build left under its
//! temporary names is removed by the next one, which tells it from the files of a running one by a lock on each.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Name of the manifest: a folder that has one of ours is a bundle.
pub const MANIFEST: &str = "manifest.json";
const GENERATOR: &str = "tarjuman";

/// What a build wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// `tarjuman`; tells our manifests from others of that name.
    pub generator: String,
    /// Version of Tarjuman.
    pub version: String,
    /// Version of the index format.
    pub format_version: u32,
    /// Identifies the index.
    pub build_hash: String,
    /// Name to length and hash.
    pub files: BTreeMap<String, ManifestFile>,
}

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Length.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// SHA-384 as pages write it (`sha384-…`), for subresource integrity; empty in manifests of earlier versions.
    #[serde(default)]
    pub integrity: String,
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The output is a file.
    #[error("{}: --out is a file; name a folder", path.display())]
    NotAFolder {
        /// It.
        path: PathBuf,
    },
    /// The folder holds things that no build of ours wrote.
    #[error("{}: the folder is not empty and no bundle (it holds {found}); name another folder, or add --force to write beside what is there", path.display())]
    NotOurs {
        /// The folder.
        path: PathBuf,
        /// One of the things in it.
        found: String,
    },
    /// A file of the bundle would replace one that no build of ours wrote.
    #[error("{}: this file is in the way and was not written by tarjuman; move it, or add --force to replace it", path.display())]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// A folder has the name of a file of the bundle.
    #[error("{}: there is a folder where the bundle needs this file; move it, or name another --out", path.display())]
    FolderInTheWay {
        /// The folder.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: {action} failed: {source}; make room or permit writing, then build again; the bundle that was there before is unchanged", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A bundle's files: names without folders, and contents.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Whether `folder` can be published to: tells before a long build what would stop it at its end.
///
/// # Errors
/// It is a file, or holds others' files and `force` is off.
pub fn check(folder: &Path, force: bool) -> Result<(), PublishError> {
    if folder.exists() && !folder.is_dir() {
        return Err(PublishError::NotAFolder { path: folder.to_owned() });
    }
    if force || read_manifest(folder).is_some() {
        return Ok(());
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let others = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(|name| !is_staged(name));
    match others.min() {
        Some(found) => Err(PublishError::NotOurs { path: folder.to_owned(), found }),
        None => Ok(()),
    }
}

/// Writes `files` and a manifest into `folder`, and removes what the build before wrote and this one does not.
///
/// # Errors
/// As [`check`], and whatever the system refuses; then the folder is as it was.
pub fn publish(folder: &Path, files: &Files, build_hash: &str, force: bool) -> Result<Manifest, PublishError> {
    check(folder, force)?;
    let before = read_manifest(folder).map(|manifest| manifest.files).unwrap_or_default();
    if let Some(name) = files.keys().find(|name| !force && !before.contains_key(*name) && folder.join(name).exists()) {
        return Err(PublishError::InTheWay { path: folder.join(name) });
    }
    let places = files.keys().map(String::as_str).chain([MANIFEST]).map(|name| folder.join(name));
    if let Some(path) = places.into_iter().find(|place| place.is_dir()) {
        return Err(PublishError::FolderInTheWay { path });
    }
    let manifest = manifest(files, build_hash);
    let existed = folder.exists();
    let io = |action, path: &Path| {
        let path = path.to_owned();
        move |source| PublishError::Io { action, path, source }
    };
    fs::create_dir_all(folder).map_err(io("making the folder", folder))?;
    let json = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    // The wasm goes first and the manifest last; a page that loads between two moves is told to reload (see tarjuman.js).
    let mut names: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    names.sort_by_key(|(name, _)| !name.ends_with(".wasm"));
    names.push((MANIFEST, &json));

    remove_leftovers(folder);
    let mut staged = Staged::new(folder, existed);
    for (name, bytes) in &names {
        staged.write(name, bytes).map_err(io("writing", &folder.join(name)))?;
    }
    for (name, _) in &names {
        let place = folder.join(name);
        fs::rename(staged.path(name), &place).map_err(io("moving into place", &place))?;
    }
    for name in before.keys().filter(|name| !files.contains_key(*name) && is_plain(name)) {
        // What is gone already need not be removed.
        let _ = fs::remove_file(folder.join(name));
    }
    Ok(manifest)
}

/// What [`Staged`] calls its files, whichever build wrote them.
fn is_staged(name: &str) -> bool {
    let process = name.strip_prefix('.').and_then(|name| name.rsplit_once(STAGED_MARK)).map(|(_, process)| process);
    process.is_some_and(|process| !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Removes the temporary files of builds that were killed; those of a running one are locked.
fn remove_leftovers(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_staged(&entry.file_name().to_string_lossy())) {
        if fs::File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether the file is one that a build published: its folder's manifest lists it. Sources that hold a bundle of an
/// earlier build are read without it.
pub(crate) fn is_published(path: &Path) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return false;
    };
    read_manifest(folder).is_some_and(|manifest| manifest.files.contains_key(name))
}

/// Whether a build writes at `path` when it publishes to `folder`: what has changed there says nothing of the site.
#[must_use]
pub fn is_output(path: &Path, folder: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path == folder || path.parent() == Some(folder) && (name == MANIFEST || is_staged(&name) || is_published(path))
}

/// A name without folders: all that our own manifests hold, and all that is ever removed on their word.
fn is_plain(name: &str) -> bool {
    Path::new(name).file_name().is_some_and(|plain| plain == name) && name != MANIFEST
}

fn manifest(files: &Files, build_hash: &str) -> Manifest {
    let entry = |bytes: &Vec<u8>| ManifestFile {
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(bytes)),
        integrity: format!("sha384-{}", BASE64.encode(Sha384::digest(bytes))),
    };
    Manifest {
        generator: GENERATOR.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        format_version: crate::format::VERSION,
        build_hash: build_hash.to_owned(),
        files: files.iter().map(|(name, bytes)| (name.clone(), entry(bytes))).collect(),
    }
}

/// The manifest of a bundle; `None` where there is none of ours.
pub fn read_manifest(folder: &Path) -> Option<Manifest> {
    let json = fs::read(folder.join(MANIFEST)).ok()?;
    serde_json::from_slice(&json).ok().filter(|manifest: &Manifest| manifest.generator == GENERATOR)
}

/// How a file of a bundle is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// As it was written.
    Sound,
    /// Not there.
    Missing,
    /// Other bytes than were written.
    Changed,
}

impl std::fmt::Display for FileState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            FileState::Sound => "as written",
            FileState::Missing => "MISSING",
            FileState::Changed => "CHANGED since it was written",
        })
    }
}

/// The state of every file that the manifest of a bundle lists; the manifest itself when there is none.
pub fn verify(folder: &Path) -> Vec<(String, FileState)> {
    let Some(manifest) = read_manifest(folder) else { return vec![(MANIFEST.to_owned(), FileState::Missing)] };
    let state = |(name, file): (String, ManifestFile)| {
        let state = match fs::read(folder.join(&name)) {
            Ok(bytes) if hex(&Sha256::digest(&bytes)) == file.sha256 => FileState::Sound,
            Ok(_) => FileState::Changed,
            Err(_) => FileState::Missing,
        };
        (name, state)
    };
    manifest.files.into_iter().map(state).collect()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Files under temporary names; whatever was not moved goes when this goes.
struct Staged<'f> {
    folder: &'f Path,
    existed: bool,
    suffix: String,
    /// Open, for their locks to last.
    files: Vec<fs::File>,
}

const STAGED_MARK: &str = ".tarjuman-";

impl<'f> Staged<'f> {
    fn new(folder: &'f Path, existed: bool) -> Self {
        Staged { folder, existed, suffix: format!("{STAGED_MARK}{}", std::process::id()), files: Vec::new() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!(".{name}{}", self.suffix))
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = fs::File::create(self.path(name))?;
        // Where a file system has no locks, two builds into one folder at a time may disturb each other.
        let _ = file.try_lock();
        file.write_all(bytes)?;
        file.sync_all()?;
        self.files.push(file);
        Ok(())
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        let left = fs::read_dir(self.folder).into_iter().flatten().flatten();
        for entry in left.filter(|entry| entry.file_name().to_string_lossy().ends_with(&self.suffix)) {
            let _ = fs::remove_file(entry.path());
        }
        if !self.existed {
            // Only an empty folder goes.
            let _ = fs::remove_dir(self.folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn output_is_told_from_what_lies_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("بحث");
        publish(&out, &files(&[("tarjuman.wasm", "1")]), "a", false).unwrap();
        for ours in ["", "tarjuman.wasm", MANIFEST, ".tarjuman.js.tarjuman-4711"] {
            assert!(is_output(&if ours.is_empty() { out.clone() } else { out.join(ours) }, &out), "{ours}");
        }
        for other in ["صفحة.md", "sub/tarjuman.wasm", "../tarjuman.wasm", ".tarjuman.js.tarjuman-"] {
            assert!(!is_output(&out.join(other), &out), "{other}");
        }
    }

    #[test]
    fn a_build_replaces_its_own_files_and_leaves_others() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site/search");
        publish(&out, &files(&[("tarjuman.wasm", "1"), ("old.js", "1")]), "a", false).unwrap();
        fs::write(out.join("صورة.png"), "theirs").unwrap();
        publish(&out, &files(&[("tarjuman.wasm", "2")]), "b", false).unwrap();
        assert_eq!(names(&out), [MANIFEST, "tarjuman.wasm", "صورة.png"]);
        assert_eq!(fs::read(out.join("tarjuman.wasm")).unwrap(), b"2");
        assert_eq!(read_manifest(&out).unwrap().build_hash, "b");
    }

    #[test]
    fn a_folder_of_others_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "theirs").unwrap();
        let bundle = files(&[("index.html", "ours")]);
        assert!(matches!(publish(folder.path(), &bundle, "a", false), Err(PublishError::NotOurs { .. })));
        assert_eq!(fs::read(folder.path().join("index.html")).unwrap(), b"theirs");
        // A manifest of ours that does not list the file does not make it ours.
        fs::write(folder.path().join(MANIFEST), serde_json::to_vec(&manifest(&files(&[]), "x")).unwrap()).unwrap();
        assert!(matches!(publish(folder.path(), &bundle, "a", false), Err(PublishError::InTheWay { .. })));
        assert_eq!(fs::read(folder.path().join("index.html")).unwrap(), b"theirs");
        publish(folder.path(), &bundle, "a", true).unwrap();
        assert_eq!(fs::read(folder.path().join("index.html")).unwrap(), b"ours");
    }

    #[test]
    fn a_manifest_cannot_name_files_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        fs::create_dir(&out).unwrap();
        fs::write(folder.path().join("precious"), "theirs").unwrap();
        let mut hostile = manifest(&files(&[]), "x");
        hostile.files.insert(
            "../precious".to_owned(),
            ManifestFile { bytes: 0, sha256: String::new(), integrity: String::new() },
        );
        fs::write(out.join(MANIFEST), serde_json::to_vec(&hostile).unwrap()).unwrap();
        publish(&out, &files(&[("tarjuman.wasm", "1")]), "a", false).unwrap();
        assert!(folder.path().join("precious").exists());
    }

    #[test]
    fn a_file_is_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dist");
        fs::write(&file, "theirs").unwrap();
        assert!(matches!(publish(&file, &files(&[]), "a", true), Err(PublishError::NotAFolder { .. })));
        assert_eq!(fs::read(&file).unwrap(), b"theirs");
    }

    #[test]
    fn what_a_killed_build_left_is_removed_and_no_reason_to_refuse() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".tarjuman.wasm.tarjuman-123", ".manifest.json.tarjuman-4"] {
            fs::write(folder.path().join(name), "half").unwrap();
        }
        let running = fs::File::create(folder.path().join(".element.js.tarjuman-5")).unwrap();
        running.lock().unwrap();
        publish(folder.path(), &files(&[("tarjuman.wasm", "1")]), "a", false).unwrap();
        assert_eq!(names(folder.path()), [".element.js.tarjuman-5", MANIFEST, "tarjuman.wasm"]);
        for theirs in [".x.tarjuman-", ".x.tarjuman-1a", "x.tarjuman-1", ".tarjuman"] {
            assert!(!is_staged(theirs), "{theirs}");
        }
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_is_told_before_anything_is_moved() {
        let folder = tempfile::tempdir().unwrap();
        publish(folder.path(), &files(&[("tarjuman.wasm", "1")]), "a", false).unwrap();
        fs::create_dir(folder.path().join("x.js")).unwrap();
        let bundle = files(&[("tarjuman.wasm", "2"), ("x.js", "2")]);
        assert!(matches!(publish(folder.path(), &bundle, "b", true), Err(PublishError::FolderInTheWay { .. })));
        assert_eq!(fs::read(folder.path().join("tarjuman.wasm")).unwrap(), b"1");
        assert_eq!(names(folder.path()), [MANIFEST, "tarjuman.wasm", "x.js"]);
    }

    #[test]
    fn a_failure_leaves_the_bundle_before_and_no_temporary_files() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        publish(&out, &files(&[("tarjuman.wasm", "1")]), "a", false).unwrap();
        // A name that no file system takes stands for a disk that fills up on the way.
        let bad = files(&[("tarjuman.wasm", "2"), (&"x".repeat(300), "2")]);
        assert!(matches!(publish(&out, &bad, "b", false), Err(PublishError::Io { action: "writing", .. })));
        assert_eq!(names(&out), [MANIFEST, "tarjuman.wasm"]);
        assert_eq!(fs::read(out.join("tarjuman.wasm")).unwrap(), b"1");
        let fresh = folder.path().join("fresh");
        assert!(publish(&fresh, &bad, "b", false).is_err());
        assert!(!fresh.exists());
    }
}
