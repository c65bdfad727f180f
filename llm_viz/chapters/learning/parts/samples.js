/** What was written after the prompt, a row for each moment of the training, the latest on top and largest. */
export default function ({ data: { prompt, samples, strings }, parentElement }) {
  const row = ({ step, text }) => el("tr", {},
    el("th", { scope: "row", class: "number" }, step.toLocaleString("en")),
    el("td", {}, el("span", { class: "quiet" }, prompt), text));
  parentElement.querySelector(".root").replaceChildren(el("table", {},
    el("thead", {}, el("tr", {}, ...[strings.step, strings.text].map((title) => el("th", { scope: "col" }, title)))),
    el("tbody", {}, ...samples.map(row))));
}
