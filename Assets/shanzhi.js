// Comforts only: every page works without this file. Nothing is loaded, nothing is evaluated, nothing is remembered
// but what is being written (in this tab) and whether single keys are off (in this browser).
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const store = (area, key, value) => {
    try {
      if (value === null) area.removeItem(key);
      else if (value !== undefined) area.setItem(key, value);
      return area.getItem(key);
    } catch { return null; }                    // storage may be full or forbidden
  };

  // Buttons that only a script can serve stay hidden until it is there.
  const deeds = {
    print: () => print(),
    copy: async (button) => {
      try { await navigator.clipboard.writeText(button.dataset.copy); } catch { return; }
      const word = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = word; }, 2000);
    },
    close: (button) => button.closest("dialog")?.close(),
  };
  for (const button of all("[data-do]")) {
    const deed = deeds[button.dataset.do];
    if (!deed) continue;
    button.hidden = false;
    button.addEventListener("click", () => deed(button));
  }

  // The theme changes at once; the form then tells the server.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "theme") return;
    if (button.value === "system") delete root.dataset.theme;
    else root.dataset.theme = button.value;
  });

  // A form is sent once. The button is not disabled, since a disabled one would not send its value.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "true";
    event.submitter?.classList.add("is-sent");
    for (const area of all("textarea[data-keep]", form)) store(sessionStorage, keepKey(area), null);
  });
  addEventListener("pageshow", () => {
    for (const form of all("form[data-sent]")) delete form.dataset.sent;
    for (const button of all(".is-sent")) button.classList.remove("is-sent");
  });

  // Long texts survive a reload of the tab.
  const keepKey = (area) => "shanzhi.keep." + area.dataset.keep;
  for (const area of all("textarea[data-keep]")) {
    const kept = store(sessionStorage, keepKey(area));
    if (kept && !area.value) area.value = kept;
    let timer = 0;
    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => store(sessionStorage, keepKey(area), area.value || null), 400);
    });
  }

  // Characters are counted as people count them, not as code units.
  for (const output of all("output.count-now")) {
    const area = document.getElementById(output.htmlFor.value);
    if (!area) continue;
    const show = () => {
      const length = [...area.value].length;
      output.value = area.maxLength > 0 ? `${length} / ${area.maxLength}` : String(length);
    };
    area.addEventListener("input", show);
    show();
  }

  document.querySelector(".error-summary[data-first]")?.focus();

  // Tips close with Escape and open again with the next focus or pointer (WCAG 1.4.13).
  for (const clock of all(".clock[tabindex]")) {
    for (const kind of ["focus", "pointerenter"]) clock.addEventListener(kind, () => clock.classList.remove("is-shut"));
  }

  // Single keys at the desk; they can be switched off (WCAG 2.1.4).
  const keysOff = () => store(localStorage, "shanzhi.keys") === "off";
  const help = document.getElementById("key-help");
  for (const box of all("input[data-do-keys]")) {
    box.checked = !keysOff();
    box.addEventListener("change", () => store(localStorage, "shanzhi.keys", box.checked ? null : "off"));
  }
  const walk = (step) => {
    const rows = all("[data-rows] a.row");
    if (!rows.length) return;
    const here = rows.findIndex((row) => row === document.activeElement);
    const open = rows.findIndex((row) => row.hasAttribute("aria-current"));
    const next = here >= 0 ? here + step : open >= 0 ? open + step : 0;
    rows[Math.max(0, Math.min(rows.length - 1, next))].focus();
  };
  const keys = {
    j: () => walk(1),
    k: () => walk(-1),
    "/": () => document.getElementById("find")?.focus(),
    "?": () => help?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const clock of all(".clock[tabindex]:focus, .clock[tabindex]:hover")) clock.classList.add("is-shut");
      if (document.activeElement?.id === "find") document.activeElement.blur();
      return;
    }
    const isWriting = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isWriting || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.querySelector(".desk") || keysOff() && event.key !== "?" || document.querySelector("dialog[open]")) return;
    // What the page itself offers comes before the frame, and without a list j and k belong to the page.
    const buttons = all("[data-key]").filter((one) => one.dataset.key === event.key && one.offsetParent);
    const own = buttons.find((one) => one.closest("main"));
    const walks = event.key === "j" || event.key === "k";
    const deed = walks && own && !document.querySelector("[data-rows]") ? null : keys[event.key];
    const button = deed ? null : own ?? buttons[0];
    if (!deed && !button) return;
    event.preventDefault();
    if (deed) deed(); else button.click();
  });
})();
