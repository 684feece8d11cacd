/** What others write into documents, and what servers make of the bundle: shown as text or told as a failure, and the page around stays as it is. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { boxIn, heard } from "./element.mjs";
import { launch, pageWith, STRICT_CSP } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const HTML = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>";
const OVERRIDE = "\u202eevil\u202d \u2067خطر\u2066";
const LONG = "م".repeat(10_000);

const hit = (some) => ({
  id: "x",
  url: "/x",
  link: "/x",
  title: "x",
  lang: "en",
  dir: "ltr",
  score: 1,
  excerpt: [],
  sections: [],
  alternates: {},
  meta: {},
  date: null,
  via: ["exact"],
  through: [],
  explanation: null,
  ...some,
});

/** As an index with hostile documents would answer. */
const HITS = [
  hit({ title: HTML, excerpt: [{ text: HTML, mark: true }], via: ["translation"], through: [HTML] }),
  hit({ title: OVERRIDE, excerpt: [{ text: OVERRIDE, mark: true }], lang: "ar", dir: "rtl", via: ["sound"] }),
  hit({ title: LONG, url: `/${LONG}`, link: `/${LONG}`, excerpt: [{ text: LONG, mark: true }], lang: "ar", dir: "rtl" }),
  hit({ title: "", url: "javascript:window.hacked=1", link: "javascript:window.hacked=1" }),
  hit({ title: "   ", url: "/fine", link: "/fine", date: "no date", lang: "not a tag!" }),
  hit({
    title: "links",
    sections: [
      { title: HTML, url: "javascript:window.hacked=1", excerpt: [] },
      { title: OVERRIDE, url: "data:text/html,x", excerpt: [] },
    ],
    alternates: { fr: "javascript:window.hacked=1", "!": "/other", ar: "vbscript:x" },
  }),
];

const PAGE = {
  total: HITS.length,
  partial: false,
  tookMs: 0,
  langs: [{ lang: "en", total: 2 }, { lang: "not a tag!", total: 1 }, { lang: HTML, total: 1 }],
  facets: { topic: [{ value: HTML, total: 3 }, { value: OVERRIDE, total: 2 }, { value: LONG, total: 1 }] },
  suggestion: HTML,
  hits: HITS,
};

for (const view of ["box", "page"]) {
  test(`hostile documents are text (${view})`, async (t) => {
    const { page, problems } = await boxIn(t, browser, {
      html: pageWith(`<tarjuman-search view="${view}"></tarjuman-search>`),
      csp: STRICT_CSP,
    });
    await page.locator("tarjuman-search .input").click();
    await page.waitForFunction(() => document.querySelector("tarjuman-search").index);
    await page.evaluate(
      ([page, html]) => {
        const { index } = document.querySelector("tarjuman-search");
        index.search = async () => structuredClone(page);
        index.suggest = async () => [{ text: html, lang: "!", dir: "ltr" }];
      },
      [PAGE, HTML],
    );
    const shown = heard(page, "tarjuman-results", "query", "x");
    await page.locator("tarjuman-search .input").fill("x");
    await shown;
    await page.locator("tarjuman-search .hit").nth(HITS.length - 1).waitFor();
    await page.waitForTimeout(100);
    const seen = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("tarjuman-search");
      const all = (selector) => [...shadowRoot.querySelectorAll(selector)];
      return {
        hacked: window.hacked,
        active: all("img, script, iframe, style").length,
        schemes: [...new Set(all("[href]").map((node) => new URL(node.href).protocol))],
        untitled: all(".hit .title").map((node) => node.textContent).filter((text) => /^(javascript|\/fine)/.test(text)),
        longest: Math.max(...all(".title, .url").map((node) => node.textContent.length)),
        wide: shadowRoot.querySelector(".panel, .page").scrollWidth <= shadowRoot.querySelector(".panel, .page").clientWidth + 1,
        // Where a word has its own direction, what follows it keeps that of the page.
        isolated: all(".word, .name, .url, .lang, .through").every((node) => /isolate/.test(getComputedStyle(node).unicodeBidi)),
        page: [document.title, document.querySelectorAll("body > *").length],
      };
    });
    assert.deepEqual(seen, {
      hacked: undefined,
      active: 0,
      schemes: ["http:"],
      untitled: ["javascript:window.hacked=1", "/fine"],
      longest: 301,
      wide: true,
      isolated: true,
      page: ["t", 2],
    });
    assert.deepEqual(problems, []);
  });
}

test("queries of any kind are only queries", async (t) => {
  const { page, input, problems } = await boxIn(t, browser, { html: pageWith() });
  for (const query of [HTML, OVERRIDE, LONG, "\u0000", "\ud800", '"', "-x", "title:", "𝓼𝓾𝓮𝔃", "%", "a".repeat(100_000)]) {
    const shown = heard(page, "tarjuman-results", "page.partial");
    await input.fill("x");
    await shown;
    const found = heard(page, "tarjuman-results", "page.partial");
    await page.evaluate((query) => (document.querySelector("tarjuman-search").value = query), query);
    await found;
  }
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.deepEqual(problems, []);
});

test("a bundle that is missing, cut, of another build or something else altogether is told, and the page is unharmed", async (t) => {
  for (const [name, change, error] of [
    ["missing", () => 404, "TarjumanLoadError"],
    ["cut", (bytes) => bytes.subarray(0, bytes.length / 2), "TarjumanFormatError"],
    ["of another build", (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1) ^ 1])]), "TarjumanFormatError"],
    ["a page of the host", () => Buffer.from("<!doctype html><title>Not found</title>"), "TarjumanFormatError"],
  ]) {
    const { page, input, status, problems } = await boxIn(t, browser, {
      change: (path, bytes) => (path == "/tarjuman.wasm" ? change(bytes) : undefined),
    });
    const failed = heard(page, "tarjuman-error", "error.name", error);
    await input.fill("السويس");
    await failed;
    assert.match(await status.textContent(), error == "TarjumanLoadError" ? /could not be loaded/ : /damaged or is being updated/, name);
    assert.ok(await page.getByRole("button", { name: "Try again" }).isVisible(), name);
    assert.equal(await page.locator("#other").isEditable(), true);
    assert.deepEqual(problems, [], name);
  }
});

test("files with a wrong MIME type: the wasm works, the worker is done without, of the element the fallback stays", async (t) => {
  const wasm = await boxIn(t, browser, { types: { ".wasm": "text/html" } });
  await wasm.type("السويس");
  assert.ok(await wasm.options.count());

  const { page } = await boxIn(t, browser, {
    html: pageWith('<tarjuman-search><form action="/find"><input name="q" aria-label="Plain"></form></tarjuman-search>').replace(
      "</body>",
      "",
    ),
    types: { ".js": "text/html" },
    isBare: true,
  });
  assert.ok(await page.getByLabel("Plain").isVisible());
});

test("without JavaScript there is the form that the page has inside the element", async (t) => {
  const { page } = await boxIn(t, browser, {
    html: pageWith('<tarjuman-search><form action="/find"><input name="q" aria-label="بحث"></form></tarjuman-search>'),
    change: (path) => (path == "/element.js" ? 404 : undefined),
    isBare: true,
  });
  assert.ok(await page.getByLabel("بحث").isVisible());
  const withScript = await boxIn(t, browser, {
    html: pageWith('<tarjuman-search><form action="/find"><input name="q" aria-label="بحث"></form></tarjuman-search>'),
  });
  await withScript.input.waitFor();
  assert.ok(!(await withScript.page.getByLabel("بحث").isVisible()));
});

test("a slow connection is told", async (t) => {
  const { page, input, status } = await boxIn(t, browser);
  await page.route("**/tarjuman.wasm*", () => {});
  await page.clock.install();
  await input.fill("السويس");
  await page.locator("tarjuman-search .box .progress").waitFor();
  assert.equal(await status.textContent(), "Loading…");
  await page.clock.fastForward(5000);
  assert.match(await status.textContent(), /connection is slow/);
});

test("what the network gave once is enough: with it cut, searching goes on", async (t) => {
  const { page, type, options } = await boxIn(t, browser);
  await type("Suez");
  await page.context().setOffline(true);
  await type(" canal");
  assert.ok(await options.count());
});

test("trusted types: nothing is refused, and the worker runs where its policy is allowed", async (t) => {
  for (const [types, workers] of [["", 1], ["; trusted-types tarjuman", 1], ["; trusted-types 'none'", 0]]) {
    const { page, type, options, problems } = await boxIn(t, browser, {
      csp: `${STRICT_CSP}; require-trusted-types-for 'script'${types}`,
    });
    await type("السويس");
    assert.ok(await options.count(), types);
    assert.equal(page.workers().length, workers, types);
    if (workers) assert.deepEqual(problems, [], types);
    await page.keyboard.press("Enter");
    await page.locator("tarjuman-search dialog .hit").first().waitFor();
  }
});

test("stricter policies: no style sheets, no workers", async (t) => {
  for (const policy of ["style-src 'none'", "worker-src 'none'"]) {
    const { page, type, options } = await boxIn(t, browser, {
      csp: `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; ${policy}`,
    });
    await type("السويس");
    assert.ok(await options.count(), policy);
    assert.equal(page.workers().length, policy.startsWith("worker") ? 0 : 1, policy);
    const mark = page.locator("tarjuman-search mark").first();
    assert.notEqual(await mark.evaluate((node) => getComputedStyle(node).backgroundColor), "rgba(0, 0, 0, 0)");
    assert.equal(await page.locator("tarjuman-search .panel").evaluate((node) => getComputedStyle(node).position), "absolute");
  }
});
