/**
 * Arabic words behind clitics, and pairs of forms that the index takes for one word.
 *
 * A letter that could be a clitic is often one of the word (كتاب is no تاب behind ك), so a form counts only where the corpora themselves
 * tell. A **noun** is a word of three letters or more that occurs bare and behind the article ال. Behind it a combination of clitics that ends
 * in the article is beyond doubt. One without article counts unless the same letters occur behind an article as well (الوسائل): an
 * article never stands before a clitic, so the letter belongs to the word (وسائل is no سائل behind و). A **verb** is a word of four letters
 * or more that begins with a prefix of the imperfect (ي ت ن أ) and occurs both bare and behind س.
 */

import { blotted, tokens, where } from "./texts.mjs";
import { common, draw, union } from "./cases.mjs";

const ARTICLE = "ال";
const CONJUNCTIONS = ["", "و", "ف"];
const PREPOSITIONS = ["", "ب", "ك", "ل"];

/** Without vowel signs and tatweel; letters as written. */
const bareLetters = (text) => text.replace(/[\u064b-\u065f\u0670\u0640]/gu, "");
/** For comparison: what writers confuse is one. */
const loosely = (text) =>
  bareLetters(text).replace(/[أإآٱ]/gu, "ا").replace(/ى/gu, "ي").replace(/ة/gu, "ه").replace(/ؤ/gu, "و").replace(/ئ/gu, "ي");

const words = (doc) =>
  tokens(bareLetters(doc.text)).flatMap((token) =>
    blotted(token) ? [] : token.split(/['’-]/u).filter((word) => /^\p{sc=Arabic}+$/u.test(word)),
  );

/** Forms with proclitics: [clitics, whether they end in the article]. The article loses its alef behind ل. */
const CLITICS = CONJUNCTIONS.flatMap((conjunction) =>
  PREPOSITIONS.flatMap((preposition) => [
    [conjunction + preposition, false],
    [conjunction + (preposition == "ل" ? "لل" : preposition + ARTICLE), true],
  ]),
).filter(([clitics]) => clitics != "");

/**
 * @param {import("./texts.mjs").Doc[]} docs in Arabic: those asked
 * @param {import("./texts.mjs").Doc[]} all in Arabic: those that tell which letters are clitics
 * @returns {{ nouns: Case[], verbs: Case[] }}
 * @typedef {import("./cases.mjs").Case} Case
 */
export function arabic(docs, all, count, random) {
  const known = new Set(all.flatMap(words));
  const found = where(docs, words);
  const isWord = (form) => known.has(ARTICLE + form) || known.has(`و${ARTICLE}${form}`) || known.has(`لل${form}`);
  const cases = (candidates, formsOf) => {
    const able = candidates
      .filter((word) => known.has(word))
      .map((word) => ({ word, forms: formsOf(word).filter((form) => found.has(form)) }))
      .filter(({ forms }) => forms.length > 0);
    return draw(able, count, random).map(({ word, forms }) => {
      const expected = union(...forms.map((form) => found.get(form)));
      const loose = loosely(word);
      return {
        query: word,
        expected,
        plain: common(expected, found.get(word)),
        holds: (doc) => loosely(doc.text).includes(loose),
      };
    });
  };
  const sorted = [...known].sort();
  const nouns = sorted.filter((word) => word.length >= 3 && !word.startsWith(ARTICLE) && isWord(word));
  const verbs = sorted.filter((word) => word.length >= 4 && /^[يتنأ]/u.test(word) && !isWord(word));
  return {
    nouns: cases(nouns, (word) =>
      CLITICS.filter(([clitics, article]) => article || !isWord(clitics + word)).map(([clitics]) => clitics + word),
    ),
    verbs: cases(verbs, (word) =>
      CONJUNCTIONS.map((conjunction) => `${conjunction}س${word}`).filter((form) => !isWord(form)),
    ),
  };
}

/**
 * Pairs of different forms of one group, drawn uniformly over all such pairs.
 *
 * @param {string[][]} groups
 * @returns {[string, string][]}
 */
export function drawPairs(groups, count, random) {
  const pairs = groups.flatMap((forms) =>
    forms.flatMap((form, at) => forms.slice(at + 1).map((other) => /** @type {[string, string]} */ ([form, other]))),
  );
  return draw(pairs, count, random);
}
