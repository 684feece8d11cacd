/** Options from outside: what is unknown, of the wrong type or out of range is an error that names it, never guessed at. */

import { failure } from "./errors.js";

/** @import { SearchOptions } from "./tarjuman.js" */
/** @import { EngineOptions } from "./glue.js" */

/** @typedef {[accepts: (value: any) => boolean, expected: string]} Rule */

/** Hits that one search may ask for: a page, not an export. */
const MAX_LIMIT = 1000;
const MAX_OFFSET = 1_000_000;

/** @param {unknown} value */
const isString = (value) => typeof value == "string";

/** @param {number} min @param {number} max @returns {Rule} */
const integer = (min, max) => [
  (value) => Number.isInteger(value) && value >= min && value <= max,
  `an integer from ${min} to ${max}`,
];

/** @type {Rule} */
const SIGNAL = [(value) => value instanceof AbortSignal, "an AbortSignal"];

/** @type {Record<string, Rule>} */
export const OPEN_RULES = {
  wasm: [
    (value) => isString(value) || [URL, Response, ArrayBuffer].some((type) => value instanceof type),
    "a url, a Response or an ArrayBuffer",
  ],
  worker: [(value) => typeof value == "boolean", "true or false"],
  signal: SIGNAL,
};

/** @type {Record<string, Rule>} */
export const SEARCH_RULES = {
  limit: integer(0, MAX_LIMIT),
  offset: integer(0, MAX_OFFSET),
  langs: [
    (value) => value == "all" || value == "page" || (Array.isArray(value) && value.every(isString)),
    '"all", "page" or a list of language tags',
  ],
  filters: [
    (value) => value && typeof value == "object" && !Object.keys(value).length,
    "{}: this index declares no filters",
  ],
  sort: [(value) => value == "relevance", '"relevance"'],
  signal: SIGNAL,
};

/** @type {Record<string, Rule>} */
export const SUGGEST_RULES = {
  limit: integer(0, MAX_LIMIT),
  langs: /** @type {Rule} */ (SEARCH_RULES.langs),
  signal: SIGNAL,
};

/**
 * @param {unknown} options
 * @param {Record<string, Rule>} rules
 */
export function checkOptions(options, rules) {
  if (typeof options != "object" || !options) throw failure("TarjumanOptionError", "the options must be an object");
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) && rules[name];
    if (!rule) {
      throw failure("TarjumanOptionError", `unknown option "${name}"; known are ${Object.keys(rules).join(", ")}`);
    }
    if (value !== undefined && !rule[0](value)) {
      throw failure("TarjumanOptionError", `option "${name}" must be ${rule[1]}`);
    }
  }
}

/**
 * Checked search options as the engine wants them.
 *
 * @param {SearchOptions} options
 * @param {{ lang: string }[]} known Languages of the index.
 * @returns {EngineOptions}
 */
export function engineOptions({ limit = 10, offset = 0, langs = "all" }, known) {
  return {
    limit,
    offset,
    langs: langs == "all" ? undefined : langs == "page" ? pageLangs(known) : langs.map(canonicalTag),
  };
}

/** @param {string} tag */
function canonicalTag(tag) {
  try {
    return /** @type {string} */ (Intl.getCanonicalLocales(tag)[0]);
  } catch (cause) {
    throw failure("TarjumanOptionError", `option "langs" holds "${tag}", which is not a language tag`, cause);
  }
}

/**
 * The page's language as far as the index knows it: `fr` for `fr-CA` when there is no closer one. A page without a language
 * restricts nothing.
 *
 * @param {{ lang: string }[]} known
 */
function pageLangs(known) {
  const { lang } = document.documentElement;
  if (!lang) return undefined;
  const tag = canonicalTag(lang);
  for (let shorter = tag; shorter; shorter = shorter.slice(0, Math.max(0, shorter.lastIndexOf("-")))) {
    if (known.some(({ lang }) => `${lang}-`.startsWith(`${shorter}-`))) return [shorter];
  }
  return [tag];
}
