/**
 * A service worker that keeps a copy of the bundle for readers without a network.
 *
 * Registered from the bundle's folder it serves the pages there; imported by a site's own worker (`self.tarjumanFolder = "/search/"`, then
 * `importScripts`) those of the site. Each build has a cache of its own, and only files whose SHA-256 is the build's go in, so a copy is whole and of
 * one build, or there is none.
 *
 * Online the network leads: what a page loads first (`element.js`, `tarjuman.js`, `index.html`) is asked of it, so a new build is found at once.
 * What is loaded later has the build in its url (`?v=`) and comes from the copy of just that build. Without a network, or with one that does not
 * answer, the latest copy serves. A copy that cannot be made does not fail the installation, for the worker may be the site's: it is tried again
 * with the next page.
 */

/** Stamped by the build: its hash, and `name:sha256` of the files to keep. */
const [hash = "", list = ""] = ["__TARJUMAN_VERSION_HASH__", "__TARJUMAN_FILES__"];
/** How long the network may take to begin its answer where there is a copy, ms. */
const PATIENCE_MS = 4000;
/** Statuses from here on say that the server cannot answer now. */
const SERVER_ERROR = 500;
/** The search page; what a folder's url stands for. Servers may write into it on the way, so it alone is taken as it comes. */
const PAGE = "index.html";

/** The types at hand are those of a page. */
const worker = /** @type {any} */ (self);
const folder = new URL(worker.tarjumanFolder ?? "./", worker.location.href).href;
const files = new Map(list.split(",").map((file) => /** @type {[string, string]} */ (file.split(":"))));
/** What names of the bundle's caches begin with; other caches, those of other bundles too, are left alone. */
const prefix = `tarjuman ${folder} `;

/** @type {Promise<unknown> | undefined} */
let filling;

/** The copy of a build, if it is whole. @param {string} name */
async function wholeCopy(name) {
  const cache = (await caches.has(name)) ? await caches.open(name) : undefined;
  return cache && (await cache.keys()).length >= files.size ? cache : undefined;
}

/** Makes the copy of this build, unless it is there. */
const fill = () =>
  (filling ??= fetchAll()
    .catch(() => caches.delete(prefix + hash))
    .finally(() => (filling = undefined)));

async function fetchAll() {
  if (await wholeCopy(prefix + hash)) return;
  const isLarge = (/** @type {string} */ name) => name.endsWith(".wasm");
  const fetchSome = (/** @type {string[]} */ names) =>
    Promise.all(names.map(async (name) => /** @type {const} */ ([name, await fetchFile(name, files.get(name) ?? "")])));
  // All of them before any is put; the large one only when the others are this build's.
  const names = [...files.keys()];
  const fetched = await fetchSome(names.filter((name) => !isLarge(name)));
  fetched.push(...(await fetchSome(names.filter(isLarge))));
  const cache = await caches.open(prefix + hash);
  await Promise.all(fetched.map(([name, response]) => cache.put(folder + name, response)));
}

/**
 * A file of this build: from another copy, the browser's cache, or the server, whichever has its very bytes.
 *
 * @param {string} name
 * @param {string} sum
 */
async function fetchFile(name, sum) {
  const url = `${folder}${name}?v=${hash}`;
  const sources = [
    async () => (name == PAGE ? undefined : latest(name)),
    () => fetch(url, name == PAGE ? { cache: "reload" } : {}),
    () => fetch(url, { cache: "reload" }),
  ];
  for (const source of sources) {
    const response = await source();
    if (!response?.ok) continue;
    const bytes = await response.arrayBuffer();
    if (name != PAGE && (await sha256(bytes)) != sum) continue;
    // Made anew: a response that was redirected must not answer a navigation, and these bytes are no longer compressed.
    const headers = new Headers(response.headers);
    for (const header of ["content-encoding", "content-length"]) headers.delete(header);
    return new Response(bytes, { headers });
  }
  throw new Error(`${url} is not of this build`);
}

/** @param {ArrayBuffer} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The file in the copy of this build, or else of another that is whole. @param {string} name */
async function latest(name) {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  for (const copy of [prefix + hash, ...names]) {
    const found = await (await wholeCopy(copy))?.match(folder + name);
    if (found) return found;
  }
  return undefined;
}

/** Removes the copies of other builds, once this build's is whole, and no later build is about to take over. */
async function tidy() {
  const { installing, waiting } = worker.registration;
  if (installing || waiting || !(await wholeCopy(prefix + hash))) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name != prefix + hash);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/**
 * The build that asks: in the url, or in that of the script that imports this one, as the worker imports `tarjuman.js`.
 *
 * @param {Request} request
 */
const buildOf = ({ url, referrer }) =>
  new URL(url).searchParams.get("v") ??
  (referrer.startsWith(`${folder}tarjuman.worker.js?`) ? new URL(referrer).searchParams.get("v") : null);

/** @param {Request} request @param {string} name */
async function answer(request, name) {
  const build = buildOf(request);
  if (build) return (await (await wholeCopy(prefix + build))?.match(folder + name)) ?? fetch(request);
  const copy = await latest(name);
  if (!copy) return fetch(request);
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const fetched = await Promise.race([fetch(request).catch(() => undefined), patience]);
  return fetched && fetched.status < SERVER_ERROR ? fetched : copy;
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(fill()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(tidy()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const [address = ""] = request.url.split(/[?#]/);
  const name = address == folder ? PAGE : address.slice(folder.length);
  if (request.method != "GET" || !address.startsWith(folder) || !files.has(name)) return;
  event.respondWith(answer(request, name));
  if (name == "tarjuman.js" && !filling) event.waitUntil(fill().then(tidy));
});
