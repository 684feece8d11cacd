/**
 * Words to ask for, drawn from texts by seed: what the parity test and the bench share.
 */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Corpora that lie beside the project (or where `TARJUMAN_CORPORA` says), or do not: what uses them skips then. */
export const CORPORA = process.env.TARJUMAN_CORPORA ?? fileURLToPath(new URL("../../../shared/corpora", import.meta.url));
/** A corpus by name, or nothing. */
export const corpus = (name) => (existsSync(join(CORPORA, name)) ? join(CORPORA, name) : undefined);

/** Scripts whose words have no spaces between them. */
export const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/**
 * A generator of random numbers that gives the same ones everywhere (mulberry32).
 *
 * @param {number} seed
 */
export function seeded(seed) {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (count) => Math.floor(next() * count),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

/**
 * The files of documents in a folder, with the language that their folder is named after.
 *
 * @param {string} folder
 * @param {string} [lang]
 * @returns {{ lang: string, extension: string, content: string }[]}
 */
export function readFiles(folder, lang = "") {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return readFiles(path, entry.name);
      const extension = extname(entry.name);
      if (![".md", ".html", ".txt", ".jsonl"].includes(extension)) return [];
      return [{ lang, extension, content: readFileSync(path, "utf8") }];
    });
}

/** What is not text, roughly: front matter, styles, tags, addresses. */
const MARKUP = /^---\n.*?\n---\n|<(head|script|style)\b.*?<\/\1>|<[^>]*>|https?:\S+/gsu;

/**
 * The texts of a folder: a page's language is its folder's, that of JSON lines their own.
 *
 * @param {string} folder
 * @returns {{ lang: string, text: string }[]}
 */
export const readTexts = (folder) =>
  readFiles(folder).flatMap(({ lang, extension, content }) => {
    if (extension != ".jsonl") return [{ lang, text: content.replace(MARKUP, " ") }];
    const documents = content.trim().split("\n").map((line) => JSON.parse(line));
    return documents.map(({ lang, title, body }) => ({ lang, text: `${title}\n${body}` }));
  });

/**
 * The different words of a text, in order; where a script has no spaces, as a dictionary cuts them.
 *
 * @param {{ lang: string, text: string }} text
 */
export function wordsOf({ lang, text }) {
  const words = new Set();
  const segmenter = new Intl.Segmenter(lang || "en", { granularity: "word" });
  for (const [run] of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (!UNSPACED.test(run)) words.add(run);
    else for (const { segment } of segmenter.segment(run)) words.add(segment);
  }
  return [...words].filter((word) => /\p{L}/u.test(word));
}

/**
 * The word with one letter dropped, doubled, or replaced by another of its letters.
 *
 * @param {string} word
 * @param {ReturnType<typeof seeded>} random
 */
export function misspell(word, random) {
  const letters = [...word];
  // Not the first: few get that one wrong.
  const at = 1 + random.below(letters.length - 1);
  switch (random.below(3)) {
    case 0:
      letters.splice(at, 1);
      break;
    case 1:
      letters.splice(at, 0, letters[at]);
      break;
    default:
      letters[at] = random.pick(letters);
  }
  return letters.join("");
}
