// The tree of texts: every branch that was looked at has a line of its own, beginning where it parts from another. The
// text on screen is in ink up to the step shown; the texts not chosen stay, faded. A press on a token goes there.

import { el } from "../../../kit/browser/dom.js";
import { pressable } from "../../../kit/browser/keyboard.js";
import { percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { HEIGHT, layOut, PADDING, ROW } from "./tree_layout.js";
import { announce, mountView } from "./writing.js";

/**
 * @import { PlayerPayload } from "./player.js"
 * @import { Spot } from "./tree_layout.js"
 * @import { Texts, Words, Writing } from "./writing.js"
 * @import { TextNode, WritingTree } from "./writing_tree.js"
 *
 * @typedef {object} TreeNode What is drawn of a node: the token, and the edge that leads to it from another line.
 * @property {TextNode} textNode
 * @property {SVGGElement} group
 * @property {SVGRectElement} rect
 * @property {SVGTextElement} text
 * @property {SVGPathElement} edge
 */

const MARGIN = 4; // pixels around the tree
const EDGE_INSET = 4; // pixels from a token's right end to where an edge leaves it
const FONT_SIZE = 0.95; // em
const AHEAD = 80; // pixels that stay visible to the right of the step shown
const FROM_LEFT = 0.7; // of the width: where the step shown is put when the picture scrolls

export const mount = mountView((root) => new TreeView(root));

class TreeView {
  edges = el("g", { class: "edges" });
  tokens = el("g");
  svg = el("svg", { role: "group" }, this.edges, this.tokens);
  scroller = el("div", { class: "scroller" }, this.svg);
  hint = el("p", { class: "quiet" });
  /** @type {Map<number, TreeNode>} */
  nodes = new Map();
  /** @type {Map<number, Spot>} */
  spots = new Map();
  pen = /** @type {CanvasRenderingContext2D} */ (el("canvas").getContext("2d"));
  /** @type {{ data: PlayerPayload, words: Words } | null} What is laid out. */
  drawn = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    root.replaceChildren(this.scroller, this.hint);
  }

  /**
   * @param {Writing} writing
   * @param {Texts} texts
   */
  draw({ data, tree, line, cursor, chosen }, { words }) {
    if (this.drawn?.data !== data || this.drawn.words !== words) {
      this.drawn = { data, words };
      this.layOut(tree, words);
      this.drawNodes(tree, words);
    }
    this.mark(line, chosen ? cursor : cursor - 1);
  }

  /**
   * @param {WritingTree} tree
   * @param {Words} words
   */
  layOut(tree, words) {
    const style = getComputedStyle(this.scroller);
    const size = parseFloat(style.fontSize) * FONT_SIZE;
    this.pen.font = `${size}px ${style.fontFamily}`;
    this.svg.style.fontSize = `${size}px`;
    this.svg.setAttribute("aria-label", words.label);
    const textOf = (/** @type {TextNode} */ { choice }) => {
      if (choice === null) return words.prompt;
      return choice.chance === null ? `◆ ${choice.token.label}` : choice.token.label;
    };
    const { spots, branches, right } = layOut(tree, textOf, (text) => this.pen.measureText(text).width);
    this.svg.setAttribute("width", String(right + 2 * MARGIN));
    this.svg.setAttribute("height", String(branches * ROW + HEIGHT + 2 * MARGIN));
    this.hint.textContent = branches > 0 ? words.forced : words.one;
    this.spots = spots;
  }

  /**
   * @param {WritingTree} tree
   * @param {Words} words
   */
  drawNodes(tree, words) {
    for (const [number, node] of this.nodes) {
      if (tree.nodes.get(number)?.choice?.token.id !== node.textNode.choice?.token.id || !tree.nodes.has(number)) {
        node.group.remove();
        node.edge.remove();
        this.nodes.delete(number);
      }
    }
    for (const [number, textNode] of tree.nodes) {
      const node = this.nodes.get(number) ?? this.newNode(textNode);
      const spot = this.spotOf(number);
      node.textNode = textNode;
      node.group.setAttribute("aria-label", nameOf(textNode, words));
      node.group.setAttribute("transform", `translate(${spot.x + MARGIN} ${spot.y + MARGIN})`);
      node.rect.setAttribute("width", String(spot.width));
      if (node.text.textContent !== spot.text) node.text.textContent = spot.text;
      if (textNode.parent !== null) drawEdge(node.edge, this.spotOf(textNode.parent), spot);
    }
  }

  /** @param {number} number */
  spotOf(number) {
    return /** @type {Spot} */ (this.spots.get(number));
  }

  /** @param {TextNode} textNode */
  newNode(textNode) {
    const rect = el("rect", { height: HEIGHT, rx: 6 });
    const text = el("text", { x: PADDING, y: HEIGHT / 2, dy: "0.35em" });
    const pressed = pressable(() => announce("goTo", { number: textNode.number }));
    const className = textNode.parent === null ? "prompt" : null;
    const group = el("g", { class: className, tabindex: -1, ...pressed }, rect, text);
    const node = { textNode, group, rect, text, edge: el("path") };
    this.nodes.set(textNode.number, node);
    this.tokens.append(group);
    this.edges.append(node.edge);
    return node;
  }

  /**
   * Ink for the text on screen, the last token chosen in its colour; only that one is a stop of the Tab key.
   *
   * @param {TextNode[]} line
   * @param {number} cursor
   */
  mark(line, cursor) {
    const depths = new Map(line.map((textNode) => [textNode.number, textNode.depth]));
    const current = line[Math.max(0, cursor)].number;
    for (const [number, { group, edge }] of this.nodes) {
      const depth = depths.get(number);
      const state = number === current ? "current" : depth === undefined ? "other" : depth < cursor ? "read" : "ahead";
      if (group.dataset.state === state) continue;
      group.dataset.state = edge.dataset.state = state;
      group.setAttribute("tabindex", number === current ? "0" : "-1");
      if (number === current && this.hasFocus()) group.focus();
    }
    requestAnimationFrame(() => this.reveal(this.spotOf(current))); // reading sizes at once would lay out twice
  }

  hasFocus() {
    const { activeElement } = /** @type {ShadowRoot | Document} */ (this.tokens.getRootNode());
    return this.tokens.contains(activeElement);
  }

  /**
   * Scroll inside the picture, never the page.
   *
   * @param {Spot} spot
   */
  reveal({ x, y, width }) {
    const { scroller } = this;
    if (x < scroller.scrollLeft || x + width + AHEAD > scroller.scrollLeft + scroller.clientWidth) {
      scroller.scrollLeft = x + width - scroller.clientWidth * FROM_LEFT;
    }
    if (y < scroller.scrollTop || y + ROW > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = y - ROW;
  }
}

/**
 * The way from a token to the first one of another branch.
 *
 * @param {SVGPathElement} edge
 * @param {Spot} from
 * @param {Spot} to
 */
function drawEdge(edge, from, to) {
  if (from.y === to.y) return;
  const [x1, y1] = [from.x + from.width - EDGE_INSET, from.y + HEIGHT + MARGIN];
  const [x2, y2] = [to.x + MARGIN, to.y + MARGIN + HEIGHT / 2];
  edge.setAttribute("d", `M${x1} ${y1} C${x1} ${y2} ${x1} ${y2} ${x2} ${y2}`);
}

/**
 * A node in words.
 *
 * @param {TextNode} textNode
 * @param {Words} words
 */
function nameOf({ choice, depth }, words) {
  if (choice === null) return words.prompt;
  const { label, probability } = choice.token;
  return filledText(words.node, { step: String(depth), token: label, probability: percent(probability) });
}
