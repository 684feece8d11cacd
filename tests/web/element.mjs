/** What the tests of the element share: a page with a box in it, and what is to be seen there. */

import { pageWith, visit } from "./harness.mjs";

/** Waits, not for ever, for an event whose detail has this value at `key`, or any; gives the value. */
export async function heard(page, type, key, value) {
  await page.evaluate(
    ([type, key, value]) =>
      document.addEventListener(type, function listen({ detail }) {
        const found = key.split(".").reduce((object, name) => object[name], detail);
        if (value != null && found != value) return;
        document.removeEventListener(type, listen);
        (window.heard ??= {})[type] = { found };
      }),
    [type, key, value],
  );
  const handle = await page.waitForFunction((type) => window.heard?.[type], type);
  await page.evaluate((type) => delete window.heard[type], type);
  return (await handle.jsonValue()).found;
}

/**
 * A page around one element, with what there is to look at in it.
 *
 * @param {import("node:test").TestContext} t
 * @param {Awaited<ReturnType<typeof import("./harness.mjs").launch>>} browser
 * @param {object} [options] Those of `visit`, and `html`, the page; `isBare` when no element is to be expected.
 */
export async function boxIn(t, browser, options = {}) {
  const { html = pageWith(), path = "page.html", isBare = false, ...rest } = options;
  const visited = await visit(t, browser, { pages: { "/page.html": html }, path, ...rest });
  const { page } = visited;
  if (!isBare) await page.waitForFunction(() => customElements.get("tarjuman-search"));
  const input = page.locator("tarjuman-search .box .input");
  return {
    ...visited,
    input,
    list: page.locator("tarjuman-search [role=listbox]"),
    /** Options that are hits. */
    options: page.locator("tarjuman-search .hit[role=option]"),
    panel: page.locator("tarjuman-search .panel"),
    status: page.locator("tarjuman-search .box .message"),
    /** Types, and waits for the results of all of it. */
    async type(text) {
      const shown = heard(page, "tarjuman-results", "query", (await input.inputValue()) + text);
      await input.click();
      await input.pressSequentially(text);
      await shown;
    },
    /** Text of the option that is active, if any. */
    active: () =>
      page.evaluate(() => {
        const { shadowRoot } = document.querySelector("tarjuman-search");
        const id = shadowRoot.querySelector(".box .input").getAttribute("aria-activedescendant");
        return id && shadowRoot.getElementById(id).getAttribute("aria-selected") == "true" ? id : null;
      }),
  };
}
