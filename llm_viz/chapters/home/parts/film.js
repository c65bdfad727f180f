// The river as a short film: the picture plays once beside the page, unseen, and is recorded as it goes.

import { el } from "../../../kit/browser/dom.js";
import { Course } from "./course.js";
import { drawn, fontOf, snapshot } from "./export.js";
import { atRest, trailer } from "./moves.js";
import { Scene } from "./scene.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Legend } from "./export.js"
 * @import { Line } from "./river.js"
 *
 * @typedef {object} Filmed What a film shows.
 * @property {Line} line
 * @property {{ width: number, height: number }} size
 * @property {Record<string, string>} words
 * @property {Language} language
 * @property {Legend} legend
 * @property {number} at The fork that the film begins at.
 */

const FRAMES = 15; // a second
const KINDS = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm", "video/mp4"];
const STILL = 200; // milliseconds of the last picture

/** The kind of film that this browser can record; undefined: none. */
export function filmKind() {
  return typeof MediaRecorder === "undefined" ? undefined : KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
}

/**
 * @param {HTMLElement} root Where the picture's style sheet holds.
 * @param {Filmed} about
 * @returns {Promise<Blob>}
 */
export async function film(root, { line, size, words, language, legend, at }) {
  const svg = el("svg", { class: "unseen", "aria-hidden": "true", style: { height: `${size.height}px` } });
  root.querySelector(".stage")?.append(svg);
  const nothing = () => {};
  const scene = new Scene(svg, words, language, { take: nothing, word: nothing, cut: nothing, point: nothing });
  const picture = { ...atRest(), at, aim: Math.max(0, line.forks[at].taken), open: 0, arc: 0 };
  const course = new Course(() => scene.draw(line, picture, size), { despite: true });
  try {
    const font = await fontOf(svg);
    const canvas = el("canvas", {});
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const paint = async () => {
      const image = await drawn(snapshot(svg, legend, font));
      if (canvas.width !== image.width) Object.assign(canvas, { width: image.width, height: image.height });
      pen.drawImage(image, 0, 0);
    };
    scene.draw(line, picture, size);
    await paint();
    const recorder = new MediaRecorder(canvas.captureStream(FRAMES), { mimeType: filmKind(), videoBitsPerSecond: 4e6 });
    /** @type {Blob[]} */
    const pieces = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    course.run(trailer(picture, line, at));
    while (course.moves.length > 0) {
      const began = performance.now();
      await paint();
      await pause(Math.max(0, 1000 / FRAMES - (performance.now() - began)));
    }
    await paint();
    await pause(STILL);
    recorder.stop();
    await stopped;
    return new Blob(pieces, { type: recorder.mimeType });
  } finally {
    course.stop();
    svg.remove();
  }
}

/** @param {number} time Milliseconds. @returns {Promise<void>} */
function pause(time) {
  return new Promise((resolve) => {
    setTimeout(resolve, time);
  });
}
