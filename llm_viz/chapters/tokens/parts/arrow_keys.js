// Arrow keys in a row of buttons.

import { rowPlace } from "../../../kit/browser/keyboard.js";

/**
 * One stop of the Tab key for all buttons; the arrow keys go from one to the next.
 *
 * @param {HTMLElement} container
 * @param {HTMLElement[]} buttons Their tabindex is −1.
 */
export function walkWithArrows(container, buttons) {
  if (buttons.length === 0) return;
  const last = buttons.length - 1;
  let current = 0;
  const moveTo = (/** @type {number} */ index) => {
    buttons[current].tabIndex = -1;
    current = index;
    buttons[current].tabIndex = 0;
  };
  moveTo(0);
  container.onkeydown = (event) => {
    const place = rowPlace(event, current, last);
    if (place === null) return;
    moveTo(place);
    buttons[current].focus();
  };
  container.addEventListener("focusin", ({ target }) => {
    const index = buttons.indexOf(/** @type {HTMLElement} */ (target));
    if (index >= 0) moveTo(index);
  });
}
