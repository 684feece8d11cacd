// What a static host makes of a file: the two sizes by which everything is measured here.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Length after `brotli -q 11`. @param {Uint8Array} bytes */
export function brotliBytes(bytes) {
    const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    return brotliCompressSync(bytes, { params }).length;
}

/** Length after `gzip -9`. @param {Uint8Array} bytes */
export function gzipBytes(bytes) {
    return gzipSync(bytes, { level: 9 }).length;
}
