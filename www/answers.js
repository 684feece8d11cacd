/** The worker's end of the conversation in `protocol.js`: answers requests one after the other. */

import { packError } from "./protocol.js";

/** @import { Answer, Request } from "./protocol.js" */
/** @import { Index, open } from "./tarjuman.js" */

/** From now on this worker answers. @param {typeof open} openIndex */
export function answerWith(openIndex) {
  /** @type {Index | undefined} */
  let index;

  /** @param {Request} request */
  async function answer({ wasm, query, prefix, read, options }) {
    if (index && query !== undefined) return index.search(query, options);
    if (index && prefix !== undefined) return index.suggest(prefix, options);
    if (index && read !== undefined) return index.read(read);
    index = await openIndex(wasm === undefined ? {} : { wasm });
    return index.info;
  }

  onmessage = async (/** @type {MessageEvent<Request>} */ { data }) => {
    /** @type {Answer} */
    const message = { id: data.id };
    try {
      message.value = await answer(data);
    } catch (thrown) {
      message.error = packError(thrown);
    }
    postMessage(message);
  };
}
