// sizes.mjs ASSETS OUT: prints what a reader downloads, and compares it with the budgets.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliBytes, gzipBytes } from "./compress.mjs";

// Bytes after brotli -q 11. See DESIGN.md for what they were chosen by.
/** The engine: 39,567 bytes before the languages in depth, and 4 KB for them. */
const BUDGETS = { wasm: 39_567 + 4 * 1024, js: 20 * 1024 };
/** Messages of one language; a page loads those of its own, if any. */
const MESSAGES = /^tarjuman\.(?!sw)[a-z]{2}(-\w+)?\.js$/;
/** For pages that hits lead to, for documents read in the page, for a browser's own time, for the words of index.html, and for search.html: not what a page that searches loads. */
const ELSEWHERE = ["tarjuman-highlight.js", "tarjuman.reader.js", "tarjuman.sw.js", "tarjuman.page.js", "standalone.js"];
// Beyond this the quality-11 search takes tens of seconds, and the build reports the size anyway.
const MAX_COMPRESSED_BYTES = 8 << 20;

const [assets, out] = process.argv.slice(2);
const total = { wasm: 0, js: 0 };

function row(label, raw, gzip, brotli) {
    const cells = [raw, gzip, brotli].map((cell) => String(cell).padStart(11));
    console.log(`  ${label.padEnd(30)}${cells.join("")}`);
}

function measure(label, file) {
    const bytes = readFileSync(file);
    if (bytes.length > MAX_COMPRESSED_BYTES) {
        row(label, bytes.length, "-", "-");
        return 0;
    }
    const brotli = brotliBytes(bytes);
    row(label, bytes.length, gzipBytes(bytes), brotli);
    return brotli;
}

console.log();
row("bytes", "raw", "gzip -9", "brotli -11");
let messages = 0;
for (const name of readdirSync(assets).filter((name) => /\.(wasm|js)$/.test(name)).sort()) {
    const bytes = measure(name, join(assets, name));
    if (MESSAGES.test(name)) messages = Math.max(messages, bytes);
    else if (!ELSEWHERE.includes(name)) total[name.endsWith(".js") ? "js" : "wasm"] += bytes;
}
total.js += messages;
const bundle = join(out, "tarjuman.wasm");
if (existsSync(bundle)) {
    measure("tarjuman.wasm (with the index)", bundle);
}
for (const [kind, label] of [["wasm", "engine"], ["js", "JavaScript and CSS, with the longest messages"]]) {
    const verdict = total[kind] > BUDGETS[kind] ? "EXCEEDED" : "kept";
    console.log(`  ${label}: ${total[kind]} of ${BUDGETS[kind]} bytes, budget ${verdict}`);
}
