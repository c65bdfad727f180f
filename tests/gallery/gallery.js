// Draws every specimen as Streamlit's components would, each in a shadow of its own, and says when all stand still.

import { TYPES } from "../../llm_viz/kit/browser/arrays.js";
import { adapt } from "../../llm_viz/kit/browser/streamlit.js";

/**
 * @typedef {{ name: string, state: string, module: string, style: string, data: Record<string, unknown> }} Specimen
 * @typedef {{ dtype: keyof typeof TYPES, values: (number | null)[] }} WrittenArray
 */

const STILL = 250; // milliseconds without a change
const LONGEST = 4000; // what moves for longer is meant to move
const GRID = 4; // pixels of the page
const { lang } = document.documentElement;
const asked = new URLSearchParams(location.search);

/** Links that change one setting of the address and keep the others. */
function links() {
  /** @type {[string, string[]][]} */
  const choices = [
    ["language", ["en", "ja"]],
    ["theme", ["light", "dark"]],
    ["states", ["asked,answered", "asked", "answered"]],
  ];
  const made = choices.flatMap(([name, values]) =>
    values.map((value) => {
      const link = document.createElement("a");
      const query = new URLSearchParams(asked);
      query.set(name, value);
      link.href = `?${query}`;
      link.textContent = value.replace(",", " + ");
      if ((asked.get(name) ?? values[0]) === value) link.setAttribute("aria-current", "true");
      return link;
    }),
  );
  document.querySelector("nav")?.append(...made);
}

/** @param {unknown} value */
function typed(value) {
  const { dtype, values } = /** @type {Partial<WrittenArray>} */ (value ?? {});
  return dtype && values ? TYPES[dtype].from(values.map((number) => number ?? Number.NaN)) : value;
}

/**
 * @param {Specimen} specimen
 * @param {string} frame
 */
async function draw({ name, state, module, style, data }, frame) {
  const section = document.createElement("section");
  const heading = document.createElement("h2");
  const place = document.createElement("div");
  const mark = document.createElement("b");
  mark.textContent = state;
  heading.append(`${name} `, mark);
  place.className = "specimen";
  place.dataset.name = `${name} · ${state}`;
  section.append(heading, place);
  document.querySelector("main")?.append(section);
  const shadow = place.attachShadow({ mode: "open" });
  shadow.innerHTML = `<style></style>${frame}`;
  /** @type {HTMLStyleElement} */ (shadow.querySelector("style")).textContent = style;
  if (state === "waiting") return;
  const part = await import(module);
  const payload = Object.fromEntries(
    Object.entries({ ...data, language: lang }).map(([key, value]) => [key, typed(value)]),
  );
  adapt(part)({ data: payload, parentElement: shadow, setTriggerValue: () => {} });
}

/** When nothing in any of the shadows has changed for a while. */
function stillness() {
  return new Promise((resolve) => {
    const start = performance.now();
    let changed = start;
    const observer = new MutationObserver(() => {
      changed = performance.now();
    });
    const watched = { subtree: true, childList: true, attributes: true, characterData: true };
    for (const place of document.querySelectorAll(".specimen"))
      if (place.shadowRoot) observer.observe(place.shadowRoot, watched);
    const look = () => {
      const now = performance.now();
      if (now - changed > STILL || now - start > LONGEST) resolve(now);
      else setTimeout(look, 50);
    };
    look();
  });
}

async function still() {
  await stillness();
  onGrid();
}

/**
 * Lets every part begin where a device pixel of the pictures begins (`_SCALE`), whatever stands above it: else its letters
 * would fall on other pixels as soon as another part is higher.
 */
function onGrid() {
  for (const place of document.querySelectorAll(".specimen")) {
    const section = /** @type {HTMLElement} */ (place.parentElement);
    section.style.paddingTop = "0px";
    const { top } = place.getBoundingClientRect();
    const at = top + scrollY;
    section.style.paddingTop = `${Math.ceil(at / GRID) * GRID - at}px`;
  }
}

links();
window.addEventListener("error", (event) => {
  if (/a part that fails/.test(event.message)) event.preventDefault();
});
const { specimens, frame } = /** @type {{ specimens: Specimen[], frame: string }} */ (
  await (await fetch(`/samples?${asked}&language=${lang}`)).json()
);
for (const specimen of specimens) await draw(specimen, frame);
await document.fonts.ready;
await still();
Object.assign(window, { llmVizStill: still });
document.body.dataset.drawn = "";
