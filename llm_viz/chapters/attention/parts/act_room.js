// The place of an act's picture: what is left of the first screen, in pixels.

import { screenHeight, topOnFirstScreen } from "../../../kit/browser/screen.js";
import { followFrame } from "../../../kit/browser/width.js";

const LEAST_HEIGHT = 300;
const LEAST_NARROW = 346; // on a phone words take several rows
const MOST_HEIGHT = 640;
const FOOT = { wide: 78, narrow: 40 }; // pixels below the sentence: what leads on, or on a phone the beginning of what follows
const NARROW = 600;
const LOW = 660; // pixels of a screen on which nothing but the picture has room in the picture

/**
 * @typedef {{ width: number, height: number, isNarrow: boolean }} Room
 */

/**
 * Call `draw` with the room for the picture `svg`, as soon as it is known and whenever it is another. Where there is little,
 * `root` has the class "narrow" or "low". Returns the clean-up function.
 *
 * @param {HTMLElement} root
 * @param {SVGSVGElement} svg
 * @param {HTMLElement[]} around What may stand above and below the picture and leave it less room.
 * @param {(room: Room) => void} draw
 */
export function followRoom(root, svg, around, draw) {
  const place = svg.parentElement ?? root;
  const heightOf = (/** @type {number} */ width) => {
    const [top, screen, isNarrow] = [topOnFirstScreen(root), screenHeight(), width < NARROW];
    root.classList.toggle("narrow", isNarrow); // before anything is measured: it decides what stands over the picture
    root.classList.toggle("low", screen < LOW);
    const above = top > 0 && top < screen * 0.5 ? top : Math.min(220, screen * 0.3);
    const taken = around.reduce((sum, node) => sum + heightTaken(node), 0);
    const most = Math.min(MOST_HEIGHT, screen - above - taken - (isNarrow ? FOOT.narrow : FOOT.wide));
    return Math.max(isNarrow ? LEAST_NARROW : LEAST_HEIGHT, most);
  };
  return followFrame(root, place, heightOf, ({ width, height }) => {
    svg.style.height = `${height}px`;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    draw({ width, height, isNarrow: width < NARROW });
  });
}

/**
 * What does not stand over the picture takes its height, however long its text is.
 *
 * @param {HTMLElement} node
 */
function heightTaken(node) {
  const { position, minHeight } = getComputedStyle(node);
  if (position === "absolute") return 0;
  return Number.parseFloat(minHeight) || node.offsetHeight;
}
