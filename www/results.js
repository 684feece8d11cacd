/** Hits as options of a listbox. Everything from the index goes in as text. */

import { element } from "./dom.js";

/** @import { ExcerptPiece, Hit } from "./tarjuman.js" */
/** @import { messagesFor } from "./messages/index.js" */

/** Schemes that a hit may link to; `javascript:` and the like are shown but lead nowhere. */
const LINKED = ["http:", "https:", "file:"];

/**
 * @param {Hit} hit
 * @param {number} position
 * @param {ReturnType<typeof messagesFor>} messages
 * @param {string} pageLang
 */
export function optionOf(hit, position, messages, pageLang) {
  const url = linkOf(hit.link);
  const option = element(url ? "a" : "div", "hit", {
    id: `hit-${position}`,
    role: "option",
    ariaSelected: "false",
    lang: hit.lang,
    dir: hit.dir,
  });
  if (url) Object.assign(option, { href: url, tabIndex: -1 });
  option.append(
    element("div", "title", { textContent: hit.title || hit.url }),
    element("div", "excerpt", {}, hit.excerpt.map(pieceOf)),
    sourceLine(hit, messages, pageLang),
  );
  return option;
}

/** @param {ExcerptPiece} piece */
const pieceOf = ({ text, mark }) => (mark ? element("mark", "mark", { textContent: text }) : text);

/**
 * @param {Hit} hit
 * @param {ReturnType<typeof messagesFor>} messages
 * @param {string} pageLang
 */
function sourceLine(hit, messages, pageLang) {
  const line = element("div", "source");
  if (!related(hit.lang, pageLang)) {
    line.append(element("bdi", "lang", { lang: messages.locale, textContent: messages.nameOf(hit.lang) }));
  }
  line.append(element("bdi", "url", { dir: "ltr", ariaHidden: "true", textContent: hit.url }));
  return line;
}

/**
 * Whether naming one language on a page in the other would tell nothing: `en` and `en-GB`, but not `zh-Hans` and `zh-Hant`.
 *
 * @param {string} a
 * @param {string} b
 */
const related = (a, b) => `${a}-`.startsWith(`${b}-`) || `${b}-`.startsWith(`${a}-`);

/** @param {string} url */
function linkOf(url) {
  try {
    const { href, protocol } = new URL(url, document.baseURI);
    return LINKED.includes(protocol) && href;
  } catch {
    return false;
  }
}
