// One text as several readers cut it. All rows are equally long as letters; then every piece becomes equally wide, and the
// row that falls into most pieces is the longest.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { glide, steady } from "../../../kit/browser/motion.js";
import { count } from "../../../kit/browser/numbers.js";
import { screenHeight } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { Sheet } from "./split_sheet.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Piece } from "./pieces.js"
 * @import { Frame } from "./split_sheet.js"
 *
 * @typedef {object} Row `RowPayload` in `split_view.py`: a cut.
 * @property {string} name Of who or what cuts.
 * @property {string} remark
 * @property {"ruler" | "read" | "plain"} kind The text's own characters, which are not stretched; pieces that a language
 *   model reads; pieces that none does.
 * @property {string} count How many pieces there are, in words.
 * @property {Piece[]} pieces
 *
 * @typedef {object} Sample `SamplePayload` in `split_view.py`: a text; all have the same rows.
 * @property {string} key
 * @property {string} name
 * @property {string[]} characters Of the text, each of them visible.
 * @property {Row[]} rows
 * @property {string} says
 *
 * @typedef {{ samples: Sample[], settings: { sample: string, counted: number },
 *   strings: Record<string, string> }} SplitViewPayload `SplitViewPayload` in `split_view.py`.
 *
 * @typedef {{ shown: string, lit: Piece | null, share: number, frame?: number }} State `shown`: the visitor's text that is there;
 *   `lit`: the piece that was touched; `share`: how far the strips are stretched, 0 to 1.
 */

const NARROW = 640; // pixels
const AROUND = 366; // pixels of the window above and below the picture
const HEIGHT = { most: 620, narrow: 386 };
const NAMES = 216; // pixels left of the rows, for their names
const HEAD = 22; // pixels above each row for its name, where it is narrow
const TYPE = { wide: 15, narrow: 13.5 }; // pixels, at least
const LOWEST = 42; // pixels of a row
const ALL = 100; // where the slider is at its end
const WAIT = 0.3; // share of the time before the strips begin to stretch
const STRETCH = 1300; // milliseconds

/**
 * @param {HTMLElement} root
 * @param {SplitViewPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { samples, settings, strings } = payload;
  const state = stateOf(root, () => /** @type {State} */ ({ shown: "", lit: null, share: 0 }));
  const svg = el("svg", { class: "sheet", role: "group", "aria-label": strings.picture });
  const heads = samples[0].rows.map(headOf);
  const picture = el("div", { class: "picture" }, svg, ...heads.map(({ node }) => node));
  const readout = el("p", { class: "readout" });
  const says = el("p", { class: "stage-says", role: "status" });
  const pills = samples.map(({ key, name }) =>
    el("button", { type: "button", class: "pill", onclick: () => choose(key) }, name),
  );
  const scrub = el("input", { type: "range", min: 0, max: ALL, step: 1, "aria-label": strings.scrub });
  const ends = [strings.letters, strings.pieces].map((text) => el("span", { class: "quiet" }, text));
  const stretch = el("div", { class: "stretch" }, ends[0], scrub, ends[1]);
  const texts = el("div", { class: "texts", role: "group", "aria-label": strings.samples }, ...pills);
  const tools = el("div", { class: "stage-tools" }, texts, stretch);
  root.replaceChildren(el("div", { class: "stage" }, tools, picture, readout), says);

  const isNew = state.shown !== samples[0].characters.join("");
  if (isNew) Object.assign(state, { shown: samples[0].characters.join(""), lit: null });
  state.share = isNew ? 0 : settings.counted / ALL;
  const chosen = () => samples.find(({ key }) => key === settings.sample) ?? samples[0];
  const written = (/** @type {number} */ number) => count(number, language);
  /** @type {Sheet | null} */
  let sheet = null;
  const light = (/** @type {Piece | null} */ piece) => {
    state.lit = piece;
    sheet?.light(piece, written);
    readout.replaceChildren(...(piece ? described(piece, chosen(), strings) : [strings.hint]));
  };
  const show = (/** @type {number} */ share) => {
    state.share = share;
    scrub.value = String(Math.round(ALL * share));
    sheet?.place(share);
  };
  const follow = followWidth(picture, (width) => {
    if (width < NARROW)
      says.after(readout); // so that the picture and what it says fit on a phone's first screen
    else picture.after(readout);
    const frame = frameOf(width, heads.length);
    svg.setAttribute("viewBox", `0 0 ${width} ${frame.height}`);
    svg.setAttribute("height", String(frame.height));
    for (const [at, { node }] of heads.entries()) node.style.top = `${(frame.height * at) / heads.length}px`;
    picture.style.setProperty("--row", `${frame.height / heads.length}px`);
    sheet = new Sheet(svg, chosen(), frame, light);
    show(state.share);
    light(state.lit);
  });
  const say = () => {
    const sample = chosen();
    for (const [at, pill] of pills.entries()) pill.setAttribute("aria-pressed", String(samples[at] === sample));
    for (const [at, { remark }] of heads.entries()) remark.textContent = sample.rows[at].remark;
    says.textContent = sample.says;
    remember(payload);
  };
  const play = () => {
    const aim = settings.counted / ALL;
    glide(state, (time) => show(aim * stretched(time)), STRETCH, steady);
  };
  const choose = (/** @type {string} */ key) => {
    settings.sample = key;
    state.lit = null;
    state.share = 0;
    say();
    follow.redraw();
    play();
  };
  scrub.oninput = () => {
    cancelAnimationFrame(state.frame ?? 0);
    settings.counted = Number(scrub.value);
    show(settings.counted / ALL);
    remember(payload);
  };
  walkWithArrows(texts, pills);
  say();
  if (isNew) play();
  return () => {
    cancelAnimationFrame(state.frame ?? 0);
    follow.stop();
  };
}

/** @param {SplitViewPayload} payload */
function remember({ settings, samples }) {
  const { sample, counted } = settings;
  rememberInUrl({ sample: sample === samples[0].key ? null : sample, counted: counted === ALL ? null : counted });
}

/**
 * How far the strips are stretched after a share of the time: not at all at first, then fast, and slower in the end.
 *
 * @param {number} time
 */
function stretched(time) {
  return 1 - (1 - Math.max(0, (time - WAIT) / (1 - WAIT))) ** 3;
}

/**
 * @param {number} width
 * @param {number} rows
 * @returns {Frame}
 */
function frameOf(width, rows) {
  if (width < NARROW)
    return { width, height: Math.max(HEIGHT.narrow, (LOWEST + HEAD) * rows), left: 10, head: HEAD, size: TYPE.narrow };
  const height = Math.max(LOWEST * rows, Math.min(HEIGHT.most, screenHeight() - AROUND));
  return { width, height, left: NAMES, head: 0, size: TYPE.wide };
}

/** @param {Row} row */
function headOf({ name }) {
  const remark = el("span", { class: "quiet" });
  return { remark, node: el("div", { class: "head", "aria-hidden": "true" }, el("strong", {}, name), remark) };
}

/**
 * What a piece is, and which characters it stands on.
 *
 * @param {Piece} piece
 * @param {Sample} sample
 * @param {Record<string, string>} strings
 */
function described({ label, kind, id, start, end, read_as: readAs }, { characters }, strings) {
  const letters = characters.slice(start, end).join("");
  const facts = [
    label === letters ? null : ` ${filledText(strings.of, { letters })}`,
    id === null ? null : ` · ${filledText(strings.id, { id: String(id) })}`,
    readAs === null ? null : ` · → ${readAs}`,
    kind === "unknown" ? ` · ${strings.unknown}` : null,
  ];
  return [el("bdi", { class: "touched" }, label), ...facts.filter((fact) => fact !== null)];
}
