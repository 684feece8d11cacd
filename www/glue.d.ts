/**
 * The boundary to the engine. `tools/pack.mjs` makes `./glue.js` from what wasm-bindgen writes (`engine/engine.js`), wrapped
 * in a function: the glue keeps its one wasm instance in module variables, and each `open()` needs an instance of its own.
 */
import type { Hit, Page } from "./tarjuman.js";

export function createGlue(): Glue;

export interface Glue {
  init(module: WebAssembly.Module): Promise<unknown>;
  /** Opens the index inside the module; throws an error named `TarjumanFormatError` when it is damaged. */
  Engine: new () => Engine;
}

export interface Engine {
  /** `IndexInfo` as JSON. */
  info(): string;
  /** `EnginePage` or `MissingParts` as JSON. The query in NFKD. Throws an error named `TarjumanOptionError`. */
  search(query: string, options: EngineOptions): string;
  /** `Suggestion[]` or `MissingParts` as JSON. The prefix in NFKD. Throws an error named `TarjumanOptionError`. */
  suggest(prefix: string, options: EngineOptions): string;
  /** `FullDocument`, `null` or `MissingParts` as JSON. */
  read(id: string): string;
  /** Hands over a part that a search named as missing. */
  supply(part: number, bytes: Uint8Array): void;
  /** Folds a text as the dictionary does; for tests. */
  fold(text: string): string;
  free(): void;
}

/** Search options, all given: `langs`, `facets` undefined for all, `sort` and `first` empty for relevance and none. */
export interface EngineOptions {
  limit: number;
  offset: number;
  langs: readonly string[] | undefined;
  explain: boolean;
  /** As `filters.js` writes them. */
  filters: string[];
  facets: readonly string[] | undefined;
  sort: string;
  first: string;
  separate: boolean;
  crossLanguage: boolean;
}

/** What the client adds to: the time, and the links of hits. */
export type EnginePage = Omit<Page, "tookMs" | "hits"> & { hits: Omit<Hit, "link">[] };

/** The parts that a search still needs. */
export interface MissingParts {
  missing: number[];
}
