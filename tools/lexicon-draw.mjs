// Draws rows of the lexicon for somebody to judge: `node tools/lexicon-draw.mjs SEED [ROWS]` prints tab-separated lines.
// The same seed draws the same rows as long as their keys stay: a row's place is the digest of the seed and its key.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";

const [seed, number = "300"] = process.argv.slice(2);
if (!seed || !/^\d+$/.test(number)) {
    console.error("usage: node tools/lexicon-draw.mjs SEED [ROWS]");
    process.exit(2);
}
const folder = new URL("../lexicon/", import.meta.url);
const fields = readdirSync(folder).filter((name) => name.endsWith(".tsv")).sort();
const rows = [];
let header = "";
for (const field of fields) {
    const [first, ...lines] = readFileSync(new URL(field, folder), "utf8").trimEnd().split("\n");
    header = first;
    for (const line of lines) {
        const key = line.slice(0, line.indexOf("\t"));
        const place = createHash("sha256").update(`${seed}\t${field}\t${key}`).digest("hex");
        rows.push({ place, line: `${field.slice(0, -4)}\t${line}` });
    }
}
rows.sort((a, b) => (a.place < b.place ? -1 : 1));
console.log(`field\t${header}`);
rows.slice(0, Number(number)).forEach((row) => console.log(row.line));
