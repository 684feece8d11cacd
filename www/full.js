/** The full view, in a dialog or in the page: languages, filters, order, and a plain list of links. */

import { failureOf, languagesOf, meantOf, namedCount, Status, summaryOf } from "./around.js";
import { grouped, related } from "./ask.js";
import { clear, isComposing } from "./combobox.js";
import { button, element, icon, isolated, replaced } from "./dom.js";
import { filterGroups } from "./facets.js";
import { alternatesOf, excerptOf, sourceOf, titleOf } from "./hit.js";
import { rangeOf } from "./ranges.js";

/** @import { Facets, Hit, Suggestion, ValueKind } from "./tarjuman.js" */
/** @import { Actions } from "./around.js" */
/** @import { Results } from "./ask.js" */
/** @import { Place } from "./reading.js" */
/** @import { State } from "./state.js" */
/** @import { Speech } from "./messages/index.js" */

/** @typedef {{ state: State, speech: Speech, pageLang: string, suggestions: Suggestion[] }} Context */

export class FullView {
  input = element("input", "input", {
    type: "search",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: false,
    enterKeyHint: "search",
  });
  #status;
  #actions;
  #close;
  #clear;
  #search;
  /** Offers below the text: the correction, completions, recent searches. */
  #offers = element("div", "offers");
  #chips = element("div", "chips");
  #sort = element("select", "sort");
  #sortLabel = element("span", "sort-name");
  #order = element("label", "order", { hidden: true }, [this.#sortLabel, this.#sort]);
  #filters = element("details", "filters", { hidden: true });
  #summary = element("summary", "filters-name");
  /** Stays while all else is drawn anew. */
  #ranges = element("div", "fields");
  #fields = element("div", "fields");
  #start = element("slot", "start", { name: "start", hidden: true });
  #none = element("slot", "none", { name: "no-results", hidden: true });
  #list = element("div", "list");
  #others = element("div", "list");
  #more;
  node;

  /** @param {Actions} actions @param {boolean} isDialog */
  constructor(actions, isDialog) {
    this.#actions = actions;
    this.#status = new Status(actions.retry);
    this.#clear = button("clear", () => this.#cleared(), [icon("close")], { hidden: true });
    this.#close = button("close", actions.close);
    this.#more = button("more", actions.more, [], { hidden: true });
    this.#filters.append(this.#summary, this.#ranges, this.#fields);
    const bar = element("div", "bar", {}, [
      element("div", "field", {}, [icon("search"), this.input, this.#clear]),
      ...(isDialog ? [this.#close] : []),
    ]);
    this.#search = element("div", "search", { role: "search" }, [
      bar,
      this.#offers,
      this.#chips,
      element("div", "tools", {}, [this.#status.node, this.#order]),
      this.#filters,
      this.#start,
      this.#none,
      this.#list,
      this.#more,
      this.#others,
      element("slot", "end", { name: "end" }),
    ]);
    this.node = isDialog ? element("dialog", "dialog", {}, [this.#search]) : element("div", "page", {}, [this.#search]);
  }

  get isOpen() {
    return this.node instanceof HTMLDialogElement ? this.node.open : true;
  }

  open() {
    if (this.node instanceof HTMLDialogElement && !this.node.open) this.node.showModal();
  }

  close() {
    if (this.node instanceof HTMLDialogElement) this.node.close();
  }

  get scroll() {
    return this.node instanceof HTMLDialogElement ? this.node.scrollTop : scrollY;
  }

  set scroll(top) {
    if (this.node instanceof HTMLDialogElement) this.node.scrollTop = top;
    else scrollTo({ top, behavior: "instant" });
  }

  /** @param {AbortSignal} signal */
  start(signal) {
    this.input.addEventListener("input", () => this.#actions.type(this.input.value), { signal });
    this.#search.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#sort.addEventListener("change", () => this.#actions.choose({ sort: this.#sort.value }), { signal });
    // A click beside the dialog is one on its backdrop.
    this.node.addEventListener("click", (event) => void (event.target == this.node && this.#actions.close()), { signal });
    this.node.addEventListener("cancel", (event) => this.#cancelled(event), { signal });
  }

  /** @param {Speech} speech @param {string | null} placeholder */
  label(speech, placeholder) {
    this.node.lang = speech.locale;
    this.node.ariaLabel = this.#search.ariaLabel = this.input.ariaLabel = speech.label;
    this.input.placeholder = placeholder ?? speech.placeholder;
    this.#close.textContent = speech.close;
    this.#clear.ariaLabel = speech.clear;
    this.#more.textContent = speech.more;
    this.#sortLabel.textContent = speech.sort;
    this.#summary.textContent = speech.filters;
    this.#ranges.replaceChildren();
  }

  /** @param {string} query */
  write(query) {
    if (this.input.value != query) this.input.value = query;
    this.input.dir = query ? "auto" : "";
    this.#clear.hidden = !query;
  }

  focus() {
    this.input.focus();
  }

  /** @param {string} text */
  wait(text) {
    this.#status.say(text, { isWaiting: true });
  }

  /** @param {unknown} error @param {Speech} speech */
  fail(error, speech) {
    this.#status.say(failureOf(error, speech), { retry: speech.retry });
    this.#list.replaceChildren();
    this.#others.replaceChildren();
    this.#more.hidden = true;
  }

  /** Before anything is asked. @param {string[]} queries @param {Speech} speech */
  welcome(queries, speech) {
    this.#status.say("");
    const offers = queries.map((query) => this.#offer("recent", query));
    if (queries.length) offers.push(button("forget", () => this.#actions.forget(), [speech.forget]));
    this.#offerAll(speech.recent, offers);
    this.#list.replaceChildren();
    this.#others.replaceChildren();
    this.#chips.replaceChildren();
    this.#more.hidden = this.#none.hidden = this.#order.hidden = true;
    this.#start.hidden = false;
  }

  /** @param {Results} results @param {Context} context */
  show(results, { state, speech, pageLang, suggestions }) {
    const { page, home, counts, isWhole } = results;
    const { total, hits, suggestion } = page;
    this.#start.hidden = true;
    this.#none.hidden = total > 0;
    this.#status.say(summaryOf(page, speech));
    const offers = [];
    if (suggestion) offers.push(button("correction", () => this.#actions.take(suggestion), meantOf(suggestion, speech)));
    for (const { text, lang } of suggestions) if (text != state.query.trim()) offers.push(this.#offer("completion", text, lang));
    this.#offerAll(speech.suggestions, offers);
    replaced(this.#chips, languagesOf(results, state, speech, (langs) => this.#actions.choose({ langs })));
    this.#more.hidden = isWhole;

    const groups = [...grouped(hits, home)].map(([lang, hits]) => this.#group(lang, hits, { speech, pageLang, counts }));
    // Who is on a link stays at its place in the list.
    const links = groups.flatMap((group) => [...group.querySelectorAll("a.link")]);
    links.forEach((link, i) => (link.id = `link-${i}`));
    replaced(this.#list, groups);
    if (!total) this.#list.append(element("p", "tips", { textContent: speech.tips }));
    this.#others.replaceChildren();
  }

  /** Hits of a language that had none among the first. @param {string} lang @param {Hit[]} hits @param {Context} context @param {Results} results */
  add(lang, hits, { speech, pageLang }, { counts }) {
    const group = this.#group(lang, hits, { speech, pageLang, counts });
    const label = speech.within.replace("{lang}", speech.nameOf(lang));
    group.append(button("within", () => this.#actions.choose({ langs: [lang] }), [label, icon("onward")]));
    this.#others.append(group);
  }

  /**
   * @param {Facets} facets
   * @param {string[]} sorts Keys.
   * @param {Context & { names: Record<string, string>, ranges: [name: string, kind: ValueKind][] }} context
   */
  showFilters(facets, sorts, { state, speech, names, ranges }) {
    const groups = filterGroups(facets, state.filters, names, speech, (filters) => this.#actions.choose({ filters }));
    if (!this.#ranges.firstChild) {
      this.#ranges.append(...ranges.map(([name, kind]) => rangeOf(name, kind, names[name] ?? name, speech, this.#actions)));
    }
    for (const range of this.#ranges.children) /** @type {import("./ranges.js").Range} */ (range).write(state.filters);
    this.#filters.hidden = !(groups.length + ranges.length);
    if (Object.values(state.filters).some((values) => values.length)) this.#filters.open = true;
    replaced(this.#fields, groups);
    const orders = [["relevance", speech.relevance]];
    for (const key of sorts) {
      if (key == "date") orders.push(["-date", speech.newest], ["date", speech.oldest]);
      else orders.push([key, `${names[key] ?? key} ↑`], [`-${key}`, `${names[key] ?? key} ↓`]);
    }
    const options = orders.map(([value = "", text = ""]) => element("option", "", { value, text, selected: value == state.sort }));
    this.#sort.replaceChildren(...options);
    this.#order.hidden = orders.length < 2;
  }

  /**
   * @param {string} lang
   * @param {Hit[]} hits
   * @param {{ speech: Speech, pageLang: string, counts: Results["counts"] }} context
   */
  #group(lang, hits, { speech, pageLang, counts }) {
    const name = speech.nameOf(lang);
    const isNamed = counts.length > 1;
    const list = element("ol", "results", { role: "list", ariaLabel: speech.results });
    list.append(...hits.map((hit) => this.#item(hit, speech, isNamed || related(lang, pageLang) ? lang : pageLang)));
    const heading = isNamed ? [element("h2", "group-name", {}, namedCount(lang, counts, speech))] : [];
    return element("section", "group", { ariaLabel: name }, [...heading, list]);
  }

  /** @param {Hit} hit @param {Speech} speech @param {string} knownLang */
  #item(hit, speech, knownLang) {
    const { lang, dir } = hit;
    const title = this.#link("link", titleOf(hit), hit);
    const item = element("li", "hit", { lang, dir }, [
      element("div", "title", {}, [title]),
      element("div", "excerpt", {}, excerptOf(hit.excerpt)),
    ]);
    const sections = hit.sections.filter(({ title }) => title.trim() && title != hit.title);
    if (sections.length) {
      const links = sections.map((section) => element("li", "", {}, [this.#link("section", section.title, hit, { ...section, id: hit.id })]));
      item.append(element("ul", "sections", { role: "list" }, links));
    }
    const alternates = alternatesOf(hit, speech);
    if (this.#actions.isRead(hit)) alternates[0]?.addEventListener("click", (event) => this.#turn(event, hit));
    item.append(sourceOf(hit, speech, knownLang), ...alternates);
    return item;
  }

  /** @param {"link" | "section"} kind @param {string} text @param {Hit} hit @param {Place} [place] */
  #link(kind, text, hit, place = hit) {
    const href = this.#actions.hrefOf(hit, place.link ?? place.url);
    if (!href) return element("span", kind, { textContent: text });
    const link = element("a", kind, { href, textContent: text });
    link.addEventListener("click", (event) => this.#actions.select(event, hit, place));
    return link;
  }

  /** To a translation. @param {Event} event @param {Hit} hit */
  #turn(event, hit) {
    const id = hit.alternates[/** @type {HTMLAnchorElement} */ (event.target).hreflang];
    if (id) this.#actions.select(event, hit, { id });
  }

  /** @param {"recent" | "completion"} kind @param {string} text @param {string} [lang] */
  #offer(kind, text, lang) {
    const picture = icon(kind == "recent" ? "recent" : "search");
    return button(kind, () => this.#actions.take(text), [picture, isolated(text, lang)]);
  }

  /** @param {string} label @param {Node[]} offers */
  #offerAll(label, offers) {
    this.#offers.hidden = !offers.length;
    this.#offers.role = "group";
    this.#offers.ariaLabel = label;
    replaced(this.#offers, offers);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (isComposing(event)) return;
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (key == "Escape") {
      if (this.node instanceof HTMLDialogElement) this.#actions.close();
      else if (this.input.value) this.#cleared();
      else return;
    } else if (key == "Enter" && target == this.input) {
      this.#actions.commit();
    } else if (key == "ArrowDown" || key == "ArrowUp") {
      const stops = [this.input, .../** @type {NodeListOf<HTMLElement>} */ (this.#search.querySelectorAll("a.link"))];
      const at = stops.indexOf(/** @type {HTMLElement} */ (target));
      if (at < 0) return;
      stops[Math.min(stops.length - 1, Math.max(0, at + (key == "ArrowDown" ? 1 : -1)))]?.focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  #cleared() {
    clear(this.input);
    this.focus();
  }

  /** The Esc of the browser, a phone's gesture to go back. @param {Event} event */
  #cancelled(event) {
    event.preventDefault();
    this.#actions.close();
  }
}
