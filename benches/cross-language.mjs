// How well a question in one language finds the paragraph that answers it in another.
//
//     node benches/cross-language.mjs [DOCS.jsonl TOPICS.tsv QRELS.txt] [--pairs en-ar,…] [--config FILE] [--add FILE]… [--tarjuman FILE]
//
// XQuAD has the same paragraphs and questions in every language, so what is right in one language is right in the others: the
// document with the same number. Each question is asked among the documents of the other language alone. --add puts more documents
// into the index, to learn words from; what is found of them is left out before places are counted.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CORPORA } from "../tests/web/words.mjs";
import { meanReciprocalRank } from "./ranks.mjs";

const { values: settings, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: "string", default: "en-ar,ar-en,en-es,en-de,en-ru,en-zh,en-el,en-hi" },
    config: { type: "string" },
    add: { type: "string", multiple: true, default: [] },
    tarjuman: { type: "string", default: fileURLToPath(new URL("../target/release/tarjuman", import.meta.url)) },
  },
});
const names = ["docs.jsonl", "topics.tsv", "qrels.txt"].map((name) => join(CORPORA, "xquad-dev", name));
const [docs, topics, qrels] = positionals.length === 3 ? positionals : names;
const folder = mkdtempSync(join(tmpdir(), "tarjuman-cross-"));
const run = (...args) => String(execFileSync(settings.tarjuman, args, { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] }));
try {
  const bundle = join(folder, "bundle");
  run("build", docs, ...settings.add, "--out", bundle, ...(settings.config ? ["--config", settings.config] : []));
  const own = new Set(readFileSync(docs, "utf8").trim().split("\n").map((line) => JSON.parse(line)).map(({ id, url }) => id ?? url));
  console.log("MRR@10    topics   found   same language");
  for (const pair of settings.pairs.split(",")) {
    const [from, to] = pair.split("-");
    const asked = readFileSync(topics, "utf8").split("\n").filter((line) => line.split("\t")[1] === from);
    const right = readFileSync(qrels, "utf8").split("\n").filter((line) => line.startsWith(`${from}-`));
    const measure = (lang, lines) => {
      const files = ["topics.tsv", "run.trec"].map((name) => join(folder, name));
      writeFileSync(files[0], asked.join("\n") + "\n");
      run("eval", bundle, "--topics", files[0], "--run", files[1], "--in-lang", lang, "--limit", "1000");
      const right = lines.filter((line) => line && !line.endsWith(" 0")).map((line) => line.split(" "));
      const pairs = new Set(right.map(([qid, , doc]) => `${qid} ${doc}`));
      return meanReciprocalRank(readFileSync(files[1], "utf8"), pairs, own, asked.length);
    };
    const there = measure(to, right.map((line) => line.replace(/ \w+-(\d+-\d+) /, ` ${to}-$1 `)));
    const here = measure(from, right);
    console.log(`${pair.padEnd(10)}${String(asked.length).padStart(6)}${there.toFixed(3).padStart(8)}${here.toFixed(3).padStart(16)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
