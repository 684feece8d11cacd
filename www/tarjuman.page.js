/**
 * Puts `index.html`, the page that a build writes, into the reader's language. A classic script in the head, which the page waits for: the element finds
 * the language when it starts, and no heading is painted in another before.
 */

import { greet } from "./welcome.js";

greet();
// Each node as it is read, before it is painted.
const observer = new MutationObserver(greet);
observer.observe(document, { childList: true, subtree: true });
document.addEventListener("DOMContentLoaded", () => observer.disconnect());
