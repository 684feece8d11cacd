/**
 * The examples of integrations, as their READMEs build them: a plain site in three languages, and books by mdBook in two. Both are served by
 * `tarjuman serve`. mdBook is what `build.sh test` installs, or the one that `MDBOOK` names.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { heard } from "./element.mjs";
import { launch } from "./harness.mjs";
import { EXAMPLES, folder, TARJUMAN, tarjumanServe } from "./served.mjs";

const MDBOOK = process.env.MDBOOK ?? fileURLToPath(new URL("../../target/mdbook/bin/mdbook", import.meta.url));
const MAX_LINES = 20;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const axe = readFileSync(createRequire(new URL("../../www/", import.meta.url)).resolve("axe-core/axe.min.js"), "utf8");

async function open(t, url, device = {}) {
  const context = await browser.newContext(device);
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(url);
  await page.waitForFunction(() => customElements.get("tarjuman-search"));
  return { page, problems };
}

/** Types, and gives the first hit. */
async function first(page, text) {
  const shown = heard(page, "tarjuman-results", "query", text);
  await page.locator("tarjuman-search .box .input").fill(text);
  await shown;
  const hit = page.locator("tarjuman-search .hit[role=option]").first();
  await hit.waitFor();
  return { hit, title: await hit.locator(".title").textContent(), lang: await hit.getAttribute("lang") };
}

/** Lines of code, settings included, that a site's owner wrote for the search: those that name it in pages, and whole files for it. */
function ownersLines(texts, files) {
  const inPages = texts.flatMap((text) => text.split("\n")).filter((line) => /tarjuman|\/search\//.test(line));
  return inPages.length + files.flatMap((text) => text.split("\n")).filter((line) => line.trim() && !line.startsWith("#")).length;
}

const pagesIn = (path) =>
  readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith(".html") && !name.startsWith("search"))
    .map((name) => readFileSync(join(path, name), "utf8"));

test("a plain site: found in three languages, and across them", async (t) => {
  const { path } = folder(t, { copy: join(EXAMPLES, "plain") });
  const { url, said } = await tarjumanServe(t, path, ["site", "--out", "site/search"]);
  assert.deepEqual(said, [], "no warning: each page and all its translations are in the index");
  const { page, problems } = await open(t, `${url}/`);
  assert.equal((await first(page, "honey in the jar")).title, "Bees");
  // Inflected: the page has "fermées" and "alvéoles".
  assert.equal((await first(page, "alvéole fermée")).title, "Les abeilles");
  // With a clitic that the page does not have: «بالعسل».
  const arabic = await first(page, "بالعسل");
  assert.equal(arabic.title, "النحل");
  await arabic.hit.click();
  await page.waitForURL(/\/ar\/.*html/);
  await page.waitForFunction(() => customElements.get("tarjuman-search"));
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  assert.equal(await page.locator("tarjuman-search .box .input").getAttribute("placeholder"), "ابحث بأي لغة");
  assert.equal((await first(page, "زيت")).title, "شجرة الزيتون");
  // A word that only the French pages have.
  const french = await first(page, "pressoir");
  assert.deepEqual([french.title, french.lang], ["L’olivier", "fr"]);
  assert.deepEqual(problems, []);
});

test("a plain site: axe finds nothing", async (t) => {
  const { path } = folder(t, { copy: join(EXAMPLES, "plain") });
  const { url } = await tarjumanServe(t, path, ["site", "--out", "site/search"]);
  for (const [place, query] of [["/bees.html", "olive"], ["/fr/olivier.html", "miel"], ["/ar/%D8%A7%D9%84%D9%86%D8%AD%D9%84.html", "زيتون"]]) {
    for (const device of [{ colorScheme: "light" }, { colorScheme: "dark", viewport: { width: 320, height: 640 } }]) {
      const { page } = await open(t, url + place, device);
      await first(page, query);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html)}`), [], `${place} ${JSON.stringify(device)}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${place} does not scroll sideways`);
    }
  }
});

test(`each takes at most ${MAX_LINES} lines of the owner's code`, () => {
  const read = (name) => readFileSync(join(EXAMPLES, name), "utf8");
  const plain = ownersLines(pagesIn(join(EXAMPLES, "plain/site")), [read("plain/tarjuman.toml")]);
  assert.ok(plain > 9 && plain <= MAX_LINES, `plain: ${plain}`);
  const mdbook = ownersLines([], [read("mdbook/theme/head.hbs"), read("mdbook/theme/header.hbs"), read("mdbook/tarjuman.toml")]);
  // And three in each book.toml: the theme, and that its own search is off.
  assert.ok(mdbook > 4 && mdbook + 2 * 3 <= MAX_LINES, `mdbook: ${mdbook}`);
});

test("books by mdBook, in Arabic too", { skip: !existsSync(MDBOOK) && `${MDBOOK} is not there; ./build.sh test installs it` }, async (t) => {
  const { path } = folder(t, { copy: join(EXAMPLES, "mdbook") });
  for (const book of ["en", "ar"]) execFileSync(MDBOOK, ["build", book], { cwd: path, stdio: "pipe" });
  const built = JSON.parse(execFileSync(TARJUMAN, ["build", "book", "--out", "book/search", "--json"], { cwd: path, encoding: "utf8" }));
  assert.equal(built.documents, 6, "each chapter once, without the page for printing");
  assert.deepEqual(built.problems, []);
  const { url } = await tarjumanServe(t, path, ["book", "--out", "book/search"]);
  const { page, problems } = await open(t, `${url}/ar/`);
  assert.equal(await page.locator("#mdbook-search-toggle").count(), 0, "mdBook's own search is off");

  await page.keyboard.press("/");
  const input = page.locator("tarjuman-search .box .input");
  assert.ok(await input.evaluate((input) => input.getRootNode().activeElement == input), "/ leads to the box");
  // The text has «الخميرة»: with the article, without the preposition.
  const arabic = await first(page, "بخميرة");
  assert.equal(arabic.title, "العجين");
  assert.equal(await arabic.hit.locator("mark, .mark").first().textContent(), "الخميرة");
  // Keys that turn the pages of a book do not while somebody types, and Esc closes the results alone.
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("s");
  assert.equal(await input.inputValue(), "بخميرةs");
  assert.equal(new URL(page.url()).pathname, "/ar/");

  assert.equal((await first(page, "kneading")).title, "Dough");
  const { hit } = await first(page, "فرن");
  await hit.click();
  await page.waitForURL(/%D8%A7%D9%84%D9%81%D8%B1%D9%86\.html/);
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  assert.equal(await page.locator("main h1").first().textContent(), "الفرن");
  assert.deepEqual(problems, []);
});
