/** The engine in this thread, page or worker. Each has a wasm instance of its own, which goes when nothing holds it any more. */

import { failure, messageOf } from "./errors.js";
import { createGlue } from "./glue.js";
import { withLinks } from "./link.js";
import { load } from "./load.js";

/** @import { FullDocument, IndexInfo, Page, Suggestion } from "./tarjuman.js" */
/** @import { AskedOptions } from "./options.js" */
/** @import { EnginePage, MissingParts } from "./glue.js" */

/**
 * What an index needs below it.
 *
 * @typedef {object} EngineClient
 * @property {IndexInfo} info
 * @property {(query: string, options: AskedOptions, signal?: AbortSignal) => Promise<Page>} search
 * @property {(prefix: string, options: AskedOptions, signal?: AbortSignal) => Promise<Suggestion[]>} suggest
 * @property {(id: string) => Promise<FullDocument | null>} read
 * @property {() => void} close
 */

/**
 * @param {string | ArrayBuffer | undefined} source
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<EngineClient>}
 */
export async function openLocal(source, signal) {
  const module = await load(source, signal).catch(fail);
  const { init, Engine } = createGlue();
  const engine = await init(module)
    .then(() => new Engine())
    .catch(fail);
  /**
   * Asks until no part is missing.
   *
   * @param {() => string} ask
   * @returns {Promise<any>}
   */
  async function complete(ask) {
    for (;;) {
      const answer = JSON.parse(attempt(ask));
      if (!answer?.missing) return answer;
      for (const part of /** @type {MissingParts} */ (answer).missing) {
        const bytes = await loadPart(part);
        attempt(() => engine.supply(part, bytes));
      }
    }
  }
  return {
    info: JSON.parse(attempt(() => engine.info())),
    async search(query, { compiled }) {
      const started = performance.now();
      const normalized = query.normalize("NFKD");
      /** @type {EnginePage} */
      const page = await complete(() => engine.search(normalized, compiled));
      const tookMs = performance.now() - started;
      const suggestion = page.suggestion && page.suggestion.normalize("NFC");
      return { ...page, suggestion, hits: page.hits.map(withLinks), tookMs };
    },
    async suggest(prefix, { compiled }) {
      const normalized = prefix.normalize("NFKD");
      /** @type {Suggestion[]} */
      const suggestions = await complete(() => engine.suggest(normalized, compiled));
      return suggestions.map((suggestion) => ({ ...suggestion, text: suggestion.text.normalize("NFC") }));
    },
    read: (id) => complete(() => engine.read(id)),
    close() {},
  };
}

/**
 * @param {number} part
 * @returns {Promise<Uint8Array>}
 */
async function loadPart(part) {
  throw failure("TarjumanLoadError", `part ${part} of the index is not in this bundle`);
}

/**
 * @template T
 * @param {() => T} action
 */
function attempt(action) {
  try {
    return action();
  } catch (error) {
    return fail(error);
  }
}

/**
 * Gives whatever the engine or the browser throws a name of the contract.
 *
 * @param {unknown} error
 * @returns {never}
 */
function fail(error) {
  if (error instanceof Error && error.name.startsWith("Tarjuman")) throw error;
  if (error instanceof RangeError)
    throw failure("TarjumanLoadError", `no memory for the engine: ${error.message}`, error);
  throw failure("TarjumanFormatError", `the engine does not run: ${messageOf(error)}`, error);
}
