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
  /** Run the engine in a worker, so that opening and searching never block the page. Default: false. */
  worker?: boolean;
  /** Gives up opening. */
  signal?: AbortSignal;
}

/** An open index. */
export interface Index {
  /** What is in the index. */
  readonly info: IndexInfo;
  /**
   * Searches. Any text is a valid query: one without a word in it gives an empty page.
   *
   * Rejects with a `TarjumanOptionError`, a `TarjumanClosedError`, an `AbortError`, or a `TarjumanLoadError` (a part of
   * the index could not be fetched).
   */
  search(query: string, options?: SearchOptions): Promise<Page>;
  /** Completions from the words of the index, each certain to find something. *(later: not there yet)* */
  suggest?(prefix: string, options?: SuggestOptions): Promise<Suggestion[]>;
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
  /** Different surface forms in the dictionary. */
  numForms: number;
}

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
  /** Restricts by declared filters; a document must match each key. Default: `{}`. *(later: only `{}`)* */
  filters?: Filters;
  /** Order of the hits. Default: "relevance". *(later: "date" and declared keys)* */
  sort?: Sort;
  /** Ends the search silently: the promise rejects with an `AbortError`. */
  signal?: AbortSignal;
}

/** Filter name → what is asked of it. */
export type Filters = { readonly [name: string]: Filter };

/** One value; a list, of which any will do; or a condition. *(later)* */
export type Filter = FilterValue | readonly FilterValue[] | FilterCondition;

export type FilterValue = string | number;

/** Every member that is given must hold. Ranges include both ends; dates are written `YYYY-MM-DD`. *(later)* */
export interface FilterCondition {
  any?: readonly FilterValue[];
  all?: readonly FilterValue[];
  not?: readonly FilterValue[];
  none?: boolean;
  min?: FilterValue;
  max?: FilterValue;
}

/** "relevance", "date", or a declared key, with "-" before it for descending order. */
export type Sort = "relevance" | (string & {});

/** What a search gives. */
export interface Page {
  /**
   * Documents that hold every word of the query, directly or by an expansion; when `partial`, those that hold some of
   * its words.
   */
  total: number;
  /** True when no document holds every word. */
  partial: boolean;
  /** Time in the engine, milliseconds. */
  tookMs: number;
  /** `total` by language; only languages that have some. */
  langs: { lang: string; total: number }[];
  /** `total` by filter and value. *(later: `{}`)* */
  facets: Facets;
  /** A spelling that would find clearly more. *(later: null)* */
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

/** *(later: "synonym", "sound", "translation")* */
export type Via = "exact" | "inflected" | "prefix" | "fuzzy" | "synonym" | "sound" | "translation";

/** *(later)* */
export interface SuggestOptions {
  limit?: number;
  langs?: SearchOptions["langs"];
  signal?: AbortSignal;
}

/** *(later)* */
export interface Suggestion {
  text: string;
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
 * `<tarjuman-search>`: a search box with its results, an editable combobox with a listbox. `element.js` registers it;
 * importing the class alone has no effect.
 *
 * Attributes (all optional)
 * - `wasm`: url of the engine. Default: beside `tarjuman.js`.
 * - `limit`: number of hits, 1 to 1000. Default: 10.
 * - `langs`: `all`, `page`, or tags separated by spaces. Default: `all`.
 * - `placeholder`: text in the empty box. Default: from the messages.
 * - `autofocus`: takes the focus when connected, unless something else has it.
 * - `no-shortcuts`: leaves `/` and Ctrl+K (⌘K) to the page.
 * - `no-url`: neither reads nor writes `?q=`.
 * - `no-worker`: runs the engine in the page.
 *
 * The language of messages is that of the nearest `lang` attribute; English when there are none for it.
 *
 * Events (bubbling, composed): see `TarjumanSearchEventMap`.
 *
 * Parts: `box`, `input`, `panel`, `status`, `retry`, `results`, `hit`, `title`, `excerpt`, `mark`, `source`,
 * `url`, `lang`.
 *
 * Custom properties: `--tarjuman-accent`, `--tarjuman-background`, `--tarjuman-text`, `--tarjuman-muted`,
 * `--tarjuman-border`, `--tarjuman-mark`, `--tarjuman-radius`, `--tarjuman-max-height`.
 */
export class TarjumanSearch extends HTMLElement {
  /** The text in the box. Setting it searches. */
  value: string;
  /** The results on show; null when there are none. */
  readonly page: Page | null;
  /** The open index; null before the first focus or query, and after a failure. */
  readonly index: Index | null;

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
