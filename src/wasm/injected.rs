//! Where the index lies: written into the finished module by `build/inject.rs`.

use std::sync::atomic::{AtomicU32, Ordering};

/// Address and byte length of the injected index. Atomic, for the compiler must not take the zeros for granted; without
/// threads an atomic load is a plain one.
#[expect(unsafe_code, reason = "exported under this very name, for the injector to find")]
#[unsafe(no_mangle)]
pub static TARJUMAN_INDEX: [AtomicU32; 2] = [AtomicU32::new(0), AtomicU32::new(0)];

/// The injected index, in place; `None` in an engine without one.
pub(super) fn index() -> Option<&'static [u8]> {
    let [address, byte_len] = TARJUMAN_INDEX.each_ref().map(|word| word.load(Ordering::Relaxed) as usize);
    if byte_len == 0 {
        return None;
    }
    #[expect(unsafe_code, reason = "the one slice over the injected index")]
    // SAFETY: only the injector writes these two words, and with them a data segment of `byte_len` bytes at `address`.
    // That lies at the end of the engine's original memory, whose minimum the injector raised to hold it: behind all
    // that the linker placed, behind the stack (which grows down from 1 MiB), and outside what the allocator hands out,
    // which is memory that it grew itself or that lay below the original end. So the bytes are initialised, are never
    // written, and live as long as the module. `address` is above zero because the original memory is not empty.
    Some(unsafe { std::slice::from_raw_parts(std::ptr::with_exposed_provenance(address), byte_len) })
}
