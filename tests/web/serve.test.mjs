/** `tarjuman serve` in a browser: pages load again when files change, and say when a build failed. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard } from "./element.mjs";
import { launch } from "./harness.mjs";
import { folder, tarjumanServe } from "./served.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'";

const pageOf = (lang, title, text) => `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${title}</title>
  <meta http-equiv="content-security-policy" content="${POLICY}"><script type="module" src="/search/element.js"></script>
  <body><tarjuman-search></tarjuman-search><main><h1>${title}</h1><p>${text}</p></main></body></html>`;

async function open(t, url) {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  return page;
}

/** Titles of the hits for a query that is typed. */
async function search(page, text) {
  await page.waitForFunction(() => customElements.get("tarjuman-search"));
  const shown = heard(page, "tarjuman-results", "query", text);
  await page.locator("tarjuman-search .box .input").fill(text);
  await shown;
  return page.locator("tarjuman-search .hit .title").allTextContents();
}

test("a page that is saved is there at once, and found", async (t) => {
  const { path, write } = folder(t, { files: { "public/index.html": pageOf("en", "Harbour", "Ships rest here.") } });
  const { url } = await tarjumanServe(t, path, ["public", "--out", "public/search"]);
  const page = await open(t, url);
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() == "error" && !message.location().url.endsWith("favicon.ico") && problems.push(message.text()));
  assert.deepEqual(await search(page, "ships"), ["Harbour"]);

  let loaded = page.waitForEvent("load");
  write("public/ar/المنارة.html", pageOf("ar", "المنارة", "تضيء المنارات البحر ليلا."));
  await loaded;
  assert.deepEqual(await search(page, "منارة"), ["المنارة"]);

  loaded = page.waitForEvent("load");
  write("public/index.html", pageOf("en", "Harbour", "Ferries leave from here."));
  await loaded;
  assert.ok(await page.getByText("Ferries leave").isVisible());
  assert.deepEqual(await search(page, "ferries"), ["Harbour"]);
  assert.deepEqual(problems, []);
});

test("a failed build is told, and what was found before still is", async (t) => {
  const { path, write } = folder(t, { files: { "public/index.html": pageOf("fr", "Le port", "Les navires dorment."), "tarjuman.toml": "" } });
  const { url, said } = await tarjumanServe(t, path, ["public"]);
  const page = await open(t, url);
  await page.waitForLoadState("load");
  write("tarjuman.toml", "synonims = 1\n");
  const alert = page.getByRole("alert");
  await alert.waitFor();
  assert.match(await alert.textContent(), /tarjuman\.toml:1.*synonyms/);
  assert.ok(said.some((line) => line.includes("tarjuman.toml:1")));
  assert.deepEqual(await search(page, "navire"), ["Le port"]);
  const loaded = page.waitForEvent("load");
  write("tarjuman.toml", "");
  await loaded;
  assert.equal(await page.getByRole("alert").count(), 0);
});
