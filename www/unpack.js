/** Bytes that stand in a page as text: gzip in base64. */

/** Characters decoded at a time, a multiple of four: so much that the page waits for no piece of work longer than some milliseconds. */
const CHUNK = 1 << 18;

/**
 * @param {string} text
 * @returns {Promise<ArrayBuffer>}
 */
export function unpack(text) {
  let at = 0;
  /** @type {ReadableStream<BufferSource>} */
  const packed = new ReadableStream({
    pull(controller) {
      if (at >= text.length) return controller.close();
      controller.enqueue(decode(text.slice(at, (at += CHUNK))));
    },
  });
  return new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** @param {string} base64 */
function decode(base64) {
  const { fromBase64 } = /** @type {{ fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }} */ (Uint8Array);
  return fromBase64 ? fromBase64.call(Uint8Array, base64) : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
