/** The element's messages: every one in every language, with every plural form that the language has. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { WELCOME } from "../../www/welcome.js";

const FOLDER = new URL("../../www/messages/", import.meta.url);
/** Others are in Latin letters. */
const SCRIPTS = { ar: "Arabic", fa: "Arabic", he: "Hebrew", hi: "Devanagari", ja: "Hiragana", ko: "Hangul", ru: "Cyrillic", uk: "Cyrillic", zh: "Han", "zh-Hant": "Han" };
const PLURALS = ["found", "partial"];
const LANGUAGES = "ar de en es fa fr he hi it ja ko pt ru tr uk zh zh-Hant".split(" ");

const names = readdirSync(FOLDER).filter((name) => name != "index.js");
const all = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name.slice(0, -3), (await import(new URL(name, FOLDER))).default])),
);

/** Names in braces, sorted. */
const slots = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("there are messages in the languages that the docs name", () => {
  for (const lang of LANGUAGES) assert.ok(all[lang], lang);
});

for (const [lang, messages] of Object.entries(all)) {
  test(`${lang}: every message, none empty, with the same slots as in English`, () => {
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(all.en).sort());
    for (const [key, text] of Object.entries(messages)) {
      if (PLURALS.includes(key)) continue;
      assert.ok(text.trim(), key);
      assert.deepEqual(slots(text), slots(all.en[key]), key);
      assert.doesNotMatch(text, /[<>]/, key);
    }
  });

  test(`${lang}: every plural form`, () => {
    const { pluralCategories } = new Intl.PluralRules(lang).resolvedOptions();
    for (const key of PLURALS) {
      for (const form of pluralCategories) assert.ok(messages[key][form]?.trim(), `${key}.${form}`);
      // A form that stands for many numbers names the number; for one number it may be a word.
      for (const form of ["few", "many", "other"]) if (messages[key][form]) assert.deepEqual(slots(messages[key][form]), ["n"], `${key}.${form}`);
    }
  });

  test(`${lang}: is written in its own script`, () => {
    const script = new RegExp(`\\p{sc=${SCRIPTS[lang] ?? "Latin"}}`, "u");
    for (const [key, text] of Object.entries(messages)) {
      // Japanese writes single nouns without kana.
      if (lang == "ja" && /^\p{sc=Han}+$/u.test(text)) continue;
      for (const form of PLURALS.includes(key) ? Object.values(text) : [text]) assert.match(form, script, key);
    }
  });
}

test("Chinese is in the characters of its readers", () => {
  const texts = (lang) => JSON.stringify(all[lang]);
  assert.doesNotMatch(texts("zh-Hant"), /[结页语词时间载视网络筛选条个无历记]/);
  assert.doesNotMatch(texts("zh"), /[結頁語詞時間載視網絡篩選條個無歷記]/);
});

test("the search page's heading is the element's name, and its line is in the same script", () => {
  assert.deepEqual(Object.keys(WELCOME).sort(), Object.keys(all).sort());
  for (const [lang, [title, text]] of Object.entries(WELCOME)) {
    assert.equal(title, all[lang].label, lang);
    assert.match(text, SCRIPTS[lang] ? new RegExp(`^\\p{sc=${SCRIPTS[lang]}}`, "u") : /^\p{sc=Latin}/u, lang);
  }
});

test("no two languages share a sentence", () => {
  const tips = Object.values(all).map(({ tips }) => tips);
  assert.equal(new Set(tips).size, tips.length);
});
