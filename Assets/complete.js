// Completion while typing: a field with data-complete offers places of the library. Without this file the form finds them by its button.
(() => {
  "use strict";
  const rest = 120;
  for (const input of document.querySelectorAll("input[data-complete]")) {
    const list = document.createElement("ul");
    let options = [], at = -1, asked = 0, timer = 0;
    list.id = input.id + "-places";
    list.className = "places";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.label || input.labels?.[0]?.textContent || "");
    list.hidden = true;
    input.after(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id],
      ["aria-expanded", "false"], ["autocomplete", "off"]]) input.setAttribute(name, value);

    const close = () => {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (next) => {
      list.children[at]?.setAttribute("aria-selected", "false");
      at = next;
      const item = list.children[at];
      if (!item) return input.removeAttribute("aria-activedescendant");
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", item.id);
    };
    const take = (place) => {
      close();
      if ("go" in input.dataset) return location.assign("/addresses/" + encodeURIComponent(place.id));
      input.value = place.within ? place.within + " " + place.text : place.text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      clearTimeout(timer);
    };
    // What was typed stands out: the marks are places in Unicode scalars.
    const words = (text, marks) => {
      const line = document.createElement("span"), letters = [...text];
      let from = 0;
      for (const [start, end] of marks) {
        line.append(letters.slice(from, start).join(""));
        const bold = document.createElement("b");
        bold.textContent = letters.slice(start, end).join("");
        line.append(bold);
        from = end;
      }
      line.append(letters.slice(from).join(""));
      return line;
    };
    const show = (places) => {
      options = places;
      list.replaceChildren(...places.map((place, index) => {
        const item = document.createElement("li"), note = document.createElement("small");
        item.id = list.id + "-" + index;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        note.textContent = [place.other, place.within].filter(Boolean).join(" · ");
        item.append(words(place.text, place.marks), note);
        item.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
        return item;
      }));
      at = -1;
      list.hidden = places.length === 0;
      input.setAttribute("aria-expanded", String(places.length > 0));
      // Not below the bar of buttons that stays at the bottom.
      if (places.length) list.scrollIntoView({ block: "nearest" });
    };
    const ask = async () => {
      const text = input.value.trim(), mine = ++asked;
      if (!text) return close();
      try {
        const answer = await fetch(input.dataset.complete + "?q=" + encodeURIComponent(text.slice(0, 80)),
          { headers: { accept: "application/json" } });
        if (!answer.ok || answer.redirected) return close();
        const { items } = await answer.json();
        if (mine === asked && document.activeElement === input) show(items);
      } catch { close(); }
    };
    input.addEventListener("input", (event) => {
      if (event.isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(ask, rest);
    });
    input.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, rest); });
    // Not at once: what is below moves up, and a press on it would end beside it.
    input.addEventListener("blur", () => {
      asked += 1;
      clearTimeout(timer);
      setTimeout(() => { if (document.activeElement !== input) close(); }, 250);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      if (event.key === "ArrowDown") mark((at + 1) % options.length);
      else if (event.key === "ArrowUp") mark(at <= 0 ? options.length - 1 : at - 1);
      else if (event.key === "Enter" && at >= 0) take(options[at]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
  }
})();
