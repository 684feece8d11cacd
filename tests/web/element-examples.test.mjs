/** The example pages, and that the docs name all that the element has. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DIST, launch, STRICT_CSP, visit } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TYPES = { ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };

/** The repository as a server shows it: the example and the bundle that it links to. */
function files(example) {
  const all = (folder, at) => readdirSync(folder).map((name) => [`${at}/${name}`, readFileSync(join(folder, name))]);
  return Object.fromEntries([...all(join(ROOT, "examples", example), `/examples/${example}`), ...all(DIST, "/dist")]);
}
const open = (t, example) => visit(t, browser, { pages: files(example), types: TYPES, csp: STRICT_CSP, path: `examples/${example}/` });

test("the example of embedding: each element in its language, words and names of its own, events, methods", async (t) => {
  const { page, problems } = await open(t, "embedding");
  const log = page.locator("#log");
  await page.getByRole("button", { name: "Ask for Suez" }).click();
  await page.locator("#plain .hit").first().waitFor();
  assert.match(await log.textContent(), /^Suez: \d+$/);
  await page.locator("#plain .hit").first().click();
  await page.waitForFunction(() => document.getElementById("log").textContent.includes("/"));
  await page.getByRole("button", { name: "Open the full view" }).click();
  await page.locator("#plain dialog").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#arabic .input").getAttribute("placeholder"), "ابحث بأي لغة");
  assert.equal(await page.locator("#japanese .input").getAttribute("aria-label"), "検索");

  await page.keyboard.press("Control+j");
  const dialog = page.locator("#button dialog");
  await dialog.waitFor();
  assert.ok(await page.getByText("Try earthquake").isVisible());
  await page.locator("#button dialog summary").click();
  assert.ok(await page.getByRole("group", { name: "Subject" }).isVisible());
  assert.equal(await page.locator("#button .filter").count(), 1);
  await dialog.locator(".input").fill("qqqqzzzz");
  await page.getByText("Write to the archive").waitFor();
  assert.ok(await page.getByText("Searched on your device").isVisible());
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator("#page .input").fill("canal");
  await page.locator("#page .list .hit").first().waitFor();
  assert.equal(await page.locator("#page .more").textContent(), "Show more");
  await page.locator("#page .list .hit a").first().click();
  await page.locator("#page [part=reader-title]").waitFor();
  await page.keyboard.press("Escape");
  assert.deepEqual(problems, []);
});

test("the restyled example is restyled, in both views and schemes", async (t) => {
  const { page, problems } = await open(t, "restyled");
  await page.locator("header .input").fill("الزلزال");
  await page.locator("header .hit").first().waitFor();
  for (const [scheme, color] of [["light", "rgb(138, 50, 20)"], ["dark", "rgb(240, 160, 127)"]]) {
    await page.emulateMedia({ colorScheme: scheme });
    const style = (selector, property) => page.locator(selector).first().evaluate((node, property) => getComputedStyle(node)[property], property);
    assert.equal(await style("header .title", "color"), color);
    assert.equal(await style("header .url", "display"), "none");
    assert.equal(await style("main .input", "borderTopWidth"), "0px");
  }
  assert.deepEqual(problems, []);
});

/** What the comment of the class names under a heading. */
function named(heading) {
  const types = readFileSync(join(ROOT, "www/tarjuman.d.ts"), "utf8");
  const comment = types.slice(types.indexOf("* `<tarjuman-search>`"), types.indexOf("export class TarjumanSearch"));
  const [, text] = comment.split(`* ${heading}`);
  return [...text.split(/\n \*\n/)[0].matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
}

test("docs/element.md has every attribute, slot, part and custom property, and parts are what the element makes", async () => {
  const docs = readFileSync(join(ROOT, "docs/element.md"), "utf8");
  const source = readdirSync(join(ROOT, "www"))
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(ROOT, "www", name), "utf8"))
    .join("");
  const parts = named("Parts:");
  assert.ok(parts.length > 40);
  for (const heading of ["Attributes", "Slots:", "Parts:", "Custom properties:"]) {
    const names = named(heading);
    assert.ok(names.length > 2, heading);
    for (const name of names) assert.ok(docs.includes(`\`${name}\``), `${heading} ${name}`);
  }
  // A node may be two parts: "value range".
  for (const part of parts) assert.match(source, new RegExp(`"([a-z-]+ )?${part}( [a-z-]+)?"`), part);
  for (const [, event] of readFileSync(join(ROOT, "www/tarjuman.d.ts"), "utf8").matchAll(/"(tarjuman-\w+)": CustomEvent/g)) {
    assert.ok(docs.includes(`\`${event}\``), event);
  }
});
