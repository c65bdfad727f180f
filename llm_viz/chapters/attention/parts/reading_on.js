/** One row for each token read: its strongest look back at the word, and what the model expects next. */
export default function ({ data: { caption, steps, strings }, parentElement }) {
  const root = parentElement.querySelector(".root");
  const back = ({ back: weight, where }) => (weight === null ? "–" : el("div", { class: "back", title: where },
    el("div", { class: "track" }, el("div", { class: "bar", style: { width: `${100 * weight}%` } })),
    el("span", { class: "number" }, percent(weight))));
  const expected = ({ label, probability }) => el("span", { class: "expected" }, el("span", { class: "chip" }, label), ` ${percent(probability)}`);
  root.replaceChildren(el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": caption }, el("table", {},
    el("thead", {}, el("tr", {}, ...["read", "back", "expected"].map((name) => el("th", { scope: "col" }, strings[name])))),
    el("tbody", {}, ...steps.map((step) => el("tr", {},
      el("th", { scope: "row" }, el("span", { class: "chip" }, step.label)),
      el("td", {}, back(step)),
      el("td", {}, ...step.expected.map(expected))))))));
}
