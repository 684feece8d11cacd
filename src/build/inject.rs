//! The index into the engine's WebAssembly module, and out again.
//!
//! Two active data segments are appended, the index itself last: one writes address and length of the index into the
//! static that the engine exports as `TARJUMAN_INDEX`, the other lays the index behind the engine's initial memory,
//! whose minimum is raised to hold it. The engine's allocator takes memory from `memory.grow` alone, so nothing ever writes
//! there. Everything else in the module stays byte for byte.

use crate::bytes::{Cursor, DecodeError, Sink};

const PREAMBLE: &[u8] = b"\0asm\x01\0\0\0";
const POINTER_EXPORT: &str = "TARJUMAN_INDEX";
const PAGE_BYTES: usize = 65_536;
/// The engine's pointers are 32 bits, and slices end at half of that.
const MAX_PAGES: usize = 32_767;

const MEMORY: u8 = 5;
const GLOBAL: u8 = 6;
const EXPORT: u8 = 7;
const DATA: u8 = 11;
const DATA_COUNT: u8 = 12;

/// Why an index cannot be put into a module or taken out of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InjectError {
    /// The module cannot be read.
    #[error("this is no complete WebAssembly module ({what} at byte {offset}); copy it again")]
    Damaged {
        /// What did not fit.
        what: &'static str,
        /// Where.
        offset: usize,
    },
    /// The module is no engine of ours.
    #[error("this WebAssembly module is no Tarjuman engine: {what}; take the engine.wasm that build.sh made")]
    NotAnEngine {
        /// What it lacks.
        what: &'static str,
    },
    /// There is an index in it already.
    #[error("this engine already has an index; take the engine.wasm that build.sh made")]
    AlreadyInjected,
    /// There is no index in it.
    #[error(
        "this WebAssembly module has no index in it; name the folder or the tarjuman.wasm that `tarjuman build` wrote"
    )]
    NoIndex,
    /// The index does not fit into the engine's memory.
    #[error(
        "the index has {bytes} bytes, more than the 2 GiB that a browser can address; index less, or split the site"
    )]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
}

impl From<DecodeError> for InjectError {
    fn from(error: DecodeError) -> Self {
        InjectError::Damaged { what: error.what, offset: error.offset }
    }
}

/// A module with its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Injected {
    /// The finished module.
    pub wasm: Vec<u8>,
    /// Bytes before the index: the engine's code and tables.
    pub code_len: usize,
}

struct Section<'a> {
    id: u8,
    payload: &'a [u8],
}

fn sections(wasm: &[u8]) -> Result<Vec<Section<'_>>, InjectError> {
    let mut cursor = Cursor::new(wasm, 0);
    if cursor.take(PREAMBLE.len(), "preamble") != PREAMBLE {
        return Err(InjectError::Damaged { what: "preamble", offset: 0 });
    }
    let mut sections = Vec::new();
    while cursor.offset() < wasm.len() {
        let id = cursor.u8("section id");
        let len = cursor.varint("section length") as usize;
        sections.push(Section { id, payload: cursor.take(len, "section") });
        cursor.finish()?;
    }
    Ok(sections)
}

fn payload<'a>(sections: &[Section<'a>], id: u8, what: &'static str) -> Result<&'a [u8], InjectError> {
    let section = sections.iter().find(|section| section.id == id);
    section.map(|section| section.payload).ok_or(InjectError::NotAnEngine { what })
}

/// `engine` with `index` in it.
///
/// # Errors
/// `engine` is damaged, no engine, or has an index already; or the index is too large.
pub fn inject(engine: &[u8], index: &[u8]) -> Result<Injected, InjectError> {
    let sections = sections(engine)?;
    let address = pointer_address(&sections)?;
    let min_pages = min_pages(payload(&sections, MEMORY, "it has no memory")?)?;
    let pages = min_pages + index.len().div_ceil(PAGE_BYTES);
    if pages > MAX_PAGES {
        return Err(InjectError::TooLarge { bytes: index.len() });
    }
    let base = (min_pages * PAGE_BYTES) as i32;
    let mut out = Sink { bytes: PREAMBLE.to_vec() };
    let mut code_len = 0;
    for section in &sections {
        let content = match section.id {
            MEMORY => {
                let mut memory = Sink { bytes: vec![1, 0] };
                memory.varint(pages as u32);
                memory.bytes
            }
            DATA_COUNT => {
                let mut count = Sink::default();
                let mut cursor = Cursor::new(section.payload, 0);
                count.varint(cursor.varint("data count") + 2);
                cursor.finish()?;
                count.bytes
            }
            DATA => data_section(section.payload, address, base, index)?,
            _ => section.payload.to_vec(),
        };
        out.u8(section.id);
        out.varint(content.len() as u32);
        out.bytes.extend_from_slice(&content);
        if section.id == DATA {
            code_len = out.bytes.len() - index.len();
        }
    }
    Ok(Injected { wasm: out.bytes, code_len })
}

fn data_section(payload: &[u8], address: i32, base: i32, index: &[u8]) -> Result<Vec<u8>, InjectError> {
    let mut cursor = Cursor::new(payload, 0);
    let count = cursor.varint("data segments");
    cursor.finish()?;
    // The memory of a finished module was raised, so it is the pointer that tells.
    if let [.., (at, pointer), (start, _)] = segments(payload)?[..]
        && at == address
        && pointer.starts_with(&start.to_le_bytes())
    {
        return Err(InjectError::AlreadyInjected);
    }
    let mut data = Sink::default();
    data.varint(count + 2);
    data.bytes.extend_from_slice(payload.get(cursor.offset()..).unwrap_or_default());
    let mut pointer = base.to_le_bytes().to_vec();
    pointer.extend_from_slice(&(index.len() as u32).to_le_bytes());
    for (at, bytes) in [(address, &pointer[..]), (base, index)] {
        data.bytes.extend_from_slice(&[0, 0x41]);
        push_sleb(&mut data.bytes, at);
        data.u8(0x0b);
        data.varint(bytes.len() as u32);
        data.bytes.extend_from_slice(bytes);
    }
    Ok(data.bytes)
}

/// Active segments of memory 0: address and bytes.
fn segments(payload: &[u8]) -> Result<Vec<(i32, &[u8])>, InjectError> {
    let mut cursor = Cursor::new(payload, 0);
    let count = cursor.varint("data segments");
    let mut segments = Vec::new();
    for _ in 0..count {
        let flags = cursor.varint("data segment");
        let address = match flags {
            0 => const_expression(&mut cursor)?,
            1 => 0,
            _ => return Err(InjectError::NotAnEngine { what: "it has a data segment of an unknown kind" }),
        };
        let len = cursor.varint("data segment length") as usize;
        segments.push((address, cursor.take(len, "data segment")));
        cursor.finish()?;
    }
    Ok(segments)
}

/// The index in a module that [`inject`] made.
///
/// # Errors
/// The module is damaged or has no index.
pub fn extract(wasm: &[u8]) -> Result<&[u8], InjectError> {
    let sections = sections(wasm)?;
    let data = sections.iter().rev().find(|section| section.id == DATA).ok_or(InjectError::NoIndex)?;
    let segments = segments(data.payload)?;
    match segments[..] {
        [.., (_, pointer), (base, index)] if pointer.starts_with(&base.to_le_bytes()) => Ok(index),
        _ => Err(InjectError::NoIndex),
    }
}

fn min_pages(payload: &[u8]) -> Result<usize, InjectError> {
    let mut cursor = Cursor::new(payload, 0);
    let (count, flags, pages) = (cursor.varint("memories"), cursor.u8("memory flags"), cursor.varint("memory pages"));
    cursor.finish()?;
    match (count, flags) {
        (1, 0) => Ok(pages as usize),
        _ => Err(InjectError::NotAnEngine { what: "its memory has a maximum or is shared" }),
    }
}

/// The address that the exported global holds.
fn pointer_address(sections: &[Section<'_>]) -> Result<i32, InjectError> {
    let lacks = InjectError::NotAnEngine { what: "it does not export TARJUMAN_INDEX" };
    let mut exports = Cursor::new(payload(sections, EXPORT, "it exports nothing")?, 0);
    let mut wanted = None;
    for _ in 0..exports.varint("exports") {
        let name = exports.str("export name");
        let kind = exports.u8("export kind");
        let number = exports.varint("export number");
        exports.finish()?;
        if kind == 3 && name == POINTER_EXPORT {
            wanted = Some(number);
        }
    }
    let wanted = wanted.ok_or(lacks.clone())?;
    let mut globals = Cursor::new(payload(sections, GLOBAL, "it has no globals")?, 0);
    for number in 0..globals.varint("globals") {
        globals.take(2, "global type");
        let value = const_expression(&mut globals)?;
        globals.finish()?;
        if number == wanted {
            return Ok(value);
        }
    }
    Err(lacks)
}

/// `i32.const n; end`
fn const_expression(cursor: &mut Cursor<'_>) -> Result<i32, InjectError> {
    let unknown = InjectError::NotAnEngine { what: "an address in it is not a constant" };
    let opcode = cursor.u8("constant");
    cursor.finish()?;
    if opcode != 0x41 {
        return Err(unknown);
    }
    let (mut value, mut shift) = (0i64, 0);
    loop {
        let byte = cursor.u8("constant");
        value |= i64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 {
            if byte & 0x40 != 0 {
                value -= 1 << shift;
            }
            break;
        }
        if shift > 28 {
            return Err(unknown);
        }
    }
    let last = cursor.u8("constant");
    cursor.finish()?;
    match last {
        0x0b => i32::try_from(value).map_err(|_| unknown),
        _ => Err(unknown),
    }
}

fn push_sleb(out: &mut Vec<u8>, mut value: i32) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if (value == 0 && byte & 0x40 == 0) || (value == -1 && byte & 0x40 != 0) {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of the shape that the linker makes: memory of 2 pages, two globals, the second exported, one segment.
    fn engine() -> Vec<u8> {
        let mut wasm = PREAMBLE.to_vec();
        let mut section = |id: u8, content: &[u8]| {
            wasm.push(id);
            wasm.push(content.len() as u8);
            wasm.extend_from_slice(content);
        };
        section(MEMORY, &[1, 0, 2]);
        section(GLOBAL, &[2, 0x7f, 1, 0x41, 0, 0x0b, 0x7f, 0, 0x41, 0xc0, 0x00, 0x0b]); // 64 is c0 00, signed
        let mut export = vec![1, POINTER_EXPORT.len() as u8];
        export.extend_from_slice(POINTER_EXPORT.as_bytes());
        export.extend_from_slice(&[3, 1]);
        section(EXPORT, &export);
        section(DATA_COUNT, &[1]);
        section(DATA, &[1, 0, 0x41, 8, 0x0b, 3, b'a', b'b', b'c']);
        section(0, b"\x04name");
        wasm
    }

    #[test]
    fn what_goes_in_comes_out() {
        for len in [0usize, 1, 63, 64, 65_535, 65_536, 65_537, 300_000] {
            let index: Vec<u8> = (0..len).map(|i| (i % 251) as u8).collect();
            let injected = inject(&engine(), &index).unwrap();
            assert_eq!(extract(&injected.wasm).unwrap(), index);
            assert_eq!(injected.wasm[injected.code_len..][..len], index);
            let sections = sections(&injected.wasm).unwrap();
            assert_eq!(min_pages(payload(&sections, MEMORY, "").unwrap()).unwrap(), 2 + len.div_ceil(PAGE_BYTES));
            let segments = segments(payload(&sections, DATA, "").unwrap()).unwrap();
            assert_eq!(segments[0], (8, &b"abc"[..]));
            let pointer = [(2 * PAGE_BYTES as u32).to_le_bytes(), (len as u32).to_le_bytes()].concat();
            assert_eq!(segments[1], (64, &pointer[..]));
        }
    }

    #[test]
    fn what_is_no_engine_is_refused_and_says_why() {
        assert_eq!(extract(&engine()), Err(InjectError::NoIndex));
        let injected = inject(&engine(), b"index").unwrap().wasm;
        assert_eq!(inject(&injected, b"another"), Err(InjectError::AlreadyInjected));
        assert!(matches!(
            inject(&[PREAMBLE, &[MEMORY, 3, 1, 0, 1][..]].concat(), b""),
            Err(InjectError::NotAnEngine { .. })
        ));
        assert!(matches!(inject(b"<!doctype html>", b""), Err(InjectError::Damaged { what: "preamble", .. })));
        for len in 0..injected.len() - 7 {
            assert!(extract(&injected[..len]).is_err(), "cut at {len}");
        }
    }
}
