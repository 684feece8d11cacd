/** Filters, facets, sorting, browsing, a language first and translations in one hit, in the browser, over the newsroom. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, visit } from "./harness.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function opened(t, options = {}) {
  const visited = await visit(t, browser, {
    pages: { "/blank.html": "<!doctype html><html lang=ru><title>t</title>" },
    path: "blank.html",
  });
  await visited.page.evaluate(async (options) => {
    const { open } = await import(new URL("tarjuman.js", location.href).href);
    window.index = await open(options);
  }, options);
  return visited.page;
}

const search = (page, query, options = {}) =>
  page.evaluate(([query, options]) => window.index.search(query, options), [query, options]);
const failed = (page, options) =>
  page.evaluate((options) => window.index.search("x", options).catch(({ name, message }) => `${name}: ${message}`), options);
const urls = ({ hits }) => hits.map(({ url }) => url);

for (const worker of [false, true]) {
  test(`filters by value in two scripts (worker: ${worker})`, async (t) => {
    const page = await opened(t, { worker });
    const of = (filters) => search(page, "", { filters, limit: 100, alternates: "separate" });
    const all = (await of({ topic: { none: false } })).total;
    assert.equal(all, (await page.evaluate(() => window.index.info)).numDocs);
    for (const place of ["حلب", "Мессина", "Paris"]) {
      const { total, hits } = await of({ place });
      assert.ok(total > 0, place);
      assert.ok(hits.every(({ meta }) => meta.place == place), place);
    }
    const [sport, culture] = [(await of({ topic: "sport" })).total, (await of({ topic: "culture" })).total];
    assert.equal((await of({ topic: ["sport", "culture"] })).total, sport + culture);
    assert.equal((await of({ topic: { not: ["sport", "culture"] } })).total, all - sport - culture);
    assert.equal((await of({ topic: { all: ["sport", "culture"] } })).total, 0);
    assert.equal((await of({ topic: { any: [] } })).total, 0);
    assert.equal((await of({ topic: { none: true } })).total, 0);
    assert.equal((await of({ topic: "Sport" })).total, 0, "case counts");
    const ranged = await of({ date: { min: "1908-12-28", max: "1912-04-15" }, topic: "disaster" });
    assert.ok(ranged.total > 3 && ranged.hits.every(({ date }) => date >= "1908-12-28" && date <= "1912-04-15"));
    assert.deepEqual(new Set(ranged.hits.map(({ date }) => date)), new Set(["1908-12-28", "1912-04-15"]), "both ends");
    const words = await search(page, "السويس", { filters: { place: "القاهرة" } });
    assert.ok(words.hits.every(({ meta, lang }) => meta.place == "القاهرة" && lang == "ar"));
  });

  test(`what the index does not have is named (worker: ${worker})`, async (t) => {
    const page = await opened(t, { worker });
    for (const [options, pattern] of [
      [{ filters: { colour: "red" } }, /"filters".*"colour".*place, topic, date/],
      [{ filters: { topic: 7 } }, /"filters".*"topic" must be a string/],
      [{ filters: { topic: { min: "a" } } }, /"topic" must be a string/],
      [{ filters: { topic: { some: ["a"] } } }, /"topic" must be/],
      [{ filters: { topic: null } }, /"topic" must be/],
      [{ filters: { date: { min: "1912-01-01", max: "1911-01-01" } } }, /"date" must be a day.*min not above max/],
      [{ filters: { date: { min: "1911-02-30" } } }, /"date" must be a day/],
      [{ filters: { date: NaN } }, /"date" must be a day/],
      [{ sort: "price" }, /"sort".*"price".*relevance, date, -date/],
      [{ facets: ["colour"] }, /"facets".*"colour".*place, topic/],
      [{ first: "" }, /"first"/],
      [{ limit: 1e9 }, /"limit" must be an integer from 0 to 1000/],
      [{ offset: NaN }, /"offset"/],
    ]) {
      const message = await failed(page, options);
      assert.match(String(message), /^TarjumanOptionError: /, JSON.stringify(options));
      assert.match(message, pattern);
    }
    assert.ok((await search(page, "Suez")).total > 0, "the index stays usable");
  });
}

test("facets count what total counts", async (t) => {
  const page = await opened(t);
  for (const query of ["Titanic", "تيتانيك", "ки"]) {
    const { total, facets } = await search(page, query);
    assert.deepEqual(Object.keys(facets), ["place", "topic"]);
    assert.equal(facets.topic.length, 7);
    assert.ok(facets.topic.some((facet) => facet.total == 0));
    // Each story has one topic and one place.
    for (const name of ["place", "topic"]) assert.equal(facets[name].reduce((sum, { total }) => sum + total, 0), total, query);
    const { value } = facets.topic.find((facet) => facet.total > 0);
    const narrowed = await search(page, query, { filters: { topic: value }, facets: ["topic"] });
    assert.deepEqual(Object.keys(narrowed.facets), ["topic"]);
    assert.equal(narrowed.total, narrowed.facets.topic.find((facet) => facet.value == value).total);
  }
  assert.deepEqual((await search(page, "Titanic", { facets: false })).facets, {});
});

test("sorts by date, and browses newest first", async (t) => {
  const page = await opened(t);
  const dates = async (query, options) =>
    (await search(page, query, { alternates: "separate", limit: 100, ...options })).hits.map(({ date }) => date);
  for (const query of ["Suez", "السويس", ""]) {
    const up = await dates(query, { sort: "date" });
    assert.ok(new Set(up).size > 1, query);
    assert.deepEqual(up, [...up].sort(), query);
    assert.deepEqual(await dates(query, { sort: "-date" }), [...up].sort().reverse(), query);
  }
  const browsed = await search(page, "", { filters: { place: ["Мессина", "حلب"] }, limit: 2 });
  assert.deepEqual(browsed.hits.map(({ date }) => date), [...browsed.hits.map(({ date }) => date)].sort().reverse());
  for (const { excerpt, via } of browsed.hits) {
    assert.ok(excerpt[0].text.length > 50 && excerpt.every(({ mark }) => !mark));
    assert.deepEqual(via, []);
  }
  assert.equal((await search(page, "")).total, 0);
});

test("translations are one hit, in the reader's language when that is asked", async (t) => {
  const page = await opened(t);
  for (const [query, options, langs] of [
    ["Titanic", { limit: 100 }, ["de", "fr"]],
    ["", { limit: 100, filters: { topic: "disaster" } }, ["page", "ru", "ar"]],
  ]) {
    const folded = await search(page, query, options);
    const separate = await search(page, query, { ...options, alternates: "separate" });
    assert.equal(separate.hits.length, separate.total);
    assert.ok(folded.hits.length < separate.hits.length);
    for (const key of ["total", "langs", "facets"]) assert.deepEqual(folded[key], separate[key], key);
    // Each document found is a hit or an alternate of one, and none is both.
    const shown = urls(folded);
    const known = folded.hits.flatMap(({ url, alternates }) => [url, ...Object.values(alternates)]);
    assert.ok(urls(separate).every((url) => known.includes(url)));
    for (const { url, alternates } of folded.hits) {
      assert.ok(Object.values(alternates).every((other) => !shown.includes(other)), url);
    }
    for (const first of langs) {
      // The page is in Russian.
      const lang = first == "page" ? "ru" : first;
      const { hits, total } = await search(page, query, { ...options, first });
      const order = hits.map((hit) => hit.lang);
      const count = folded.langs.find((known) => known.lang == lang).total;
      assert.ok(count > 0 && order.every((tag, at) => (tag == lang) == at < count), `${first}: ${order}`);
      assert.equal(total, folded.total);
      assert.equal(hits.length, folded.hits.length);
      const paged = [];
      for (let offset = 0; offset < hits.length; offset += 3) {
        paged.push(...urls(await search(page, query, { ...options, first, limit: 3, offset })));
      }
      assert.deepEqual(paged, urls({ hits }));
    }
  }
});
