/**
 * What is asked, and which documents must be found then: French behind an elision, English beginnings, words of scripts without spaces.
 *
 * @typedef {object} Case
 * @property {string} query
 * @property {Set<string>} expected ids of documents
 * @property {Set<string>} [plain] those of them that also hold the word as it is asked, and are no proof of more
 * @property {(doc: import("./texts.mjs").Doc) => boolean} holds whether a document found holds it by plain comparison: for precision
 */

import { blotted, fold, tokens, where } from "./texts.mjs";

/**
 * @template T
 * @param {T[]} all
 * @param {number} count
 * @param {{ below: (count: number) => number }} random
 * @returns {T[]} so many of them, each once, or all
 */
export function draw(all, count, random) {
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)[0]);
}

export const union = (...sets) => new Set(sets.flatMap((set) => [...(set ?? [])]));
export const common = (a, b) => new Set([...(a ?? [])].filter((value) => b?.has(value)));

/** Determiners that are no pronouns, so that what follows is a noun, or an adjective before it; never a verb. */
const DETERMINERS = new Set(
  "un une cet cette du des aux ces mon ton son mes tes ses notre votre chaque plusieurs quel quelle quels quelles".split(" "),
);
/** What follows a noun more often than a verb. */
const AFTER_NOUNS = new Set("de du des qui".split(" "));
const ELIDED = /^(l|d|qu)['’](\p{L}+)$/u;
/** Endings of most infinitives, before which l’ is a pronoun. */
const INFINITIVE = /(er|ir|re)$/u;
/** Determiners, pronouns and forms of *avoir*, which would pass for nouns. */
const NO_NOUNS = new Set("une autre autres entre eux elle elles ils ont avait avaient aurait".split(" "));

/**
 * A noun is a word of three letters or more that stands behind l’, d’ or qu’, and that somewhere stands behind a determiner without elision,
 * or behind l’ and before *de, du, des, qui* without the ending of an infinitive.
 *
 * @param {import("./texts.mjs").Doc[]} docs in French: those asked
 * @param {import("./texts.mjs").Doc[]} all in French: those that tell what is a noun
 * @returns {{ bare: Case[], elided: Case[] }} asked as it is, for documents with elision; asked with elision, for documents without
 */
export function french(docs, all, count, random) {
  const words = (doc) => tokens(doc.text.toLowerCase()).map((token) => (blotted(token) ? "" : token));
  const pieces = (doc) => words(doc).flatMap((word) => word.split("-"));
  const elided = where(docs, (doc) => pieces(doc).flatMap((piece) => ELIDED.exec(piece)?.[2] ?? []));
  const bare = where(docs, (doc) => pieces(doc).filter((piece) => /^\p{L}+$/u.test(piece)));
  const nouns = new Set();
  for (const doc of all) {
    words(doc).forEach((word, at, line) => {
      const [, clitic, behind] = ELIDED.exec(word) ?? [];
      if (DETERMINERS.has(line[at - 1])) nouns.add(word);
      if (clitic == "l" && AFTER_NOUNS.has(line[at + 1]) && !INFINITIVE.test(behind)) nouns.add(behind);
    });
  }
  const able = [...elided.keys()].filter((word) => [...word].length >= 3 && nouns.has(word) && !NO_NOUNS.has(word));
  const drawn = draw(able.sort(), count, random);
  const holds = (noun) => (doc) => fold(doc.text).includes(fold(noun));
  const elisions = ["l’", "l'", "d’", "d'", "qu’", "qu'"];
  return {
    bare: drawn.map((noun) => ({
      query: noun,
      expected: elided.get(noun),
      plain: common(elided.get(noun), bare.get(noun)),
      holds: holds(noun),
    })),
    elided: drawn
      .filter((noun) => bare.has(noun))
      .map((noun, number) => ({
        query: `${elisions[number % elisions.length]}${noun}`,
        expected: bare.get(noun),
        plain: common(bare.get(noun), elided.get(noun)),
        holds: holds(noun),
      })),
  };
}

/**
 * Two letters that words begin with, each beginning as likely as any other: alone, and behind a word of a document that has both.
 *
 * @param {import("./texts.mjs").Doc[]} docs in English
 * @returns {{ alone: Case[], behind: Case[] }}
 */
export function english(docs, count, random) {
  const words = (doc) => tokens(fold(doc.text)).filter((token) => /^[a-z]{2,}$/u.test(token));
  const byWord = where(docs, words);
  const byBeginning = where(docs, (doc) => words(doc).map((word) => word.slice(0, 2)));
  const beginnings = draw([...byBeginning.keys()].sort(), count, random);
  const holds = (...beginnings) => (doc) =>
    beginnings.every((beginning) => new RegExp(`(?<!\\p{L})${beginning}`, "u").test(fold(doc.text)));
  return {
    alone: beginnings.map((query) => ({ query, expected: byBeginning.get(query), holds: holds(query) })),
    behind: beginnings.flatMap((beginning) => {
      const ids = [...byBeginning.get(beginning)];
      const id = ids[random.below(ids.length)];
      const others = words(docs.find((doc) => doc.id == id)).filter((word) => word.length > 3);
      if (others.length == 0) return [];
      const word = others[random.below(others.length)];
      const expected = common(byWord.get(word), byBeginning.get(beginning));
      return [{ query: `${word} ${beginning}`, expected, holds: holds(word, beginning) }];
    }),
  };
}

/**
 * Words that ICU cuts from the text (`Intl.Segmenter`), wholly of the script. A document holds one when its text does, wherever
 * ICU would cut there, but for a mark behind it, which would make its last character another one.
 *
 * @param {import("./texts.mjs").Doc[]} docs
 * @param {string} lang
 * @param {string} scripts a character class
 * @returns {Case[]}
 */
export function unspaced(docs, lang, scripts, count, random) {
  const segmenter = new Intl.Segmenter(lang, { granularity: "word" });
  const whole = new RegExp(`^(?=\\p{L})[${scripts}]+$`, "u");
  const words = new Set(
    docs.flatMap((doc) => [...segmenter.segment(doc.text)].map(({ segment }) => segment).filter((word) => whole.test(word))),
  );
  return draw([...words].sort(), count, random).map((query) => {
    const pattern = new RegExp(`${query}(?!\\p{M})`, "u");
    const holds = (doc) => pattern.test(doc.text);
    return { query, expected: new Set(docs.filter(holds).map((doc) => doc.id)), holds };
  });
}
