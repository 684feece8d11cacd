/**
 * The engine in a worker.
 *
 * Two requests at a time are under way there: a search and the completions for the same text need not wait for each other's answers to cross. The
 * others wait on this side, where those aborted meanwhile are dropped without ever being run. With a search for every key press, the latest waits for
 * one other search at most.
 */

import { aborted, failure, unlessAborted } from "./errors.js";
import { urlOf } from "./load.js";
import { unpackError } from "./protocol.js";

/** @import { Answer, Request } from "./protocol.js" */
/** @import { EngineClient } from "./local.js" */

const MAX_UNDER_WAY = 2;

/**
 * @param {string | ArrayBuffer | undefined} source
 * @param {true | URL} script Url of the worker's; true for the one in the bundle.
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<EngineClient>}
 */
export async function openRemote(source, script, signal) {
  const worker = startWorker(script == true ? urlOf("worker.js") : script);
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let lastId = 0;
  /** @type {Error | undefined} */
  let broken;

  worker.onmessage = (/** @type {MessageEvent<Answer>} */ { data: { id, value, error } }) => {
    const request = waiting.get(id);
    waiting.delete(id);
    if (error) request?.reject(unpackError(error));
    else request?.resolve(value);
  };
  worker.onerror = ({ message }) => {
    broken = failure("TarjumanLoadError", `the worker failed: ${message ?? "its script could not be loaded"}`);
    for (const request of waiting.values()) request.reject(broken);
    waiting.clear();
  };

  /** @param {Omit<Request, "id">} request @returns {Promise<any>} */
  const ask = (request) =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken);
      waiting.set(++lastId, { resolve, reject });
      worker.postMessage({ id: lastId, ...request });
    });

  /** @type {Promise<unknown>[]} */
  const turns = Array(MAX_UNDER_WAY).fill(Promise.resolve());
  /** @param {Omit<Request, "id">} request @param {AbortSignal} [signal] */
  const askInTurn = (request, signal) => {
    const answer = /** @type {Promise<unknown>} */ (turns.shift()).then(() => {
      if (signal?.aborted) throw aborted();
      return ask(request);
    });
    turns.push(answer.catch(() => {}));
    return answer;
  };
  try {
    return {
      info: await unlessAborted(ask(source === undefined ? {} : { wasm: source }), signal),
      search: (query, { options }, signal) => askInTurn({ query, options }, signal),
      suggest: (prefix, { options }, signal) => askInTurn({ prefix, options }, signal),
      read: (read) => askInTurn({ read }),
      close: () => worker.terminate(),
    };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** A blob holds a classic script: from a page without an origin, as files are, no browser takes a module from one. @param {URL} url */
function startWorker(url) {
  try {
    return new Worker(trusted(url.href), { type: url.protocol == "blob:" ? "classic" : "module" });
  } catch (cause) {
    throw failure("TarjumanLoadError", "the worker could not be started; open without `worker`", cause);
  }
}

/** @type {{ createScriptURL: (url: string) => string } | undefined} */
let policy;

/**
 * The address of the worker for pages that demand trusted types: they allow a policy named `tarjuman`, which is made only where a browser has
 * such. Where the page does not allow it the worker cannot be started.
 *
 * @param {string} url
 */
function trusted(url) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  policy ??= trustedTypes?.createPolicy("tarjuman", { createScriptURL: (/** @type {string} */ url) => url });
  return policy?.createScriptURL(url) ?? url;
}
