// Published results in words and as a table.

import { el } from "../../../kit/browser/dom.js";
import { measuredShare } from "../../../kit/browser/numbers.js";

/** @import { Face, Metric, Point, PointsPayload } from "./points.js" */

/**
 * The metrics that the task has, the hard one first.
 *
 * @param {PointsPayload["faces"]} faces
 * @returns {{ name: Metric, face: Face }[]}
 */
export function shownMetrics({ hard, smooth }) {
  return smooth
    ? [
        { name: "hard", face: hard },
        { name: "smooth", face: smooth },
      ]
    : [{ name: "hard", face: hard }];
}

/**
 * A point in words: its place, then each metric with its interval where that is known.
 *
 * @param {Point} point
 * @param {PointsPayload} payload
 */
export function described(point, { faces, strings }) {
  const results = shownMetrics(faces).flatMap(({ name, face }) => {
    const { value, low, high } = point[name];
    const isKnown = low !== null && high !== null;
    const interval = isKnown
      ? `${strings.interval} ${written(low, face)} – ${written(high, face)}`
      : strings.no_interval;
    return [` · ${face.label}: `, el("strong", {}, written(value, face)), ` (${interval})`];
  });
  return [el("strong", {}, point.label), ...results];
}

/**
 * The same numbers as a table, for those who cannot point at a picture.
 *
 * @param {PointsPayload} payload
 * @param {HTMLElement[]} chooser The choice of the line that stands out, if there are several; it stands above the table.
 */
export function numbersTable({ faces, lines, strings }, chooser) {
  const metrics = shownMetrics(faces);
  const heads = metrics.map(({ face }) => el("th", { scope: "col", class: "number" }, face.label));
  const rows = lines
    .flatMap(({ points }) => points)
    .map((point) => {
      const cells = metrics.map(({ name, face }) => el("td", { class: "number" }, written(point[name].value, face)));
      return el("tr", {}, el("th", { scope: "row" }, point.label), ...cells);
    });
  const head = el("tr", {}, el("th", { scope: "col" }, strings.model), ...heads);
  const table = el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows));
  const region = { class: "scroll", tabindex: 0, role: "region", "aria-label": strings.numbers };
  const title = chooser.length > 0 ? `${strings.line} · ${strings.numbers}` : strings.numbers;
  return el("details", {}, el("summary", {}, title), ...chooser, el("div", region, table));
}

/**
 * @param {number} value
 * @param {Face} face
 */
function written(value, face) {
  return face.percent ? measuredShare(value) : String(Number(value.toPrecision(3)));
}
