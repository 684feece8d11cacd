/**
 * Packs the browser half: `node www/bundle.mjs OUT_DIR`.
 *
 * Needs wasm-bindgen's `www/engine/engine.js` (web target). Writes what a bundle holds besides `tarjuman.wasm` and
 * `manifest.json`, prints each size, and fails when the scripts outgrow their budget.
 */

import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

/** All scripts together, bytes after brotli -q 11. */
const BUDGET = 15 * 1024;

const SCRIPTS = ["tarjuman.js", "tarjuman.worker.js", "element.js"];
const COPIES = ["tarjuman.d.ts", "index.html"];
/** `tarjuman build` replaces these in tarjuman.js, so each must have survived packing exactly once. */
const STAMPS = ["__TARJUMAN_VERSION_HASH__", "__TARJUMAN_CODE_CHECK__"];

const here = dirname(fileURLToPath(import.meta.url));
const outDir = process.argv[2];
if (!outDir) throw new Error("usage: node www/bundle.mjs OUT_DIR");

/** Wraps the glue in a function, so that each call gives a copy with module variables of its own. */
const glue = {
  name: "glue",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/glue\.js$/ }, () => ({ path: "glue", namespace: "glue" }));
    onLoad({ filter: /.*/, namespace: "glue" }, async () => {
      const { outputFiles } = await build({
        stdin: { contents: 'export { default as init, Engine } from "./engine/engine.js";', resolveDir: here },
        bundle: true,
        format: "iife",
        globalName: "glue",
        banner: { js: "export function createGlue() {" },
        footer: { js: "return glue; }" },
        // The glue's default path of the wasm, which is never used: the bytes are always given.
        define: { "import.meta.url": '""' },
        write: false,
        logLevel: "warning",
      });
      return { contents: outputFiles[0].text };
    });
  },
};

mkdirSync(outDir, { recursive: true });
for (const script of SCRIPTS) {
  await build({
    entryPoints: [join(here, script)],
    outfile: join(outDir, script),
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    minify: true,
    // The other two scripts find the first one beside them.
    external: script == "tarjuman.js" ? [] : ["./tarjuman.js"],
    plugins: [glue],
    logLevel: "warning",
  });
}
for (const file of COPIES) copyFileSync(join(here, file), join(outDir, file));

const packed = readFileSync(join(outDir, "tarjuman.js"), "utf8");
for (const stamp of STAMPS) {
  if (packed.split(stamp).length != 2) throw new Error(`${stamp} does not stand in tarjuman.js exactly once`);
}

let total = 0;
for (const script of SCRIPTS) {
  const size = brotliSize(join(outDir, script));
  total += size;
  console.log(`${script.padEnd(20)} ${String(size).padStart(6)} bytes brotli`);
}
console.log(`${"scripts together".padEnd(20)} ${String(total).padStart(6)} bytes brotli, of ${BUDGET}`);
if (total > BUDGET) throw new Error("the scripts outgrow their budget");

function brotliSize(path) {
  return brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}
