/** What the element says, by language: one module each, with every plural form that `Intl.PluralRules` has for it. */

import ar from "./ar.js";
import en from "./en.js";
import fr from "./fr.js";

/** @typedef {{ [form in Intl.LDMLPluralRule]?: string } & { other: string }} Plural `{n}` is the number. */

/**
 * @typedef {object} Messages
 * @property {string} label Name of the box.
 * @property {string} placeholder
 * @property {string} results Name of the list.
 * @property {string} loading
 * @property {string} none
 * @property {string} failed
 * @property {string} retry
 * @property {Plural} found Documents with every word.
 * @property {string} beyond The same, when documents with some of the words follow; `{found}` is the message above.
 * @property {Plural} partial Documents with some of the words, when none has every.
 */

/** @type {Record<string, Messages>} */
export const ALL = { ar, en, fr };

/**
 * The messages for a language tag; English when there are none.
 *
 * @param {string} tag
 */
export function messagesFor(tag) {
  const locale = supported(tag);
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const names = new Intl.DisplayNames(locale, { type: "language" });
  return {
    ...(ALL[languageOf(locale)] ?? en),
    locale,
    /** @param {Plural} forms @param {number} n */
    count: (forms, n) => (forms[plurals.select(n)] ?? forms.other).replace("{n}", numbers.format(n)),
    /** @param {string} lang */
    nameOf(lang) {
      try {
        return names.of(lang) ?? lang;
      } catch {
        return lang;
      }
    },
  };
}

/** @param {string} tag */
const languageOf = (tag) => /** @type {string} */ (tag.split("-")[0]);

/** @param {string} tag */
function supported(tag) {
  try {
    const locale = String(Intl.getCanonicalLocales(tag)[0]);
    if (Object.hasOwn(ALL, languageOf(locale))) return locale;
  } catch {
    // Not a language tag: as if there were none.
  }
  return "en";
}
