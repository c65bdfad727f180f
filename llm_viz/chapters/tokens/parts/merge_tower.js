// The blocks of a text after so many merges. Blocks that are still to come are outlines; a block leads to its merge.

import { el } from "../../../kit/browser/dom.js";
import { hueColour, huesInRow } from "../../../kit/browser/hues.js";
import { screenHeight } from "../../../kit/browser/screen.js";
import { followWidth } from "../../../kit/browser/width.js";
import { blocksOf, layoutOf } from "./merge_blocks.js";

/**
 * @import { Merge } from "./merges.js"
 */

const AROUND = 352; // pixels of the window above and below the picture
const HEIGHT = { least: 256, most: 640, narrow: 418 };
const NARROW = 640; // pixels
const TYPE = { share: 0.5, least: 14, most: 30 }; // pixels, of the width of a letter
const EDGE = 2; // pixels around the blocks, for their frames

export class MergeTower {
  /**
   * @param {string[]} start
   * @param {Merge[]} merges
   * @param {(step: number) => void} goTo
   */
  constructor(start, merges, goTo) {
    const { blocks, tokens } = blocksOf(start, merges);
    const hues = huesInRow(tokens.map(({ text }) => text)).map(hueColour);
    this.tokens = tokens;
    this.step = 0;
    this.blocks = blocks.map((block) => {
      const token = tokens.findIndex(({ from, to }) => from <= block.from && block.to <= to);
      const rect = el("rect", { rx: 5, style: { "--hue": hues[token] } });
      const text = el("text", {}, block.text);
      const node = el("g", { onclick: () => goTo(block.step) }, rect, text);
      return { block, token, rect, text, node };
    });
    this.svg = el("svg", { class: "tower", "aria-hidden": "true" }, ...this.blocks.map(({ node }) => node));
    this.node = el("div", { class: "place" }, this.svg);
  }

  /** Draw in the room that there is, from now on. Returns the clean-up function. */
  follow() {
    return followWidth(this.node, (width) => this.place(width)).stop;
  }

  /** @param {number} width */
  place(width) {
    const room =
      width < NARROW ? HEIGHT.narrow : Math.min(HEIGHT.most, Math.max(HEIGHT.least, screenHeight() - AROUND));
    const layout = layoutOf(this.tokens, width - 2 * EDGE, room - 2 * EDGE);
    const height = Math.max(room, layout.height + 2 * EDGE);
    const top = (height - layout.height) / 2;
    this.svg.setAttribute("viewBox", `${-EDGE} ${-top} ${width} ${height}`);
    this.svg.setAttribute("height", String(height));
    const size = Math.min(TYPE.most, Math.max(TYPE.least, layout.cell * TYPE.share));
    this.svg.style.fontSize = `${size}px`;
    for (const { block, token, rect, text } of this.blocks) {
      const { left, bottom, cell, first } = layout.grounds[token];
      const [x, wide] = [left + (block.from - first) * cell, (block.to - block.from) * cell];
      const y = bottom - (block.level + 1) * layout.row;
      const sizes = { x: x + 1, y: y + 1, width: wide - 2, height: layout.row - 2 };
      for (const [name, value] of Object.entries(sizes)) rect.setAttribute(name, String(value));
      text.setAttribute("x", String(x + wide / 2));
      text.setAttribute("y", String(y + layout.row / 2));
    }
  }

  /**
   * @param {number} step How many merges were made.
   */
  show(step) {
    for (const { block, node } of this.blocks) {
      const isMade = block.step <= step;
      const classes = {
        block: true,
        ahead: !isMade,
        under: isMade && block.over <= step,
        letter: isMade && block.level === 0 && block.over > step && block.over < Infinity,
        made: step > 0 && block.step === step,
        next: isMade && block.over === step + 1,
      };
      node.setAttribute(
        "class",
        Object.entries(classes)
          .flatMap(([name, holds]) => (holds ? [name] : []))
          .join(" "),
      );
    }
  }
}
