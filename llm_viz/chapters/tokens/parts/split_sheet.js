// The rows of a text's cuts as one drawing: its strips stretch from the widths of the letters to one width for all.

import { contextOf } from "../../../kit/browser/canvas.js";
import { el } from "../../../kit/browser/dom.js";
import { cutToRoom } from "../../../kit/browser/graph/labels.js";
import { hueColour, huesInRow } from "../../../kit/browser/hues.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { overlap } from "./pieces.js";
import { downwards, edgesOf, grouped, squeezed, stripsOf } from "./split_math.js";

/**
 * @import { Piece } from "./pieces.js"
 * @import { Row, Sample } from "./split_view.js"
 *
 * @typedef {{ width: number, height: number, left: number, head: number, size: number }} Frame `left`: of the rows;
 *   `head`: what stands above each; `size`: the least of the type. All in pixels.
 * @typedef {{ piece: Piece, node: SVGElement, rect: SVGElement, label: SVGElement, text: string, isPart: boolean }} Drawn
 * @typedef {{ label: SVGElement, natural: number }} Shared The letters that several pieces share.
 */

const AFTER = 70; // pixels right of the longest row, for its number
const LARGEST = { type: 30, label: 22, unit: 84 }; // pixels
const BETWEEN = 2; // pixels between pieces
const ROWS = { gap: 12, most: 52 }; // pixels: between rows, and of a piece's height
const NARROWEST = { letter: 0.4, byte: 0.6 }; // of its width, to which a label may be narrowed

export class Sheet {
  /**
   * @param {SVGSVGElement} svg
   * @param {Sample} sample
   * @param {Frame} frame
   * @param {(piece: Piece) => void} touched
   */
  constructor(svg, sample, frame, touched) {
    const { width, height, left, head } = frame;
    const { fontFamily } = getComputedStyle(svg);
    const ruler = contextOf(el("canvas"));
    ruler.font = `600 100px ${fontFamily}`;
    this.widthOf = (/** @type {string} */ text) => ruler.measureText(text).width / 100;
    this.sample = sample;
    this.left = left;
    this.touched = touched;
    const room = width - left - AFTER;
    const { edges, size } = edgesOf(sample.characters.map(this.widthOf), room, LARGEST.type);
    this.edges = edges;
    this.smallest = frame.size;
    this.size = Math.max(frame.size, Math.min(LARGEST.label, size));
    this.inPixels = (/** @type {string} */ text) => this.widthOf(text) * this.size;
    const groups = sample.rows.map(({ pieces }) => grouped(pieces));
    const stretched = groups.filter((_, at) => sample.rows[at].kind !== "ruler");
    this.unit = Math.min(LARGEST.unit, room / Math.max(1, ...stretched.map((row) => row.flat().length)));
    this.high = height / sample.rows.length;
    this.tall = Math.min(ROWS.most, this.high - head - ROWS.gap);
    this.head = head;
    this.rows = sample.rows.map((row, at) => this.rowOf(row, groups[at], at));
    svg.replaceChildren(...this.rows.map(({ node }) => node));
    for (const { node, drawn } of this.rows)
      walkWithArrows(
        node,
        drawn.map((each) => each.node),
      );
  }

  /**
   * @param {Row} row
   * @param {Piece[][]} groups
   * @param {number} at
   */
  rowOf(row, groups, at) {
    const top = at * this.high + this.head + (this.high - this.head - this.tall) / 2;
    const texts = groups.map((pieces) => this.lettersOf(pieces));
    const fills = row.kind === "read" ? huesInRow(texts).map(hueColour) : texts.map(() => null);
    const drawn = groups.flatMap((pieces, group) =>
      pieces.map((piece) => this.pieceOf(piece, pieces.length > 1, fills[group])),
    );
    const shared = groups.map((pieces, group) => {
      if (pieces.length === 1) return null;
      return { label: this.labelOf(texts[group], "letters"), natural: this.inPixels(texts[group]) };
    });
    const number = el("text", { class: "amount", y: this.tall / 2 });
    const labels = shared.flatMap((each) => (each ? [each.label] : []));
    const node = el(
      "g",
      { role: "group", "aria-label": `${row.name}: ${row.count}`, transform: `translate(${this.left},${top})` },
      ...drawn.map((each) => each.node),
      ...labels,
      number,
    );
    return { node, groups, drawn, shared, number, isRuler: row.kind === "ruler" };
  }

  /** @param {Piece[]} pieces */
  lettersOf(pieces) {
    const end = Math.max(...pieces.map((piece) => piece.end));
    return this.sample.characters.slice(pieces[0].start, end).join("");
  }

  /**
   * @param {Piece} piece
   * @param {boolean} isPart Whether it shares its characters with others.
   * @param {string | null} fill
   */
  pieceOf(piece, isPart, fill) {
    const { label: text, kind, id } = piece;
    const rect = el("rect", { y: 0, height: this.tall, rx: 6, fill });
    const label = this.labelOf(text, isPart ? "byte" : "letters");
    const spoken = [text, id === null ? null : `#${id}`].filter((part) => part !== null).join(", ");
    const touch = () => this.touched(piece);
    const node = el(
      "g",
      {
        ...pressable(touch),
        class: `piece ${kind}${fill === null ? " plain" : ""}`,
        "aria-label": spoken,
        onpointerenter: touch,
        onfocus: touch,
      },
      rect,
      label,
    );
    return { piece, node, rect, label, text, isPart };
  }

  /**
   * @param {string} text
   * @param {string} kind
   */
  labelOf(text, kind) {
    return el("text", { class: `label ${kind}`, style: { "font-size": `${this.size}px` } }, text);
  }

  /** @param {number} share Of the way from the widths of the letters to one width for all pieces. */
  place(share) {
    const smallest = this.smallest / this.size;
    for (const { groups, drawn, shared, number, isRuler } of this.rows) {
      const strips = stripsOf(groups, this.edges, this.unit, isRuler ? 0 : share);
      const all = strips.flat();
      for (const [at, { left, width }] of all.entries()) {
        const { rect, label, text, isPart } = drawn[at];
        const room = width - BETWEEN - 2;
        rect.setAttribute("x", String(left + BETWEEN / 2));
        rect.setAttribute("width", String(Math.max(0.5, width - BETWEEN)));
        const { written, scale, isDownwards } = this.fitted(text, room, isPart, smallest);
        if (label.textContent !== written) label.textContent = written;
        label.classList.toggle("downwards", isDownwards);
        this.set(label, left + width / 2, scale, isPart ? share : 1);
      }
      for (const [group, letters] of shared.entries()) {
        if (letters === null) continue;
        const [first, last] = [strips[group][0], strips[group][strips[group].length - 1]];
        const whole = last.left + last.width - first.left;
        this.set(
          letters.label,
          first.left + whole / 2,
          squeezed(letters.natural, whole, { smallest, narrowest: NARROWEST.letter }),
          1 - share,
        );
      }
      const last = all[all.length - 1];
      number.setAttribute("x", String((last ? last.left + last.width : 0) + 10));
    }
  }

  /**
   * A label as it fits into a strip: across, or downwards where it would be squeezed, or else as much as there is room for.
   *
   * @param {string} text
   * @param {number} room
   * @param {boolean} isPart
   * @param {number} smallest Of the type, as a share of its size.
   */
  fitted(text, room, isPart, smallest) {
    const narrowest = isPart ? NARROWEST.byte : NARROWEST.letter;
    const strip = { wide: room + BETWEEN, tall: this.tall - BETWEEN };
    const across = (/** @type {string} */ written) => {
      const scale = squeezed(this.inPixels(written), room, { smallest, narrowest });
      return { written, scale, isDownwards: false };
    };
    const down = (/** @type {string} */ written) => {
      const scale = downwards(this.inPixels(written), this.size, strip, smallest);
      return { written, scale: { across: scale, down: scale }, isDownwards: true };
    };
    const whole = across(text);
    if (text.length === 1 || this.inPixels(text) * smallest <= room) return whole;
    const cut = (/** @type {number} */ pixels) => (isPart ? text : cutToRoom(text, pixels, this.inPixels));
    const parts = [across(cut(room / (narrowest * smallest))), down(cut(strip.tall / smallest))];
    parts.sort((one, other) => other.written.length - one.written.length);
    return [down(text), whole, ...parts].find(({ scale }) => scale.across > 0) ?? whole;
  }

  /**
   * @param {SVGElement} label
   * @param {number} x
   * @param {{ across: number, down: number }} scale 0: it cannot be shown.
   * @param {number} opacity
   */
  set(label, x, { across, down }, opacity) {
    const isShown = across > 0 && opacity > 0.02;
    label.style.display = isShown ? "" : "none";
    if (!isShown) return;
    label.setAttribute("transform", `translate(${x},${this.tall / 2}) scale(${across},${down})`);
    label.style.opacity = String(opacity);
  }

  /**
   * Mark the pieces that share characters with the chosen one, and count them in every row.
   *
   * @param {Piece | null} chosen
   * @param {(number: number) => string} written
   */
  light(chosen, written) {
    for (const { drawn, number, isRuler } of this.rows) {
      let lit = 0;
      for (const { piece, node } of drawn) {
        const isLit = chosen !== null && overlap(piece, chosen);
        node.classList.toggle("lit", isLit);
        if (isLit) lit += 1;
      }
      const all = written(drawn.length);
      const some = el("tspan", { class: "some" }, written(lit));
      number.replaceChildren(...(lit > 0 ? [some, ` / ${all}`] : [isRuler ? "" : all]));
    }
  }
}
