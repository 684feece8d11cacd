/** Options from outside: what is unknown, of the wrong type or out of range is an error that names it, never guessed at. */

import { failure } from "./errors.js";
import { compileFilters } from "./filters.js";

/** @import { IndexInfo, SearchOptions } from "./tarjuman.js" */
/** @import { EngineOptions } from "./glue.js" */

/** @typedef {{ options: SearchOptions, compiled: EngineOptions }} AskedOptions */

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
const BOOLEAN = [(value) => typeof value == "boolean", "true or false"];

/** @type {Rule} */
const SIGNAL = [(value) => value instanceof AbortSignal, "an AbortSignal"];

/** @type {Record<string, Rule>} */
export const OPEN_RULES = {
  wasm: [
    (value) => isString(value) || [URL, Response, ArrayBuffer].some((type) => value instanceof type),
    "a url, a Response or an ArrayBuffer",
  ],
  worker: [(value) => typeof value == "boolean" || value instanceof URL, "true, false or the URL of a script"],
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
  filters: [(value) => typeof value == "object" && value && !Array.isArray(value), "an object: name → filter"],
  facets: [
    (value) => typeof value == "boolean" || (Array.isArray(value) && value.every(isString)),
    "true, false or a list of names of filters",
  ],
  explain: BOOLEAN,
  sort: [isString, "a string"],
  first: [isString, '"page" or a language tag'],
  alternates: [(value) => value == "fold" || value == "separate", '"fold" or "separate"'],
  crossLanguage: BOOLEAN,
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
 * Checked search options without a signal and without a page: as they go to a worker, and as the engine wants them.
 *
 * @param {SearchOptions} options
 * @param {IndexInfo} info
 * @returns {AskedOptions}
 */
export function askedOptions({ signal, first, ...options }, info) {
  const { limit = 10, offset = 0, langs = "all", filters = {}, facets = true, sort = "relevance", explain = false } = options;
  const before = first == "page" ? pageLangs(info.langs)?.[0] : first === undefined ? first : canonicalTag(first, "first");
  const resolved = {
    ...options,
    langs: langs == "page" ? (pageLangs(info.langs) ?? "all") : langs == "all" ? langs : langs.map((tag) => canonicalTag(tag, "langs")),
    ...(before && { first: before }),
  };
  // Where no document has a date, sorting by it does no harm.
  const keys = ["date", ...Object.keys(info.sort).filter((key) => key != "date")];
  if (sort != "relevance" && !keys.includes(sort.replace(/^-/, ""))) {
    throw unknown("sort", sort, ["relevance", ...keys.flatMap((key) => [key, `-${key}`])]);
  }
  const names = Object.keys(info.filters).filter((name) => info.filters[name] != "date");
  for (const name of facets instanceof Array ? facets : []) {
    if (!names.includes(name)) throw unknown("facets", name, names);
  }
  return {
    options: resolved,
    compiled: {
      limit,
      offset,
      explain,
      langs: resolved.langs == "all" ? undefined : resolved.langs,
      filters: compileFilters(filters, info.filters),
      facets: facets === true ? undefined : facets || [],
      sort: sort == "relevance" ? "" : sort,
      first: before ?? "",
      separate: options.alternates == "separate",
      crossLanguage: options.crossLanguage ?? true,
    },
  };
}

/** @param {string} option @param {string} found @param {string[]} known */
const unknown = (option, found, known) =>
  failure("TarjumanOptionError", `option "${option}": there is no "${found}"; known are ${known.join(", ") || "none"}`);

/** @param {string} tag @param {string} option */
function canonicalTag(tag, option) {
  try {
    return /** @type {string} */ (Intl.getCanonicalLocales(tag)[0]);
  } catch (cause) {
    throw failure("TarjumanOptionError", `option "${option}" holds "${tag}", which is not a language tag`, cause);
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
  const tag = canonicalTag(lang, "langs");
  for (let shorter = tag; shorter; shorter = shorter.slice(0, Math.max(0, shorter.lastIndexOf("-")))) {
    if (known.some(({ lang }) => `${lang}-`.startsWith(`${shorter}-`))) return [shorter];
  }
  return [tag];
}
