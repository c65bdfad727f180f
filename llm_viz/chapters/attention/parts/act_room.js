// The place of an act's picture: what is left of the first screen, in pixels of a page that is not enlarged.

const BASE = 17; // pixels: the size of letters that pictures are drawn for; a projector has larger ones
const LEAST_HEIGHT = 300;
const MOST_HEIGHT = 640;
const FOOT = 78; // pixels below the sentence: the button that leads on
const NARROW = 600;
const SETTLED = [150, 600, 1500]; // milliseconds

/**
 * @typedef {{ width: number, height: number, isNarrow: boolean }} Room
 */

/**
 * Call `draw` with the room for the picture `svg`, as soon as it is known and whenever it is another. Returns the
 * clean-up function.
 *
 * @param {HTMLElement} root
 * @param {SVGSVGElement} svg
 * @param {HTMLElement[]} around What may stand above and below the picture and leave it less room.
 * @param {(room: Room) => void} draw
 */
export function followRoom(root, svg, around, draw) {
  let [width, height] = [0, 0];
  const measure = () => {
    const zoom = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / BASE;
    const place = svg.parentElement ?? root;
    const wide = Math.floor(place.clientWidth / zoom);
    if (wide === 0) return;
    const top = root.getBoundingClientRect().top;
    const above = top > 0 && top < window.innerHeight * 0.5 ? top : Math.min(220, window.innerHeight * 0.3);
    const taken = around.reduce((sum, node) => sum + heightTaken(node), 0);
    const most = Math.min(MOST_HEIGHT * zoom, window.innerHeight - above - taken - FOOT);
    const high = Math.floor(Math.max(LEAST_HEIGHT, most / zoom));
    if (Math.abs(wide - width) < 4 && Math.abs(high - height) < 8) return;
    [width, height] = [wide, high];
    const isNarrow = wide < NARROW;
    svg.style.height = `${Math.floor(high * zoom)}px`;
    svg.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    draw({ width: wide, height: high, isNarrow });
  };
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
 * What does not stand over the picture takes its height, however long its text is.
 *
 * @param {HTMLElement} node
 */
function heightTaken(node) {
  const { position, minHeight } = getComputedStyle(node);
  if (position === "absolute") return 0;
  return Number.parseFloat(minHeight) || node.offsetHeight;
}
