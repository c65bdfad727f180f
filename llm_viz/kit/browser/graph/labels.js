// Texts in a drawing: how wide they are, and where they go so that none lies on another.

import { el } from "../dom.js";

/**
 * A text. `kind` is its class: "number", "title", "name", or one of the part's own.
 *
 * @param {number} x
 * @param {number} y Of its base line.
 * @param {string} text
 * @param {"start" | "middle" | "end"} anchor
 */
export function label(x, y, text, anchor, kind = "number") {
  return el("text", { x, y, "text-anchor": anchor, class: `label ${kind}` }, text);
}

/**
 * How wide the widest of some texts is, in pixels, in the font that labels have in `svg`; 0 for none.
 *
 * @param {SVGSVGElement} svg It must be in the page.
 * @param {string[]} texts
 */
export function widest(svg, texts, kind = "number") {
  const nodes = texts.map((text) => label(0, 0, text, "start", kind));
  svg.append(...nodes);
  const width = Math.max(0, ...nodes.map((node) => node.getComputedTextLength()));
  for (const node of nodes) node.remove();
  return width;
}

/**
 * Places from `low` to `high`, at least `gap` apart, each as near as that allows to the one wanted; in the order of
 * `wanted`. Where they do not all fit, they reach beyond `low`.
 *
 * @param {number[]} wanted
 * @param {{ low: number, high: number, gap: number }} room
 */
export function spread(wanted, { low, high, gap }) {
  const order = [...wanted.keys()].sort((one, other) => wanted[one] - wanted[other]);
  const places = [...wanted];
  let least = low;
  for (const index of order) {
    places[index] = Math.max(places[index], least);
    least = places[index] + gap;
  }
  let most = high;
  for (const index of order.reverse()) {
    places[index] = Math.min(places[index], most);
    most = places[index] - gap;
  }
  return places;
}

/**
 * As much of a text as has room, in the font that labels of this kind have in `svg`.
 *
 * @param {SVGSVGElement} svg It must be in the page.
 * @param {string} text
 * @param {number} room Pixels.
 * @param {string} kind
 */
export function shortened(svg, text, room, kind) {
  return measuring(svg, kind, (widthOf) => cutToRoom(text, room, widthOf));
}

/**
 * A text in at most so many lines that have room, in the font that labels of this kind have in `svg`; one that has none
 * ends in “…”.
 *
 * @param {SVGSVGElement} svg It must be in the page.
 * @param {string} text
 * @param {number} room Pixels.
 * @param {number} most Lines.
 * @param {string} kind
 */
export function inLines(svg, text, room, most, kind) {
  return measuring(svg, kind, (widthOf) =>
    linesOf(text, room, widthOf, most).map((line) => cutToRoom(line, room, widthOf)),
  );
}

/**
 * @template Result
 * @param {SVGSVGElement} svg
 * @param {string} kind
 * @param {(widthOf: (written: string) => number) => Result} find
 */
function measuring(svg, kind, find) {
  const node = label(0, 0, "", "start", kind);
  svg.append(node);
  const found = find((written) => {
    node.textContent = written;
    return node.getComputedTextLength();
  });
  node.remove();
  return found;
}

/**
 * As much of a text as has room, ending in “…” where it is not all of it; one character at least.
 *
 * @param {string} text
 * @param {number} room Pixels.
 * @param {(written: string) => number} widthOf How wide a text is, in pixels.
 */
export function cutToRoom(text, room, widthOf) {
  const letters = [...text];
  let written = text;
  while (letters.length > 1 && widthOf(written) > room) {
    letters.pop();
    written = `${letters.join("")}…`;
  }
  return written;
}

// A Japanese letter with what may not begin a line, or a word with the space after it.
const PIECES =
  /[\u3000-\u9fff\uff00-\uffef][\u3001\u3002\u300d\u300f\uff01\uff1f]*|[^\u3000-\u9fff\uff00-\uffef\s]+\s*|\s+/gu;

/**
 * A text in lines that have room, broken between words, or, where it has none, between characters. What more than `most`
 * lines would take is left in the last one.
 *
 * @param {string} text
 * @param {number} room In the unit of `widthOf`.
 * @param {(written: string) => number} widthOf How wide a text is.
 */
export function linesOf(text, room, widthOf, most = Infinity) {
  const lines = [""];
  for (const piece of text.match(PIECES) ?? []) {
    const last = lines[lines.length - 1];
    const isFull = last !== "" && widthOf((last + piece).trimEnd()) > room;
    if (isFull && lines.length < most) lines.push(piece);
    else lines[lines.length - 1] = last + piece;
  }
  return lines.map((line) => line.trim());
}
