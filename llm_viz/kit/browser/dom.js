// Elements.

/** @typedef {Node | string | null | undefined} Child */
/**
 * @typedef {{ style?: Record<string, string | number>, dataset?: Record<string, unknown>, [name: string]: unknown }}
 *   Attributes
 * Names as in HTML, plus `dataset` (an object), `style` (an object, custom properties included) and event handlers
 * (`onclick`, …: functions). null, undefined and false leave an attribute out.
 */

const SVG_TAGS = /** @type {const} */ ([
  "svg",
  "g",
  "path",
  "line",
  "rect",
  "circle",
  "polyline",
  "polygon",
  "text",
  "tspan",
  "pattern",
  "title",
  "desc",
  "defs",
  "marker",
  "use",
  "clipPath",
  "linearGradient",
  "radialGradient",
  "stop",
]);
/** @type {Set<string>} */
const SVG_NAMES = new Set(SVG_TAGS);

/**
 * A new element of HTML or SVG. Children are nodes or text; text is never parsed as HTML, and null is left out.
 *
 * @template {string} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {Tag extends typeof SVG_TAGS[number] ? SVGElementTagNameMap[Tag]
 *   : Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = SVG_NAMES.has(tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", /** @type {"svg"} */ (tag))
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return /** @type {any} */ (node);
}

/**
 * @param {HTMLElement | SVGElement} node
 * @param {string} name
 * @param {any} value
 */
function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "dataset") Object.assign(node.dataset, value);
  else if (name === "style") setStyle(node, value);
  else if (typeof value === "function") Object.assign(node, { [name]: value });
  else node.setAttribute(name, value === true ? "" : String(value));
}

/**
 * @param {HTMLElement | SVGElement} node
 * @param {Record<string, string | number | null>} style
 */
function setStyle(node, style) {
  for (const [property, value] of Object.entries(style))
    node.style.setProperty(property, value === null ? null : String(value));
}
