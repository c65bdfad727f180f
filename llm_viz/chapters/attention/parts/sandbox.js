/** A foreign page in a frame without rights: scripts run, but with an origin of their own. */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ page: null }));
  if (state.page === data.page) return;
  state.page = data.page;
  // `sandbox` must stand before the page is loaded, so the frame is made anew for every page.
  root.replaceChildren(el("iframe", { sandbox: "allow-scripts", title: data.title, height: data.height, srcdoc: data.page }));
}
