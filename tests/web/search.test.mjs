/** `open`, `search`, `info` and `close`, in the page and in a worker. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, visit } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** An index in the page as `window.index`. */
async function opened(t, options = {}) {
  const visited = await visit(t, browser, {
    pages: { "/blank.html": "<!doctype html><html lang=fr><title>t</title>" },
    path: "blank.html",
  });
  await visited.page.evaluate(async (options) => {
    const tarjuman = await import(new URL("tarjuman.js", location.href).href);
    Object.assign(window, tarjuman, { index: await tarjuman.open(options) });
  }, options);
  return visited;
}

const search = (page, query, options = {}) =>
  page.evaluate(([query, options]) => window.index.search(query, options), [query, options]);

/** Name of the error that the action rejects with, or "none". */
const nameOf = (page, action) =>
  page.evaluate(
    `(async () => ${action})().then(() => "none", (error) => error instanceof Error ? error.name : "no Error")`,
  );

const marked = (hit) => hit.excerpt.filter((piece) => piece.mark).map((piece) => piece.text);

for (const worker of [false, true]) {
  test(`finds words of four scripts (worker: ${worker})`, async (t) => {
    const { page } = await opened(t, { worker });
    for (const [query, lang, dir, word] of [
      ["séisme", "fr", "ltr", /séisme/i],
      ["قناة السويس", "ar", "rtl", /السويس/],
      ["Suez", "en", "ltr", /suez/i],
      ["苏伊士", "zh", "ltr", /[苏伊士]/],
    ]) {
      const found = await search(page, query, { langs: [lang] });
      assert.ok(found.total > 0, `${query}: nothing found`);
      assert.equal(found.partial, false, query);
      const [hit] = found.hits;
      assert.deepEqual([hit.lang, hit.dir], [lang, dir], query);
      assert.ok(hit.title && hit.url && hit.id, query);
      assert.ok(
        marked(hit).some((text) => word.test(text)),
        `${query}: marked ${marked(hit)}`,
      );
      assert.deepEqual(found.langs, [{ lang, total: found.total }], query);
    }
  });
}

test("the elided article matters with neither apostrophe", async (t) => {
  const { page } = await opened(t);
  const typed = await search(page, "l'impératrice");
  const printed = await search(page, "l’impératrice");
  assert.ok(typed.total > 0);
  assert.deepEqual(typed.hits, printed.hits);
});

test("page and worker give the same page", async (t) => {
  const { page } = await opened(t);
  const differing = await page.evaluate(async () => {
    const remote = await window.open({ worker: true });
    const untimed = ({ tookMs, ...page }) => {
      if (!(tookMs >= 0)) throw new Error(`tookMs ${tookMs}`);
      return JSON.stringify(page);
    };
    const differing = [];
    if (JSON.stringify(remote.info) != JSON.stringify(window.index.info)) differing.push("info");
    for (const query of ["Suez canal", "قناة", "titan", "Champollion", "苏伊士", "zzzz"]) {
      const options = { limit: 5, offset: 1 };
      if (untimed(await remote.search(query, options)) != untimed(await window.index.search(query, options)))
        differing.push(query);
    }
    remote.close();
    return differing;
  });
  assert.deepEqual(differing, []);
});

test("info tells what is in the index", async (t) => {
  const { page } = await opened(t);
  const info = await page.evaluate(() => window.index.info);
  assert.match(info.version, /^\d+\.\d+\.\d+/);
  assert.ok(info.formatVersion >= 1 && info.numForms > 0 && info.buildHash);
  const langs = info.langs.map(({ lang }) => lang);
  for (const lang of ["ar", "en", "fr", "zh"]) assert.ok(langs.includes(lang), lang);
  assert.equal(
    info.langs.reduce((sum, { numDocs }) => sum + numDocs, 0),
    info.numDocs,
  );
});

test("langs restricts, and reads the page's language", async (t) => {
  const { page } = await opened(t);
  const langsOf = async (langs) =>
    [...new Set((await search(page, "Suez", { langs, limit: 100 })).hits.map((hit) => hit.lang))].sort();
  assert.ok((await langsOf("all")).length > 1);
  assert.deepEqual(await langsOf("page"), ["fr"]);
  assert.deepEqual(await langsOf(["en", "fr"]), ["en", "fr"]);
  await page.evaluate(() => (document.documentElement.lang = "fr-CA"));
  assert.deepEqual(await langsOf("page"), ["fr"]);
});

test("limit and offset walk the same list", async (t) => {
  const { page } = await opened(t);
  const ids = async (options) => (await search(page, "Suez", options)).hits.map((hit) => hit.id);
  const all = await ids({ limit: 4 });
  assert.deepEqual([...(await ids({ limit: 2 })), ...(await ids({ limit: 2, offset: 2 }))], all);
  assert.deepEqual(await ids({ offset: 100_000 }), []);
});

for (const worker of [false, true]) {
  test(`odd queries give a page (worker: ${worker})`, async (t) => {
    const { page } = await opened(t, { worker });
    const shapes = await page.evaluate(async () => {
      const queries = [
        "",
        "   ",
        "a".repeat(10_000),
        "суэц ".repeat(2_000),
        "قناة".repeat(2_500),
        "\u0000\u0001\u001b\u007f\u0085",
        "\ud800",
        "\udc00 Suez \ud83d",
        "…!?—«»()[]{}\"'*:\\",
        "\u202e\u2066\u200f\u200d\ufeff",
        "\u0301\u0301\u0301",
        "👩‍👩‍👧‍👦 🇫🇷",
        "<img src=x onerror=alert(1)>",
      ];
      const shapes = [];
      for (const query of queries) {
        const page = await window.index.search(query);
        shapes.push([typeof page.total, Array.isArray(page.hits), Array.isArray(page.langs)].join());
      }
      return shapes;
    });
    assert.deepEqual([...new Set(shapes)], ["number,true,true"]);
    assert.equal((await search(page, "")).total, 0);
    assert.ok((await search(page, "Suez")).total > 0, "the index stays usable");
  });

  test(`bad options are named (worker: ${worker})`, async (t) => {
    const { page } = await opened(t, { worker });
    for (const [option, value] of [
      ["limit", -1],
      ["limit", 1001],
      ["limit", 1.5],
      ["limit", "10"],
      ["offset", -1],
      ["offset", 1_000_001],
      ["langs", "french"],
      ["langs", ["not a tag"]],
      ["langs", [1]],
      ["filters", "topic"],
      ["filters", { colour: "red" }],
      ["filters", { topic: 7 }],
      ["facets", "topic"],
      ["facets", ["colour"]],
      ["first", "not a tag"],
      ["alternates", "both"],
      ["sort", 1],
      ["sort", "sideways"],
      ["colour", "red"],
    ]) {
      const error = await page.evaluate(
        (options) =>
          window.index.search("x", options).then(
            () => null,
            ({ name, message }) => ({ name, message }),
          ),
        { [option]: value },
      );
      assert.equal(error?.name, "TarjumanOptionError", `${option}: ${value}`);
      assert.ok(error.message.includes(option), error.message);
    }
    assert.equal(await nameOf(page, "index.search(7)"), "TarjumanOptionError");
    assert.equal(await nameOf(page, "index.search('x', null)"), "TarjumanOptionError");
  });

  test(`an aborted search is silent, a closed index says so (worker: ${worker})`, async (t) => {
    const { page } = await opened(t, { worker });
    assert.equal(await nameOf(page, "index.search('x', { signal: AbortSignal.abort() })"), "AbortError");
    assert.equal(await nameOf(page, "index.search('x', { signal: AbortSignal.abort('my reason') })"), "AbortError");
    const names = await page.evaluate(async () => {
      const controllers = Array.from({ length: 5 }, () => new AbortController());
      const searches = controllers.map(({ signal }) => window.index.search("Suez", { signal }));
      for (const controller of controllers.slice(0, 4)) controller.abort();
      return (await Promise.allSettled(searches)).map(({ status, reason }) => reason?.name ?? status);
    });
    assert.deepEqual(names, ["AbortError", "AbortError", "AbortError", "AbortError", "fulfilled"]);
    const pending = "(() => { const search = index.search('Suez'); index.close(); index.close(); return search; })()";
    assert.equal(await nameOf(page, pending), "TarjumanClosedError");
    assert.equal(await nameOf(page, "index.search('Suez')"), "TarjumanClosedError");
  });
}

test("open says what is wrong with its options", async (t) => {
  const { page } = await opened(t);
  assert.equal(await nameOf(page, "open({ wasm: 7 })"), "TarjumanOptionError");
  assert.equal(await nameOf(page, "open({ wasm: 'http://[' })"), "TarjumanOptionError");
  assert.equal(await nameOf(page, "open({ worker: 'yes' })"), "TarjumanOptionError");
  assert.equal(await nameOf(page, "open({ signal: AbortSignal.abort() })"), "AbortError");
  for (const worker of [false, true]) {
    const action = `(() => { const stop = new AbortController(); const opening = open({ worker: ${worker}, signal: stop.signal }); stop.abort(); return opening; })()`;
    assert.equal(await nameOf(page, action), "AbortError");
  }
});

test("takes the engine as url, response or bytes", async (t) => {
  const { page } = await opened(t);
  const totals = await page.evaluate(async () => {
    const sources = [
      "tarjuman.wasm",
      new URL("tarjuman.wasm", location.href),
      await fetch("tarjuman.wasm"),
      await (await fetch("tarjuman.wasm")).arrayBuffer(),
    ];
    const totals = [];
    for (const wasm of sources) {
      const index = await window.open({ wasm: wasm instanceof Response ? wasm.clone() : wasm });
      totals.push((await index.search("Suez")).total);
      const remote = await window.open({ wasm, worker: true });
      totals.push((await remote.search("Suez")).total);
      remote.close();
      index.close();
    }
    return totals;
  });
  assert.equal(new Set(totals).size, 1);
  assert.ok(totals[0] > 0);
});

test("several indexes live side by side, and one closing leaves the others", async (t) => {
  const { page } = await opened(t);
  assert.ok(
    await page.evaluate(async () => {
      const other = await window.open();
      const before = await other.search("Suez");
      other.close();
      return (await window.index.search("Suez")).total == before.total;
    }),
  );
});
