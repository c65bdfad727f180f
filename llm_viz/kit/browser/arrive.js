// An address that leads to a section below the picture shows the page from there.

const PATIENCE = 10_000; // milliseconds: what stands above it may still be loading
const MOVES = ["wheel", "touchstart", "pointerdown", "keydown"]; // the visitor goes elsewhere
/** @type {Set<string>} Sections that were shown since the page was loaded. */
const arrived = new Set();

/**
 * A part that shows nothing and brings its section to the top of the screen, once, until all above it has its height.
 *
 * @param {HTMLElement} root
 */
export function mount(root) {
  const place = root.getRootNode();
  const section = place instanceof ShadowRoot ? place.host.closest("[class*='st-key-section-']") : null;
  const page = document.querySelector("[data-testid=stMainBlockContainer]");
  if (section === null || page === null || arrived.has(section.className)) return () => {};
  const sizes = new ResizeObserver(() => section.scrollIntoView({ block: "start" }));
  const end = new AbortController();
  const stop = () => {
    arrived.add(section.className);
    sizes.disconnect();
    end.abort();
  };
  sizes.observe(page);
  for (const move of MOVES) window.addEventListener(move, stop, { capture: true, passive: true, signal: end.signal });
  const patience = setTimeout(stop, PATIENCE);
  return () => {
    clearTimeout(patience);
    sizes.disconnect();
    end.abort();
  };
}
