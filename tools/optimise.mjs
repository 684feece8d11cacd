// optimise.mjs IN.wasm OUT.wasm: keeps whichever of wasm-opt's outputs (or the input) a browser has to download least of.
//
// Which level is smallest changes from version to version, and what counts is the size after compression: -Oz often
// makes a smaller module that compresses worse. So all are tried.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliBytes } from "./compress.mjs";

const WASM_OPT = join(dirname(fileURLToPath(import.meta.url)), "../www/node_modules/binaryen/bin/wasm-opt");

// What rustc emits for wasm32-unknown-unknown; every browser since 2022 has all of it.
const FEATURES = [
    "--enable-bulk-memory", "--enable-bulk-memory-opt", "--enable-call-indirect-overlong", "--enable-multivalue",
    "--enable-mutable-globals", "--enable-nontrapping-float-to-int", "--enable-reference-types", "--enable-sign-ext",
];
// The stack lies at the bottom and never gets down to the last kilobyte: addresses may be taken apart.
const LAYOUT = ["--low-memory-unused"];
const STRIP = ["--strip-debug", "--strip-producers", "--strip-target-features"];
// Inlining makes functions unlike each other: without it a larger module may compress better (by 1.1 KB of 39.8).
const APART = ["--one-caller-inline-max-function-size=0", "--always-inline-max-function-size=0"];
const VARIANTS = [
    ["-Oz"], ["-Os"], ["-O3"], ["-Oz", "--converge", ...APART],
    ["-Os", "--flatten", "--rereloop", "--simplify-locals-nostructure", "-Os", "--local-cse", "-Os", "--flexible-inline-max-function-size=0", ...APART],
    ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", ...APART], ["-O3", "--flexible-inline-max-function-size=0", ...APART], [],
];

const [input, output] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "tarjuman-"));
try {
    const tried = VARIANTS.map((levels, number) => {
        const file = join(folder, `${number}.wasm`);
        execFileSync(process.execPath, [WASM_OPT, input, ...FEATURES, ...LAYOUT, ...levels, ...STRIP, "-o", file], { stdio: "inherit" });
        const bytes = readFileSync(file);
        return { name: levels.join(" ") || "no optimisation", bytes, brotli: brotliBytes(bytes) };
    });
    tried.sort((a, b) => a.brotli - b.brotli || a.bytes.length - b.bytes.length);
    writeFileSync(output, tried[0].bytes);
    console.log(`  brotli: ${tried.map((one) => `${one.name} ${one.brotli}`).join(", ")}`);
} finally {
    rmSync(folder, { recursive: true });
}
