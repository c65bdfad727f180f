// Drawings that follow the room they are given.

const TOLERANCE = { width: 4, height: 8 }; // pixels: a scroll bar that comes and goes must not draw twice
const NARROWEST = 120; // pixels: every screen gives a picture more; while the page is being built, it may have less
const SETTLED = [150, 600, 1500]; // milliseconds

/**
 * Call `draw` with the width of `node` in whole pixels, as soon as it has one and whenever it changes by more than a
 * few. Returns the clean-up function, and `redraw`, which draws once more if there is a width.
 *
 * @param {Element} node
 * @param {(width: number) => void} draw
 */
export function followWidth(node, draw) {
  let width = 0;
  const redraw = () => {
    if (width > 0) draw(width);
  };
  const measure = () => {
    const now = Math.floor(node.clientWidth);
    if (now < NARROWEST || Math.abs(now - width) <= TOLERANCE.width) return;
    width = now;
    redraw();
  };
  const observer = new ResizeObserver(measure);
  observer.observe(node);
  measure();
  return { redraw, stop: () => observer.disconnect() };
}

/**
 * Call `draw` whenever the width or the height of `node` changes, and at first. Returns the clean-up function.
 *
 * @param {Element} node
 * @param {() => void} draw
 */
export function followSize(node, draw) {
  const observer = new ResizeObserver(() => {
    if (node.clientWidth > 0 && node.clientHeight > 0) draw();
  });
  observer.observe(node);
  return () => observer.disconnect();
}

/**
 * Call `draw` whenever `node`, which is drawn already, has another size. Returns the clean-up function.
 *
 * @param {Element} node
 * @param {() => void} draw
 */
export function followOtherSize(node, draw) {
  const sizeNow = () => `${node.clientWidth} ${node.clientHeight}`;
  let size = sizeNow(); // browsers tell of the size at first, too
  return followSize(node, () => {
    if (sizeNow() === size) return;
    size = sizeNow();
    draw();
  });
}

/**
 * Call `measure` at first and whenever the room that `root` has on the first screen may be another: with its own size,
 * the window's, and what stands above it. Returns the clean-up function.
 *
 * @param {Element} root
 * @param {() => void} measure
 */
export function followRoomOnScreen(root, measure) {
  const observer = new ResizeObserver(measure);
  observer.observe(root);
  window.addEventListener("resize", measure);
  measure();
  // What stands above the picture finds its height later, and nobody tells.
  const later = SETTLED.map((time) => window.setTimeout(measure, time));
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", measure);
    for (const timer of later) window.clearTimeout(timer);
  };
}

/**
 * Call `draw` with the size of a picture that fills the width of `frame` and is as high as `heightOf` says of what is left
 * of the first screen, as soon as it is known and whenever it is another. Returns the clean-up function.
 *
 * @param {HTMLElement} root
 * @param {HTMLElement} frame
 * @param {(width: number) => number} heightOf
 * @param {(size: { width: number, height: number }) => void} draw
 */
export function followFrame(root, frame, heightOf, draw) {
  let size = { width: 0, height: 0 };
  return followRoomOnScreen(root, () => {
    const width = Math.floor(frame.clientWidth);
    if (width < NARROWEST) return;
    const height = Math.floor(heightOf(width));
    const isAlike = Math.abs(height - size.height) < TOLERANCE.height;
    if (isAlike && Math.abs(width - size.width) < TOLERANCE.width) return;
    size = { width, height };
    draw(size);
  });
}

/**
 * Give `root` the class "narrow" as long as it has less than so many pixels. Returns the clean-up function.
 *
 * @param {HTMLElement} root
 * @param {number} pixels
 */
export function markNarrow(root, pixels) {
  const mark = () => root.classList.toggle("narrow", root.clientWidth < pixels);
  if (root.clientWidth >= NARROWEST) mark(); // at once: drawn wide first, everything below would jump
  return followSize(root, mark);
}
