/**
 * How long after saving a page `tarjuman serve` tells open pages to load again: node benches/serve.mjs FOLDER FILE
 * FOLDER is copied; FILE, below it, gets a word more each time.
 */

import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TARJUMAN = fileURLToPath(new URL("../target/release/tarjuman", import.meta.url));
const ROUNDS = 15;
const PAUSE_MS = 500;

const [source, file] = process.argv.slice(2);
if (!file) throw new Error("node benches/serve.mjs FOLDER FILE");
const folder = mkdtempSync(join(tmpdir(), "tarjuman-"));
cpSync(source, folder, { recursive: true });
const server = spawn(TARJUMAN, ["serve", folder, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
try {
  const url = await new Promise((resolve) => {
    let said = "";
    server.stdout.on("data", (data) => {
      said += data;
      if (said.includes("Ctrl-C")) resolve(said.match(/http:\/\/[\d.:]+/)[0]);
    });
  });
  const events = (await fetch(`${url}/.tarjuman/events`)).body.getReader();
  // Others only keep the connection.
  const message = async () => {
    while (!Buffer.from((await events.read()).value).includes("data:"));
  };
  await message();
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const start = performance.now();
    appendFileSync(join(folder, file), "\nmore\n");
    await message();
    times.push(Math.round(performance.now() - start));
  }
  times.sort((a, b) => a - b);
  console.log(`ms from saving to the message: median ${times[ROUNDS >> 1]}, ${times[0]} to ${times.at(-1)}`);
} finally {
  server.kill();
  rmSync(folder, { recursive: true });
}
process.exit();
