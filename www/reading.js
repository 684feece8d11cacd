/** Which hits are read in the page, by the attribute `reader`; the reader itself is a file of its own, fetched for the first of them. */

import { linkOf } from "./hit.js";
import { urlOf } from "./load.js";

/** @import { Hit } from "./tarjuman.js" */

/**
 * What to open: a document, and in it the passage of an excerpt. A hit is one, and so is a section with the id of its document.
 *
 * @typedef {object} Place
 * @property {string} id Or the url of the document.
 * @property {string} [link] To the page.
 * @property {string} [url] The same, without a link.
 * @property {string} [title] Heading of the section.
 * @property {import("./tarjuman.js").Excerpt} [excerpt]
 */

/** Whether a press on the hit opens the reader. @param {Element} element @param {Hit} hit */
export function isRead(element, { pageless }) {
  const which = element.getAttribute("reader");
  return which != null && (pageless || which != "missing");
}

/** The address of a hit or of a section of it: none of its own where it is read here for want of a page. @param {Element} element @param {Hit} hit */
export const hrefOf = (element, hit, url = "") => (hit.pageless && isRead(element, hit) ? "#" : linkOf(url));

export const reader = {
  /** `search.html` has it inside. @returns {Promise<typeof import("./reader.js")>} */
  load: () => import(urlOf("reader.js").href),
};
