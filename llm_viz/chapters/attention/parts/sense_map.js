// The references and the word in the plane of their two largest principal components, layer by layer.

/**
 * The map on a square of `size` pixels. `points`: { side, kind: "reference" or "context", text }; `layers[l]`: their
 * places [x, y] from −1 to 1, in the same order, and the shares of variance; null where all lie on one spot.
 * `pointed(point)` is told which point the pointer or the keyboard is on, and null. Returns the node and `show(layer)`.
 */
function senseMap({ size, points, layers, strings }, pointed) {
  const place = ([x, y]) => [size * (0.5 + 0.42 * x), size * (0.5 - 0.42 * y)];
  const axis = el("line", { style: { stroke: "var(--quiet)", "stroke-dasharray": "5 5", "stroke-width": "1.5px" } });
  const marks = points.map((point) => markOf(point, pointed));
  const first = el("text", { x: size / 2, y: size - 6, "text-anchor": "middle", class: "component" });
  const second = el("text", { x: 14, y: size / 2, "text-anchor": "middle", class: "component", transform: `rotate(-90 14 ${size / 2})` });
  const spot = el("text", { x: size / 2, y: size / 2 + 42, "text-anchor": "middle", class: "spot" }, strings.one_spot);
  const order = [...points.keys()].sort((i, j) => (points[i].kind === "context") - (points[j].kind === "context"));
  const node = el("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, class: "sense-map", role: "group", "aria-label": strings.map },
    el("rect", { x: 0.5, y: 0.5, width: size - 1, height: size - 1, rx: 7, style: { fill: "none", stroke: "var(--line)" } }),
    axis, first, second, spot, ...order.map((index) => marks[index]));
  const show = (layer) => {
    const at = layers[layer];
    // On one spot the letters would hide each other: they stand beside it.
    const aside = ({ side, kind }) => (kind === "context" ? [side ? 0.1 : -0.1, 0] : [0, 0]);
    const places = points.map((point, index) => place(at ? at.places[index] : aside(point)));
    marks.forEach((mark, index) => { mark.style.transform = `translate(${places[index][0]}px, ${places[index][1]}px)`; });
    const [a, b] = [0, 1].map((side) => centre(places.filter((_, index) => points[index].kind === "reference" && points[index].side === side)));
    for (const [name, value] of Object.entries({ x1: a[0], y1: a[1], x2: b[0], y2: b[1] })) axis.setAttribute(name, value);
    spot.style.display = at ? "none" : "";
    [first, second].forEach((text, index) => { text.textContent = at ? fillIn(strings.component, { number: index + 1, share: percent(at.shares[index]) }).join("") : ""; });
  };
  return { node, show };
}

function centre(places) {
  return [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
}

function markOf(point, pointed) {
  const { side, kind, text } = point;
  const mark = el("g", {
    class: `point ${kind}`, tabindex: 0, role: "img", "aria-label": `${SIDES[side].letter}: ${text}`,
    onpointerenter: () => pointed(point), onpointerleave: () => pointed(null), onfocus: () => pointed(point), onblur: () => pointed(null),
  });
  if (kind === "context") mark.append(sideMark(side, 0, 0, 15, { style: { fill: "var(--st-background-color)" } }), el("g", { class: "big" }, sideBadge(side, 0, 0)));
  else mark.append(sideMark(side, 0, 0, 6.5, { style: { fill: `color-mix(in srgb, ${SIDES[side].colour} 25%, var(--st-background-color))`, stroke: SIDES[side].colour, "stroke-width": "2px" } }));
  return mark;
}
