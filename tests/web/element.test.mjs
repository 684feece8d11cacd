/** `<tarjuman-search>` as its users meet it: roles first, then keys, languages, failures and life cycle. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { boxIn, heard } from "./element.mjs";
import { launch, pageWith, STRICT_CSP, visit } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const element = (t, options) => boxIn(t, browser, options);

/** The address as the page sees it; Playwright hears of `replaceState` later. */
const address = async (page) => new URL(await page.evaluate(() => location.href));

/** What assistive technology is told. */
const tree = async (page) => page.locator("body").ariaSnapshot();

test("is a search landmark with a named combobox, and a listbox once there are options", async (t) => {
  const { page, input, list, options, type } = await element(t);
  assert.match(await tree(page), /search "Search"[\s\S]*combobox "Search"/);
  assert.equal(await input.getAttribute("aria-expanded"), "false");
  await type("Suez");
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  assert.equal(await input.getAttribute("aria-controls"), await list.getAttribute("id"));
  assert.match(await tree(page), /listbox "Results"[\s\S]*option /);
  const ids = await options.evaluateAll((nodes) => nodes.map((node) => node.id));
  assert.equal(new Set(ids).size, ids.length);
  for (const selected of await options.evaluateAll((nodes) => nodes.map((node) => node.ariaSelected)))
    assert.equal(selected, "false");
});

test("the page that a build writes searches, under a strict policy, without a violation", async (t) => {
  const { page, problems, server } = await element(t, { path: "", csp: STRICT_CSP });
  assert.equal(await page.evaluate(() => document.activeElement.localName), "tarjuman-search");
  await page.keyboard.type("séisme");
  await page.locator("tarjuman-search mark").first().waitFor();
  assert.deepEqual(problems, []);
  assert.ok(server.requests.includes("/tarjuman.worker.js"));
  assert.equal((await address(page)).searchParams.get("q"), "séisme");
});

test("each hit carries its own language and direction, and names the language when it is another", async (t) => {
  const { options, type, page } = await element(t);
  await type("قناة السويس");
  const first = options.first();
  assert.equal(await first.getAttribute("lang"), "ar");
  assert.equal(await first.getAttribute("dir"), "rtl");
  assert.match(await page.locator("tarjuman-search .box .group-name").first().textContent(), /^Arabic \d+$/);
  assert.equal(await first.locator(".url").getAttribute("dir"), "ltr");
  assert.match((await first.locator("mark").allTextContents()).join(" "), /السويس/);
  assert.equal(await page.locator("tarjuman-search input").getAttribute("dir"), "auto");
});

test("speaks Arabic on an Arabic page, which names no Arabic", async (t) => {
  const { page, input, status, options, type } = await element(t, { html: pageWith(undefined, 'lang="ar" dir="rtl"') });
  assert.equal(await input.getAttribute("placeholder"), "ابحث بأي لغة");
  await type("السويس");
  assert.match(await status.textContent(), /نتيجة|نتيجتان|نتائج/);
  assert.equal(await options.first().locator(".lang").count(), 0);
  const { input: box, hit } = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("tarjuman-search");
    const direction = (selector) => getComputedStyle(shadowRoot.querySelector(selector)).direction;
    return { input: direction("input"), hit: direction(".hit") };
  });
  assert.deepEqual([box, hit], ["rtl", "rtl"]);
});

test("speaks French inside a French part of an English page", async (t) => {
  const { input, status, type } = await element(t, {
    html: pageWith('<div lang="fr-CA"><tarjuman-search></tarjuman-search></div>'),
  });
  assert.match(await input.getAttribute("placeholder"), /^Rechercher/);
  await type("Champollion");
  assert.match(await status.textContent(), /résultat/);
});

test("says so when nothing is found", async (t) => {
  const { status, input, type } = await element(t);
  await type("qqqqzzzzxxxx");
  assert.equal(await status.textContent(), "No results");
  assert.equal(await input.getAttribute("aria-expanded"), "false");
});

/** Down past the completions. */
async function toFirstHit(page, active) {
  for (let presses = 0; presses < 10; presses++) {
    await page.keyboard.press("ArrowDown");
    if ((await active()) == "hit-0") break;
  }
  return active();
}

test("arrows walk the hits and come back to the text", async (t) => {
  const { page, options, active, type } = await element(t, {
    html: pageWith('<tarjuman-search limit="3"></tarjuman-search>'),
  });
  await type("Suez");
  assert.equal(await options.count(), 3);
  const walk = [await toFirstHit(page, active)];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"]) {
    await page.keyboard.press(key);
    walk.push(await active());
  }
  assert.deepEqual(walk, ["hit-0", "hit-1", "hit-2", null, "hit-2", "hit-1"]);
  await page.keyboard.press("Home");
  await page.keyboard.type("x");
  assert.equal(await page.evaluate(() => document.querySelector("tarjuman-search").value), "xSuez");
});

test("Enter opens the hit, unless the page keeps it", async (t) => {
  const { page, options, active, type } = await element(t);
  await page.evaluate(() =>
    document.addEventListener("tarjuman-select", (event) => {
      window.selected = event.detail;
      if (window.keep) event.preventDefault();
    }),
  );
  await type("Suez");
  const href = await options.first().evaluate((node) => node.href);
  assert.match(href, /#:~:text=/, "it lands on the passage");
  await page.evaluate(() => (window.keep = true));
  await toFirstHit(page, active);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => window.selected.query), "Suez");
  assert.match(page.url(), /page\.html/);
  await page.evaluate(() => (window.keep = false));
  await toFirstHit(page, active);
  await Promise.all([page.waitForURL((url) => url.pathname == new URL(href).pathname), page.keyboard.press("Enter")]);
});

test("Ctrl+Enter opens the hit in a tab of its own, and the list stays", async (t) => {
  const { page, panel, type } = await element(t);
  await type("السويس");
  await page.keyboard.press("ArrowDown");
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.keyboard.press("Control+Enter")]);
  await tab.waitForURL(/\/ar\//);
  assert.match(page.url(), /page\.html/);
  assert.ok(await panel.isVisible());
});

test("buttons in the list can be pressed without the text losing its place", async (t) => {
  const { page, panel, type, options } = await element(t);
  await type("canal");
  const shown = heard(page, "tarjuman-results", "query", "canal");
  await page.locator("tarjuman-search .box .chip").filter({ hasText: "Spanish" }).click();
  await shown;
  assert.ok(await panel.isVisible());
  assert.equal(await options.first().getAttribute("lang"), "es");
  assert.equal(await page.evaluate(() => document.querySelector("tarjuman-search").shadowRoot.activeElement.role), "combobox");
  await page.getByRole("button", { name: "All results" }).click();
  await page.locator("tarjuman-search dialog .hit").first().waitFor();
});

test("on a touch screen: languages, all results and a link, in an Arabic page of 360 px", async (t) => {
  const { page, input, options } = await element(t, {
    html: pageWith(undefined, 'lang="ar" dir="rtl"').replace("<title>", '<meta name="viewport" content="width=device-width"><title>'),
    device: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } },
  });
  await input.tap();
  await page.keyboard.insertText("السويس");
  await options.first().waitFor();
  const chip = page.locator("tarjuman-search .box .chip").filter({ hasText: "الفرنسية" });
  await chip.tap();
  await page.locator("tarjuman-search .box .hit[lang=fr]").first().waitFor();
  assert.equal(await page.locator("tarjuman-search .box .hit[lang=ar]").count(), 0);
  await page.locator("tarjuman-search .box .all").tap();
  const link = page.locator("tarjuman-search dialog a.link").first();
  await link.tap();
  await page.waitForURL(/\/fr\//);
});

test("Esc closes, then clears", async (t) => {
  const { page, input, panel, type } = await element(t);
  await type("Suez");
  await page.keyboard.press("Escape");
  assert.ok(await panel.isHidden());
  assert.equal(await input.inputValue(), "Suez");
  assert.equal(await input.getAttribute("aria-expanded"), "false");
  await page.keyboard.press("ArrowDown");
  assert.ok(await panel.isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await input.inputValue(), "");
  assert.equal((await address(page)).search, "");
});

test("keys belong to the input method while it composes", async (t) => {
  const { page, input, panel, active, type } = await element(t);
  await type("Suez");
  for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
    for (const key of ["ArrowDown", "Enter", "Escape"]) {
      const prevented = await input.evaluate(
        (node, init) =>
          !node.dispatchEvent(
            new KeyboardEvent("keydown", { bubbles: true, composed: true, cancelable: true, ...init }),
          ),
        { key, ...init },
      );
      assert.equal(prevented, false, key);
    }
  }
  assert.equal(await active(), null);
  assert.ok(await panel.isVisible());
  assert.equal(await input.inputValue(), "Suez");
  assert.match(page.url(), /page\.html/);
});

test("shortcuts lead to the box, on layouts without Latin letters too, and leave text fields alone", async (t) => {
  const { page } = await element(t);
  const focused = () => page.evaluate(() => document.activeElement.localName == "tarjuman-search");
  const press = (init, target = "body") =>
    page.evaluate(
      ([init, target]) => {
        document.activeElement.blur();
        document.querySelector(target).focus();
        document
          .querySelector(target)
          .dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, composed: true, cancelable: true, ...init }));
      },
      [init, target],
    );
  for (const [expected, init, target] of [
    [true, { key: "/", code: "Slash" }],
    [true, { key: "k", code: "KeyK", ctrlKey: true }],
    [true, { key: "ن", code: "KeyK", ctrlKey: true }],
    [true, { key: "л", code: "KeyK", ctrlKey: true }],
    [true, { key: "ظ", code: "Slash" }],
    [true, { key: "/", code: "Period", shiftKey: true }],
    [true, { key: "k", code: "KeyK", ctrlKey: true }, "#other"],
    [false, { key: "/", code: "Slash" }, "#other"],
    [false, { key: "!", code: "Slash" }],
    [false, { key: "k", code: "KeyK" }],
    [false, { key: "k", code: "KeyK", ctrlKey: true, shiftKey: true }],
    [false, { key: "/", code: "Slash", isComposing: true }],
  ]) {
    await press(init, target);
    assert.equal(await focused(), expected, JSON.stringify([init, target]));
  }
  await page.evaluate(() => document.querySelector("tarjuman-search").setAttribute("no-shortcuts", ""));
  await press({ key: "/", code: "Slash" });
  assert.equal(await focused(), false);
});

test("Tab leaves and closes", async (t) => {
  const { page, panel, type } = await element(t);
  await type("Suez");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "other");
  assert.ok(await panel.isHidden());
});

test("the query in the address is searched, and no-url leaves the address alone", async (t) => {
  const { page, options, input } = await element(t, { path: "page.html?q=Champollion&x=1#here" });
  await options.first().waitFor();
  assert.equal(await input.inputValue(), "Champollion");
  await input.fill("Suez");
  const url = await address(page);
  assert.deepEqual([url.searchParams.get("q"), url.searchParams.get("x"), url.hash], ["Suez", "1", "#here"]);

  const quiet = await element(t, {
    html: pageWith("<tarjuman-search no-url></tarjuman-search>"),
    path: "page.html?q=Champollion",
  });
  assert.equal(await quiet.input.inputValue(), "");
  await quiet.type("Suez");
  assert.equal((await address(quiet.page)).searchParams.get("q"), "Champollion");
});

test("nothing is loaded before the first focus", async (t) => {
  const { page, server, input } = await element(t);
  assert.ok(!server.requests.includes("/tarjuman.wasm"));
  const opened = heard(page, "tarjuman-open", "index.info.numDocs");
  await input.focus();
  assert.ok((await opened) > 0);
});

test("without a worker it searches in the page", async (t) => {
  const { server, options, type } = await element(t, {
    html: pageWith("<tarjuman-search no-worker></tarjuman-search>"),
  });
  await type("Suez");
  assert.ok(await options.count());
  assert.ok(!server.requests.includes("/tarjuman.worker.js"));

  const refused = await element(t, { change: (path) => (path == "/tarjuman.worker.js" ? 404 : undefined) });
  await refused.type("Suez");
  assert.ok(await refused.options.count());
});

test("a failed load says so, and can be tried again", async (t) => {
  let fails = true;
  const { page, input, status, options, problems } = await element(t, {
    change: (path) => (fails && path == "/tarjuman.wasm" ? 503 : undefined),
  });
  await page.evaluate(() => {
    window.errors = [];
    document.addEventListener("tarjuman-error", ({ detail }) => window.errors.push(detail.error.name));
  });
  await input.pressSequentially("Suez");
  const retry = page.getByRole("button", { name: "Try again" });
  await retry.waitFor();
  await input.pressSequentially(" canal");
  await retry.waitFor();
  assert.equal(await status.textContent(), "Search could not be loaded.");
  assert.deepEqual(await page.evaluate(() => window.errors), ["TarjumanLoadError"]);
  fails = false;
  await retry.click();
  await options.first().waitFor();
  assert.ok(await retry.isHidden());
  assert.deepEqual(problems, []);
});

test("a damaged bundle leaves the page around it unharmed", async (t) => {
  const { page, input, status, problems } = await element(t, {
    change: (path, bytes) => (path == "/tarjuman.wasm" ? bytes.subarray(0, -100) : undefined),
  });
  const name = heard(page, "tarjuman-error", "error.name");
  await input.fill("Suez");
  assert.equal(await name, "TarjumanFormatError");
  assert.match(await status.textContent(), /damaged or is being updated/);
  assert.deepEqual(problems, []);
});

test("the latest query wins, and is announced once", async (t) => {
  const { page, input, status } = await element(t);
  await input.focus();
  await page.evaluate(() => {
    const search = document.querySelector("tarjuman-search");
    window.queries = [];
    search.addEventListener("tarjuman-results", ({ detail }) => window.queries.push(detail.query));
    for (const text of ["S", "Su", "Sue", "Suez"]) search.value = text;
  });
  await page.waitForFunction(() => window.queries.includes("Suez"));
  assert.deepEqual(await page.evaluate(() => window.queries), ["Suez"]);
  const text = await status.textContent();
  const spoken = () => page.locator("tarjuman-search [aria-live]").allTextContents();
  assert.ok(!(await spoken()).includes(text), "not while typing may go on");
  await page.waitForTimeout(700);
  assert.equal((await spoken()).filter((line) => line == text).length, 1);
});

test("text from documents is text, and only safe urls are links", async (t) => {
  const { page } = await element(t);
  // The index is replaced by one whose hits are hostile: what is tested is what the element makes of them.
  const seen = await page.evaluate(async () => {
    const search = document.querySelector("tarjuman-search");
    const opened = new Promise((resolve) => search.addEventListener("tarjuman-open", resolve, { once: true }));
    search.focus();
    await opened;
    const hostile = "<img src=x onerror=window.hacked=1>";
    const urls = [
      "javascript:window.hacked=1",
      "data:text/html,x",
      "JaVaScRiPt:1",
      "/fine",
      "https://example.org/",
      "\u0001javascript:1",
      "http://[",
    ];
    const real = search.index.search.bind(search.index);
    search.index.search = async (query) => {
      const page = await real("");
      const hits = urls.map((url, i) => ({
        id: url,
        url,
        link: url,
        title: i ? hostile : "",
        lang: "en",
        dir: "ltr",
        score: 1,
        excerpt: [{ text: hostile, mark: true }],
        sections: [],
        alternates: {},
        meta: {},
        date: null,
        via: ["exact"],
      }));
      return { ...page, total: hits.length, hits };
    };
    const shown = new Promise((resolve) => search.addEventListener("tarjuman-results", resolve, { once: true }));
    search.value = "x";
    await shown;
    const options = [...search.shadowRoot.querySelectorAll("[role=option]")];
    for (const option of options)
      if (!option.href || /fine/.test(option.href)) option.addEventListener("click", (event) => event.preventDefault());
    options[0].click();
    return {
      links: options.map((option) => option.getAttribute("href")),
      images: search.shadowRoot.querySelectorAll("img").length,
      untitled: options[0].querySelector(".title").textContent,
      hacked: window.hacked,
    };
  });
  assert.deepEqual(seen.links.map(Boolean), [false, false, false, true, true, false, false]);
  assert.deepEqual([seen.images, seen.hacked], [0, undefined]);
  assert.equal(seen.untitled, "javascript:window.hacked=1");
});

test("connecting and disconnecting twice leaves nothing behind", async (t) => {
  const { page, type, options, input } = await element(t);
  const client = await page.context().newCDPSession(page);
  const listeners = async (expression) => {
    const { result } = await client.send("Runtime.evaluate", { expression });
    return (await client.send("DOMDebugger.getEventListeners", { objectId: result.objectId })).listeners.length;
  };
  const parts = [
    "document",
    ...["input", ".results", ".box"].map((part) => `search.shadowRoot.querySelector("${part}")`),
  ];
  const count = async () => (await Promise.all(parts.map(listeners))).join();
  await page.evaluate(() => (window.search = document.querySelector("tarjuman-search")));
  const connected = await count();
  await type("Suez");
  await page.evaluate(() => search.remove());
  await page.waitForFunction(() => search.index == null);
  assert.equal(await count(), connected.replace(/\d+/g, "0"));
  assert.equal(page.workers().length, 0);
  await page.evaluate(() => {
    document.body.prepend(search);
    document.body.append(search);
  });
  assert.equal(await count(), connected);
  await input.fill("");
  await type("Titanic");
  assert.ok(await options.count());
  assert.equal(page.workers().length, 1);
});

test("importing has no effect, and element.js may be loaded twice", async (t) => {
  const { page, problems } = await visit(t, browser, {
    pages: { "/blank.html": "<!doctype html><title>t</title>" },
    path: "blank.html",
  });
  const defined = await page.evaluate(async () => {
    await import(new URL("tarjuman.js", location.href).href);
    const before = Boolean(customElements.get("tarjuman-search"));
    await import(new URL("element.js", location.href).href);
    await import(new URL("element.js?again", location.href).href);
    return [before, Boolean(customElements.get("tarjuman-search"))];
  });
  assert.deepEqual(defined, [false, true]);
  assert.deepEqual(problems, []);
});
