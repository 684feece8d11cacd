/** What stands around the hits in both views: languages with their counts, the correction, the line that tells how it went. */

import { button, element, filled, isolated } from "./dom.js";

/** @import { Page } from "./tarjuman.js" */
/** @import { Results } from "./ask.js" */
/** @import { State } from "./state.js" */
/** @import { Speech } from "./messages/index.js" */

/**
 * What a view tells the element that it belongs to.
 *
 * @typedef {object} Actions
 * @property {(text: string) => void} type The text has changed.
 * @property {(text: string) => void} take A text that was offered is chosen.
 * @property {() => void} commit The reader means it: all results, please.
 * @property {(change: Partial<State>) => void} choose Languages, filters or order have changed.
 * @property {(key: string, value: string) => void} fill A bound is being written, as a filter of the state by this key.
 * @property {() => void} more
 * @property {(event: Event, hit: import("./tarjuman.js").Hit, place?: import("./reading.js").Place) => void} select
 * @property {(hit: import("./tarjuman.js").Hit) => boolean} isRead Whether a press on the hit opens the reader.
 * @property {(hit: import("./tarjuman.js").Hit, url?: string) => string} hrefOf Empty where there is nothing to open.
 * @property {() => void} retry
 * @property {() => void} forget Recent searches.
 * @property {() => void} close The full view.
 */

/**
 * Buttons that narrow the search to languages and widen it again; where nothing was found, they say so.
 *
 * @param {Results} results
 * @param {State} state
 * @param {Speech} speech
 * @param {(langs: string[]) => void} choose
 * @param {number} [max]
 */
export function languagesOf({ page, home, counts }, { langs: chosen }, speech, choose, max = Infinity) {
  const found = [...counts, ...chosen.filter((tag) => !counts.some(({ lang }) => lang == tag)).map((lang) => ({ lang, total: 0 }))];
  if (found.length < 2 && !chosen.length && page.total) return [];
  if (!found.length) return [];
  const chip = (/** @type {string} */ label, /** @type {boolean} */ isPressed, /** @type {string[]} */ langs, /** @type {number} */ total) => {
    const children = [element("bdi", "name", { textContent: label })];
    if (total >= 0) children.push(element("span", "count", { textContent: speech.number(total) }));
    return button("chip", () => choose(langs), children, { ariaPressed: String(isPressed), id: `chip-${label}` });
  };
  const rank = (/** @type {{ lang: string, total: number }} */ { lang, total }) =>
    chosen.includes(lang) ? -Infinity : lang == home ? -Number.MAX_VALUE : -total;
  const chips = found
    .sort((a, b) => (rank(a) < rank(b) ? -1 : Number(rank(a) > rank(b))))
    .slice(0, max)
    .map(({ lang, total }) => {
      const isChosen = chosen.includes(lang);
      return chip(speech.nameOf(lang), isChosen, isChosen ? chosen.filter((tag) => tag != lang) : [...chosen, lang], total);
    });
  chips.unshift(chip(speech.everywhere, !chosen.length, [], -1));
  const elsewhere = page.total ? [] : [element("p", "elsewhere", { textContent: speech.elsewhere })];
  return [...elsewhere, element("div", "languages", { role: "group", ariaLabel: speech.languages }, chips)];
}

/** Heading of a group: its language, and in how many documents of it something was found. @param {string} lang @param {Results["counts"]} counts @param {Speech} speech */
export function namedCount(lang, counts, speech) {
  const total = counts.find((count) => count.lang == lang)?.total ?? 0;
  return [
    element("bdi", "name", { lang: speech.locale, textContent: speech.nameOf(lang) }),
    " ",
    ...(total ? [element("span", "count", { textContent: speech.number(total) })] : []),
  ];
}

/** A line such as "12 results". @param {Page} page @param {Speech} speech */
export function summaryOf({ total, partial: isPartial, hits }, { none, found, beyond, partial, count }) {
  if (!total) return none;
  if (isPartial) return count(partial, total);
  const summary = count(found, total);
  return hits.length > total ? beyond.replace("{found}", summary) : summary;
}

/** "Did you mean …?" @param {string} suggestion @param {Speech} speech */
export const meantOf = (suggestion, speech) =>
  filled(speech.meant, { query: element("b", "meant", {}, [isolated(suggestion)]) });

/** What to say when loading or searching failed. @param {unknown} error @param {Speech} speech */
export const failureOf = (error, speech) =>
  error instanceof Error && error.name == "TarjumanFormatError" ? speech.damaged : speech.failed;

/** One line with a bar while there is something to wait for, and a button where it can be asked for again. */
export class Status {
  #message = element("span", "message");
  #progress = element("progress", "progress", { hidden: true });
  #retry;
  node;

  /** @param {() => void} retry */
  constructor(retry) {
    this.#retry = button("retry", retry, [], { hidden: true });
    this.node = element("div", "status", {}, [this.#message, this.#retry, this.#progress]);
  }

  /** @param {string} text @param {{ retry?: string, isWaiting?: boolean }} [options] */
  say(text, { retry = "", isWaiting = false } = {}) {
    this.#message.textContent = this.#progress.ariaLabel = text;
    this.#retry.textContent = retry;
    this.#retry.hidden = !retry;
    this.#progress.hidden = !isWaiting;
  }
}
