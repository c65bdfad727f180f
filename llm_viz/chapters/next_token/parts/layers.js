// What each layer would have said, as a bump chart from the first layer to the last: bands as thick as the probabilities
// of the five best tokens, and the way up of the token that wins in the end. One layer at a time is read out at the right.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { cutToRoom } from "../../../kit/browser/graph/labels.js";
import { hueColour, huesOf } from "../../../kit/browser/hues.js";
import { reducedMotion } from "../../../kit/browser/motion.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { pointerOn, screenHeight } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { bandsOf, heightOf, lineThrough, stretchOf, ticksOf } from "./layers_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Band, Reading, Room, Stop } from "./layers_math.js"
 *
 * @typedef {{ candidates: Reading[], rank: number, share: number }} Layer `LayerPayload` in `layers.py`.
 * @typedef {{ layers: Layer[], winner: { id: number, label: string }, says: string, settings: { layer: number },
 *   strings: Record<string, string> }} LayersPayload
 */

const PLACES = 5;
const NARROW = 640; // pixels
const AROUND = 386; // pixels of the window above and below the picture
const HEIGHT = { least: 330, most: 620, narrow: 366 };
const TOP = 30; // pixels, for what stands above the best place
const FOOT = 26; // pixels, for the numbers of the layers
const ROW = 0.115; // of the height
const THINNEST = 4; // pixels of a band
const SIZE = 15; // pixels of the words
const LETTER = 0.58; // widths of a letter of half width, in its height
const WIDE = 0x2e80; // from here on letters are as wide as high
const BEAT = 420; // milliseconds of a layer while it plays

/** The address is put back after every run. */
export const everyRun = true;

/**
 * @param {HTMLElement} root
 * @param {LayersPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { settings, ...content } = payload;
  const state = stateOf(root, () => ({ picture: /** @type {Picture | null} */ (null) }));
  if (hasChanged(root, [content, language]) || state.picture === null)
    state.picture = new Picture(root, payload, language, state.picture === null ? settings.layer : -1);
  return state.picture.start(settings);
}

class Picture {
  /**
   * @param {HTMLElement} root
   * @param {LayersPayload} payload
   * @param {Language} language
   * @param {number} layer That is read out at first; -1: the last.
   */
  constructor(root, payload, language, layer) {
    const { layers, strings, says } = payload;
    this.payload = payload;
    this.language = language;
    this.last = layers.length - 1;
    this.layer = layer < 0 ? this.last : Math.min(layer, this.last);
    this.settings = payload.settings;
    this.timer = 0;
    this.bands = bandsOf(layers.map(({ candidates }) => candidates));
    const texts = [...new Set(this.bands.map(({ label }) => label))];
    const hues = huesOf(texts);
    this.hues = new Map(texts.map((text, at) => [text, hueColour(hues[at])]));
    this.svg = el("svg", { class: "chart", "aria-hidden": "true" });
    this.play = el("button", { type: "button", class: "pill play", onclick: () => this.toggle() });
    this.scrub = el("input", { type: "range", min: 0, max: this.last, step: 1, "aria-label": strings.scrub });
    this.scrub.oninput = () => this.go(this.scrub.valueAsNumber);
    this.where = el("strong", { class: "where" });
    const tools = el("div", { class: "stage-tools" }, this.play, this.scrub, this.where);
    this.picture = el("div", { class: "picture" }, this.svg);
    const stage = el("div", { class: "stage", role: "group", "aria-label": strings.picture }, tools, this.picture);
    root.replaceChildren(stage, el("p", { class: "stage-says" }, says));
    this.plot = { left: 0, step: 1 };
    followDrag(this.svg, {
      move: (event) => this.go(Math.round((pointerOn(this.svg, event).left - this.plot.left) / this.plot.step)),
      focused: this.scrub,
    });
  }

  /** @param {LayersPayload["settings"]} settings */
  start(settings) {
    this.settings = settings;
    this.remember();
    const { stop } = followWidth(this.picture, (width) => this.draw(width));
    return () => {
      stop();
      this.pause();
    };
  }

  /** @param {number} layer */
  go(layer) {
    this.pause();
    this.show(layer);
  }

  /** @param {number} layer */
  show(layer) {
    this.layer = Math.min(this.last, Math.max(0, layer));
    this.draw(this.svg.clientWidth);
    this.remember();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = 0;
  }

  toggle() {
    if (this.timer || reducedMotion()) {
      this.go(this.timer ? this.layer : this.last);
      return;
    }
    this.timer = window.setInterval(() => {
      if (this.layer >= this.last - 1) this.pause();
      this.show(this.layer + 1);
    }, BEAT);
    this.show(this.layer === this.last ? 0 : this.layer);
  }

  remember() {
    if (this.timer) return;
    this.settings.layer = this.layer === this.last ? -1 : this.layer;
    rememberInUrl({ layer: this.settings.layer < 0 ? null : this.layer });
  }

  /** @param {number} width */
  draw(width) {
    const { layers, winner, strings } = this.payload;
    const isNarrow = width < NARROW;
    const height = isNarrow ? HEIGHT.narrow : Math.min(HEIGHT.most, Math.max(HEIGHT.least, screenHeight() - AROUND));
    const most = Math.max(...layers.map(({ rank }) => rank));
    /** @type {Room} */
    const room = { top: TOP, row: ROW * height, places: PLACES, bottom: height - FOOT - 12, most };
    const [left, words] = isNarrow ? [60, 134] : [76, 206];
    const step = (width - left - words) / Math.max(1, this.last + 0.5);
    this.plot = { left: left + step / 4, step };
    const xOf = (/** @type {number} */ layer) => this.plot.left + step * layer;
    const end = xOf(this.last) + step / 4;
    const at = xOf(this.layer);
    const edge = TOP + room.row * PLACES;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.setAttribute("height", String(height));
    const later = this.bands.filter(({ id }) => id !== winner.id);
    const ranks = [...layers.entries()].map(
      ([layer, { rank }]) => /** @type {[number, number]} */ ([xOf(layer), heightOf(rank, room)]),
    );
    this.svg.replaceChildren(
      el("rect", { class: "below", x: left, y: edge, width: end - left, height: room.bottom + 12 - edge, rx: 8 }),
      ...this.axes(room, left, end, xOf, step),
      el("rect", { class: "cursor", x: at - step / 2, y: 4, width: step, height: height - FOOT - 4, rx: 6 }),
      ...later.map((band) => this.band(band, room, xOf, step)),
      el("path", { class: "way", d: lineThrough(ranks, 0) }),
      ...this.bands.filter(({ id }) => id === winner.id).map((band) => this.band(band, room, xOf, step)),
      ...this.names(room, xOf, step),
      el("circle", { class: "stand", cx: at, cy: ranks[this.layer][1], r: 7 }),
      el("text", { class: "now", x: at, y: 20 }, String(this.layer)),
      ...this.reading(room, end, width, edge),
    );
    this.scrub.value = String(this.layer);
    const where =
      this.layer === 0
        ? strings.first
        : filledText(strings.after, { layer: String(this.layer), last: String(this.last) });
    this.where.textContent = where;
    this.scrub.setAttribute("aria-valuetext", `${where}: ${this.spoken()}`);
    this.play.textContent = this.timer ? `❚❚ ${strings.pause}` : `▶ ${strings.play}`;
  }

  /**
   * @param {Room} room
   * @param {number} left
   * @param {number} end
   * @param {(layer: number) => number} xOf
   * @param {number} step
   */
  axes(room, left, end, xOf, step) {
    const every = [1, 2, 5, 10, 20].find((each) => each * step >= 34) ?? this.last;
    const layers = Array.from({ length: this.last + 1 }, (_, layer) => layer).filter((layer) => layer % every === 0);
    const foot = room.bottom + 12 + 19;
    const ranks = [...Array.from({ length: PLACES }, (_, place) => place + 1), ...ticksOf(room)];
    return [
      ...ranks.flatMap((rank) => {
        const y = heightOf(rank, room);
        const tick = el(
          "text",
          { class: rank === 1 ? "tick best" : "tick", x: left - 8, y: y + 5, "text-anchor": "end" },
          rank <= PLACES ? filledText(this.payload.strings.place, { place: String(rank) }) : count(rank, this.language),
        );
        return rank <= PLACES ? [tick] : [el("line", { class: "grid", x1: left, x2: end, y1: y, y2: y }), tick];
      }),
      ...layers.map((layer) =>
        el("text", { class: "tick", x: xOf(layer), y: foot, "text-anchor": "middle" }, String(layer)),
      ),
      el("text", { class: "tick", x: end + 12, y: foot }, this.payload.strings.layer),
    ];
  }

  /**
   * A token over the layers in which it is one of the best, as thick as its probability there.
   *
   * @param {Band} band
   * @param {Room} room
   * @param {(layer: number) => number} xOf
   * @param {number} step
   */
  band({ id, label, stops }, room, xOf, step) {
    const level = step * 0.3;
    const placed = (/** @type {Stop} */ { layer, place, probability }) => {
      const half = Math.max(THINNEST, probability * room.row * 0.94) / 2;
      return { x: xOf(layer), y: heightOf(place + 1, room), half };
    };
    const places = stops.map(placed);
    const upper = lineThrough(
      places.map(({ x, y, half }) => [x, y - half]),
      level,
    );
    const lower = lineThrough(
      [...places].reverse().map(({ x, y, half }) => [x, y + half]),
      -level,
    );
    const isWinner = id === this.payload.winner.id;
    const look = isWinner
      ? { class: "band winner" }
      : { class: "band", style: { "--hue": this.hues.get(label) ?? "" } };
    return el("path", { ...look, d: `${upper}L${lower.slice(1)}Z` });
  }

  /**
   * The words of the bands that are thick and long enough for them.
   *
   * @param {Room} room
   * @param {(layer: number) => number} xOf
   * @param {number} step
   */
  names(room, xOf, step) {
    return this.bands.flatMap(({ id, label, stops }) => {
      if (id === this.payload.winner.id) return []; // its word stands at the end
      const stretch = stretchOf(stops, (SIZE + 3) / room.row);
      if (!stretch || (stretch.last - stretch.first + 0.9) * step < widthOf(label) + 6) return [];
      const [x, y] = [(xOf(stretch.first) + xOf(stretch.last)) / 2, heightOf(stretch.place + 1, room)];
      return [el("text", { class: "name", x, y: y + 5 }, label)];
    });
  }

  /**
   * The words of the layer that is looked at, in the rows of their places, and where the one that wins stands.
   *
   * @param {Room} room
   * @param {number} end
   * @param {number} width
   * @param {number} edge
   */
  reading(room, end, width, edge) {
    const { layers, winner, strings } = this.payload;
    const { candidates, rank, share } = layers[this.layer];
    const [left, most] = [end + 14, width - end - 14];
    const shares = width < NARROW ? 44 : 62;
    const words = candidates.flatMap(({ id, label, probability }, place) => {
      const y = heightOf(place + 1, room);
      const text = cutToRoom(label, most - shares - 12, widthOf);
      const isWinner = id === winner.id;
      const chip = { x: left, y: y - 14, width: Math.min(most - shares, widthOf(text) + 14), height: 28, rx: 7 };
      return [
        el("rect", {
          class: isWinner ? "chip winner" : "chip",
          ...chip,
          style: { fill: isWinner ? "" : (this.hues.get(label) ?? "") },
        }),
        el("text", { class: isWinner ? "word winner" : "word", x: left + 7, y: y + 5 }, text),
        el("text", { class: "share", x: width - 2, y: y + 5 }, percent(probability)),
      ];
    });
    if (rank <= PLACES) return words;
    const label = cutToRoom(winner.label, most - 14, widthOf);
    const lines = [filledText(strings.stands, { rank: count(rank, this.language) }), percent(share)];
    const y = Math.min(room.bottom - 40, Math.max(edge + 34, heightOf(rank, room)));
    return [
      ...words,
      el("rect", { class: "chip later", x: left, y: y - 14, width: widthOf(label) + 14, height: 28, rx: 7 }),
      el("text", { class: "word later", x: left + 7, y: y + 5 }, label),
      ...lines.map((line, number) => el("text", { class: "stands", x: left, y: y + 32 + 20 * number }, line)),
    ];
  }

  /** The words of the layer that is looked at, for those who hear it. */
  spoken() {
    const { layers, winner, strings } = this.payload;
    const { candidates, rank } = layers[this.layer];
    const words = candidates.map(({ label, probability }) => `${label} ${percent(probability)}`);
    if (rank > PLACES)
      words.push(`${winner.label} ${filledText(strings.stands, { rank: count(rank, this.language) })}`);
    return words.join(", ");
  }
}

/** How wide a word is in the picture, in pixels. @param {string} word */
function widthOf(word) {
  return [...word].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) >= WIDE ? 1.02 : LETTER) * SIZE, 0);
}
