// How well three words of a section find its translation.
//
//     node benches/short-queries.mjs [GUIDE] [--languages en,fr,ar] [--config FILE] [--add FILE]… [--seed N] [--tarjuman FILE]
//
// GUIDE is a folder of Markdown with a folder per language (../shared/corpora/opensource-guide). Each headed section becomes a document,
// without any word of what it is a translation of, so that nothing is learned from the answers. Where a page has as many headings in two
// languages, its sections are translations of each other in their order. A query is three words, drawn by seed, of the eight
// that weigh most in a section (occurrences × idf among the sections of the language); the only right answer is the section's translation, among
// all sections of the other language. Beside it, the same words asked in their own language, where the section itself is right.
// --config may name lexicons; --add puts more documents into the index, to learn words from, which are left out of what is found.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CORPORA, seeded } from "../tests/web/words.mjs";
import { meanReciprocalRank } from "./ranks.mjs";

const NUM_WORDS = 3;
const NUM_WEIGHTIEST = 8;

const { values: settings, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    languages: { type: "string", default: "en,fr,ar" },
    config: { type: "string" },
    add: { type: "string", multiple: true, default: [] },
    seed: { type: "string", default: "1" },
    tarjuman: { type: "string", default: fileURLToPath(new URL("../target/release/tarjuman", import.meta.url)) },
  },
});
const guide = positionals[0] ?? join(CORPORA, "opensource-guide");
const languages = settings.languages.split(",");

/** The headed sections of a Markdown text, as plain as a reader sees them. */
function sections(markdown) {
  const text = markdown
    .replace(/^---\n.*?\n---\n/su, "")
    .replace(/^(`{3,}|~{3,}).*?^\1/gmsu, " ")
    .replace(/<!--.*?-->|<(script|style|pre)\b.*?<\/\1>|<[^>]*>|\{[%{:].*?\}+/gsu, " ")
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/gu, "$1")
    .replace(/\S*(https?:|www\.)\S*/gu, " ")
    .replace(/[*_`~\\|>]+/gu, " ");
  return text.split(/^#{1,6}\s+/mu).slice(1).map((section) => {
    const [title, ...body] = section.split("\n");
    return { title: title.trim(), body: body.join("\n").trim() };
  });
}

const fold = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = ({ title, body }) => `${title}\n${body}`.match(/[\p{L}\p{M}]{3,}/gu) ?? [];

/** By folded word, its occurrences and one spelling of it. */
function counted(section) {
  const words = new Map();
  for (const word of wordsOf(section)) {
    const known = words.get(fold(word)) ?? { count: 0, word };
    words.set(fold(word), { ...known, count: known.count + 1 });
  }
  return words;
}

const pages = languages.map((lang) => {
  const files = readdirSync(join(guide, lang)).filter((file) => file.endsWith(".md")).sort();
  return new Map(files.map((file) => [file, sections(readFileSync(join(guide, lang, file), "utf8"))]));
});
const documents = languages.flatMap((lang, at) =>
  [...pages[at]].flatMap(([file, sections]) =>
    sections.map((section, number) => ({ id: `${lang}/${file}#${number}`, url: `/${lang}/${file}#${number}`, lang, ...section })),
  ),
);

/** Of each document of a language that has enough words, its query. */
function queries(lang) {
  const random = seeded(Number(settings.seed));
  const own = documents.filter((document) => document.lang === lang).map((document) => [document.id, counted(document)]);
  const numSections = new Map();
  for (const [, words] of own) for (const form of words.keys()) numSections.set(form, (numSections.get(form) ?? 0) + 1);
  const weight = ([form, { count }]) => count * Math.log(own.length / numSections.get(form));
  const found = new Map();
  for (const [id, words] of own) {
    const weightiest = [...words].sort((a, b) => weight(b) - weight(a) || (a[0] < b[0] ? -1 : 1)).slice(0, NUM_WEIGHTIEST);
    if (weightiest.length < NUM_WEIGHTIEST) continue;
    const drawn = Array.from({ length: NUM_WORDS }, () => weightiest.splice(random.below(weightiest.length), 1)[0][1].word);
    found.set(id, drawn.join(" "));
  }
  return found;
}

const folder = mkdtempSync(join(tmpdir(), "tarjuman-short-"));
const run = (...args) => execFileSync(settings.tarjuman, args, { maxBuffer: 1 << 30, stdio: ["ignore", "ignore", "inherit"] });
try {
  const [docs, bundle, topics, results] = ["docs.jsonl", "bundle", "topics.tsv", "run.trec"].map((name) => join(folder, name));
  writeFileSync(docs, documents.map((document) => JSON.stringify(document) + "\n").join(""));
  run("build", docs, ...settings.add, "--out", bundle, ...(settings.config ? ["--config", settings.config] : []));
  const own = new Set(documents.map(({ id }) => id));
  const asked = new Map(languages.map((lang) => [lang, queries(lang)]));
  console.log("MRR@10   queries   candidates   found   same language   ratio");
  for (const from of languages) {
    for (const to of languages.filter((lang) => lang !== from)) {
      const [fromPages, toPages] = [from, to].map((lang) => pages[languages.indexOf(lang)]);
      const pairs = [...fromPages].flatMap(([file, sections]) =>
        toPages.get(file)?.length === sections.length ? sections.map((_, number) => `${file}#${number}`) : [],
      ).filter((name) => asked.get(from).has(`${from}/${name}`));
      writeFileSync(topics, pairs.map((name, qid) => `${qid}\t${from}\t${asked.get(from).get(`${from}/${name}`)}\n`).join(""));
      const score = (lang) => {
        run("eval", bundle, "--topics", topics, "--run", results, "--in-lang", lang, "--limit", "1000");
        const right = new Set(pairs.map((name, qid) => `${qid} ${lang}/${name}`));
        return meanReciprocalRank(readFileSync(results, "utf8"), right, own, pairs.length);
      };
      const [there, here] = [score(to), score(from)];
      const candidates = documents.filter(({ lang }) => lang === to).length;
      const columns = [
        [pairs.length, 9],
        [candidates, 13],
        [there.toFixed(3), 8],
        [here.toFixed(3), 16],
        [(there / here).toFixed(3), 8],
      ];
      console.log(`${from}-${to}`.padEnd(7) + columns.map(([value, width]) => String(value).padStart(width)).join(""));
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
