// What a typing error costs, and what half a word already finds.
//
//     node benches/typos.mjs [DOCS.jsonl TOPICS.tsv QRELS.txt] [--langs en,ar,…] [--seed N] [--by-edit] [--tarjuman FILE]
//
// *One edit*: in the word of the question that is rarest in its language's documents (four letters or more), one letter is
// left out, put in, replaced, or two neighbours are swapped. Letters come from the alphabet that the documents are written
// in; any place may be hit, the first letter too. *Half*: the question ends in the middle of its last word, rounded up.
// Each is asked against the documents of its own language and compared with the same question as it was.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CORPORA, seeded } from "../tests/web/words.mjs";

const { values: settings, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    langs: { type: "string", default: "en,ar,ru,es,hi,de,el,ro,tr" },
    seed: { type: "string", default: "1" },
    "by-edit": { type: "boolean", default: false },
    bundle: { type: "string" },
    tarjuman: { type: "string", default: fileURLToPath(new URL("../target/release/tarjuman", import.meta.url)) },
  },
});
const xquad = (name) => join(CORPORA, "xquad-dev", name);
const [docs = xquad("docs.jsonl"), topics = xquad("topics.tsv"), qrels = xquad("qrels.txt")] = positionals;
const langs = settings.langs.split(",");
const MIN_LETTERS = 4;
const DEPTH = 10;
/** MRR@10 that a typing error may cost, and the share of it that half a word has to keep. */
const MOST_LOST = 0.02;
const LEAST_KEPT = 0.93;
/** Letters rarer than this among the letters of a language are not of its alphabet. */
const MIN_SHARE = 0.0005;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const lines = (path) => readFileSync(path, "utf8").trim().split("\n");
const key = (word) => word.normalize("NFC").toLowerCase();

/** Per language, in how many documents a word is, and its alphabet. */
function readDocuments() {
  const known = new Map(langs.map((lang) => [lang, { df: new Map(), counts: new Map(), total: 0 }]));
  for (const line of lines(docs)) {
    const { lang, title = "", body } = JSON.parse(line);
    const language = known.get(lang);
    if (!language) continue;
    const words = `${title} ${body}`.match(WORD) ?? [];
    for (const word of new Set(words.map(key))) language.df.set(word, (language.df.get(word) ?? 0) + 1);
    for (const letter of words.map(key).join("")) {
      if (/\P{L}/u.test(letter)) continue;
      language.counts.set(letter, (language.counts.get(letter) ?? 0) + 1);
      language.total++;
    }
  }
  for (const language of known.values()) {
    const common = [...language.counts].filter(([, count]) => count >= language.total * MIN_SHARE);
    language.alphabet = common.map(([letter]) => letter).sort();
  }
  return known;
}

const EDITS = {
  deletion: (letters, at) => letters.splice(at, 1),
  insertion: (letters, at, other) => letters.splice(at, 0, other),
  substitution: (letters, at, other) => letters.splice(at, 1, other),
  transposition: (letters, at) => letters.splice(at, 2, letters[at + 1], letters[at]),
};

function misspell(word, alphabet, random) {
  // Russian letters go among Russian ones, whatever else the language's pages quote.
  const own = alphabet.filter((letter) => (letter < "\u0250") == (key(word)[0] < "\u0250"));
  for (;;) {
    const letters = [...word.normalize("NFC")];
    const edit = random.pick(Object.keys(EDITS));
    const at = random.below(letters.length - (edit == "transposition" ? 1 : 0));
    EDITS[edit](letters, at, random.pick(own));
    const misspelt = letters.join("");
    // A word must be left: a mark alone at its beginning is none.
    if (key(misspelt) != key(word) && !/^\p{M}/u.test(misspelt)) return { edit: at == 0 ? `${edit}, first` : edit, misspelt };
  }
}

/** Questions as they are, misspelt, and cut short: `{ id, lang, query, kind, edit }`. */
function drawQuestions(known, random) {
  const questions = [];
  for (const line of lines(topics)) {
    const [id, lang, query] = line.split("\t");
    const language = known.get(lang);
    if (!language) continue;
    const words = [...query.matchAll(WORD)].map((match) => ({ word: match[0], at: match.index }));
    const add = (kind, query, edit) => questions.push({ id, lang, kind, query, edit });
    const df = ({ word }) => language.df.get(key(word)) ?? 0;
    const long = words.filter((found) => [...found.word].length >= MIN_LETTERS && !/\p{N}/u.test(found.word) && df(found) > 0);
    if (long.length) {
      const { word, at } = long.reduce((rarest, found) => (df(found) < df(rarest) ? found : rarest));
      const { edit, misspelt } = misspell(word, language.alphabet, random);
      add("clean", query, edit);
      add("typo", query.slice(0, at) + misspelt + query.slice(at + word.length), edit);
    }
    const last = words.at(-1);
    if (words.length > 1 && [...last.word].length > 1) {
      const letters = [...last.word];
      add("whole", query);
      add("half", query.slice(0, last.at) + letters.slice(0, Math.ceil(letters.length / 2)).join(""));
    }
  }
  return questions;
}

/** The reciprocal rank of each question within the first ten. */
function ask(questions, folder) {
  const bundle = settings.bundle ?? join(folder, "bundle");
  const run = (...args) => execFileSync(settings.tarjuman, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
  if (!settings.bundle) run("build", docs, "--out", bundle);
  const [asked, ranked] = [join(folder, "topics.tsv"), join(folder, "run.trec")];
  writeFileSync(asked, questions.map(({ lang, query }, n) => `${n}\t${lang}\t${query}\n`).join(""));
  run("eval", bundle, "--topics", asked, "--in-lang", "query", "--limit", String(DEPTH), "--run", ranked);
  const relevant = new Set(lines(qrels).map((line) => line.split(/\s+/)).filter(([, , , grade]) => grade > 0).map(([id, , doc]) => `${id} ${doc}`));
  for (const line of lines(ranked)) {
    const [n, , doc, rank] = line.split(" ");
    const question = questions[n];
    if (rank <= DEPTH && relevant.has(`${question.id} ${doc}`)) question.reciprocal ??= 1 / rank;
  }
}

const mean = (questions) => questions.reduce((sum, { reciprocal = 0 }) => sum + reciprocal, 0) / Math.max(1, questions.length);

function table(questions) {
  const row = (name, of) => {
    const by = (kind) => mean(of.filter((question) => question.kind == kind));
    const [clean, typo, whole, half] = ["clean", "typo", "whole", "half"].map(by);
    const num = of.filter(({ kind }) => kind == "typo").length;
    const cells = [clean, typo, typo - clean, whole, half].map((figure) => figure.toFixed(4).padStart(9));
    const kept = half / whole;
    const verdict = clean - typo > MOST_LOST || kept < LEAST_KEPT ? "  MISSED" : "";
    console.log(`${name.padEnd(22)}${String(num).padStart(6)}${cells.join("")}${kept.toFixed(3).padStart(8)}${verdict}`);
  };
  console.log("MRR@10                     n    clean one edit     diff    whole     half    kept");
  for (const lang of langs) row(lang, questions.filter((question) => question.lang == lang));
  row("all", questions);
  if (!settings["by-edit"]) return;
  for (const edit of [...new Set(questions.map(({ edit }) => edit))].filter(Boolean).sort()) {
    const of = questions.filter((question) => question.edit == edit);
    const figures = ["clean", "typo"].map((kind) => mean(of.filter((question) => question.kind == kind)));
    console.log(`${edit.padEnd(22)}${String(of.length / 2).padStart(6)}${figures.map((figure) => figure.toFixed(4).padStart(9)).join("")}`);
  }
}

const folder = mkdtempSync(join(tmpdir(), "tarjuman-typos-"));
try {
  const questions = drawQuestions(readDocuments(), seeded(Number(settings.seed)));
  ask(questions, folder);
  table(questions);
} finally {
  rmSync(folder, { recursive: true });
}
