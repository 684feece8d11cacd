/** Excerpts, sections and links as a page gets them; and the script that highlights on the page itself. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, visit } from "./harness.mjs";

const TARJUMAN = fileURLToPath(new URL("../../target/release/tarjuman", import.meta.url));

const FRENCH = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Le canal</title><main><h1>Le canal</h1>
  <p>Un mot d’abord. Le peuple d’<em>Israël</em> vivait au bord du canal de Suez, dit-on. Puis il partit.</p>
  ${"<p>Rien ici ne parle de cela.</p>".repeat(60)}
  <h2 id="peche">La pêche au canal de Suez</h2><p>On pêche dans le canal de Suez depuis toujours.</p></main>`;
const ARABIC = `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>القناة</title><main><h1>القناة</h1>
  ${"<p>لا شيء هنا عن ذلك.</p>".repeat(60)}
  <p id="passage">هل فُتِحَت قَناة السويس؟ نعم، فتحت قناة السويس قبل زمن طويل. ثم مرت السفن.</p></main>`;
const CHINESE = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>运河</title><main><h1>运河</h1>
  ${"<p>这里没有别的内容。</p>".repeat(60)}
  <p>${"他写了很多信。".repeat(30)}苏伊士运河通航了！${"后来的人都知道。".repeat(30)}</p></main>`;
const PAGES = { "/fr/canal.html": FRENCH, "/ar/canal.html": ARABIC, "/zh/canal.html": CHINESE };

let browser, folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "tarjuman-results-"));
  for (const [path, content] of Object.entries(PAGES)) {
    mkdirSync(join(folder, "site", path, ".."), { recursive: true });
    writeFileSync(join(folder, "site", path), content);
  }
  const args = ["build", join(folder, "site"), "--out", join(folder, "dist")];
  execFileSync(TARJUMAN, args, { stdio: "ignore" });
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const HIGHLIGHTED = (attributes) => `<script defer src="/tarjuman-highlight.js" ${attributes}></script>`;
/** The pages of the site, each with the script. */
const pagesWith = (attributes = "") =>
  Object.fromEntries(Object.entries(PAGES).map(([path, html]) => [path, html.replace("<title>", `${HIGHLIGHTED(attributes)}<title>`)]));
const open = (t, path, pages = pagesWith()) =>
  visit(t, browser, { folder: join(folder, "dist"), path, pages: { "/blank.html": "<!doctype html><title>t</title>", ...pages } });

const search = async (t, query) => {
  const { page, server } = await open(t, "blank.html");
  const answer = await page.evaluate(async (query) => {
    const { open } = await import(new URL("tarjuman.js", location.href).href);
    return (await open()).search(query);
  }, query);
  return { page, server, hit: answer.hits[0] };
};
const text = (excerpt) => excerpt.map(({ text }) => text).join("");

test("excerpts are whole sentences, and mark the word alone", async (t) => {
  const french = (await search(t, "israël")).hit;
  assert.deepEqual(french.excerpt.filter(({ mark }) => mark).map(({ text }) => text), ["Israël"]);
  assert.equal(text(french.excerpt), "Un mot d’abord. Le peuple d’Israël vivait au bord du canal de Suez, dit-on. Puis il partit.");
  const chinese = text((await search(t, "通航")).hit.excerpt);
  assert.match(chinese, /^他写了很多信。.*苏伊士运河通航了！.*后来的人都知道。$/u);
  assert.ok([...chinese].length <= 205);
});

test("sections have the url of their anchor", async (t) => {
  const french = (await search(t, "canal suez")).hit;
  assert.equal(french.sections[0].title, "La pêche au canal de Suez");
  assert.match(french.sections[0].url, /\/canal#peche$/);
  const arabic = (await search(t, "قناة السويس")).hit;
  assert.ok(arabic.sections.every(({ url }) => url.includes("#")));
});

test("links scroll to the passage", async (t) => {
  for (const [query, path] of [["israël", "/fr/canal.html"], ["السويس", "/ar/canal.html"], ["苏伊士运河", "/zh/canal.html"]]) {
    const { page, server, hit } = await search(t, query);
    assert.match(hit.link, /#:~:text=/, query);
    assert.ok(hit.link.startsWith(hit.url));
    const fragment = hit.link.slice(hit.url.length);
    // Browsers follow fragments only where somebody chose a link.
    await page.setContent(`<a href="${new URL(path, server.url)}${fragment}">go</a>`);
    await page.click("a");
    await page.waitForURL(`**${path}*`);
    if (path == "/fr/canal.html") continue; // at the top of its page
    await page.waitForFunction(() => scrollY > 0, undefined, { timeout: 5000 });
  }
});

/** Text of the highlighted ranges. */
const highlighted = (page) => page.evaluate(() => [...(CSS.highlights.get("tarjuman") ?? [])].map(String));

test("the script highlights words of the parameter, in any spelling, and scrolls", async (t) => {
  for (const [path, words, expected, scrolls] of [
    ["fr/canal.html", "israel peche", ["Israël", "pêche", "pêche"], false],
    ["ar/canal.html", "قناة السويس", ["قَناة", "السويس", "قناة", "السويس"], true],
    ["zh/canal.html", "运河", ["运河", "运河"], false],
  ]) {
    const { page } = await open(t, `${path}?highlight=${encodeURIComponent(words)}`, pagesWith('data-parameter="highlight"'));
    const html = await page.evaluate(() => document.body.innerHTML);
    assert.deepEqual((await highlighted(page)).sort(), [...expected].sort(), path);
    if (scrolls) assert.ok(await page.evaluate(() => scrollY > 0), path);
    assert.doesNotMatch(html, /<mark/, "the document stays as it is");
  }
});

test("the script reads a fragment that the browser left in the address", async (t) => {
  // Chromium takes fragments out of the address: a browser that does not is played by the router of a page.
  const { page } = await open(t, "fr/canal.html");
  assert.deepEqual(await highlighted(page), []);
  const found = await page.evaluate(async () => {
    const source = await (await fetch("/tarjuman-highlight.js")).text();
    const place = { hash: "#peche:~:text=d%E2%80%99Isra%C3%ABl%20vivait", search: "" };
    new Function("location", source)(place);
    return [...CSS.highlights.get("tarjuman")].map(String);
  });
  assert.deepEqual(found, ["d’Israël vivait"], "across the em element");
});

test("without the API the script does nothing", async (t) => {
  const { page } = await open(t, "fr/canal.html");
  const thrown = await page.evaluate(async () => {
    const source = await (await fetch("/tarjuman-highlight.js")).text();
    try {
      new Function("CSS", "location", source)({}, { hash: "#:~:text=canal", search: "" });
    } catch (error) {
      return String(error);
    }
  });
  assert.equal(thrown, undefined);
});
