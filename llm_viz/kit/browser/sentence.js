/** The sentence: Enter reads it, Shift+Enter starts a new line; an input method's own Enter is left alone. */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => build(root));
  const { label, area, submit, count, hint } = state;

  label.textContent = data.label;
  submit.textContent = data.submit;
  hint.textContent = data.hint;
  if (state.served !== data.text) {
    state.served = data.text;
    area.value = data.text;
  }
  rememberInUrl(data.address);

  const refresh = () => {
    const length = [...area.value].length;
    count.textContent = length > data.limit * 0.8 ? `${length} / ${data.limit}` : "";
    count.classList.toggle("over", length > data.limit);
    submit.disabled = area.value === data.text;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  const send = () => {
    if (area.value !== data.text) setTriggerValue("submitted", area.value);
  };
  area.oninput = refresh;
  area.onkeydown = (event) => {
    const composing = event.isComposing || event.keyCode === 229; // Safari reports the last Enter of a composition so
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    send();
  };
  submit.onclick = send;
  state.resized.onresize = refresh;
  refresh();
  return () => state.observer.disconnect();
}

function build(root) {
  const label = el("label", { for: "area" });
  const area = el("textarea", { id: "area", rows: 1, spellcheck: "false", autocapitalize: "off", "aria-describedby": "hint" });
  const submit = el("button", { type: "button", class: "primary" });
  const count = el("span", { class: "count", role: "status" });
  const hint = el("span", { class: "hint", id: "hint" });
  const resized = { onresize: null };
  const observer = new ResizeObserver(() => resized.onresize?.());
  root.replaceChildren(el("div", { class: "above" }, label, hint, count), el("div", { class: "line" }, area, submit));
  observer.observe(root);
  return { label, area, submit, count, hint, resized, observer, served: null };
}
