// What a part keeps of its own between calls of `mount`. The visitor's settings need none of it: see `streamlit.js`.

/** @type {WeakMap<HTMLElement, unknown>} */
const STATES = new WeakMap();
/** @type {WeakMap<HTMLElement, string>} */
const SEEN = new WeakMap();

/**
 * The state of the part in `root`, made on the first call.
 *
 * @template State
 * @param {HTMLElement} root
 * @param {() => State} create
 * @returns {State}
 */
export function stateOf(root, create) {
  if (!STATES.has(root)) STATES.set(root, create());
  return /** @type {State} */ (STATES.get(root));
}

/**
 * Whether `content` is another than at the last call for this root: for parts that draw some of a new payload anew.
 *
 * @param {HTMLElement} root
 * @param {unknown} content JSON
 */
export function hasChanged(root, content) {
  const text = JSON.stringify(content);
  const changed = SEEN.get(root) !== text;
  SEEN.set(root, text);
  return changed;
}
