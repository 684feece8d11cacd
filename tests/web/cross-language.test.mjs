/** What is asked in one language and written in another, as a page gets it. */

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
  ["/en/truce", "en", "The ceasefire in Aleppo held for a week."],
  ["/fr/treve", "fr", "Le cessez-le-feu à Alep a tenu une semaine."],
  ["/ar/hudna", "ar", "صمد وقف إطلاق النار في حلب أسبوعا."],
  ["/en/canal", "en", "Ships waited in front of the canal."],
  ["/ar/qanat", "ar", "انتظرت السفن أمام القناة."],
];

let browser, folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "tarjuman-cross-"));
  const lines = DOCUMENTS.map(([url, lang, body]) => JSON.stringify({ url, lang, body }));
  writeFileSync(join(folder, "docs.jsonl"), lines.join("\n"));
  execFileSync(TARJUMAN, ["build", join(folder, "docs.jsonl"), "--out", join(folder, "dist")], { stdio: "ignore" });
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const worker of [false, true]) {
  test(`a query finds all languages, its own first, unless that is not wanted (worker: ${worker})`, async (t) => {
    const pages = { "/blank.html": "<!doctype html><title>t</title>" };
    const { page } = await visit(t, browser, { folder: join(folder, "dist"), path: "blank.html", pages });
    const [across, arabic, apart, refused] = await page.evaluate(async (worker) => {
      const { open } = await import(new URL("tarjuman.js", location.href).href);
      const index = await open({ worker });
      return [
        await index.search("ceasefire "),
        await index.search("وقف إطلاق النار "),
        await index.search("ceasefire ", { crossLanguage: false }),
        await index.search("ceasefire ", { crossLanguage: "no" }).catch(({ name, message }) => ({ name, message })),
      ];
    }, worker);
    assert.equal(across.hits[0].url, "/en/truce");
    assert.deepEqual(across.langs.map(({ lang, total }) => `${lang} ${total}`).sort(), ["ar 1", "en 1", "fr 1"]);
    const hit = across.hits.find(({ lang }) => lang == "ar");
    assert.deepEqual(hit.via, ["translation"]);
    assert.deepEqual(hit.through, ["وقف إطلاق النار"]);
    assert.deepEqual(hit.excerpt.filter(({ mark }) => mark).map(({ text }) => text), hit.through);
    assert.equal(arabic.hits[0].url, "/ar/hudna");
    assert.deepEqual(arabic.hits.slice(1, 3).map(({ lang }) => lang).sort(), ["en", "fr"]);
    assert.deepEqual(apart.hits.map(({ url }) => url), ["/en/truce"]);
    assert.equal(refused.name, "TarjumanOptionError");
  });
}
