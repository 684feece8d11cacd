/** `search.html`, opened from a folder without any server: what it finds, where its hits lead, what it asks for (nothing). */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { placed } from "../../www/placed.js";
import { violations } from "./axe.mjs";
import { heard } from "./element.mjs";
import { launch, serve } from "./harness.mjs";
import { build, folderWith, newsroomPage } from "./stick.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** @param {string} url @param {object} [device] */
async function openFile(t, url, device = {}, init) {
  const context = await browser.newContext({ locale: "en-GB", ...device });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  if (init) await page.addInitScript(init);
  const problems = [];
  const requests = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() == "error" && problems.push(message.text()));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(url);
  const input = page.locator("tarjuman-search .input");
  await input.waitFor();
  return {
    page,
    input,
    problems,
    requests,
    async find(text) {
      const shown = heard(page, "tarjuman-results", "query", text);
      await input.fill(text);
      await shown;
      return page.evaluate(() => document.querySelector("tarjuman-search").page.hits.map(({ lang, url }) => [lang, url]));
    },
  };
}

test("finds in French, Arabic and Chinese, in a worker, and asks for no other file", async (t) => {
  const url = newsroomPage(t);
  const { page, find, problems, requests } = await openFile(t, url);
  const [first] = await find("le consul de France à Alep");
  assert.equal(page.workers().length, 1);
  assert.match(first[1], /^fr\/aleppo-earthquake-1822\.html$/);
  assert.deepEqual((await find("زلزال حلب"))[0], ["ar", "ar/aleppo-earthquake-1822.html"]);
  assert.deepEqual((await find("苏伊士运河"))[0], ["zh", "zh/suez-canal-opening.html"]);
  assert.deepEqual(requests.filter((asked) => !asked.startsWith("blob:")), [url]);
  assert.deepEqual(problems, []);
  assert.match(page.url(), /^file:.*\?q=/);
  // The address of a query opens it again.
  await page.reload();
  await page.locator("tarjuman-search .hit").first().waitFor();
  assert.equal(await page.locator("tarjuman-search .input").inputValue(), "苏伊士运河");
});

test("speaks the reader's language, from right to left where that is written so", async (t) => {
  const url = newsroomPage(t);
  const { page, find, problems } = await openFile(t, url, { locale: "ar-EG" });
  const { lang, dir } = await page.evaluate(() => ({ lang: document.documentElement.lang, dir: getComputedStyle(document.body).direction }));
  assert.deepEqual([lang, dir], ["ar", "rtl"]);
  assert.deepEqual([await page.title(), await page.locator("h1").textContent()], ["البحث", "البحث"]);
  assert.equal(await page.locator("tarjuman-search .input").getAttribute("placeholder"), "ابحث بأي لغة");
  assert.equal((await find("السويس"))[0][0], "ar");
  assert.match(await page.locator("tarjuman-search .message").first().textContent(), /نتيج|نتائج/);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], colorScheme);
  }
  const { page: french } = await openFile(t, url, { locale: "fr-CA" });
  assert.equal(await french.locator("tarjuman-search .input").getAttribute("aria-label"), "Recherche");
  // A language without messages: English.
  const { page: georgian } = await openFile(t, url, { locale: "ka-GE" });
  assert.equal(await georgian.evaluate(() => document.documentElement.lang), "en");
  assert.deepEqual(problems, []);
});

test("without workers the page itself searches", async (t) => {
  const { page, find, problems } = await openFile(t, newsroomPage(t), {}, () => {
    window.Worker = class {
      constructor() {
        throw new DOMException("no workers here", "SecurityError");
      }
    };
  });
  assert.equal((await find("السويس"))[0][0], "ar");
  assert.equal(page.workers().length, 0);
  assert.deepEqual(problems, []);
});

test("hits open the site's pages on the stick, whatever lies around them", async (t) => {
  const site = folderWith(t, {
    "كتب/fr/le canal.html": '<html lang="fr"><title>Le canal</title><main><h1>Le canal</h1><h2 id="travaux">Travaux</h2><p>Les fellahs creusent.</main>',
    "كتب/ar/قناة.html": '<html lang="ar" dir="rtl"><title>القناة</title><main><p>حفر الفلاحون قناة السويس بأيديهم.</main>',
    "كتب/en/guide/index.html": '<html lang="en"><title>Guide</title><main><p>Dredgers finished the work.</main>',
  });
  build(join(site, "كتب"), "--out", join(site, "كتب/search"), "--single-file", "--base-url", "/docs/");
  const url = pathToFileURL(join(site, "كتب/search/search.html")).href;
  const { page, find, input, problems } = await openFile(t, url);
  for (const [query, file, text] of [
    ["الفلاحون", "ar/قناة.html", "بأيديهم"],
    ["creusent", "fr/le canal.html", "fellahs"],
    ["dredgers", "en/guide/index.html", "finished"],
  ]) {
    await find(query);
    await page.locator("tarjuman-search a.link").first().click();
    await page.waitForURL((there) => !there.pathname.endsWith("search.html"));
    assert.equal(fileURLToPath(page.url().replace(/#.*/, "")), join(site, "كتب", file));
    assert.ok((await page.locator("main").textContent()).includes(text));
    await page.goBack();
    await input.waitFor();
  }
  assert.deepEqual(problems, []);
});

test("on a server the same page leaves urls as they are", async (t) => {
  const folder = folderWith(t, { "site/ar/قناة.html": '<html lang="ar"><title>القناة</title><main><p>قناة السويس</main>' });
  build(join(folder, "site"), "--out", join(folder, "out"), "--single-file");
  const server = await serve({ folder: join(folder, "out") });
  t.after(() => server.close());
  const { find } = await openFile(t, `${server.url}search.html`);
  assert.deepEqual((await find("السويس"))[0], ["ar", "/ar/قناة"]);
});

test("a page that was cut or changed on the way says so", async (t) => {
  const url = newsroomPage(t);
  const file = fileURLToPath(url);
  const whole = readFileSync(file, "utf8");
  const bundle = /base64">([^<]*)</.exec(whole)[1];
  const middle = bundle.length >> 1;
  const cases = {
    "cut in the middle": bundle.slice(0, middle),
    "other bytes": `${bundle.slice(0, middle)}${"A".repeat(64)}${bundle.slice(middle + 64)}`,
    "no base64": `${bundle.slice(0, middle)}é${bundle.slice(middle + 1)}`,
    "nothing": "",
  };
  for (const [name, changed] of Object.entries(cases)) {
    writeFileSync(file, whole.replace(bundle, changed));
    const { page, input } = await openFile(t, url, { locale: "ar" }, () =>
      document.addEventListener("tarjuman-error", ({ detail }) => (window.told = detail.error.name)),
    );
    await input.fill("السويس");
    await page.waitForFunction(() => window.told);
    assert.equal(await page.evaluate(() => window.told), "TarjumanFormatError", name);
    assert.match(await page.locator("tarjuman-search .message").first().textContent(), /معطوب/, name);
  }
  // A changed script is not run at all: the policy knows its hash.
  writeFileSync(file, whole.replace("customElements.define", "customElements .define"));
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(url);
  assert.equal(await page.evaluate(() => customElements.get("tarjuman-search")), undefined);
});

test("urls of a site as files", () => {
  const cases = [
    // url, base, site, file
    ["/fr/about", "/", "", "fr/about.html"],
    ["/fr/", "/", "../", "../fr/index.html"],
    ["/", "/", "../", "../index.html"],
    ["/docs/fr/about?page=2#top", "/docs/", "", "fr/about.html?page=2#top"],
    ["/ar/قناة السويس", "/", "../../", "../../ar/قناة السويس.html"],
    ["/ar/#:~:text=%D8%A7", "/", "", "ar/index.html#:~:text=%D8%A7"],
    ["/docs", "/docs/", "../", "../index.html"],
    ["fr/about.html", "/", "../", "../fr/about.html"],
    ["/v2.0", "/", "", "v2.0.html"],
    ["/report.pdf#page=3", "/", "", "report.pdf#page=3"],
    ["../fr/about", "/", "", "../fr/about.html"],
    ["./", "/", "../", "./index.html"],
    ["https://example.org/fr/", "/", "../", "https://example.org/fr/"],
    ["//example.org/fr", "/", "../", "//example.org/fr"],
    ["javascript:alert(1)", "/", "", "javascript:alert(1)"],
    ["/javascript:alert(1)", "/", "", "./javascript:alert(1).html"],
    ["//javascript:alert(1)", "/", "", "//javascript:alert(1)"],
    ["#here", "/", "../", "#here"],
    ["", "/", "../", ""],
  ];
  for (const [url, base, site, file] of cases) assert.equal(placed(url, base, site), file, url);
});
