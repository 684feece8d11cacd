// How many pairs of the lexicon the Open Multilingual Wordnet has too: `node tools/lexicon-omw.mjs OMW [--missing N] [--seed S]`.
//
// OMW is a folder with `eng-wn-data-eng.tab`, `fra-wn-data-fra.tab` and `arb-wn-data-arb.tab`. A pair is an English word and a
// French or Arabic one of the same row; the wordnet has it if both are lemmas of one synset, whatever their capitals, hyphens,
// vowel marks and carriers of hamza. `--missing N` prints N pairs that it has not, drawn by seed, for somebody to look at.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { missing: { type: "string", default: "0" }, seed: { type: "string", default: "1" } },
});
if (positionals.length !== 1) {
    console.error("usage: node tools/lexicon-omw.mjs OMW [--missing N] [--seed S]");
    process.exit(2);
}
const lexicon = new URL("../lexicon/", import.meta.url);

/** A word without what only spelling tells. */
function plain(word) {
    return word
        .normalize("NFKD")
        .replace(/\p{M}|ـ/gu, "")
        .toLowerCase()
        .replace(/[_\-’']/g, " ")
        .replace(/[ٱ]/g, "ا");
}

/** Lemma → synsets. */
function synsets(code) {
    const found = new Map();
    for (const line of readFileSync(join(positionals[0], `${code}-wn-data-${code}.tab`), "utf8").split("\n")) {
        const [synset, kind, lemma] = line.split("\t");
        if (lemma && kind === `${code}:lemma`) {
            const key = plain(lemma);
            found.set(key, (found.get(key) ?? new Set()).add(synset.replace(/-s$/, "-a")));
        }
    }
    return found;
}

const english = synsets("eng");
for (const [lang, code] of [["fr", "fra"], ["ar", "arb"]]) {
    const others = synsets(code);
    const counts = { pairs: 0, same: 0, known: 0, knownSame: 0, rows: 0, rowsSame: 0 };
    const missing = [];
    for (const file of readdirSync(lexicon).filter((name) => name.endsWith(".tsv")).sort()) {
        const [header, ...lines] = readFileSync(new URL(file, lexicon), "utf8").trimEnd().split("\n");
        const columns = header.split("\t");
        for (const line of lines) {
            const cells = line.split("\t");
            const words = (tag) => cells[columns.indexOf(tag)].split("|");
            let any = false;
            for (const word of words("en")) {
                for (const other of words(lang)) {
                    const here = english.get(plain(word));
                    const there = others.get(plain(other));
                    const same = Boolean(here && there && [...here].some((synset) => there.has(synset)));
                    counts.pairs += 1;
                    counts.same += same;
                    counts.known += Boolean(here && there);
                    any ||= same;
                    const place = createHash("sha256").update(`${values.seed}\t${word}\t${other}`).digest("hex");
                    if (!same) missing.push({ place, line: `${file.slice(0, -4)}\t${cells[0]}\t${word}\t${other}` });
                }
            }
            counts.rows += 1;
            counts.rowsSame += any;
        }
    }
    const share = (part, whole) => (part / whole).toFixed(3);
    console.log(`en-${lang}: ${counts.same} of ${counts.pairs} pairs (${share(counts.same, counts.pairs)}); of the ${counts.known} whose two words it`
        + ` has, ${share(counts.same, counts.known)}; of ${counts.rows} rows, ${share(counts.rowsSame, counts.rows)} with a pair`);
    missing.sort((a, b) => (a.place < b.place ? -1 : 1));
    missing.slice(0, Number(values.missing)).forEach((pair) => console.log(`  ${pair.line}`));
}
