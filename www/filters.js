/**
 * Filters as the engine takes them: texts, four for each range of values: a sign, the filter's name, the lowest and the highest
 * value. `+` ends a clause that holds for documents with a value within one of its ranges, `-` one for documents with none; without
 * a sign the next range is of the same clause. Numbers and days are written so that they compare as texts (`src/store/columns.rs`).
 */

import { failure } from "./errors.js";

/** @import { Filters, IndexInfo, ValueKind } from "./tarjuman.js" */

/** Higher than every value. */
const HIGHEST = "\u{10ffff}";
const MS_PER_DAY = 86_400_000;

const LISTS = ["any", "all", "not"];
const EXPECTED = {
  text: "a string, a list of strings, or { any, all, not, none }",
  number: "a number, a list of numbers, or { any, all, not, none, min, max } with min not above max",
  date: 'a day as "YYYY-MM-DD", a list of days, or { any, all, not, none, min, max } with min not above max',
};

/**
 * @param {Filters} filters
 * @param {IndexInfo["filters"]} known
 */
export function compileFilters(filters, known) {
  /** @type {string[]} */
  const compiled = [];
  for (const [name, filter] of Object.entries(filters)) {
    if (filter === undefined) continue;
    const kind = Object.hasOwn(known, name) && known[name];
    if (!kind) {
      const names = Object.keys(known).join(", ") || "none";
      throw failure("TarjumanOptionError", `option "filters": there is no filter "${name}"; known are ${names}`);
    }
    const wrong = () => failure("TarjumanOptionError", `option "filters": "${name}" must be ${EXPECTED[kind]}`);

    /** @param {unknown} value */
    const valueOf = (value) => {
      const key = keyOf(value, kind);
      if (key === false) throw wrong();
      return key;
    };
    /** @param {string} sign @param {[string, string][]} ranges */
    const add = (sign, ranges) => {
      // Without a range, one that holds nothing.
      if (!ranges.length) ranges = [[HIGHEST, ""]];
      ranges.forEach((range, at) => compiled.push(at + 1 < ranges.length ? "" : sign, name, ...range));
    };
    const isCondition = typeof filter == "object" && filter && !Array.isArray(filter);
    const condition = /** @type {Record<string, any>} */ (isCondition ? filter : { any: [filter].flat() });
    const { none, min, max } = condition;
    for (const [member, value] of Object.entries(condition)) {
      if (value === undefined) continue;
      if (LISTS.includes(member)) {
        if (!Array.isArray(value)) throw wrong();
        const ranges = value.map(valueOf).map((key) => /** @type {[string, string]} */ ([key, key]));
        if (member == "all") for (const range of ranges) add("+", [range]);
        else if (member == "any" || ranges.length) add(member == "any" ? "+" : "-", ranges);
      } else if (member == "none" ? typeof value != "boolean" : kind == "text" || !["min", "max"].includes(member)) {
        throw wrong();
      }
    }
    if (none !== undefined) add(none ? "-" : "+", [["", HIGHEST]]);
    if (min !== undefined || max !== undefined) {
      const low = min === undefined ? "" : valueOf(min);
      const high = max === undefined ? HIGHEST : valueOf(max);
      if (low > high) throw wrong();
      add("+", [[low, high]]);
    }
  }
  return compiled;
}

/**
 * The text that a value is compared as; false when it is none of this kind.
 *
 * @param {unknown} value
 * @param {ValueKind} kind
 */
export const keyOf = (value, kind) =>
  kind == "text" ? typeof value == "string" && value : numberKey(kind == "date" ? dayOf(value) : value);

/**
 * Days since 1970-01-01.
 *
 * @param {unknown} value
 */
function dayOf(value) {
  if (typeof value != "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return NaN;
  const date = new Date(value);
  // Not every engine refuses the 30th of February.
  return date.getTime() && !date.toISOString().startsWith(value) ? NaN : date.getTime() / MS_PER_DAY;
}

/**
 * The bits of a number, so that greater numbers are greater texts; false when it is none.
 *
 * @param {unknown} value
 */
function numberKey(value) {
  if (!Number.isFinite(value)) return false;
  const view = new DataView(new ArrayBuffer(8));
  // One zero of the two.
  view.setFloat64(0, /** @type {number} */ (value) + 0);
  const isNegative = view.getUint8(0) > 127;
  for (let at = 0; at < 8; at++) view.setUint8(at, view.getUint8(at) ^ (isNegative ? 255 : at ? 0 : 128));
  return view.getBigUint64(0).toString(16).padStart(16, "0").replace(/0+$/, "");
}
