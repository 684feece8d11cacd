/** What a page imports. Importing has no effect; `element.js` registers the element. */

import { open as openIndex } from "./open.js";
import { TarjumanSearch as SearchElement } from "./search-element.js";

/** @type {typeof import("./tarjuman.d.ts").open} */
export const open = openIndex;

/** @type {typeof import("./tarjuman.d.ts").TarjumanSearch} */
export const TarjumanSearch = SearchElement;
