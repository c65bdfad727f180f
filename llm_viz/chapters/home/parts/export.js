// The picture as a file that stands alone: what the page's style sheets say is written into it, and so is its font.

import { el } from "../../../kit/browser/dom.js";

/**
 * @typedef {object} Legend What stands below the picture, and what is read out of it.
 * @property {string} line
 * @property {string} described
 */

const KEPT = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "opacity",
  "font-size",
  "font-weight",
  "paint-order",
  "stop-color",
  "stop-opacity",
];
const COLOURS = new Set(["fill", "stroke", "stop-color"]);
const DROPPED = /^(class|style|role|tabindex|data-.*|aria-.*|on.*)$/;
const FOOT = 34; // pixels below the picture
const SHARPNESS = 2; // pixels of a PNG for one of the picture

/**
 * The picture as an SVG file.
 *
 * @param {SVGSVGElement} svg It must be on the page.
 * @param {Legend} legend
 */
export async function standalone(svg, legend) {
  return snapshot(svg, legend, await fontOf(svg));
}

/**
 * Likewise, with a font that was read before.
 *
 * @param {SVGSVGElement} svg
 * @param {Legend} legend
 * @param {string} font Style rules.
 */
export function snapshot(svg, { line, described }, font) {
  const style = getComputedStyle(svg);
  const [, , width, height] = (svg.getAttribute("viewBox") ?? "0 0 1 1").split(" ").map(Number);
  const family = style.fontFamily;
  const rules = document.createElementNS("http://www.w3.org/2000/svg", "style");
  rules.textContent = font;
  const picture = el("svg", {
    viewBox: `0 0 ${width} ${height + FOOT}`,
    width,
    height: height + FOOT,
    role: "img",
    "font-family": family,
  });
  picture.append(
    el("title", {}, fit(line)),
    el("desc", {}, fit(described)),
    rules,
    el("rect", { width, height: height + FOOT, fill: plain(style.getPropertyValue("--stage"), svg) }),
    ...[...svg.children].map((child) => copied(child)).filter((child) => child !== null),
    el(
      "text",
      {
        x: width - 12,
        y: height + FOOT - 12,
        "text-anchor": "end",
        "font-size": 14.5,
        fill: plain("var(--quiet)", svg),
      },
      fit(line),
    ),
  );
  return new XMLSerializer().serializeToString(picture);
}

/**
 * Characters that an XML file cannot hold are left out.
 *
 * @param {string} text
 */
export function fit(text) {
  const isFit = (/** @type {string} */ letter) =>
    letter >= " " ? !/[\p{Surrogate}\ufffe\uffff]/u.test(letter) : "\t\n\r".includes(letter);
  return [...text].filter(isFit).join("");
}

/**
 * A node and what is in it, with the looks that it has now; null: it does not show.
 *
 * @param {Element} node
 * @returns {Element | null}
 */
function copied(node) {
  if (node.classList.contains("hit")) return null;
  const copy = /** @type {Element} */ (node.cloneNode(false));
  for (const { name } of [...copy.attributes]) if (DROPPED.test(name)) copy.removeAttribute(name);
  const style = getComputedStyle(node);
  if (style.display === "none" || style.opacity === "0") return null;
  const isPaint = !["defs", "clipPath", "linearGradient", "pattern"].includes(node.localName);
  for (const name of isPaint ? KEPT : []) {
    const value = style.getPropertyValue(name);
    if (value === "" || value === "normal" || (name === "opacity" && value === "1")) continue;
    copy.setAttribute(name, COLOURS.has(name) ? plain(value, node) : value);
  }
  for (const child of node.childNodes) {
    if (child instanceof Element) copy.append(copied(child) ?? "");
    else copy.append(fit(child.textContent ?? ""));
  }
  return copy;
}

/** @type {Map<string, string>} */
const known = new Map();

/**
 * A colour as every program reads it: `#rrggbb`, with two more digits where one sees through it.
 *
 * @param {string} colour As a style sheet has it.
 * @param {Element} place Where its variables are looked up.
 */
function plain(colour, place) {
  if (colour === "none" || colour.startsWith("url(")) return colour.replaceAll('"', "");
  const found = known.get(colour);
  if (found !== undefined && !colour.startsWith("var(")) return found;
  let resolved = colour;
  if (colour.includes("var(") || colour.includes("color-mix(")) {
    const probe = el("span", { style: { color: colour } });
    place.parentNode?.append(probe);
    resolved = getComputedStyle(probe).color;
    probe.remove();
  }
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!pen) return resolved;
  pen.fillStyle = resolved;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  const parts = alpha === 255 ? [red, green, blue] : [red, green, blue, alpha];
  const written = `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  known.set(colour, written);
  return written;
}

/**
 * The page's font, as a style rule that holds it; nothing where the page has none of its own.
 *
 * @param {Element} node
 */
export async function fontOf(node) {
  const wanted = getComputedStyle(node).fontFamily.split(",")[0].replaceAll('"', "").trim();
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule) || rule.style.getPropertyValue("font-style") === "italic") continue;
      if (rule.style.getPropertyValue("font-family").replaceAll('"', "") !== wanted) continue;
      const [, address] = /url\("?([^")]+)/.exec(rule.style.getPropertyValue("src")) ?? [];
      const answer = address ? await fetch(new URL(address, sheet.href ?? document.baseURI)) : null;
      if (!answer?.ok) continue;
      const weight = rule.style.getPropertyValue("font-weight");
      return `@font-face{font-family:"${wanted}";font-weight:${weight || "normal"};src:url(${await asData(await answer.blob())})}`;
    }
  }
  return "";
}

/**
 * @param {Blob} file
 * @returns {Promise<string>}
 */
function asData(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** @param {string} svg */
export async function drawn(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

/** @param {string} svg @returns {Promise<Blob>} */
export async function asPng(svg) {
  const image = await drawn(svg);
  const canvas = new OffscreenCanvas(image.width * SHARPNESS, image.height * SHARPNESS);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/png" });
}

/**
 * Hand a file to the visitor.
 *
 * @param {Blob} file
 * @param {string} name
 */
export function handOver(file, name) {
  const href = URL.createObjectURL(file);
  const link = el("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
