/**
 * Tarjuman in JavaScript and as an element: every shape that a page may rely on.
 *
 * Written by hand, and the code is checked against it. What says *(later)* is settled here but not filled yet: it
 * carries the value named there until it is.
 */

// ---------------------------------------------------------------------------------------------------- opening

/**
 * Loads the engine with its index and opens it.
 *
 * Rejects with a `TarjumanLoadError` (not fetched), a `TarjumanFormatError` (damaged, or of another build), a
 * `TarjumanOptionError` (bad option) or an `AbortError` (the signal).
 */
export function open(options?: OpenOptions): Promise<Index>;

export interface OpenOptions {
  /** Where the engine is: a url (relative to the page), a response, or its bytes. Default: `tarjuman.wasm` beside this module. */
  wasm?: string | URL | Response | ArrayBuffer;
  /**
   * Run the engine in a worker, so that opening and searching never block the page: `tarjuman.worker.js` beside this module, or a copy of it that
   * lies elsewhere; behind a `blob:` url a classic script. Default: false.
   */
  worker?: boolean | URL;
  /** Gives up opening. */
  signal?: AbortSignal;
}

/** An open index. */
export interface Index {
  /** What is in the index. */
  readonly info: IndexInfo;
  /**
   * Searches. Any text is a valid query: one without a word in it, or with exclusions alone, gives an empty page.
   * `"exact phrase"`, `-word`, `one OR other`, `title:word`, `heading:word` and `begin*` mean what docs/query.md says.
   *
   * Rejects with a `TarjumanOptionError`, a `TarjumanClosedError`, an `AbortError`, or a `TarjumanLoadError` (a part of
   * the index could not be fetched).
   */
  search(query: string, options?: SearchOptions): Promise<Page>;
  /**
   * Completions of what is being typed, best first: frequent words of the index and pairs of them, spelt as most of its texts
   * have them, each certain to find something when it is searched with the same `langs`. Of several words the last is
   * completed: first as a pair with the one before, then with words that share a document with all of them; behind a space,
   * with words that often follow. In scripts without spaces, titles and other short stretches between signs are completed.
   *
   * Rejects as `search` does.
   */
  suggest(prefix: string, options?: SuggestOptions): Promise<Suggestion[]>;
  /**
   * A whole document: that with this id (`Hit.id`), or else that with this url; null when there is none.
   *
   * Rejects as `search` does.
   */
  read(id: string): Promise<FullDocument | null>;
  /** Frees the engine and ends its worker. Searches under way reject with a `TarjumanClosedError`. Closing twice is allowed. */
  close(): void;
}

export interface IndexInfo {
  /** Version of Tarjuman that built the index. */
  version: string;
  /** Version of the index format. */
  formatVersion: number;
  /** Changes with the content of the index, and only with it. */
  buildHash: string;
  /** Documents in the index. */
  numDocs: number;
  /** Documents per language, in the order of the index. */
  langs: { lang: string; numDocs: number }[];
  /** What documents can be filtered by, `date` included when any has one, and what its values are. */
  filters: { [name: string]: ValueKind };
  /** Keys that results can be sorted by, beside relevance, and what their values are. */
  sort: { [key: string]: ValueKind };
  /** Different surface forms in the dictionary. */
  numForms: number;
}

/** Texts, numbers, or days: those of `date` alone, which is built in and not counted in `facets`. */
export type ValueKind = "text" | "number" | "date";

// -------------------------------------------------------------------------------------------------- searching

export interface SearchOptions {
  /** Hits to return, 0 to 1000; 0 gives the totals alone. Default: 10. */
  limit?: number;
  /** Hits to skip, 0 to 1,000,000. Default: 0. */
  offset?: number;
  /**
   * Languages of the documents: all of them, that of the page (`<html lang>`, or all when it has none), or a list of
   * BCP 47 tags. A tag includes its more exact forms: `pt` finds `pt-BR` too. Default: "all".
   */
  langs?: "all" | "page" | readonly string[];
  /** Restricts by declared filters (`IndexInfo.filters`); a document must match each key. Default: `{}`. */
  filters?: Filters;
  /** Filters whose values are counted: all of them, none, or these. Default: true. */
  facets?: boolean | readonly string[];
  /** Order of the hits. Default: "relevance". */
  sort?: Sort;
  /** Give each hit an `explanation` of its score; ranks twice. Default: false. */
  explain?: boolean;
  /**
   * A language (BCP 47, `fr` includes `fr-CA`), or that of the page: its hits come before the others. Documents that hold every
   * word still come before those that hold some. Default: none.
   */
  first?: "page" | (string & {});
  /**
   * What becomes of the translations of one page that match: one hit, whose `alternates` are the others, or a hit each. The hit is
   * the version in the language of `first`, else of the query, unless it hardly matches; else the best (docs/javascript.md). Totals count documents
   * either way. Default: "fold".
   */
  alternates?: "fold" | "separate";
  /** Whether words find those of other languages that mean the same. Default: true. */
  crossLanguage?: boolean;
  /** Ends the search silently: the promise rejects with an `AbortError`. */
  signal?: AbortSignal;
}

/** Filter name → what is asked of it. */
export type Filters = { readonly [name: string]: Filter };

/** One value; a list, of which any will do; or a condition. Texts compare exactly, case included; a value that there is not matches nothing. */
export type Filter = FilterValue | readonly FilterValue[] | FilterCondition;

export type FilterValue = string | number;

/** Every member that is given must hold; one that is undefined is not given. */
export interface FilterCondition {
  /** The document has one of these values or more; none of an empty list. */
  any?: readonly FilterValue[];
  /** It has every one of them. */
  all?: readonly FilterValue[];
  /** It has none of them. */
  not?: readonly FilterValue[];
  /** True: it has no value of this name at all; false: it has one. */
  none?: boolean;
  /** It has a value from `min` to `max`, both included; numbers and dates only. Dates are written `YYYY-MM-DD`. */
  min?: FilterValue;
  max?: FilterValue;
}

/**
 * "relevance", "date", or a declared key (`IndexInfo.sort`), with "-" before it for descending order. Documents without the key
 * come last either way, those that hold only some words of the query behind those that hold all; ties are ordered by relevance.
 */
export type Sort = "relevance" | (string & {});

/** What a search gives. */
export interface Page {
  /**
   * Documents that hold every word of the query, directly or by an expansion; when `partial`, those that hold some of
   * its words. Alternatives (`OR`) are one word; documents without a phrase that was asked for, or with what was
   * excluded, never count.
   */
  total: number;
  /** True when no document holds every word. */
  partial: boolean;
  /** Time in the engine, milliseconds. */
  tookMs: number;
  /** `total` by language; only languages that have some. */
  langs: { lang: string; total: number }[];
  /** `total` by filter and value: every value of the index, those without documents too, in order (numbers by size, texts by letters). */
  facets: Facets;
  /**
   * Another query, to be shown as "did you mean"; null when there is none.
   *
   * - A correction: the query with misspelt words replaced by words of the index, as its texts spell them, and everything
   *   else left as typed. A word is misspelt when the index has only neighbours of it, or has it in two documents at most and
   *   a neighbour in four times as many. The correction finds documents, and clearly more than the words as typed.
   * - A reading on another keyboard (`ghbdtn` → `привет`, `руддщ` → `hello`; Arabic, Russian, Hebrew, Greek against US Latin),
   *   when no word as typed is known and each word so read is. Then the page's hits are already those of the reading.
   */
  suggestion: string | null;
  /** Best first. */
  hits: Hit[];
}

export type Facets = { [name: string]: { value: FilterValue; total: number }[] };

/** A document that was found. */
export interface Hit {
  id: string;
  /** As the owner gave it. */
  url: string;
  /**
   * `url` with a text fragment (`#:~:text=…`) for the words around the first mark of the excerpt: browsers scroll to them and
   * highlight them. Equal to `url` when nothing is marked, or its scheme is not http, https or file.
   */
  link: string;
  /** The build knew of no page at `url`; then a reader may show the text itself (`reader` of the element, docs/configuration.md). */
  pageless: boolean;
  /** May be empty. */
  title: string;
  /** BCP 47, canonical. */
  lang: string;
  dir: Direction;
  /** Comparable within one page only. */
  score: number;
  excerpt: Excerpt;
  /**
   * Up to three headed sections of the document that hold more than half of what it holds of the query, best first. Empty
   * when its text has no headings.
   */
  sections: Section[];
  /** Translations of this document: language → url. */
  alternates: { [lang: string]: string };
  /** What the document asked to have shown. */
  meta: { [name: string]: string };
  /** `YYYY-MM-DD`. */
  date: string | null;
  /** How its words were matched, nearest first. */
  via: Via[];
  /**
   * Words of the excerpt's passage that were found for words of the query: translations, names that sound alike, synonyms; as they
   * stand there, at most five.
   */
  through: string[];
  /**
   * Where the score comes from; null unless `explain` was asked for. The `points` sum to the `score` exactly: words in the order of
   * the query, of alternatives (`OR`) the best one, then families, then what is of no word.
   */
  explanation: Explanation[] | null;
}

/** A document with all its text, as the index has it. Members of the same name are as in a hit. */
export interface FullDocument {
  id: string;
  url: string;
  pageless: boolean;
  title: string;
  lang: string;
  dir: Direction;
  date: string | null;
  meta: { [name: string]: string };
  alternates: { [lang: string]: string };
  /** In order. The first is what stands before all headings, and may have no text. */
  sections: SectionText[];
}

export interface SectionText {
  /** The heading; may be empty. */
  title: string;
  /** The document's url, with the heading's anchor if it has one. */
  url: string;
  /** Paragraphs, list items and the like: text, never HTML. */
  text: string[];
}

/**
 * Points of a score, and where they come from. What a word of the query adds is `idf` × `weight` × `level` / 32; points of no word
 * have an empty `word`, and 0 for these three.
 */
export interface Explanation {
  /**
   * How the word was found: as in `via` (a phrase is "exact"), or "family": words that begin alike, which raise a document and find
   * none. Of no word: "weight", what the document's own weight adds or takes away. More names may come.
   */
  class: Via | "family" | "weight" | (string & {});
  /** Folded; a phrase as it was typed. */
  word: string;
  /** How much the word says about this document, 1 to 32. */
  level: number;
  /** How rare it is among the documents of the language, in bits. */
  idf: number;
  /** What the class counts, 0 to 1. */
  weight: number;
  /** May be negative where they are of no word. */
  points: number;
}

/** A headed section of a document. */
export interface Section {
  /** The heading; may be empty. */
  title: string;
  /** The document's url with the heading's anchor; with a text fragment when it has none. */
  url: string;
  /** Its best passage; may be empty. */
  excerpt: Excerpt;
}

export type Direction = "ltr" | "rtl";

/**
 * Text, never HTML. Joined, the pieces are some 200 characters of one passage of the document, whole sentences where there are any within
 * reach; `…` stands where a sentence is cut. `mark` is true for what the query found: a word as it is written (Arabic clitics
 * included), but in *d’Israël* only `Israël`.
 */
export type Excerpt = ExcerptPiece[];
export interface ExcerptPiece {
  text: string;
  mark: boolean;
}

export type Via = "exact" | "inflected" | "prefix" | "fuzzy" | "synonym" | "sound" | "translation";

export interface SuggestOptions {
  /** Completions to return, 0 to 1000. Default: 8. */
  limit?: number;
  /** As in `SearchOptions`. */
  langs?: SearchOptions["langs"];
  signal?: AbortSignal;
}

export interface Suggestion {
  /** What was typed, its end completed. */
  text: string;
  /** Language of the completion, BCP 47. */
  lang: string;
  dir: Direction;
}

// ----------------------------------------------------------------------------------------------------- errors

/**
 * Names of the errors that `open` and `search` reject with; the `name` is the contract, the message may change.
 *
 * - `TarjumanLoadError`: a file of the bundle could not be fetched, or the worker could not be started. Trying again may help.
 * - `TarjumanFormatError`: the bundle is damaged, or its files come from different builds. Reload, or build again.
 * - `TarjumanOptionError`: an option is unknown, of the wrong type or out of range; the message names it and its range.
 * - `TarjumanClosedError`: the index was closed.
 * - `AbortError` (a `DOMException`): the signal was aborted. The silent one: there is nothing to show.
 */
export type ErrorName =
  | "TarjumanLoadError"
  | "TarjumanFormatError"
  | "TarjumanOptionError"
  | "TarjumanClosedError"
  | "AbortError";

// ---------------------------------------------------------------------------------------------------- element

/**
 * `<tarjuman-search>`: search as an element. `element.js` registers it; importing the class alone has no effect.
 *
 * It has two views. The box is an editable combobox whose popup lists completions and hits; Enter opens the full view, a dialog with
 * languages, filters, order and a plain list of links. `view` chooses what stands in the page.
 *
 * Attributes (all optional)
 * - `view`: `box` (the default), `dialog` (a button that opens the full view), or `page` (the full view in the page).
 * - `wasm`: url of the engine. Default: beside `tarjuman.js`.
 * - `limit`: number of hits, 1 to 1000; in the full view, to begin with. Default: 10.
 * - `langs`: `all`, `page`, or tags separated by spaces. Default: `all`.
 * - `facets`: names of the filters to offer, `date` included, separated by spaces. Default: all; empty: none.
 * - `placeholder`: text in the empty box. Default: from the messages.
 * - `load`: `focus` (the default) or `idle`: when the engine is loaded.
 * - `shortcuts`: keys that lead to the box, some behind `mod+` (Ctrl, ⌘ on a Mac). Default: `mod+k /`.
 * - `reader`: hits open in the page, in a dialog with the document's text: `all` (or empty), or `missing`: those without a page.
 * - `autofocus`: takes the focus when connected, unless something else has it.
 * - `no-shortcuts`: leaves all keys to the page.
 * - `no-suggestions`: offers no completions.
 * - `no-recent`: neither keeps nor offers recent searches.
 * - `no-url`: neither reads nor writes the address. Of several elements the first without it does.
 * - `no-worker`: runs the engine in the page.
 *
 * Content: what stands in the element is shown until, and unless, the script runs.
 *
 * Slots: `trigger` (in the button of `view="dialog"`), and in the full view `start` (before anything is asked), `no-results`, `end`.
 *
 * The language of messages is that of the nearest `lang` attribute; English when there are none for it.
 *
 * Events (bubbling, composed): see `TarjumanSearchEventMap`.
 *
 * Parts: `box`, `trigger`, `input`, `field`, `icon`, `clear`, `panel`, `status`, `message`, `progress`, `retry`, `chips`, `languages`, `chip`, `count`,
 * `results`, `group`, `group-name`, `hit`, `title`, `excerpt`, `mark`, `source`, `lang`, `date`, `through`, `url`, `correction`, `completion`, `recent`,
 * `forget`, `tips`, `foot`, `all`; in the full view also `dialog` or `page`, `search`, `bar`, `close`, `offers`, `tools`, `order`, `sort`, `filters`,
 * `filter`, `filter-name`, `value`, `tick`, `range`, `bound`, `wrong`, `unfilter`, `link`, `sections`, `section`, `alternates`, `alternate`, `within`, `more`;
 * in the reader `reader`, `reader-bar`, `reader-page`, `reader-document`, `reader-title`, `reader-source`, `reader-text`, `reader-heading`,
 * `reader-paragraph`.
 *
 * Custom properties: `--tarjuman-accent`, `--tarjuman-background`, `--tarjuman-text`, `--tarjuman-muted`,
 * `--tarjuman-border`, `--tarjuman-mark`, `--tarjuman-radius`, `--tarjuman-max-height`.
 */
export class TarjumanSearch extends HTMLElement {
  /** Words instead of the element's own, by language (`fr`); also for languages that it has none for. To be set before elements are connected. */
  static messages: { [lang: string]: { [key: string]: any } };
  /** What to call filters (`topic`), their values (`topic.transport`) and sort keys, by language. */
  static names: { [lang: string]: { [name: string]: string } };
  /** How elements open an index. */
  static open: (options: OpenOptions) => Promise<Index>;

  /** What is asked. Setting it searches. */
  value: string;
  /** The results on show; null when there are none. */
  readonly page: Page | null;
  /** The open index; null before the first focus or query, and after a failure. Elements with the same engine have the same. */
  readonly index: Index | null;

  /** Opens the full view, and brings the focus there. */
  show(): void;
  /** Closes it, where it is a dialog. */
  close(): void;

  addEventListener<K extends keyof TarjumanSearchEventMap>(
    type: K,
    listener: (this: TarjumanSearch, event: TarjumanSearchEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

export interface TarjumanSearchEventMap extends HTMLElementEventMap {
  /** The index is open. */
  "tarjuman-open": CustomEvent<{ index: Index }>;
  /** Results are on show. */
  "tarjuman-results": CustomEvent<{ query: string; page: Page }>;
  /** The user chose a hit. Cancelable: `preventDefault()` keeps the browser from following the link. */
  "tarjuman-select": CustomEvent<{ query: string; hit: Hit }>;
  /** Loading or searching failed, and the element says so. `error.name` is an `ErrorName`, never `AbortError`. */
  "tarjuman-error": CustomEvent<{ error: Error }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "tarjuman-search": TarjumanSearch;
  }
}
