/** What a reader has asked for, and how it stands in the address: `?q=…&lang=fr&f.topic=transport&f.date>=1900-01-01&sort=-date`. */

import { isTag } from "./ask.js";

/**
 * @typedef {object} State
 * @property {string} query
 * @property {string[]} langs Languages chosen; none are all.
 * @property {Record<string, string[]>} filters Values chosen, by name; the lowest by `name>`, the highest by `name<`.
 * @property {string} sort
 */

/** What the address does not tell, kept with the entry of the history. @typedef {{ isFull: boolean, numShown: number, scroll: number }} Place */

const QUERY = "q";
const LANG = "lang";
const SORT = "sort";
/** Before the name of a filter, for other parameters of the page may have the same name. */
const FILTER = "f.";

/** @returns {State} */
export const emptyState = () => ({ query: "", langs: [], filters: Object.create(null), sort: "relevance" });

/** @returns {State} */
export function readAddress() {
  const state = emptyState();
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name == QUERY) state.query = value;
    else if (name == SORT) state.sort = value;
    else if (name == LANG) state.langs.push(...value.split(",").filter(isTag));
    else if (name.startsWith(FILTER)) (state.filters[name.slice(FILTER.length)] ??= []).push(value);
  }
  return state;
}

/** The address with this state instead of its own. @param {State} state */
export function addressOf({ query, langs, filters, sort }) {
  const url = new URL(location.href);
  const { searchParams: asked } = url;
  for (const name of [...asked.keys()]) if ([QUERY, LANG, SORT].includes(name) || name.startsWith(FILTER)) asked.delete(name);
  if (query) asked.set(QUERY, query);
  if (langs.length) asked.set(LANG, langs.join());
  if (sort != "relevance") asked.set(SORT, sort);
  for (const [name, values] of Object.entries(filters)) for (const value of values) asked.append(FILTER + name, value);
  return url.href;
}

/** @returns {Place} */
export const readPlace = () => ({ isFull: false, numShown: 0, scroll: 0, ...history.state?.tarjuman });

/**
 * Entries of the history: typing changes the one at hand, committing makes a new one behind which the old is as it was.
 */
export class Trail {
  #committed = location.href;

  /** @param {string} address @param {Place} place */
  replace(address, place) {
    write("replaceState", address, place);
  }

  /** @param {string} address @param {Place} place @param {Place} before */
  push(address, place, before) {
    if (address != this.#committed || place.isFull != before.isFull) {
      write("replaceState", this.#committed, before);
      write("pushState", address, place);
    } else {
      write("replaceState", address, place);
    }
    this.#committed = address;
  }

  /** The browser went to another entry. */
  moved() {
    this.#committed = location.href;
  }
}

/** @param {"pushState" | "replaceState"} how @param {string} address @param {Place} place */
function write(how, address, place) {
  try {
    history[how]({ ...history.state, tarjuman: place }, "", address);
  } catch {
    // Documents without an address of their own (srcdoc, sandboxes) and browsers that count changes refuse; the query is not lost by it.
  }
}
