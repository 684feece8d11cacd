//! Which files are read, in what format, and their bytes: folders walked, compression undone, encodings decoded.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use walkdir::WalkDir;

use super::super::assets::SERVED_FILES;
use super::super::config::Selection;
use super::super::publish::is_published;
use super::limits::{MAX_DOCUMENT_BYTES, MAX_INFLATE_RATIO, MAX_INFLATED_BYTES, MIN_BOMB_BYTES};
use super::problem::{Fault, Problem, SourceError};

/// For messages.
pub(crate) const EXTENSIONS: &str = ".html, .htm, .md, .markdown, .txt, .jsonl or .ndjson";

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Html,
    Markdown,
    Text,
    JsonLines,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    None,
    Gzip,
    Zstd,
}

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    /// As the user named it.
    pub(crate) path: PathBuf,
    /// Below the source, with `/`; the file's name when the file itself is the source.
    pub(crate) relative: String,
    pub(crate) format: Format,
    pub(crate) compression: Compression,
}

/// What the sources hold.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    /// Sorted by relative path.
    pub(crate) inputs: Vec<Input>,
    pub(crate) problems: Vec<Problem>,
    /// Files of other kinds, and files that the configuration leaves out.
    pub(crate) num_ignored: usize,
    pub(crate) stdin: bool,
}

/// Finds the files of all sources. Hidden files and folders and the pages of an earlier bundle are passed over, links are
/// followed once.
pub(crate) fn collect(sources: &[PathBuf], selection: &Selection) -> Result<Collected, SourceError> {
    let mut found = Collected::default();
    for source in sources {
        if source.as_os_str() == "-" {
            if found.stdin {
                return Err(SourceError::StdinTwice);
            }
            found.stdin = true;
            continue;
        }
        let metadata = std::fs::metadata(source)
            .map_err(|error| SourceError::Unreachable { path: source.clone(), source: error })?;
        if metadata.is_dir() {
            collect_folder(source, selection, &mut found)?;
        } else {
            let relative = source.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let (format, compression) =
                format_of(&relative).ok_or_else(|| SourceError::UnknownFormat { path: source.clone() })?;
            found.inputs.push(Input { path: source.clone(), relative, format, compression });
        }
    }
    found.inputs.sort_by(|a, b| (&a.relative, &a.path).cmp(&(&b.relative, &b.path)));
    found.problems.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn collect_folder(source: &Path, selection: &Selection, found: &mut Collected) -> Result<(), SourceError> {
    let before = (found.inputs.len(), found.num_ignored, found.problems.len());
    let is_hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().first() == Some(&b'.');
    let walk = WalkDir::new(source).follow_links(true).into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name())) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 => {
                return Err(SourceError::Unreachable { path: source.to_owned(), source: error.into() });
            }
            Err(error) => {
                let path = error.path().unwrap_or(source).to_owned();
                let what = match error.loop_ancestor() {
                    Some(ancestor) => format!("a link back to {}", ancestor.display()),
                    None => io::Error::from(error).to_string(),
                };
                found.problems.push(Problem { path, line: 0, fault: Fault::Unreadable(what) });
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        if SERVED_FILES.iter().any(|name| entry.file_name() == *name) && is_published(entry.path()) {
            continue;
        }
        let below = entry.path().strip_prefix(source).unwrap_or(entry.path());
        let segments: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let relative = segments.join("/");
        match format_of(&relative).filter(|_| selection.takes(&relative)) {
            Some((format, compression)) => {
                found.inputs.push(Input { path: entry.into_path(), relative, format, compression });
            }
            None => found.num_ignored += 1,
        }
    }
    if (found.inputs.len(), found.problems.len()) == (before.0, before.2) {
        let ignored = found.num_ignored - before.1;
        return Err(SourceError::Empty { path: source.to_owned(), ignored });
    }
    Ok(())
}

/// The format that a name stands for, `.gz` and `.zst` included.
pub(crate) fn format_of(name: &str) -> Option<(Format, Compression)> {
    let lower = name.to_ascii_lowercase();
    let (stem, compression) = if let Some(stem) = lower.strip_suffix(".gz") {
        (stem, Compression::Gzip)
    } else if let Some(stem) = lower.strip_suffix(".zst") {
        (stem, Compression::Zstd)
    } else {
        (lower.as_str(), Compression::None)
    };
    let format = match stem.rsplit_once('.')?.1 {
        "html" | "htm" => Format::Html,
        "md" | "markdown" => Format::Markdown,
        "txt" => Format::Text,
        "jsonl" | "ndjson" => Format::JsonLines,
        _ => return None,
    };
    Some((format, compression))
}

/// An open file whose compression is undone while reading, and how much was read of it on disk.
pub(crate) struct Opened {
    pub(crate) reader: Box<dyn BufRead>,
    compressed: Arc<AtomicU64>,
}

impl Opened {
    pub(crate) fn open(input: &Input) -> io::Result<Self> {
        let compressed = Arc::new(AtomicU64::new(0));
        let file = Counted { inner: File::open(&input.path)?, count: Arc::clone(&compressed) };
        let guarded = |inner: Box<dyn Read>| {
            Box::new(BufReader::with_capacity(
                1 << 16,
                Guarded { inner, inflated: 0, compressed: Arc::clone(&compressed) },
            )) as Box<dyn BufRead>
        };
        let reader = match input.compression {
            Compression::None => Box::new(BufReader::with_capacity(1 << 16, file)),
            Compression::Gzip => guarded(Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::new(file)))),
            Compression::Zstd => guarded(Box::new(zstd::stream::read::Decoder::new(file)?)),
        };
        Ok(Self { reader, compressed })
    }

    /// Bytes read from the disk so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.compressed.load(Ordering::Relaxed)
    }
}

struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(buffer)?;
        self.count.fetch_add(len as u64, Ordering::Relaxed);
        Ok(len)
    }
}

/// Stops a decompression bomb.
struct Guarded {
    inner: Box<dyn Read>,
    inflated: u64,
    compressed: Arc<AtomicU64>,
}

/// A bomb, on its way through `io::Error`.
#[derive(Debug, thiserror::Error)]
#[error("decompression bomb")]
struct BombError {
    inflated: u64,
    compressed: u64,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(buffer)?;
        self.inflated += len as u64;
        let compressed = self.compressed.load(Ordering::Relaxed);
        let beyond_ratio = self.inflated > MIN_BOMB_BYTES && self.inflated / compressed.max(1) > MAX_INFLATE_RATIO;
        if self.inflated > MAX_INFLATED_BYTES || beyond_ratio {
            return Err(io::Error::other(BombError { inflated: self.inflated, compressed }));
        }
        Ok(len)
    }
}

/// What an error while reading means.
pub(crate) fn fault_of(error: &io::Error) -> Fault {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<BombError>()) {
        Some(bomb) => Fault::Bomb { inflated: bomb.inflated, compressed: bomb.compressed },
        None => Fault::Unreadable(error.to_string()),
    }
}

/// A whole file that is one document: its bytes, and how many were read on disk.
pub(crate) fn read_document(input: &Input) -> (Result<Vec<u8>, Fault>, u64) {
    let mut opened = match Opened::open(input) {
        Ok(opened) => opened,
        Err(error) => return (Err(fault_of(&error)), 0),
    };
    let mut bytes = Vec::new();
    let result = (&mut opened.reader).take(MAX_DOCUMENT_BYTES + 1).read_to_end(&mut bytes);
    let on_disk = opened.bytes_read();
    match result {
        Err(error) => (Err(fault_of(&error)), on_disk),
        Ok(_) if bytes.len() as u64 > MAX_DOCUMENT_BYTES => {
            let file_len = std::fs::metadata(&input.path).map_or(0, |metadata| metadata.len());
            (Err(Fault::TooLong { bytes: file_len.max(bytes.len() as u64) }), on_disk)
        }
        Ok(_) => (Ok(bytes), on_disk),
    }
}

/// Text, with what was lost on the way.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// [`Fault::Undecodable`], when there was any.
    pub(crate) loss: Option<Fault>,
}

/// Decodes by byte order mark, else by what HTML declares, else as UTF-8.
///
/// # Errors
/// [`Fault::Binary`] when NUL bytes or the share of undecodable places show that this is no text.
pub(crate) fn decode(bytes: Vec<u8>, format: Format) -> Result<Decoded, Fault> {
    let (encoding, bom_len) = match Encoding::for_bom(&bytes) {
        Some(found) => found,
        None => match format {
            Format::Html => (declared_encoding(&bytes).unwrap_or(UTF_8), 0),
            _ => (UTF_8, 0),
        },
    };
    let is_utf16 = encoding == UTF_16LE || encoding == UTF_16BE;
    if !is_utf16 && bytes.iter().take(BINARY_SAMPLE).any(|byte| *byte == 0) {
        return Err(Fault::Binary);
    }
    if encoding == UTF_8 && bom_len == 0 {
        return match String::from_utf8(bytes) {
            Ok(text) => Ok(Decoded { text, loss: None }),
            Err(error) => decode_with(error.as_bytes(), UTF_8, 0),
        };
    }
    decode_with(&bytes, encoding, bom_len)
}

/// NUL bytes beyond it are taken for an accident in a text.
const BINARY_SAMPLE: usize = 8 * 1024;

/// More undecodable places than one in this many characters, and the encoding is not the one that was tried.
const MAX_LOSS_ONE_IN: usize = 10;

fn decode_with(bytes: &[u8], encoding: &'static Encoding, bom_len: usize) -> Result<Decoded, Fault> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut at = bom_len;
    let mut text = String::new();
    let mut count = 0;
    let mut first_offset = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let wanted = decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len() * 3 + 16);
        text.reserve(wanted);
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bad_len, after_len) => {
                if count == 0 {
                    first_offset = (at - usize::from(bad_len) - usize::from(after_len)) as u64;
                }
                count += 1;
                text.push('\u{fffd}');
            }
        }
    }
    if count * MAX_LOSS_ONE_IN > text.chars().count() {
        return Err(Fault::Binary);
    }
    let loss = (count > 0).then(|| Fault::Undecodable { count, first_offset, encoding: encoding.name() });
    Ok(Decoded { text, loss })
}

/// How far into a page `<meta charset>` is looked for; browsers look 1 KB far, comments before it included.
const PRESCAN_BYTES: usize = 4 * 1024;

/// The encoding of `<meta charset=…>` or `<meta http-equiv=content-type content="…charset=…">`.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN_BYTES.min(bytes.len()))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let mut rest: &str = &head;
    while let Some(start) = rest.find("<meta") {
        rest = rest.get(start + 5..)?;
        let tag = rest.get(..rest.find('>').unwrap_or(rest.len()))?;
        if let Some(value) = tag.split_once("charset").and_then(|(_, rest)| rest.trim_start().strip_prefix('=')) {
            let label = value.trim_start_matches([' ', '"', '\'']);
            let end = label.find(|end: char| " \"';/\t\r\n".contains(end)).unwrap_or(label.len());
            let encoding = Encoding::for_label(label.get(..end)?.as_bytes())?;
            // A page whose ASCII could be read this far is not UTF-16, whatever it says (WHATWG, prescan).
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
        }
    }
    None
}

#[cfg(test)]
mod tests;
