// Movement, and none for those who asked for less.

const GLIDE = 700; // milliseconds
export const TWEEN = 450; // milliseconds: from a guess to the truth, and from one state of a picture to the next

/** Whether the visitor asked for less motion. */
export function reducedMotion() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Fast at first. @param {number} share */
const easeOut = (share) => 1 - (1 - share) ** 3;

/** Always as fast. @param {number} share */
export const steady = (share) => share;

/**
 * Call `draw` with shares from 0 to 1 over time, fast at first (or as `ease` has it); at once with 1 for those who asked for less motion.
 * A glide that is still running for the same `state` ends where it is. Returns a function that ends it.
 *
 * @param {{ frame?: number }} state
 * @param {(share: number) => void} draw
 * @param {number} [milliseconds]
 * @param {(share: number) => number} [ease]
 */
export function glide(state, draw, milliseconds = GLIDE, ease = easeOut) {
  cancelAnimationFrame(state.frame ?? 0);
  const stop = () => cancelAnimationFrame(state.frame ?? 0);
  if (reducedMotion()) {
    draw(1);
    return stop;
  }
  const start = performance.now();
  const tick = (/** @type {number} */ now) => {
    const share = Math.min(1, Math.max(0, (now - start) / milliseconds));
    draw(ease(share));
    if (share < 1) state.frame = requestAnimationFrame(tick);
  };
  state.frame = requestAnimationFrame(tick);
  return stop;
}

/**
 * Let what was asked about rise to its answer, once: `draw` is called while `memory.rise` grows from 0 to 1. Where that
 * is not due, or less motion is wanted, `memory.rise` is 1 and nothing is called. Returns a function that ends it.
 *
 * @param {{ rise: number, frame?: number }} memory
 * @param {boolean} isDue Whether the guess was made just now.
 * @param {() => void} draw
 */
export function riseOnce(memory, isDue, draw) {
  memory.rise = isDue && !reducedMotion() ? 0 : 1;
  if (memory.rise === 1) return () => cancelAnimationFrame(memory.frame ?? 0);
  return glide(
    memory,
    (share) => {
      memory.rise = share;
      draw();
    },
    TWEEN,
  );
}
