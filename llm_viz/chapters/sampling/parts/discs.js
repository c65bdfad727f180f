// Numbered discs below the piles: which token each line drew first. Before the guess a dashed question mark stands there;
// after it as many dashed rings as were guessed.

import { dashedMark } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { dressed } from "./urn_view.js";

/** @import { Urn } from "./urn_view.js" */

export class Discs {
  /**
   * @param {Urn} urn
   * @param {number} count
   */
  constructor(urn, count) {
    this.urn = urn;
    this.mark = el("g");
    this.rings = Array.from({ length: count }, () => el("circle", { class: "ring", r: 13 }));
    this.discs = Array.from({ length: count }, (_, number) =>
      el("g", { class: "disc-mark" }, el("circle", { r: 10 }), el("text", {}, String(number + 1))),
    );
    urn.discs.append(this.mark, ...this.rings, ...this.discs);
  }

  /** Nobody has guessed yet. */
  cover() {
    const place = this.urn.seat(0, 0);
    this.mark.replaceChildren(dashedMark("?", { ...place, x: this.urn.middleOf(0), size: 19 }));
    for (const node of [...this.rings, ...this.discs]) node.setAttribute("visibility", "hidden");
  }

  /**
   * @param {number[]} piles That of each line; none: not written yet.
   * @param {number} guessed How many lines were guessed to be in the first pile, where these are the lines.
   */
  show(piles, guessed) {
    this.mark.replaceChildren();
    /** @type {Map<number, number>} */
    const taken = new Map();
    this.discs.forEach((disc, line) => {
      const pile = piles[line] ?? 0;
      const seat = taken.get(pile) ?? 0;
      taken.set(pile, seat + 1);
      const { x, y } = this.urn.seat(pile, seat);
      disc.setAttribute("visibility", line < piles.length ? "visible" : "hidden");
      dressed(disc, "disc-mark", x, y);
    });
    this.rings.forEach((ring, number) => {
      const { x, y } = this.urn.seat(0, number);
      ring.setAttribute("visibility", number < guessed ? "visible" : "hidden");
      dressed(ring, "ring", x, y);
    });
  }
}
