// The tree of the texts that one prompt was continued to, as the server recorded it.

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 *
 * @typedef {object} ChosenToken `ChosenTokenPayload` in `player.py`: the token that leads to a node.
 * @property {Token & { probability: number }} token
 * @property {number} rank 1: the most probable.
 * @property {number | null} chance Its probability after the sampling filters; null where the visitor chose it.
 * @property {number} bits Entropy of the distribution that it was taken from.
 * @property {string} added What it added to the text.
 * @property {string} shown The same with every character visible.
 * @property {string} pending Bytes, hexadecimal, that wait for the rest of their character.
 *
 * @typedef {object} TextNode `TextNodePayload` in `player.py`: a point in a text, after the prompt or after a written token.
 * @property {number} number 0: after the prompt.
 * @property {number | null} parent Number of the node before; null after the prompt.
 * @property {number} depth How many tokens were written to come here.
 * @property {string | null} ending Why the text ends here, if it does.
 * @property {ChosenToken | null} choice null after the prompt.
 * @property {CandidateRow[] | null} candidates What the model predicts here, if it was asked.
 *
 * @typedef {[id: number, label: string, kind: Token["kind"], probability: number, isSign: boolean]} CandidateRow
 */

/** The nodes of one tree, and which branch of each was looked at last. */
export class WritingTree {
  /** @type {Map<number, TextNode>} */
  nodes = new Map();
  /** @type {Map<number, TextNode[]>} */
  #children = new Map();
  /** @type {Map<number | null, number>} By the node where branches part. */
  #lastChild = new Map();

  /**
   * @param {number} number Which tree it is.
   * @param {TextNode[]} textNodes
   */
  constructor(number, textNodes) {
    this.number = number;
    this.update(textNodes);
  }

  /**
   * Take over the tree as it is now.
   *
   * @param {TextNode[]} textNodes
   */
  update(textNodes) {
    this.nodes = new Map(textNodes.map((textNode) => [textNode.number, textNode]));
    this.#children = new Map(textNodes.map((textNode) => [textNode.number, []]));
    for (const textNode of textNodes) {
      if (textNode.parent !== null) this.#children.get(textNode.parent)?.push(textNode);
    }
  }

  /** @param {number} number */
  childrenOf(number) {
    return this.#children.get(number) ?? [];
  }

  /**
   * The node to which a token leads from another, if it is recorded.
   *
   * @param {number} number
   * @param {number} token Its id.
   */
  childWith(number, token) {
    return this.childrenOf(number).find(({ choice }) => choice?.token.id === token);
  }

  /**
   * The text through a node: back to the prompt, and on along the branch looked at last. Its branch is then that.
   *
   * @param {number} number
   */
  lineThrough(number) {
    /** @type {TextNode[]} */
    const line = [];
    for (let textNode = this.nodes.get(number); textNode; textNode = this.#at(textNode.parent)) line.unshift(textNode);
    for (let next = this.#next(number); next; next = this.#next(next.number)) line.push(next);
    for (const textNode of line) this.#lastChild.set(textNode.parent, textNode.number);
    return line;
  }

  /** @param {number | null | undefined} number */
  #at(number) {
    return number === null || number === undefined ? undefined : this.nodes.get(number);
  }

  /** @param {number} number */
  #next(number) {
    return this.#at(this.#lastChild.get(number)) ?? this.childrenOf(number)[0];
  }
}

/**
 * The choices that lead along a line, from the prompt to the node at `depth`.
 *
 * @param {TextNode[]} line
 * @param {number} depth
 */
export function choicesOf(line, depth) {
  return line.slice(1, depth + 1).flatMap(({ choice }) => choice ?? []);
}

/**
 * The candidates that get a bar of their own: all, or all that are no signs, or the first `most` of these. The chosen one
 * always does.
 *
 * @param {CandidateRow[]} candidates
 * @param {number | null} chosen Its id.
 * @param {boolean} wordsOnly
 * @param {number} [most]
 */
export function withBars(candidates, chosen, wordsOnly, most = Infinity) {
  const possible = candidates.filter(([id, , , , isSign]) => !wordsOnly || !isSign || id === chosen);
  return possible.filter(([id], place) => place < most || id === chosen);
}
