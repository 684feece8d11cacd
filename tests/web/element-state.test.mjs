/** Where `<tarjuman-search>` keeps what was asked: the address, the history, the device; and what elements of a page share. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { boxIn, heard } from "./element.mjs";
import { launch, pageWith } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const box = (t, options) => boxIn(t, browser, options);
const full = (t, options) => box(t, { html: pageWith('<tarjuman-search view="page"></tarjuman-search>'), ...options });
const address = async (page) => new URL(await page.evaluate(() => location.href));
const inside = (page, selector) => page.locator(`tarjuman-search ${selector}`);
/** Titles on show, in the view that is open. */
const titles = (page) => inside(page, ".title").allTextContents();

test("typing changes the entry of the history, committing makes one; back and forward bring the results again", async (t) => {
  const { page } = await full(t, { path: "page.html?x=1" });
  const input = inside(page, ".input");
  const length = () => page.evaluate(() => history.length);
  const start = await length();
  const commit = async (text) => {
    const shown = heard(page, "tarjuman-results", "query", text);
    await input.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(text);
    await shown;
    await page.keyboard.press("Enter");
  };
  await commit("Suez");
  assert.equal(await length(), start + 1);
  const first = await titles(page);
  await commit("الزلزال");
  assert.equal(await length(), start + 2);
  assert.equal((await address(page)).searchParams.get("q"), "الزلزال");
  assert.equal((await address(page)).searchParams.get("x"), "1");
  const back = heard(page, "tarjuman-results", "query", "Suez");
  await page.evaluate(() => history.back());
  await back;
  assert.equal(await input.inputValue(), "Suez");
  assert.deepEqual((await titles(page)).slice(0, first.length), first);
  const forward = heard(page, "tarjuman-results", "query", "الزلزال");
  await page.evaluate(() => history.forward());
  await forward;
  await page.evaluate(() => history.go(-2));
  await page.waitForFunction(() => document.querySelector("tarjuman-search").value == "");
  assert.equal((await address(page)).search, "?x=1");
});

test("language, filter and order are in the address, and a link brings them back", async (t) => {
  const { page } = await full(t, { path: "page.html?q=canal&lang=fr,ar&f.topic=transport&sort=-date" });
  await inside(page, ".hit").first().waitFor();
  assert.deepEqual(
    new Set(await inside(page, ".list .hit").evaluateAll((nodes) => nodes.map(({ lang }) => lang))),
    new Set(["fr", "ar"]),
  );
  await inside(page, "[id='tick-topic-transport']:checked").waitFor();
  assert.equal(await inside(page, ".sort").inputValue(), "-date");
  const pressed = await inside(page, ".chip[aria-pressed=true] .name").allTextContents();
  assert.deepEqual(new Set(pressed), new Set(["French", "Arabic"]));
});

test("an address that names what the index does not have still finds", async (t) => {
  const { page, problems } = await full(t, { path: "page.html?q=Suez&lang=xx,!!,en&f.colour=red&f.date=1900&sort=smell" });
  await inside(page, ".list .hit").first().waitFor();
  assert.deepEqual(problems, []);
});

test("going back from a hit brings the dialog, as many results, and the place in them", async (t) => {
  const { page, input } = await box(t, { html: pageWith('<tarjuman-search limit="3" langs="en"></tarjuman-search>') });
  const first = heard(page, "tarjuman-results", "query", "the");
  await input.fill("the");
  await first;
  await input.press("Enter");
  const more = inside(page, ".more");
  await more.waitFor();
  const count = () => inside(page, ".list .hit").count();
  for (let n = 0; n < 2; n++) {
    const shown = await count();
    await more.click();
    await page.waitForFunction((shown) => document.querySelector("tarjuman-search").page.hits.length > shown, shown);
  }
  const before = await count();
  const dialog = inside(page, "dialog");
  await dialog.evaluate((node) => (node.scrollTop = 300));
  const top = await dialog.evaluate((node) => node.scrollTop);
  assert.ok(top > 100);
  // By hand, so that the page is left as by a click on a hit whose page is not kept in memory.
  await page.evaluate(() => location.assign("index.html"));
  await page.waitForURL(/index\.html/);
  await page.goBack();
  await inside(page, "dialog .hit").nth(before - 1).waitFor();
  assert.equal(await inside(page, "dialog .input").inputValue(), "the");
  await page.waitForFunction((top) => {
    const dialog = document.querySelector("tarjuman-search").shadowRoot.querySelector("dialog");
    return Math.abs(dialog.scrollTop - top) < 3;
  }, top);
});

test("back closes the dialog that Enter opened", async (t) => {
  const { page, input, type } = await box(t);
  await type("Suez");
  await input.press("Enter");
  await inside(page, "dialog").waitFor();
  await page.evaluate(() => history.back());
  await inside(page, "dialog").waitFor({ state: "detached" });
});

test("back closes it too where the query was in the address from the start", async (t) => {
  const { page, input } = await box(t, { path: "page.html?q=السويس" });
  await inside(page, ".hit").first().waitFor();
  await input.press("Enter");
  await inside(page, "dialog .hit").first().waitFor();
  await page.evaluate(() => history.back());
  await inside(page, "dialog").waitFor({ state: "detached" });
  assert.equal((await address(page)).searchParams.get("q"), "السويس");
});

test("a link to a place in the page opens nothing", async (t) => {
  const { page, type, panel } = await box(t, { html: pageWith('<tarjuman-search></tarjuman-search><a id="link" href="#other">x</a>') });
  await type("Suez");
  await page.keyboard.press("Escape");
  await page.locator("#link").click();
  await page.waitForTimeout(200);
  assert.ok(await panel.isHidden());
  assert.match(page.url(), /q=Suez#other$/);
});

test("recent searches are offered in an empty box, on this device, and can be forgotten or switched off", async (t) => {
  const { page, input, type, options } = await box(t);
  await type("السويس");
  await options.first().evaluate((node) => node.addEventListener("click", (event) => event.preventDefault()));
  await options.first().click();
  await input.fill("");
  await page.locator("#other").focus();
  await input.focus();
  const recent = inside(page, "[role=option].recent");
  await recent.first().waitFor();
  assert.deepEqual(await recent.allTextContents(), ["السويس"]);
  await page.keyboard.press("ArrowDown");
  const again = heard(page, "tarjuman-results", "query", "السويس");
  await page.keyboard.press("Enter");
  await again;
  await input.fill("");
  await inside(page, "[role=option].forget").click();
  await recent.first().waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => localStorage.length), 0);

  const off = await box(t, { html: pageWith("<tarjuman-search no-recent></tarjuman-search>") });
  await off.type("Suez");
  await off.options.first().evaluate((node) => node.addEventListener("click", (event) => event.preventDefault()));
  await off.options.first().click();
  assert.equal(await off.page.evaluate(() => localStorage.length), 0);
});

test("what only is typed is not remembered", async (t) => {
  const { page, type } = await box(t);
  await type("Suez");
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test("several elements share one engine, and only the first has the address", async (t) => {
  const { page, server } = await box(t, {
    html: pageWith("<tarjuman-search id=a></tarjuman-search><tarjuman-search id=b></tarjuman-search>"),
    path: "page.html?q=Suez",
  });
  await page.waitForFunction(() => document.querySelector("#a").page);
  assert.equal(await page.locator("#b .box .input").inputValue(), "");
  const shown = heard(page, "tarjuman-results", "query", "Titanic");
  await page.locator("#b .box .input").fill("Titanic");
  await shown;
  assert.equal((await address(page)).searchParams.get("q"), "Suez");
  assert.equal(page.workers().length, 1);
  assert.equal(server.requests.filter((path) => path == "/tarjuman.wasm").length, 1);
  assert.ok(await page.evaluate(() => document.querySelector("#a").index == document.querySelector("#b").index));
  await page.evaluate(() => document.querySelector("#a").remove());
  const again = heard(page, "tarjuman-results", "query", "Suez");
  await page.locator("#b .box .input").fill("Suez");
  await again;
  await page.evaluate(() => document.querySelector("#b").remove());
  for (let n = 0; n < 50 && page.workers().length; n++) await page.waitForTimeout(20);
  assert.equal(page.workers().length, 0);
});

test("load=idle loads without a focus", async (t) => {
  const { page } = await box(t, { html: pageWith('<tarjuman-search load="idle"></tarjuman-search>') });
  await page.waitForFunction(() => document.querySelector("tarjuman-search").index);
});

test("shortcuts can be others, by the place of the key too", async (t) => {
  const { page } = await box(t, { html: pageWith('<tarjuman-search shortcuts="mod+j s"></tarjuman-search>') });
  const focused = async (init) => {
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate((init) => document.body.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init })), init);
    return page.evaluate(() => document.activeElement.localName == "tarjuman-search");
  };
  assert.ok(await focused({ key: "s", code: "KeyS" }));
  assert.ok(await focused({ key: "س", code: "KeyS" }));
  assert.ok(await focused({ key: "ت", code: "KeyJ", ctrlKey: true }));
  assert.ok(!(await focused({ key: "/", code: "Slash" })));
  assert.ok(!(await focused({ key: "k", code: "KeyK", ctrlKey: true })));
});
