/**
 * Are documents found that hold a word in another form? Recall on cases drawn by seed from real texts.
 *
 *   node benches/recall.mjs [CORPORA] [--seed N] [--cases N] [--only WORD] [--verbose] [--json]
 *   node benches/recall.mjs [CORPORA] --arabic-pairs N [--seed N]
 *
 *   CORPORA            the folder with opensource-guide, pud and xquad-dev (../shared/corpora); those that are missing are left out
 *   --seed N           draw other cases (1)
 *   --cases N          cases of each kind in each corpus, if there are so many (200)
 *   --only WORD        only rows whose name has this word
 *   --verbose          every document that was missed
 *   --json             the rows as JSON
 *   --arabic-pairs N   draw N pairs of forms that the index takes for one word, for somebody to judge, into
 *                      tests/judgements/arabic-pairs.tsv; judgements that are there already stay with their pairs
 *
 * Needs target/release/tarjuman (./build.sh). What must be found is worked out here from the texts, without Tarjuman. One row per
 * kind and corpus: cases; documents that must be found, over all cases; the share found of them (micro) and the mean share per case
 * (macro); the share found of those documents that hold the word in no easier form, which is the harder question (only so); and the share
 * of documents found that hold what was typed by plain comparison (holds it), which inflected forms need not.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CORPORA, seeded } from "../tests/web/words.mjs";
import { arabic, drawPairs } from "./recall/arabic.mjs";
import { english, french, unspaced } from "./recall/cases.mjs";
import { ask, build, groups, temporary } from "./recall/engine.mjs";
import { readCorpus } from "./recall/texts.mjs";

const PAIRS = fileURLToPath(new URL("../tests/judgements/arabic-pairs.tsv", import.meta.url));
const MISSES_SHOWN = 200;

const { values: settings, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    cases: { type: "string", default: "200" },
    only: { type: "string", default: "" },
    verbose: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    "arabic-pairs": { type: "string" },
  },
});
const number = (name, text) => {
  if (/^[1-9]\d{0,8}$/u.test(text)) return Number(text);
  console.error(`--${name} is ${text}; it must be a whole number from 1`);
  process.exit(2);
};
const seed = number("seed", settings.seed);
const count = number("cases", settings.cases);
const numPairs = settings["arabic-pairs"] && number("arabic-pairs", settings["arabic-pairs"]);

const HAN = "\\p{sc=Han}";
const KANA = "\\p{sc=Hiragana}\\p{sc=Katakana}ー々";
/** Language of the documents (also as the guide's folders are named), locale of the segmenter, characters of a word. */
const UNSPACED = [
  ["Chinese", "zh", "zh", HAN],
  ["Chinese, simplified", "zh-hans", "zh-Hans", HAN],
  ["Chinese, traditional", "zh-hant", "zh-Hant", HAN],
  ["Japanese", "ja", "ja", HAN + KANA],
  ["Thai", "th", "th", "\\p{sc=Thai}\\p{M}"],
];

/**
 * Everything that is asked of one corpus.
 *
 * @param {import("./recall/texts.mjs").Doc[]} docs
 * @param {import("./recall/texts.mjs").Doc[]} all of all corpora
 * @returns {{ kind: string, lang: string, target: number, cases: import("./recall/cases.mjs").Case[] }[]}
 */
function kinds(docs, all) {
  const of = (lang, some = docs) => some.filter((doc) => doc.lang == lang);
  // Each kind draws from a generator of its own, so that no other kind changes its cases.
  const random = () => seeded(seed);
  const rows = [];
  const add = (kind, lang, target, cases) => cases.length > 0 && rows.push({ kind, lang, target, cases });
  const elision = french(of("fr"), of("fr", all), count, random());
  add("French: noun; found behind l’ d’ qu’", "fr", 0.99, elision.bare);
  add("French: l’noun; found bare", "fr", 0.99, elision.elided);
  const clitics = arabic(of("ar"), of("ar", all), count, random());
  add("Arabic: noun; found behind clitics", "ar", 0.97, clitics.nouns);
  add("Arabic: verb; found behind س", "ar", 0.97, clitics.verbs);
  const beginnings = english(of("en"), count, random());
  add("English: two letters", "en", 0.99, beginnings.alone);
  add("English: word and two letters", "en", 0.99, beginnings.behind);
  for (const [name, lang, locale, characters] of UNSPACED) {
    add(`${name}: word inside sentences`, locale, 0.99, unspaced(of(lang), locale, characters, count, random()));
  }
  return rows.filter(({ kind }) => kind.toLowerCase().includes(settings.only.toLowerCase()));
}

/** Asks all cases of a kind. */
async function measure({ kind, lang, target, cases }, corpus, bundle) {
  const byId = new Map(corpus.docs.map((doc) => [doc.id, doc]));
  const pages = await ask(bundle, lang, cases.map((one) => one.query));
  const sum = { expected: 0, found: 0, macro: 0, hard: 0, hardFound: 0, listed: 0, held: 0 };
  const misses = [];
  cases.forEach(({ query, expected, plain, holds }, number) => {
    const page = pages[number];
    const found = [...expected].filter((id) => page.has(id));
    const hard = [...expected].filter((id) => plain && !plain.has(id));
    sum.expected += expected.size;
    sum.found += found.length;
    sum.macro += found.length / expected.size;
    sum.hard += hard.length;
    sum.hardFound += hard.filter((id) => page.has(id)).length;
    sum.listed += page.size;
    sum.held += [...page].filter((id) => holds(byId.get(id))).length;
    expected.forEach((id) => page.has(id) || misses.push(`${query}\t${id}`));
  });
  return {
    kind,
    corpus: corpus.name,
    cases: cases.length,
    documents: sum.expected,
    micro: sum.found / sum.expected,
    macro: sum.macro / cases.length,
    onlySo: sum.hard ? sum.hardFound / sum.hard : null,
    onlySoDocuments: sum.hard,
    holdsIt: sum.listed ? sum.held / sum.listed : null,
    target,
    misses,
  };
}

const share = (value) => (value == null ? "–" : value.toFixed(4)).padStart(7);

function printRow(row) {
  const verdict = row.micro >= row.target ? "" : `  below ${row.target}`;
  const onlySo = row.onlySo == null ? "" : `${share(row.onlySo)} of ${row.onlySoDocuments}`;
  console.log(
    `${row.kind.padEnd(44)} ${row.corpus.padEnd(16)} ${String(row.cases).padStart(5)} ${String(row.documents).padStart(6)} ` +
      `${share(row.micro)} ${share(row.macro)}  ${onlySo.padEnd(16)} ${share(row.holdsIt)}${verdict}`,
  );
  if (!settings.verbose) return;
  row.misses.slice(0, MISSES_SHOWN).forEach((miss) => console.log(`    missed: ${miss}`));
  if (row.misses.length > MISSES_SHOWN) console.log(`    and ${row.misses.length - MISSES_SHOWN} more`);
}

/** @returns {Map<string, string>} judgements by pair; empty ones too */
function readPairs() {
  if (!existsSync(PAIRS)) return new Map();
  const lines = readFileSync(PAIRS, "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  return new Map(lines.map((line) => line.split("\t")).map(([form, other, judgement = ""]) => [`${form}\t${other}`, judgement]));
}

/** The groups of all Arabic documents of the guide and PUD, in one index. */
function arabicGroups(corpora) {
  const lines = temporary("arabic.jsonl");
  const docs = corpora.find((corpus) => corpus.name == "pud")?.docs.filter((doc) => doc.lang == "ar") ?? [];
  writeFileSync(lines, docs.map(({ id, lang, text }) => `${JSON.stringify({ url: `/${id}`, id, lang, body: text })}\n`).join(""));
  const guide = corpora.find((corpus) => corpus.name == "opensource-guide");
  const bundle = build("arabic", [...(guide ? [`${guide.path}/ar`] : []), lines]);
  const isArabic = (form) => /^\p{sc=Arabic}+$/u.test(form);
  return groups(bundle, "ar").map((forms) => forms.filter(isArabic)).filter((forms) => forms.length > 1);
}

function writePairs(corpora, count) {
  const all = arabicGroups(corpora);
  const before = readPairs();
  const pairs = drawPairs(all, count, seeded(seed)).map((pair) => pair.join("\t"));
  const head = [
    "# Pairs of forms that the index takes for one Arabic word: form, form, judgement.",
    `# Drawn by node benches/recall.mjs --arabic-pairs ${count} --seed ${seed}, uniformly over all pairs of the Arabic documents of the guide and PUD.`,
    "# Forms are folded: without vowel signs, hamza carriers and alef forms as one. Judgement: 1 where who asks for one would want",
    "# the other (forms of one word), 0 where not.",
  ];
  mkdirSync(dirname(PAIRS), { recursive: true });
  writeFileSync(PAIRS, [...head, ...pairs.map((pair) => `${pair}\t${before.get(pair) ?? ""}`), ""].join("\n"));
  const numAll = all.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const kept = pairs.filter((pair) => before.get(pair)).length;
  const gone = [...before.values()].filter((judgement) => judgement).length - kept;
  console.log(`${pairs.length} of ${numAll} pairs in ${all.length} groups to ${PAIRS}`);
  console.log(`${kept} were judged before; ${gone} others that were are no longer in the file`);
}

/** How many of the judged pairs are right, of all and of those that are still together. */
function printPairs(corpora) {
  const judged = [...readPairs()].filter(([, judgement]) => judgement == "1" || judgement == "0");
  if (judged.length == 0) return;
  const groupOf = new Map(arabicGroups(corpora).flatMap((forms, number) => forms.map((form) => [form, number])));
  const together = judged.filter(([pair]) => {
    const [a, b] = pair.split("\t").map((form) => groupOf.get(form));
    return a != null && a == b;
  });
  const right = (pairs) => `${share(pairs.filter(([, judgement]) => judgement == "1").length / pairs.length).trim()} of ${pairs.length}`;
  console.log(`Arabic groups, judged pairs that are one word: ${right(judged)}; of those still together: ${right(together)}`);
}

async function main() {
  const folder = positionals[0] ?? CORPORA;
  const corpora = ["opensource-guide", "pud", "xquad-dev"].flatMap((name) => readCorpus(folder, name) ?? []);
  if (corpora.length == 0) {
    console.log(`skipped: no corpora in ${folder}`);
    return;
  }
  if (numPairs) return writePairs(corpora, numPairs);
  const all = corpora.flatMap((corpus) => corpus.docs);
  const rows = [];
  if (!settings.json) {
    const head = `${"asked; found".padEnd(44)} ${"corpus".padEnd(16)} cases   docs   micro   macro  only so          holds it`;
    console.log(`seed ${seed}\n${head}`);
  }
  for (const corpus of corpora) {
    const bundle = build(corpus.name, [corpus.path]);
    for (const kind of kinds(corpus.docs, all)) {
      const row = await measure(kind, corpus, bundle);
      rows.push(row);
      if (!settings.json) printRow(row);
    }
  }
  if (settings.json) console.log(JSON.stringify(rows, null, 2));
  else if ("arabic: judged pairs".includes(settings.only.toLowerCase())) printPairs(corpora);
}

await main();
