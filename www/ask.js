/** What the element asks of an index: one search for what is shown first, and a few more for what stands around it. */

import { keyOf } from "./filters.js";

/** @import { Facets, Hit, Index, IndexInfo, Page, SearchOptions, ValueKind } from "./tarjuman.js" */
/** @import { State } from "./state.js" */

/**
 * @typedef {object} Asked
 * @property {State} state
 * @property {string} home The language of the page around the element.
 * @property {SearchOptions["langs"]} scope Languages that the owner allows.
 * @property {number} limit
 * @property {readonly string[]} facets Filters to count.
 * @property {AbortSignal} signal
 */

/**
 * @typedef {object} Results
 * @property {Page} page
 * @property {string} home Language whose hits lead.
 * @property {boolean} isWhole There are no more hits than these. Totals do not tell, since they count translations too.
 * @property {Page["langs"]} counts Languages in which the query finds something, those not chosen too.
 */

/** Hits of another language than the leading one, before the reader asks for all of them. */
const NUM_OF_OTHERS = 3;
/** Hits that an index gives at once. */
export const MAX_LIMIT = 1000;
/** Completions offered. */
const NUM_COMPLETIONS = 3;
/** Languages searched for such hits. */
const MAX_OTHERS = 6;

/**
 * Hits in the language of the page come first, unless they are there by translation alone while others have the very words: who
 * types Arabic on an English page means Arabic.
 *
 * @param {Index} index
 * @param {Asked} asked
 * @returns {Promise<Results>}
 */
export async function ask(index, { state, home, scope, limit, facets, signal }) {
  const { query, langs, sort } = state;
  const options = optionsOf(state, index.info, { limit, facets, signal });
  const isNarrow = langs.length > 0;
  const within = { ...options, langs: isNarrow ? langs : (scope ?? "all") };
  const leads = !isNarrow && sort == "relevance" && isTag(home);
  let page = await index.search(query, leads ? { ...within, first: home } : within);
  if (leads && !isDirect(page.hits[0])) {
    const other = await index.search(query, within);
    if (isDirect(other.hits[0])) page = other;
  }
  // Also where nothing was found: what else there would be.
  const isCounted = !isNarrow && (page.total || !scope || scope == "all");
  const { langs: counts } = isCounted
    ? page
    : await index.search(query, { ...options, limit: 0, facets: false, langs: isNarrow && scope ? scope : "all" });
  return { page, home: page.hits[0]?.lang ?? home, isWhole: page.hits.length < limit || limit >= MAX_LIMIT, counts };
}

/** Completions of what is typed. @param {Index} index @param {Asked} asked */
export function complete(index, { state: { query, langs }, scope, signal }) {
  const within = langs.length ? langs : scope;
  return index.suggest(query, { limit: NUM_COMPLETIONS, signal, ...(within && { langs: within }) });
}

/**
 * Options that the index accepts: what an old address names and the index does not have is left out.
 *
 * @param {State} state
 * @param {IndexInfo} info
 * @param {SearchOptions} options
 * @returns {SearchOptions}
 */
function optionsOf({ query, filters, sort }, info, options) {
  const known = Object.entries(info.filters).map(([name, kind]) => {
    const [any, [min], [max]] = chosenOf(filters, name, kind);
    // A range whose lowest value is above its highest is no question.
    const range = kind == "text" || min > max ? {} : { min, max };
    return [name, any.length ? { any, ...range } : range];
  });
  const keys = ["date", ...Object.keys(info.sort)];
  // Without words there is nothing to be relevant to: the newest, as the index does where there is a filter.
  const order = keys.includes(sort.replace(/^-/, "")) ? sort : query.trim() ? "relevance" : "-date";
  return { ...options, filters: Object.fromEntries(known), sort: order };
}

/**
 * Values of a filter that are chosen, those for its lowest, and those for its highest, without what is no value of its kind.
 *
 * @param {State["filters"]} filters
 * @param {string} name
 * @param {ValueKind} kind
 * @returns {[any: any[], min: any[], max: any[]]}
 */
export const chosenOf = (filters, name, kind) =>
  /** @type {any} */ (
    ["", ">", "<"].map((sign) =>
      (filters[name + sign] ?? [])
        .map((text) => (kind == "number" ? Number(text.trim() || NaN) : text))
        .filter((value) => keyOf(value, kind) !== false),
    )
  );

/**
 * Counts as if no value of their own filter were chosen: what choosing another would bring.
 *
 * @param {Index} index
 * @param {Asked} asked
 * @param {Facets} facets
 * @returns {Promise<Facets>}
 */
export async function countFacets(index, { state, scope, signal, facets: names }, facets) {
  const counted = { ...facets };
  for (const name of names.filter((name) => state.filters[name]?.length)) {
    const others = { ...state, filters: { ...state.filters, [name]: [] } };
    const langs = state.langs.length ? state.langs : (scope ?? "all");
    const page = await index.search(state.query, { ...optionsOf(others, index.info, { limit: 0, facets: [name], signal }), langs });
    counted[name] = page.facets[name] ?? [];
  }
  return counted;
}

/**
 * Hits by language, the leading one first, the others as they come.
 *
 * @param {readonly Hit[]} hits
 * @param {string} home
 */
export function grouped(hits, home) {
  /** @type {Map<string, Hit[]>} */
  const groups = new Map();
  for (const hit of [...hits.filter(({ lang }) => lang == home), ...hits.filter(({ lang }) => lang != home)]) {
    groups.set(hit.lang, [...(groups.get(hit.lang) ?? []), hit]);
  }
  return groups;
}

/**
 * Some hits of the languages that have none among the first: those that are no translation of what is shown already.
 *
 * @param {Index} index
 * @param {Asked} asked
 * @param {Results} results
 * @returns {AsyncGenerator<[lang: string, hits: Hit[]]>}
 */
export async function* others(index, { state, signal }, { page, counts }) {
  const shown = new Set(page.hits.flatMap(({ url, alternates }) => [url, ...Object.values(alternates)]));
  const missing = counts.filter(({ lang }) => !page.hits.some((hit) => hit.lang == lang));
  for (const { lang } of missing.slice(0, MAX_OTHERS)) {
    const options = optionsOf(state, index.info, { limit: NUM_OF_OTHERS, facets: false, signal });
    const { hits } = await index.search(state.query, { ...options, langs: [lang] });
    const fresh = hits.filter((hit) => hit.lang == lang && !shown.has(hit.url));
    for (const hit of fresh) for (const url of [hit.url, ...Object.values(hit.alternates)]) shown.add(url);
    if (fresh.length) yield [lang, fresh];
  }
}

/** Whether a hit has a word as it was asked for, not its translation or its sound alone. @param {Hit | undefined} hit */
const isDirect = (hit) => hit?.via.some((via) => via != "translation" && via != "sound") ?? false;

/**
 * Whether naming one language on a page in the other would tell nothing: `en` and `en-GB`, but not `zh-Hans` and `zh-Hant`.
 *
 * @param {string} a
 * @param {string} b
 */
export const related = (a, b) => `${a}-`.startsWith(`${b}-`) || `${b}-`.startsWith(`${a}-`);

/** @param {string} tag */
export function isTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
