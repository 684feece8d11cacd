/** `open()`, and the index that it gives. */

import { aborted, failure, unlessAborted } from "./errors.js";
import { bufferOf } from "./load.js";
import { openLocal } from "./local.js";
import { askedOptions, checkOptions, OPEN_RULES, SEARCH_RULES, SUGGEST_RULES } from "./options.js";
import { openRemote } from "./remote.js";

/** @import { Index, OpenOptions, SearchOptions, SuggestOptions } from "./tarjuman.js" */
/** @import { EngineClient } from "./local.js" */

/**
 * @param {OpenOptions} [options]
 * @returns {Promise<Index>}
 */
export async function open(options = {}) {
  checkOptions(options, OPEN_RULES);
  const { wasm, worker, signal } = options;
  if (signal?.aborted) throw aborted();
  const engine = readSource(wasm).then((source) => (worker ? openRemote(source, worker, signal) : openLocal(source, signal)));
  return new OpenIndex(await unlessAborted(engine, signal));
}

/** @param {OpenOptions["wasm"]} wasm */
async function readSource(wasm) {
  if (wasm === undefined || wasm instanceof ArrayBuffer) return wasm;
  if (wasm instanceof Response) return bufferOf(wasm);
  try {
    return new URL(wasm, globalThis.document?.baseURI).href;
  } catch (cause) {
    throw failure("TarjumanOptionError", `option "wasm" is not a url: ${wasm}`, cause);
  }
}

/** @implements {Index} */
class OpenIndex {
  #closing = new AbortController();
  /** @type {EngineClient | undefined} */
  #engine;

  /** @param {EngineClient} engine */
  constructor(engine) {
    this.#engine = engine;
    this.info = engine.info;
  }

  /**
   * @param {string} query
   * @param {SearchOptions} [options]
   */
  async search(query, options = {}) {
    if (typeof query != "string") throw failure("TarjumanOptionError", "the query must be a string");
    checkOptions(options, SEARCH_RULES);
    return this.#ask(options.signal, (engine, signal) => engine.search(query, askedOptions(options, this.info), signal));
  }

  /**
   * @param {string} prefix
   * @param {SuggestOptions} [options]
   */
  async suggest(prefix, options = {}) {
    if (typeof prefix != "string") throw failure("TarjumanOptionError", "the prefix must be a string");
    checkOptions(options, SUGGEST_RULES);
    const { limit = 8, langs = "all" } = options;
    return this.#ask(options.signal, (engine, signal) =>
      engine.suggest(prefix, askedOptions({ limit, langs }, this.info), signal),
    );
  }

  /** @param {string} id */
  async read(id) {
    return this.#ask(undefined, (engine) => engine.read(id));
  }

  /**
   * @template T
   * @param {AbortSignal | undefined} ownSignal
   * @param {(engine: EngineClient, signal: AbortSignal) => Promise<T>} ask
   */
  #ask(ownSignal, ask) {
    const closed = () => failure("TarjumanClosedError", "the index was closed; open it again to search");
    if (!this.#engine) throw closed();
    const closing = this.#closing.signal;
    const signal = ownSignal ? AbortSignal.any([closing, ownSignal]) : closing;
    if (signal.aborted) throw aborted();
    return unlessAborted(ask(this.#engine, signal), signal, () => (closing.aborted ? closed() : aborted()));
  }

  close() {
    this.#closing.abort();
    this.#engine?.close();
    this.#engine = undefined;
  }
}
