// The picture of the filters: the whole probability as bands that run from what the model says, through the temperature
// and the three filters, to the chances in the draw. What a filter removes runs dry; what is left then fills the height.

import { el } from "../../../kit/browser/dom.js";
import { label, shortened, spread } from "../../../kit/browser/graph/labels.js";
import { huesOf } from "../../../kit/browser/hues.js";
import { count, formatter, large, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { columnsOf, ribbon, spansOf } from "./flow_math.js";
import { countOf } from "./sampling_math.js";
import { wordOf } from "./token_word.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { SamplerPayload } from "./sampler.js"
 * @import { Levels, Result } from "./sampling_math.js"
 */

const NAMED = 6; // bands of one token each
const COLUMNS = ["raw", "heat", "k", "p", "m", "final"];
const LETTERS = ["", "T", "k", "p", "m", ""]; // of the columns, where it is narrow
const NARROW = 560; // pixels
const BAR = 14; // pixels, the width of a column
const HEAD = 30; // pixels above the columns
const FOOT = 30; // pixels below them
const LINE = 22; // pixels from one name to the next
const BESIDE = 8; // pixels between a column and a name
const SHARE = 52; // pixels that the share behind a name needs
/** @type {Intl.NumberFormatOptions} 26万 */
const SHORT = { notation: "compact", maximumSignificantDigits: 2 };

export class Flow {
  /**
   * @param {SamplerPayload} payload
   * @param {Language} language
   */
  constructor({ tokens, strings, vocabulary }, language) {
    const named = tokens.slice(0, NAMED);
    this.names = [...named.map(wordOf), strings.dial_others];
    this.strings = strings;
    this.vocabulary = vocabulary;
    this.language = language;
    const hues = huesOf(named.map(wordOf));
    this.bands = this.names.map((_, band) => {
      const hue = band === named.length ? "others" : `hue-${hues[band]}`;
      const [bars, ways, dry] = ["bars", "way", "way dry"].map((kind) => el("path", { class: `${kind} ${hue}` }));
      return { bars, ways, dry };
    });
    this.texts = el("g");
    this.ends = el("g");
    const paths = this.bands.flatMap(({ bars, ways, dry }) => [dry, ways, bars]);
    this.node = el("svg", { class: "flow", role: "img" }, ...paths, this.texts, this.ends);
    this.size = { width: 0, height: 0, left: 0, right: 0, isNarrow: false };
    /** @type {Record<"start" | "end", string[]>} The names as far as there is room, by where they are anchored. */
    this.written = { start: [], end: [] };
  }

  /**
   * Take the room that there is; here, and not at each move of a slider, texts are measured.
   *
   * @param {number} width Pixels.
   * @param {number} height
   */
  fit(width, height) {
    const isNarrow = width < NARROW;
    const [left, right] = isNarrow ? [4, width - 118] : [118, width - 158];
    this.size = { width, height, left, right, isNarrow };
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const fitting = (/** @type {number} */ room) =>
      this.names.map((name) => shortened(this.node, name, room - SHARE, "name"));
    this.written = { start: fitting(width - right - BESIDE), end: isNarrow ? [] : fitting(left - BESIDE) };
  }

  /** @param {number} column The left edge of a column. */
  at(column) {
    const { left, right } = this.size;
    return left + ((right - left - BAR) * column) / (COLUMNS.length - 1);
  }

  /**
   * @param {Levels} levels
   * @param {Float64Array} raw
   * @param {Result} result
   * @param {string} told What the picture is read out as.
   */
  show(levels, raw, result, told) {
    this.node.setAttribute("aria-label", told);
    if (this.size.width === 0) return;
    const named = this.names.length - 1;
    const shares = columnsOf(levels, raw, result, named);
    const tall = this.size.height - HEAD - FOOT;
    const places = shares.map((column, number) =>
      spansOf(column).map(({ top, bottom }) => ({
        x: this.at(number),
        top: HEAD + tall * top,
        bottom: HEAD + tall * bottom,
      })),
    );
    this.bands.forEach(({ bars, ways, dry }, band) => {
      const column = places.map((spans) => spans[band]);
      const paths = column.slice(1).map((to, number) => {
        const from = column[number];
        return {
          d: ribbon({ ...from, x: from.x + BAR }, to),
          isDry: to.bottom - to.top === 0,
          isThere: from.bottom > from.top,
        };
      });
      const written = (/** @type {boolean} */ isDry) =>
        paths
          .filter((path) => path.isThere && path.isDry === isDry)
          .map(({ d }) => d)
          .join("");
      ways.setAttribute("d", written(false));
      dry.setAttribute("d", written(true));
      bars.setAttribute("d", column.map(({ x, top, bottom }) => `M${x} ${top}h${BAR}V${bottom}h${-BAR}Z`).join(""));
    });
    this.showHeads(result, tall);
    this.showNames(shares, places);
  }

  /**
   * @param {Result} result
   * @param {number} tall Pixels, the height of the columns.
   */
  showHeads({ alive, approximate, keptMass }, tall) {
    const { strings, language, vocabulary } = this;
    const { isNarrow, height } = this.size;
    const sums = alive.map((counts) => countOf(counts));
    const left = [vocabulary, ...sums, sums[3]];
    const nodes = COLUMNS.flatMap((name, column) => {
      const anchor = column === 0 ? "start" : column === COLUMNS.length - 1 && !isNarrow ? "start" : "middle";
      const x = this.at(column) + (anchor === "middle" ? BAR / 2 : 0);
      const about = column > 2 && approximate ? "≈ " : "";
      const written = isNarrow ? short(left[column], language) : count(left[column], language);
      const isShown = column === 0 || left[column] !== left[column - 1];
      const head = isNarrow ? LETTERS[column] : strings[`column_${name}`];
      const place = column === 0 && !isNarrow ? 0 : x;
      return [
        label(place, 17, head, anchor, "head"),
        label(x, height - 9, isShown ? about + written : "", anchor, "left-count"),
      ];
    });
    if (!isNarrow) nodes.push(label(0, height - 9, strings.left, "start", "quiet-text"));
    const gone = tall * (1 - keptMass);
    const removed = filledText(strings.removed, { share: (approximate ? "≈ " : "") + percent(1 - keptMass) });
    if (gone > LINE + 8)
      nodes.push(label(this.at(3) + BAR / 2, HEAD + tall - gone / 2 + 5, removed, "middle", "removed"));
    this.texts.replaceChildren(...nodes);
  }

  /**
   * The names of the bands and their shares: on the left what the model says, on the right the chances in the draw.
   *
   * @param {number[][]} shares (column, band)
   * @param {{ top: number, bottom: number }[][]} places
   */
  showNames(shares, places) {
    const { isNarrow, height, left, right } = this.size;
    const room = { low: HEAD + 8, high: height - FOOT - 6, gap: LINE };
    const side = (/** @type {number} */ column, /** @type {number} */ x, /** @type {"start" | "end"} */ anchor) => {
      const shown = this.names.map((_, band) => band).filter((band) => column === 0 || shares[column][band] > 0);
      const middles = shown.map((band) => (places[column][band].top + places[column][band].bottom) / 2);
      const heights = spread(middles, room);
      return shown.map((band, number) => {
        const share = percent(shares[column][band]);
        const node = label(x, heights[number] + 5, `${this.written[anchor][band]} ${share}`, anchor, "name");
        node.dataset.band = String(band);
        return node;
      });
    };
    const last = COLUMNS.length - 1;
    const ends = side(last, right + BESIDE, "start");
    this.ends.replaceChildren(...(isNarrow ? [] : side(0, left - BESIDE, "end")), ...ends);
  }
}

/**
 * A count that has room on a phone: 49K, 26万.
 *
 * @param {number} tokens
 * @param {Language} language
 */
export function short(tokens, language) {
  return language === "ja" ? formatter("ja", SHORT).format(tokens) : large(tokens, "en");
}
