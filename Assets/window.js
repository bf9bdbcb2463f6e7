// htmx brings what stands beside a form while it is being written: proposals at the window, the checklist of an answer.
// Here stands what htmx leaves open. Without both, a button of the form does the same.
(() => {
  "use strict";
  const side = document.querySelector("#suggestions, #answer-check");
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
