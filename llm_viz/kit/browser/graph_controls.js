// Choices, sliders and gliding for the components that draw with graph_draw.js.

const GLIDE = 700; // milliseconds
const TONES = { hard: "second", smooth: "third" }; // colours of graph_draw.js: orange and teal

/** A share as a test of some thousand questions allows: 80 %, 8.4 %, 0.15 %. */
function shareText(share) {
  const value = 100 * share;
  if (value >= 10 || value === 0) return `${value.toFixed(0)} %`;
  return `${value >= 1 ? Number(value.toFixed(1)) : Number(value.toPrecision(2))} %`;
}

/**
 * Buttons of which one is pressed. `options`: [value, label] pairs; `chosen(value)` is called on a press.
 * Returns the node and `show(value)`.
 */
function choiceOf(title, options, chosen) {
  const buttons = options.map(([value, label]) => el("button", { type: "button", dataset: { value }, onclick: () => chosen(value) }, label));
  const node = el("div", { class: "choice", role: "group", "aria-label": title }, el("span", { class: "quiet" }, title), el("span", { class: "buttons" }, ...buttons));
  const show = (value) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.value === String(value))));
  return { node, show };
}

/** A slider with its value. `read`: position → value, `place`: value → position, `text`: value → text. */
function sliderOf({ name, label: title, min, max, step, read = Number, place = (value) => value, text }, moved, settled) {
  const output = el("output", { for: name });
  const input = el("input", { type: "range", id: name, min, max, step, onchange: settled });
  input.oninput = () => moved(read(Number(input.value)));
  const show = (value) => {
    input.value = place(value);
    output.textContent = text(value);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  return { show, node: el("div", { class: `knob knob-${name}` }, el("div", { class: "knob-head" }, el("label", { for: name }, title), output), input) };
}

/**
 * Call `draw` with shares from 0 to 1 over time; at once with 1 for those who asked for less motion. A glide that is
 * still running for the same `state` ends where it is.
 */
function glide(state, draw) {
  cancelAnimationFrame(state.frame ?? 0);
  if (reducedMotion()) {
    draw(1);
    return;
  }
  const start = performance.now();
  const tick = (now) => {
    const share = Math.min(1, Math.max(0, (now - start) / GLIDE));
    draw(1 - (1 - share) ** 3);
    if (share < 1) state.frame = requestAnimationFrame(tick);
  };
  state.frame = requestAnimationFrame(tick);
}

/** Call `draw()` with `state.width` set, now and whenever the width of `node` changes. Returns the clean-up function. */
function followWidth(node, state, draw) {
  state.observer?.disconnect();
  state.width = 0;
  state.observer = new ResizeObserver(() => {
    const width = Math.floor(node.clientWidth);
    if (width === 0 || Math.abs(width - state.width) <= 4) return;
    state.width = width;
    draw();
  });
  state.observer.observe(node);
  return () => state.observer.disconnect();
}

/** The nodes of a sentence whose `{name}` marks are replaced by these texts, set in bold. */
function sentence(text, values) {
  return text.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? el("strong", {}, values[part]) : part)).filter((part) => part !== "");
}
