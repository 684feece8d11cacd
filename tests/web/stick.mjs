/** Sites and bundles that the command line makes for the tests of what works without a network. */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { TARJUMAN } from "./harness.mjs";

export const NEWSROOM = fileURLToPath(new URL("../../examples/newsroom", import.meta.url));

/** A folder that goes with the test. @param {import("node:test").TestContext} t @param {Record<string, string>} [files] */
export function folderWith(t, files = {}) {
  const folder = mkdtempSync(join(tmpdir(), "tarjuman-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, files);
  return folder;
}

/** @param {string} folder @param {Record<string, string>} files */
export function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** `tarjuman build …`. @param {...string} args */
export const build = (...args) => execFileSync(TARJUMAN, ["build", ...args], { stdio: ["ignore", "ignore", "pipe"] });

/** The newsroom as one page; its address. @param {import("node:test").TestContext} t */
export function newsroomPage(t) {
  const out = folderWith(t);
  build(NEWSROOM, "--out", out, "--single-file");
  return pathToFileURL(join(out, "search.html")).href;
}
