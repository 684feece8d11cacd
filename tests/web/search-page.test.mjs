/** `index.html`, the page that a build writes, in the reader's language: nothing in it is painted in another, and the policy stays strict. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { WELCOME } from "../../www/welcome.js";
import { violations } from "./axe.mjs";
import { heard } from "./element.mjs";
import { launch, STRICT_CSP, visit } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const ENGLISH = "Search in any language";

for (const [locale, lang, dir, placeholder] of [
  ["ar-EG", "ar", "rtl", "ابحث بأي لغة"],
  ["fr", "fr", "ltr", "Rechercher dans toutes les langues"],
  ["he-IL", "he", "rtl", "חיפוש בכל שפה"],
  ["zh-TW", "zh-Hant", "ltr", "用任何語言搜尋"],
  ["zh-CN", "zh", "ltr", "用任何语言搜索"],
  ["sw", "en", "ltr", ENGLISH],
]) {
  test(`${locale}: the page and its box are in ${lang}, ${dir}`, async (t) => {
    const { page, problems } = await visit(t, browser, { device: { locale }, csp: STRICT_CSP, path: "blank" });
    const headings = [];
    await page.exposeFunction("sawHeading", (text) => headings.push(text));
    // What stands there whenever the page is about to be painted.
    await page.addInitScript(() => {
      const look = () => {
        const text = document.querySelector("h1")?.textContent;
        if (text) window.sawHeading(`${document.documentElement.lang} ${text}`);
        if (!window.isOver) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(new URL("/", page.url()).href);
    const input = page.locator("tarjuman-search .input");
    await input.waitFor();
    await page.waitForFunction(() => document.querySelector("tarjuman-search").shadowRoot.querySelector(".input").placeholder);
    await page.evaluate(() => (window.isOver = true));
    const [title, text] = WELCOME[lang];
    const root = await page.evaluate(() => {
      const { lang, dir } = document.documentElement;
      return { lang, dir, direction: getComputedStyle(document.body).direction };
    });
    assert.deepEqual(root, { lang, dir, direction: dir });
    assert.deepEqual([await page.title(), await page.locator("h1").textContent()], [title, title]);
    assert.equal(await page.locator("tarjuman-search ~ p").textContent(), text);
    assert.equal(await input.getAttribute("placeholder"), placeholder);
    assert.equal(await input.getAttribute("aria-label"), title);
    assert.deepEqual([...new Set(headings)], [`${lang} ${title}`]);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(problems, []);
  });
}

test("the first of the reader's languages that there are words for", async (t) => {
  const { page } = await visit(t, browser, { path: "blank" });
  await page.addInitScript(() => Object.defineProperty(navigator, "languages", { get: () => ["sw-KE", "__proto__", "", "fa-IR", "en"] }));
  await page.goto(new URL("/", page.url()).href);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ["fa", "rtl"]);
});

test("a page that a server has written into is greeted too, and finds in the reader's language first", async (t) => {
  const { page, problems } = await visit(t, browser, {
    device: { locale: "ar" },
    change: (path, bytes) => (path == "/index.html" ? Buffer.from(bytes.toString().replace(">Search</h1>", "><!---->Sea<b>rch</b></h1>")) : bytes),
  });
  await page.locator("tarjuman-search .input").waitFor();
  assert.equal(await page.locator("h1").textContent(), "البحث");
  const shown = heard(page, "tarjuman-results", "query", "السويس");
  await page.locator("tarjuman-search .input").fill("السويس");
  await shown;
  assert.equal(await page.locator("tarjuman-search .hit").first().getAttribute("lang"), "ar");
  assert.deepEqual(problems, []);
});

test("without JavaScript the page says so", async (t) => {
  const { page } = await visit(t, browser, { device: { locale: "ar", javaScriptEnabled: false } });
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.match(await page.locator("body").innerText(), /Searching needs JavaScript/);
});
