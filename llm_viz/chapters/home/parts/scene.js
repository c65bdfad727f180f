// The whole picture: two states of one river, drawn as a `Picture` says. Built anew when its structure changes; between
// that, a frame only moves what is there.

import { el } from "../../../kit/browser/dom.js";
import { cutToRoom } from "../../../kit/browser/graph/labels.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { percent } from "../../../kit/browser/numbers.js";
import { ease, mixed } from "./bands.js";
import { roomOf } from "./flow_math.js";
import { forkView } from "./fork_view.js";
import { insideView } from "./inside_view.js";
import { arcNodes, bedNodes, wordPlace, written } from "./outside_view.js";
import { lanes, shaftOf, withRoom } from "./rise_math.js";
import { signed, wordAt } from "./river_texts.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Room } from "./flow_math.js"
 * @import { Line, Link, Shares } from "./river.js"
 *
 * @typedef {object} Picture What is to be seen; shares of a movement go from 0 to 1.
 * @property {number} at The fork that is open: so many words are taken.
 * @property {number} aim The branch that is looked at, and taken next.
 * @property {number} arc The arcs have grown.
 * @property {number} open The branches have come.
 * @property {number} flood Water runs into the branch that is taken.
 * @property {number} fold The other branches dry up beside it.
 * @property {number} lift 0: outside, 1: inside.
 * @property {number} rise The ribbons have grown from the first layer to the last.
 * @property {number[] | null} probabilities Of the named branches, where something was cut.
 * @property {Shares | null} shares Of the aim's score, where something was cut.
 *
 * @typedef {object} Hands What the visitor does.
 * @property {(fork: number, branch: number) => void} take
 * @property {(word: number) => void} word A word of the sentence was pressed.
 * @property {(link: Link) => void} cut
 * @property {(link: Link | null) => void} point
 *
 * @typedef {object} Stage
 * @property {Line} line
 * @property {Room} room
 * @property {Record<string, string>} words
 * @property {Language} language
 * @property {Hands} on
 * @property {(text: string, kind: string) => number} measure
 */

const LOW = 17 / 23; // size of the words at the feet of their lanes, of that in the bed
const LOW_DOWN = 15 / 19; // the same where the river runs downward
const ASIDE = 60; // pixels: room for a word beside its lane there

export class Scene {
  /**
   * @param {SVGSVGElement} svg
   * @param {Record<string, string>} words
   * @param {Language} language
   * @param {Hands} on
   */
  constructor(svg, words, language, on) {
    this.svg = svg;
    this.words = words;
    this.language = language;
    this.on = on;
    this.structure = "";
    this.severed = "";
    this.isWhole = true;
    /** @type {(picture: Picture) => void} */
    this.move = () => {};
    /** @type {Map<string, number>} */
    this.widths = new Map();
  }

  /**
   * @param {Line} line
   * @param {Picture} picture
   * @param {{ width: number, height: number }} size
   */
  draw(line, picture, { width, height }) {
    const inside = picture.lift > 0;
    const structure = [line.key, picture.at, picture.aim, width, height, inside, this.language].join(" ");
    if (structure !== this.structure) {
      this.structure = structure;
      this.build(line, picture, width, height);
    }
    this.move(picture);
  }

  /**
   * @param {Line} line
   * @param {Picture} picture
   * @param {number} width
   * @param {number} height
   */
  build(line, picture, width, height) {
    const { activeElement } = /** @type {ShadowRoot} */ (this.svg.getRootNode());
    const hadFocus = activeElement !== null && this.svg.contains(activeElement);
    const room = roomOf(width, height);
    const stage = {
      line,
      room,
      words: this.words,
      language: this.language,
      on: this.on,
      measure: (/** @type {string} */ text, /** @type {string} */ kind) => this.measure(text, kind),
    };
    const { places, end } = written(stage, picture);
    const fork = forkView(stage, picture, end);
    const bed = el("g", { class: "bed" }, ...bedNodes(stage, picture, places));
    const spring = el("g", { class: "arcs" }, ...arcNodes(stage, picture, places, end, fork.bank()));
    const world = el("g", { class: "world" }, bed, fork.group, spring);
    const shaft = shaftOf(room);
    const sources = places.map((_, index) => wordAt(line, index));
    const branch = line.forks[picture.at].branches[picture.aim];
    const shares = line.forks[picture.at].shares.find(({ target }) => target === branch?.id);
    const within = picture.lift > 0 && shares ? insideView(stage, shares, shaft, sources, branch.label) : null;
    const words = this.wordNodes(stage, picture, shares?.sources ?? []);
    const clip = el("rect", {});
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.replaceChildren(definitions(room, end, clip), world, ...(within ? [within.group] : []), words.group);
    within?.group.setAttribute("clip-path", "url(#rising)");
    this.markSevered();
    const seen = within ? ".chip[role]" : ".dry, .chip[role]";
    const stops = [...fork.options, ...(within?.ribbons ?? []), ...this.svg.querySelectorAll(seen)];
    walkWithArrows(this.svg, /** @type {SVGElement[]} */ (stops), { start: Math.max(0, picture.aim) });
    if (hadFocus) /** @type {SVGElement | undefined} */ (stops[Math.max(0, picture.aim)])?.focus();
    const feet = lanes(shaft, sources.length);
    const gains = feet.map((_, lane) => Math.abs(shares?.sources[lane] ?? 0));
    const weights = gains.map((gain, lane) => (/\p{L}/u.test(sources[lane]) ? gain + 1e3 : gain));
    const sizes = sources.map((word) => (room.down ? 15 : this.measure(word, "word") * LOW + 3));
    const named = withRoom(weights, feet, sizes);
    const numbered = withRoom(gains, feet, Array(feet.length).fill(room.down ? 15 : 35));
    const next = branch ? fork.grown(branch) : null;
    let drawn = shares;

    this.move = (now) => {
      const folded = ease(now.fold);
      const lifted = ease(now.lift);
      const pan = mixed(room.mouth, shaft.mouth, lifted) - mixed(end, next?.end ?? end, folded);
      world.setAttribute("transform", room.down ? `translate(0 ${pan.toFixed(2)})` : `translate(${pan.toFixed(2)} 0)`);
      const reach = mixed(room.reach, shaft.reach, lifted);
      fork.draw({ ...now, bank: mixed(room.crest, shaft.gate, lifted), reach, mirrored: room.down ? lifted : 0 });
      bed.style.display = now.lift < 1 ? "" : "none";
      for (const node of [bed, spring]) node.style.opacity = String(Math.max(0, 1 - now.lift * 2));
      spring.style.opacity = String(Math.max(0, Math.min(1, now.arc) * (1 - now.lift * 2) * (1 - now.fold * 3)));
      const isLow = now.lift > 0.5;
      for (const [index, { node, gain, text, names }] of words.nodes.entries()) {
        const name = isLow ? names.low : names.whole;
        if (text.textContent !== name) text.textContent = name;
        const at = wordPlace(
          [places[index].middle + pan, room.crest + room.bed / 2],
          [feet[index], room.down ? shaft.foot - 78 : shaft.foot + 24],
          now.lift,
          room.down,
        );
        node.setAttribute("transform", `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`);
        gain.style.opacity = String(numbered.has(index) ? Math.max(0, now.lift * 2 - 1) : 0);
        node.classList.toggle("low", isLow);
        node.style.opacity = String(named.has(index) ? 1 : 1 - lifted);
      }
      const risen = now.rise * (room.breadth - 0) + 2;
      if (room.down) set(clip, { x: 0, y: 0, width: shaft.foot + 2 + now.rise * room.breadth, height: room.length });
      else set(clip, { x: 0, y: room.breadth - 56 - risen, width: room.length, height: risen + 56 });
      this.svg.classList.toggle("within", isLow);
      if (within) within.group.style.opacity = String(lifted);
      const after = now.shares ?? shares;
      if (!within || !after || after === drawn) return;
      drawn = after;
      within.draw(after);
      for (const [index, { gain }] of words.nodes.entries()) writeGain(gain, after.sources[index], this.language);
    };
  }

  /**
   * Show a ribbon as cut, as a whole or (`head` is not 0) one head's part of it; null: none.
   *
   * @param {Link | null} link
   * @param {number} head
   */
  sever(link, head = 0) {
    this.severed = link ? `${link.layer}-${link.source}` : "";
    this.isWhole = head === 0;
    this.markSevered();
  }

  /** @param {Link} link */
  focusOn({ layer, source }) {
    /** @type {SVGElement | null} */ (this.svg.querySelector(`[data-link="${layer}-${source}"] .hit`))?.focus();
  }

  markSevered() {
    this.svg.classList.toggle("cutting", this.severed !== "");
    for (const node of this.svg.querySelectorAll("[data-link]")) {
      node.classList.toggle("severed", this.isWhole && node.getAttribute("data-link") === this.severed);
      node.classList.toggle("opened", !this.isWhole && node.getAttribute("data-link") === this.severed);
    }
  }

  /**
   * The words that are written, each with what it brings to the aim.
   *
   * @param {Stage} stage
   * @param {Picture} picture
   * @param {number[]} gains
   */
  wordNodes({ line, room, language }, { at }, gains) {
    const given = line.tokens.length;
    const nodes = Array.from({ length: given + at }, (_, index) => {
      const label = wordAt(line, index);
      const taken = index >= given ? line.forks[index - given] : null;
      const press = pressable(() => this.on.word(index));
      const wide = this.measure(label, "word") + 12;
      const chip = el("rect", { class: "pebble", x: -wide / 2, y: -15, width: wide, height: 28, rx: 7 });
      const text = el(
        "text",
        { class: taken ? "word taken" : "word", "text-anchor": "middle", y: taken && room.down ? 2 : 6 },
        `${label} `,
      );
      const share = taken
        ? el(
            "text",
            { class: "word-share small", "text-anchor": "middle", y: room.down ? 21 : 25 },
            `${percent(taken.branches[taken.taken].p)} `,
          )
        : null;
      const gain = el("text", {
        "text-anchor": room.down ? "start" : "middle",
        x: room.down ? 34 : 0,
        y: room.down ? 5 : 23,
      });
      writeGain(gain, gains[index], language);
      const node = el(
        "g",
        { class: taken ? "chip river-word" : "chip given", ...press },
        taken ? null : chip,
        text,
        share,
        gain,
      );
      const short = cutToRoom(label, ASIDE / LOW_DOWN, (written) => this.measure(written, "word"));
      return { node, gain, text, names: { whole: `${label} `, low: room.down ? `${short} ` : `${label} ` } };
    });
    return { group: el("g", { class: "words" }, ...nodes.map(({ node }) => node)), nodes };
  }

  /**
   * How wide a text is; `kind` is its class.
   *
   * @param {string} text
   * @param {string} kind
   */
  measure(text, kind) {
    const key = `${kind} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    const node = el("text", { class: kind }, text);
    this.svg.append(node);
    const width = node.getComputedTextLength();
    node.remove();
    this.widths.set(key, width);
    return width;
  }
}

/**
 * What a word brings, below it.
 *
 * @param {SVGElement} node
 * @param {number | undefined} gain
 * @param {Language} language
 */
function writeGain(node, gain, language) {
  node.setAttribute("class", (gain ?? 0) < 0 ? "gain minus small" : "gain small");
  node.textContent = gain === undefined ? "" : signed(gain, language);
}

/**
 * @param {Room} room
 * @param {number} end
 * @param {SVGElement} clip
 */
function definitions(room, end, clip) {
  const hatch = el(
    "pattern",
    { id: "hatch", width: 9, height: 9, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    el("rect", { width: 4.5, height: 9, class: "hatch-line" }),
  );
  const stops = (/** @type {[number, string][]} */ list) =>
    list.map(([offset, name]) => el("stop", { offset, class: name }));
  const along = (
    /** @type {string} */ id,
    /** @type {number} */ from,
    /** @type {number} */ to,
    /** @type {[number, string][]} */ list,
  ) => el("linearGradient", { id, gradientUnits: "userSpaceOnUse", ...line_(from, to, room.down) }, ...stops(list));
  const across = (
    /** @type {string} */ id,
    /** @type {number} */ from,
    /** @type {number} */ to,
    /** @type {[number, string][]} */ list,
  ) => el("linearGradient", { id, gradientUnits: "userSpaceOnUse", ...line_(from, to, !room.down) }, ...stops(list));
  const bank = room.crest + room.bed;
  return el(
    "defs",
    {},
    hatch,
    along("stream", end - room.mouth, end, [
      [0, "clear"],
      [0.35, "shallow"],
      [1, "deep"],
    ]),
    along("branching", end, end + room.reach, [
      [0, "deep"],
      [0.7, "deep"],
      [1, "shallow"],
    ]),
    along("aiming", end, end + room.reach, [
      [0, "deep"],
      [0.75, "chosen"],
      [1, "chosen"],
    ]),
    across("falling", bank - 10, bank + room.fall, [
      [0, "dry-top"],
      [1, "dry-end"],
    ]),
    el("clipPath", { id: "rising" }, clip),
  );
}

/** @param {number} from @param {number} to @param {boolean} vertical */
function line_(from, to, vertical) {
  return vertical ? { x1: 0, y1: from, x2: 0, y2: to } : { x1: from, y1: 0, x2: to, y2: 0 };
}

/** @param {SVGElement} node @param {Record<string, number>} attributes */
function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value.toFixed(1));
}
