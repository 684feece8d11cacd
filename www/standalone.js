/**
 * The script of `search.html`, the page that `tarjuman build --single-file` writes: element, messages, engine and index are all inside, and nothing
 * is asked of a network. A classic script, so that its own text, as a blob, is the worker's too.
 *
 * The page says by attributes of its root how urls of the site are read when it is opened as a file: `data-base` is what they begin with,
 * `data-site` leads from the page to the folder that this stands for (`placed.js`).
 */

import { MESSAGES } from "./all-messages.js";
import { answerWith } from "./answers.js";
import { failure, messageOf } from "./errors.js";
import { open } from "./open.js";
import { read } from "./reader.js";
import { reader } from "./reading.js";
import { placed } from "./placed.js";
import { TarjumanSearch } from "./search-element.js";
import { pageSheet } from "./styles.js";
import { unpack } from "./unpack.js";
import { greet } from "./welcome.js";

/** @import { Hit, Index, OpenOptions } from "./tarjuman.js" */

if (globalThis.document) start();
else answerWith(open);

function start() {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript).text;
  greet();
  document.adoptedStyleSheets.push(pageSheet());
  TarjumanSearch.messages = MESSAGES;
  TarjumanSearch.open = (options) => openInside(options, script);
  reader.load = async () => ({ read });
  customElements.define("tarjuman-search", TarjumanSearch);
}

/**
 * @param {OpenOptions | undefined} options
 * @param {string} script
 * @returns {Promise<Index>}
 */
async function openInside({ worker, ...options } = {}, script) {
  const wasm = await bytesInside();
  if (!worker) return atHome(await open({ ...options, wasm }));
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return atHome(await open({ ...options, wasm, worker: new URL(url) }));
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function bytesInside() {
  try {
    return await unpack(/** @type {HTMLScriptElement} */ (document.getElementById("tarjuman-bundle")).text);
  } catch (cause) {
    throw failure("TarjumanFormatError", `the index inside this page is damaged; copy the page again: ${messageOf(cause)}`, cause);
  }
}

/** An index whose documents lead to where the site's pages lie beside this one. @param {Index} index @returns {Index} */
function atHome(index) {
  if (location.protocol != "file:") return index;
  const { base = "/", site = "" } = document.documentElement.dataset;
  const to = (/** @type {string} */ url) => placed(url, base, site);
  /** Urls of translations as the index has them, by what became of them. @type {Map<string, string>} */
  const known = new Map();
  const others = (/** @type {Hit["alternates"]} */ alternates) =>
    Object.fromEntries(Object.entries(alternates).map(([lang, url]) => (known.set(to(url), url), [lang, to(url)])));
  /** @param {Hit} hit @returns {Hit} */
  const moved = (hit) => ({
    ...hit,
    url: to(hit.url),
    link: to(hit.link),
    sections: hit.sections.map((section) => ({ ...section, url: to(section.url) })),
    alternates: others(hit.alternates),
  });
  return {
    info: index.info,
    async search(query, options) {
      const page = await index.search(query, options);
      return { ...page, hits: page.hits.map(moved) };
    },
    suggest: (prefix, options) => index.suggest(prefix, options),
    async read(id) {
      const found = await index.read(known.get(id) ?? id);
      return found && { ...found, url: to(found.url), alternates: others(found.alternates) };
    },
    close: () => index.close(),
  };
}
