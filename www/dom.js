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
