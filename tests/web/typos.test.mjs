/** Typing errors, corrections, other keyboards and suggestions, in the page and in a worker; `tests/cli/typos.rs` has the rules. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, visit } from "./harness.mjs";

const TARJUMAN = fileURLToPath(new URL("../../target/release/tarjuman", import.meta.url));
const DOCUMENTS = [
  ["en", "Open source", "The Government likes open source software. Café Zürich opens."],
  ["en", "Opening", "Open source is read by the Government, and open source is written."],
  ["ru", "Новости", "Правительство города пало весной. Привет!"],
  ["ru", "Осень", "Новое Правительство пришло осенью. Привет, город."],
  ["ar", "أخبار", "سقطت الحكومة في الربيع وأغلقت المكتبة."],
  ["ar", "الخريف", "الحكومة الجديدة جاءت وفتحت المكتبة."],
  ["zh", "苏伊士运河", "一八六九年苏伊士运河通航。"],
  ["th", "คลองสุเอซ", "คลองสุเอซเปิดใช้"],
];

let browser, folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "tarjuman-typos-"));
  const lines = DOCUMENTS.map(([lang, title, body], n) => JSON.stringify({ url: `/${lang}/${n}`, lang, title, body }));
  writeFileSync(join(folder, "docs.jsonl"), lines.join("\n"));
  execFileSync(TARJUMAN, ["build", join(folder, "docs.jsonl"), "--out", join(folder, "dist")], { stdio: "ignore" });
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function opened(t, worker) {
  const pages = { "/blank.html": "<!doctype html><html lang=ar><title>t</title>" };
  const { page } = await visit(t, browser, { folder: join(folder, "dist"), pages, path: "blank.html" });
  await page.evaluate(async (worker) => {
    const { open } = await import(new URL("tarjuman.js", location.href).href);
    window.index = await open({ worker });
  }, worker);
  return {
    page,
    search: (query, options = {}) => page.evaluate(([query, options]) => window.index.search(query, options), [query, options]),
    suggest: (prefix, options = {}) => page.evaluate(([prefix, options]) => window.index.suggest(prefix, options), [prefix, options]),
    texts: async (prefix, options = {}) =>
      page.evaluate(async ([prefix, options]) => (await window.index.suggest(prefix, options)).map(({ text }) => text), [prefix, options]),
  };
}

for (const worker of [false, true]) {
  test(`misspelt words and beginnings are found and corrected (worker: ${worker})`, async (t) => {
    const { search } = await opened(t, worker);
    for (const [query, lang, suggestion] of [
      ["govermment", "en", "Government"],
      ["govermn", "en", "Government"],
      ["oovernment ", "en", "Government "],
      ["праивтельство города", "ru", "Правительство города"],
      ["الحكوممة", "ar", "الحكومة"],
    ]) {
      const page = await search(query);
      assert.equal(page.hits[0]?.lang, lang, query);
      assert.ok(page.hits[0].via.includes("fuzzy"), query);
      assert.equal(page.suggestion, suggestion, query);
    }
    assert.equal((await search("government")).suggestion, null);
    assert.equal((await search("правительство")).suggestion, null);
  });

  test(`a query typed on another keyboard is read as meant (worker: ${worker})`, async (t) => {
    const { search } = await opened(t, worker);
    for (const [query, reading, lang] of [
      ["ghbdtn", "привет", "ru"],
      ["hgl;jfm", "المكتبة", "ar"],
      ["пщмуктьуте", "government", "en"],
      ["لخرثقىةثىف", "government", "en"],
    ]) {
      const page = await search(query);
      assert.deepEqual([page.suggestion, page.hits[0]?.lang, page.partial], [reading, lang, false], query);
    }
  });

  test(`what is being typed is completed in the spelling of the texts (worker: ${worker})`, async (t) => {
    const { suggest, texts, search, page } = await opened(t, worker);
    assert.deepEqual(await suggest("gov"), [{ text: "Government", lang: "en", dir: "ltr" }]);
    assert.deepEqual(await suggest("المك"), [{ text: "المكتبة", lang: "ar", dir: "rtl" }]);
    for (const [prefix, expected] of [
      ["open s", "open source"],
      ["caf", "Café"],
      ["zur", "Zürich"],
      ["прав", "Правительство"],
      ["Новое пр", "Новое Правительство"],
      ["苏伊", "苏伊士运河"],
      ["คลอง", "คลองสุเอซ"],
    ]) {
      assert.ok((await texts(prefix)).includes(expected), `${prefix}: ${await texts(prefix)}`);
    }
    for (const prefix of ["o", "п", "ا", "s", "open ", "город п"]) {
      for (const text of await texts(prefix)) {
        const found = await search(text);
        assert.ok(found.total > 0 && !found.partial, `${prefix}: ${text}`);
      }
    }
    assert.deepEqual(await texts("gov", { langs: ["ru"] }), []);
    assert.deepEqual(await texts("gov", { langs: "page" }), []);
    assert.deepEqual(await texts("gov", { limit: 0 }), []);
    for (const nothing of ["", " ", "xyzzy", "12", "!"]) assert.deepEqual(await texts(nothing), [], nothing);
    const nameOf = (action) => page.evaluate(`(async () => ${action})().then(() => "none", (error) => error.name)`);
    for (const bad of ['suggest("a", { limit: -1 })', 'suggest("a", { offset: 1 })', "suggest(1)", 'suggest("a", { langs: "xx" })']) {
      assert.equal(await nameOf(`index.${bad}`), "TarjumanOptionError", bad);
    }
    assert.equal(await nameOf('index.suggest("a", { signal: AbortSignal.abort() })'), "AbortError");
    assert.equal(await nameOf('{ index.close(); return index.suggest("a"); }'), "TarjumanClosedError");
  });
}
