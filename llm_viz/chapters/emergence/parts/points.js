// Published results: one click changes the metric or an axis, and the same points glide to their new places.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { choice } from "../../../kit/browser/sliders.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { scaleChoice } from "./metrics.js";
import { PointsPicture } from "./points_picture.js";
import { described, numbersTable, shownMetrics } from "./points_words.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Ends, ScaleName } from "./metrics.js"
 *
 * @typedef {"hard" | "smooth"} Metric
 * @typedef {Record<ScaleName, Ends>} EndsByScale
 *
 * @typedef {object} Face `FacePayload` in `points.py`: a metric's names, and its axis under both scales.
 * @property {string} label
 * @property {string} title
 * @property {boolean} percent
 * @property {number | null} chance The result of those who guess, if that is known.
 * @property {boolean} zero Whether a result is 0.
 * @property {EndsByScale} axes
 *
 * @typedef {{ value: number, low: number | null, high: number | null }} Result With its interval, if that is known.
 * @typedef {{ x: number, label: string } & Record<Metric, Result>} Point `PointPayload` in `points.py`: a model, or a
 *   step of one; `smooth` is missing where the task has no such metric.
 * @typedef {{ name: string, points: Point[] }} Line
 * @typedef {{ metric: Metric, y: ScaleName, x: ScaleName }} PointsSettings
 *
 * @typedef {object} PointsPayload `PointsPayload` in `points.py`.
 * @property {{ hard: Face, smooth?: Face }} faces
 * @property {Line[]} lines
 * @property {{ title: string, zero: boolean, axes: EndsByScale }} across
 * @property {string} highlight The line that stands out at first.
 * @property {number} height
 * @property {PointsSettings} settings
 * @property {Record<string, string>} strings
 */

/**
 * @param {HTMLElement} root
 * @param {PointsPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { settings, ...content } = payload;
  const state = stateOf(root, () => ({ line: content.highlight }));
  if (hasChanged(root, content)) state.line = content.highlight;
  if (!content.faces[settings.metric]) settings.metric = "hard";

  const { strings } = content;
  const readout = el("p", { class: "readout", "aria-live": "polite" }, strings.hint);
  const picture = new PointsPicture(payload, language, (point) => {
    readout.replaceChildren(...(point ? described(point, payload) : [strings.hint]));
  });
  const show = () => {
    controls.show();
    Object.assign(root.dataset, settings);
  };
  const controls = controlsOf(payload, () => {
    remember(settings);
    show();
    picture.glideToPlaces();
  });
  /** @type {[string, string][]} */
  const names = content.lines.map(({ name }) => [name, name]);
  const line = choice(strings.line, names, (name) => {
    state.line = name;
    emphasise();
  });
  const emphasise = () => {
    line.show(state.line);
    picture.emphasise(state.line);
  };
  const chooser = names.length > 1 ? [line.node] : [];
  root.replaceChildren(controls.node, picture.frame, readout, numbersTable(payload, chooser));
  show();
  remember(settings);
  emphasise();
  const { stop } = followWidth(root, (width) => picture.draw(width));
  return () => {
    stop();
    picture.stop();
  };
}

/**
 * The choices of metric and axes, which change the settings.
 *
 * @param {PointsPayload} payload
 * @param {() => void} changed
 */
function controlsOf({ faces, strings, settings }, changed) {
  /** @type {<Name extends keyof PointsSettings>(name: Name) => (value: PointsSettings[Name]) => void} */
  const choose = (name) => (value) => {
    settings[name] = value;
    changed();
  };
  /** @type {[Metric, string][]} */
  const metrics = shownMetrics(faces).map(({ name, face }) => [name, face.label]);
  const metric = choice(strings.metric, metrics, choose("metric"));
  const y = scaleChoice(strings.vertical, strings, ["linear", "log"], choose("y"));
  const x = scaleChoice(strings.horizontal, strings, ["log", "linear"], choose("x"));
  const show = () => {
    metric.show(settings.metric);
    y.show(settings.y);
    x.show(settings.x);
  };
  return { node: el("div", { class: "choices" }, metric.node, y.node, x.node), show };
}

/**
 * What differs from the defaults goes into the address.
 *
 * @param {PointsSettings} settings
 */
function remember({ metric, x, y }) {
  rememberInUrl({
    metric: metric === "hard" ? null : metric,
    y: y === "linear" ? null : y,
    x: x === "log" ? null : x,
  });
}
