/** `tarjuman` as a program: bundles in a temporary folder, and many questions at once. */

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const TARJUMAN = process.env.TARJUMAN ?? fileURLToPath(new URL("../../target/release/tarjuman", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "tarjuman-recall-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** A place for a file or a bundle, gone when the program ends. */
export const temporary = (name) => join(folder, name);

/**
 * @param {string} name
 * @param {string[]} sources
 * @returns {string} the bundle's folder
 */
export function build(name, sources) {
  const out = temporary(name);
  execFileSync(TARJUMAN, ["build", ...sources, "--out", out], { stdio: ["ignore", "ignore", "inherit"] });
  return out;
}

/** @returns {string[][]} */
export const groups = (bundle, lang) =>
  JSON.parse(
    execFileSync(TARJUMAN, ["inspect", bundle, "--groups", lang, "--json"], { encoding: "utf8", maxBuffer: 2 ** 30 }),
  );

/**
 * The documents that hold every word of each query, in the order of the queries.
 *
 * @param {string} bundle
 * @param {string} lang
 * @param {string[]} queries
 * @returns {Promise<Set<string>[]>}
 */
export async function ask(bundle, lang, queries) {
  const child = spawn(TARJUMAN, ["query", bundle, "-", "--json", "--lang", lang, "--limit", "1000"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.on("error", () => {});
  child.stdin.end(queries.map((query) => `${query}\n`).join(""));
  const found = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const page = JSON.parse(line);
    // Documents that hold only some of the words follow the others.
    const whole = page.partial ? 0 : page.total;
    if (whole > 1000) throw new Error(`${queries[found.length]}: ${whole} documents, more than can be listed`);
    found.push(new Set(page.hits.slice(0, whole).map((hit) => hit.id)));
  }
  if (found.length != queries.length) throw new Error(`${queries.length} queries, ${found.length} answers`);
  return found;
}

/**
 * Words as the index sees them.
 *
 * @param {string} bundle
 * @param {string[]} words
 * @returns {string[]}
 */
export const foldLines = (bundle, words) =>
  execFileSync(TARJUMAN, ["fold", bundle, "-", "--as-written"], {
    input: words.map((word) => `${word}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  })
    .trimEnd()
    .split("\n");
