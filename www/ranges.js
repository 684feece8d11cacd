/**
 * From … to: two fields in the full view for each filter of days or numbers. They stay while everything around them is drawn anew, since
 * Chromium reports a date at every key, and a field that is put in again has lost the part of the date that the reader was at.
 */

import { chosenOf } from "./ask.js";
import { element } from "./dom.js";

/** @import { ValueKind } from "./tarjuman.js" */
/** @import { Actions } from "./around.js" */
/** @import { State } from "./state.js" */
/** @import { Speech } from "./messages/index.js" */

/** Dates with a year of four digits, as the index has them; browsers go on to the next part then. */
const DATE = { type: "date", max: "9999-12-31" };
const NUMBER = { type: "number", inputMode: "decimal", step: "any" };

/** @typedef {HTMLFieldSetElement & { write: (filters: State["filters"]) => void }} Range */

/**
 * @param {string} name
 * @param {ValueKind} kind
 * @param {string} title
 * @param {Speech} speech
 * @param {Actions} actions
 */
export function rangeOf(name, kind, title, speech, { fill, commit }) {
  /** What the fields have by the state: what is being written is left alone. @type {string[]} */
  const known = ["", ""];
  const inputs = [">", "<"].map((sign, i) => {
    const input = element("input", "bound", kind == "date" ? DATE : NUMBER);
    input.addEventListener("change", () => {
      fill(name + sign, (known[i] = input.value));
      // Only then the reader has done with it.
      group.addEventListener("focusout", commit, { once: true });
    });
    return input;
  });
  const wrong = element("p", "wrong", { role: "status" });
  /** @param {State["filters"]} filters */
  const write = (filters) => {
    const [, [min], [max]] = chosenOf(filters, name, kind);
    const message = min > max ? speech.reversed : "";
    // Once, or it would be read out once more with every search.
    if (wrong.textContent != message) wrong.textContent = message;
    inputs.forEach((input, i) => {
      const value = `${(i ? max : min) ?? ""}`;
      if (value != known[i]) input.value = known[i] = value;
      input.ariaInvalid = `${min > max}`;
    });
  };
  const group = element("fieldset", "filter", /** @type {{}} */ ({ write }), [
    element("legend", "filter-name", { textContent: title, dir: "auto" }),
    ...inputs.map((input, i) => element("label", "value range", {}, [i ? speech.to : speech.from, input])),
    wrong,
  ]);
  return /** @type {Range} */ (group);
}
