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
