/**
 * What the element says, by language: one module each, with every plural form that `Intl.PluralRules` has for it. English is always there, the
 * others are fetched when a page is in them (`tarjuman.fr.js` in a bundle).
 */

import { urlOf } from "../load.js";
import en from "./en.js";

/** @typedef {{ [form in Intl.LDMLPluralRule]?: string } & { other: string }} Plural `{n}` is the number. */

/**
 * @typedef {object} Messages
 * @property {string} label Name of the box, and of the button that opens the dialog.
 * @property {string} placeholder
 * @property {string} results Name of the list.
 * @property {string} loading
 * @property {string} slow Loading still, after a while.
 * @property {string} none
 * @property {string} tips What to try when nothing was found.
 * @property {string} failed The engine could not be fetched.
 * @property {string} damaged It was, but is damaged or of another build.
 * @property {string} retry
 * @property {Plural} found Documents with every word.
 * @property {string} beyond The same, when documents with some of the words follow; `{found}` is the message above.
 * @property {Plural} partial Documents with some of the words, when none has every.
 * @property {string} meant A correction to offer; `{query}` is it.
 * @property {string} suggestions Name of a list of completions.
 * @property {string} recent Name of the list of recent searches.
 * @property {string} forget Empties it.
 * @property {string} all Opens the full view.
 * @property {string} more More hits below those on show.
 * @property {string} languages Name of the group of buttons that choose languages.
 * @property {string} everywhere All languages: one of these buttons.
 * @property {string} elsewhere Before languages in which the same query finds something.
 * @property {string} within All hits in `{lang}`.
 * @property {string} filters
 * @property {string} unfilter Takes all filters away.
 * @property {string} date Name of the filter for days.
 * @property {string} from Before the lowest value of a range.
 * @property {string} to Before the highest.
 * @property {string} reversed The highest is below the lowest.
 * @property {string} sort
 * @property {string} relevance
 * @property {string} newest
 * @property {string} oldest
 * @property {string} through The hit has `{word}`, in another language or spelling, for a word that was asked for.
 * @property {string} also Before the languages of translations of a hit.
 * @property {string} open The page of a document that is read here.
 * @property {string} close
 * @property {string} clear Empties the box.
 */

/**
 * The messages of a language with what `Intl` has for it.
 *
 * @typedef {Messages & {
 *   locale: string,
 *   count: (forms: Plural, n: number) => string,
 *   number: (n: number) => string,
 *   nameOf: (lang: string) => string,
 *   day: (date: string) => string,
 * }} Speech
 */

/** Languages with a module of their own. */
const FETCHED = "ar de es fa fr he hi it ja ko pt ru tr uk zh zh-Hant".split(" ");

/** @type {Map<string, Promise<Speech>>} */
const spoken = new Map();

/**
 * The words for a language tag: English where there are none, or they cannot be had. `own` are the page's words, by language; they come first.
 *
 * @param {string} tag
 * @param {Record<string, Partial<Messages>>} own
 */
export async function speechFor(tag, own) {
  const locale = localeOf(tag, own);
  let speech = spoken.get(locale);
  if (!speech) spoken.set(locale, (speech = fetchMessages(languageOf(locale), own).then((messages) => speechOf(messages, locale))));
  return { ...(await speech), ...own[languageOf(locale)] };
}

/** Not where the page has them all itself, as a page that stands alone does. @param {string} lang @param {Record<string, Partial<Messages>>} own @returns {Promise<Messages>} */
const fetchMessages = (lang, own) =>
  FETCHED.includes(lang) && !Object.keys(en).every((key) => Object.hasOwn(own[lang] ?? {}, key))
    ? import(urlOf(`${lang}.js`).href).then(
        (module) => module.default,
        () => en,
      )
    : Promise.resolve(en);

/** @param {Messages} messages @param {string} locale @returns {Speech} */
function speechOf(messages, locale) {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return {
    ...messages,
    locale,
    count: (forms, n) => (forms[plurals.select(n)] ?? forms.other).replace("{n}", numbers.format(n)),
    number: (n) => numbers.format(n),
    nameOf: (lang) => attempt(() => names.of(lang)) ?? lang,
    day: (date) => attempt(() => days.format(new Date(date))) ?? date,
  };
}

/** What comes from documents may be no tag and no date. @template T @param {() => T} action */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** As messages are named: without a region, but for Chinese in traditional characters. @param {string} tag */
export const languageOf = (tag) => (/^zh-(Hant|TW|HK|MO)\b/.test(tag) ? "zh-Hant" : /** @type {string} */ (tag.split("-")[0]));

/** @param {string} tag @param {object} own */
function localeOf(tag, own) {
  const locale = attempt(() => Intl.getCanonicalLocales(tag)[0]) ?? "en";
  const lang = languageOf(locale);
  return FETCHED.includes(lang) || Object.hasOwn(own, lang) ? locale : lang == "en" ? locale : "en";
}
