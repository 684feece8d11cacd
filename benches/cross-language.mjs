// How well a question in one language finds the paragraph that answers it in another.
//
//     node benches/cross-language.mjs [DOCS.jsonl TOPICS.tsv QRELS.txt] [--pairs en-ar,…] [--config FILE] [--tarjuman FILE]
//
// XQuAD has the same paragraphs and questions in every language, so what is right in one language is right in the others: the
// document with the same number. Each question is asked among the documents of the other language alone.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CORPORA } from "../tests/web/words.mjs";

const { values: settings, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: "string", default: "en-ar,ar-en,en-es,en-de,en-ru,en-zh,en-el,en-hi" },
    config: { type: "string" },
    tarjuman: { type: "string", default: fileURLToPath(new URL("../target/release/tarjuman", import.meta.url)) },
  },
});
const names = ["docs.jsonl", "topics.tsv", "qrels.txt"].map((name) => join(CORPORA, "xquad-dev", name));
const [docs, topics, qrels] = positionals.length === 3 ? positionals : names;
const folder = mkdtempSync(join(tmpdir(), "tarjuman-cross-"));
const run = (...args) => String(execFileSync(settings.tarjuman, args, { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] }));
try {
  const bundle = join(folder, "bundle");
  run("build", docs, "--out", bundle, ...(settings.config ? ["--config", settings.config] : []));
  console.log("MRR@10      topics    found   same language");
  for (const pair of settings.pairs.split(",")) {
    const [from, to] = pair.split("-");
    const asked = readFileSync(topics, "utf8").split("\n").filter((line) => line.split("\t")[1] === from);
    const right = readFileSync(qrels, "utf8").split("\n").filter((line) => line.startsWith(`${from}-`));
    const measure = (lang, lines) => {
      const files = [join(folder, "topics.tsv"), join(folder, "qrels.txt")];
      writeFileSync(files[0], asked.join("\n") + "\n");
      writeFileSync(files[1], lines.join("\n") + "\n");
      return JSON.parse(run("eval", bundle, "--topics", files[0], "--qrels", files[1], "--in-lang", lang, "--json"));
    };
    const score = (report) => (report.overall ?? report.all ?? report.measures ?? report)["mrr@10"] ?? report;
    const there = measure(to, right.map((line) => line.replace(/ \w+-(\d+-\d+) /, ` ${to}-$1 `)));
    const here = measure(from, right);
    console.log(`${pair.padEnd(10)}${String(asked.length).padStart(8)}${score(there).toFixed(3).padStart(9)}${score(here).toFixed(3).padStart(16)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
