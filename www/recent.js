/** What was searched for lately, on this device only. Storage may be forbidden or full: then nothing is remembered. */

const KEY = "tarjuman-recent";
const MAX_KEPT = 5;
/** UTF-16 code units of a query that is kept. */
const MAX_LENGTH = 200;

/** Latest first. @returns {string[]} */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((query) => typeof query == "string").slice(0, MAX_KEPT) : [];
  } catch {
    return [];
  }
}

/** @param {string} query */
export function remember(query) {
  const asked = query.trim();
  if (asked && asked.length <= MAX_LENGTH) keep([asked, ...recent().filter((other) => other != asked)].slice(0, MAX_KEPT));
}

export const forget = () => keep([]);

/** @param {string[]} queries */
function keep(queries) {
  try {
    if (queries.length) localStorage.setItem(KEY, JSON.stringify(queries));
    else localStorage.removeItem(KEY);
  } catch {
    // Nothing is remembered.
  }
}
