/**
 * How much of what texts say the core lexicon knows: the share of content words that some entry covers, weighted by idf.
 *
 *   node benches/coverage.mjs [CORPORA] [--missing N]
 *
 * Of `pud` and of `opensource-guide`'s English, French and Arabic pages in CORPORA (../shared/corpora). Content words are those that are no stop words
 * (the lists of stopwords-iso), no numbers, and no names (in English and French: words that have a capital within a sentence more often than not). A word is
 * covered if Tarjuman takes it for another form of a word of the lexicon, or if it is part of a term of several words that stands there. idf counts sentences and paragraphs.
 * `--missing N` lists, per language, the N words whose entries would bring most.
 */

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, foldLines, groups, temporary } from "./recall/engine.mjs";
import { BLOT, readCorpus } from "./recall/texts.mjs";

const STOP_WORDS = createRequire(new URL("../www/", import.meta.url))("stopwords-iso");
const LEXICON = fileURLToPath(new URL("../lexicon", import.meta.url));
const LANGS = ["en", "fr", "ar"];
/** What the core lexicon has to reach. */
const LEAST = { en: 0.6, fr: 0.55, ar: 0.45 };
const WORD = /[\p{L}\p{M}]+/gu;

const { values: settings, positionals } = parseArgs({
  allowPositionals: true,
  options: { missing: { type: "string", default: "0" } },
});
const corpora = positionals[0] ?? fileURLToPath(new URL("../../shared/corpora", import.meta.url));

/** The words of a language, as the lexicon spells them. */
function lexiconWords(lang) {
  return readdirSync(LEXICON)
    .filter((name) => name.endsWith(".tsv"))
    .flatMap((name) => {
      const [header, ...rows] = readFileSync(join(LEXICON, name), "utf8").trimEnd().split("\n");
      const column = header.split("\t").indexOf(lang);
      return rows.flatMap((row) => row.split("\t")[column].split("|"));
    });
}

/** Sentences and paragraphs. */
function passages(lang) {
  return ["pud", "opensource-guide"].flatMap((name) => {
    const docs = readCorpus(corpora, name)?.docs ?? [];
    return docs.filter((doc) => doc.lang == lang).flatMap(({ text }) => text.split(/\n\s*\n/u));
  });
}

/** Each passage as words, with those that may be content marked. */
function contentWords(texts, lang) {
  const stop = new Set(STOP_WORDS[lang]);
  const names = new Map();
  const read = texts.map((text) => {
    const words = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (word.includes(BLOT) || text[index - 1] == BLOT || text[index + word.length] == BLOT) continue;
      const before = text.slice(0, index).trimEnd();
      const inside = before && !/[.!?:;"“«*#()[\]–—-]$/u.test(before);
      const small = word.toLowerCase();
      const capital = word != small && inside;
      const [capitals, all] = names.get(small) ?? [0, 0];
      if (inside) names.set(small, [capitals + capital, all + 1]);
      words.push({ word: small, content: [...small].length > 1 && !stop.has(small) });
    }
    return words;
  });
  const isName = (word) => {
    const [capitals, all] = names.get(word) ?? [0, 0];
    return lang != "ar" && capitals * 2 > all;
  };
  return read.map((words) => words.map(({ word, content }) => ({ word, content: content && !isName(word) })));
}

async function cover(lang) {
  const terms = lexiconWords(lang);
  const read = contentWords(passages(lang), lang);
  const docs = [...read.map((words) => words.map(({ word }) => word).join(" ")), ...terms].filter((text) => text);
  const path = temporary(`${lang}.jsonl`);
  writeFileSync(path, docs.map((body, id) => JSON.stringify({ url: `/${id}`, lang, body })).join("\n"));
  const bundle = build(lang, [path]);

  const all = [...new Set([...read.flat().map(({ word }) => word), ...terms.flatMap((term) => term.toLowerCase().match(WORD) ?? [])])];
  const folded = new Map(foldLines(bundle, all).map((line, i) => [all[i], line]));
  // A word is its group, or itself where it is alone; forms of several groups count as all of them.
  const groupsOf = new Map();
  groups(bundle, lang).forEach((forms, group) => forms.forEach((form) => groupsOf.set(form, [...(groupsOf.get(form) ?? []), group])));
  const meanings = (word) => groupsOf.get(folded.get(word)) ?? [folded.get(word)];

  const single = new Set();
  const several = new Map();
  for (const term of terms) {
    const words = term.toLowerCase().match(WORD) ?? [];
    if (words.length == 1) meanings(words[0]).forEach((meaning) => single.add(meaning));
    else if (words.length) {
      const sequence = words.map(meanings);
      sequence[0].forEach((first) => several.set(first, [...(several.get(first) ?? []), sequence]));
    }
  }

  const df = new Map();
  for (const words of read) for (const word of new Set(words.map(({ word }) => folded.get(word)))) df.set(word, (df.get(word) ?? 0) + 1);
  const idf = (word) => Math.log2(1 + (read.length - df.get(word) + 0.5) / (df.get(word) + 0.5));

  let [total, covered, number] = [0, 0, 0];
  const missing = new Map();
  for (const words of read) {
    const meant = words.map(({ word }) => meanings(word));
    const known = meant.map((meaning) => meaning.some((one) => single.has(one)));
    meant.forEach((meaning, at) => {
      for (const sequence of meaning.flatMap((first) => several.get(first) ?? [])) {
        const stands = sequence.every((wanted, i) => meant[at + i]?.some((one) => wanted.includes(one)));
        if (stands) sequence.forEach((_, i) => (known[at + i] = true));
      }
    });
    words.forEach(({ word, content }, at) => {
      if (!content) return;
      const weight = idf(folded.get(word));
      number++;
      total += weight;
      if (known[at]) covered += weight;
      else missing.set(word, (missing.get(word) ?? 0) + weight);
    });
  }
  return { terms: terms.length, number, share: covered / total, missing: [...missing].sort((a, b) => b[1] - a[1]) };
}

console.log("         words and terms   content words   covered by idf   at least");
let short = false;
const results = [];
for (const lang of LANGS) {
  const { terms, number, share, missing } = await cover(lang);
  short ||= share < LEAST[lang];
  const cells = [String(terms).padStart(20), String(number).padStart(16), share.toFixed(3).padStart(17), LEAST[lang].toFixed(2).padStart(11)];
  console.log(`${lang.padEnd(4)}${cells.join("")}`);
  results.push([lang, missing]);
}
for (const [lang, missing] of results) {
  const words = missing.slice(0, Number(settings.missing)).map(([word]) => word);
  if (words.length) console.log(`\n${lang}: ${words.join(" ")}`);
}
process.exitCode = short ? 1 : 0;
