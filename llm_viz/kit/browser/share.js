/** Copies the address, which always holds language, model, sentence and settings. */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  const { button, field, status } = stateOf(parentElement, () => build(root));
  button.textContent = data.share;
  field.setAttribute("aria-label", data.share);
  button.onclick = async () => {
    field.value = window.location.href;
    field.hidden = false;
    field.select();
    status.textContent = (await copied(field.value)) ? data.copied : data.copy_yourself;
  };
  field.onfocus = () => field.select();
}

/** Whether the browser let us use the clipboard; it does so on secure addresses only. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function build(root) {
  const button = el("button", { type: "button" });
  const field = el("input", { type: "text", readonly: true, hidden: true });
  const status = el("span", { class: "quiet", role: "status" });
  root.replaceChildren(button, field, status);
  return { button, field, status };
}
