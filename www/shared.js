/** One open index for all elements of a page that ask for the same engine; it is closed when the last of them has gone. */

/** @import { Index, OpenOptions } from "./tarjuman.js" */

/** @typedef {{ index: Promise<Index>, numUsers: number }} Shared */

/** @type {Map<string, Shared>} */
const shared = new Map();

/** @typedef {(options: OpenOptions) => Promise<Index>} Open */

/**
 * In a worker, or where that cannot be had (another origin, a policy, a wrong MIME type) in the page.
 *
 * @param {Open} open
 * @param {OpenOptions} options
 */
const openAnywhere = (open, options) =>
  open(options).catch((error) => {
    if (options.worker && error.name == "TarjumanLoadError") return open({ ...options, worker: false });
    throw error;
  });

/**
 * The index, and a way to give it back. One that could not be opened is forgotten, so that the next to ask tries again.
 *
 * @param {Open} open
 * @param {{ wasm: string | null, worker: boolean }} asked
 */
export function share(open, { wasm, worker }) {
  const key = `${worker} ${wasm}`;
  const found = shared.get(key);
  /** @type {Shared} */
  const entry = found ?? { index: openAnywhere(open, { worker, ...(wasm != null && { wasm }) }), numUsers: 0 };
  entry.numUsers++;
  const forget = () => void (shared.get(key) == entry && shared.delete(key));
  if (!found) {
    shared.set(key, entry);
    entry.index.catch(forget);
  }
  return {
    index: entry.index,
    release() {
      entry.numUsers--;
      // An element that is moved leaves and comes back at once.
      queueMicrotask(() => {
        if (entry.numUsers > 0) return;
        forget();
        entry.index.then((index) => index.close()).catch(() => {});
      });
    },
  };
}
