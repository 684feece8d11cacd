/**
 * The bytes of the wasm, checked before any of its code runs.
 *
 * The engine verifies the checksums of its index, but cannot vouch for its own code: a flipped bit there may give wrong
 * results or an endless loop. So everything in the file but the index is held against the code check that the build
 * wrote into this module (`docs/javascript.md` defines it): some 100 KB: 0.3 ms warm, 4-5 ms in a page that just loaded, beside the compiling. It takes the whole file before any
 * of it is instantiated. Streaming would gain little, since nearly all of a large bundle is data (Chromium 156, loopback, medians of
 * 15: 15.7 ms instead of 17.5 for 1 MB, 253 instead of 263 for 30 MB).
 */

import { failure, messageOf } from "./errors.js";

/** What a build stamps on the bundle; each placeholder stands in the packed file exactly once. `hash` is in the url of whatever is loaded later. */
export const [hash = "", codeCheck = ""] = ["__TARJUMAN_VERSION_HASH__", "__TARJUMAN_CODE_CHECK__"].map((stamp) =>
  stamp.startsWith("__") ? "" : stamp,
);

/**
 * The compiled engine with its index. Compiling runs nothing and has a thread of its own, so the check goes on beside it.
 *
 * @param {string | ArrayBuffer | undefined} source
 * @param {AbortSignal | undefined} signal
 */
export async function load(source, signal) {
  const buffer = source instanceof ArrayBuffer ? source : await bufferOf(fetch(source ?? urlOf("wasm"), signal ? { signal } : {}));
  const compiled = WebAssembly.compile(buffer);
  // Whatever is wrong with the module is told by the check first.
  compiled.catch(() => {});
  if (codeCheck) checkCode(new Uint8Array(buffer), codeCheck);
  return compiled;
}

/** A file of this build: `tarjuman.wasm`, `tarjuman.fr.js` … @param {string} name */
export const urlOf = (name) => new URL(`tarjuman.${name}?v=${hash}`, import.meta.url);

/**
 * @param {Response | Promise<Response>} asked
 * @returns {Promise<ArrayBuffer>}
 */
export async function bufferOf(asked) {
  let problem;
  try {
    const response = await asked;
    // By way of a blob: half the time of response.arrayBuffer() for 9 MB in Chromium 156 (41 against 80 ms).
    if (response.ok) return await (await response.blob()).arrayBuffer();
    problem = failure(
      "TarjumanLoadError",
      `the engine could not be fetched: ${response.url} gave status ${response.status}`,
    );
  } catch (cause) {
    problem = failure("TarjumanLoadError", `the engine could not be fetched: ${messageOf(cause)}`, cause);
  }
  throw problem;
}

/**
 * @param {Uint8Array} bytes
 * @param {string} expected `<total>:<head>:<tail>:<crc>`
 */
export function checkCode(bytes, expected) {
  const [total, head, tail] = expected.split(":").map(Number);
  const found =
    bytes.length == total
      ? [total, head, tail, crc32(bytes.subarray(0, head), bytes.subarray(total - Number(tail)))].join(":")
      : `${bytes.length} bytes`;
  if (found != expected) {
    throw failure(
      "TarjumanFormatError",
      `the wasm is damaged or of another build than this script: expected ${expected}, found ${found}; ` +
        "reload, or build again and publish all files of the bundle together",
    );
  }
}

/**
 * CRC-32/ISO-HDLC of the pieces in a row, as eight hexadecimal digits.
 *
 * @param {...Uint8Array} pieces
 */
export function crc32(...pieces) {
  const table = Int32Array.from({ length: 256 }, (_, value) => {
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let crc = -1;
  for (const piece of pieces) {
    // By index: an iterator takes eight times as long.
    for (let i = 0; i < piece.length; i++) {
      crc = (crc >>> 8) ^ /** @type {number} */ (table[(crc ^ /** @type {number} */ (piece[i])) & 255]);
    }
  }
  return (~crc >>> 0).toString(16).padStart(8, "0");
}
