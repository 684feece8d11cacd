/**
 * What page and worker say to each other: numbered requests, one answer to each.
 *
 * @import { SearchOptions } from "./tarjuman.js"
 *
 * @typedef {object} Request
 * @property {number} id
 * @property {string | ArrayBuffer} [wasm] Open this; without it, the bundle's own.
 * @property {string} [query] Search, rather than open.
 * @property {string} [prefix] Complete, rather than open.
 * @property {string} [read] Id of a document to give whole, rather than open.
 * @property {SearchOptions} [options] Without a signal; languages as tags.
 *
 * @typedef {object} Answer
 * @property {number} id
 * @property {any} [value] `IndexInfo`, `Page`, `Suggestion[]`, or `FullDocument` or null.
 * @property {{ name: string, message: string }} [error]
 */

/**
 * Errors cross as name and message, for structured cloning drops names that it does not know.
 *
 * @param {unknown} thrown
 */
export const packError = (thrown) =>
  thrown instanceof Error
    ? { name: thrown.name, message: thrown.message }
    : { name: "TarjumanFormatError", message: String(thrown) };

/** @param {{ name: string, message: string }} packed */
export const unpackError = ({ name, message }) => Object.assign(new Error(message), { name });
