// Fingers.

/** Whether the page is operated with fingers, which need targets of 44 pixels; false outside a page. */
export function isTouched() {
  return globalThis.matchMedia?.("(pointer: coarse)").matches ?? false;
}
