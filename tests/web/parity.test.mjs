/**
 * The browser and `tarjuman query` answer alike: the same hits in the same order with the same scores, excerpts and totals.
 *
 * Queries are drawn by seed from the newsroom and, when they lie beside the project, from two of the shared corpora. Each kind
 * has to show in the answers what it is meant for, so that no kind turns into another unnoticed.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, visit } from "./harness.mjs";
import { corpus, misspell, readTexts, seeded, UNSPACED, wordsOf } from "./words.mjs";

const TARJUMAN = fileURLToPath(new URL("../../target/release/tarjuman", import.meta.url));
const NEWSROOM = fileURLToPath(new URL("../../examples/newsroom", import.meta.url));
const SEED = 11;
/** Queries of each kind that must show what they are meant for, and how many of these outside the Latin script. */
const LEAST = 25;
const LEAST_NOT_LATIN = 5;
const DRAWN = 60;
/** Candidates: few of the forms that the table makes are both unseen and understood. */
const DRAWN_INFLECTED = 100;
/** Every so many queries one also goes to a worker. */
const WORKER_EVERY = 7;
/** Words of several texts of a language are enough, and segmenting takes its time. */
const TEXTS_PER_LANG = 12;

/** What forms other words: ending taken off, ending put on. */
const ENDINGS = {
  ar: [["", "ها"], ["", "هم"], ["", "كم"], ["", "نا"]],
  de: [["en", "est"], ["", "es"], ["en", "ete"], ["", "em"]],
  el: [["ος", "ους"], ["α", "ες"], ["η", "ων"]],
  en: [["", "ing"], ["e", "ing"], ["", "ed"], ["y", "ies"]],
  es: [["ar", "aremos"], ["o", "os"], ["er", "iendo"], ["ar", "ábamos"]],
  fr: [["er", "erions"], ["er", "assent"], ["e", "es"], ["ion", "ions"]],
  hi: [["ा", "ों"], ["", "ों"], ["ी", "ियों"]],
  hu: [["", "okban"], ["", "ekben"], ["", "hoz"]],
  it: [["are", "eremo"], ["o", "i"], ["are", "avamo"]],
  pt: [["ar", "aremos"], ["o", "os"], ["ar", "assem"]],
  ro: [["", "ului"], ["", "ilor"]],
  ru: [["ие", "иями"], ["а", "ами"], ["ый", "ыми"], ["ть", "вши"]],
  tr: [["", "lerinden"], ["", "lardan"], ["", "lerde"], ["", "larda"]],
};

/** Letters without marks and case: close enough to folding to tell whether a text has a word. */
const plain = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const length = (word) => [...word].length;

/**
 * @param {{ lang: string, text: string }[]} texts
 * @returns {{ kind: string, lang: string, query: string }[]}
 */
function drawQueries(texts) {
  const random = seeded(SEED);
  /** Language → words of each of some texts. */
  const langs = new Map();
  for (const { lang, text } of texts) {
    if (!langs.has(lang)) langs.set(lang, []);
    if (langs.get(lang).length < TEXTS_PER_LANG) langs.get(lang).push(wordsOf({ lang, text }));
  }
  const all = [...langs.keys()];
  const isUnspaced = (lang) => langs.get(lang).some((words) => words.filter((word) => UNSPACED.test(word)).length > words.length / 2);
  const unspaced = all.filter(isUnspaced);
  const spaced = all.filter((lang) => !unspaced.includes(lang));
  const inflecting = all.filter((lang) => ENDINGS[lang]);
  const seen = new Set(texts.flatMap(({ text }) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(plain));

  const draw = (from, fits) => {
    for (;;) {
      const lang = random.pick(from);
      const word = random.pick(random.pick(langs.get(lang)));
      if (word && fits(word, lang)) return { lang, word };
    }
  };
  const several = (from, count) => {
    const { lang, word } = draw(from, (word) => length(word) > 1);
    const more = Array.from({ length: count - 1 }, () => random.pick(random.pick(langs.get(lang))));
    return { lang, words: [word, ...more] };
  };
  const inflect = ({ lang, word }) => {
    const [cut, put] = random.pick(ENDINGS[lang].filter(([cut]) => word.endsWith(cut)));
    return word.slice(0, word.length - cut.length) + put;
  };
  const inflected = () => {
    for (;;) {
      const known = draw(inflecting, (word, lang) => length(word) >= 5 && ENDINGS[lang].some(([cut]) => word.endsWith(cut)));
      const form = inflect(known);
      // The space behind it says that the word is whole.
      if (!seen.has(plain(form))) return { lang: known.lang, query: `${form} ` };
    }
  };
  const words = () => {
    const { lang, words } = several(all, 1 + random.below(4));
    return { lang, query: words.join(" ") };
  };
  const prefix = () => {
    const { lang, word } = draw(spaced, (word) => length(word) >= 5);
    return { lang, query: [...word].slice(0, 2 + random.below(length(word) - 3)).join("") };
  };
  const typo = () => {
    const { lang, word } = draw(spaced, (word) => length(word) >= 6);
    return { lang, query: misspell(word, random) + random.pick(["", " "]) };
  };
  const withoutSpaces = () => {
    const { lang, words } = several(unspaced, 1 + random.below(3));
    return { lang, query: words.reduce((query, word) => query + random.pick(["", " "]) + word) };
  };
  return [
    ["words", DRAWN, words],
    ["prefix", DRAWN, prefix],
    ["typo", DRAWN, typo],
    ["inflected", DRAWN_INFLECTED, inflected],
    ["unspaced", DRAWN, withoutSpaces],
  ].flatMap(([kind, count, draw]) => Array.from({ length: count }, () => ({ kind, ...draw() })));
}

/** Options of the browser and flags of the command line that mean the same, for corpora with dates. */
const BY_DATE = [
  [
    { sort: "date", filters: { date: { min: "1860-01-01", max: "1912-04-15" } } },
    ["--sort", "date", "--filter", "date>=1860-01-01", "--filter", "date<=1912-04-15"],
  ],
  [{ filters: { date: { none: false, not: ["1912-04-15"] } } }, ["--filter", "date!=", "--filter", "date!=1912-04-15"]],
];

/** The same for the newsroom's filters. */
const BY_PLACE = [
  [{ filters: { place: ["باريس", "Paris", "القاهرة"] } }, ["--filter", "place=باريس", "--filter", "place=Paris", "--filter", "place=القاهرة"]],
  [
    { filters: { topic: { not: ["disaster"], none: false }, place: { all: ["باريس"] } }, facets: ["topic"] },
    ["--filter", "topic!=disaster", "--filter", "topic!=", "--filter", "place+=باريس", "--facets", "topic"],
  ],
];

/** Whether an answer shows what its kind is meant for. */
const SHOWS = {
  words: ({ total }) => total > 0,
  prefix: ({ hits }) => hits.some(({ via }) => via.includes("prefix")),
  typo: ({ hits }) => hits.some(({ via }) => via.includes("fuzzy")),
  inflected: ({ hits }) => hits.some(({ via }) => via.includes("inflected")),
  unspaced: ({ total }) => total > 0,
};

let browser, folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "tarjuman-parity-"));
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const untimed = ({ tookMs, ...page }) => {
  assert.ok(tookMs >= 0);
  return page;
};

/** What `tarjuman query` answers. */
function ask(bundle, queries, flags = []) {
  const input = queries.map(({ query }) => `${query}\n`).join("");
  const answers = execFileSync(TARJUMAN, ["query", bundle, "-", "--json", ...flags], { input, maxBuffer: 1 << 28 });
  return String(answers).trim().split("\n").map((line) => untimed(JSON.parse(line)));
}

/** What the browser answers; as text, for that crosses from page to test as it is. */
async function askPage(page, queries, { worker = false, ...options } = {}) {
  const answers = await page.evaluate(
    async ([queries, worker, options]) => {
      const { open } = await import(new URL("tarjuman.js", location.href).href);
      const index = await open({ worker });
      const answers = [];
      for (const query of queries) answers.push(await index.search(query, options));
      index.close();
      return JSON.stringify(answers);
    },
    [queries.map(({ query }) => query), worker, options],
  );
  return JSON.parse(answers).map(untimed);
}

function compare(queries, expected, found) {
  assert.equal(expected.length, queries.length);
  assert.equal(found.length, queries.length);
  for (const [n, { kind, query }] of queries.entries()) assert.deepEqual(found[n], expected[n], `${kind}: ${query}`);
}

const isLatin = (query) => !/\p{L}/u.test(query.replace(/\p{sc=Latin}/gu, ""));

for (const [name, content] of [
  ["newsroom", NEWSROOM],
  ["opensource-guide", corpus("opensource-guide")],
  ["xquad-dev", corpus("xquad-dev")],
]) {
  test(`${name}: the browser answers as the command line does`, { skip: !content && `no ../shared/corpora/${name} here` }, async (t) => {
    const bundle = join(folder, name);
    execFileSync(TARJUMAN, ["build", content, "--out", bundle], { stdio: "ignore" });
    const queries = drawQueries(readTexts(content));
    const expected = ask(bundle, queries);

    const shown = queries.filter(({ kind }, n) => SHOWS[kind](expected[n]));
    for (const kind of Object.keys(SHOWS)) {
      const those = shown.filter((query) => query.kind == kind);
      const nonLatin = those.filter(({ query }) => !isLatin(query));
      const langs = new Set(those.map(({ lang }) => lang));
      const drawn = queries.filter((query) => query.kind == kind).length;
      t.diagnostic(`${kind}: ${those.length} of ${drawn} show it, ${nonLatin.length} not Latin, in ${[...langs].join(" ")}`);
      assert.ok(those.length >= LEAST, `only ${those.length} queries show ${kind}`);
      assert.ok(nonLatin.length >= LEAST_NOT_LATIN, `only ${nonLatin.length} queries outside the Latin script show ${kind}`);
      assert.ok(langs.size >= 2, `only queries in ${[...langs]} show ${kind}`);
    }

    const { page } = await visit(t, browser, { folder: bundle, path: "blank.html", pages: { "/blank.html": "<!doctype html><title>t</title>" } });
    compare(queries, expected, await askPage(page, queries));
    const sample = (list) => list.filter((_, n) => n % WORKER_EVERY == 0);
    compare(sample(queries), sample(expected), await askPage(page, sample(queries), { worker: true }));

    const options = { langs: ["ar", "en"], limit: 3, offset: 2 };
    const flags = ["--lang", "ar", "--lang", "en", "--limit", "3", "--offset", "2"];
    compare(queries, ask(bundle, queries, flags), await askPage(page, queries, options));

    const { filters: known, sort } = await page.evaluate(async () => {
      const { open } = await import(new URL("tarjuman.js", location.href).href);
      return (await open()).info;
    });
    for (const [options, flags] of [
      [{ first: "ar", alternates: "separate" }, ["--first", "ar", "--separate"]],
      [{ sort: "-date", first: "ru", facets: false }, ["--sort", "-date", "--first", "ru", "--facets", "none"]],
      ...(sort.date ? BY_DATE : []),
      ...(known.place ? BY_PLACE : []),
    ]) {
      const some = [...sample(queries), { kind: "empty", query: "" }];
      const expected = ask(bundle, some, flags);
      t.diagnostic(`${flags.join(" ")}: ${expected.filter(({ total }) => total > 0).length} of ${some.length} find something`);
      compare(some, expected, await askPage(page, some, options));
    }
  });
}
