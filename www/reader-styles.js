/** The reader's style sheet; colours, buttons and marks are those of the element's own (`styles.js`), which is there before. */

import { sheet } from "./styles.js";

const READER_CSS = `
.reader {
  inline-size: min(100%, 46rem);
  max-inline-size: 100%;
  max-block-size: 100%;
  margin: 0 auto;
  padding: 0 0 2rem;
  color: var(--text);
  background: var(--background);
  border: 1px solid var(--border);
  border-radius: var(--radius);
  overscroll-behavior: contain;
}
.reader::backdrop { background: #0008 }
@media (min-width: 40rem) { .reader { margin-block-start: 4vh; max-block-size: 92vh } }
.reader-bar {
  position: sticky;
  z-index: 1;
  inset-block-start: 0;
  display: flex;
  gap: 1em;
  align-items: center;
  justify-content: end;
  padding: .35rem .5rem .15rem;
  background: var(--background);
}
.reader-bar .close { padding: .5em; border-color: transparent }
.reader-page { color: var(--accent) }
.reader-document { padding-inline: clamp(1rem, 6vw, 3rem); overflow-wrap: anywhere }
.reader-title { margin: 0 0 .4em; font-size: 1.6em; line-height: 1.25; outline: none }
.reader-source { display: flex; flex-wrap: wrap; gap: .2em .8em; align-items: baseline; font-size: .875em; color: var(--muted) }
.reader-head .alternates { margin-block-start: .5em }
.reader-text { margin-block-start: 1.2em; line-height: 1.6 }
.reader-heading { margin: 1.6em 0 .4em; font-size: 1.15em; line-height: 1.35; scroll-margin-block-start: 4rem }
.reader-paragraph { margin: 0 0 .9em }
.reader-document:is(:lang(ar), :lang(fa), :lang(ur), :lang(ps), :lang(ckb), :lang(he)) { letter-spacing: 0; font-style: normal }
.reader-document:is(:lang(ar), :lang(fa), :lang(ur), :lang(ps), :lang(ckb)) .reader-text { line-height: 1.95 }
.reader-document:is(:lang(ar), :lang(fa), :lang(ur), :lang(ps), :lang(ckb)) :is(.reader-title, .reader-heading) { line-height: 1.6 }
`;

/** @type {CSSStyleSheet | undefined} */
let shared;

export const readerSheet = () => (shared ??= sheet(READER_CSS));
