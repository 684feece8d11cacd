// What closeness and order of words bring to short queries: two or three words that stand next to each other in one
// document, asked without quotation marks; the document should come first.
//
//     node benches/proximity.mjs [--tarjuman BIN] [--seed N] [--per-document N] [--compare BIN]
//
// Queries are drawn by seed from XQuAD's paragraphs and from the guide's long pages (../shared/corpora), each asked among the
// documents of its language. Where a phrase stands in several documents any of them counts. With --compare the same is measured
// with another build of the command line, over its own bundle.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { corpus, seeded, UNSPACED } from "../tests/web/words.mjs";

const { values: settings } = parseArgs({
  options: {
    tarjuman: { type: "string", default: "target/release/tarjuman" },
    compare: { type: "string" },
    seed: { type: "string", default: "1" },
    "per-document": { type: "string", default: "2" },
  },
});

const MARKUP = /^---\n.*?\n---\n|<(head|script|style)\b.*?<\/\1>|<[^>]*>|\]\([^)]*\)|https?:\S+/gsu;

/** Documents of a corpus: id, language, text. */
const CORPORA = {
  "xquad-dev": (folder) =>
    readFileSync(join(folder, "docs.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line))
      .map(({ id, lang, body }) => ({ id, lang, text: body })),
  "opensource-guide": (folder) =>
    readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".md")).sort()
      .map((name) => ({ id: name, lang: name.split("/")[0], text: readFileSync(join(folder, name), "utf8").replace(MARKUP, "\n") })),
};

const plain = (text) => text.normalize("NFKC").toLowerCase();

/** Runs of words with nothing but spaces between them, each with its words. */
function phrasesOf({ lang, text }, length) {
  const segmenter = new Intl.Segmenter(lang, { granularity: "word" });
  const phrases = [];
  for (const line of text.split("\n")) {
    let run = [];
    for (const { segment, isWordLike, index } of segmenter.segment(line)) {
      if (isWordLike && /^[\p{L}\p{M}\p{N}]+$/u.test(segment)) {
        run.push({ segment, index });
        if (run.length >= length) {
          const words = run.slice(-length);
          // Some word that is no particle.
          if (words.some(({ segment }) => [...segment].length >= (UNSPACED.test(segment) ? 2 : 5)))
            phrases.push(line.slice(words[0].index, words.at(-1).index + words.at(-1).segment.length));
        }
      } else if (segment.trim()) run = [];
    }
  }
  return phrases;
}

function draw(documents, length, random) {
  const topics = [];
  const qrels = [];
  for (const document of documents) {
    const phrases = phrasesOf(document, length);
    for (let n = 0; phrases.length && n < Number(settings["per-document"]); n++) {
      const phrase = random.pick(phrases);
      const id = `q${topics.length}`;
      // The space says that the last word is whole.
      topics.push(`${id}\t${document.lang}\t${phrase} `);
      for (const other of documents)
        if (other.lang == document.lang && other.plain.includes(plain(phrase))) qrels.push(`${id} 0 ${other.id} 1`);
    }
  }
  return { topics, qrels };
}

const folder = mkdtempSync(join(tmpdir(), "tarjuman-proximity-"));
try {
  const programs = [settings.tarjuman, ...(settings.compare ? [settings.compare] : [])];
  console.log("MRR@10 of                        queries" + programs.map((program) => program.padStart(30)).join(""));
  for (const [name, read] of Object.entries(CORPORA)) {
    const path = corpus(name);
    if (!path) {
      console.log(`${name}: not there, skipped`);
      continue;
    }
    const documents = read(path).map((document) => ({ ...document, plain: plain(document.text) }));
    const bundles = programs.map((program, n) => {
      const out = join(folder, `${name}-${n}`);
      execFileSync(program, ["build", path, "--out", out], { stdio: "ignore" });
      return out;
    });
    for (const length of [2, 3]) {
      const { topics, qrels } = draw(documents, length, seeded(Number(settings.seed)));
      const [topicsFile, qrelsFile] = [join(folder, "topics.tsv"), join(folder, "qrels.txt")];
      writeFileSync(topicsFile, topics.join("\n") + "\n");
      writeFileSync(qrelsFile, qrels.join("\n") + "\n");
      const scores = programs.map((program, n) => {
        const args = ["eval", bundles[n], "--topics", topicsFile, "--qrels", qrelsFile, "--in-lang", "query", "--json"];
        const started = performance.now();
        const { languages } = JSON.parse(execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 }));
        const took = performance.now() - started;
        const total = languages.reduce((sum, row) => sum + row["mrr@10"] * row.topics, 0) / topics.length;
        return `${total.toFixed(4)} (${(took / topics.length).toFixed(2)} ms a query)`.padStart(30);
      });
      console.log(`${name}, ${length} words`.padEnd(32) + String(topics.length).padStart(8) + scores.join(""));
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
