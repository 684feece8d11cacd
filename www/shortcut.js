/** Keys that lead to the box from anywhere in the page: `/`, and Ctrl+K or, on a Mac, ⌘K. */

const IS_MAC = /^(Mac|iP)/.test(globalThis.navigator?.platform ?? "");

/** @param {KeyboardEvent} event */
export function isShortcut(event) {
  if (event.isComposing || event.defaultPrevented || event.altKey) return false;
  const { ctrlKey, metaKey } = event;
  if (IS_MAC ? metaKey && !ctrlKey : ctrlKey && !metaKey) return !event.shiftKey && isKey(event, "k", "KeyK");
  return !ctrlKey && !metaKey && isKey(event, "/", "Slash") && !isTyping(event);
}

/**
 * By what the key writes, or by its place where it writes no ASCII: on an Arabic layout the key K writes another letter, while
 * on a French one `/` has moved to another place.
 *
 * @param {KeyboardEvent} event
 * @param {string} key
 * @param {string} code
 */
const isKey = (event, key, code) =>
  event.key?.toLowerCase() == key || (event.code == code && !/^[ -~]$/.test(event.key));

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
