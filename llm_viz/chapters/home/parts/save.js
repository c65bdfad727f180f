// The picture as a file for the visitor: still, or as a film.

import { asPng, handOver, standalone } from "./export.js";
import { film } from "./film.js";

/**
 * @import { Format } from "./menu.js"
 * @import { Filmed } from "./film.js"
 */

/**
 * @param {Format} format
 * @param {HTMLElement} root
 * @param {SVGSVGElement} svg The picture as it stands.
 * @param {Omit<Filmed, "legend"> & { described: string }} about
 */
export async function savePicture(format, root, svg, { described, ...filmed }) {
  const { host, href } = window.location;
  const legend = { line: `LLM Viz · ${filmed.line.model} · ${host}`, described: `${described} ${href}` };
  if (format === "film") {
    const recorded = await film(root, { ...filmed, legend });
    handOver(recorded, `river.${recorded.type.includes("mp4") ? "mp4" : "webm"}`);
    return;
  }
  const picture = await standalone(svg, legend);
  handOver(format === "png" ? await asPng(picture) : new Blob([picture], { type: "image/svg+xml" }), `river.${format}`);
}
