// The visitor's screen in the pixels that pages are drawn in. In projector mode the whole page is enlarged (`zoom` of
// `--zoom`, projector.js): what browsers say of the window and of the pointer is in larger pixels than those.

/** How many pixels of the window one of the page takes. */
export function zoomOfPage() {
  return Number.parseFloat(document.documentElement.style.getPropertyValue("--zoom")) || 1;
}

/** Pixels of the page that can be seen of it at once: the window, less the bar that may stand below the page (`--foot`). */
export function screenHeight() {
  const foot = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--foot")) || 0;
  return window.innerHeight / zoomOfPage() - foot;
}

/**
 * Pixels of the page from the upper edge of the first screen to that of a node, however far the page is scrolled.
 *
 * @param {Element} node
 */
export function topOnFirstScreen(node) {
  let scrolled = 0;
  for (let place = around(node); place; place = around(place)) scrolled += place.scrollTop;
  return node.getBoundingClientRect().top / zoomOfPage() + scrolled;
}

/** @param {Element} node @returns {Element | null} Also out of a component. */
function around(node) {
  const root = node.getRootNode();
  return node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/**
 * Where the pointer is: pixels of the page from the left and the upper edge of a node.
 *
 * @param {Element} node
 * @param {{ clientX: number, clientY: number }} pointer
 */
export function pointerOn(node, { clientX, clientY }) {
  const { left, top } = node.getBoundingClientRect();
  const zoom = zoomOfPage();
  return { left: (clientX - left) / zoom, top: (clientY - top) / zoom };
}

/**
 * Moves a strip that scrolls sideways until one of the things in it stands in the middle.
 *
 * @param {Element} strip
 * @param {Element} item
 */
export function showInStrip(strip, item) {
  const [around, inner] = [strip.getBoundingClientRect(), item.getBoundingClientRect()];
  strip.scrollLeft += inner.x + inner.width / 2 - around.x - around.width / 2;
}

/**
 * Where a part of a picture lies in it, in pixels of the page.
 *
 * @param {Element} picture
 * @param {Element} part
 */
export function boxWithin(picture, part) {
  const [outer, inner] = [picture.getBoundingClientRect(), part.getBoundingClientRect()];
  const zoom = zoomOfPage();
  const [x, y] = [inner.x - outer.x, inner.y - outer.y];
  return { x: x / zoom, y: y / zoom, width: inner.width / zoom, height: inner.height / zoom };
}
