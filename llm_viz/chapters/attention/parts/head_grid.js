/** What silencing each head does to the meaning: layers from left to right, heads from top to bottom, a grid a context. */

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ at: [0, 0] }));
  const limit = Math.max(0.02, ...data.contexts.flatMap(({ shifts }) => shifts.flat().filter((shift) => shift !== null).map(Math.abs)));
  state.silence = (layer, head) => setTriggerValue("silence", `${layer + 1}-${head + 1}`);
  root.replaceChildren(...data.contexts.map((context, side) => gridOf(context, side, limit, state, data)), legendOf(limit, data));
}

function gridOf({ text, shifts, baseline }, side, limit, state, { poles, strings }) {
  const [layers, heads] = [shifts.length, shifts[0].length];
  const readout = el("p", { class: "readout", "aria-live": "polite" }, strings.point_head);
  const cells = shifts.map((column, layer) => column.map((shift, head) => el("rect", {
    x: layer + 0.04, y: head + 0.04, width: 0.92, height: 0.92, rx: 0.12, class: shift === null ? "unknown" : "known", style: { fill: shift === null ? "var(--track)" : colourOf(shift, limit) },
  })));
  const frame = el("rect", { width: 1, height: 1, rx: 0.15, class: "frame", style: { display: "none" } });
  const look = (layer, head) => {
    state.at = [layer, head];
    frame.setAttribute("x", layer);
    frame.setAttribute("y", head);
    frame.style.display = "";
    const shift = shifts[layer][head];
    readout.replaceChildren(`${strings.layer} ${layer + 1} · ${strings.head} ${head + 1}: `, el("strong", {}, shift === null ? "…" : signed(shift)),
      shift === null || Math.abs(shift) < 0.005 ? "" : ` ${fillIn(strings.towards, { sense: poles[shift > 0 ? 0 : 1] }).join("")}`);
  };
  const picture = el("svg", {
    viewBox: `-0.1 -0.1 ${layers + 0.2} ${heads + 0.2}`, tabindex: 0, role: "application", "aria-label": `${strings.grid} ${"AB"[side]}: ${text}`,
    onpointermove: (event) => { const place = under(picture, event, layers, heads); if (place) look(...place); },
    onclick: (event) => { const place = under(picture, event, layers, heads); if (place) state.silence(...place); },
    onfocus: () => look(Math.min(state.at[0], layers - 1), Math.min(state.at[1], heads - 1)),
    onkeydown: (event) => {
      if (event.key === "Enter") return state.silence(...state.at);
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!step) return undefined;
      event.preventDefault();
      look(within(state.at[0] + step[0], layers), within(state.at[1] + step[1], heads));
      return undefined;
    },
  }, ...cells.flat(), frame);
  return el("section", { class: `side-${"ab"[side]}` },
    el("h4", {}, el("span", { class: "badge" }, "AB"[side]), el("span", {}, text)),
    picture,
    el("div", { class: "axis quiet" }, el("span", {}, `${strings.layer} 1`), el("span", {}, `${strings.layer} ${layers}`)),
    readout,
    baseline ? el("p", { class: "quiet" }, fillIn(strings.baseline_heads, { mean: signed(baseline.mean), deviation: baseline.deviation.toFixed(3), draws: baseline.draws }).join("")) : null);
}

function within(index, count) {
  return Math.max(0, Math.min(count - 1, index));
}

/** Layer and head under the pointer; null beside the cells. */
function under(picture, event, layers, heads) {
  const box = picture.getBoundingClientRect();
  const layer = Math.floor(((event.clientX - box.left) / box.width) * (layers + 0.2) - 0.1);
  const head = Math.floor(((event.clientY - box.top) / box.height) * (heads + 0.2) - 0.1);
  return layer >= 0 && layer < layers && head >= 0 && head < heads ? [layer, head] : null;
}

/** White (or black) for no shift, orange towards A, teal towards B. */
function colourOf(shift, limit) {
  const share = 100 * Math.sqrt(Math.abs(shift) / limit);
  return `color-mix(in oklab, var(--side-${shift > 0 ? "a" : "b"}) ${share.toFixed(0)}%, var(--ground))`;
}

function legendOf(limit, { poles, strings }) {
  return el("div", { class: "legend quiet" },
    el("span", {}, `B ${signed(-limit)} ${poles[1]}`), el("span", { class: "scale", "aria-hidden": "true" }), el("span", {}, `${signed(limit)} ${poles[0]} A`), el("span", {}, strings.click_head));
}
