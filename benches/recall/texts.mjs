/**
 * The corpora as plain text, by means that share nothing with Tarjuman: what its results are held against must not come from itself.
 *
 * Markdown is stripped roughly and on the safe side. Text whose words could be disputed (code, links, addresses, words with an entity or
 * with emphasis inside or beside them) is blotted out, so it neither counts as an occurrence nor joins its neighbours.
 */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Stands for what was blotted out. Counts as a letter, so that a word that touches it is no word. */
export const BLOT = "\ue000";

/** What is blotted out of Markdown, in this order. */
const MARKUP = [
  /^\ufeff?---\n.*?\n---(?=\n)/su, // front matter
  /^(`{3,}|~{3,}).*?^\1/gmsu,
  /<!--.*?-->/gsu,
  /<(script|style|pre|code)\b.*?<\/\1>/gsu,
  /<[^>]*>/gsu,
  /`[^`\n]*`/gu,
  /\{[%{#:].*?\}+/gsu, // template tags, attributes of headings
  // Links and images, from the inside out.
  ...Array(3).fill(/!?\[[^[\]]*\](\([^()]*(\([^()]*\)[^()]*)*\)|\[[^[\]]*\]|:\s*\S+)?/gsu),
  /\S*(https?:|www\.|@|\/)\S*/gu,
  /[^\s]*&#?\w+;[^\s]*/gu,
  /[*_~\\|]+/gu,
];

/**
 * @param {string} markdown
 * @returns {string} in form NFC
 */
export const strip = (markdown) =>
  MARKUP.reduce((text, markup) => text.replace(markup, BLOT), markdown).normalize("NFC");

/**
 * A document as the truth knows it.
 *
 * @typedef {{ id: string, lang: string, text: string }} Doc
 */

/**
 * A corpus of those in `folder`, or nothing.
 *
 * @param {string} folder
 * @param {string} name
 * @returns {{ name: string, path: string, docs: Doc[] } | undefined}
 */
export function readCorpus(folder, name) {
  const path = join(folder, name);
  const lines = join(path, "docs.jsonl");
  if (existsSync(lines)) {
    const docs = readFileSync(lines, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    const text = ({ title, body }) => `${title ?? ""}\n\n${body}`.normalize("NFC");
    return { name, path: lines, docs: docs.map((doc) => ({ id: doc.id ?? doc.url, lang: doc.lang, text: text(doc) })) };
  }
  if (!existsSync(path)) return undefined;
  const docs = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: lang }) =>
      readdirSync(join(path, lang))
        .filter((file) => file.endsWith(".md"))
        .map((file) => ({ id: `${lang}/${file}`, lang, text: strip(readFileSync(join(path, lang, file), "utf8")) })),
    );
  return { name, path, docs };
}

/** Runs of letters, marks and digits, with what may join them, in order. */
export const tokens = (text) => text.match(/[\p{L}\p{M}\p{N}\ue000'’-]+/gu) ?? [];

/** Whether blots are in it or touch it. */
export const blotted = (token) => token.includes(BLOT);

/** @param {string} text */
export const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/gu, "oe").replace(/æ/gu, "ae");

/**
 * For each value, the ids of the documents that it was found in.
 *
 * @param {Doc[]} docs
 * @param {(doc: Doc) => Iterable<string>} values
 * @returns {Map<string, Set<string>>}
 */
export function where(docs, values) {
  const found = new Map();
  for (const doc of docs) {
    for (const value of values(doc)) {
      if (!found.has(value)) found.set(value, new Set());
      found.get(value).add(doc.id);
    }
  }
  return found;
}
