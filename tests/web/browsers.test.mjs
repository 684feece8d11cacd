/**
 * The element in the other engines: Firefox by WebDriver BiDi, WebKitGTK by its WebDriver; one story each, told by real keys. Where a browser is
 * not installed its tests are skipped, and say so; `build.sh test` installs both on Debian.
 */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { test } from "node:test";
import { pageWith, serve, STRICT_CSP } from "./harness.mjs";
import { newsroomPage } from "./stick.mjs";

const require = createRequire(new URL("../../www/", import.meta.url));

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const WEBKIT = process.env.WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";
const PATIENCE_MS = 20_000;

const PAGES = {
  "/page.html": pageWith(),
  "/ar.html": pageWith(undefined, 'lang="ar" dir="rtl"'),
  "/full.html": pageWith('<tarjuman-search view="page"></tarjuman-search>', 'lang="ar" dir="rtl"'),
};

/** Keys by WebDriver's numbers. */
const KEYS = { ArrowDown: "\ue015", Enter: "\ue007", Escape: "\ue00c" };

/**
 * What a driver gives: `goto(url)`, `evaluate(function, ...args)`, `type(text)`, `press(key)`, `close()`.
 *
 * @typedef {{ goto: Function, evaluate: Function, type: Function, press: Function, close: Function }} Driver
 */

/** @returns {Promise<Driver>} */
async function firefox() {
  const { default: puppeteer } = await import(require.resolve("puppeteer-core"));
  // As Firefox is; Puppeteer's own profile takes files for one origin.
  const extraPrefsFirefox = { "security.fileuri.strict_origin_policy": true };
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true, extraPrefsFirefox });
  const page = await browser.newPage();
  return {
    goto: (url) => page.goto(url),
    evaluate: (run, ...args) => page.evaluate(run, ...args),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    close: () => browser.close(),
  };
}

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** @returns {Promise<Driver>} */
async function webkit() {
  const port = await freePort();
  const display = `:${100 + (port % 400)}`;
  const screen = spawn("Xvfb", [display, "-screen", "0", "1280x900x24"], { stdio: "ignore" });
  const env = { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1" };
  const driver = spawn(WEBKIT, [`--port=${port}`], { stdio: "ignore", env });
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const end = () => {
    driver.kill();
    screen.kill();
  };
  let session;
  try {
    await until(() => call("GET", "/status").then(() => true, () => false));
    const { sessionId } = await call("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] } } },
    });
    session = `/session/${sessionId}`;
  } catch (error) {
    end();
    throw error;
  }
  const keys = (text) =>
    call("POST", `${session}/actions`, {
      actions: [
        { type: "key", id: "keys", actions: [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]) },
      ],
    });
  return {
    goto: (url) => call("POST", `${session}/url`, { url }),
    evaluate: (run, ...args) => call("POST", `${session}/execute/sync`, { script: `return (${run})(...arguments)`, args }),
    type: keys,
    press: (key) => keys(KEYS[key]),
    async close() {
      await call("DELETE", session).catch(() => {});
      end();
    },
  };
}

/** Where Debian and others keep WebKitGTK's own browser. */
function miniBrowser() {
  const folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib"];
  const found = folders.flatMap((folder) => ["4.1", "4.0", "6.0"].map((version) => `${folder}/webkit2gtk-${version}/MiniBrowser`));
  return found.find(existsSync) ?? "MiniBrowser";
}

async function until(holds) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What there is to see in the element. Runs in the page. */
function look() {
  const search = document.querySelector("tarjuman-search");
  const root = search?.shadowRoot;
  const input = root?.querySelector("dialog .input") ?? root?.querySelector(".input");
  if (!input) return null;
  const hits = [...root.querySelectorAll(".hit")];
  return {
    defined: Boolean(customElements.get("tarjuman-search")),
    query: search.value,
    shown: search.page?.hits.length ?? 0,
    label: input.ariaLabel ?? input.getAttribute("aria-label"),
    direction: getComputedStyle(input).direction,
    expanded: input.getAttribute("aria-expanded"),
    active: input.getAttribute("aria-activedescendant"),
    bounds: [...root.querySelectorAll(".bound")].map(({ type, value }) => [type, value]),
    dates: [...root.querySelectorAll(".list time")].map(({ dateTime }) => dateTime),
    message: root.querySelector(".message")?.textContent,
    hits: hits.map((hit) => [hit.lang, getComputedStyle(hit).direction]),
    marks: root.querySelectorAll("mark").length,
    dialog: Boolean(root.querySelector("dialog[open]")),
    address: location.href,
    worker: search.index != null,
  };
}

const BROWSERS = [
  ["Firefox", FIREFOX, firefox],
  ["WebKit", WEBKIT, webkit],
];

for (const [name, program, start] of BROWSERS) {
  const skip = !existsSync(program) && `${program} is not installed`;
  test(`${name}: type, results, arrows, Enter, Esc, right to left`, { skip, timeout: 180_000 }, async (t) => {
    const server = await serve({ pages: PAGES, csp: STRICT_CSP });
    t.after(() => server.close());
    const driver = await start();
    t.after(() => driver.close());
    const see = () => driver.evaluate(look);
    const seen = (holds) => until(async () => { const now = await see(); return now && holds(now) && now; });
    const ready = async (path) => {
      await driver.goto(server.url + path);
      await seen(({ defined, label }) => defined && label);
      await driver.evaluate(() => document.querySelector("tarjuman-search").focus());
    };

    await ready("page.html");
    await driver.type("Suez");
    const results = await seen(({ query, shown, marks }) => query == "Suez" && shown > 0 && marks > 0);
    assert.match(results.message, /^\d+ results?/);
    assert.equal(results.expanded, "true");
    assert.match(results.address, /\?q=Suez$/);
    assert.ok(results.worker);
    await driver.press("ArrowDown");
    assert.ok((await seen(({ active }) => active)).active);
    await driver.press("Escape");
    await seen(({ expanded }) => expanded == "false");
    await driver.press("Enter");
    const opened = await seen(({ dialog, hits }) => dialog && hits.length > 0);
    assert.equal(opened.query, "Suez");
    await driver.press("Escape");
    await seen(({ dialog }) => !dialog);

    await ready("ar.html");
    assert.equal((await see()).label, "البحث");
    await driver.type("السويس");
    const arabic = await seen(({ query, shown }) => query == "السويس" && shown > 0);
    assert.deepEqual(arabic.hits[0], ["ar", "rtl"]);
    assert.equal(arabic.direction, "rtl");
    assert.match(arabic.message, /نتيج|نتائج/);
    await driver.press("ArrowDown");
    const { active } = await seen(({ active }) => active);
    const target = await driver.evaluate((id) => document.querySelector("tarjuman-search").shadowRoot.getElementById(id).href ?? "", active);
    if (target) {
      await driver.press("Enter");
      const path = new URL(target).pathname;
      await until(async () => (await driver.evaluate(() => location.pathname)) == path);
    }

    await ready("full.html");
    await driver.type("السويس");
    const page = await seen(({ query, hits }) => query == "السويس" && hits.length > 0);
    assert.deepEqual(page.hits[0], ["ar", "rtl"]);
    await driver.press("ArrowDown");
    await driver.press("Enter");
    await until(async () => /^\/(ar|en|fr|es|de)\//.test(await driver.evaluate(() => location.pathname)));

    await ready("full.html?q=%D8%AD%D9%84%D8%A8&f.date%3E=1822-01-01&f.date%3C=1822-12-31");
    const ranged = await seen(({ hits, bounds }) => hits.length > 0 && bounds.length == 2);
    assert.deepEqual(ranged.bounds, [["date", "1822-01-01"], ["date", "1822-12-31"]]);
    assert.ok(ranged.dates.length > 0 && ranged.dates.every((date) => date.startsWith("1822-")), ranged.dates.join());
  });

  test(`${name}: search.html opened as a file, with a worker`, { skip, timeout: 180_000 }, async (t) => {
    const url = newsroomPage(t);
    const driver = await start();
    t.after(() => driver.close());
    const seen = (holds) => until(async () => { const now = await driver.evaluate(look); return now && holds(now) && now; });
    for (const [query, lang] of [["السويس", "ar"], ["séisme", "fr"], ["蘇伊士運河", "zh"]]) {
      // Another address each time: the same would not be loaded again.
      await driver.goto(`${url}?for=${lang}`);
      await seen(({ defined, label }) => defined && label);
      await driver.evaluate(() => document.querySelector("tarjuman-search").focus());
      await driver.type(query);
      const { address, message } = await seen((now) => now.query == query && now.hits.some(([found]) => found == lang) && now.marks > 0);
      assert.match(address, /^file:.*[?&]q=/);
      assert.match(message, /\d/);
    }
    // No page lies beside it, so what it found is read in it.
    const reader = () =>
      driver.evaluate(() => {
        const { shadowRoot } = document.querySelector("tarjuman-search");
        const dialog = shadowRoot.querySelector("dialog.reader[open]");
        const within = (selector) => [...(dialog?.querySelectorAll(selector) ?? [])].map((node) => node.textContent);
        return { isOpen: Boolean(dialog), titles: within(".reader-title"), marks: within(".mark"), focused: shadowRoot.activeElement?.className };
      });
    await driver.press("ArrowDown");
    await driver.press("Enter");
    const { titles, marks } = await until(async () => { const now = await reader(); return now.focused == "reader-title" && now; });
    assert.match(titles.join(), /苏伊士运河/);
    assert.ok(marks.length > 0 && marks.every((mark) => /[苏蘇伊士运運河]/.test(mark)), marks.join());
    await driver.press("Escape");
    await until(async () => { const now = await reader(); return !now.isOpen && now.focused == "link"; });
    await driver.evaluate(() => {
      const { open } = customElements.get("tarjuman-search");
      open({ worker: true }).then(() => (window.opened = "in a worker"), (error) => (window.opened = `${error}`));
    });
    assert.equal(await until(() => driver.evaluate(() => window.opened)), "in a worker");
  });
}
