// What every component of LLM Viz shares. This text stands before each component's own code, in the same module.

const HOVER = "llmviz:hover";

/**
 * A new element. `attributes`: names as in HTML, plus `class`, `dataset` (an object), `style` (an object, custom
 * properties included) and event handlers (`onclick`, …: functions). Children are nodes or text; text is never parsed as HTML.
 */
function el(tag, attributes = {}, ...children) {
  const node = tag === "svg" || SVG_TAGS.has(tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "dataset") Object.assign(node.dataset, value);
    else if (name === "style") for (const [property, worth] of Object.entries(value)) node.style.setProperty(property, worth);
    else if (typeof value === "function") node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG_TAGS = new Set(["g", "path", "line", "rect", "circle", "polyline", "polygon", "text", "title", "defs", "marker", "use", "clipPath", "linearGradient", "stop"]);

/** A probability as a share, by the rules of `llm_viz/formatting.py`: 40 %, 2.5 %, 0.3 %, <0.1 %, >99.9 %. */
function percent(probability) {
  const share = 100 * probability;
  if (share <= 0) return "0 %";
  if (share < 0.1) return "<0.1 %";
  if (99.9 < share && share < 100) return ">99.9 %";
  const whole = Math.round(share);
  const isWhole = Math.abs(share - whole) <= 1e-9 * Math.max(Math.abs(share), Math.abs(whole));
  return `${toFixedHalfEven(share, share >= 9.95 || isWhole ? 0 : 1)} %`;
}

/** Like Python's f"{value:.0f}" and f"{value:.1f}": exact ties (…½ for 0 digits, …¼ and …¾ for 1) go to the even digit. */
function toFixedHalfEven(value, digits) {
  const isTie = digits === 0 ? (value * 2) % 2 === 1 : (value * 4) % 2 === 1;
  if (!isTie) return value.toFixed(digits);
  const scale = 10 ** digits;
  const lower = Math.floor(value * scale);
  return ((lower + (lower % 2)) / scale).toFixed(digits);
}

/**
 * The standard chip of a token (`token_payload`) or candidate (`candidate_payload`). The same token lights up in all
 * components of the page while the pointer is on it. `chosen`: in the colour of the chosen token. `showId`: with its id.
 */
function chip(token, { chosen = false, showId = false, onHover: hovered = null } = {}) {
  const bytes = token.bytes ? ` · ${token.bytes}` : "";
  const node = el("span", {
    class: ["chip", `chip-${token.kind}`, chosen ? "chip-chosen" : ""].join(" ").trim(),
    title: `${token.label}  #${token.id}${bytes}`,
    dataset: token.position === undefined ? {} : { position: token.position },
  }, el("span", { class: "chip-text" }, token.label));
  if (showId) node.append(el("span", { class: "chip-id" }, String(token.id)));
  const hover = (on) => {
    if (token.position !== undefined) broadcastHover(on ? token.position : null);
    if (hovered) hovered(on ? token : null);
  };
  node.onpointerenter = () => hover(true);
  node.onpointerleave = () => hover(false);
  return node;
}

/** Tell all components of the page which token is looked at; null: none. */
function broadcastHover(position) {
  window.dispatchEvent(new CustomEvent(HOVER, { detail: { position } }));
}

/**
 * Hear which token is looked at: chips (and anything with data-position) under `root` get the class `hovered`, and
 * `callback(position)` is called if given. Returns the clean-up function. Calling it again for the same root replaces the
 * first registration, so a component may do so in every run.
 */
function onHover(root, callback = null) {
  HOVER_HANDLERS.get(root)?.();
  const handler = (event) => {
    const { position } = event.detail;
    for (const node of root.querySelectorAll("[data-position]")) {
      node.classList.toggle("hovered", position !== null && node.dataset.position === String(position));
    }
    if (callback) callback(position);
  };
  window.addEventListener(HOVER, handler);
  const cleanUp = () => window.removeEventListener(HOVER, handler);
  HOVER_HANDLERS.set(root, cleanUp);
  return cleanUp;
}

const HOVER_HANDLERS = new WeakMap();

/** Put settings into the page's address without a message to the server (null removes one), so that a shared link has them. */
function rememberInUrl(settings) {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(settings)) {
    if (value === null || value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, String(value));
  }
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
}

/** Whether the visitor asked for less motion. */
function reducedMotion() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** What a component keeps between runs of its function, made on the first run: `stateOf(parentElement, () => ({ … }))`. */
function stateOf(parentElement, create) {
  if (!STATES.has(parentElement)) STATES.set(parentElement, create());
  return STATES.get(parentElement);
}

const STATES = new WeakMap();
