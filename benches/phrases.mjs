/**
 * Measures the worst that a phrase can cost, in headless Chromium: phrases of the commonest words of each language, in every order,
 * for no positions are stored and the text of every document that holds all the words is read until the phrase is found.
 *
 *   node benches/phrases.mjs [--json]
 *
 * Over the guide, and over 20,000 documents drawn by seed from `../shared/corpora/scale`. Ranking alone
 * (`search(phrase, { limit: 0 })`) and with ten hits; each phrase is asked once, in a page that has just opened the bundle, then once
 * more, so that what the browser's compiler does meanwhile can be told from the search.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, serve } from "../tests/web/harness.mjs";
import { CORPORA, readTexts, seeded, UNSPACED } from "../tests/web/words.mjs";

const TARJUMAN = fileURLToPath(new URL("../target/release/tarjuman", import.meta.url));
const SEED = 1;
const NUM_DOCS = 20_000;
/** All ordered pairs of this many words of each language are asked for, and of the most words in all languages together. */
const COMMONEST = 5;
const COMMONEST_OF_ALL = 12;
/** Milliseconds. */
const BUDGET = 20;
const NAMED = ["open source", "source open", "de la", "la de", "open source open source", "of the open", "项目的", "的项目", "من في"];

/** A folder with a sample of the scale corpus, or nothing. */
function sample(folder) {
  const all = join(CORPORA, "scale/docs.jsonl.zst");
  if (!existsSync(all)) return undefined;
  const lines = String(execFileSync("zstd", ["-dc", all], { maxBuffer: 1 << 30 })).trim().split("\n");
  const random = seeded(SEED);
  for (let n = 0; n < NUM_DOCS; n++) {
    const other = n + random.below(lines.length - n);
    [lines[n], lines[other]] = [lines[other], lines[n]];
  }
  mkdirSync(folder);
  writeFileSync(join(folder, "docs.jsonl"), lines.slice(0, NUM_DOCS).join("\n"));
  return folder;
}

/** Pairs of common words; of scripts without spaces, common characters. */
function phrasesOf(texts) {
  /** Language → word → how often. */
  const counts = new Map();
  for (const { lang, text } of texts) {
    for (const key of [lang, ""]) {
      if (!counts.has(key)) counts.set(key, new Map());
      for (const [run] of text.toLowerCase().matchAll(/[\p{L}\p{M}]+/gu)) {
        for (const word of UNSPACED.test(run) ? run : [run]) counts.get(key).set(word, (counts.get(key).get(word) ?? 0) + 1);
      }
    }
  }
  const pairs = [...counts].flatMap(([lang, words]) => {
    const commonest = [...words].sort((a, b) => b[1] - a[1]).slice(0, lang ? COMMONEST : COMMONEST_OF_ALL);
    return commonest.flatMap(([one]) => commonest.map(([other]) => (UNSPACED.test(one + other) ? one + other : `${one} ${other}`)));
  });
  return [...new Set([...NAMED, ...pairs])].map((phrase) => `"${phrase}"`);
}

/** Runs in the page: milliseconds of each phrase. */
async function searchTimed({ queries, limit }) {
  const { open } = await import(new URL("tarjuman.js", location.href).href);
  const index = await open();
  const round = async () => {
    const times = [];
    for (const query of queries) {
      const started = performance.now();
      const { total } = await index.search(query, { limit });
      times.push({ query, total, ms: performance.now() - started });
    }
    return times;
  };
  return { first: await round(), again: await round() };
}

const percentile = (numbers, percent) =>
  [...numbers].sort((a, b) => a - b)[Math.max(0, Math.ceil((numbers.length * percent) / 100) - 1)];

const folder = mkdtempSync(join(tmpdir(), "tarjuman-phrases-"));
const browser = await launch();
const results = {};
try {
  for (const [name, content] of [
    ["opensource-guide", existsSync(join(CORPORA, "opensource-guide")) ? join(CORPORA, "opensource-guide") : undefined],
    [`${NUM_DOCS} documents of scale, seed ${SEED}`, sample(join(folder, "scale"))],
  ]) {
    if (!content) {
      console.log(`${name}: the corpus is not there: nothing measured`);
      continue;
    }
    const bundle = join(folder, `bundle-${Object.keys(results).length}`);
    execFileSync(TARJUMAN, ["build", content, "--out", bundle], { stdio: "ignore" });
    const queries = phrasesOf(readTexts(content));
    const headers = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
    const pages = { "/blank.html": '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title>' };
    const server = await serve({ folder: bundle, pages, headers });
    results[name] = { phrases: queries.length };
    for (const limit of [0, 10]) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${server.url}blank.html`);
      const { first, again } = await page.evaluate(searchTimed, { queries, limit });
      await context.close();
      const of = (times) => {
        const ms = times.map((time) => time.ms);
        return { p50: percentile(ms, 50), p99: percentile(ms, 99), max: Math.max(...ms) };
      };
      const slowest = [...first].sort((a, b) => b.ms - a.ms).slice(0, 8);
      results[name][limit ? "ten hits" : "ranking"] = { first: of(first), again: of(again), slowest };
    }
    await server.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

if (process.argv.includes("--json")) console.log(JSON.stringify(results, null, 2));
else {
  console.log(`${cpus().length} × ${cpus()[0].model} (load ${loadavg()[0].toFixed(1)}); milliseconds`);
  const row = (name, { p50, p99, max }) =>
    console.log(`  ${name.padEnd(22)} p50 ${p50.toFixed(2).padStart(6)}  p99 ${p99.toFixed(2).padStart(6)}  max ${max.toFixed(2).padStart(6)}`);
  for (const [name, { phrases, ...passes }] of Object.entries(results)) {
    console.log(`\n${name}: ${phrases} phrases of the commonest words`);
    for (const [pass, { first, again, slowest }] of Object.entries(passes)) {
      row(pass, first);
      row(`${pass}, again`, again);
      console.log(`    max ≤ ${BUDGET}: ${first.max <= BUDGET ? "kept" : "EXCEEDED"}; slowest:`);
      for (const { query, total, ms } of slowest) console.log(`    ${ms.toFixed(2).padStart(8)}  ${String(total).padStart(5)} found  ${query}`);
    }
  }
}
