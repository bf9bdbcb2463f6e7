// The window: htmx brings what stands beside the form while it is being written (POST /desk/intake/suggestions).
// Here stands what htmx leaves open. Without both, a button of the form does the same.
(() => {
  "use strict";
  const side = document.getElementById("suggestions");
  const form = side?.closest("form");
  if (!form || !window.htmx) return;
  let typed = 0, asked = 0;
  form.addEventListener("input", () => { typed++; });
  side.addEventListener("htmx:beforeRequest", () => { asked = typed; });
  side.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    // Older than what is written by now: the next answer follows. Elsewhere than asked: the session has ended.
    const isElsewhere = new URL(xhr.responseURL).pathname !== pathInfo.requestPath;
    if (typed !== asked || isElsewhere) event.detail.shouldSwap = false;
  });
})();
