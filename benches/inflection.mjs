// What telling never-seen inflections by learned affixes costs against running the language's rules on the query.
//
//     node benches/inflection.mjs DOCS.jsonl TOPICS.tsv QRELS.txt [TARJUMAN]
//
// Builds two bundles of the documents, one as any site would and one that was told the queries (`build --asked`), so
// that every word of theirs went through the language's own rules; then `eval`s both, each question against the
// documents of its own language.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [docs, topics, qrels, tarjuman = "target/release/tarjuman"] = process.argv.slice(2);
if (!qrels) {
  console.error("usage: node benches/inflection.mjs DOCS.jsonl TOPICS.tsv QRELS.txt [TARJUMAN]");
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "tarjuman-inflection-"));
const run = (...args) => execFileSync(tarjuman, args, { encoding: "utf8", maxBuffer: 1 << 28 });

function scores(name, ...options) {
  const out = join(folder, name);
  run("build", docs, "--out", out, ...options);
  return JSON.parse(run("eval", out, "--topics", topics, "--qrels", qrels, "--in-lang", "query", "--json"));
}

try {
  const learned = scores("learned");
  const ruled = scores("ruled", "--asked", topics);
  console.log("MRR@10    by affixes   by rules   difference");
  for (const [index, { lang, "mrr@10": a }] of learned.languages.entries()) {
    const b = ruled.languages[index]["mrr@10"];
    console.log(`${lang.padEnd(8)}  ${a.toFixed(4).padStart(10)}${b.toFixed(4).padStart(11)}${(a - b).toFixed(4).padStart(13)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
