/** The class behind `<tarjuman-search>`: joins its views with index, address and announcements. The whole interface: `tarjuman.d.ts`. */

import { Announcer } from "./announcer.js";
import { failureOf, summaryOf } from "./around.js";
import { ask, complete, countFacets, MAX_LIMIT, others } from "./ask.js";
import { filtersOf, limitOf, pageLangOf, scopeOf, usesUrl } from "./attributes.js";
import { BoxView } from "./box.js";
import { button, element, icon, whenIdle } from "./dom.js";
import { isAbort } from "./errors.js";
import { FullView } from "./full.js";
import { speechFor } from "./messages/index.js";
import { open } from "./open.js";
import { hrefOf, isRead, reader } from "./reading.js";
import { forget, recent, remember } from "./recent.js";
import { share } from "./shared.js";
import { isShortcut, shortcutsOf } from "./shortcut.js";
import { addressOf, emptyState, readAddress, readPlace, Trail } from "./state.js";
import { searchSheet } from "./styles.js";

/** @import { Hit, Index } from "./tarjuman.js" */
/** @import { Actions } from "./around.js" */
/** @import { Asked, Results } from "./ask.js" */
/** @import { Messages, Speech } from "./messages/index.js" */
/** @import { State } from "./state.js" */

/** Loading for longer than this is told, ms. */
const SLOW_MS = 4000;

/** Workers import this module too, and have no elements. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class TarjumanSearch extends Base {
  static observedAttributes = ["placeholder", "limit", "langs", "view", "facets"];

  /** How elements open an index: another function may take the engine from elsewhere. */
  static open = open;
  /** Words of the page's own. @type {Record<string, Partial<Messages>>} */
  static messages = {};
  /** Names of filters, values and sort keys, by language. @type {Record<string, Record<string, string>>} */
  static names = {};

  #root = this.attachShadow({ mode: "open" });
  #frame = element("div", "frame");
  #announcer = new Announcer();
  /** @type {Speech | undefined} */
  #speech;
  /** @type {BoxView | undefined} */
  #box;
  /** @type {FullView | undefined} */
  #full;
  #trigger = button("trigger", () => this.show(), [icon("search"), element("slot", "label", { name: "trigger" })]);

  /** From connecting to disconnecting. */
  #life = new AbortController();
  /** The search under way; a later one ends it. */
  #search = new AbortController();
  /** @type {ReturnType<typeof share> | undefined} */
  #shared;
  /** Gives null when loading failed. @type {Promise<Index | null> | null} */
  #opening = null;
  /** @type {unknown} */
  #error;
  /** @type {Index | null} */
  #index = null;
  /** @type {Results | null} */
  #results = null;
  #state = emptyState();
  #trail = new Trail();
  /** Hits to show at once: as many as the reader had when leaving the page. */
  #numShown = 0;
  /** Where to scroll when they are there. */
  #scroll = 0;

  /** @type {Actions} */
  #actions = {
    type: (query) => this.#typed({ query }),
    take: (text) => this.#take({ query: text }),
    commit: () => this.#commit(),
    choose: (change) => this.#take(change),
    fill: (key, value) => this.#typed({ filters: { ...this.#state.filters, [key]: value ? [value] : [] } }),
    more: () => this.#more(),
    select: (event, hit, place) => this.#select(event, hit, place),
    isRead: (hit) => isRead(this, hit),
    hrefOf: (hit, url) => hrefOf(this, hit, url),
    retry: () => this.#tryAgain(),
    forget: () => this.#forget(),
    close: () => this.close(),
  };

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [searchSheet()];
    this.#root.prepend(this.#frame);
  }

  get value() {
    return this.#state.query;
  }

  set value(text) {
    this.#typed({ query: String(text) });
  }

  get page() {
    return this.#results?.page ?? null;
  }

  get index() {
    return this.#index;
  }

  /**
   * Not delegated by the shadow root, which would take every press on a text for one on the box.
   *
   * @override
   * @param {FocusOptions} [options]
   */
  focus(options) {
    (this.#view?.input ?? this.#trigger).focus(options);
  }

  /** Opens the full view. */
  show() {
    this.#openFull();
    this.#full?.focus();
    this.#run();
  }

  close() {
    if (!this.#isDialogOpen) return;
    this.#closeFull();
    if (usesUrl(this)) this.#trail.replace(addressOf(this.#state), this.#place);
    this.#box?.write(this.value);
  }

  connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    document.addEventListener("keydown", (event) => this.#shortcut(event), { signal });
    addEventListener("popstate", () => this.#moved(), { signal });
    addEventListener("pagehide", () => this.#leaving(), { signal });
    this.#frame.addEventListener("focusin", (event) => this.#entered(event), { signal });
    this.#build(signal);
    this.#label();

    if (usesUrl(this)) {
      const { isFull, numShown, scroll } = readPlace();
      const state = readAddress();
      if (!this.value) this.#state = state;
      [this.#numShown, this.#scroll] = [numShown, scroll];
      if (isFull) this.#openFull();
    }
    this.#view?.write(this.value);
    if (this.#isAsked || this.#isDialogOpen) this.#run();
    if (this.getAttribute("load") == "idle") whenIdle(() => signal.aborted || this.#open());
    if (this.hasAttribute("autofocus") && document.activeElement == document.body) this.focus();
  }

  disconnectedCallback() {
    this.#life.abort();
    this.#search.abort();
    this.#box?.stop();
    this.#closeFull();
    this.#announcer.stop();
    this.#giveBack();
    this.#results = null;
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name == "view") {
      this.disconnectedCallback();
      return this.connectedCallback();
    }
    this.#label();
    if (name != "placeholder" && this.#isAsked) this.#run();
  }

  /** @param {AbortSignal} signal */
  #build(signal) {
    const kind = this.getAttribute("view");
    this.#box = kind == "page" || kind == "dialog" ? undefined : new BoxView(this.#actions);
    this.#full = kind == "page" ? new FullView(this.#actions, false) : undefined;
    this.#box?.start(signal);
    this.#full?.start(signal);
    this.#frame.replaceChildren((this.#box ?? this.#full)?.node ?? this.#trigger);
  }

  /** The dialog is made when it is wanted for the first time, and is in the document while it is open. */
  #openFull() {
    this.#box?.hide();
    if (this.#isPage) return;
    if (!this.#full) {
      this.#full = new FullView(this.#actions, true);
      this.#full.start(this.#life.signal);
      if (this.#speech) this.#full.label(this.#speech, this.getAttribute("placeholder"));
    }
    this.#frame.append(this.#full.node);
    this.#full.open();
  }

  #closeFull() {
    if (this.#isPage) return;
    this.#full?.close();
    this.#full?.node.remove();
  }

  get #isPage() {
    return this.getAttribute("view") == "page";
  }

  get #isDialogOpen() {
    return !this.#isPage && Boolean(this.#full?.isOpen);
  }

  /** The view that the reader is in; none beside a button that opens the dialog. */
  get #view() {
    return this.#full?.isOpen ? this.#full : this.#box;
  }

  get #isAsked() {
    return Boolean(this.value.trim()) || Object.values(this.#state.filters).some((values) => values.length);
  }

  get #place() {
    return { isFull: this.#isDialogOpen, numShown: this.page?.hits.length ?? 0, scroll: this.#full?.isOpen ? this.#full.scroll : 0 };
  }

  /** Words in the language around the element. */
  async #label() {
    const { signal } = this.#life;
    const speech = await speechFor(pageLangOf(this), TarjumanSearch.messages);
    if (signal.aborted) return;
    this.#speech = speech;
    for (const view of [this.#box, this.#full]) view?.label(speech, this.getAttribute("placeholder"));
    const name = /** @type {HTMLSlotElement} */ (this.#trigger.lastChild);
    name.textContent = speech.label;
    this.#trigger.lang = speech.locale;
  }

  // ---------------------------------------------------------------------------------------- what the reader does

  /** The first focus loads; a box that is empty offers what there is before anything is asked. @param {FocusEvent} event */
  #entered({ target }) {
    this.#open();
    if (target == this.#view?.input && !this.#isAsked) this.#run();
  }

  /** @param {Partial<State>} change */
  #typed(change) {
    this.#state = { ...this.#state, ...change };
    this.#numShown = 0;
    if (usesUrl(this)) this.#trail.replace(addressOf(this.#state), this.#place);
    this.#run();
  }

  /** What was chosen rather than typed. @param {Partial<State>} change */
  #take(change) {
    this.#state = { ...this.#state, ...change };
    this.#numShown = 0;
    if ("query" in change) this.#view?.focus();
    this.#keep();
    this.#run();
  }

  #commit() {
    if (this.#box && !this.#full?.isOpen) {
      if (!this.value.trim()) return;
      this.#keep(true);
      this.show();
    } else {
      this.#keep();
    }
  }

  /** Remembers the query, on this device and as an entry of the history. @param {boolean} [opens] The full view is about to open. */
  #keep(opens = this.#place.isFull) {
    if (!this.hasAttribute("no-recent")) remember(this.value);
    if (usesUrl(this)) this.#trail.push(addressOf(this.#state), { ...this.#place, isFull: opens }, this.#place);
  }

  #forget() {
    forget();
    this.#view?.focus();
    this.#run();
  }

  #tryAgain() {
    this.#giveBack();
    this.#view?.focus();
    this.#run();
  }

  /** @param {Event} event @param {Hit} hit @param {import("./reading.js").Place} [place] */
  #select(event, hit, place = hit) {
    const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
    const isHere = !(ctrlKey || metaKey || shiftKey);
    const isWanted = this.#fire("tarjuman-select", { query: this.value, hit });
    const reads = isRead(this, hit) && (isHere || hit.pageless);
    if (!isWanted || reads) event.preventDefault();
    this.#keep();
    if (isHere) this.#box?.hide();
    if (isWanted && reads) reader.load().then(({ read }) => read(this, this.#speech, this.#life.signal, place)).catch((error) => this.#fail(error));
  }

  /** @param {KeyboardEvent} event */
  #shortcut(event) {
    if (!isShortcut(event, shortcutsOf(this))) return;
    event.preventDefault();
    if (this.#view) this.#view.focus();
    else this.show();
    this.#view?.input.select();
  }

  /** Back or forward. */
  #moved() {
    if (!usesUrl(this)) return;
    this.#trail.moved();
    const { isFull, numShown, scroll } = readPlace();
    const state = readAddress();
    // Somewhere else in the page, by a link with a fragment.
    if (addressOf(state) == addressOf(this.#state) && isFull == this.#isDialogOpen) return;
    this.#state = state;
    [this.#numShown, this.#scroll] = [numShown, scroll];
    if (isFull) this.#openFull();
    else this.#closeFull();
    this.#run();
  }

  #leaving() {
    if (usesUrl(this) && this.#results) this.#trail.replace(addressOf(this.#state), this.#place);
  }

  // ------------------------------------------------------------------------------------------------- the search

  /** Loads the index, once. A failure is shown, and stays until the user asks again. */
  #open() {
    if (this.#opening) return this.#opening;
    const { signal } = this.#life;
    this.#shared = share(TarjumanSearch.open, { wasm: this.getAttribute("wasm"), worker: !this.hasAttribute("no-worker") });
    return (this.#opening = this.#shared.index.then(
      (index) => {
        if (signal.aborted) return null;
        this.#index = index;
        this.#fire("tarjuman-open", { index });
        return index;
      },
      (error) => (signal.aborted ? null : this.#fail(error)),
    ));
  }

  #giveBack() {
    this.#shared?.release();
    this.#shared = undefined;
    this.#index = this.#opening = null;
  }

  /** Searches for what is asked; the latest search wins. */
  async #run() {
    this.#search.abort();
    const { signal } = (this.#search = new AbortController());
    if (!this.isConnected) return;
    const view = this.#view;
    if (!view) return;
    view.write(this.value);
    try {
      if (!this.#speech) await this.#label();
      const speech = /** @type {Speech} */ (this.#speech);
      if (signal.aborted) return;
      const index = await this.#opened(view, speech, signal);
      if (signal.aborted) return;
      if (!index) return this.#tell(failureOf(this.#error, speech), () => view.fail(this.#error, speech));
      if (view instanceof FullView) await this.#searchFull(index, view, speech, signal);
      else await this.#searchBox(index, speech, signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /** The index, with something to look at until it is there. @param {BoxView | FullView} view @param {Speech} speech @param {AbortSignal} signal */
  async #opened(view, speech, signal) {
    if (this.#index) return this.#index;
    if (view == this.#box && !this.value) this.#welcome(view, speech);
    else this.#tell(speech.loading, () => view.wait(speech.loading));
    const timer = setTimeout(() => signal.aborted || this.#tell(speech.slow, () => view.wait(speech.slow)), SLOW_MS);
    signal.addEventListener("abort", () => clearTimeout(timer));
    return this.#open().finally(() => clearTimeout(timer));
  }

  /** @param {number} limit @param {readonly string[]} facets @param {AbortSignal} signal @returns {Asked} */
  #asked(limit, facets, signal) {
    return { state: this.#state, home: pageLangOf(this), scope: scopeOf(this), limit, facets, signal };
  }

  /** @param {Index} index @param {Speech} speech @param {AbortSignal} signal */
  async #searchBox(index, speech, signal) {
    const box = /** @type {BoxView} */ (this.#box);
    if (!this.value.trim()) {
      this.#results = null;
      return this.#welcome(box, speech);
    }
    const asked = this.#asked(limitOf(this), [], signal);
    const [results, suggestions] = await Promise.all([ask(index, asked), this.#complete(index, asked)]);
    if (signal.aborted) return;
    this.#show(box, results, suggestions, speech);
  }

  /** @param {Index} index @param {FullView} full @param {Speech} speech @param {AbortSignal} signal */
  async #searchFull(index, full, speech, signal) {
    const { facets, ranges } = filtersOf(this, index.info);
    const asked = this.#asked(Math.min(MAX_LIMIT, Math.max(limitOf(this), this.#numShown)), facets, signal);
    const sorts = [...new Set([...(index.info.filters.date ? ["date"] : []), ...Object.keys(index.info.sort)])];
    const own = TarjumanSearch.names[speech.locale] ?? TarjumanSearch.names[speech.locale.split("-")[0] ?? ""];
    const names = { date: speech.date, ...own };
    if (!this.#isAsked) {
      this.#results = null;
      this.#welcome(full, speech);
      const { page } = await ask(index, { ...asked, limit: 0 });
      if (!signal.aborted) full.showFilters(page.facets, [], { ...this.#context(speech, []), names, ranges });
      return;
    }
    const [results, suggestions] = await Promise.all([ask(index, asked), this.#complete(index, asked)]);
    if (signal.aborted) return;
    this.#show(full, results, suggestions, speech);
    const context = this.#context(speech, suggestions);
    const counted = await countFacets(index, asked, results.page.facets);
    if (signal.aborted) return;
    full.showFilters(counted, sorts, { ...context, names, ranges });
    if (!this.#state.langs.length && this.#state.sort == "relevance" && this.value.trim()) {
      for await (const [lang, hits] of others(index, asked, results)) {
        if (signal.aborted) return;
        full.add(lang, hits, context, results);
      }
    }
    if (this.#scroll) full.scroll = this.#scroll;
    this.#scroll = 0;
  }

  /** @param {Index} index @param {Asked} asked */
  async #complete(index, asked) {
    return this.value.trim() && !this.hasAttribute("no-suggestions") ? complete(index, asked) : [];
  }

  /** @param {BoxView | FullView} view @param {Results} results @param {import("./tarjuman.js").Suggestion[]} suggestions @param {Speech} speech */
  #show(view, results, suggestions, speech) {
    this.#results = results;
    this.#tell(summaryOf(results.page, speech), () => view.show(results, this.#context(speech, suggestions)));
    this.#fire("tarjuman-results", { query: this.value, page: results.page });
  }

  /** @param {Speech} speech @param {import("./tarjuman.js").Suggestion[]} suggestions */
  #context(speech, suggestions) {
    return { state: this.#state, speech, suggestions, pageLang: pageLangOf(this) };
  }

  /** @param {BoxView | FullView} view @param {Speech} speech */
  #welcome(view, speech) {
    this.#announcer.stop();
    const isThere = view == this.#full || this.#root.activeElement == this.#box?.input;
    view.welcome(isThere && !this.hasAttribute("no-recent") ? recent() : [], speech);
  }

  /** The next hits, below those on show. */
  async #more() {
    const [index, results, full, speech] = [this.#index, this.#results, this.#full, this.#speech];
    if (!index || !results || !full || !speech) return;
    this.#numShown = results.page.hits.length + limitOf(this);
    this.#scroll = full.scroll;
    await this.#run();
    if (usesUrl(this)) this.#trail.replace(addressOf(this.#state), this.#place);
  }

  /** @param {unknown} error @returns {null} */
  #fail(error) {
    if (isAbort(error)) return null;
    this.#results = null;
    this.#error = error;
    const speech = this.#speech;
    if (speech) this.#tell(failureOf(error, speech), () => this.#view?.fail(error, speech));
    this.#fire("tarjuman-error", { error });
    return null;
  }

  /** Shows something and has it announced. @param {string} text @param {() => void} show */
  #tell(text, show) {
    show();
    if (this.#view) this.#announcer.say(text, this.#view.node);
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #fire(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name == "tarjuman-select" }));
  }
}
