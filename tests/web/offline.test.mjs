/** Without a network: the page that is open, and with the service worker the page that is opened anew, through a new build too. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { heard } from "./element.mjs";
import { launch, pageWith, serve, STRICT_CSP } from "./harness.mjs";
import { build, folderWith, write } from "./stick.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const line = (url, lang, title, body) => `${JSON.stringify({ url, lang, title, body })}\n`;
const OLD = line("/fr/canal", "fr", "Le canal", "Les fellahs ont creusé le canal.") + line("/ar/qanat", "ar", "القناة", "حفر الفلاحون القناة.");
const NEW = OLD + line("/ar/bina", "ar", "البناء", "وصلت الجرافات البخارية إلى بورسعيد.");

/** A bundle in `search/` of a site, a server that can go away and come back, and a browser of its own. */
async function site(t, { pages = {}, own = "" } = {}) {
  const folder = folderWith(t);
  const out = join(folder, "search");
  /** @param {string} docs */
  const rebuild = (docs) => {
    write(folder, { "docs.jsonl": docs });
    build(join(folder, "docs.jsonl"), "--out", out);
  };
  rebuild(OLD);
  const prefixed = own ? folder : out;
  // The harness wants a bundle where it serves.
  if (own) write(folder, { "tarjuman.wasm": "" });
  const context = await browser.newContext({ locale: "en-GB" });
  const options = { folder: prefixed, pages, csp: STRICT_CSP };
  let server = await serve(options);
  t.after(async () => {
    await context.close();
    await server.close();
  });
  const { url, port } = server;
  const problems = [];
  return {
    url,
    out,
    problems,
    rebuild,
    requests: () => server.requests,
    cut: () => server.close(),
    async back(more = {}) {
      server = await serve({ ...options, ...more, port });
    },
    async visit(path = "") {
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on("pageerror", (error) => problems.push(String(error)));
      await page.goto(url + path);
      return page;
    },
  };
}

/** The urls that a query finds, or what the element says. */
async function find(page, query) {
  await page.waitForFunction(() => customElements.get("tarjuman-search"));
  const done = heard(page, "tarjuman-results", "query", query);
  await page.locator("tarjuman-search .input").first().fill(query);
  await done;
  return page.evaluate(() => document.querySelector("tarjuman-search").page.hits.map(({ url }) => url));
}

const register = (page, script = "tarjuman.sw.js") =>
  page.evaluate(async (script) => {
    await navigator.serviceWorker.register(script);
    await navigator.serviceWorker.ready;
  }, script);

const cachesIn = (page) => page.evaluate(() => caches.keys());
const until = async (page, holds, arg) => {
  for (let tries = 0; tries < 200; tries++) {
    if (await page.evaluate(holds, arg)) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`in vain: ${holds}`);
};

test("a page that is open goes on without a network, also in a language whose messages were not loaded", async (t) => {
  const { visit, cut, problems } = await site(t, { pages: { "/page.html": pageWith() } });
  const page = await visit("page.html");
  assert.equal((await find(page, "canal"))[0], "/fr/canal");
  await cut();
  assert.deepEqual(await find(page, "الفلاحون"), ["/ar/qanat"]);
  assert.deepEqual(await find(page, "fellahs"), ["/fr/canal"]);
  // The dialog, and another element in a language that is not there any more: English words, the same results.
  await page.keyboard.press("Enter");
  await page.locator("tarjuman-search dialog .hit").first().waitFor();
  await page.keyboard.press("Escape");
  await page.evaluate(() => {
    const search = document.createElement("tarjuman-search");
    search.lang = "fr";
    search.id = "late";
    document.body.append(search);
  });
  await page.locator("#late .input").fill("creusé");
  await page.locator("#late .hit").first().waitFor();
  assert.equal(await page.locator("#late .input").getAttribute("aria-label"), "Search");
  assert.deepEqual(problems, []);
});

test("the service worker serves a new page without a network, and takes up a new build whole", async (t) => {
  const { visit, cut, back, rebuild, problems } = await site(t);
  let page = await visit();
  await register(page);
  await page.evaluate(() => caches.open("theirs"));
  const [first, ...rest] = (await cachesIn(page)).filter((name) => name != "theirs");
  assert.match(first, /^tarjuman http:.* [0-9a-f]{16}$/);
  assert.deepEqual(rest, []);

  await cut();
  await page.goto(`${page.url()}?q=${encodeURIComponent("الفلاحون")}`);
  await page.locator("tarjuman-search .hit").first().waitFor();
  assert.deepEqual(await find(page, "fellahs"), ["/fr/canal"]);
  assert.deepEqual(await find(page, "الجرافات"), []);

  // A server that is in trouble is none.
  await back({ change: () => 503 });
  await page.reload();
  assert.deepEqual(await find(page, "الفلاحون"), ["/ar/qanat"]);
  await cut();

  // Back in the network: the new text is found with the next page, while the copy is still the old one.
  rebuild(NEW);
  await back();
  await page.reload();
  assert.deepEqual(await find(page, "الجرافات"), ["/ar/bina"]);
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
  await until(page, () => navigator.serviceWorker.getRegistration().then(({ waiting }) => Boolean(waiting)));
  assert.equal((await cachesIn(page)).length, 3);

  // Cut before the old pages are closed: what is loaded is of one build, whichever.
  await cut();
  await page.reload();
  assert.deepEqual(await find(page, "الفلاحون"), ["/ar/qanat"]);
  await page.close();
  page = await visit();
  await until(page, () => caches.keys().then((names) => names.length == 2));
  const left = await cachesIn(page);
  assert.ok(!left.includes(first) && left.includes("theirs"), String(left));
  assert.deepEqual(await find(page, "الجرافات"), ["/ar/bina"]);
  assert.deepEqual(problems, []);
});

test("a page of the old build finds its own engine after a new one is published", async (t) => {
  const { visit, rebuild, cut, back, requests, problems } = await site(t);
  let page = await visit();
  await register(page);
  await page.reload();
  await page.waitForFunction(() => customElements.get("tarjuman-search") && document.querySelector("tarjuman-search").shadowRoot);
  // Without the focus nothing is loaded yet.
  await page.evaluate(() => document.activeElement.blur());
  rebuild(NEW);
  assert.deepEqual(await find(page, "fellahs"), ["/fr/canal"]);
  assert.deepEqual(await find(page, "الجرافات"), []);
  // What the build names in its urls comes from the copy: nothing of it was asked of the server.
  await cut();
  await back();
  page = await visit();
  assert.deepEqual(await find(page, "الجرافات"), ["/ar/bina"]);
  assert.ok(requests().includes("/tarjuman.js"));
  assert.deepEqual(problems, []);
});

test("what is not of the build is never kept", async (t) => {
  const { visit, cut, back, out, problems } = await site(t);
  await cut();
  const change = (path, bytes) => (path == "/tarjuman.ar.js" ? Buffer.concat([bytes, Buffer.from("\n")]) : undefined);
  await back({ change });
  const page = await visit();
  await register(page);
  assert.deepEqual(await cachesIn(page), []);
  assert.deepEqual(await find(page, "الفلاحون"), ["/ar/qanat"]);
  // It is tried again as soon as the server has the files of one build.
  await cut();
  await back();
  await page.reload();
  const { files } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
  const expected = Object.keys(files).filter((name) => !/\.(d\.ts|sw\.js)$/.test(name)).map((name) => `/${name}`);
  await until(page, async (expected) => {
    const [name] = await caches.keys();
    const kept = name ? await (await caches.open(name)).keys() : [];
    return String(kept.map(({ url }) => new URL(url).pathname).sort()) == String(expected);
  }, expected.sort());
  assert.deepEqual(problems, []);
});

test("a site's own service worker imports it, and keeps its own pages, caches and life", async (t) => {
  const own = `
    self.tarjumanFolder = "/search/";
    importScripts("/search/tarjuman.sw.js");
    addEventListener("install", (event) => event.waitUntil(caches.open("pages").then((cache) => cache.addAll(["/page.html"]))));
    addEventListener("fetch", (event) => event.respondWith(fetch(event.request).catch(() => caches.match(event.request))));`;
  const html = pageWith(undefined, 'lang="ar" dir="rtl"').replace("element.js", "/search/element.js");
  const { visit, cut, rebuild, back, problems } = await site(t, { own, pages: { "/sw.js": own, "/page.html": html } });
  let page = await visit("page.html");
  await register(page, "/sw.js");
  await cut();
  await page.reload();
  assert.deepEqual(await find(page, "الفلاحون"), ["/ar/qanat"]);
  assert.equal(await page.locator("tarjuman-search .input").getAttribute("aria-label"), "البحث");
  rebuild(NEW);
  await back();
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
  await until(page, () => navigator.serviceWorker.getRegistration().then(({ waiting }) => Boolean(waiting)));
  await page.close();
  await cut();
  page = await visit("page.html");
  assert.deepEqual(await find(page, "الجرافات"), ["/ar/bina"]);
  assert.deepEqual((await cachesIn(page)).filter((name) => !name.startsWith("tarjuman ")), ["pages"]);
  assert.deepEqual(problems, []);
});

test("integrity: what a page names is checked by the browser", async (t) => {
  const { out, visit } = await site(t);
  const { files } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
  const page = (element, script) => `<!doctype html><html lang="en"><meta charset="utf-8">
    <script type="importmap">{ "integrity": { "/tarjuman.js": "${script}" } }</script>
    <script type="module" src="element.js" integrity="${element}"></script><tarjuman-search></tarjuman-search>`;
  const [element, script] = ["element.js", "tarjuman.js"].map((name) => files[name].integrity);
  const runs = async (html) => {
    const server = await serve({ folder: out, pages: { "/page.html": html } });
    t.after(() => server.close());
    const visited = await visit();
    await visited.goto(`${server.url}page.html`);
    await visited.waitForLoadState("networkidle");
    return visited.evaluate(() => Boolean(customElements.get("tarjuman-search")));
  };
  assert.ok(await runs(page(element, script)));
  assert.ok(!(await runs(page(script, script))), "a wrong hash of element.js");
  assert.ok(!(await runs(page(element, element))), "a wrong hash of tarjuman.js");

  // The engine by a fetch of one's own, as the docs have it.
  const fetched = await visit();
  const opened = (integrity) =>
    fetched.evaluate(async (integrity) => {
      const { open } = await import("/tarjuman.js");
      try {
        const index = await open({ worker: true, wasm: await fetch("/tarjuman.wasm", { integrity }) });
        return (await index.search("الفلاحون")).hits[0].url;
      } catch (error) {
        return error.name;
      }
    }, integrity);
  assert.equal(await opened(files["tarjuman.wasm"].integrity), "/ar/qanat");
  assert.equal(await opened(script), "TypeError");
});
