//! What may be typed next: frequent words of each language, and frequent pairs of them, in order of their folded text.
//!
//! One list per language, front-coded in blocks that begin with a whole key, so that a reader steps over those that end
//! before what it looks for.
//!
//! # Layout
//!
//! ```text
//! per language, in the order of the directory:
//!   length        varint   bytes of what follows
//!   per block of 32 entries, the last one of fewer:
//!     length      varint   bytes of what follows
//!     per entry:
//!       shared    varint   bytes that the key has in common with the one before in its block
//!       rest      str      of the key: folded words with one space between them
//!       documents varint   of this language that have it
//!       spelling  str      as most texts have it; empty where that is the key
//! ```

#[cfg(feature = "build")]
use crate::bytes::Sink;
use crate::bytes::varint_at;

/// A word or a pair.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Completion<'a> {
    pub(crate) key: &'a str,
    /// Of its language.
    pub(crate) num_docs: u32,
    pub(crate) spelling: &'a str,
}

/// Calls `emit` with each entry whose key begins with `prefix`, and the number of its language, of those that are `allowed`;
/// as far as the bytes make sense.
pub(crate) fn with_completions(
    bytes: &[u8],
    allowed: &[bool],
    prefix: &str,
    emit: &mut dyn FnMut(usize, Completion<'_>),
) {
    let mut at = 0;
    for (language, &allowed) in allowed.iter().enumerate() {
        let Some((list, next)) = piece_at(bytes, at) else { return };
        at = next;
        if allowed {
            let _ = read_list(list, prefix, &mut |completion| emit(language, completion));
        }
    }
}

/// Entries of a block.
#[cfg(feature = "build")]
const BLOCK_LEN: usize = 32;

fn read_list(list: &[u8], prefix: &str, emit: &mut dyn FnMut(Completion<'_>)) -> Option<()> {
    let (mut block, mut at) = piece_at(list, 0)?;
    loop {
        let next = piece_at(list, at);
        // The keys of this block come before the next one's first.
        let first = next.and_then(|(block, _)| piece_at(block, varint_at(block, 0)?.1));
        if first.is_none_or(|(first, _)| first >= prefix.as_bytes()) {
            read_block(block, prefix, emit)?;
        }
        (block, at) = next?;
    }
}

/// `None` when no later block has an entry below the prefix, or the bytes make no sense.
fn read_block(block: &[u8], prefix: &str, emit: &mut dyn FnMut(Completion<'_>)) -> Option<()> {
    let mut at = 0;
    let mut key: Vec<u8> = Vec::new();
    while at < block.len() {
        let (shared, next) = varint_at(block, at)?;
        let (rest, next) = piece_at(block, next)?;
        let (num_docs, next) = varint_at(block, next)?;
        let (spelling, next) = piece_at(block, next)?;
        at = next;
        key.truncate(shared as usize);
        key.extend_from_slice(rest);
        if key.starts_with(prefix.as_bytes()) {
            if let (Ok(key), Ok(spelling)) = (std::str::from_utf8(&key), std::str::from_utf8(spelling)) {
                emit(Completion { key, num_docs, spelling: if spelling.is_empty() { key } else { spelling } });
            }
        } else if key.as_slice() > prefix.as_bytes() {
            return None;
        }
    }
    Some(())
}

/// A varint byte length, then that many bytes; and the offset behind them.
fn piece_at(bytes: &[u8], offset: usize) -> Option<(&[u8], usize)> {
    let (len, start) = varint_at(bytes, offset)?;
    let end = start.checked_add(len as usize)?;
    Some((bytes.get(start..end)?, end))
}

/// Writes the layout above; the entries of each language in order, each key once.
#[cfg(feature = "build")]
pub(crate) fn write_completions(languages: &[Vec<Completion<'_>>]) -> Vec<u8> {
    let mut sink = Sink::default();
    for entries in languages {
        let mut list = Sink::default();
        for entries in entries.chunks(BLOCK_LEN) {
            let mut block = Sink::default();
            let mut before: &[u8] = &[];
            for entry in entries {
                let key = entry.key.as_bytes();
                let shared = before.iter().zip(key).take_while(|(a, b)| a == b).count();
                block.varint(shared as u32);
                block.varint((key.len() - shared) as u32);
                block.bytes.extend_from_slice(key.get(shared..).unwrap_or_default());
                block.varint(entry.num_docs);
                block.str(if entry.spelling == entry.key { "" } else { entry.spelling });
                before = key;
            }
            list.varint(block.bytes.len() as u32);
            list.bytes.extend_from_slice(&block.bytes);
        }
        sink.varint(list.bytes.len() as u32);
        sink.bytes.extend_from_slice(&list.bytes);
    }
    sink.bytes
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_across_blocks() {
        let keys: Vec<String> = (0..400).map(|number| format!("λέξη{number:03}")).collect();
        let entries = keys.iter().map(|key| Completion { key, num_docs: 1, spelling: key }).collect();
        let bytes = write_completions(&[entries]);
        let count = |prefix: &str| {
            let mut count = 0;
            with_completions(&bytes, &[true], prefix, &mut |_, found| {
                count += usize::from(found.key.starts_with(prefix))
            });
            count
        };
        assert!(keys.iter().all(|key| count(key) == 1), "first, last and middle entries of blocks");
        assert_eq!(["λ", "λέξη", "λέξη1", "λέξη39", "λέξη4", "κ", "μ"].map(count), [400, 400, 100, 10, 0, 0, 0]);
    }

    #[test]
    fn entries_below_a_prefix_come_back_as_far_as_the_bytes_go() {
        let entry = |key, num_docs, spelling| Completion { key, num_docs, spelling };
        let russian =
            vec![entry("мир", 3, "мир"), entry("москва", 700, "Москва"), entry("москва река", 2, "Москва река")];
        let arabic = vec![entry("مكتبه", 9, "مكتبة")];
        let bytes = write_completions(&[russian, Vec::new(), arabic]);
        let read = |bytes: &[u8], allowed: &[bool], prefix| {
            let mut found = Vec::new();
            with_completions(bytes, allowed, prefix, &mut |language, completion| {
                found.push((language, completion.num_docs, completion.spelling.to_owned()));
            });
            found
        };
        let all = [true; 3];
        assert_eq!(read(&bytes, &all, "мо"), [(0, 700, "Москва".into()), (0, 2, "Москва река".into())]);
        assert_eq!(read(&bytes, &all, "مك"), [(2, 9, "مكتبة".into())]);
        assert_eq!(read(&bytes, &[false, true, true], "м"), []);
        let whole = read(&bytes, &all, "");
        assert_eq!(whole.len(), 4);
        for len in 0..bytes.len() {
            let cut = read(&bytes[..len], &all, "");
            assert!(cut.len() < 4 && cut.iter().all(|entry| whole.contains(entry)), "cut at {len}");
        }
    }
}
