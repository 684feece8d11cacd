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
  --faint: color-mix(in srgb, var(--accent) 8%, transparent);
  display: block;
  color: var(--text);
}
:host([hidden]), [hidden] { display: none !important }
* { box-sizing: border-box }
.box { position: relative }
.field { position: relative; flex: 1; min-inline-size: 0 }
.icon { inline-size: 1.15em; block-size: 1.15em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round }
.icon-onward:dir(rtl) { transform: scaleX(-1) }
.field > .icon { position: absolute; inset-inline-start: .8em; inset-block: 0; margin-block: auto; color: var(--muted) }
.input {
  inline-size: 100%;
  padding: .7em 2.6em;
  font: inherit;
  font-size: max(1em, 16px);
  color: inherit;
  background: var(--background);
  border: 1px solid var(--border);
  border-radius: var(--radius);
  appearance: none;
  outline: none;
}
.input::-webkit-search-cancel-button { display: none }
.input::placeholder { color: var(--muted); opacity: 1 }
.input:focus { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent) }
/* The text may run the other way than the page, and so may the corner where it begins. */
.clear { position: absolute; inset-inline-end: .3em; inset-block: 0; margin-block: auto; block-size: 2em }
button, select, .bound {
  display: inline-flex;
  align-items: center;
  gap: .4em;
  min-block-size: 1.9em;
  padding: .2em .7em;
  font: inherit;
  color: inherit;
  text-align: start;
  background: none;
  border: 1px solid var(--border);
  border-radius: var(--radius);
  cursor: pointer;
}
:is(button, select, a, summary, .tick, .bound):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
.clear { padding: .3em; border-color: transparent }
.close { min-block-size: 2.6em }
.retry, .all, .more, .within, .forget, .unfilter { color: var(--accent) }
.trigger { min-block-size: 2.6em; color: var(--muted); background: var(--background) }
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
.message { margin-inline-end: .8em }
.progress { display: block; inline-size: 100%; block-size: .3em; margin-block-start: .4em; accent-color: var(--accent) }
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
/* Hits below the fold are laid out when they are scrolled to; to ask that of all would cost those on show a layout of their own. */
.list .hit:nth-child(n + 7), .far { content-visibility: auto; contain-intrinsic-size: auto 7.5em }
[role=option] { cursor: pointer }
[role=option]:hover { background: var(--faint) }
[aria-selected=true] { background: color-mix(in srgb, var(--accent) 14%, transparent) !important; outline: 2px solid var(--accent); outline-offset: -2px }
.title { font-weight: 600; color: var(--accent) }
.excerpt { margin-block: .2em; line-height: 1.5 }
/* Lists of languages within :lang() are not known everywhere. */
.excerpt:is(:lang(ar), :lang(fa), :lang(ur), :lang(ps), :lang(ckb)) { line-height: 1.9 }
:is(.hit, .word, .name, .box, .search):is(:lang(ar), :lang(fa), :lang(ur), :lang(ps), :lang(ckb), :lang(he)) { letter-spacing: 0; font-style: normal }
.mark { color: inherit; background: var(--mark); border-radius: .15em }
.source, .alternates { display: flex; flex-wrap: wrap; gap: 0 .6em; align-items: baseline; font-size: .8125em; color: var(--muted) }
.lang { padding-inline: .5em; border: 1px solid var(--border); border-radius: 1em }
.recent, .completion, .forget[role=option], .correction { display: flex; align-items: center; gap: .6em; padding: .45em 1em; border-block-start: 1px solid var(--border) }
.correction { display: block }
.panel .completion { border-block-start: 0 }
.completions { border-block-start: 1px solid var(--border) }
.foot { padding: .3em 1em; border-block-start: 1px solid var(--border) }
.panel .chips { padding: 0 1em .5em }
.chips:empty { display: none }
.group-name { margin: 0; padding: .5em 1em .3em; font-size: .8125em; font-weight: 600; color: var(--muted); background: var(--faint) }
.languages, .offers { display: flex; flex-wrap: wrap; gap: .4em; padding-block: .3em; font-size: .875em }
.count { font-size: .875em; color: var(--muted) }
.chip { border-radius: 1em }
.chip[aria-pressed=true] { color: var(--background); background: var(--accent); border-color: var(--accent) }
.chip[aria-pressed=true] .count { color: inherit }
.all { border-color: transparent; padding-inline: 0 }
.tips, .elsewhere { margin: .3em 0; color: var(--muted) }
.dialog {
  inline-size: min(100%, 52rem);
  max-inline-size: 100%;
  block-size: fit-content;
  max-block-size: 100%;
  margin: 0 auto;
  padding: 1rem;
  color: var(--text);
  background: var(--background);
  border: 1px solid var(--border);
  border-radius: var(--radius);
  overscroll-behavior: contain;
}
.dialog::backdrop { background: #0006 }
@media (min-width: 40rem) { .dialog { margin-block-start: 6vh; max-block-size: 88vh } }
.bar { position: sticky; z-index: 1; inset-block-start: 0; display: flex; gap: .5em; align-items: center; background: var(--background) }
.page .bar { padding-block-end: .4em }
.dialog .bar { inset-block-start: -1rem; margin: -1rem -1rem 0; padding: 1rem }
.tools { display: flex; flex-wrap: wrap; gap: .3em 1em; align-items: center; justify-content: space-between }
.tools .status { flex: 1; padding-inline: 0 }
.order { display: inline-flex; gap: .5em; align-items: center; font-size: .875em; color: var(--muted) }
.sort, .bound { color: var(--text); background: var(--background) }
.filters { margin-block: .3em; padding: .4em .8em; border: 1px solid var(--border); border-radius: var(--radius) }
.filters-name { cursor: pointer }
.fields { display: flex; flex-wrap: wrap; gap: .5em 1.5em; align-items: start }
.filter { min-inline-size: 0; margin: .4em 0 0; padding: 0; border: 0 }
.filter-name { padding: 0; font-size: .875em; color: var(--muted) }
.value { display: flex; gap: .5em; align-items: baseline; padding-block: .15em; overflow-wrap: anywhere }
.range { flex-wrap: wrap }
.bound { margin-inline-start: auto; max-inline-size: 100%; font-size: max(1em, 16px); cursor: text }
.bound[type=number] { inline-size: 9em }
/* No wider than the fields. */
.wrong { inline-size: 0; min-inline-size: 100%; margin: 0 }
.wrong, [aria-invalid=true] { color: light-dark(#b3261e, #ffb4ab); border-color: currentColor }
.tick { flex: none; inline-size: 1.1em; block-size: 1.1em; margin: 0; accent-color: var(--accent) }
.list ol, .sections { margin: 0; padding: 0; list-style: none }
.list .hit { padding-inline: 0 }
.list .group-name { padding-inline: .7em; border-radius: var(--radius) }
.list .hit:first-child { border: 0 }
:is(.link, .section, .alternate) { color: var(--accent) }
.link:not(:hover) { text-decoration: none }
.sections { display: flex; flex-wrap: wrap; gap: .2em 1em; font-size: .875em }
.within, .more { margin-block: .4em }
.spoken { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (prefers-reduced-motion: no-preference) {
  .input { transition: box-shadow .15s }
}
@media (forced-colors: active) {
  .input:focus { outline: 2px solid Highlight }
  [aria-selected=true] { outline-color: Highlight }
  .mark { forced-color-adjust: none; color: MarkText; background: Mark }
  .chip[aria-pressed=true] { forced-color-adjust: none; color: HighlightText; background: Highlight }
}
`;

/** For `index.html`, which asks for it by `data-tarjuman-page`. */
const PAGE_CSS = `
body {
  max-inline-size: 44rem;
  margin: clamp(2rem, 12vh, 7rem) auto;
  padding-inline: 1.25rem;
  font: 1.0625rem/1.6 system-ui, sans-serif;
  background: Canvas;
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
export function sheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}
