/** `tarjuman serve` for tests: a folder of its own for each, and the server, which ends with the test. */

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const TARJUMAN = process.env.TARJUMAN ?? fileURLToPath(new URL("../../target/release/tarjuman", import.meta.url));
export const EXAMPLES = fileURLToPath(new URL("../../examples", import.meta.url));

/**
 * A folder with these files, removed with the test.
 *
 * @param {import("node:test").TestContext} t
 * @param {{ copy?: string, files?: Record<string, string> }} content `copy`: a folder to begin with.
 */
export function folder(t, { copy, files = {} }) {
  const path = mkdtempSync(join(tmpdir(), "tarjuman-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  if (copy) cpSync(copy, path, { recursive: true });
  const write = (name, text) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  return { path, write };
}

/**
 * Serves, and gives the address without a slash at its end, and what the server has said so far.
 *
 * @param {import("node:test").TestContext} t
 * @param {string} cwd
 * @param {string[]} args
 */
export async function tarjumanServe(t, cwd, args) {
  const server = spawn(TARJUMAN, ["serve", ...args, "--port", "0"], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  t.after(() => server.kill());
  const said = [];
  const errors = createInterface({ input: server.stderr });
  errors.on("line", (line) => said.push(line));
  let url;
  for await (const line of createInterface({ input: server.stdout })) {
    url ??= line.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
    if (line.includes("Ctrl-C")) break;
  }
  if (!url) throw new Error(`tarjuman serve did not begin: ${said.join("\n")}`);
  // Nobody reads on, and a full pipe would stop the server.
  server.stdout.resume();
  return { url, said };
}
