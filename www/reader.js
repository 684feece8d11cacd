/** The reader: a document of the index in a dialog, at the passage that was found. Everything from the index goes in as text. */

import { related } from "./ask.js";
import { usesUrl } from "./attributes.js";
import { button, element, icon } from "./dom.js";
import { alternatesOf, excerptOf, linkOf, titleOf } from "./hit.js";
import { readerSheet } from "./reader-styles.js";

/** @import { Excerpt, FullDocument, Index } from "./tarjuman.js" */
/** @import { Speech } from "./messages/index.js" */
/** @import { Place } from "./reading.js" */

/** Its state in the history; what else is there stays. */
const ENTRY = "tarjumanReader";

/**
 * Opens it over what is there; where the index has no such document, goes to its page, if that has a link.
 *
 * @param {HTMLElement & { index: Index | null }} host
 * @param {Speech | undefined} speech
 * @param {AbortSignal} signal Closes it.
 * @param {Place} place
 */
export async function read(host, speech, signal, place) {
  const { index, shadowRoot: root } = host;
  if (!index || !root || !speech) return;
  const first = await index.read(place.id);
  if (signal.aborted) return;
  if (!first) return leave(place.id);
  const focused = /** @type {HTMLElement | null} */ (root.activeElement);
  const sheet = readerSheet();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);

  const bar = element("div", "reader-bar");
  const content = element("div", "reader-document");
  const dialog = element("dialog", "reader", { lang: speech.locale }, [bar, content]);
  dialog.setAttribute("aria-labelledby", "reader-title");
  const closed = new AbortController();

  let shown = first;
  /** @param {FullDocument} document @param {Place} at */
  const show = (document, { link, url, title: wanted, excerpt = [] }) => {
    shown = document;
    const href = document.pageless ? "" : linkOf(link ?? url ?? document.url);
    const page = href ? [element("a", "reader-page", { href, textContent: speech.open })] : [];
    bar.replaceChildren(...page, button("close", () => dialog.close(), [icon("close")], { ariaLabel: speech.close }));
    const { head, title, text, found } = parts(document, speech, wanted, excerpt);
    Object.assign(content, { lang: document.lang, dir: document.dir });
    content.replaceChildren(head, text);
    title.focus();
    dialog.scrollTop = 0;
    found?.scrollIntoView({ block: "center" });
  };
  const turn = async (/** @type {string} */ id) => {
    const document = await index.read(id).catch(() => null);
    if (closed.signal.aborted) return;
    if (document) show(document, { id });
    else leave(id);
  };

  dialog.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a.alternate"));
    if (target == dialog) dialog.close();
    else if (link && (shown.pageless || !(event.ctrlKey || event.metaKey || event.shiftKey))) {
      event.preventDefault();
      turn(shown.alternates[link.hreflang] ?? "");
    }
  });
  // Keys of the page, and of the view below, are not for who reads.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => {
    closed.abort();
    dialog.remove();
    if (usesUrl(host) && history.state?.[ENTRY]) history.back();
    focused?.focus();
    // The list of a box opens again.
    if (focused?.role == "combobox") focused.click();
  });
  signal.addEventListener("abort", () => dialog.remove(), { signal: closed.signal });
  root.append(dialog);
  dialog.showModal();
  show(first, place);
  if (usesUrl(host)) remember(dialog, closed.signal);
}

/** An entry of the history that ends when the reader does. @param {HTMLDialogElement} dialog @param {AbortSignal} signal */
function remember(dialog, signal) {
  try {
    history.pushState({ ...history.state, [ENTRY]: true }, "");
  } catch {
    return; // Where a document has no history of its own, there is nothing to go back to.
  }
  addEventListener("popstate", () => history.state?.[ENTRY] || dialog.close(), { signal });
}

/** @param {string} url */
function leave(url) {
  const href = linkOf(url);
  if (href) location.assign(href);
}

/**
 * @param {FullDocument} document
 * @param {Speech} speech
 * @param {string | undefined} wanted Heading of the section that was asked for.
 * @param {Excerpt} excerpt
 */
function parts(document, speech, wanted, excerpt) {
  const title = element("h2", "reader-title", { id: "reader-title", tabIndex: -1, textContent: titleOf(document) });
  const source = element("div", "reader-source", { lang: speech.locale });
  if (!related(document.lang, speech.locale)) source.append(element("bdi", "lang", { textContent: speech.nameOf(document.lang) }));
  if (document.date) {
    source.append(element("time", "date", { dir: "auto", dateTime: document.date, textContent: speech.day(document.date) }));
  }
  const alternates = alternatesOf(document, speech);
  // Where there is no page, its translations in the index have none either.
  for (const link of document.pageless ? alternates.flatMap((line) => [...line.querySelectorAll("a")]) : []) {
    if (!/^[a-z][a-z\d+.-]*:/i.test(document.alternates[link.hreflang] ?? "")) link.href = "#";
  }
  const head = element("div", "reader-head", {}, [title, source, ...alternates]);

  const place = placeOf(document, wanted, excerpt);
  /** @type {Element | undefined} */
  let found;
  const text = element("div", "reader-text");
  document.sections.forEach(({ title, text: paragraphs }, i) => {
    // The first heading of many documents is their title.
    if (title.trim() && (i || title != document.title)) {
      const heading = element("h3", "reader-heading", { textContent: title });
      text.append(heading);
      if (place.section == i) found = heading;
    }
    paragraphs.forEach((paragraph, j) => {
      const isFound = place.section == i && place.paragraph == j;
      const node = element("p", "reader-paragraph", {}, isFound ? place.pieces : [paragraph]);
      text.append(node);
      if (isFound) found = node.querySelector("mark") ?? (place.section || j ? node : undefined);
    });
  });
  return { head, title, text, found };
}

/**
 * Where an excerpt stands, and the paragraph with its marks: in the section that was asked for, if it is there; otherwise anywhere.
 *
 * @param {FullDocument} document
 * @param {string | undefined} wanted
 * @param {Excerpt} excerpt
 * @returns {{ section: number, paragraph: number, pieces: (Node | string)[] }}
 */
function placeOf({ sections }, wanted, excerpt) {
  const whole = uncut(excerpt);
  const joined = whole.map(({ text }) => text).join("");
  const named = sections.findIndex(({ title }) => title == wanted);
  const order = [...sections.keys()].sort((a, b) => Number(b == named) - Number(a == named));
  for (const section of joined ? order : []) {
    const paragraphs = sections[section]?.text ?? [];
    const paragraph = paragraphs.findIndex((text) => text.includes(joined));
    if (paragraph < 0) continue;
    const text = /** @type {string} */ (paragraphs[paragraph]);
    const at = text.indexOf(joined);
    return { section, paragraph, pieces: [text.slice(0, at), ...excerptOf(whole), text.slice(at + joined.length)] };
  }
  return { section: named, paragraph: -1, pieces: [] };
}

/** Without the signs of omission at its ends. @param {Excerpt} excerpt @returns {Excerpt} */
const uncut = (excerpt) =>
  excerpt.map(({ text, mark }, i) => ({
    text: mark ? text : text.slice(i == 0 && text.startsWith("…") ? 1 : 0, i == excerpt.length - 1 && text.endsWith("…") ? -1 : undefined),
    mark,
  }));
