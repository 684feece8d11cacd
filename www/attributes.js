/** What the attributes of an element, and the page around it, say. */

/** @import { IndexInfo, SearchOptions } from "./tarjuman.js" */

const DEFAULT_LIMIT = 10;

/** @param {Element} element */
export const limitOf = (element) => Number(element.getAttribute("limit") || DEFAULT_LIMIT);

/** Languages that may be found. @param {Element} element @returns {SearchOptions["langs"]} */
export function scopeOf(element) {
  const langs = element.getAttribute("langs")?.trim();
  if (!langs || langs == "all") return "all";
  return langs == "page" ? langs : langs.split(/\s+/);
}

/** The filters to offer: names of those with values to count, names and kinds of those with a range. @param {Element} element @param {IndexInfo} info */
export function filtersOf(element, { filters }) {
  const wanted = element.getAttribute("facets")?.split(/\s+/);
  const offered = Object.entries(filters).filter(([name]) => !wanted || wanted.includes(name));
  return {
    facets: offered.flatMap(([name, kind]) => (kind == "date" ? [] : name)),
    ranges: offered.filter(([, kind]) => kind != "text"),
  };
}

/** @param {Element} element */
export const pageLangOf = (element) => element.closest("[lang]")?.getAttribute("lang") || document.documentElement.lang || "en";

/** Of several elements the first has the address. @param {Element} element */
export const usesUrl = (element) =>
  !element.hasAttribute("no-url") && document.querySelector("tarjuman-search:not([no-url])") == element;
