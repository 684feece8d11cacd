/** Urls of a site for a page that is opened as a file: there is no root, and no server that adds `index.html` or `.html`. */

/** With a scheme, or of another host. */
const ABSOLUTE = /^([a-z][a-z\d+.-]*:|\/\/)/i;
/** What ends the name of a file; `v2.0` is none. */
const EXTENSION = /\.[a-z][a-z\d]{0,4}$/i;

/**
 * The same document as a file, relative to the page. `/fr/about` is `fr/about.html`, `/fr/` is `fr/index.html`; absolute urls stay, and so do
 * those that begin with a dot.
 *
 * @param {string} url May have a query and a fragment.
 * @param {string} base What urls of the site begin with: `/`, or `/docs/`.
 * @param {string} site From the page to the site's folder: empty, or `../`.
 */
export function placed(url, base, site) {
  if (ABSOLUTE.test(url)) return url;
  const end = url.search(/[?#]/);
  const [asked, rest] = end < 0 ? [url, ""] : [url.slice(0, end), url.slice(end)];
  if (!asked) return url;
  const path = `${asked}/` == base ? base : asked;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const file = !name ? `${path}index.html` : EXTENSION.test(name) || /^\.+$/.test(name) ? path : `${path}.html`;
  if (file.startsWith(".")) return file + rest;
  const below = file.startsWith(base) ? file.slice(base.length) : file.replace(/^\//, "");
  const inside = site + below;
  // A first segment with a colon would be read as a scheme.
  return (ABSOLUTE.test(inside) ? "./" : "") + inside + rest;
}
