/**
 * How large `search.html` is, and how long it takes from opening it as a file to the first results on show, in Chromium, each time in a fresh profile.
 *
 *   node benches/single-file.mjs [CONTENT] [QUERY]     default: the newsroom, "قناة السويس"
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, TARJUMAN } from "../tests/web/harness.mjs";

const RUNS = 11;

const newsroom = fileURLToPath(new URL("../examples/newsroom", import.meta.url));
const [content = newsroom, query = "قناة السويس"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "tarjuman-bench-"));
const browser = await launch();
try {
  execFileSync(TARJUMAN, ["build", content, "--out", folder, "--single-file"], { stdio: "ignore" });
  const bytes = (name) => statSync(join(folder, name)).size.toLocaleString("en");
  console.log(`search.html ${bytes("search.html")} bytes, tarjuman.wasm alone ${bytes("tarjuman.wasm")}`);
  const url = `${pathToFileURL(join(folder, "search.html"))}?q=${encodeURIComponent(query)}`;
  const times = { "from opening": [], "of that, the page until its script ran": [], "index open": [] };
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    // By the clock of the page, which starts as it is asked for; after the frame that shows the results.
    await page.addInitScript(() => {
      const note = (name) => (((window.times ??= {})[name] ??= performance.now()));
      document.addEventListener("tarjuman-open", () => note("index open"));
      document.addEventListener("tarjuman-results", () => requestAnimationFrame(() => setTimeout(() => note("from opening"))));
      customElements.whenDefined("tarjuman-search").then(() => note("of that, the page until its script ran"));
    });
    await page.goto(url);
    await page.waitForFunction(() => window.times?.["from opening"]);
    const measured = await page.evaluate(() => window.times);
    for (const [name, time] of Object.entries(measured)) times[name].push(time);
    await context.close();
  }
  for (const [name, all] of Object.entries(times)) {
    const sorted = all.toSorted((a, b) => a - b);
    console.log(`${name}: median ${sorted[RUNS >> 1].toFixed(0)} ms (${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)})`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
