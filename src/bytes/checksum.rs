//! One 64-bit checksum for every index section.

use xxhash_rust::xxh64::xxh64;

/// XXH64: eight bytes a step, no table, so that verifying 10 MB on opening costs some
/// ten milliseconds in wasm that has just been loaded, and hardly any space in the engine.
///
/// It finds damage, not forgery: whoever can change the index can change the checksum. Readers stay checked throughout.
///
/// Taken in blocks of 32 KiB, each seeded with the checksum of those before, in a call of its own: browsers start wasm
/// in a quick compiler's slow code and exchange a function only between calls, so one call over 7 MB would run slowly to
/// its end (opening 9.3 MB: 74 against 79 ms, medians of eleven in one run, within the noise of others).
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(BLOCK_LEN).fold(xxh64(&[], 0), absorb)
}

const BLOCK_LEN: usize = 32 * 1024;

#[inline(never)]
fn absorb(before: u64, block: &[u8]) -> u64 {
    xxh64(block, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_chain_of_the_published_function() {
        // Vectors that XXH64 publishes, for its own use here.
        assert_eq!(xxh64(b"", 0), 0xEF46_DB37_51D8_E999);
        assert_eq!(xxh64(b"abc", 0), 0x44BC_2CF5_AD77_0999);
        let bytes: Vec<u8> = (0..2 * BLOCK_LEN + 5).map(|i| (i * 7 % 251) as u8).collect();
        let mut chain = xxh64(b"", 0);
        for block in [&bytes[..BLOCK_LEN], &bytes[BLOCK_LEN..2 * BLOCK_LEN], &bytes[2 * BLOCK_LEN..]] {
            chain = xxh64(block, chain);
        }
        assert_eq!(checksum(&bytes), chain);
        assert_eq!(checksum(b""), xxh64(b"", 0));
    }

    #[test]
    fn blocks_cannot_change_places() {
        let (a, b) = (vec![1; BLOCK_LEN], vec![2; BLOCK_LEN]);
        assert_ne!(checksum(&[a.clone(), b.clone()].concat()), checksum(&[b, a].concat()));
    }

    #[test]
    fn every_single_bit_counts() {
        let clean = b"Jaish al-Islam".to_vec();
        for bit in 0..clean.len() * 8 {
            let mut damaged = clean.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(checksum(&damaged), checksum(&clean), "bit {bit}");
        }
    }
}
