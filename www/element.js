/** Registers `<tarjuman-search>`; on the page that a build writes, also dresses the page around it. */

import { TarjumanSearch } from "./tarjuman.js";
import { pageSheet } from "./styles.js";

if (document.documentElement.hasAttribute("data-tarjuman-page")) document.adoptedStyleSheets.push(pageSheet());
if (!customElements.get("tarjuman-search")) customElements.define("tarjuman-search", TarjumanSearch);
