/** @type {import("./index.js").Messages} */
export default {
  label: "Search",
  placeholder: "Search in any language",
  results: "Results",
  loading: "Loading…",
  none: "No results",
  failed: "Search could not be loaded.",
  retry: "Try again",
  found: { one: "{n} result", other: "{n} results" },
  beyond: "{found}, then pages with some of these words",
  partial: {
    one: "No page has all these words; {n} has some",
    other: "No page has all these words; {n} have some",
  },
};
