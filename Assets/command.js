// Comforts of the command face: what happens comes in by itself. Every page is whole without this file.
(() => {
  "use strict";
  const page = document.querySelector("[data-command]");
  const feed = document.getElementById("feed");
  if (!page || !feed) return;
  const most = 12;
  const quiet = 5000;                            // figures are asked for again after this pause, not with every event
  const often = 60000;                           // and at least this often while somebody looks
  let isHeld = false;
  let waiting = 0;
  let last = Date.now();

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const line = (row) => {
    const item = element("li");
    const time = element("time", row.time);
    time.dateTime = row.iso;
    const words = element("span");
    words.append(element("strong", row.what), ` · ${row.kind} · `);
    if (/^\/desk\/matters\/[0-9a-f-]{36}$/.test(row.href)) {
      const link = element("a", row.number, "code");
      link.href = row.href;
      words.append(link);
    } else {
      words.append(row.number);
    }
    item.append(time, words, element("span", row.place, "small muted"));
    return item;
  };

  // Parts of the page that are marked as live are taken from a fresh copy of it; where somebody is, nothing moves.
  const refresh = async () => {
    waiting = 0;
    if (document.hidden || isHeld) return;
    last = Date.now();
    try {
      const reply = await fetch(location.href, { headers: { accept: "text/html" }, redirect: "error" });
      if (!reply.ok) return;
      const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
      for (const part of document.querySelectorAll("[data-live]")) {
        const next = fresh.getElementById(part.id);
        if (!next || part.contains(document.activeElement) || part.querySelector("details[open]")) continue;
        part.replaceChildren(...[...next.childNodes].map((node) => document.importNode(node, true)));
      }
    } catch { /* the next event or minute tries again */ }
  };
  const soon = () => { waiting ||= setTimeout(refresh, quiet); };
  setInterval(() => { if (Date.now() - last >= often) refresh(); }, often / 4);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });

  const stop = document.querySelector("[data-feed-stop]");
  if (stop) {
    const words = [stop.textContent, stop.dataset.feedStop];
    stop.hidden = false;
    stop.setAttribute("aria-pressed", "false");
    stop.addEventListener("click", () => {
      isHeld = !isHeld;
      stop.textContent = words[isHeld ? 1 : 0];
      stop.setAttribute("aria-pressed", String(isHeld));
      if (!isHeld) refresh();
    });
  }

  const pulse = document.querySelector("[data-pulse]");
  const source = new EventSource(page.dataset.events);
  source.addEventListener("open", () => { if (pulse) pulse.hidden = false; });
  source.addEventListener("error", () => { if (pulse) pulse.hidden = true; });
  source.addEventListener("matter", (event) => {
    soon();
    if (isHeld) return;
    let row;
    try { row = JSON.parse(event.data); } catch { return; }
    document.querySelector("[data-feed-empty]")?.remove();
    feed.prepend(line(row));
    while (feed.children.length > most) feed.lastElementChild.remove();
  });
  addEventListener("pagehide", () => source.close());
})();
