// Keys.

/**
 * Whether a key press belongs to an input method that is composing, such as the Enter that ends a Japanese word.
 *
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229; // Safari reports the last Enter of a composition so
}
