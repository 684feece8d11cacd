/**
 * What the end-to-end tests share: a bundle, a static server and a browser.
 *
 * The bundle is the example newsroom as `build.sh` makes it, or the folder that `TARJUMAN_DIST` names. The browser is Debian's Chromium, or
 * the one that `CHROMIUM` names.
 */

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(new URL("../../www/", import.meta.url))("playwright-core");

/** The command line: the one of the last build, or another by `TARJUMAN`. */
export const TARJUMAN = process.env.TARJUMAN ?? fileURLToPath(new URL("../../target/release/tarjuman", import.meta.url));

export const DIST = process.env.TARJUMAN_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

/** The policy that the element is made for. */
export const STRICT_CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/**
 * Serves the bundle on a free port.
 *
 * @param {object} [options]
 * @param {string} [options.csp] Sent with every answer.
 * @param {string} [options.folder] The bundle.
 * @param {Record<string, string>} [options.headers] Sent with every answer.
 * @param {Record<string, string | Buffer>} [options.pages] More files: path → content.
 * @param {(path: string, bytes: Buffer) => Buffer | number | undefined} [options.change] Other bytes, or a status, for a file.
 * @param {Record<string, string>} [options.types] Other MIME types: extension → type.
 * @param {number} [options.port] Of a server that was there before.
 */
export async function serve({ folder = DIST, csp, headers = {}, pages = {}, change, types = {}, port = 0 } = {}) {
  if (!existsSync(join(folder, "tarjuman.wasm"))) throw new Error(`no bundle in ${folder}: run ./build.sh first`);
  /** Paths asked for. */
  const requests = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname)).replace(
      /\/$/,
      "/index.html",
    );
    requests.push(path);
    const file = join(folder, path);
    let body = pages[path] ?? (existsSync(file) && readFileSync(file));
    if (typeof body == "string") body = Buffer.from(body);
    if (body) body = change?.(path, body) ?? body;
    const status = typeof body == "number" ? body : body ? 200 : 404;
    const extension = extname(path);
    response.writeHead(status, {
      "content-type": types[extension] ?? TYPES[extension] ?? "text/plain",
      ...(csp && { "content-security-policy": csp }),
      ...headers,
    });
    response.end(status == 200 ? body : `status ${status}`);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    port: server.address().port,
    requests,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A browser with a fresh profile, which Playwright makes and removes. @param {string[]} [more] Arguments. */
export const launch = (more = []) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });

/**
 * A page of its own for a test, with a server of its own; both end with the test. `problems` collects uncaught errors and
 * violations of the policy.
 *
 * @param {import("node:test").TestContext} t
 * @param {Awaited<ReturnType<typeof launch>>} browser
 * @param {Parameters<typeof serve>[0] & { path?: string, device?: object }} [options] `device`: what Playwright's contexts take.
 */
export async function visit(t, browser, { path = "", device = {}, ...options } = {}) {
  const server = await serve(options);
  const context = await browser.newContext(device);
  t.after(async () => {
    await context.close();
    await server.close();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (/Content.Security.Policy|Trusted/i.test(message.text())) problems.push(message.text());
  });
  await page.goto(server.url + path);
  return { page, server, problems };
}

/** A page around one element. */
export const pageWith = (element = "<tarjuman-search></tarjuman-search>", html = 'lang="en"') =>
  `<!doctype html><html ${html}><meta charset="utf-8"><title>t</title>
   <script type="module" src="element.js"></script><body>${element}<p><input id="other"></p></body></html>`;
