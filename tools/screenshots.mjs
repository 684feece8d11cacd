// screenshots.mjs OUT [--only PART]: the element in each of its states, in English and Arabic, light and dark, wide and at 320 px, over the example
// newsroom in dist (`./build.sh`). Writes OUT/STATE-LANG-SCHEME-WIDTH.png for those whose name contains PART. Those in docs/images are copies.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch, serve } from "../tests/web/harness.mjs";

const { values: settings, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: "string", default: "" } } });
const [out] = positionals;
if (!out) throw new Error("name a folder for the pictures: node tools/screenshots.mjs OUT");

const LANGS = {
  en: { dir: "ltr", query: "Suez Canal", none: "xylographically", name: "The Daily Interpreter", text: "Stories of the last two centuries, from ten newsrooms." },
  ar: { dir: "rtl", query: "قناة السويس", none: "مستشزرات", name: "الترجمان اليومي", text: "قصص من القرنين الماضيين، من عشر غرف أخبار." },
};
/** Of a picture: what is typed, and how far the reader goes. */
const STATES = { box: {}, full: { isFull: true }, reader: { isFull: true, isRead: true }, none: { isNone: true }, error: { isBroken: true } };
const WIDTHS = { wide: 960, narrow: 320 };

const pageOf = (lang) => `<!doctype html>
<html lang="${lang}" dir="${LANGS[lang].dir}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${LANGS[lang].name}</title>
    <link rel="stylesheet" href="/paper.css">
    <script type="module" src="/element.js"></script>
  </head>
  <body>
    <header><h1>${LANGS[lang].name}</h1><tarjuman-search reader></tarjuman-search></header>
    <p>${LANGS[lang].text}</p>
  </body>
</html>`;
const CSS = `
body { margin: 0; padding: 1.2rem clamp(.8rem, 5vw, 4rem); font: 1rem/1.6 system-ui, sans-serif; background: Canvas; color: CanvasText }
header { display: flex; flex-wrap: wrap; gap: .8rem 2rem; align-items: center }
h1 { margin: 0; font-size: 1.4rem }
tarjuman-search { flex: 1 1 16rem }`;

const pages = { "/paper.css": Buffer.from(CSS) };
for (const lang of Object.keys(LANGS)) pages[`/${lang}.html`] = pageOf(lang);

async function picture(page, url, lang, { isFull, isRead, isNone }) {
  await page.goto(url);
  await page.locator("tarjuman-search .input").first().click();
  await page.keyboard.insertText(isNone ? LANGS[lang].none : LANGS[lang].query);
  // Of a script's own wait, for the policy of a page may forbid evaluating its conditions.
  await page.locator("tarjuman-search :is(.hit, .tips, .retry:not([hidden]))").first().waitFor();
  if (isFull) {
    await page.keyboard.press("Enter");
    await page.locator("tarjuman-search dialog[open] .hit").first().waitFor();
  }
  if (isRead) {
    await page.locator("tarjuman-search dialog[open] .hit a").first().click();
    await page.locator("tarjuman-search [part=reader]").first().waitFor();
  }
  await page.mouse.move(0, 0);
  await page.waitForTimeout(400);
}

mkdirSync(out, { recursive: true });
const browser = await launch();
let number = 0;
try {
  for (const [state, how] of Object.entries(STATES)) {
    const change = (path) => (how.isBroken && path.endsWith(".wasm") ? 404 : undefined);
    const server = await serve({ pages, change, types: { ".css": "text/css" } });
    for (const lang of Object.keys(LANGS)) {
      for (const colorScheme of ["light", "dark"]) {
        for (const [name, width] of Object.entries(WIDTHS)) {
          const file = `${state}-${lang}-${colorScheme}-${name}.png`;
          if (!file.includes(settings.only)) continue;
          const viewport = { width, height: name == "wide" ? 720 : 640 };
          const context = await browser.newContext({ viewport, colorScheme, locale: lang, deviceScaleFactor: name == "wide" ? 1 : 2 });
          const page = await context.newPage();
          await picture(page, `${server.url}${lang}.html`, lang, how);
          await page.screenshot({ path: join(out, file) });
          await context.close();
          number++;
        }
      }
    }
    await server.close();
  }
} finally {
  await browser.close();
}
console.log(`${number} pictures in ${out}`);
