/**
 * Style sheets, constructed: a page under `style-src 'self'` allows no others from a script.
 *
 * Colours follow the `color-scheme` of the page around the element. Only logical properties: the direction is the page's, and inside a hit its document's.
 * Marks get neither padding nor weight, which would part joined Arabic letters.
 */

const SEARCH_CSS = `
:host {
  --accent: var(--tarjuman-accent, light-dark(#0a5f73, #7fd0e2));
  --background: var(--tarjuman-background, Canvas);
  --text: var(--tarjuman-text, CanvasText);
  --muted: var(--tarjuman-muted, color-mix(in srgb, CanvasText 68%, Canvas));
  --border: var(--tarjuman-border, color-mix(in srgb, CanvasText 24%, Canvas));
  --mark: var(--tarjuman-mark, light-dark(#ffe9a8, #5c4a00));
  --radius: var(--tarjuman-radius, .6rem);
  display: block;
  color: var(--text);
}
:host([hidden]), [hidden] { display: none !important }
* { box-sizing: border-box }
.box { position: relative }
.input {
  inline-size: 100%;
  padding: .7em 1em;
  font: inherit;
  font-size: max(1em, 16px);
  color: inherit;
  background: var(--background);
  border: 1px solid var(--border);
  border-radius: var(--radius);
  appearance: none;
  outline: none;
}
.input::placeholder { color: var(--muted); opacity: 1 }
.input:focus { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent) }
.panel {
  position: absolute;
  z-index: 10;
  inset-inline: 0;
  inset-block-start: calc(100% + .4rem);
  max-block-size: var(--tarjuman-max-height, min(75vh, 46rem));
  overflow: auto;
  overscroll-behavior: contain;
  background: var(--background);
  border: 1px solid var(--border);
  border-radius: var(--radius);
  box-shadow: 0 .5rem 2rem #0003;
}
.status { padding: .6em 1em; font-size: .875em; color: var(--muted) }
.retry {
  margin-inline-start: .8em;
  padding: .3em .8em;
  font: inherit;
  color: var(--accent);
  background: none;
  border: 1px solid;
  border-radius: var(--radius);
  cursor: pointer;
}
.hit {
  display: block;
  padding: .7em 1em;
  color: inherit;
  text-align: start;
  text-decoration: none;
  overflow-wrap: anywhere;
  border-block-start: 1px solid var(--border);
  scroll-margin-block: .5rem;
}
.hit[href] { cursor: pointer }
.hit:hover { background: color-mix(in srgb, var(--accent) 7%, transparent) }
.hit[aria-selected=true] {
  background: color-mix(in srgb, var(--accent) 14%, transparent);
  outline: 2px solid var(--accent);
  outline-offset: -2px;
}
.title { font-weight: 600; color: var(--accent) }
.excerpt { margin-block: .2em; line-height: 1.5 }
.hit:lang(ar, fa, ur) .excerpt { line-height: 1.8 }
.mark { color: inherit; background: var(--mark); border-radius: .15em }
.source { display: flex; flex-wrap: wrap; gap: 0 .6em; align-items: baseline; font-size: .8125em; color: var(--muted) }
.lang { padding-inline: .5em; border: 1px solid var(--border); border-radius: 1em }
.spoken { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (prefers-reduced-motion: no-preference) {
  .input { transition: box-shadow .15s }
}
@media (forced-colors: active) {
  .input:focus { outline: 2px solid Highlight }
  .hit[aria-selected=true] { outline-color: Highlight }
  .mark { forced-color-adjust: none; color: MarkText; background: Mark }
}
`;

/** For `index.html`, which asks for it by `data-tarjuman-page`. */
const PAGE_CSS = `
body {
  max-inline-size: 44rem;
  margin: clamp(2rem, 12vh, 7rem) auto;
  padding-inline: 1.25rem;
  font: 1.0625rem/1.6 system-ui, sans-serif;
}
h1 { margin-block: 0 1rem; font-size: 1.9rem; line-height: 1.2 }
p { color: color-mix(in srgb, CanvasText 68%, Canvas) }
kbd { padding: .1em .4em; font: inherit; font-size: .85em; border: 1px solid; border-radius: .3em }
`;

/** @type {CSSStyleSheet | undefined} */
let shared;

/** One sheet for all elements, made when the first needs it. */
export const searchSheet = () => (shared ??= sheet(SEARCH_CSS));

export const pageSheet = () => sheet(PAGE_CSS);

/** @param {string} css */
function sheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}
