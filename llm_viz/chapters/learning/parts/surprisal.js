/** Tokens in a row, above each a bar as long as its surprise; the text breaks into lines as a text does. */
const BAR = 76; // pixels of the most surprising token
const LEAST = 8; // bits that fill the bar if no token is more surprising

export default function ({ data: { tokens, label }, parentElement }) {
  const root = parentElement.querySelector(".root");
  const most = Math.max(LEAST, ...tokens.map(({ bits }) => bits ?? 0));
  root.replaceChildren(el("div", { class: "strip", role: "group", tabindex: 0, "aria-label": label },
    ...tokens.map(({ token, bits }) => el("div", { class: "token" },
      el("span", { class: "bits" }, bits === null ? "–" : bits.toFixed(1)),
      el("div", { class: "bar", style: { height: `${bits === null ? 0 : (BAR * bits) / most}px` } }),
      chip(token)))));
  return onHover(root);
}
