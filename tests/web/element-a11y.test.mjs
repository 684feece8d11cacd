/** axe-core over `<tarjuman-search>` in every state, in pages of both directions, light and dark, wide and 320 px; keys, zoom, forced colours. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { boxIn, heard } from "./element.mjs";
import { launch } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const PAGES = {
  en: { lang: "en", dir: "ltr", found: "canal", nothing: "qqqqzzzzxxxx", title: "The Lantern", wrong: "earthqake" },
  ar: { lang: "ar", dir: "rtl", found: "قناة السويس", nothing: "ظظظظغغغغ", title: "الفانوس", wrong: "القاهرت" },
};

/** An ordinary page around the element, with nothing in it that axe would report by itself. */
const pageAround = ({ lang, dir, title }, element) => `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
  <title>${title}</title><script type="module" src="element.js"></script>
  <body><main><h1>${title}</h1>${element}</main></body></html>`;

const clean = async (page, state) => assert.deepEqual(await violations(page), [], state);

for (const [name, words] of Object.entries(PAGES)) {
  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing in the box: ${name}, ${scheme}`, async (t) => {
      const { page, input } = await boxIn(t, browser, { html: pageAround(words, "<tarjuman-search></tarjuman-search>") });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const search = async (text) => {
        const shown = heard(page, "tarjuman-results", "query", text);
        await input.fill(text);
        await shown;
      };
      await clean(page, "at rest");
      await search(words.found);
      await clean(page, "with results");
      await page.keyboard.press("ArrowDown");
      await clean(page, "with an active option");
      await search(words.wrong);
      await clean(page, "with a correction");
      await search(words.nothing);
      await clean(page, "without results");
      await page.evaluate(() => localStorage.setItem("tarjuman-recent", '["Suez","السويس"]'));
      await input.fill("");
      await page.locator("tarjuman-search .recent").first().waitFor();
      await clean(page, "with recent searches");
    });

    test(`axe finds nothing in the full view: ${name}, ${scheme}`, async (t) => {
      const { page } = await boxIn(t, browser, {
        html: pageAround(words, '<tarjuman-search view="dialog"></tarjuman-search>'),
      });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await clean(page, "button");
      await page.locator("tarjuman-search .trigger").click();
      await page.locator("tarjuman-search summary").waitFor();
      await clean(page, "before anything is asked");
      const input = page.locator("tarjuman-search .search .input");
      const search = async (text) => {
        const shown = heard(page, "tarjuman-results", "query", text);
        await input.fill(text);
        await shown;
      };
      await search(words.found);
      await page.locator("tarjuman-search summary").click();
      await clean(page, "with results and filters");
      await page.setViewportSize({ width: 320, height: 640 });
      await clean(page, "at 320 px");
      await search(words.nothing);
      await clean(page, "without results");
    });
  }

  test(`axe finds nothing in failures: ${name}`, async (t) => {
    for (const status of [503, 200]) {
      const { page, input } = await boxIn(t, browser, {
        html: pageAround(words, "<tarjuman-search></tarjuman-search>"),
        change: (path) => (path == "/tarjuman.wasm" ? (status == 200 ? Buffer.from("<html>") : status) : undefined),
      });
      const failed = heard(page, "tarjuman-error", "error.name", status == 200 ? "TarjumanFormatError" : "TarjumanLoadError");
      await input.fill("x");
      await failed;
      await clean(page, String(status));
    }
  });
}

for (const [name, words] of Object.entries(PAGES)) {
  test(`nothing is wider than 320 px, nor than 1280 px at 400 %: ${name}`, async (t) => {
    const { page, input } = await boxIn(t, browser, { html: pageAround(words, "<tarjuman-search></tarjuman-search>") });
    await page.setViewportSize({ width: 320, height: 256 });
    const shown = heard(page, "tarjuman-results", "query", words.found);
    await input.fill(words.found);
    await shown;
    const overflow = () =>
      page.evaluate(() => {
        const { shadowRoot } = document.querySelector("tarjuman-search");
        const wide = [document.documentElement, ...shadowRoot.querySelectorAll(".panel, dialog")];
        return wide.filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.className || node.localName);
      });
    assert.deepEqual(await overflow(), []);
    await input.press("Enter");
    await page.locator("tarjuman-search dialog .hit").first().waitFor();
    assert.deepEqual(await overflow(), []);
  });
}

test("forced colours leave the active option, the marks and the pressed buttons to be seen", async (t) => {
  const { page, type } = await boxIn(t, browser, { html: pageAround(PAGES.ar, "<tarjuman-search></tarjuman-search>") });
  await page.emulateMedia({ forcedColors: "active" });
  await type("السويس");
  await page.keyboard.press("ArrowDown");
  const seen = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("tarjuman-search");
    const style = (selector) => getComputedStyle(shadowRoot.querySelector(selector));
    return {
      active: style("[aria-selected=true]").outlineStyle,
      mark: style(".mark").backgroundColor != style(".hit").backgroundColor,
      pressed: style(".chip[aria-pressed=true]").backgroundColor != style(".chip[aria-pressed=false]").backgroundColor,
    };
  });
  assert.deepEqual(seen, { active: "solid", mark: true, pressed: true });
});

test("Arabic script is set as such: higher lines, no spacing or slant of letters from the page around, marks without width", async (t) => {
  const { page, type } = await boxIn(t, browser, {
    html: pageAround(PAGES.en, '<div id="around"><tarjuman-search></tarjuman-search></div>'),
  });
  await page.evaluate(() => {
    document.getElementById("around").style.cssText = "letter-spacing: 2px; font-style: italic";
  });
  await type("السويس");
  const seen = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("tarjuman-search");
    const style = (selector) => getComputedStyle(shadowRoot.querySelector(selector));
    const [excerpt, mark] = [style(".hit[lang=ar] .excerpt"), style(".hit[lang=ar] .mark")];
    return {
      lines: parseFloat(excerpt.lineHeight) / parseFloat(excerpt.fontSize) >= 1.8,
      spacing: excerpt.letterSpacing,
      slant: excerpt.fontStyle,
      around: [mark.paddingInlineStart, mark.marginInlineStart, mark.borderInlineStartWidth, mark.display, mark.fontWeight == excerpt.fontWeight],
    };
  });
  assert.deepEqual(seen, { lines: true, spacing: "normal", slant: "normal", around: ["0px", "0px", "0px", "inline", true] });
});

test("a date of the page's language keeps its order in a hit that runs the other way", async (t) => {
  const { page, type } = await boxIn(t, browser, { html: pageAround({ ...PAGES.en, lang: "fr" }, "<tarjuman-search></tarjuman-search>") });
  await type("السويس");
  const date = page.locator("tarjuman-search .hit[dir=rtl] .date").first();
  assert.match(await date.textContent(), /^\d+ \p{L}+\.? \d{4}$/u);
  assert.equal(await date.evaluate((node) => getComputedStyle(node).direction), "ltr");
  assert.match(await date.evaluate((node) => getComputedStyle(node).unicodeBidi), /isolate/);
});

test("icons that point are mirrored where the page runs to the left", async (t) => {
  for (const [words, transform] of [[PAGES.en, "none"], [PAGES.ar, "matrix(-1, 0, 0, 1, 0, 0)"]]) {
    const { page, type } = await boxIn(t, browser, { html: pageAround(words, "<tarjuman-search></tarjuman-search>") });
    await type(words.found);
    const icon = page.locator("tarjuman-search .all .icon");
    assert.equal(await icon.evaluate((node) => getComputedStyle(node).transform), transform);
  }
});

test("what is announced in a dialog is announced inside it", async (t) => {
  const { page } = await boxIn(t, browser, { html: pageAround(PAGES.ar, '<tarjuman-search view="dialog"></tarjuman-search>') });
  await page.locator("tarjuman-search .trigger").click();
  await page.locator("tarjuman-search .search .input").fill("السويس");
  await page.waitForFunction(() => {
    const regions = [...document.querySelector("tarjuman-search").shadowRoot.querySelectorAll("dialog [aria-live]")];
    return regions.length == 2 && regions.some((region) => /نتيج|نتائج/.test(region.textContent));
  });
});
