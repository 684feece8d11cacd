/** The query language and explanations through the JavaScript boundary, in several scripts each. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, visit } from "./harness.mjs";
import { readTexts, seeded, wordsOf } from "./words.mjs";

const TARJUMAN = fileURLToPath(new URL("../../target/release/tarjuman", import.meta.url));
const NEWSROOM = fileURLToPath(new URL("../../examples/newsroom", import.meta.url));
/** Hostile queries over a few documents, in milliseconds, on a busy machine. */
const PATIENCE = 1000;

const DOCUMENTS = [
  ["/en/open", "en", "Guide", "The open source guide says so. Boats on the canal."],
  ["/en/source", "en", "Canal", "A source open to all, and one boat on the canal."],
  ["/fr/army", "fr", "", "Il quitta l’armée de l’Islam hier."],
  ["/fr/other", "fr", "", "L’Islam, et l’armée de la ville."],
  ["/ru/code", "ru", "Код", "Это открытый исходный код для всех. Старая книга о городе."],
  ["/ru/text", "ru", "Текст", "Исходный текст и открытый код. Новая газета о городе."],
  ["/ar/army", "ar", "دوما", "سار الجنود وجيش الإسلام إلى المدينة"],
  ["/ar/other", "ar", "حلب", "جيش كبير يقاتل من أجل الإسلام في المدينة"],
  ["/zh/suez", "zh", "苏伊士", "苏伊士运河今天通航。"],
  ["/zh/panama", "zh", "巴拿马", "巴拿马的运河,今天也通航。"],
  ["/th/suez", "th", "", "คลองสุเอซเปิดใช้ในปีนั้น"],
];

let browser, folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "tarjuman-query-"));
  const lines = DOCUMENTS.map(([url, lang, title, body]) => JSON.stringify({ url, lang, title, body }));
  writeFileSync(join(folder, "docs.jsonl"), lines.join("\n"));
  execFileSync(TARJUMAN, ["build", join(folder, "docs.jsonl"), "--out", join(folder, "dist")], { stdio: "ignore" });
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks queries in a page: answers in order. */
async function ask(t, queries, { bundle = join(folder, "dist"), worker = false, ...options } = {}) {
  const pages = { "/blank.html": "<!doctype html><title>t</title>" };
  const { page } = await visit(t, browser, { folder: bundle, path: "blank.html", pages });
  return page.evaluate(
    async ([queries, worker, options]) => {
      const { open } = await import(new URL("tarjuman.js", location.href).href);
      const index = await open({ worker });
      const answers = [];
      for (const query of queries) answers.push(await index.search(query, options));
      index.close();
      return answers;
    },
    [queries, worker, options],
  );
}

const urls = ({ hits }) => hits.map(({ url }) => url).sort();
const marked = (hit) => hit.excerpt.filter((piece) => piece.mark).map((piece) => piece.text);

/** @param {[query: string, urls: string[]][]} cases */
const finds = (name, cases) =>
  test(name, async (t) => {
    // Each word in its own language: what stands for it in others is another matter.
    const answers = await ask(t, cases.map(([query]) => query), { crossLanguage: false });
    for (const [n, [query, expected]] of cases.entries()) {
      assert.equal(answers[n].partial, false, query);
      assert.equal(answers[n].total, expected.length, query);
      // Documents with some of the words may follow.
      assert.deepEqual(urls({ hits: answers[n].hits.slice(0, expected.length) }), expected, query);
    }
  });

finds("phrases are words in a row, in any script and between any quotation marks", [
  ['"open source"', ["/en/open"]],
  ["“Source Open”", ["/en/source"]],
  ['"open to" "one boat"', ["/en/source"]],
  ["«исходный код»", ["/ru/code"]],
  ['"исходный код" книга', ["/ru/code"]],
  ["「苏伊士运河」", ["/zh/suez"]],
  ['"蘇伊士運河"', ["/zh/suez"]],
  ['"运河今天"', ["/zh/suez"]],
  ['"สุเอซเปิด"', ["/th/suez"]],
  ['"สุเอซใช้"', []],
]);

finds("phrases respect elision, clitics and folding", [
  ['"armée de l\'Islam"', ["/fr/army"]],
  ['"armee de l’islam"', ["/fr/army"]],
  ['"جيش الإسلام"', ["/ar/army"]],
  ['"جيش الاسلام"', ["/ar/army"]],
  ['"الإسلام جيش"', []],
]);

finds("phrases do not go on in another paragraph", [
  ['"код это"', []],
  ['"دوما سار"', []],
]);

finds("exclusions take documents away", [
  ["canal -open", []],
  ["canal -guide", ["/en/source"]],
  ['canal -"open source"', ["/en/source"]],
  ["код -газета", ["/ru/code"]],
  ['код -"исходный код"', ["/ru/text"]],
  ["المدينة -الجنود", ["/ar/other"]],
  ["运河 -苏伊士", ["/zh/panama"]],
  ["-canal", []],
  ["-код", []],
]);

finds("alternatives are one word", [
  ["boat OR guide canal ", ["/en/open", "/en/source"]],
  ["книга OR газета городе ", ["/ru/code", "/ru/text"]],
  ["苏伊士 OR 巴拿马 今天", ["/zh/panama", "/zh/suez"]],
  ['"open source" OR "исходный текст"', ["/en/open", "/ru/text"]],
]);

finds("fields and stars", [
  ["title:guide", ["/en/open"]],
  ["canal -title:canal", ["/en/open"]],
  ["title:код", ["/ru/code"]],
  ["title:دوما", ["/ar/army"]],
  ["title：苏伊士", ["/zh/suez"]],
  ['title:"巴拿马" 今天', ["/zh/panama"]],
  ["откры* ", ["/ru/code", "/ru/text"]],
  ["sour* gui* ", ["/en/open"]],
  ["جنو* ", []],
  ["الجنو* ", ["/ar/army"]],
]);

test("a phrase is marked as a whole, and what is excluded is not", async (t) => {
  const queries = ['"open source" boats ', '"исходный код"', '"جيش الإسلام"', '"运河今天"', "код -газета"];
  const [open, code, army, canal, without] = await ask(t, queries);
  assert.deepEqual(marked(open.hits[0]), ["open source", "Boats"]);
  assert.deepEqual(marked(code.hits[0]), ["исходный код"]);
  assert.deepEqual(marked(army.hits[0]), ["وجيش الإسلام"]);
  assert.deepEqual(marked(canal.hits[0]), ["运河今天"]);
  assert.deepEqual(marked(without.hits[0]), ["код"]);
});

for (const worker of [false, true]) {
  test(`the points of an explanation sum to the score (worker: ${worker})`, async (t) => {
    const bundle = join(folder, "newsroom");
    execFileSync(TARJUMAN, ["build", NEWSROOM, "--out", bundle], { stdio: "ignore" });
    const random = seeded(3);
    const texts = readTexts(NEWSROOM).map(wordsOf).filter((words) => words.length > 9);
    const queries = Array.from({ length: 150 }, (_, n) => {
      const words = random.pick(texts);
      const at = random.below(words.length - 3);
      const [one, two, three] = words.slice(at);
      return [`${one} ${two}`, `${one} OR ${two} ${three.slice(0, 3)}`, `"${one} ${two}" ${three}`, `${three} -${one}`][n % 4];
    });
    const classes = new Set();
    const scripts = new Set();
    const answers = await ask(t, queries, { bundle, worker, explain: true });
    for (const [n, { hits }] of answers.entries()) {
      for (const { score, explanation, lang } of hits) {
        const sum = explanation.reduce((sum, { points }) => sum + points, 0);
        assert.equal(sum, score, `${queries[n]}: ${JSON.stringify(explanation)}`);
        for (const { class: name, word, idf, weight, level, points } of explanation) {
          if (word) assert.equal(points, (idf * weight * level) / 32, queries[n]);
          classes.add(name);
        }
        scripts.add(new Intl.Locale(lang).maximize().script);
      }
    }
    for (const name of ["exact", "prefix", "family"]) assert.ok(classes.has(name), `${name} in ${[...classes]}`);
    assert.ok(scripts.size >= 3, `${[...scripts]}`);
  });
}

test("hits are not explained unasked, and `explain` is true or false", async (t) => {
  const [{ hits }] = await ask(t, ["canal"]);
  assert.equal(hits[0].explanation, null);
  await assert.rejects(ask(t, ["canal"], { explain: "yes" }), /TarjumanOptionError|explain/);
});

test("no query fails, however odd, and the index stays usable", async (t) => {
  const odd = [
    '"', "-", "OR", "title:", '""', '-""', '" OR "', "- ".repeat(10_000), "-a ".repeat(10_000), "OR ".repeat(10_000),
    "canal OR ".repeat(10_000), '"'.repeat(10_000), '"код '.repeat(10_001), 'title:"'.repeat(10_000), "a* б* 中* ".repeat(3000),
    `"${"слово ".repeat(1000)}"`, `"${"字".repeat(1000)}"`, `-"${"word ".repeat(1000)}" canal`, "word ".repeat(10_000), "「『«“„".repeat(1000),
  ];
  const answers = await ask(t, [...odd, '"исходный код"']);
  for (const [n, { hits, tookMs }] of answers.entries()) {
    assert.ok(Array.isArray(hits));
    assert.ok(tookMs < PATIENCE, `${odd[n]?.slice(0, 20)}: ${tookMs} ms`);
  }
  assert.deepEqual(urls(answers.at(-1)), ["/ru/code"]);
});
