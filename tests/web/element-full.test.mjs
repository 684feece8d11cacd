/** The full view of `<tarjuman-search>`, in a dialog and in the page: languages, filters, order, links, keys. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { boxIn, heard } from "./element.mjs";
import { launch, pageWith } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A page around an element with its full view, and what there is to look at in it. */
async function full(t, { attributes = 'view="page"', html = 'lang="en"', ...options } = {}) {
  const visited = await boxIn(t, browser, { html: pageWith(`<tarjuman-search ${attributes}></tarjuman-search>`, html), ...options });
  const { page } = visited;
  const inside = (selector) => page.locator(`tarjuman-search ${selector}`);
  return {
    ...visited,
    inside,
    input: inside(".search .input"),
    hits: inside(".list .hit"),
    links: inside(".list a.link"),
    chips: inside(".chip"),
    status: inside(".search .message"),
    async type(text) {
      const shown = heard(page, "tarjuman-results", "query", text);
      await inside(".search .input").fill(text);
      await shown;
    },
    /** Does something, and waits for its results. */
    async after(action) {
      const shown = heard(page, "tarjuman-results", "query");
      await action();
      await shown;
    },
  };
}

const langsOf = (hits) => hits.evaluateAll((nodes) => nodes.map((node) => node.lang));

test("in the page it is a search landmark with a list of links, each in its own language and direction", async (t) => {
  const { page, type, hits, links } = await full(t);
  await type("قناة السويس");
  const tree = await page.locator("body").ariaSnapshot();
  assert.match(tree, /search "Search"[\s\S]*searchbox "Search"[\s\S]*list "Results"[\s\S]*listitem[\s\S]*link /);
  assert.equal(await hits.first().getAttribute("dir"), "rtl");
  assert.equal(await hits.first().getAttribute("lang"), "ar");
  assert.match(await links.first().getAttribute("href"), /#:~:text=/);
});

test("Enter in the box opens the dialog with the query; Esc closes it and gives the focus back", async (t) => {
  const { page, inside, hits } = await full(t, { attributes: "" });
  await inside(".box .input").fill("Suez");
  await inside(".box .hit").first().waitFor();
  await inside(".box .input").press("Enter");
  await hits.first().waitFor();
  assert.ok(await inside("dialog").evaluate((node) => node.matches(":modal")));
  assert.equal(await inside("dialog .input").inputValue(), "Suez");
  assert.ok(await inside(".panel").isHidden());
  assert.equal(await page.evaluate(() => document.querySelector("tarjuman-search").shadowRoot.activeElement.className), "input");
  await page.keyboard.press("Escape");
  await inside("dialog").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.querySelector("tarjuman-search").shadowRoot.activeElement.role), "combobox");
  assert.equal(await inside(".box .input").inputValue(), "Suez");
});

test("as a button it opens the dialog, and shortcuts do", async (t) => {
  const { page, inside } = await full(t, { attributes: 'view="dialog"' });
  await page.getByRole("button", { name: "Search" }).click();
  assert.ok(await inside("dialog").isVisible());
  await page.getByRole("button", { name: "Close" }).click();
  await inside("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Control+k");
  assert.ok(await inside("dialog .input").isVisible());
});

test("languages: the page's first, the others in named groups; one press narrows, one widens", async (t) => {
  const { type, hits, chips, inside, after } = await full(t, { html: 'lang="fr"' });
  await type("canal");
  await inside(".list .group-name").nth(1).waitFor();
  assert.equal((await langsOf(hits))[0], "fr");
  const groups = await inside(".list .group-name").allTextContents();
  assert.match(groups[0], /^français \d+$/);
  assert.ok(groups.some((name) => /^(arabe|anglais|allemand|espagnol) \d+$/.test(name)), groups.join());
  // A press narrows to the language; the others keep their counts.
  const before = await chips.allTextContents();
  const arabic = before.findIndex((text) => text.startsWith("arabe"));
  assert.ok(arabic > 0, before.join());
  await after(() => chips.nth(arabic).click());
  assert.deepEqual([...new Set(await langsOf(hits))], ["ar"]);
  assert.deepEqual(new Set(await chips.allTextContents()), new Set(before));
  const pressed = inside(".chip[aria-pressed=true]");
  assert.match((await pressed.allTextContents()).join(), /^arabe/);
  await after(() => pressed.click());
  assert.equal((await langsOf(hits))[0], "fr");
});

test("who types another script than the page's has pages in it first", async (t) => {
  const { type, hits } = await full(t);
  await type("Титаник");
  assert.equal((await langsOf(hits))[0], "ru");
});

test("a hit found by translation or sound says through which word", async (t) => {
  const { type, inside } = await full(t, { html: 'lang="en"' });
  await type("قناة السويس");
  const through = inside(".list .hit[lang=en] .through").first();
  await through.waitFor();
  assert.match(await through.textContent(), /^found through .*(Suez|Canal)/i);
  assert.equal(await through.locator("bdi").getAttribute("lang"), "en");
});

test("filters count what each value would bring, are kept together, and can be taken away", async (t) => {
  const { page, type, hits, inside, after } = await full(t);
  await type("canal");
  await inside("summary").click();
  const all = await hits.count();
  const count = (name) => inside(`.value:has-text("${name}") .count`).textContent();
  const culture = await count("culture");
  await after(() => page.getByLabel("transport").check());
  assert.equal(await count("culture"), culture, "what choosing it as well would bring");
  assert.ok((await hits.count()) < all || culture == "0");
  await after(() => page.getByLabel("culture").check());
  await after(() => page.getByRole("button", { name: "Remove filters" }).click());
  await inside(".unfilter").waitFor({ state: "detached" });
});

test("filters alone give the pages that pass, a non-Latin value too", async (t) => {
  const { page, input, hits, inside, after } = await full(t);
  await input.click();
  await inside("summary").waitFor();
  await inside("summary").click();
  await after(() => inside("[id='tick-topic-sport']").check());
  assert.ok(await hits.count());
  const address = new URL(await page.evaluate(() => location.href));
  assert.deepEqual(address.searchParams.getAll("f.topic"), ["sport"]);
  await inside(".unfilter").click();
  await inside(".unfilter").waitFor({ state: "detached" });
  await after(() => inside(".value").filter({ hasText: /\p{sc=Arabic}/u }).first().locator("input").check());
  assert.equal((await langsOf(hits))[0], "ar");
});

test("the order can be changed to newest first", async (t) => {
  const { type, inside, after } = await full(t);
  await type("the");
  await inside(".sort option[value='-date']").waitFor({ state: "attached" });
  await after(() => inside(".sort").selectOption("-date"));
  const dates = await inside(".list ol").first().locator("time").evaluateAll((nodes) => nodes.map((node) => node.dateTime));
  assert.ok(dates.length > 2);
  assert.deepEqual(dates, dates.toSorted().toReversed());
});

test("more results come below, and the scroll stays", async (t) => {
  const { page, type, hits, inside, after } = await full(t, { attributes: 'view="page" limit="3" langs="en ar"' });
  await type("the");
  const before = await hits.count();
  await page.evaluate(() => scrollTo(0, 200));
  await after(() => inside(".more").click());
  assert.ok((await hits.count()) > before);
  // Of one page and its translations there is no more to see, though all of them are counted.
  await type("Titanic");
  const { total, hits: shown } = await page.evaluate(() => document.querySelector("tarjuman-search").page);
  assert.ok(total > shown.length);
  assert.ok(await inside(".more").isHidden());
});

test("arrows walk the links and come back to the text; links are links", async (t) => {
  const { page, type, links } = await full(t);
  await type("Suez");
  const focused = () => page.evaluate(() => document.querySelector("tarjuman-search").shadowRoot.activeElement.textContent);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), await links.first().textContent());
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), await links.nth(1).textContent());
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Home");
  await page.keyboard.type("x");
  assert.equal(await page.evaluate(() => document.querySelector("tarjuman-search").value), "xSuez");
});

test("results that come late leave the reader at the place in the list", async (t) => {
  const { page, type, links, after } = await full(t, { html: 'lang="ar" dir="rtl"' });
  await type("السو");
  await page.keyboard.press("ArrowDown");
  await after(() => page.evaluate(() => (document.querySelector("tarjuman-search").value = "السويس")));
  const focused = await page.evaluate(() => document.querySelector("tarjuman-search").shadowRoot.activeElement?.textContent);
  assert.equal(focused, await links.first().textContent());
});

test("a hit links to its sections, and to its translations in their languages", async (t) => {
  const { page, type, inside } = await full(t, { html: 'lang="ar" dir="rtl"' });
  await type("قناة السويس");
  const first = inside(".list .hit").first();
  const alternates = first.locator(".alternate");
  assert.ok((await alternates.evaluateAll((links) => links.map(({ hreflang }) => hreflang))).includes("en"));
  assert.ok((await alternates.allTextContents()).includes("الإنجليزية"));
  await type("Suez");
  const section = inside(".list .hit[lang=en] .section").first();
  assert.ok(await section.textContent());
  assert.equal(new URL(await section.evaluate(({ href }) => href)).pathname.slice(0, 4), "/en/");
  // Each is a stop of its own, for who moves from link to link.
  assert.equal(await inside(".list a").evaluateAll((links) => links.filter(({ tabIndex }) => tabIndex < 0).length), 0);
  assert.ok(await page.getByRole("link", { name: await section.textContent() }).first().isVisible());
});

test("a press on a text is not one on the box", async (t) => {
  const { page, type, inside } = await full(t);
  await type("Suez");
  await page.locator("#other").focus();
  await inside(".excerpt").first().click();
  assert.equal(await page.evaluate(() => document.activeElement.localName), "body");
});

test("a correction is offered and taken", async (t) => {
  const { type, inside, input } = await full(t);
  await type("earthqake");
  await inside(".correction").click();
  assert.equal(await input.inputValue(), "earthquake");
});

test("completions are offered, in the reader's script", async (t) => {
  const { type, inside, input, after } = await full(t, { html: 'lang="ar" dir="rtl"' });
  await type("الق");
  const first = inside(".completion").first();
  const text = await first.textContent();
  assert.match(text, /القا|القل/);
  await after(() => first.click());
  assert.equal(await input.inputValue(), text);
});

test("nothing found: what to try, and the same query in other languages", async (t) => {
  const { type, inside, status, after, chips, hits } = await full(t, {
    html: 'lang="ja"',
    attributes: 'view="page" langs="page"',
  });
  await type("Champollion");
  assert.equal(await status.textContent(), "結果はありません");
  assert.ok(await inside(".tips").isVisible());
  assert.equal(await inside(".elsewhere").textContent(), "他の言語での同じ検索：");
  await after(() => chips.filter({ hasText: "フランス語" }).click());
  assert.equal((await langsOf(hits))[0], "fr");
});

test("words of the page's own replace the messages, and filters get names", async (t) => {
  const { page, type, inside } = await full(t);
  await page.evaluate(() => {
    const { constructor } = document.querySelector("tarjuman-search");
    constructor.messages.en = { more: "Onwards", relevance: "Best match" };
    constructor.names.en = { topic: "Subject", "topic.transport": "Ships and trains" };
    document.querySelector("tarjuman-search").setAttribute("placeholder", "What?");
  });
  await page.waitForFunction(() => document.querySelector("tarjuman-search").shadowRoot.querySelector(".more").textContent == "Onwards");
  await type("canal");
  await inside("summary").click();
  assert.ok(await page.getByRole("group", { name: "Subject" }).isVisible());
  assert.ok(await page.getByLabel("Ships and trains").isVisible());
});
