/** Documents that have no page are read where they were found: in the search page of a build, in a box, in `search.html`. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { violations } from "./axe.mjs";
import { boxIn, heard } from "./element.mjs";
import { DIST, launch, pageWith, STRICT_CSP, TARJUMAN, visit } from "./harness.mjs";
import { build, folderWith, newsroomPage, NEWSROOM, write } from "./stick.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const CSP = `${STRICT_CSP}; require-trusted-types-for 'script'; trusted-types tarjuman`;

/** What the reader shows; null when it is closed. */
const shown = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector("tarjuman-search");
    const dialog = shadowRoot.querySelector("dialog.reader[open]");
    if (!dialog) return null;
    const within = (selector) => [...dialog.querySelectorAll(selector)].map((node) => node.textContent);
    const content = dialog.querySelector(".reader-document");
    const box = dialog.querySelector(".mark")?.getBoundingClientRect();
    return {
      title: within(".reader-title")[0],
      lang: content.lang,
      dir: getComputedStyle(content).direction,
      headings: within(".reader-heading"),
      paragraphs: within(".reader-paragraph"),
      marks: within(".mark"),
      isMarkSeen: box ? box.top > 0 && box.bottom < innerHeight : false,
      isTitleFocused: shadowRoot.activeElement?.id == "reader-title",
      links: [...dialog.querySelectorAll(".reader-page")].map((link) => link.href),
      isWide: dialog.scrollWidth > dialog.clientWidth,
    };
  });

async function open(page, press) {
  await press();
  await page.locator("dialog.reader").waitFor();
  return shown(page);
}

const focused = (page) => page.evaluate(() => document.querySelector("tarjuman-search").shadowRoot.activeElement?.textContent);

const closed = (page) => page.locator("dialog.reader").waitFor({ state: "detached" });

/** The search page of the build. */
async function search(t, query, options = {}) {
  const visited = await visit(t, browser, { csp: CSP, path: `?q=${encodeURIComponent(query)}`, ...options });
  await visited.page.locator("tarjuman-search .list .link").first().waitFor();
  return visited;
}

test("a Markdown story opens in the search page, at the words that were found, and Esc leads back to the hit", async (t) => {
  const { page, problems, server } = await search(t, "Messina earthquake");
  const hit = page.locator("a.link").first();
  const title = await hit.textContent();
  const reading = await open(page, () => hit.click());
  assert.equal(reading.title, title);
  assert.deepEqual([reading.lang, reading.dir, reading.isTitleFocused], ["en", "ltr", true]);
  const source = readFileSync(join(NEWSROOM, "en/messina-earthquake.md"), "utf8");
  // To the letter, but for the marks of emphasis.
  const paragraphs = source.split("---\n")[2].trim().split(/\n\n/);
  assert.deepEqual(reading.paragraphs, paragraphs.map((text) => text.replaceAll("*", "")));
  assert.ok(reading.marks.some((mark) => /Messina|earthquake/.test(mark)), reading.marks.join());
  assert.ok(reading.isMarkSeen);
  assert.deepEqual(reading.links, []);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.equal(await focused(page), title);
  // Nothing was asked for that would not be there.
  assert.deepEqual(server.requests.filter((path) => !/^\/(favicon\.ico|index\.html|element\.js|tarjuman[.\w]*)$/.test(path)), []);
  assert.deepEqual(problems, []);
});

test("an Arabic story is read from right to left, its translation opens in its place, and going back closes it", async (t) => {
  const { page, problems } = await search(t, "قناة السويس", { device: { locale: "ar" } });
  const reading = await open(page, () => page.locator("a.link[href]").first().press("Enter"));
  assert.deepEqual([reading.lang, reading.dir], ["ar", "rtl"]);
  assert.ok(reading.headings.includes("من حمل القفف"), reading.headings.join());
  assert.match(reading.title, /قناة السويس/);
  assert.ok(reading.marks.includes("السويس") && reading.isMarkSeen, reading.marks.join());
  assert.ok(reading.paragraphs.some((text) => text.includes("الخديوي إسماعيل")));
  await page.locator("dialog.reader a.alternate[hreflang=fr]").click();
  await page.waitForFunction(() => document.querySelector("tarjuman-search").shadowRoot.querySelector(".reader-document").lang == "fr");
  assert.deepEqual([(await shown(page)).dir, (await shown(page)).isTitleFocused], ["ltr", true]);
  await page.goBack();
  await closed(page);
  assert.equal(new URL(page.url()).searchParams.get("q"), "قناة السويس");
  assert.match(await focused(page), /قناة السويس/);
  assert.deepEqual(problems, []);
});

test("a section of a hit opens the reader at the section, a translation in the list opens that one", async (t) => {
  const { page } = await search(t, "canal locks");
  const section = page.locator("a.section").first();
  const name = await section.textContent();
  await open(page, () => section.click());
  const isSeen = await page.evaluate((name) => {
    const { shadowRoot } = document.querySelector("tarjuman-search");
    const heading = [...shadowRoot.querySelectorAll(".reader-heading")].find((node) => node.textContent == name);
    const mark = shadowRoot.querySelector("dialog.reader .mark");
    return !mark || Boolean(heading.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  }, name);
  assert.ok(isSeen, name);
  await page.keyboard.press("Escape");
  await closed(page);
  const other = page.locator(".list a.alternate[hreflang=es]").first();
  assert.equal((await open(page, () => other.click())).lang, "es");
});

test("in the box Enter on a hit reads it, and the list is there again afterwards", async (t) => {
  const html = pageWith('<tarjuman-search reader="missing"></tarjuman-search>', 'lang="ar" dir="rtl"');
  const { page, type, input, panel, problems } = await boxIn(t, browser, { html, csp: CSP });
  await type("السويس");
  while (!(await page.evaluate(() => document.querySelector("tarjuman-search").shadowRoot.querySelector(".hit[aria-selected=true]")))) {
    await page.keyboard.press("ArrowDown");
  }
  const reading = await open(page, () => page.keyboard.press("Enter"));
  assert.deepEqual([reading.lang, reading.dir], ["ar", "rtl"]);
  assert.ok(reading.isMarkSeen);
  // Keys of the page are not for who reads.
  await page.keyboard.press("/");
  assert.ok((await shown(page)).isTitleFocused);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.ok(await panel.isVisible());
  assert.equal(await input.inputValue(), "السويس");
  assert.ok(await input.evaluate((node) => node.getRootNode().activeElement == node));
  assert.deepEqual(problems, []);
});

test("without the attribute a hit leads to its page, and `all` reads those that have one, with a link to it", async (t) => {
  const out = folderWith(t);
  build(NEWSROOM, "--out", out, "--base-url", "https://example.org/");
  const pages = { "/none.html": pageWith(undefined), "/all.html": pageWith('<tarjuman-search view="page" reader></tarjuman-search>') };
  const all = await search(t, "Suez", { folder: out, pages, path: "all.html?q=Suez" });
  const hit = all.page.locator("a.link").first();
  const href = await hit.getAttribute("href");
  assert.match(href, /^https:\/\/example\.org\/en\/suez-canal-opening#:~:text=/);
  const reading = await open(all.page, () => hit.click());
  assert.deepEqual(reading.links, [href]);
  assert.equal(await all.page.locator(".reader-page").textContent(), "Open page");
  // Some keys open the page elsewhere.
  await all.page.keyboard.press("Escape");
  await closed(all.page);
  await Promise.all([all.page.context().waitForEvent("page"), hit.click({ modifiers: ["Control"] })]);
  assert.equal(await shown(all.page), null);

  // Of the build without base_url: the list as ever.
  const { type, options } = await boxIn(t, browser, { html: pages["/none.html"] });
  await type("Suez");
  assert.match(await options.first().getAttribute("href"), /\/en\/suez-canal-opening#/);
});

for (const [html, query] of [['lang="en"', "Messina"], ['lang="ar" dir="rtl"', "حلب"]]) {
  test(`no violation of accessibility with the reader open (${html})`, async (t) => {
    const element = '<main><h1>Search</h1><tarjuman-search view="page" reader></tarjuman-search></main>';
    const page = `<!doctype html><html ${html}><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>t</title>
      <style>body { background: Canvas }</style><meta name="viewport" content="width=device-width"><script type="module" src="element.js"></script><body>${element}`;
    const pages = { "/page.html": page };
    for (const colorScheme of ["light", "dark"]) {
      const device = { colorScheme, viewport: { width: 320, height: 640 } };
      const { page } = await search(t, query, { pages, path: `page.html?q=${encodeURIComponent(query)}`, csp: undefined, device });
      const reading = await open(page, () => page.locator("a.link").first().click());
      assert.deepEqual(await violations(page), [], colorScheme);
      assert.ok(!reading.isWide);
    }
  });
}

test("hostile documents are text in the reader", async (t) => {
  const HTML = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>";
  const long = "م".repeat(10_000);
  const lines = [
    { url: "/html", lang: "en", title: HTML, body: `hostile ${HTML}\n\n${HTML}`, date: "2026-01-01" },
    { url: "/script", lang: "en", title: "script", body: "hostile address" },
    { url: "/long", lang: "ar", title: long, body: `hostile ${long}` },
    { url: "/title", id: "<b>", lang: "en", body: "hostile \u202eedirrevo\u202c" },
  ];
  const folder = folderWith(t, { "docs.jsonl": lines.map((line) => JSON.stringify(line)).join("\n") });
  build(join(folder, "docs.jsonl"), "--out", join(folder, "out"));
  // A build takes no such addresses; an index from elsewhere may have them.
  const script = `
    import { open, TarjumanSearch } from "./tarjuman.js";
    const hostile = (found) => found && { ...found, url: "javascript:window.hacked=1", link: "javascript:window.hacked=1",
      alternates: { fr: "javascript:window.hacked=1", "<b>": "data:text/html,x" }, ...(found.title == "script" && { pageless: false }) };
    TarjumanSearch.open = async (options) => {
      const index = await open(options);
      const search = async (...asked) => {
        const page = await index.search(...asked);
        return { ...page, hits: page.hits.map(hostile) };
      };
      const suggest = async () => [];
      return { info: index.info, search, suggest, read: async (id) => hostile(await index.read(id)), close: () => index.close() };
    };`;
  const html = pageWith('<tarjuman-search view="page" reader></tarjuman-search>');
  const pages = { "/page.html": html.replace("<script", '<script type="module" src="hostile.js"></script><script'), "/hostile.js": script };
  const device = { viewport: { width: 320, height: 640 } };
  const { page, problems } = await search(t, "hostile", { folder: join(folder, "out"), pages, path: "page.html?q=hostile", device });
  // The script's has no link, and is no button.
  const links = page.locator("a.link");
  await page.waitForFunction(() => document.querySelector("tarjuman-search").shadowRoot.querySelectorAll(".list .link").length == 4);
  const seen = [];
  assert.equal(await links.count(), 3);
  for (let i = 0; i < 3; i++) {
    const reading = await open(page, () => links.nth(i).click());
    seen.push(reading.title);
    assert.ok(reading.paragraphs.some((text) => text.startsWith("hostile")), JSON.stringify(reading).slice(0, 300));
    assert.ok(!reading.isWide, reading.title.slice(0, 20));
    assert.equal(reading.marks[0], "hostile");
    await page.keyboard.press("Escape");
    await closed(page);
  }
  assert.ok(seen.includes(HTML) && seen.some((title) => title.startsWith("ممم")), seen.join().slice(0, 200));
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("dialog img, dialog script, a[href^=javascript]").count(), 0);
  assert.deepEqual(problems, []);
});

test("a document that is gone, and a reader that cannot be fetched, are no end of the search", async (t) => {
  const { page } = await search(t, "Suez", { change: (path) => (path == "/tarjuman.reader.js" ? 404 : undefined) });
  const failed = heard(page, "tarjuman-error", "error.name");
  await page.locator("a.link").first().click();
  await failed;
  assert.match(await page.locator("tarjuman-search .message").first().textContent(), /could not be loaded/);
  const input = page.locator("tarjuman-search .input");
  await input.fill("Messina");
  await page.locator("a.link").first().waitFor();
});

test("search.html reads what has no page beside it, and links to what has one", async (t) => {
  const site = folderWith(t);
  write(site, {
    "ar/سويس.md": "---\ntitle: السويس\n---\n\nافتُتحت قناة السويس.\n\n## العمال\n\nحفر الفلاحون القناة بأيديهم.\n",
    "ar/حلب.html": '<!doctype html><html lang="ar"><title>حلب</title><link rel="alternate" hreflang="en" href="/en/aleppo"><p>زلزال وقناة في حلب.</p>',
    "en/aleppo.md": "---\ntitle: Aleppo\nalternates:\n  ar: /ar/حلب\n---\n\nAn earthquake struck the city.\n",
  });
  build(site, "--out", join(site, "search"), "--single-file");
  const context = await browser.newContext({ locale: "ar" });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const url = pathToFileURL(join(site, "search", "search.html")).href;
  await page.goto(`${url}?q=${encodeURIComponent("قناة")}`);
  const links = page.locator("tarjuman-search .list a.link");
  await links.nth(1).waitFor();
  const reading = await open(page, () => links.filter({ hasText: "السويس" }).click());
  assert.deepEqual([reading.title, reading.lang, reading.dir, reading.headings], ["السويس", "ar", "rtl", ["العمال"]]);
  assert.ok(reading.marks.length && reading.isMarkSeen);
  assert.deepEqual(reading.links, []);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.match(decodeURI(await links.filter({ hasText: "حلب" }).getAttribute("href")), /^\.\.\/ar\/حلب\.html|\/ar\/حلب\.html/);
  assert.deepEqual(requests.filter((asked) => !asked.startsWith("blob:") && !asked.startsWith(url)), []);
});

test("of the newsroom on a stick every hit is read", async (t) => {
  const context = await browser.newContext({ locale: "en" });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${newsroomPage(t)}?q=${encodeURIComponent("Suez canal")}`);
  const hit = page.locator("tarjuman-search .list a.link").first();
  await hit.waitFor();
  const title = await hit.textContent();
  assert.equal((await open(page, () => hit.click())).title, title);
  await page.locator("dialog.reader a.alternate[hreflang=ar]").click();
  await page.waitForFunction(() => document.querySelector("tarjuman-search").shadowRoot.querySelector(".reader-document").lang == "ar");
  assert.equal((await shown(page)).dir, "rtl");
});

test("read() gives the same in the page, in a worker, and on the command line; null for what is not there", async (t) => {
  const { page } = await visit(t, browser, { pages: { "/page.html": "<!doctype html><title>t</title>" }, path: "page.html", csp: CSP });
  const ids = ["/en/suez-canal-opening", "/ar/suez-canal-opening", "/ja/titanic-sinking", "/zh/halley-comet-1910", "/nowhere", ""];
  const [inPage, inWorker] = await page.evaluate(async (ids) => {
    const { open } = await import("./tarjuman.js");
    const read = async (worker) => {
      const index = await open({ worker });
      const documents = [];
      for (const id of ids) documents.push(await index.read(id));
      index.close();
      documents.push(await index.read(ids[0]).catch(({ name }) => name));
      return documents;
    };
    return [await read(false), await read(true)];
  }, ids);
  assert.deepEqual(inWorker, inPage);
  assert.equal(inPage.pop(), "TarjumanClosedError");
  assert.deepEqual(inPage.slice(-2), [null, null]);
  const arabic = inPage[1];
  assert.deepEqual([arabic.lang, arabic.dir, arabic.date, arabic.pageless], ["ar", "rtl", "1869-11-17", true]);
  assert.equal(arabic.alternates.en, ids[0]);
  assert.ok(arabic.sections.length > 2 && arabic.sections.every(({ text }) => text.every((paragraph) => paragraph == paragraph.trim())));
  for (const [i, id] of ids.slice(0, 4).entries()) {
    assert.deepEqual(JSON.parse(execFileSync(TARJUMAN, ["read", DIST, id, "--json"])), inPage[i], id);
  }
});
