/** Links that land on the passage: text fragments, built from the excerpt as the document has it. */

/** @import { Excerpt, Hit } from "./tarjuman.js" */

/** Schemes other than these have no pages with passages in them. */
const OTHER_SCHEME = /^(?!(https?|file):)[a-z][a-z\d+.-]*:/i;
/** UTF-16 code units that a fragment has at least, where the excerpt has as many: one word stands in many places. */
const MIN_LENGTH = 24;
/** What surely is no part of a word; browsers match whole words only. */
const BOUNDARY = /[\s…。，、；：！？「」『』（）《》]/u;

/**
 * The url with a fragment for the words around the first mark; the url itself when nothing is marked.
 *
 * @param {string} url
 * @param {Excerpt} excerpt
 */
export function linkTo(url, excerpt) {
  const marked = excerpt.findIndex(({ mark }) => mark);
  if (marked < 0 || OTHER_SCHEME.test(url) || url.includes(":~:")) return url;
  const text = excerpt.map(({ text }) => text).join("");
  const before = excerpt.slice(0, marked).reduce((sum, { text }) => sum + text.length, 0);
  let start = before;
  while (start && !BOUNDARY.test(text.charAt(start - 1))) start--;
  let end = Math.min(text.length, Math.max(start + MIN_LENGTH, before + (excerpt[marked]?.text.length ?? 0)));
  while (end < text.length && !BOUNDARY.test(text.charAt(end))) end++;
  while (BOUNDARY.test(text.charAt(end - 1))) end--;
  const words = encodeURIComponent(text.slice(start, end)).replaceAll("-", "%2D");
  return `${url}${url.includes("#") ? "" : "#"}:~:text=${words}`;
}

/**
 * A hit of the engine with its links; sections without an anchor get a fragment of their own.
 *
 * @param {Omit<Hit, "link">} hit
 * @returns {Hit}
 */
export const withLinks = (hit) => ({
  ...hit,
  link: linkTo(hit.url, hit.excerpt),
  sections: hit.sections.map((section) =>
    section.url == hit.url ? { ...section, url: linkTo(hit.url, section.excerpt) } : section,
  ),
});
