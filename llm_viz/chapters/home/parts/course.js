// Movements one after the other, drawn frame by frame; between them nothing is drawn.

import { reducedMotion } from "../../../kit/browser/motion.js";

/**
 * @typedef {object} Move
 * @property {number} time Milliseconds.
 * @property {((share: number) => void) | null} change Called with 0 to 1; null: wait, which draws nothing.
 * @property {(() => void)} [start]
 */

export class Course {
  /**
   * @param {() => void} draw Draws one frame.
   * @param {{ despite?: boolean }} [options] `despite`: move even for those who asked for less motion, who do not see it.
   */
  constructor(draw, { despite = false } = {}) {
    this.draw = draw;
    this.despite = despite;
    this.frame = 0;
    this.timer = 0;
    /** @type {Move[]} */
    this.moves = [];
  }

  /**
   * Make these movements, and nothing that was going on before.
   *
   * @param {Move[]} moves
   */
  run(moves) {
    this.stop();
    this.moves = [...moves];
    if (reducedMotion() && !this.despite) this.finish();
    else this.next();
  }

  /** Leave everything where it is. */
  stop() {
    this.hold();
    this.moves = [];
  }

  /** Stand still, until `next` goes on with the movement that was going on. */
  hold() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
  }

  /** End all movements at once, in their order. */
  finish() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    const left = this.moves;
    this.moves = [];
    for (const { start, change } of left) {
      start?.();
      change?.(1);
    }
    this.draw();
  }

  next() {
    const [move] = this.moves;
    if (!move) return;
    move.start?.();
    const { change } = move;
    if (!change) {
      this.draw();
      this.timer = window.setTimeout(() => this.advance(), move.time);
      return;
    }
    const begun = performance.now();
    const tick = (/** @type {number} */ now) => {
      const share = Math.min(1, Math.max(0, (now - begun) / move.time));
      change(share);
      this.draw();
      if (share < 1) this.frame = requestAnimationFrame(tick);
      else this.advance();
    };
    tick(begun);
  }

  advance() {
    this.moves.shift();
    this.next();
  }
}
