/**
 * Highlights, on a page opened from a hit, what was searched for: with the CSS Custom Highlight API, so the document stays as it is.
 *
 *   <script defer src="/search/tarjuman-highlight.js"></script>
 *   <script defer src="/search/tarjuman-highlight.js" data-parameter="highlight"></script>
 *
 * It takes the text of `#:~:text=…`, which only browsers without text fragments leave in the address; the others have highlighted it
 * themselves. With `data-parameter` also the words of that parameter of the address (`?highlight=arme+paix`), in any browser. Scrolls to the first unless the address names a place of its own.
 * Styled by `::highlight(tarjuman)`. Does nothing where the API is missing.
 */
(() => {
  if (!("highlights" in CSS)) return;
  const { parameter } = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.dataset ?? {};

  /** Letters without case and marks, and for each code unit of that where in the text its character begins and ends. @param {string} text */
  const fold = (text) => {
    let folded = "";
    /** @type {number[]} */
    const starts = [];
    let at = 0;
    for (const c of text) {
      // White space of any length is one space, as the reader sees it.
      const plain = c.trim() ? c.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase() : folded.endsWith(" ") ? "" : " ";
      for (let n = 0; n < plain.length; n++) starts.push(at);
      folded += plain;
      at += c.length;
    }
    starts.push(at);
    return { folded, starts };
  };

  /** What to look for: whole phrases from the fragment, words from the parameter. */
  const wanted = () => {
    const [anchor, directive] = location.hash.split(":~:");
    const phrases = new URLSearchParams(directive?.replaceAll("+", "%2B")).getAll("text");
    const words = parameter ? (new URLSearchParams(location.search).get(parameter) ?? "").split(/\s+/) : [];
    return {
      placed: (anchor?.length ?? 0) > 1,
      texts: [...phrases, ...words].map((text) => fold(text).folded.trim()).filter(Boolean),
    };
  };

  const highlight = () => {
    const { texts, placed } = wanted();
    if (!texts.length) return;
    // All text as one string, so that phrases across inline elements are found.
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    /** @type {{ node: Node, start: number }[]} */
    const nodes = [];
    let all = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest("script, style, noscript, template, textarea")) continue;
      nodes.push({ node, start: all.length });
      all += node.nodeValue;
    }
    const { folded, starts } = fold(all);
    /** @type {Range[]} */
    const ranges = [];
    /** @param {number} offset @param {(at: Range, node: Node, offset: number) => void} set @param {Range} range */
    const place = (offset, set, range) => {
      const last = nodes.findLast(({ start }) => start <= offset);
      if (last) set(range, last.node, offset - last.start);
    };
    const isLetter = (/** @type {string | undefined} */ c) => !!c && /[\p{L}\p{N}]/u.test(c) && !UNSPACED.test(c);
    for (const text of texts) {
      for (let at = folded.indexOf(text); at >= 0; at = folded.indexOf(text, at + text.length)) {
        const end = at + text.length;
        // Whole words only, where words have spaces between them.
        if (isLetter(folded[at]) && isLetter(folded[at - 1])) continue;
        if (isLetter(folded[end - 1]) && isLetter(folded[end])) continue;
        const range = new Range();
        place(starts[at] ?? 0, (range, node, offset) => range.setStart(node, offset), range);
        // Behind the last character, marks and all.
        let behind = starts[end] ?? all.length;
        while (behind > (starts[end - 1] ?? 0) + 1 && /\s/u.test(all[behind - 1] ?? "")) behind--;
        place(behind - 1, (range, node, offset) => range.setEnd(node, offset + 1), range);
        ranges.push(range);
      }
    }
    if (!ranges.length) return;
    CSS.highlights.set("tarjuman", new Highlight(...ranges));
    const style = new CSSStyleSheet();
    style.replaceSync("::highlight(tarjuman) { background-color: Mark; color: MarkText }");
    document.adoptedStyleSheets = [style, ...document.adoptedStyleSheets];
    ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
    if (!placed) ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: "center" });
  };

  const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
  if (document.readyState == "loading") addEventListener("DOMContentLoaded", highlight);
  else highlight();
})();
