/** The class behind `<tarjuman-search>`: joins box, index, list and announcements. Attributes, events and parts: `tarjuman.d.ts`. */

import { Announcer } from "./announcer.js";
import { Combobox } from "./combobox.js";
import { element } from "./dom.js";
import { isAbort } from "./errors.js";
import { messagesFor } from "./messages/index.js";
import { open } from "./open.js";
import { optionOf } from "./results.js";
import { isShortcut } from "./shortcut.js";
import { searchSheet } from "./styles.js";

/** @import { Index, OpenOptions, Page, SearchOptions } from "./tarjuman.js" */

/** The parameter of the page's address that holds the query. */
const URL_PARAMETER = "q";

/** Workers import this module too, and have no elements. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class TarjumanSearch extends Base {
  static observedAttributes = ["placeholder", "limit", "langs"];

  #input = element("input", "input", {
    type: "search",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: false,
    enterKeyHint: "search",
  });
  #message = element("span", "message");
  #retry = element("button", "retry", { type: "button", hidden: true });
  #status = element("div", "status", {}, [this.#message, this.#retry]);
  #list = element("div", "results");
  /** Scrolls, but is no stop for Tab. */
  #panel = element("div", "panel", { tabIndex: -1 }, [this.#status, this.#list]);
  #box = element("div", "box", { role: "search" }, [this.#input, this.#panel]);
  #combobox = new Combobox(this.#input, this.#list, this.#panel);
  #announcer = new Announcer(this.#box);
  #messages = messagesFor("en");

  /** From connecting to disconnecting. */
  #life = new AbortController();
  /** The search under way; a later one ends it. */
  #search = new AbortController();
  /** Gives null when loading failed. @type {Promise<Index | null> | null} */
  #opening = null;
  /** @type {Index | null} */
  #index = null;
  /** @type {Page | null} */
  #page = null;
  /** What `#page` answers. */
  #query = "";

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [searchSheet()];
    root.append(this.#box);
  }

  get value() {
    return this.#input.value;
  }

  set value(text) {
    this.#input.value = text;
    this.#typed();
  }

  get page() {
    return this.#page;
  }

  get index() {
    return this.#index;
  }

  connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#input.addEventListener("focus", () => this.#open(), { signal });
    this.#input.addEventListener("input", () => this.#typed(), { signal });
    this.#list.addEventListener("click", (event) => this.#clicked(event), { signal });
    // The text keeps the focus, or the arrow keys would be lost after a click on a hit.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    this.#retry.addEventListener("click", () => this.#tryAgain(), { signal });
    this.#box.addEventListener("focusout", (event) => this.#left(event), { signal });
    document.addEventListener("keydown", (event) => this.#shortcut(event), { signal });
    this.#combobox.start();
    this.#label();

    const asked = this.#usesUrl && new URLSearchParams(location.search).get(URL_PARAMETER);
    if (asked && !this.value) this.#input.value = asked;
    if (this.value) this.#run();
    if (this.hasAttribute("autofocus") && document.activeElement == document.body) this.focus();
  }

  disconnectedCallback() {
    this.#life.abort();
    this.#search.abort();
    this.#combobox.stop();
    this.#announcer.stop();
    this.#index?.close();
    this.#index = this.#opening = this.#page = null;
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    this.#label();
    if (name != "placeholder" && this.value) this.#run();
  }

  get #usesUrl() {
    return !this.hasAttribute("no-url");
  }

  get #pageLang() {
    return this.closest("[lang]")?.getAttribute("lang") || document.documentElement.lang || "en";
  }

  /** Words in the language around the element. */
  #label() {
    this.#messages = messagesFor(this.#pageLang);
    const { locale, label, placeholder, results, retry } = this.#messages;
    this.#box.lang = locale;
    this.#box.ariaLabel = this.#input.ariaLabel = label;
    this.#input.placeholder = this.getAttribute("placeholder") ?? placeholder;
    this.#list.ariaLabel = results;
    this.#retry.textContent = retry;
  }

  #typed() {
    if (this.#usesUrl) writeUrl(this.value);
    this.#run();
  }

  /** Loads the index, once. A failure is shown here, and stays until the user asks again. */
  #open() {
    return (this.#opening ??= this.#load(this.#life.signal).then(
      (index) => {
        this.#index = index;
        this.#fire("tarjuman-open", { index });
        return index;
      },
      (error) => this.#fail(error),
    ));
  }

  /**
   * In a worker, or where that cannot be had (another origin, a policy) in the page.
   *
   * @param {AbortSignal} signal
   */
  async #load(signal) {
    const wasm = this.getAttribute("wasm");
    /** @type {OpenOptions} */
    const options = wasm == null ? { signal } : { signal, wasm };
    const worker = !this.hasAttribute("no-worker");
    const index = await open({ ...options, worker }).catch((error) => {
      if (worker && error.name == "TarjumanLoadError") return open(options);
      throw error;
    });
    if (signal.aborted) index.close();
    signal.throwIfAborted();
    return index;
  }

  #tryAgain() {
    this.#opening = null;
    this.#input.focus();
    this.#run();
  }

  /** Searches for what is in the box; the latest search wins. */
  async #run() {
    this.#search.abort();
    const { signal } = (this.#search = new AbortController());
    const query = this.value;
    // Empty, the box has the direction of the page, so that its placeholder stands where it should.
    this.#input.dir = query ? "auto" : "";
    if (!this.isConnected) return;
    try {
      if (!this.#index && (query || this.#opening == null)) this.#say(this.#messages.loading);
      const index = await this.#open();
      if (signal.aborted) return;
      if (!index) return this.#sayFailed();
      const page = query.trim() ? await index.search(query, { ...this.#options(), signal }) : null;
      if (signal.aborted) return;
      this.#show(query, page);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /** @returns {SearchOptions} */
  #options() {
    const limit = this.getAttribute("limit");
    const langs = this.getAttribute("langs")?.trim();
    return {
      facets: false,
      ...(limit && { limit: Number(limit) }),
      ...(langs && { langs: langs == "all" || langs == "page" ? langs : langs.split(/\s+/) }),
    };
  }

  /**
   * @param {string} query
   * @param {Page | null} page
   */
  #show(query, page) {
    this.#query = query;
    this.#page = page;
    if (!page) {
      this.#list.replaceChildren();
      this.#announcer.stop();
      return this.#combobox.hide();
    }
    const options = page.hits.map((hit, i) => optionOf(hit, i, this.#messages, this.#pageLang));
    this.#say(this.#summary(page), options);
    this.#fire("tarjuman-results", { query, page });
  }

  /** @param {Page} page */
  #summary({ total, partial: isPartial, hits }) {
    const { none, found, beyond, partial, count } = this.#messages;
    if (!total) return none;
    if (isPartial) return count(partial, total);
    const summary = count(found, total);
    return hits.length > total ? beyond.replace("{found}", summary) : summary;
  }

  /**
   * @param {unknown} error
   * @returns {null}
   */
  #fail(error) {
    if (isAbort(error)) return null;
    this.#page = null;
    this.#sayFailed();
    this.#fire("tarjuman-error", { error });
    return null;
  }

  #sayFailed() {
    this.#say(this.#messages.failed);
    this.#retry.hidden = false;
  }

  /**
   * Opens the panel with this line and these options, and has it announced.
   *
   * @param {string} text
   * @param {HTMLElement[]} [options]
   */
  #say(text, options = []) {
    this.#retry.hidden = true;
    this.#message.textContent = text;
    this.#list.replaceChildren(...options);
    this.#combobox.show();
    this.#announcer.say(text);
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    const hit = option && this.#page?.hits[[...this.#list.children].indexOf(option)];
    if (!hit) return;
    if (!this.#fire("tarjuman-select", { query: this.#query, hit })) event.preventDefault();
    if (!(event.ctrlKey || event.metaKey || event.shiftKey)) this.#combobox.hide();
  }

  /** @param {FocusEvent} event */
  #left({ relatedTarget }) {
    // Going to another window is not leaving.
    if (document.hasFocus() && !this.#box.contains(/** @type {Node | null} */ (relatedTarget))) this.#combobox.hide();
  }

  /** @param {KeyboardEvent} event */
  #shortcut(event) {
    if (this.hasAttribute("no-shortcuts") || !isShortcut(event)) return;
    event.preventDefault();
    this.#input.focus();
    this.#input.select();
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #fire(name, detail) {
    return this.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name == "tarjuman-select" }),
    );
  }
}

/** @param {string} query */
function writeUrl(query) {
  const url = new URL(location.href);
  if (query) url.searchParams.set(URL_PARAMETER, query);
  else url.searchParams.delete(URL_PARAMETER);
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // Documents without an address of their own (srcdoc, sandboxes) and browsers that count changes refuse; the query is not lost by it.
  }
}
