/** The filters of the full view: a group of boxes to tick for each, with the number of documents behind every value. */

import { button, element } from "./dom.js";

/** @import { Facets } from "./tarjuman.js" */
/** @import { State } from "./state.js" */
/** @import { Speech } from "./messages/index.js" */

/** Values of one filter on show, those chosen aside: most frequent first. Numbers with more values have their range alone. */
const MAX_VALUES = 12;

/**
 * @param {Facets} facets
 * @param {State["filters"]} chosen
 * @param {Record<string, string>} names What to call filters and values; as they are where there is nothing else.
 * @param {Speech} speech
 * @param {(filters: State["filters"]) => void} choose
 */
export function filterGroups(facets, chosen, names, speech, choose) {
  const groups = Object.entries(facets).flatMap(([name, counts]) => {
    const picked = chosen[name] ?? [];
    const some = counts
      .filter(({ value, total }) => total > 0 || picked.includes(String(value)))
      .sort((a, b) => Number(picked.includes(String(b.value))) - Number(picked.includes(String(a.value))) || b.total - a.total)
      .slice(0, MAX_VALUES + picked.length);
    if (!some.length || (Number.isFinite(counts[MAX_VALUES]?.value) && !picked.length)) return [];
    const legend = element("legend", "filter-name", { textContent: names[name] ?? name, dir: "auto" });
    const rows = some.map(({ value, total }) => {
      const text = String(value);
      const tick = element("input", "tick", { type: "checkbox", checked: picked.includes(text), id: `tick-${name}-${text}` });
      tick.addEventListener("change", () => {
        const values = tick.checked ? [...picked, text] : picked.filter((other) => other != text);
        choose({ ...chosen, [name]: values });
      });
      const label = element("bdi", "name", { textContent: names[`${name}.${text}`] ?? text });
      return element("label", "value", {}, [tick, label, element("span", "count", { textContent: speech.number(total) })]);
    });
    return [element("fieldset", "filter", {}, [legend, ...rows])];
  });
  const isAnyChosen = Object.values(chosen).some((values) => values.length);
  if (isAnyChosen) groups.push(/** @type {any} */ (button("unfilter", () => choose({}), [speech.unfilter])));
  return groups;
}
