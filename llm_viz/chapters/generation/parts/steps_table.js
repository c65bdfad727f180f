/** The steps shown so far as a table: input → prediction (probability) → new input. A press on a step goes there. */

const TAIL = 32;

class TableView extends WritingView {
  build(root) {
    this.caption = el("caption", { class: "visually-hidden" });
    this.head = el("tr", {});
    this.body = el("tbody", {});
    this.empty = el("p", { class: "quiet" });
    this.table = el("table", {}, this.caption, el("thead", {}, this.head), this.body);
    root.replaceChildren(this.empty, el("div", { class: "scroller" }, this.table));
    this.rows = [];
  }

  name() {
    const { words } = this;
    if (this.named === words) return;
    this.named = words;
    this.caption.textContent = words.caption;
    this.empty.textContent = words.empty;
    this.head.replaceChildren(...["step", "input", "prediction", "output"].map((key) => el("th", { scope: "col" }, words[key])));
  }

  draw({ data, line, cursor, chosen }) {
    this.name();
    const shown = line.slice(1, (chosen ? cursor : cursor - 1) + 1);
    this.table.hidden = shown.length === 0;
    this.empty.hidden = shown.length > 0;
    let text = promptText(data);
    shown.forEach((place, index) => {
      const before = text + hexadecimal(line[index]);
      text += place.added;
      this.drawRow(index, place, before, text + hexadecimal(place));
    });
    while (this.rows.length > shown.length) this.rows.pop().node.remove();
    this.rows.forEach(({ node }, index) => node.classList.toggle("current", index === shown.length - 1));
  }

  drawRow(index, place, before, after) {
    const key = `${place.number} ${before}`;
    if (this.rows[index]?.key === key && this.rows[index].words === this.words) return;
    const { words } = this;
    const { token, rank, forced, ending } = place;
    const goThere = () => announce(GO_TO, { number: place.number });
    const go = { type: "button", onclick: goThere, "aria-label": fill(words.go, { step: place.depth }) };
    const share = el("span", { class: "share" }, percent(token.probability));
    const remark = forced ? words["your-choice"] : rank > 1 ? fill(words.rank, { rank: rank.toLocaleString("en") }) : "";
    const node = el("tr", {},
      el("td", { class: "number" }, el("button", go, String(place.depth))),
      el("td", { class: "text" }, tail(before)),
      el("td", { class: "prediction" }, chip(token), share, el("span", { class: "quiet" }, remark)),
      el("td", { class: "text" }, ending === "end_of_text" ? words.end : tail(after)));
    if (this.rows[index]) this.rows[index].node.replaceWith(node);
    else this.body.append(node);
    this.rows[index] = { key, node, words: this.words };
  }
}

function promptText({ prompt }) {
  let reached = 0;
  let text = "";
  for (const token of prompt) {
    if (token.kind !== "special" && token.end > reached) text += token.text;
    reached = Math.max(reached, token.end);
  }
  return text;
}

/** The bytes that still wait for the rest of their character. */
function hexadecimal({ pending }) {
  return pending ? `⟨${pending}⟩` : "";
}

/** The end of a text, by characters as readers see them, on one line. */
function tail(text) {
  const near = text.slice(-8 * TAIL).replaceAll("\n", "⏎");
  const characters = Array.from(new Intl.Segmenter().segment(near), ({ segment }) => segment);
  if (characters.length <= TAIL && text.length <= 8 * TAIL) return near;
  const kept = characters.slice(-TAIL);
  const word = kept.indexOf(" ") + 1; // whole words, in a script that has spaces
  return `…${kept.slice(word < TAIL / 2 ? word : 0).join("")}`;
}

export default WritingView.mount(TableView);
