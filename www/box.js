/** The inline view: a combobox whose popup has completions and hits by language. */

import { failureOf, languagesOf, meantOf, namedCount, Status, summaryOf } from "./around.js";
import { grouped } from "./ask.js";
import { clear, Combobox } from "./combobox.js";
import { button, element, icon, isolated, replaced } from "./dom.js";
import { excerptOf, sourceOf, titleOf } from "./hit.js";

/** @import { Hit, Suggestion } from "./tarjuman.js" */
/** @import { Actions } from "./around.js" */
/** @import { Results } from "./ask.js" */
/** @import { State } from "./state.js" */
/** @import { Speech } from "./messages/index.js" */

/** Hits that a tall panel shows before it is scrolled. */
const NUM_NEAR = 6;
/** Languages to choose from; the full view has all of them. */
const MAX_LANGUAGES = 5;

export class BoxView {
  input = element("input", "input", {
    type: "search",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: false,
    enterKeyHint: "search",
  });
  #status;
  #list = element("div", "results");
  /** Languages above the list and the way to the full view below it are no options, since they are no answers. */
  #chips = element("div", "chips");
  #foot = element("div", "foot");
  /** Scrolls, but is no stop for Tab. */
  #panel;
  #clear;
  #combobox;
  #actions;
  node;
  /** What choosing an option does. @type {WeakMap<Element, (event: Event) => void>} */
  #picks = new WeakMap();
  /** Nodes that had the focus go; that is no leaving. */
  #isFilling = false;
  #isScrolled = false;

  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.#status = new Status(actions.retry);
    this.#clear = button("clear", () => this.#cleared(), [icon("close")], { hidden: true, tabIndex: -1 });
    this.#panel = element("div", "panel", { tabIndex: -1 }, [this.#status.node, this.#chips, this.#list, this.#foot]);
    const field = element("div", "field", {}, [icon("search"), this.input, this.#clear]);
    this.node = element("div", "box", { role: "search" }, [field, this.#panel]);
    this.#combobox = new Combobox(this.input, this.#list, this.#panel, () => actions.commit());
  }

  /** @param {AbortSignal} signal */
  start(signal) {
    this.#combobox.start();
    this.input.addEventListener("input", () => this.#actions.type(this.input.value), { signal });
    this.#list.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.#panel.addEventListener("scroll", () => (this.#isScrolled = true), { signal, passive: true });
    this.#panel.addEventListener("mousedown", (event) => this.#keepFocus(event), { signal });
    this.node.addEventListener("keydown", (event) => this.#escaped(event), { signal });
    this.node.addEventListener("focusout", (event) => this.#left(event), { signal });
  }

  stop() {
    this.#combobox.stop();
  }

  /** @param {Speech} speech @param {string | null} placeholder */
  label(speech, placeholder) {
    this.node.lang = speech.locale;
    this.node.ariaLabel = this.input.ariaLabel = speech.label;
    this.input.placeholder = placeholder ?? speech.placeholder;
    this.#list.ariaLabel = speech.results;
    this.#clear.ariaLabel = speech.clear;
  }

  /** @param {string} query */
  write(query) {
    if (this.input.value != query) this.input.value = query;
    // Empty, the box has the direction of the page, so that its placeholder stands where it should.
    const dir = query ? "auto" : "";
    if (this.input.dir != dir) this.input.dir = dir;
    this.#clear.hidden = !query;
  }

  focus() {
    this.input.focus();
  }

  hide() {
    this.#combobox.hide();
  }

  /** @param {string} text */
  wait(text) {
    this.#status.say(text, { isWaiting: true });
    this.#fill([]);
  }

  /** @param {unknown} error @param {Speech} speech */
  fail(error, speech) {
    this.#status.say(failureOf(error, speech), { retry: speech.retry });
    this.#fill([]);
  }

  /** Before anything is typed. @param {string[]} queries @param {Speech} speech */
  welcome(queries, speech) {
    if (!queries.length) {
      this.#fill([]);
      return this.hide();
    }
    this.#status.say(speech.recent);
    const options = queries.map((query, i) => this.#textOption(`recent-${i}`, "recent", query));
    const forget = element("div", "forget", { id: "forget", role: "option", ariaSelected: "false", textContent: speech.forget });
    this.#fill([...options, this.#pick(forget, () => this.#actions.forget())]);
  }

  /**
   * @param {Results} results
   * @param {{ state: State, speech: Speech, pageLang: string, suggestions: Suggestion[] }} context
   */
  show(results, { state, speech, pageLang, suggestions }) {
    const { page, home, counts } = results;
    this.#status.say(summaryOf(page, speech));
    const foot = [];
    if (!page.total) foot.push(element("p", "tips", { textContent: speech.tips }));
    const chips = languagesOf(results, state, speech, (langs) => this.#actions.choose({ langs }), MAX_LANGUAGES);
    if (page.hits.length) foot.push(button("all", () => this.#actions.commit(), [speech.all, icon("onward")]));

    /** @type {Node[]} */
    const options = [];
    if (page.suggestion) {
      const { suggestion } = page;
      const option = element("div", "correction", { id: "meant", role: "option", ariaSelected: "false" }, meantOf(suggestion, speech));
      options.push(this.#pick(option, () => this.#actions.take(suggestion)));
    }
    const others = suggestions.filter(({ text }) => text != state.query.trim());
    if (others.length) {
      const completions = others.map(({ text, lang }, i) => this.#textOption(`completion-${i}`, "completion", text, lang));
      options.push(element("div", "completions", { role: "group", ariaLabel: speech.suggestions }, completions));
    }
    const groups = grouped(page.hits, home);
    const isNamed = groups.size > 1;
    for (const [lang, hits] of groups) {
      /** @type {HTMLElement[]} */
      const nodes = hits.map((hit) => this.#hitOption(hit, page.hits.indexOf(hit), speech, isNamed ? lang : pageLang));
      const name = speech.nameOf(lang);
      if (isNamed) nodes.unshift(element("div", "group-name", { ariaHidden: "true" }, namedCount(lang, counts, speech)));
      options.push(...(isNamed ? [element("div", "group", { role: "group", ariaLabel: name }, nodes)] : nodes));
    }
    this.#fill(options, foot, chips);
  }

  /** @param {(Node | string)[]} options @param {Node[]} [foot] @param {Node[]} [chips] */
  #fill(options, foot = [], chips = []) {
    this.#isFilling = true;
    this.#list.replaceChildren(...options);
    replaced(this.#foot, foot);
    replaced(this.#chips, chips);
    this.#isFilling = false;
    // Tab leaves; who has no pointer finds all of these in the full view.
    for (const node of this.#panel.querySelectorAll(":is(.chips, .foot) button")) /** @type {HTMLElement} */ (node).tabIndex = -1;
    this.#foot.hidden = !foot.length;
    this.#combobox.show();
    // Asking a panel that never moved would cost a layout per key.
    if (this.#isScrolled) this.#panel.scrollTop = 0;
    this.#isScrolled = false;
  }

  /** @param {Hit} hit @param {number} position @param {Speech} speech @param {string} knownLang */
  #hitOption(hit, position, speech, knownLang) {
    const href = this.#actions.hrefOf(hit, hit.link);
    const option = element(href ? "a" : "div", "hit", {
      id: `hit-${position}`,
      role: "option",
      ariaSelected: "false",
      lang: hit.lang,
      dir: hit.dir,
    });
    if (href) Object.assign(option, { href, tabIndex: -1 });
    option.classList.toggle("far", position >= NUM_NEAR);
    option.append(
      element("div", "title", { textContent: titleOf(hit) }),
      element("div", "excerpt", {}, excerptOf(hit.excerpt)),
      sourceOf(hit, speech, knownLang),
    );
    return this.#pick(option, (event) => this.#actions.select(event, hit));
  }

  /** A text that becomes the query. @param {string} id @param {"recent" | "completion"} kind @param {string} text @param {string} [lang] */
  #textOption(id, kind, text, lang) {
    const option = element("div", kind, { id, role: "option", ariaSelected: "false" }, [
      icon(kind == "recent" ? "recent" : "search"),
      isolated(text, lang),
    ]);
    return this.#pick(option, () => this.#actions.take(text));
  }

  /** @template {HTMLElement} T @param {T} option @param {(event: Event) => void} action */
  #pick(option, action) {
    this.#picks.set(option, action);
    return option;
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    if (option) this.#picks.get(option)?.(event);
  }

  /**
   * The text keeps the focus, or the arrow keys would be lost after a click on a hit; and Safari, which gives buttons none, would take a press on
   * one for leaving.
   *
   * @param {MouseEvent} event
   */
  #keepFocus(event) {
    if (/** @type {Element} */ (event.target).closest("button, [role=option]")) event.preventDefault();
  }

  /** From a button in the panel; in the text the combobox knows. @param {KeyboardEvent} event */
  #escaped({ key, target }) {
    if (key != "Escape" || target == this.input) return;
    this.hide();
    this.focus();
  }

  #cleared() {
    clear(this.input);
    this.focus();
  }

  /** @param {FocusEvent} event */
  #left({ relatedTarget }) {
    // Going to another window is not leaving.
    if (!this.#isFilling && document.hasFocus() && !this.node.contains(/** @type {Node | null} */ (relatedTarget))) this.hide();
  }
}
