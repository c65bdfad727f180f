// The focus of the keyboard, where what had it is drawn anew.

const STOPS = "button, select, input, textarea, a[href], summary, [tabindex]";

/**
 * Draw, and give the focus to the counterpart of what had it: what has the same name, or else stands at the same place.
 * Without it, whoever presses a button by key would have to begin again at the top of the page.
 *
 * @template Result
 * @param {HTMLElement | SVGElement} root
 * @param {() => Result} draw
 * @returns {Result}
 */
export function keepingFocus(root, draw) {
  const focused = focusedIn(root);
  const before = focused ? stopsOf(root) : [];
  const result = draw();
  if (!focused || focusedIn(root)) return result;
  const name = nameOf(focused);
  const nth = before.filter((stop) => nameOf(stop) === name).indexOf(focused);
  const after = stopsOf(root).filter((stop) => !stop.matches(":disabled"));
  const alike = after.filter((stop) => nameOf(stop) === name);
  const place = Math.min(before.indexOf(focused), after.length - 1);
  (alike[nth] ?? alike.at(-1) ?? after[place])?.focus({ preventScroll: true });
  return result;
}

/**
 * Draw, and give the focus back to `held` if it had it: a handle that is taken out and put in again.
 *
 * @template Result
 * @param {HTMLElement | SVGElement} held
 * @param {() => Result} draw
 * @returns {Result}
 */
export function keepingHold(held, draw) {
  const isHeld = /** @type {Document | ShadowRoot} */ (held.getRootNode()).activeElement === held;
  const result = draw();
  if (isHeld) held.focus({ preventScroll: true });
  return result;
}

/**
 * What has the focus within a part; null if nothing has.
 *
 * @param {HTMLElement | SVGElement} root
 */
function focusedIn(root) {
  const { activeElement } = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  return activeElement && activeElement !== root && root.contains(activeElement)
    ? /** @type {HTMLElement} */ (activeElement)
    : null;
}

/**
 * @param {HTMLElement | SVGElement} root
 * @returns {HTMLElement[]}
 */
function stopsOf(root) {
  return [...root.querySelectorAll(STOPS)].map((stop) => /** @type {HTMLElement} */ (stop));
}

/** @param {HTMLElement} stop */
function nameOf(stop) {
  return `${stop.tagName} ${stop.getAttribute("aria-label") ?? stop.textContent}`;
}
