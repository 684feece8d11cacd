/** What a hit shows, in the list of the box and in the full view. Everything from the index goes in as text. */

import { related } from "./ask.js";
import { element, filled, isolated } from "./dom.js";

/** @import { Excerpt, Hit } from "./tarjuman.js" */
/** @import { Speech } from "./messages/index.js" */

/** Schemes that a hit may link to; `javascript:` and the like are shown but lead nowhere. */
const LINKED = ["http:", "https:", "file:"];
/** UTF-16 code units of a title or url that are shown: enough for any that was meant to be read. */
const MAX_LENGTH = 300;

/** The address that a hit may link to; empty where it may not. @param {string} url */
export function linkOf(url) {
  try {
    const { href, protocol } = new URL(url, document.baseURI);
    return LINKED.includes(protocol) ? href : "";
  } catch {
    return "";
  }
}

/** @param {Pick<Hit, "title" | "url">} hit */
export const titleOf = ({ title, url }) => shortened(title.trim() || url);

/** @param {string} text */
const shortened = (text) => (text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text);

/** @param {Excerpt} excerpt */
export const excerptOf = (excerpt) =>
  excerpt.map(({ text, mark }) => (mark ? element("mark", "mark", { textContent: text }) : text));

/**
 * Language (of hits in another than the page's), date, and through which word a hit was found when that is not one of the query.
 *
 * @param {Hit} hit
 * @param {Speech} speech
 * @param {string} pageLang
 */
export function sourceOf(hit, speech, pageLang) {
  const { locale } = speech;
  const line = element("div", "source", { lang: locale });
  if (!related(hit.lang, pageLang)) line.append(element("bdi", "lang", { textContent: speech.nameOf(hit.lang) }));
  const word = foundWord(hit);
  if (word) line.append(element("bdi", "through", {}, filled(speech.through, { word: isolated(word, hit.lang) })));
  if (hit.date) line.append(element("time", "date", { dir: "auto", dateTime: hit.date, textContent: speech.day(hit.date) }));
  line.append(element("bdi", "url", { dir: "ltr", ariaHidden: "true", textContent: shortened(hit.url) }));
  return line;
}

/** The word by which a hit was found across languages, scripts or synonyms; that its excerpt marks where the index names none. @param {Hit} hit */
const foundWord = ({ through, via, excerpt }) =>
  through?.[0] ?? (via.some((way) => way == "translation" || way == "sound") ? excerpt.find(({ mark }) => mark)?.text : undefined);

/**
 * The same page in other languages.
 *
 * @param {Pick<Hit, "alternates">} hit
 * @param {Speech} speech
 */
export function alternatesOf({ alternates }, speech) {
  const links = Object.entries(alternates).flatMap(([lang, url]) => {
    const href = linkOf(url);
    return href ? [element("a", "alternate", { href, hreflang: lang, textContent: speech.nameOf(lang) })] : [];
  });
  return links.length ? [element("div", "alternates", { lang: speech.locale }, [speech.also, " ", ...links])] : [];
}
