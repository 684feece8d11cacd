/**
 * Added by `tarjuman serve` to the pages that it shows, and to no file: loads the page again after a build, and says why one failed.
 * A page in the background lets go of its connection, for browsers have six per server.
 */
{
  const shown = new URL(document.currentScript.src).search.slice(1);
  let source;
  let notice;

  /** @param {string | null} failure */
  const show = (failure) => {
    notice?.remove();
    notice = undefined;
    if (failure == null) return;
    notice = document.createElement("div");
    notice.id = "tarjuman-serve-failure";
    notice.setAttribute("role", "alert");
    notice.lang = "en";
    // By script, which policies on styles allow.
    notice.style.cssText =
      "all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 40vh; overflow: auto; padding: 1rem;" +
      "direction: ltr; font: 15px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext;" +
      "color: #fff; background: #7a1420; border-top: 2px solid #fff";
    notice.textContent = `The build failed; until it succeeds the search stays as it is.\n${failure}`;
    document.body.append(notice);
  };

  const listen = () => {
    if (document.hidden || source) return;
    source = new EventSource("/.tarjuman/events");
    source.addEventListener("message", ({ data }) => {
      const { build, failure } = JSON.parse(data);
      if (build != shown) location.reload();
      else show(failure);
    });
  };
  const stop = () => {
    source?.close();
    source = undefined;
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
  listen();
}
