/** What `<tarjuman-search reader>` fetches when the first hit is opened in the page. */

export { read } from "./reader.js";
