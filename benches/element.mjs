/**
 * Measures what a reader of a page with the element waits for, in headless Chromium.
 *
 *   node benches/element.mjs [--bundle DIR] [--long DIR] [--rounds N] [--json]
 *
 *   --bundle DIR  searched from a cold cache (dist, as build.sh makes it)
 *   --long DIR    searched key by key: a bundle, or a folder of long pages that one is built of
 *                 (../shared/corpora/opensource-guide; left out where that is missing)
 *   --rounds N    cold starts, each in a browser profile of its own (15)
 *
 * - **First result**: from the key press to the end of the frame in which a hit is on show; the page is loaded, the engine is not: the focus that
 *   starts loading it comes with the same click that precedes the key press.
 * - **Per key**: from the event `keydown` to the end of the frame that shows the results of that key, in a box that has its engine, for words of
 *   the pages typed letter by letter. Also what this takes of the processor in all threads of the page together, which a busy machine does not change
 *   much; the drawing of the picture, in another process, is not in that.
 * Frames are drawn as soon as they are ready, not 60 times a second.
 *
 * - **Tasks**: the longest task of the page's own thread meanwhile, by the browser's trace: by the clock, and in time of the processor, which is what it
 *   takes where nothing else wants the processor. Tasks of the measuring itself are left out.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch, pageWith, serve } from "../tests/web/harness.mjs";
import { CORPORA, readTexts, seeded, wordsOf } from "../tests/web/words.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TARJUMAN = join(ROOT, "target/release/tarjuman");
/** Milliseconds. */
const BUDGETS = { first: 150, key: 16, task: 50 };
const NUM_WORDS = 40;
const NUM_TRACED = 15;
const KEY_PAUSE_MS = 60;

const { values: settings } = parseArgs({
  options: {
    bundle: { type: "string", default: join(ROOT, "dist") },
    long: { type: "string", default: join(CORPORA, "opensource-guide") },
    rounds: { type: "string", default: "15" },
    json: { type: "boolean", default: false },
  },
});

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const percentile = (numbers, percent) => sorted(numbers)[Math.max(0, Math.ceil((numbers.length * percent) / 100) - 1)];
const round = (ms) => Number(ms.toFixed(1));
const summary = (numbers) => ({
  median: round(percentile(numbers, 50)),
  p95: round(percentile(numbers, 95)),
  max: round(Math.max(...numbers)),
  count: numbers.length,
});

/** Runs in the page: notes when keys come and when results are painted. */
function watch() {
  window.keys = [];
  window.painted = [];
  addEventListener("keydown", (event) => (keys.push(event.timeStamp), performance.mark("key")), { capture: true });
  document.addEventListener("tarjuman-results", ({ detail }) => {
    const { query } = detail;
    // The first task after the frame.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        painted.push({ query, at: performance.now() });
        performance.mark("painted");
        window.seen?.();
      };
      port2.postMessage(0);
    });
  });
}

/** Waits for the picture of results. Asking for it again and again, frame by frame, would keep the page's thread busy with frames of its own. */
const seen = (page) => page.evaluate(() => painted.length > 0 || new Promise((resolve) => (window.seen = resolve)));

/**
 * While `action` runs: the longest task of the page's thread, in milliseconds by the clock and of the processor, and what all threads of the page
 * take of the processor from each key to the picture of its results.
 */
async function traced(browser, page, action) {
  const client = await browser.newBrowserCDPSession();
  const events = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const traceConfig = { includedCategories: ["toplevel", "blink.user_timing", "__metadata"], recordMode: "recordAsMuchAsPossible" };
  await client.send("Tracing.start", { traceConfig });
  await page.evaluate(() => performance.mark("this is the page"));
  await action();
  const complete = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  await client.send("Tracing.end");
  await complete;
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  // Chromium has pages of its own, of its address bar for one.
  const mark = events.find(({ name }) => name == "this is the page");
  const own = events.filter((event) => event.ph == "X" && thread(event) == thread(mark));
  const measuring = own.filter(({ args }) => /DevTools/.test(args?.chrome_mojo_event_info?.mojo_interface_tag));
  const tasks = own.filter(
    (task) =>
      task.name.endsWith("RunTask") &&
      !measuring.some((event) => event.ts >= task.ts && event.ts <= task.ts + task.dur),
  );
  const all = events.filter((event) => event.ph == "X" && event.pid == mark.pid && event.name.endsWith("RunTask"));
  const marks = events.filter(({ name, pid }) => pid == mark.pid && (name == "key" || name == "painted")).sort((a, b) => a.ts - b.ts);
  const perKey = marks.flatMap(({ name, ts }, i) => {
    const next = marks[i + 1];
    if (name != "key" || next?.name != "painted") return [];
    const during = all.filter((task) => task.ts + task.dur > ts && task.ts < next.ts);
    return [during.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0)];
  });
  const longest = (key) => round(Math.max(0, ...tasks.map((task) => (task[key] ?? 0) / 1000)));
  return { task: { clock: longest("dur"), processor: longest("tdur") }, perKey };
}

const html = pageWith("<tarjuman-search></tarjuman-search>", 'lang="en"');

/** A screen's rhythm would add up to 17 ms that nobody's work takes. */
const UNPACED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

async function inPage(folder, measure) {
  const server = await serve({ folder, pages: { "/bench.html": html }, headers: { "cache-control": "no-store" } });
  const browser = await launch(UNPACED);
  try {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(watch);
    await page.goto(`${server.url}bench.html`);
    await page.waitForFunction(() => customElements.get("tarjuman-search"));
    await page.waitForTimeout(300);
    return await measure(page, browser);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** From the key press to the first result. */
const coldStart = (folder) =>
  inPage(folder, async (page, browser) => {
    const { task } = await traced(browser, page, async () => {
      await page.locator("tarjuman-search .input").click();
      await page.keyboard.press("c");
      await seen(page);
    });
    return { ms: await page.evaluate(() => painted[0].at - keys[0]), task };
  });

/** Types words letter by letter, each key when the results of the one before have been there for a while; some of them again for the trace, which costs time itself. */
const keyByKey = (folder, words) =>
  inPage(folder, async (page, browser) => {
    await page.locator("tarjuman-search .input").click();
    await page.keyboard.type("a");
    await seen(page);
    await page.waitForTimeout(500);
    const type = async (words) => {
      const times = [];
      for (const word of words) {
        await page.locator("tarjuman-search .input").fill("");
        for (const letter of word) {
          await page.waitForTimeout(KEY_PAUSE_MS);
          await page.evaluate(() => (keys.length = painted.length = 0));
          await page.keyboard.press(letter);
          await seen(page);
          times.push(await page.evaluate(() => painted[0].at - keys[0]));
        }
      }
      return times;
    };
    const times = await type(words);
    const { task, perKey } = await traced(browser, page, () => type(words.slice(0, NUM_TRACED)));
    return { times, task, perKey };
  });

const longer = (tasks) => ({ clock: Math.max(...tasks.map(({ clock }) => clock)), processor: Math.max(...tasks.map(({ processor }) => processor)) });

const report = { conditions: { date: new Date().toISOString().slice(0, 10), cpu: `${cpus().length} × ${cpus()[0].model}` } };
const cold = [];
for (let n = 0; n < Number(settings.rounds); n++) cold.push(await coldStart(resolve(settings.bundle)));
report.first = { ...summary(cold.map(({ ms }) => ms)), longestTask: longer(cold.map(({ task }) => task)) };

const long = resolve(settings.long);
const temporary = mkdtempSync(join(tmpdir(), "tarjuman-bench-"));
try {
  if (existsSync(long)) {
    const isBundle = existsSync(join(long, "tarjuman.wasm"));
    const bundle = isBundle ? long : join(temporary, "bundle");
    if (!isBundle) execFileSync(TARJUMAN, ["build", long, "--out", bundle], { stdio: ["ignore", "ignore", "inherit"] });
    const random = seeded(1);
    const pool = isBundle ? [["source", "canal", "license"]] : readTexts(long).map(wordsOf).filter((words) => words.length);
    const draw = () => {
      for (;;) {
        const word = random.pick(random.pick(pool));
        if (/^[a-z]{4,8}$/i.test(word)) return word;
      }
    };
    const { times, task, perKey } = await keyByKey(bundle, Array.from({ length: NUM_WORDS }, draw));
    report.keys = { ...summary(times), processor: summary(perKey), longestTask: task };
    report.conditions.numDocs = JSON.parse(readFileSync(join(bundle, "manifest.json"), "utf8")).documents;
  } else {
    console.log(`bench: ${long} is not there: nothing typed key by key; --long DIR names another folder of pages`);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
report.conditions.load = round(loadavg()[0]);

if (settings.json) {
  console.log(JSON.stringify(report, null, 2));
} else {
  const verdict = (figure, most) => (figure <= most ? "kept" : "EXCEEDED");
  const { conditions, first, keys } = report;
  console.log(`${conditions.date}, ${conditions.cpu} (load ${conditions.load}); milliseconds`);
  console.log(`first result, cold, ${first.count} starts: median ${first.median}, p95 ${first.p95} (≤ ${BUDGETS.first}: ${verdict(first.median, BUDGETS.first)} by the median)`);
  if (keys) {
    console.log(`per key, ${keys.count} keys: median ${keys.median}, p95 ${keys.p95} (≤ ${BUDGETS.key}: ${verdict(keys.p95, BUDGETS.key)}), max ${keys.max}`);
    console.log(`  of the processor, all threads of the page: median ${keys.processor.median}, p95 ${keys.processor.p95}, max ${keys.processor.max}`);
  }
  for (const [when, { longestTask: task }] of Object.entries({ "cold start": first, ...(keys && { typing: keys }) })) {
    console.log(`longest task of the page, ${when}: ${task.clock}, of the processor ${task.processor} (≤ ${BUDGETS.task}: ${verdict(task.processor, BUDGETS.task)})`);
  }
}
