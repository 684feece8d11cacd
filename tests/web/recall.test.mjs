/** The rules by which benches/recall.mjs knows what must be found: each case tells an occurrence from an accident. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { arabic, drawPairs } from "../../benches/recall/arabic.mjs";
import { english, french, unspaced } from "../../benches/recall/cases.mjs";
import { BLOT, blotted, strip, tokens } from "../../benches/recall/texts.mjs";
import { seeded } from "./words.mjs";

const docs = (lang, ...texts) => texts.map((text, number) => ({ id: `${lang}${number}`, lang, text }));
/** Query to the ids expected. */
const expected = (cases) => Object.fromEntries(cases.map(({ query, expected }) => [query, [...expected].sort()]));

test("markup is blotted out, and words that touch it count as none", () => {
  const text = strip("---\ntitle: x\n---\nL’armée `code` [lien](/a) <b>gras</b> d’*opéra* &eacute;tat تم **نشر**ها /chemin/x fin\n");
  assert.deepEqual(tokens(text).filter((token) => !blotted(token)), ["L’armée", "تم", "fin"]);
  assert.ok(text.includes(BLOT));
});

test("French nouns behind an elision, and neither verbs nor pronouns", () => {
  const all = docs("fr", "On vit l’armée de la ville, et l’aider de près.", "Une armée ; d'autres, qu’elle", "L'armée qu’une armée", "peut-être d’opéra", "un opéra");
  const { bare, elided } = french(all, all, 9, seeded(1));
  assert.deepEqual(expected(bare), { "armée": ["fr0", "fr2"], "opéra": ["fr3"] });
  assert.deepEqual(Object.values(expected(elided)).sort(), [["fr1", "fr2"], ["fr4"]]);
  assert.deepEqual(elided.map(({ query }) => query.replace(/^(l|d|qu)['’]/u, "")).sort(), ["armée", "opéra"]);
  assert.deepEqual([...bare.find(({ query }) => query == "armée").plain], ["fr2"]);
});

test("Arabic nouns behind clitics, and no letters that belong to the word", () => {
  // وسائل (means) is no سائل (liquid) behind و, for it has an article of its own; بمكتبة is مكتبة (library) behind ب.
  const all = docs("ar", "مكتبة السائل سائل", "والمكتبة وسائل", "بمكتبة الوسائل", "للمكتبة فَمَكتبة", "ومكتبتي مَكتَبة");
  const { nouns } = arabic(all, all, 9, seeded(1));
  assert.deepEqual(expected(nouns), { "مكتبة": ["ar1", "ar2", "ar3"], "سائل": ["ar0"], "وسائل": ["ar2"] });
  assert.deepEqual(nouns.map(({ plain }) => [...plain]).sort(), [[], [], ["ar0"]], "only سائل is beside its own clitic form");
});

test("Arabic verbs behind س", () => {
  const all = docs("ar", "يكتب تنفيذ", "سيكتب", "وسيكتب السيارة سيارة", "يارة");
  const { verbs } = arabic(all, all, 9, seeded(1));
  assert.deepEqual(expected(verbs), { "يكتب": ["ar1", "ar2"] });
});

test("two letters that words begin with", () => {
  const all = docs("en", "Reading books", "a bread-maker", "rê");
  const { alone } = english(all, 99, seeded(1));
  assert.deepEqual(expected(alone), { re: ["en0", "en2"], bo: ["en0"] }, "what has a hyphen is disputed");
});

test("words inside sentences, whole characters only", () => {
  const thai = docs("th", "เอล ไป", "เอลู");
  assert.deepEqual(expected(unspaced(thai, "th", "\\p{sc=Thai}\\p{M}", 99, seeded(1)))["เอล"], ["th0"]);
  const chinese = unspaced(docs("zh", "苏伊士运河通航", "新运河"), "zh", "\\p{sc=Han}", 99, seeded(1));
  assert.deepEqual(expected(chinese)["运河"], ["zh0", "zh1"]);
});

test("each pair once", () => {
  const pairs = drawPairs([["a", "ب", "c"], ["d", "e"]], 9, seeded(1));
  assert.deepEqual(pairs.map((pair) => pair.join("")).sort(), ["ac", "aب", "de", "بc"]);
});
