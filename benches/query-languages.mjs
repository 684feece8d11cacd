// How well readers find their way on a site that has no page in their language.
//
//     node benches/query-languages.mjs [--asked en] [--written ar,es] [--lexicons FILE,…] [--tarjuman FILE]
//
// The paragraphs of XQuAD in the languages written are indexed three times: alone, with `query_languages`, and with the paragraphs of the
// language asked beside them. Its questions are asked among the paragraphs of each other language. The cost is that of the whole bundle's
// engine and index, brotli -q 11.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { CORPORA } from "../tests/web/words.mjs";

const { values: settings } = parseArgs({
  options: {
    asked: { type: "string", default: "en" },
    written: { type: "string", default: "ar,es" },
    lexicons: { type: "string", default: "" },
    tarjuman: { type: "string", default: fileURLToPath(new URL("../target/release/tarjuman", import.meta.url)) },
  },
});
const { asked } = settings;
const written = settings.written.split(",");
const lines = (name) => readFileSync(join(CORPORA, "xquad-dev", name), "utf8").split("\n").filter(Boolean);
const folder = mkdtempSync(join(tmpdir(), "tarjuman-asked-"));
const file = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const run = (...args) => String(execFileSync(settings.tarjuman, args, { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] }));
const lexicons = settings.lexicons.split(",").filter(Boolean).map((path) => resolve(path));
const [docs, questions, judgements] = ["docs.jsonl", "topics.tsv", "qrels.txt"].map(lines);
const topics = file("topics.tsv", questions.filter((line) => line.split("\t")[1] === asked).join("\n") + "\n");

try {
  console.log(`questions in ${asked}`.padEnd(28), ...written.map((lang) => `among ${lang}`.padStart(10)), "  bundle, brotli");
  for (const [name, langs, queried] of [
    ["no word of it", written, []],
    ["query_languages", written, [asked]],
    ["with its pages", [...written, asked], []],
  ]) {
    const source = file("docs.jsonl", docs.filter((line) => langs.includes(JSON.parse(line).lang)).join("\n") + "\n");
    const config = file("tarjuman.toml", `lexicons = ${JSON.stringify(lexicons)}\nquery_languages = ${JSON.stringify(queried)}\n`);
    const bundle = join(folder, name);
    run("build", source, "--out", bundle, "--config", config);
    const scores = written.map((lang) => {
      const right = judgements.filter((line) => line.startsWith(`${asked}-`)).map((line) => line.replace(/ \w+-(\d+-\d+) /, ` ${lang}-$1 `));
      const report = JSON.parse(run("eval", bundle, "--topics", topics, "--qrels", file("qrels.txt", right.join("\n") + "\n"), "--in-lang", lang, "--json"));
      return mrr(report).toFixed(3);
    });
    const wasm = readFileSync(join(bundle, "tarjuman.wasm"));
    const size = brotliCompressSync(wasm, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length } }).length;
    console.log(name.padEnd(28), ...scores.map((score) => score.padStart(10)), `${(size / 1000).toFixed(1)} KB`.padStart(16));
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The mean over all questions, wherever the report has it. */
function mrr(report) {
  const overall = report.overall ?? report.all ?? report.measures ?? report;
  return overall["mrr@10"];
}
