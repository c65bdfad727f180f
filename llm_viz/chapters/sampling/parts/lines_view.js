// The eight lines: what is the same as before stays where it is, and only what changed is written anew.

import { el } from "../../../kit/browser/dom.js";

/**
 * @typedef {[string, number, boolean]} Piece What a token added, its surprisal in bits, and whether the model itself held
 *   it for very unlikely.
 * @typedef {{ first: number, pieces: Piece[], ended: boolean }} Line `LinePayload` in `dial.py`.
 */

const END = "■";

export class Lines {
  /**
   * @param {number} count
   * @param {{ title: string, ended: string, bits: (bits: number) => string, hueOf: (token: number) => string }} options
   */
  constructor(count, options) {
    this.options = options;
    this.rows = Array.from({ length: count }, () => el("div", { class: "line-text" }));
    const items = this.rows.map((row, number) => el("li", {}, el("span", { class: "disc" }, String(number + 1)), row));
    this.note = el("p", { class: "lines-note" });
    this.node = el("div", { class: "lines" }, this.note, el("ol", { "aria-label": options.title }, ...items));
  }

  /**
   * Nothing is known yet: a row of question marks, or of what is being written.
   *
   * @param {"covered" | "writing"} kind
   */
  cover(kind) {
    for (const row of this.rows) row.replaceChildren(el("span", { class: kind }, kind === "covered" ? "?" : ""));
  }

  /** @param {Line[]} lines */
  write(lines) {
    lines.forEach(({ first, pieces, ended }, number) => {
      const row = this.rows[number];
      const there = /** @type {HTMLElement[]} */ ([...row.children]);
      const texts = [...pieces.map(([text]) => text), ...(ended ? [END] : [])];
      let same = 0;
      while (same < texts.length && there[same]?.dataset.piece === texts[same]) same += 1;
      for (const old of there.slice(same)) old.remove();
      texts.slice(same).forEach((text, offset) => {
        const [, bits, odd] = pieces[same + offset] ?? [END, 0, false];
        const isFirst = same + offset === 0;
        const kind = isFirst ? ` first ${this.options.hueOf(first)}` : "";
        const title = same + offset < pieces.length ? this.options.bits(bits) : this.options.ended;
        const shown = isFirst ? text.trim() || text : text;
        const attributes = { class: `piece new${kind}${odd ? " odd" : ""}`, title, dataset: { piece: text } };
        row.append(el("span", attributes, shown));
      });
    });
  }

  /** @param {string} text */
  say(text) {
    if (this.note.textContent !== text) this.note.textContent = text;
  }
}
