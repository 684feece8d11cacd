/**
 * Folding is the same everywhere: of documents (as written) and of queries (form NFKD), in the browser and on the command
 * line. For every assigned code point alone, and for every word of the shared corpora, where neighbours could matter: final
 * sigma, Hangul, marks in another order.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, visit } from "./harness.mjs";
import { corpus, readFiles } from "./words.mjs";

const TARJUMAN = fileURLToPath(new URL("../../target/release/tarjuman", import.meta.url));
const GLUE = readFileSync(new URL("../../www/engine/engine.js", import.meta.url));
const POINTS_PER_DOCUMENT = 256;
/** Differences shown. */
const MAX_SHOWN = 20;

let browser, folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "tarjuman-fold-"));
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Builds a bundle; the number of its documents. */
function build(sources, bundle) {
  const summary = execFileSync(TARJUMAN, ["build", ...sources, "--out", bundle, "--json"], { stdio: ["ignore", "pipe", "ignore"] });
  return JSON.parse(String(summary)).documents;
}

/** Folds of the texts, one per line: as the command line gives them. */
function foldNatively(bundle, texts, flags = []) {
  const input = texts.map((text) => `${text}\n`).join("");
  return String(execFileSync(TARJUMAN, ["fold", bundle, "-", ...flags], { input, maxBuffer: 1 << 28 })).split("\n").slice(0, -1);
}

/** The same by the engine in the browser, through the glue that the client packs. */
async function foldInBrowser(t, bundle, texts) {
  const { page } = await visit(t, browser, {
    folder: bundle,
    path: "blank.html",
    pages: {
      "/blank.html": "<!doctype html><title>t</title>",
      "/engine.js": GLUE,
      "/texts.json": JSON.stringify(texts),
    },
  });
  const folds = await page.evaluate(async () => {
    const { default: init, Engine } = await import(new URL("engine.js", location.href).href);
    await init({ module_or_path: await (await fetch("tarjuman.wasm")).arrayBuffer() });
    const engine = new Engine();
    const texts = await (await fetch("texts.json")).json();
    const fold = (form) => texts.map((text) => engine.fold(form(text))).join("\n");
    return { asWritten: fold((text) => text), normalised: fold((text) => text.normalize("NFKD")) };
  });
  return { asWritten: folds.asWritten.split("\n"), normalised: folds.normalised.split("\n") };
}

/** Every text folds alike in all four ways. */
async function assertFoldsAlike(t, bundle, texts) {
  const browsers = await foldInBrowser(t, bundle, texts);
  const ways = {
    "browser, NFKD": browsers.normalised,
    "command line, as written": foldNatively(bundle, texts, ["--as-written"]),
    "command line, NFKD": foldNatively(bundle, texts),
  };
  const differences = [];
  for (const [way, folds] of Object.entries(ways)) {
    assert.equal(folds.length, texts.length, way);
    for (const [n, text] of texts.entries()) {
      if (folds[n] != browsers.asWritten[n]) differences.push(`${escape(text)} → ${escape(browsers.asWritten[n])}, but ${way} ${escape(folds[n])}`);
    }
  }
  assert.equal(differences.length, 0, `${differences.length} differences:\n${differences.slice(0, MAX_SHOWN).join("\n")}`);
  const folded = browsers.asWritten.filter((fold) => fold != "").length;
  t.diagnostic(`${texts.length} texts, ${folded} with words in them`);
  // Of the code points nearly half are for private use, which are no letters.
  assert.ok(folded > texts.length / 3, `only ${folded} of ${texts.length} texts have words in them`);
}

const escape = (text) =>
  `"${text}" (${[...text].map((c) => c.codePointAt(0).toString(16).padStart(4, "0")).join(" ")})`;

/** As the browser knows them, whose Unicode is the newest here; neither controls nor surrogates. */
async function assignedPoints(t) {
  const { page } = await visit(t, browser, { path: "blank.html", pages: { "/blank.html": "<!doctype html><title>t</title>" } });
  return page.evaluate(() => {
    const points = [];
    for (let point = 0; point <= 0x10ffff; point++) {
      const text = String.fromCodePoint(point);
      if (/^[\P{Cn}--[\p{Cc}\p{Cs}]]$/v.test(text)) points.push(text);
    }
    return points;
  });
}

test("every assigned code point folds alike, as written and in form NFKD, in the browser and natively", async (t) => {
  const points = await assignedPoints(t);
  assert.ok(points.length > 280_000, `${points.length} code points`);
  const documents = [];
  for (let first = 0; first < points.length; first += POINTS_PER_DOCUMENT) {
    const body = points.slice(first, first + POINTS_PER_DOCUMENT).join(" ");
    documents.push(JSON.stringify({ url: `/${first}`, lang: "und", title: "", body }));
  }
  const source = join(folder, "points.jsonl");
  writeFileSync(source, documents.join("\n"));
  assert.equal(build([source], join(folder, "points")), documents.length);
  await assertFoldsAlike(t, join(folder, "points"), points);
});

const CORPORA = ["news", "opensource-guide", "xquad-dev"].map(corpus);

test("every word of the shared corpora folds alike, as written and in form NFKD, in the browser and natively", {
  skip: CORPORA.includes(undefined) && "no ../shared/corpora here",
}, async (t) => {
  build(CORPORA, join(folder, "corpora"));
  const words = new Set(CORPORA.flatMap((corpus) => readFiles(corpus).flatMap(({ content }) => content.split(/\s+/))));
  words.delete("");
  await assertFoldsAlike(t, join(folder, "corpora"), [...words]);
});
