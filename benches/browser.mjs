/**
 * Measures what a reader waits for, in headless Chromium: opening a bundle, ranking, a page of ten hits, and suggestions.
 *
 *   node benches/browser.mjs [--content DIR] [--bundle DIR] [--seed N] [--json]
 *
 *   --content DIR  where words to ask for are drawn from, and what is built when there is no --bundle
 *                  (../shared/corpora/opensource-guide)
 *   --bundle DIR   measure this bundle (or TARJUMAN_BENCH_BUNDLE)
 *   --seed N       draw other queries (1)
 *   --json         print all figures as JSON
 *
 * `./build.sh bench` builds first. Ranking is `search(query, { limit: 0 })`, ten hits `{ limit: 10 }`, suggestions
 * `suggest(prefix)` for what the words drawn begin with, one to five letters, and for two words of a text, the second one begun; each in a page of its
 * own, where every query is asked once, right after opening. Times are those of the caller: `await index.search(…)`, in the worker
 * there and back. The server answers from memory and isolates the page, which gives its clock steps of 5 µs.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch, serve } from "../tests/web/harness.mjs";
import { CORPORA, misspell, readTexts, seeded, UNSPACED, wordsOf } from "../tests/web/words.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TARJUMAN = join(ROOT, "target/release/tarjuman");
const NUM_OPENINGS = 7;
const QUERIES_PER_KIND = 125;
const NUM_SLOWEST = 10;

/** Milliseconds. */
const BUDGETS = {
  opening: { median: 60 },
  ranking: { p50: 0.3, p99: 5 },
  "ten hits": { p50: 4, p99: 12 },
  suggestions: { p99: 1 },
};

const { values: settings } = parseArgs({
  options: {
    content: { type: "string", default: join(CORPORA, "opensource-guide") },
    bundle: { type: "string", default: process.env.TARJUMAN_BENCH_BUNDLE },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

/** @returns {{ kind: string, query: string }[]} in mixed order */
function drawQueries(texts, random) {
  const words = texts.map(wordsOf).filter((words) => words.length > 0);
  const draw = (fits = () => true) => {
    for (;;) {
      const word = random.pick(random.pick(words));
      if (fits(word)) return word;
    }
  };
  const length = (word) => [...word].length;
  const spaced = (least) => draw((word) => length(word) >= least && !UNSPACED.test(word));
  const kinds = {
    word: () => draw((word) => length(word) > 1),
    // Of one text, so that the two may meet.
    "two words": () => {
      const text = random.pick(words);
      return `${random.pick(text)} ${random.pick(text)}`;
    },
    prefix: () => [...spaced(4)].slice(0, 3).join(""),
    typo: () => misspell(spaced(5), random),
  };
  return Array.from({ length: QUERIES_PER_KIND }, () =>
    Object.entries(kinds).map(([kind, draw]) => ({ kind, query: draw() })),
  ).flat();
}

/** @returns {{ kind: string, query: string }[]} */
function drawPrefixes(texts, random) {
  const words = texts.map(wordsOf).filter((words) => words.length > 1);
  const begun = (word, length) => [...word].slice(0, length).join("");
  return Array.from({ length: QUERIES_PER_KIND }, () => {
    const text = random.pick(words);
    return [
      { kind: "one letter", query: begun(random.pick(text), 1) },
      { kind: "beginning", query: begun(random.pick(text), 2 + random.below(4)) },
      { kind: "second word", query: `${random.pick(text)} ${begun(random.pick(text), 1 + random.below(4))}` },
    ];
  }).flat();
}

/** Runs in the page. */
async function openTimed(worker) {
  const { open } = await import(new URL("tarjuman.js", location.href).href);
  const started = performance.now();
  window.index = await open({ worker });
  return performance.now() - started;
}

/** Runs in the page: milliseconds for the caller, and as the engine's client tells them, of each query. */
async function searchTimed({ queries, limit }) {
  const times = [];
  for (const query of queries) {
    const started = performance.now();
    const page = await window.index.search(query, { limit });
    times.push({ ms: performance.now() - started, tookMs: page.tookMs, total: page.total });
  }
  return times;
}

/** Runs in the page: as `searchTimed`, for suggestions. */
async function suggestTimed(prefixes) {
  const times = [];
  for (const prefix of prefixes) {
    const started = performance.now();
    const suggestions = await window.index.suggest(prefix);
    const ms = performance.now() - started;
    times.push({ ms, tookMs: ms, total: suggestions.length });
  }
  return times;
}

/** Runs in the page: the steps of `open()` one by one, in milliseconds. */
async function openInSteps(codeCheck) {
  const { checkCode } = await import(new URL("www/load.js", location.href).href);
  const glue = await import(new URL("www/engine/engine.js", location.href).href);
  const steps = {};
  let last = performance.now();
  const step = (name) => {
    const now = performance.now();
    steps[name] = now - last;
    last = now;
  };
  const response = await fetch("tarjuman.wasm");
  step("fetch, to the headers");
  const bytes = new Uint8Array(await response.arrayBuffer());
  step("arrayBuffer");
  checkCode(bytes, codeCheck);
  step("code check");
  const module = await WebAssembly.compile(bytes);
  step("WebAssembly.compile");
  await glue.default({ module_or_path: module });
  step("instantiate");
  const engine = new glue.Engine();
  step("new Engine()");
  engine.info();
  step("info()");
  return steps;
}

/** A server and a browser around what is measured; each measurement gets a page of its own in a context of its own. */
async function bench(bundle, queries, prefixes) {
  const pages = { "/blank.html": '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title>' };
  for (const name of readdirSync(bundle)) pages[`/${name}`] = readFileSync(join(bundle, name));
  for (const name of ["load.js", "errors.js", "engine/engine.js"]) {
    pages[`/www/${name}`] = readFileSync(join(ROOT, "www", name));
  }
  const [codeCheck] = String(pages["/tarjuman.js"]).match(/\b\d+:\d+:\d+:[0-9a-f]{8}\b/);
  const headers = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
  };
  const server = await serve({ folder: bundle, pages, headers });
  const browser = await launch();
  const inPage = async (measure) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.url}blank.html`);
    if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error("the page is not isolated: its clock is coarse");
    const measured = await measure(page);
    await context.close();
    return measured;
  };
  try {
    const places = {};
    for (const [place, worker] of [["page", false], ["worker", true]]) {
      const opening = [];
      for (let n = 0; n < NUM_OPENINGS; n++) opening.push(await inPage((page) => page.evaluate(openTimed, worker)));
      const ask = (limit) =>
        inPage(async (page) => {
          await page.evaluate(openTimed, worker);
          return page.evaluate(searchTimed, { queries: queries.map(({ query }) => query), limit });
        });
      const suggestions = await inPage(async (page) => {
        await page.evaluate(openTimed, worker);
        return page.evaluate(suggestTimed, prefixes.map(({ query }) => query));
      });
      places[place] = { opening, ranking: await ask(0), "ten hits": await ask(10), suggestions };
    }
    const steps = [];
    for (let n = 0; n < NUM_OPENINGS; n++) steps.push(await inPage((page) => page.evaluate(openInSteps, codeCheck)));
    return { places, steps, chromium: browser.version() };
  } finally {
    await browser.close();
    await server.close();
  }
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
/** Nearest rank. */
const percentile = (numbers, percent) => sorted(numbers)[Math.max(0, Math.ceil((numbers.length * percent) / 100) - 1)];
const median = (numbers) => percentile(numbers, 50);
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const round = (ms) => Number(ms.toFixed(3));

function summarise({ places, steps, chromium }, { queries, prefixes, bundle, corpus }) {
  const summary = {
    conditions: {
      date: new Date().toISOString().slice(0, 10),
      cpu: `${cpus().length} × ${cpus()[0].model}`,
      load: round(loadavg()[0]),
      chromium,
      corpus,
      wasmBytes: readFileSync(join(bundle, "tarjuman.wasm")).length,
      queries: queries.length,
      seed: Number(settings.seed),
    },
    places: {},
    steps: Object.fromEntries(Object.keys(steps[0]).map((name) => [name, round(median(steps.map((run) => run[name])))])),
  };
  for (const [place, { opening, ...passes }] of Object.entries(places)) {
    summary.places[place] = {
      opening: { median: round(median(opening)), min: round(Math.min(...opening)), max: round(Math.max(...opening)) },
    };
    for (const [name, answers] of Object.entries(passes)) {
      const of = (answers) => {
        const times = answers.map(({ ms }) => ms);
        return {
          p50: round(percentile(times, 50)),
          p95: round(percentile(times, 95)),
          p99: round(percentile(times, 99)),
          max: round(Math.max(...times)),
          mean: round(mean(times)),
          engineMean: round(mean(answers.map(({ tookMs }) => tookMs))),
        };
      };
      const drawn = name == "suggestions" ? prefixes : queries;
      const asked = answers.map((answer, n) => ({ ...drawn[n], ms: round(answer.ms), total: answer.total }));
      summary.places[place][name] = {
        ...of(answers),
        kinds: Object.fromEntries(
          [...new Set(drawn.map(({ kind }) => kind))].map((kind) => [
            kind,
            of(answers.filter((_, n) => drawn[n].kind == kind)),
          ]),
        ),
        found: answers.filter(({ total }) => total > 0).length,
        slowest: asked.sort((a, b) => b.ms - a.ms).slice(0, NUM_SLOWEST),
      };
    }
  }
  return summary;
}

function print({ conditions, places, steps }) {
  const ms = (number) => number.toFixed(number < 10 ? 2 : 1);
  console.log(
    `\n${conditions.date}, ${conditions.cpu} (load ${conditions.load}), Chromium ${conditions.chromium}\n` +
      `${conditions.corpus}: tarjuman.wasm ${(conditions.wasmBytes / 1e6).toFixed(2)} MB; ` +
      `${conditions.queries} queries, seed ${conditions.seed}; milliseconds\n`,
  );
  const line = (...cells) => console.log(cells.map((cell, n) => (n < 2 ? cell.padEnd(18) : cell.padStart(9))).join(" ").trimEnd());
  const verdict = (name, figures) =>
    Object.entries(BUDGETS[name])
      .map(([figure, most]) => `${figure} ≤ ${most} ${figures[figure] <= most ? "kept" : "EXCEEDED"}`)
      .join(", ");
  line("opening", "", "median", "min", "max");
  for (const [place, { opening }] of Object.entries(places)) {
    line("", place, ...["median", "min", "max"].map((figure) => ms(opening[figure])), ` ${verdict("opening", opening)}`);
  }
  const FIGURES = ["p50", "p95", "p99", "max", "mean", "engineMean"];
  for (const name of ["ranking", "ten hits", "suggestions"]) {
    console.log();
    line(name, "", ...FIGURES.slice(0, -1), "(inside)");
    for (const [place, { [name]: pass }] of Object.entries(places)) {
      line("", place, ...FIGURES.map((figure) => ms(pass[figure])), ` ${verdict(name, pass)}`);
      for (const [kind, figures] of Object.entries(pass.kinds)) line("", `  ${kind}`, ...FIGURES.map((figure) => ms(figures[figure])));
    }
  }
  console.log(`\nqueries that found something: ${places.page.ranking.found} of ${conditions.queries}`);
  console.log("\nopening step by step in the page, medians");
  for (const [name, figure] of Object.entries(steps)) line("", name.padEnd(24), ms(figure));
  for (const name of ["ranking", "ten hits", "suggestions"]) {
    console.log(`\nslowest ${name} in the page`);
    for (const { ms: time, kind, query, total } of places.page[name].slowest) {
      line("", kind, ms(time), `${total} found`.padStart(11), ` ${query}`);
    }
  }
}

const content = resolve(settings.content);
if (!existsSync(content)) {
  console.log(`bench: ${content} is not there: nothing measured; --content DIR names another folder of pages`);
  process.exit(0);
}
const temporary = mkdtempSync(join(tmpdir(), "tarjuman-bench-"));
try {
  const bundle = settings.bundle ? resolve(settings.bundle) : join(temporary, "bundle");
  if (!settings.bundle) execFileSync(TARJUMAN, ["build", content, "--out", bundle], { stdio: ["ignore", "ignore", "inherit"] });
  const texts = readTexts(content);
  const queries = drawQueries(texts, seeded(Number(settings.seed)));
  const prefixes = drawPrefixes(texts, seeded(Number(settings.seed)));
  const summary = summarise(await bench(bundle, queries, prefixes), { queries, prefixes, bundle, corpus: settings.bundle ?? content });
  if (settings.json) console.log(JSON.stringify(summary, null, 2));
  else print(summary);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
