//! How much is too much. Each limit is far beyond what people read and well below what harms a build machine.

/// Text of one document: 32 MiB is some 40 novels. It bounds what one document can cost in memory and in the index.
pub const MAX_DOCUMENT_BYTES: u64 = 32 * 1024 * 1024;

/// One line of JSON Lines: a document at its limit may double in escapes.
pub const MAX_LINE_BYTES: usize = 64 * 1024 * 1024;

/// What a compressed file may inflate to.
pub const MAX_INFLATED_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// How many times its size a compressed file may inflate to, once beyond [`MIN_BOMB_BYTES`]. Deflate cannot exceed 1032;
/// a hundred thousand equal JSON lines in zstd reach a few hundred.
pub const MAX_INFLATE_RATIO: u64 = 1000;

/// Below this, no ratio is suspicious.
pub const MIN_BOMB_BYTES: u64 = 64 * 1024 * 1024;

/// Lines of JSON that are parsed together, in bytes: enough to keep every core busy, little enough to hold in memory.
pub const BATCH_BYTES: usize = 4 * 1024 * 1024;

/// JSON Lines in UTF-16 are converted as a whole; beyond this they must be converted beforehand.
pub const MAX_UTF16_BYTES: u64 = 512 * 1024 * 1024;
