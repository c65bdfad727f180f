// The marbles in their piles, with a name and a chance below each, drawn over a whole picture as SVG.

import { el } from "../../../kit/browser/dom.js";
import { huesOf } from "../../../kit/browser/hues.js";
import { percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { heldIn, MARBLES, middleOf, ownersOf, packed, piled } from "./marbles.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 *
 * @typedef {object} Pile What a pile is for; the last one is for all other tokens.
 * @property {string} label
 * @property {string} [gloss] In the visitor's language.
 *
 * @typedef {object} Shares
 * @property {number[]} heat Of the piles but the last, after the temperature.
 * @property {number[]} final Of all piles, after the filters: the chances in the draw.
 * @property {number} kept How much of the line of probabilities the filters leave, from its beginning.
 *
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 */

const GAP = 8; // pixels between piles
const NAME = 24; // pixels, the height of a pile's name
const SEAT = 24; // pixels from one disc to the next
const ROW = 23; // pixels from one row of discs to the next
const LEAST = 3; // discs side by side, also where they overlap

export class Urn {
  /**
   * @param {Pile[]} piles
   * @param {{ told: string, language: Language, others: boolean }} options What the picture is read out as, with a place
   *   for what the {piles} hold; whether the last pile is that of all others.
   */
  constructor(piles, { told, language, others }) {
    this.told = told;
    this.language = language;
    this.marbles = Array.from({ length: MARBLES }, () => el("circle", { class: "marble" }));
    this.usual = piles.map(() => el("line", { class: "usual" }));
    const hues = huesOf(piles.slice(0, others ? -1 : piles.length).map(({ label }) => label));
    this.grounds = piles.map((pile, number) => {
      const hue = number < hues.length ? `hue-${hues[number]}` : "others";
      return {
        hue,
        floor: el("line", { class: "floor" }),
        plate: el("rect", { class: `plate ${hue}`, rx: 6, height: NAME }),
        name: el("text", { class: "name" }, pile.label),
        gloss: el("text", { class: "gloss" }, pile.gloss ?? ""),
        chance: el("text", { class: "chance" }),
        label: pile.label,
      };
    });
    this.discs = el("g", { class: "discs" });
    const parts = this.grounds.map(({ floor, plate, name, gloss, chance }) =>
      el("g", {}, floor, plate, name, gloss, chance),
    );
    this.node = el("svg", { class: "urn", role: "img" }, ...this.usual, ...this.marbles, ...parts, this.discs);
    this.hasGloss = piles.some((pile) => pile.gloss);
    /** @type {number[][]} */
    this.stacks = piles.map(() => []);
    /** @type {Box} */
    this.box = { x: 0, y: 0, width: 0, height: 0 };
    this.packing = packed(1, 1);
    this.floor = 0;
    this.across = LEAST;
  }

  /**
   * Make room: the box of the marbles and their names within the picture, and below them for so many discs in one pile.
   *
   * @param {Box} box
   * @param {number} discs
   */
  fit(box, discs) {
    this.box = box;
    this.across = Math.max(LEAST, Math.floor((this.width - GAP + 4) / SEAT));
    const below = NAME + 24 + (this.hasGloss ? 20 : 0) + Math.ceil(discs / this.across) * ROW + 9;
    this.floor = box.y + box.height - below;
    this.packing = packed(this.width - GAP, box.height - below - 4);
    for (const marble of this.marbles) marble.setAttribute("r", String(this.packing.pitch / 2 - 0.8));
    this.grounds.forEach(({ floor, plate, name, gloss, chance, label }, number) => {
      const [left, right, middle] = [this.leftOf(number), this.leftOf(number + 1) - GAP, this.middleOf(number)];
      placed(floor, { x1: left, x2: right, y1: this.floor, y2: this.floor });
      placed(plate, { x: left, y: this.floor + 5, width: right - left });
      placed(name, { x: middle, y: this.floor + 5 + NAME / 2 });
      placed(gloss, { x: middle, y: this.floor + NAME + 20 });
      placed(chance, { x: middle, y: this.floor + NAME + (this.hasGloss ? 40 : 20) });
      shortened(name, label, right - left - 4);
    });
  }

  get width() {
    return this.box.width / this.grounds.length;
  }

  /** @param {number} pile */
  leftOf(pile) {
    return this.box.x + pile * this.width + GAP / 2;
  }

  /** @param {number} pile */
  middleOf(pile) {
    return this.leftOf(pile) + (this.width - GAP) / 2;
  }

  /**
   * How high the piles are without any change of the model's probabilities.
   *
   * @param {number[]} shares
   */
  showUsual(shares) {
    const owners = ownersOf(shares);
    this.usual.forEach((line, pile) => {
      const rows = Math.ceil(owners.filter((owner) => owner === pile).length / this.packing.across);
      const y = this.floor - rows * this.packing.pitch - 3;
      placed(line, { x1: this.leftOf(pile), x2: this.leftOf(pile + 1) - GAP, y1: y, y2: y });
    });
  }

  /**
   * Let the marbles fall where they belong. How many each pile has.
   *
   * @param {Shares} shares
   */
  show({ heat, final, kept }) {
    const owners = ownersOf(heat);
    this.stacks = piled(this.stacks, owners);
    const inset = (this.width - GAP - this.packing.across * this.packing.pitch) / 2;
    this.stacks.forEach((stack, pile) => {
      const { hue, chance } = this.grounds[pile];
      stack.forEach((marble, place) => {
        const { x, y } = middleOf(place, this.packing);
        const gone = (marble + 0.5) / MARBLES > kept + 1e-9 ? " gone" : "";
        dressed(this.marbles[marble], `marble ${hue}${gone}`, this.leftOf(pile) + inset + x, this.floor - 2 - y);
      });
      const text = percent(final[pile]);
      if (chance.textContent !== text) chance.textContent = text;
    });
    const marbles = this.stacks.map((stack) => stack.length);
    const names = this.grounds.map(({ label }) => label);
    const told = filledText(this.told, { piles: heldIn(names, marbles, this.language) });
    if (this.node.getAttribute("aria-label") !== told) this.node.setAttribute("aria-label", told);
    return marbles;
  }

  /**
   * The place of the n-th disc of a pile.
   *
   * @param {number} pile
   * @param {number} seat
   */
  seat(pile, seat) {
    const step = Math.min(SEAT, (this.width - GAP) / this.across);
    const [column, row] = [seat % this.across, Math.floor(seat / this.across)];
    const x = this.middleOf(pile) + (column - (this.across - 1) / 2) * step;
    return { x, y: this.floor + NAME + 41 + (this.hasGloss ? 20 : 0) + row * ROW };
  }
}

/**
 * @param {SVGElement} node
 * @param {Record<string, number>} attributes
 */
function placed(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value.toFixed(1));
}

/**
 * Touches the page only where something is new.
 *
 * @param {SVGElement} node
 * @param {string} name
 * @param {number} x
 * @param {number} y
 */
export function dressed(node, name, x, y) {
  const transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  if (node.style.transform !== transform) node.style.transform = transform;
  if (node.getAttribute("class") !== name) node.setAttribute("class", name);
}

/**
 * A text cut off with "…" so that it is no wider than `width`.
 *
 * @param {SVGTextElement} node
 * @param {string} text
 * @param {number} width
 */
function shortened(node, text, width) {
  const letters = [...text];
  node.textContent = text;
  while (letters.length > 1 && node.getComputedTextLength() > width) {
    letters.pop();
    node.textContent = `${letters.join("")}…`;
  }
}
