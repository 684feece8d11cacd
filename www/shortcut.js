/** Keys that lead to the box from anywhere in the page: `/`, and Ctrl+K or, on a Mac, ⌘K; or those that the `shortcuts` attribute names. */

const IS_MAC = /^(Mac|iP)/.test(globalThis.navigator?.platform ?? "");

const DEFAULT = "mod+k /";

/** The shortcuts of an element: names of keys, some behind `mod+`. @param {Element} element */
export const shortcutsOf = (element) =>
  element.hasAttribute("no-shortcuts") ? [] : (element.getAttribute("shortcuts") ?? DEFAULT).toLowerCase().split(/\s+/).filter(Boolean);

/** @param {KeyboardEvent} event @param {string[]} shortcuts */
export function isShortcut(event, shortcuts) {
  const { ctrlKey, metaKey, shiftKey } = event;
  if (event.isComposing || event.defaultPrevented || event.altKey) return false;
  const isMod = IS_MAC ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  return shortcuts.some((name) => {
    const key = name.replace(/^mod\+/, "");
    if (key != name) return isMod && !shiftKey && isKey(event, key);
    return !ctrlKey && !metaKey && isKey(event, key) && !isTyping(event);
  });
}

/**
 * By what the key writes, or by its place where it writes no ASCII: on an Arabic layout the key K writes another letter, while
 * on a French one `/` has moved to another place.
 *
 * @param {KeyboardEvent} event
 * @param {string} key
 */
const isKey = ({ key: written, code }, key) =>
  written?.toLowerCase() == key || (code == codeOf(key) && !/^[ -~]$/.test(written));

/** Where a key is on an American keyboard. @param {string} key */
const codeOf = (key) =>
  key == "/" ? "Slash" : /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : "";

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
