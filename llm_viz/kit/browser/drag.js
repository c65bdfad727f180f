// Following the pointer from where it presses to where it lets go.

/**
 * @typedef {object} Drag
 * @property {(event: PointerEvent) => boolean | void} [begin] Called at the press, before `move`; `false`: this press
 *   means something else.
 * @property {(event: PointerEvent) => void} move Called at the press and at every movement until the pointer lets go.
 * @property {Element & { focus: (options?: FocusOptions) => void }} [focused] What gets the focus by the press.
 */

/**
 * Follow a pointer that presses `node` until it lets go, also beyond `node` and when `node` is drawn anew meanwhile.
 *
 * The movement is heard by the window, because an element that captures the pointer loses it when it leaves the page. A
 * press neither selects text nor moves the focus elsewhere than to `focused`. Only the first finger and the main
 * button count. For fingers the style of `node` must say `touch-action`: what the browser takes for scrolling ends it.
 *
 * @param {HTMLElement | SVGElement} node
 * @param {Drag} drag
 */
export function followDrag(node, { begin, move, focused }) {
  node.onpointerdown = (event) => {
    if (!event.isPrimary || event.button !== 0 || begin?.(event) === false) return;
    event.preventDefault();
    move(event);
    focused?.focus({ preventScroll: true });
    const end = new AbortController();
    const { pointerId } = event;
    /** @param {(event: PointerEvent) => void} heard */
    const ofThisOne = (heard) => (/** @type {PointerEvent} */ other) => {
      if (other.pointerId === pointerId) heard(other);
    };
    window.addEventListener("pointermove", ofThisOne(move), { signal: end.signal });
    for (const ending of /** @type {const} */ (["pointerup", "pointercancel"]))
      window.addEventListener(
        ending,
        ofThisOne(() => end.abort()),
        { signal: end.signal },
      );
  };
}
