/** Missing and damaged files: always a rejection with a stable name, never a trap, never a wait without end. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { crc32 } from "node:zlib";
import { DIST, launch, visit } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const wasm = readFileSync(join(DIST, "tarjuman.wasm"));
const blank = { pages: { "/blank.html": "<!doctype html><title>t</title>" }, path: "blank.html" };

/** The code check that the build stamped on the script: total, head, tail, crc. */
function codeCheck() {
  const found = /\b(\d+):(\d+):(\d+):([0-9a-f]{8})\b/.exec(readFileSync(join(DIST, "tarjuman.js"), "utf8"));
  assert.ok(found, "tarjuman.js carries no code check");
  return { total: Number(found[1]), head: Number(found[2]), tail: Number(found[3]), crc: found[4] };
}

/** What `open(options)` comes to within 5 s: the name of its error, "opened" or "hangs". */
const outcome = (page, options = {}) =>
  page.evaluate(async (options) => {
    const { open } = await import(new URL("tarjuman.js", location.href).href);
    const opening = open(options).then(
      (index) => (index.close(), "opened"),
      (error) => (error instanceof Error ? error.name : "no Error"),
    );
    return Promise.race([opening, new Promise((resolve) => setTimeout(resolve, 5_000, "hangs"))]);
  }, options);

/** The same for changed copies of the wasm, one after the other in one page. */
const outcomes = (page, changes) =>
  page.evaluate(async (changes) => {
    const { open } = await import(new URL("tarjuman.js", location.href).href);
    const bytes = new Uint8Array(await (await fetch("tarjuman.wasm")).arrayBuffer());
    const names = [];
    for (const { end = bytes.length, flip, bit = 0 } of changes) {
      const copy = bytes.slice(0, end);
      if (flip !== undefined) copy[flip] ^= 1 << bit;
      const opening = open({ wasm: copy.buffer }).then(
        () => "opened",
        (error) => error.name,
      );
      names.push(await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, 5_000, "hangs"))]));
    }
    return names;
  }, changes);

test("the code check covers all but the index", () => {
  const { total, head, tail, crc } = codeCheck();
  assert.equal(total, wasm.length);
  assert.ok(head > 0 && head + tail < total);
  if (!crc32) return; // node 20.14 and older have none
  const covered = Buffer.concat([wasm.subarray(0, head), wasm.subarray(total - tail)]);
  assert.equal(crc32(covered).toString(16).padStart(8, "0"), crc);
});

test("a truncated wasm is refused", async (t) => {
  const { page } = await visit(t, browser, blank);
  const { head, total } = codeCheck();
  const ends = [0, 1, 7, 8, 100, head - 1, head, head + 1, head + 64, Math.floor(total / 2), total - 1];
  assert.deepEqual(
    await outcomes(
      page,
      ends.map((end) => ({ end })),
    ),
    ends.map(() => "TarjumanFormatError"),
  );
});

test("a flipped bit is noticed wherever it is", async (t) => {
  const { page } = await visit(t, browser, blank);
  const { head, tail, total } = codeCheck();
  const spread = (from, to, count) =>
    Array.from({ length: count }, (_, i) => from + Math.floor(((to - 1 - from) * i) / (count - 1)));
  const places = [
    ...spread(0, head, 14),
    ...spread(head, head + 256, 12),
    ...spread(head, total - tail, 20),
    ...(tail > 1 ? spread(total - tail, total, 6) : []),
  ];
  const changes = places.map((flip, i) => ({ flip, bit: i % 8 }));
  const names = await outcomes(page, changes);
  const unnoticed = names.map((name, i) => `${places[i]}: ${name}`).filter((line) => !line.endsWith("FormatError"));
  assert.deepEqual(unnoticed, []);
});

for (const worker of [false, true]) {
  test(`damage on the way is refused (worker: ${worker})`, async (t) => {
    const flipped = Buffer.from(wasm);
    flipped[codeCheck().head >> 1] ^= 16;
    for (const bytes of [flipped, wasm.subarray(0, -1), Buffer.from("<!doctype html>not found")]) {
      const change = (path) => (path == "/tarjuman.wasm" ? bytes : undefined);
      const { page } = await visit(t, browser, { ...blank, change });
      assert.equal(await outcome(page, { worker }), "TarjumanFormatError");
    }
  });

  test(`a missing file is a failed load (worker: ${worker})`, async (t) => {
    for (const status of [404, 500]) {
      const change = (path) => (path == "/tarjuman.wasm" ? status : undefined);
      const { page } = await visit(t, browser, { ...blank, change });
      assert.equal(await outcome(page, { worker }), "TarjumanLoadError");
    }
    const { page, server } = await visit(t, browser, blank);
    await page.evaluate(() => import(new URL("tarjuman.js", location.href).href));
    await server.close();
    assert.equal(await outcome(page, { worker }), "TarjumanLoadError");
  });

  test(`the MIME type of the wasm does not matter (worker: ${worker})`, async (t) => {
    const { page } = await visit(t, browser, { ...blank, types: { ".wasm": "text/plain" } });
    assert.equal(await outcome(page, { worker }), "opened");
  });
}

test("a worker that cannot be loaded is a failed load", async (t) => {
  for (const broken of [404, Buffer.from("syntax error")]) {
    const change = (path) => (path == "/tarjuman.worker.js" ? broken : undefined);
    const { page } = await visit(t, browser, { ...blank, change });
    assert.equal(await outcome(page, { worker: true }), "TarjumanLoadError");
  }
});

test("after a damaged copy, a sound one opens in the same page", async (t) => {
  let damaged = true;
  const flipped = Buffer.from(wasm);
  flipped[codeCheck().head + 20] ^= 1;
  const { page } = await visit(t, browser, {
    ...blank,
    change: (path) => (damaged && path == "/tarjuman.wasm" ? flipped : undefined),
  });
  assert.equal(await outcome(page), "TarjumanFormatError");
  damaged = false;
  assert.equal(await outcome(page), "opened");
});
