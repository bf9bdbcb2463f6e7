// Maps are moved and enlarged: Leaflet holds the page's own drawing, with its links and names, on plain coordinates.
// Nothing is loaded. The server's drawing stays for print and without scripts.
(() => {
  "use strict";
  const box = document.querySelector("[data-map]");
  const source = box && document.getElementById(box.dataset.map);
  const first = source?.querySelector("svg.map");
  if (!first || !window.L) return;
  const [, , width, height] = first.getAttribute("viewBox").split(" ").map(Number);
  const bounds = [[0, 0], [height, width]];
  const steps = 3;                               // how often it can be doubled
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const drawing = first.cloneNode(true);
  drawing.removeAttribute("aria-label");
  drawing.removeAttribute("role");
  box.hidden = false;
  source.classList.add("is-drawn");
  box.style.aspectRatio = `${width} / ${height}`;

  const map = L.map(box, {
    crs: L.CRS.Simple, attributionControl: false, zoomControl: false, zoomSnap: 0, zoomDelta: 1,
    maxBoundsViscosity: 1, scrollWheelZoom: false, zoomAnimation: !isCalm, fadeAnimation: false, inertia: !isCalm,
    dragging: false,
  });
  L.svgOverlay(drawing, bounds, { interactive: true }).addTo(map);

  const keys = [...box.querySelectorAll("[data-zoom]")];
  for (const key of keys) {
    L.DomEvent.disableClickPropagation(key);
    key.addEventListener("click", () => map.zoomIn(Number(key.dataset.zoom)));
  }

  // The whole fits the box. Only an enlarged map is dragged: at its smallest a finger scrolls the page.
  let whole = 0, depth = 0;                      // the zoom at which all is seen, and how often somebody doubled it
  const isNear = () => depth > 0.01;
  const settle = () => {
    if (isNear()) map.dragging.enable(); else map.dragging.disable();
    box.classList.toggle("is-near", isNear());
    for (const key of keys) {
      const isEnd = Number(key.dataset.zoom) < 0 ? !isNear() : depth > steps - 0.01;
      key.setAttribute("aria-disabled", String(isEnd));
    }
  };
  // A box that changes its size, and be it for one frame (a turned phone, a picture of the page), shows what it showed.
  let isFitting = false;
  const fit = () => {
    if (!box.clientWidth || !box.clientHeight) return;
    isFitting = true;
    const centre = isNear() && map.getCenter();
    // Without its limits meanwhile: Leaflet would glide back inside them after the new view is set.
    map.setMaxBounds(null).setMinZoom(-9).setMaxZoom(9).invalidateSize({ pan: false });
    whole = map.getBoundsZoom(bounds);
    if (centre) map.setView(centre, whole + depth, { animate: false }); else map.fitBounds(bounds, { animate: false });
    map.setMinZoom(whole).setMaxZoom(whole + steps).setMaxBounds(bounds);
    isFitting = false;
    settle();
  };
  map.on("zoomend", () => {
    if (isFitting) return;
    depth = map.getZoom() - whole;
    settle();
  });
  fit();
  new ResizeObserver(fit).observe(box);

  // Whoever drags across a town does not mean to open it.
  let from = null;
  box.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY]; }, true);
  box.addEventListener("click", (event) => {
    const far = event.detail && from ? Math.hypot(event.clientX - from[0], event.clientY - from[1]) : 0;
    if (far > 6) event.preventDefault();
  }, true);
  // Whoever walks by keyboard sees where they are.
  drawing.addEventListener("focusin", (event) => {
    box.scrollTop = box.scrollLeft = 0;
    if (!isNear() || !event.target.matches(":focus-visible")) return;
    const area = event.target.getBBox();
    map.panTo([height - area.y - area.height / 2, area.x + area.width / 2], { animate: false });
  });

  // Figures come anew while somebody looks; where somebody stands by keyboard, the areas stay.
  new MutationObserver(() => {
    const fresh = source.querySelector("svg.map");
    if (!fresh || drawing.querySelector(":focus-visible")) return;
    drawing.replaceChildren(...[...fresh.childNodes].map((node) => node.cloneNode(true)));
  }).observe(source, { childList: true });
})();
