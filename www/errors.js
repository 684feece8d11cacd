/** The errors of the contract. Callers tell them apart by `name`, which also survives the way out of a worker. */

/** @import { ErrorName } from "./tarjuman.js" */

/**
 * @param {Exclude<ErrorName, "AbortError">} name
 * @param {string} message
 * @param {unknown} [cause]
 */
export function failure(name, message, cause) {
  const error = new Error(message, { cause });
  error.name = name;
  return error;
}

export const aborted = () => new DOMException("the signal was aborted", "AbortError");

/** @param {unknown} error */
export const isAbort = (error) => error instanceof DOMException && error.name == "AbortError";

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * What the promise gives, or as soon as the signal is aborted what `reason` gives.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal | undefined} signal
 * @param {() => Error} [reason]
 * @returns {Promise<T>}
 */
export function unlessAborted(promise, signal, reason = aborted) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(reason());
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop);
    promise.then(resolve, reject).finally(() => signal?.removeEventListener("abort", stop));
  });
}
