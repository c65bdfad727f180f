// Keys.

/**
 * Whether a key press belongs to an input method that is composing, such as the Enter that ends a Japanese word.
 *
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229; // Safari reports the last Enter of a composition so
}

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Where an arrow key leads, in steps to the right and down; null for another key. An arrow key then does nothing else.
 *
 * @param {KeyboardEvent} event
 */
export function arrowStep(event) {
  const step = ARROWS[event.key];
  if (!step) return null;
  event.preventDefault();
  return step;
}

/**
 * Where the left or right arrow leads, −1 or 1; null for another key. Such a key then does nothing else.
 *
 * @param {KeyboardEvent} event
 */
export function sideStep(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined) return null;
  event.preventDefault();
  return step;
}

/**
 * How many steps a key moves what is a slider without being an input: an arrow one, Page up and Page down `page`, Home and
 * End more than there are; null for another key. Such a key then does nothing else.
 *
 * @param {KeyboardEvent} event
 * @param {number} [page]
 */
export function slideStep(event, page = 10) {
  const steps = {
    ...{ ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 },
    ...{ PageDown: -page, PageUp: page, Home: -Infinity, End: Infinity },
  }[event.key];
  if (steps === undefined) return null;
  event.preventDefault();
  return steps;
}

/**
 * The place in a row from 0 to `last` that the left or right arrow, Home or End leads to from `at`; null for another
 * key. Such a key then does nothing else.
 *
 * @param {KeyboardEvent} event
 * @param {number} at
 * @param {number} last
 */
export function rowPlace(event, at, last) {
  const place = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
  if (place === undefined) return null;
  event.preventDefault();
  return Math.max(0, Math.min(last, place));
}

/**
 * Whether a key presses what has the focus, as it would press a button. Such a key then does nothing else.
 *
 * @param {KeyboardEvent} event
 */
export function isPress(event) {
  const isOne = event.key === "Enter" || event.key === " ";
  if (isOne) event.preventDefault();
  return isOne;
}

/**
 * The attributes of an element that is pressed like a button: with the pointer, Enter or Space.
 *
 * @param {() => void} press
 */
export function pressable(press) {
  const onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (isPress(event)) press();
  };
  return { role: "button", onclick: () => press(), onkeydown };
}

/** @type {WeakMap<Element, AbortController>} */
const WALKS = new WeakMap();

/**
 * One stop of the Tab key for all items; the arrow keys, Home and End go from one to the next. Call it again when others
 * are drawn.
 *
 * @param {HTMLElement | SVGElement} container
 * @param {(HTMLElement | SVGElement)[]} items
 * @param {{ start?: number, isColumn?: boolean }} [options] `start`: the stop at first. `isColumn`: only the keys up and
 *   down count, because the others mean something else there.
 */
export function walkWithArrows(container, items, { start = 0, isColumn = false } = {}) {
  WALKS.get(container)?.abort();
  if (items.length === 0) return;
  const last = items.length - 1;
  let current = Math.max(0, Math.min(last, start));
  const moveTo = (/** @type {number} */ index) => {
    current = index;
    for (const [place, item] of items.entries()) {
      const stop = place === current ? 0 : -1;
      if (item.getAttribute("tabindex") !== String(stop)) item.tabIndex = stop; // told anew, it would be laid out anew
    }
  };
  moveTo(current);
  const walk = new AbortController();
  WALKS.set(container, walk);
  const onKey = (/** @type {Event} */ event) => {
    const pressed = /** @type {KeyboardEvent} */ (event);
    const place = isColumn ? columnPlace(pressed, current, last) : anyPlace(pressed, current, last);
    if (place === null) return;
    moveTo(place);
    items[current].focus();
  };
  const onFocus = (/** @type {Event} */ { target }) => {
    const index = items.indexOf(/** @type {HTMLElement} */ (target));
    if (index >= 0) moveTo(index);
  };
  container.addEventListener("keydown", onKey, { signal: walk.signal });
  container.addEventListener("focusin", onFocus, { signal: walk.signal });
}

/**
 * @param {KeyboardEvent} event
 * @param {number} at
 * @param {number} last
 */
function columnPlace(event, at, last) {
  const [, down] = event.key === "ArrowUp" || event.key === "ArrowDown" ? (arrowStep(event) ?? [0, 0]) : [0, 0];
  return down === 0 ? null : Math.max(0, Math.min(last, at + down));
}

/**
 * @param {KeyboardEvent} event
 * @param {number} at
 * @param {number} last
 */
function anyPlace(event, at, last) {
  return columnPlace(event, at, last) ?? rowPlace(event, at, last);
}
