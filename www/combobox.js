/**
 * An editable combobox with a listbox, after the WAI-ARIA practices (ARIA 1.2): the text keeps the focus, `aria-activedescendant` walks the
 * options. Knows keys and ARIA, and nothing of search.
 *
 * The panel is what opens and closes; it holds the listbox and may hold more. The popup counts as expanded only while there is an option in it.
 */

export class Combobox {
  #input;
  #list;
  #panel;
  #commit;
  /** @type {Element | undefined} */
  #active;
  /** @type {AbortController | undefined} */
  #listening;

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list Holds the options, in groups or not.
   * @param {HTMLElement} panel
   * @param {() => void} commit Enter, while no option is active.
   */
  constructor(input, list, panel, commit) {
    this.#input = input;
    this.#list = list;
    this.#panel = panel;
    this.#commit = commit;
    list.role = "listbox";
    list.id = "list";
    input.role = "combobox";
    input.ariaAutoComplete = "list";
    input.setAttribute("aria-controls", list.id);
    this.hide();
  }

  start() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#input.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#input.addEventListener("click", () => this.#reopen(), { signal });
  }

  stop() {
    this.#listening?.abort();
    this.hide();
  }

  /** Opens the panel, as after its content has changed. */
  show() {
    this.#panel.hidden = false;
    this.#input.ariaExpanded = String(this.#options.length > 0);
    this.#activate(undefined);
  }

  hide() {
    this.#panel.hidden = true;
    this.#input.ariaExpanded = "false";
    this.#activate(undefined);
  }

  get #options() {
    return this.#list.querySelectorAll("[role=option]");
  }

  #reopen() {
    if (this.#panel.hidden && this.#options.length) this.show();
  }

  /** @param {Element | undefined} option */
  #activate(option) {
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = option;
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.#input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.#input.removeAttribute("aria-activedescendant");
    }
  }

  /**
   * To the next option or the one before; the text itself stands between last and first.
   *
   * @param {1 | -1} step
   */
  #move(step) {
    this.#reopen();
    const stops = [undefined, ...this.#options];
    this.#activate(stops.at((stops.indexOf(this.#active) + step) % stops.length));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (isComposing(event)) return;
    if (event.key == "Enter") {
      if (this.#active) press(this.#active, event);
      else this.#commit();
    } else if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    } else if (event.key == "ArrowDown" || event.key == "ArrowUp") {
      this.#move(event.key == "ArrowDown" ? 1 : -1);
    } else if (event.key == "Escape" && !this.#panel.hidden) {
      this.hide();
    } else if (event.key == "Escape" && this.#input.value) {
      clear(this.#input);
    } else {
      return;
    }
    event.preventDefault();
  }
}

/** Keys are the input method's while it composes; Safari reports the one that ends it as 229, no longer composing. @param {KeyboardEvent} event */
export const isComposing = (event) => event.isComposing || event.keyCode == 229;

/** Empties the text as a reader would. @param {HTMLInputElement} input */
export function clear(input) {
  input.value = "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * A click with the modifiers of a key, so that links open where the reader wants them.
 *
 * @param {Element} target
 * @param {KeyboardEvent} event
 */
const press = (target, { ctrlKey, metaKey, shiftKey }) =>
  target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ctrlKey, metaKey, shiftKey }));
