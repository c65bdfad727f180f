// Ties a browser part to Streamlit's components; the only module that knows of Streamlit.

import { decodeArrays } from "./arrays.js";
import { customProperty, luminance, rgb } from "./colours.js";
import { keepingFocus } from "./focus.js";
import { readIn } from "./numbers.js";
import { isForgotten } from "./visit.js";

/**
 * @typedef {{ language: "ja" | "en", theme: "light" | "dark", send: (name: string, value: unknown) => void }}
 *   Surroundings
 * What a part knows of the page: the visitor's language, whether the background is light or dark, and how to tell the
 * server something.
 */

/**
 * @template Payload
 * @typedef {object} Part
 * @property {(root: HTMLElement, payload: Payload, surroundings: Surroundings) => (() => void) | void} mount Draws into
 *   `root`, and returns a clean-up function if anything has to end with it.
 * @property {boolean} [everyRun] Whether `mount` is called after every run of the page, also where nothing has changed.
 */

/**
 * @typedef {{ settings?: Record<string, unknown>, widget_key: string, [key: string]: unknown }} AnyPayload
 * @typedef {object} Call What Streamlit hands over.
 * @property {unknown} data
 * @property {ParentNode} parentElement
 * @property {(name: string, value: unknown) => void} setTriggerValue
 *
 * @typedef {{ turn: number, data: unknown, theme: string, failed: boolean, send: Surroundings["send"],
 *   settings: Record<string, unknown> | undefined, cleanUp: (() => void) | null }} Mounted What is kept of a part in the
 *   page; `failed`: `mount` threw an error, and a sentence stands in its place until another payload comes.
 */

/**
 * The visitor's own values of every part, by its widget key: who leaves a chapter and comes back finds them, as a
 * change of page does not load the browser's page anew.
 *
 * @type {Map<string, Record<string, unknown>>}
 */
const settingsOf = new Map();

/**
 * The function that Streamlit calls for a component: once it stands in the page, and after every run of the page.
 *
 * `mount` is called when the payload, the language or the theme is another than before. `payload.settings`, if there,
 * are the visitor's own values: the server's count for the first time only, afterwards `mount` gets the same object again
 * with what the part has written into it.
 *
 * @param {Part<any>} part
 */
export function adapt({ mount, everyRun = false }) {
  /** @type {WeakMap<HTMLElement, Mounted>} */
  const mounted = new WeakMap();
  return (/** @type {Call} */ { data, parentElement, setTriggerValue }) => {
    const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
    const theme = themeOf(root);
    const known = mounted.get(root) ?? {
      turn: 0,
      data: null,
      theme: "",
      failed: false,
      settings: undefined,
      send: () => {},
      cleanUp: null,
    };
    mounted.set(root, known);
    root.dataset.theme = theme;
    known.turn += 1;
    const { turn } = known;
    known.send = setTriggerValue; // Streamlit makes it anew for every run
    const isNew = known.theme !== theme || !sameData(known.data, data);
    if (isNew || everyRun) {
      const {
        language,
        visit,
        widget_key: key,
        ...payload
      } = /** @type {AnyPayload} */ (data instanceof Uint8Array ? decodeArrays(data) : data);
      if (isForgotten(visit)) {
        window.location.reload(); // before any part writes what the server says now into the address
        return () => {};
      }
      known.settings ??= settingsOf.get(key) ?? payload.settings;
      if (known.settings) {
        settingsOf.set(key, known.settings);
        payload.settings = known.settings;
      }
      known.cleanUp?.();
      known.cleanUp = null;
      const readers = language === "ja" ? "ja" : "en";
      readIn(readers);
      /** @type {Surroundings} */
      const surroundings = { language: readers, theme, send: (name, value) => known.send(name, value) };
      const hadFailed = known.failed;
      known.failed = false;
      try {
        known.cleanUp = keepingFocus(root, () => mount(root, payload, surroundings)) ?? null;
      } catch (error) {
        known.failed = true;
        root.replaceChildren();
        reportError(error);
      }
      if (known.failed || hadFailed) showFailure(parentElement, readers, known.failed);
      known.data = data;
      known.theme = theme;
      root.dataset.mounted = "";
      tellPage(parentElement);
    }
    return () => {
      if (known.turn !== turn) return; // a later run has taken over: Streamlit ends overtaken runs late
      known.cleanUp?.();
      known.cleanUp = null;
      known.data = null;
    };
  };
}

/**
 * Let the page's own styles know that the part is there, which cannot look into it: they keep its place until then.
 *
 * @param {ParentNode} place
 */
function tellPage(place) {
  const { host } = /** @type {Partial<ShadowRoot>} */ (place);
  host?.setAttribute("data-mounted", "");
}

/**
 * @param {ParentNode} place
 * @param {string} language
 * @param {boolean} failed
 */
function showFailure(place, language, failed) {
  const notes = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".failed"));
  for (const note of notes) note.hidden = !failed || note.getAttribute("lang") !== language;
}

/**
 * Whether two messages of the server say the same, apart from the visitor's settings.
 *
 * @param {unknown} one
 * @param {unknown} other
 */
function sameData(one, other) {
  if (one instanceof Uint8Array && other instanceof Uint8Array) {
    return one.length === other.length && one.every((byte, index) => byte === other[index]);
  }
  return withoutSettings(one) === withoutSettings(other);
}

/** @param {unknown} data */
function withoutSettings(data) {
  return JSON.stringify({ .../** @type {AnyPayload | null} */ (data), settings: null });
}

/**
 * Light or dark, by the colour of the page behind the part.
 *
 * @param {HTMLElement} root
 * @returns {"light" | "dark"}
 */
function themeOf(root) {
  const background = customProperty(root, "--st-background-color");
  return background !== "" && luminance(rgb(background)) < 0.2 ? "dark" : "light";
}
