/** Nodes without HTML. */

/**
 * A node that is a part of the element and a class of its style sheet by the same name.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {(Node | string)[]} [children]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, name, properties = {}, children = []) {
  const node = Object.assign(document.createElement(tag), { className: name }, properties);
  node.part.value = name;
  node.append(...children);
  return node;
}

/**
 * @param {string} name
 * @param {(event: MouseEvent) => void} pressed
 * @param {(Node | string)[]} [children]
 * @param {Partial<HTMLButtonElement>} [properties]
 */
export function button(name, pressed, children = [], properties = {}) {
  const node = element("button", name, { type: "button", ...properties }, children);
  node.addEventListener("click", pressed);
  return node;
}

/** Text from outside within a sentence of ours: its direction stays its own. @param {string} text @param {string} [lang] */
export const isolated = (text, lang) => element("bdi", "word", { textContent: text, ...(lang && { lang }) });

/**
 * A message with nodes in the places of its `{names}`.
 *
 * @param {string} template
 * @param {Record<string, Node | string>} values
 * @returns {(Node | string)[]}
 */
export const filled = (template, values) => template.split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? (values[piece] ?? "") : piece));

const SVG = "http://www.w3.org/2000/svg";

/** Strokes on a field of 24 by 24. */
const ICONS = {
  search: "M15.5 15.5 21 21M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0",
  close: "M6 6l12 12M18 6 6 18",
  onward: "M9 5l7 7-7 7",
  recent: "M12 7v5l3 3M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0",
};

/** Drawn for left to right; the style sheet mirrors `onward`. @param {keyof typeof ICONS} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["class", `icon icon-${name}`], ["part", "icon"], ["aria-hidden", "true"]]) {
    svg.setAttribute(key ?? "", value ?? "");
  }
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/**
 * Other children for a node; the focus stays on the one with the same id.
 *
 * @param {HTMLElement} parent
 * @param {(Node | string)[]} children
 */
export function replaced(parent, children) {
  const root = /** @type {ShadowRoot} */ (parent.getRootNode());
  const focused = root.activeElement;
  const id = focused && parent.contains(focused) ? focused.id : "";
  parent.replaceChildren(...children);
  if (id) root.getElementById(id)?.focus();
}

/** When the browser has nothing else to do. @param {() => unknown} action */
export function whenIdle(action) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(action);
  else setTimeout(action, 200);
}
