/**
 * Tells screen readers what changed.
 *
 * Two live regions take turns, since a region whose text does not change is not read again: the same count twice in a row is news all the same.
 */

/** Silence before an announcement, ms: longer than between two key presses, so that only results that settled are read. */
const SETTLE_MS = 500;

export class Announcer {
  /** @type {number | undefined} */
  #timer;
  #turn = 0;
  #regions = [region(), region()];

  /**
   * From within the view that the reader is in: what lies outside an open dialog is not read.
   *
   * @param {string} text
   * @param {Element} view
   */
  say(text, view) {
    this.stop();
    if (this.#regions.some((region) => region.parentNode != view)) view.append(...this.#regions);
    this.#timer = setTimeout(() => {
      this.#turn ^= 1;
      this.#regions.forEach((region, i) => (region.textContent = i == this.#turn ? text : ""));
    }, SETTLE_MS);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}

function region() {
  const node = document.createElement("div");
  node.className = "spoken";
  node.setAttribute("aria-live", "polite");
  return node;
}
