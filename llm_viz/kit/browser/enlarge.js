// How much larger a page is drawn in projector mode. The page brings this script along (server/page_file.py), so that it is
// enlarged before anything is drawn on it: later, everything would jump. So this imports nothing, and runs nothing.

// Pixels of the page that are seen at once: letters of 14 are 24 on a screen of 1920 × 1080, 16 on one of 1280 × 720.
const WIDTH = 1119;
const HEIGHT = 629;

/**
 * How much larger a page is drawn in a window of this size; never smaller.
 *
 * @param {number} width Pixels.
 * @param {number} height
 */
export function zoomFor(width, height) {
  return Math.max(1, Math.min(width / WIDTH, height / HEIGHT));
}

/** Draw the page as large as the window allows; `data-projector` is for shell.css: what a class need not see makes room. */
export function enlarge() {
  const { style, dataset } = document.documentElement;
  dataset.projector = "";
  style.setProperty("--zoom", zoomFor(window.innerWidth, window.innerHeight).toFixed(3));
}
