/** What the page around the elements does with them. */

import { TarjumanSearch } from "../../dist/tarjuman.js";

// Names of filters and their values, and a word of our own.
TarjumanSearch.names.en = { topic: "Subject", place: "Place", "topic.transport": "Ships, trains, wings" };
TarjumanSearch.messages.en = { more: "Show more" };

const log = (text) => (document.getElementById("log").textContent = text);
const plain = document.getElementById("plain");

document.getElementById("ask").addEventListener("click", () => {
  plain.focus();
  plain.value = "Suez";
});
document.getElementById("open").addEventListener("click", () => plain.show());

document.addEventListener("tarjuman-open", ({ detail }) => log(`${detail.index.info.numDocs} pages`));
document.addEventListener("tarjuman-results", ({ detail }) => log(`${detail.query}: ${detail.page.total}`));
document.addEventListener("tarjuman-error", ({ detail }) => log(detail.error.name));
document.addEventListener("tarjuman-select", (event) => {
  // The pages of the example are not published: there is nothing to go to, only to read here.
  if (!event.target.hasAttribute("reader")) {
    event.preventDefault();
    event.target.close();
  }
  log(event.detail.hit.url);
});
