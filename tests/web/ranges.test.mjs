/** From … to in the full view: dates and numbers, by keyboard, in the address, upside down, in both directions. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { boxIn, heard } from "./element.mjs";
import { launch } from "./harness.mjs";
import { build, folderWith } from "./stick.mjs";

/** Harbours and bridges: a day, a number and a text each, one page in Arabic, one without a day. */
const DOCUMENTS = [
  { url: "/en/canal", lang: "en", title: "The canal", body: "A bridge over the canal.", date: "1869-11-17", filters: { metres: 120.5, kind: "canal" } },
  { url: "/en/quake", lang: "en", title: "The quake", body: "A bridge fell in the quake.", date: "1908-12-28", filters: { metres: -3, kind: "quake" } },
  { url: "/en/ship", lang: "en", title: "The ship", body: "The bridge of a ship.", date: "1912-04-15", filters: { metres: 269, kind: "ship" } },
  { url: "/ar/ship", lang: "ar", title: "السفينة", body: "جسر السفينة في الميناء.", date: "1912-04-16", filters: { metres: 300, kind: "سفينة" } },
  { url: "/en/undated", lang: "en", title: "Undated", body: "A bridge without a day.", filters: { kind: "canal" } },
];

let browser;
let folder;
const ends = [];
before(async () => {
  browser = await launch();
  const files = folderWith({ after: (end) => ends.push(end) }, { "docs.jsonl": DOCUMENTS.map((document) => JSON.stringify(document)).join("\n") });
  folder = `${files}/dist`;
  build(`${files}/docs.jsonl`, "--out", folder);
});
after(async () => {
  for (const end of ends) end();
  await browser.close();
});

/** The full view in a page that axe has nothing against. */
async function view(t, { html = 'lang="en"', attributes = "", ...options } = {}) {
  const page = `<!doctype html><html ${html}><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark"><title>t</title><style>body { background: Canvas }</style><script type="module" src="element.js"></script>
    <main><h1>t</h1><tarjuman-search view="page" no-recent ${attributes}></tarjuman-search><button id="other">t</button></main>`;
  const visited = await boxIn(t, browser, { folder, html: page, ...options });
  const inside = (selector) => visited.page.locator(`tarjuman-search ${selector}`);
  const bound = (group, label) => visited.page.getByRole("group", { name: group }).getByLabel(label, { exact: true });
  /** Does something, and waits for what comes of it. */
  const after = async (action) => {
    const shown = heard(visited.page, "tarjuman-results", "query");
    await action();
    await shown;
  };
  return {
    ...visited,
    inside,
    bound,
    after,
    async ask(text) {
      await after(() => inside(".search .input").fill(text));
      await inside("summary").waitFor();
      if (!(await inside("details[open]").count())) await inside("summary").click();
    },
    async fill(field, value) {
      await after(async () => {
        await field.fill(value);
        await field.dispatchEvent("change");
      });
    },
    titles: () => visited.page.evaluate(() => document.querySelector("tarjuman-search").page.hits.map(({ title }) => title).sort()),
    asked: async () => new URL(await visited.page.evaluate(() => location.href)).searchParams,
    length: () => visited.page.evaluate(() => history.length),
  };
}

const invalid = (page) =>
  page.evaluate(() => [...document.querySelector("tarjuman-search").shadowRoot.querySelectorAll(".bound")].map(({ ariaInvalid }) => ariaInvalid));

test("dates and numbers have a group of two fields, with names; texts have boxes to tick", async (t) => {
  const { page, ask, bound } = await view(t);
  await ask("bridge");
  assert.deepEqual(await violations(page), []);
  const fields = [["Date", "From"], ["Date", "To"], ["metres", "From"], ["metres", "To"]];
  const kinds = await Promise.all(fields.map((field) => bound(...field).evaluate(({ type, inputMode, step }) => [type, inputMode, step])));
  assert.deepEqual(kinds, [["date", "", ""], ["date", "", ""], ["number", "decimal", "any"], ["number", "decimal", "any"]]);
  assert.equal(await page.getByRole("group", { name: "kind" }).getByRole("spinbutton").count(), 0);
});

test("a range by date finds what lies in it, both ends included; other filters count within it", async (t) => {
  const { ask, bound, fill, titles, inside, asked, page } = await view(t);
  await ask("bridge");
  assert.equal((await titles()).length, 5);
  await fill(bound("Date", "From"), "1908-12-28");
  assert.deepEqual(await titles(), ["The quake", "The ship", "السفينة"]);
  await fill(bound("Date", "To"), "1912-04-15");
  assert.deepEqual(await titles(), ["The quake", "The ship"]);
  assert.deepEqual([...(await asked())], [["q", "bridge"], ["f.date>", "1908-12-28"], ["f.date<", "1912-04-15"]]);
  await inside(".value:has(.tick)").filter({ hasText: "سفينة" }).waitFor({ state: "detached" });
  assert.equal(await inside(".value:has-text('quake') .count").textContent(), "1");
  // An empty field bounds nothing.
  await fill(bound("Date", "From"), "");
  assert.deepEqual(await titles(), ["The canal", "The quake", "The ship"]);
  const all = heard(page, "tarjuman-results", "query");
  await page.getByRole("button", { name: "Remove filters" }).click();
  await all;
  assert.equal((await titles()).length, 5);
  await page.waitForFunction(() => [...document.querySelector("tarjuman-search").shadowRoot.querySelectorAll(".bound")].every(({ value }) => !value));
  assert.deepEqual([...(await asked())], [["q", "bridge"]]);
});

test("numbers: fractions, below zero, with a value ticked as well; and without words", async (t) => {
  const { bound, fill, titles, inside, after, input } = await view(t, { path: "page.html" });
  await inside(".input").click();
  await inside("summary").click();
  await fill(bound("metres", "To"), "120.5");
  assert.deepEqual(await titles(), ["The canal", "The quake"]);
  await fill(bound("metres", "From"), "-2.5");
  assert.deepEqual(await titles(), ["The canal"]);
  await fill(bound("metres", "To"), "1e3");
  assert.deepEqual(await titles(), ["The canal", "The ship", "السفينة"]);
  await after(() => inside("[id='tick-metres-300']").check());
  assert.deepEqual(await titles(), ["السفينة"]);
});

test("a date typed key by key keeps the focus, and makes one entry of the history", async (t) => {
  const { page, ask, bound, titles, asked, length } = await view(t);
  await ask("bridge");
  const before = await length();
  await bound("Date", "From").focus();
  // Whichever of day and month comes first.
  await page.keyboard.type("12121908");
  await page.waitForFunction(() => document.querySelector("tarjuman-search").page.hits.length == 3);
  assert.equal(await bound("Date", "From").inputValue(), "1908-12-12");
  assert.equal((await asked()).get("f.date>"), "1908-12-12");
  assert.equal(await length(), before);
  // The parts of the date are one field; the next is that of the other end.
  for (let n = 0; n < 5 && !(await bound("Date", "To").evaluate((field) => field.matches(":focus"))); n++) await page.keyboard.press("Tab");
  assert.equal(await length(), before + 1);
  await page.keyboard.type("12121910");
  await page.waitForFunction(() => document.querySelector("tarjuman-search").page.hits.length == 1);
  assert.deepEqual(await titles(), ["The quake"]);
});

test("back and forward, and a link, bring ranges again", async (t) => {
  const { page, ask, bound, fill, titles, inside } = await view(t);
  await ask("bridge");
  await inside(".search .input").press("Enter");
  await fill(bound("metres", "From"), "269");
  await page.locator("#other").focus();
  assert.deepEqual(await titles(), ["The ship", "السفينة"]);
  const back = heard(page, "tarjuman-results", "page.hits.length", 5);
  await page.goBack();
  await back;
  assert.equal(await bound("metres", "From").inputValue(), "");
  const forward = heard(page, "tarjuman-results", "page.hits.length", 2);
  await page.goForward();
  await forward;
  assert.equal(await bound("metres", "From").inputValue(), "269");

  const linked = await view(t, { path: "page.html?q=bridge&f.date>=1912-01-01&f.date<=1912-04-15&f.metres>=1e2" });
  await linked.inside(".list .hit").first().waitFor();
  assert.deepEqual(await linked.titles(), ["The ship"]);
  await linked.bound("Date", "To").waitFor();
  assert.equal(await linked.bound("Date", "From").inputValue(), "1912-01-01");
  assert.equal(await linked.bound("metres", "From").inputValue(), "100");
});

test("upside down: said, not searched for, and set right again", async (t) => {
  const { page, ask, bound, fill, titles, inside, problems } = await view(t);
  await ask("bridge");
  await fill(bound("Date", "From"), "1912-01-01");
  assert.deepEqual(await invalid(page), ["false", "false", "false", "false"]);
  await fill(bound("Date", "To"), "1869-12-31");
  const message = page.getByRole("status").filter({ hasText: "The end comes before the beginning." });
  await message.waitFor();
  assert.deepEqual(await invalid(page), ["false", "false", "true", "true"]);
  assert.equal((await titles()).length, 5);
  assert.deepEqual(await violations(page), []);
  assert.equal(await bound("Date", "To").inputValue(), "1869-12-31");
  await fill(bound("Date", "From"), "1869-01-01");
  await message.waitFor({ state: "detached" });
  assert.deepEqual(await titles(), ["The canal"]);
  assert.deepEqual(await invalid(page), ["false", "false", "false", "false"]);
  assert.deepEqual(problems, []);

  const linked = await view(t, { path: "page.html?q=bridge&f.metres>=9&f.metres<=-9" });
  await linked.inside(".list .hit").first().waitFor();
  assert.equal((await linked.titles()).length, 5);
  await linked.inside(".bound[aria-invalid=true]").first().waitFor();
  assert.deepEqual(linked.problems, []);
});

test("what an address has that is no day and no number is left out", async (t) => {
  const long = "9".repeat(10_000);
  const { titles, inside, problems, page, server } = await view(t);
  for (const asked of [
    "f.date>=2011-02-30", "f.date<=yesterday", "f.date>=1900-1-1", "f.date<=-0001-01-01", `f.date>=${long}`, "f.date=1900",
    "f.metres>=NaN", "f.metres<=-Infinity", `f.metres>=${long}`, "f.metres>=%20", "f.metres=", "f.metres<=", "f.metres>=1,5", "f.metres=١٢",
    "f.kind>=a", "f.colour>=1", "f.__proto__>=1", "f.__proto__=1", "f.constructor=1", "f.toString<=1", "f.>=1", "f.=1",
  ]) {
    await page.goto(`${server.url}page.html?q=bridge&${asked}`);
    await inside(".list .hit").first().waitFor();
    assert.equal((await titles()).length, 5, asked.slice(0, 40));
    assert.deepEqual(problems, []);
    await inside(".bound").first().waitFor({ state: "attached" });
    assert.deepEqual(await inside(".bound").evaluateAll((fields) => fields.map(({ value }) => value)), ["", "", "", ""], asked.slice(0, 40));
  }
});

test("an Arabic page: its words, narrow and dark, nothing wider than the page", async (t) => {
  const { page, ask, bound, fill, titles, inside } = await view(t, { html: 'lang="ar" dir="rtl"' });
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: "dark" });
  await ask("جسر");
  await fill(bound("التاريخ", "من"), "1912-04-16");
  assert.deepEqual(await titles(), ["السفينة"]);
  assert.deepEqual(await violations(page), []);
  await fill(bound("التاريخ", "إلى"), "1912-04-15");
  await inside(".wrong").filter({ hasText: "تقع نهاية المدى قبل بدايته." }).waitFor();
  assert.deepEqual(await violations(page), []);
  const wide = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("tarjuman-search");
    const frame = shadowRoot.querySelector(".filters").getBoundingClientRect();
    const fields = [...shadowRoot.querySelectorAll(".bound")].map((field) => field.getBoundingClientRect());
    const labels = [...shadowRoot.querySelectorAll(".range")].map((label) => label.getBoundingClientRect().height);
    return {
      page: document.documentElement.scrollWidth > 320,
      fields: fields.filter(({ left, right }) => left < frame.left || right > frame.right).length,
      brokenLabels: labels.filter((height) => height > 60).length,
    };
  });
  assert.deepEqual(wide, { page: false, fields: 0, brokenLabels: 0 });
});

test("`facets` chooses ranges too, and names of the page's own come first", async (t) => {
  const { page, ask, inside, bound } = await view(t, { attributes: 'facets="date kind"' });
  await page.evaluate(() => (document.querySelector("tarjuman-search").constructor.names.en = { date: "Day" }));
  await ask("bridge");
  await bound("Day", "From").waitFor();
  assert.equal(await inside(".bound").count(), 2);
  const none = await view(t, { attributes: 'facets=""' });
  await none.after(() => none.inside(".search .input").fill("bridge"));
  await none.inside(".list .hit").first().waitFor();
  assert.ok(await none.inside(".filters").isHidden());
});
