/**
 * One step of the writing: what the model read → what it predicts → what was chosen → the new input. Shows what the player
 * tells it; a press on a candidate asks the player to take that one instead.
 */

/** Tokens of the input's line: more than fit into it. */
const LINE = 40;

class StepView extends WritingView {
  build(root) {
    const stage = (name, ...parts) => {
      const title = el("h3", { class: "title" });
      return { title, node: el("section", { class: `stage ${name}` }, title, ...parts) };
    };
    this.input = el("div", { class: "text one-line" });
    this.bars = el("div", { class: "bars" });
    this.hint = el("p", { class: "quiet hint" });
    this.choice = el("div", { class: "picked" });
    this.facts = el("ul", { class: "facts" });
    this.prompt = el("span", { class: "run" });
    this.written = el("span", { class: "run" });
    const output = el("div", { class: "text" }, this.prompt, this.written);
    this.ending = el("p", { class: "ending" });
    this.spoken = el("p", { class: "visually-hidden", role: "status" });
    this.stages = {
      input: stage("input", this.input),
      prediction: stage("prediction", this.bars, this.hint),
      choice: stage("choice", this.choice, this.facts),
      output: stage("output", output, this.ending),
    };
    this.rows = [];
    root.replaceChildren(...Object.values(this.stages).map(({ node }) => node), this.spoken);
  }

  /** Step `cursor` of the line: its prediction stands at the place before, `reached` is where its choice led. */
  draw({ data, line, cursor, chosen, waiting }) {
    const { words } = this;
    const here = line[Math.max(0, cursor - 1)];
    const reached = cursor > 0 && chosen ? line[cursor] : null;
    for (const [name, { title }] of Object.entries(this.stages)) {
      title.textContent = fill(words[name], { vocabulary: data.vocabulary.toLocaleString("en") });
    }
    if (this.drawn !== data.tree || this.drawnWords !== words) this.drawPrompt(data);
    const read = line.slice(1, here.depth + 1);
    const end = read.slice(-LINE);
    const before = end.length < LINE ? promptChips(data, words).slice(end.length - LINE) : [];
    this.input.replaceChildren(...before, ...writtenChips(end, words));
    this.drawBars(here, reached, data);
    this.hint.textContent = waiting ? words.thinking : words.hint;
    this.drawChoice(reached);
    const written = writtenChips(reached ? line.slice(1, reached.depth + 1) : read, words, reached !== null);
    const next = reached || here.ending ? [] : [el("span", { class: "next", "aria-hidden": "true" }, "?")];
    this.written.replaceChildren(...written, ...next);
    this.drawEnding(reached ?? here, data);
    this.say(cursor, reached);
  }

  say(step, reached) {
    const { label, probability } = reached?.token ?? {};
    const spoken = reached ? fill(this.words.spoken, { step, token: label, probability: percent(probability) }) : "";
    if (this.spoken.textContent !== spoken) this.spoken.textContent = spoken;
  }

  drawPrompt(data) {
    this.drawn = data.tree;
    this.drawnWords = this.words;
    this.prompt.replaceChildren(...promptChips(data, this.words));
  }

  drawBars(here, reached, data) {
    const listed = (here.candidates ?? []).map(([id, label, kind, probability]) => ({ id, label, kind, probability }));
    const rest = Math.max(0, 1 - listed.reduce((sum, { probability }) => sum + probability, 0));
    const extra = reached && !listed.some(({ id }) => id === reached.token.id) ? [reached.token] : [];
    const entries = [...listed, ...extra];
    while (this.rows.length < entries.length + 1) this.rows.push(new Row(this.bars));
    entries.forEach((token, index) => this.rows[index].draw(token, token.id === reached?.token.id, this.words));
    const left = data.vocabulary - listed.length;
    this.rows[entries.length].drawRest(fill(this.words.rest, { count: left.toLocaleString("en") }), rest);
    this.rows.forEach(({ node }, index) => { node.hidden = listed.length === 0 || index > entries.length; });
  }

  drawChoice(reached) {
    const { words } = this;
    if (!reached) {
      this.choice.replaceChildren(el("span", { class: "next" }, "?"));
      this.facts.replaceChildren(el("li", { class: "quiet" }, words.undecided));
      return;
    }
    const { token, rank, chance, forced, bits } = reached;
    const facts = [
      percent(token.probability),
      rank === 1 ? words["most-probable"] : fill(words.rank, { rank: rank.toLocaleString("en") }),
      forced ? words["your-choice"] : null,
      !forced && chance < 0.9999 && Math.abs(chance - token.probability) > 5e-4 ? fill(words.chance, { chance: percent(chance) }) : null,
      fill(words.uncertainty, { bits: bits.toFixed(1), choices: choices(bits) }),
    ];
    this.choice.replaceChildren(chip(token, { chosen: true }));
    this.facts.replaceChildren(...facts.filter(Boolean).map((fact) => el("li", {}, fact)));
  }

  drawEnding(place, data) {
    const values = { token: place.token?.label ?? "", limit: data.limit };
    const pending = place.pending && !place.ending ? this.words.unfinished : "";
    this.ending.textContent = place.ending ? fill(this.words[`ending-${place.ending}`], values) : pending;
  }
}

/** One candidate: a button that takes it. The elements stay, so that bars move from step to step. */
class Row {
  constructor(bars) {
    this.label = el("span", { class: "label" });
    this.bar = el("div", { class: "bar" });
    this.share = el("span", { class: "number" });
    this.node = el("button", { type: "button", class: "row" }, this.label, el("span", { class: "track" }, this.bar), this.share);
    bars.append(this.node);
  }

  draw(token, isChosen, words) {
    this.write(chip(token, { chosen: isChosen }), token.probability, isChosen);
    this.node.disabled = false;
    this.node.dataset.token = token.id;
    this.node.setAttribute("aria-label", fill(words.take, { token: token.label, probability: percent(token.probability) }));
    this.node.setAttribute("aria-pressed", String(isChosen));
    this.node.onclick = () => announce(TAKE, { token: token.id });
  }

  drawRest(text, probability) {
    this.write(el("span", { class: "quiet" }, text), probability, false);
    this.node.disabled = true;
    this.node.removeAttribute("aria-label");
    this.node.removeAttribute("aria-pressed");
    delete this.node.dataset.token;
  }

  write(label, probability, isChosen) {
    this.label.replaceChildren(label);
    this.bar.style.width = `${100 * probability}%`;
    this.bar.classList.toggle("chosen", isChosen);
    this.share.textContent = percent(probability);
  }
}

/** The tokens of the prompt; parts of one character together. */
function promptChips({ prompt, earlier }, words) {
  const chips = earlier > 0 ? [el("span", { class: "quiet" }, fill(words.earlier, { count: earlier }))] : [];
  for (let index = 0; index < prompt.length; ) {
    let last = index;
    const shares = () => prompt[last + 1]?.kind === "part" && prompt[last + 1].start < prompt[index].end;
    while (prompt[index].kind === "part" && shares()) last += 1;
    chips.push(last === index ? chip(prompt[index]) : partsChip(prompt[index].label, last - index + 1, words));
    index = last + 1;
  }
  return chips;
}

/** The tokens written; parts of one character together, as their bytes until it is whole. The last one may be marked. */
function writtenChips(places, words, markLast = false) {
  const chips = [];
  for (let index = 0; index < places.length; ) {
    let last = index;
    while (places[last].pending && last + 1 < places.length) last += 1;
    const parts = places.slice(index, last + 1);
    const marked = markLast && last === places.length - 1;
    const shown = parts.map((place) => place.shown).join("") + (parts.at(-1).pending && `⟨${parts.at(-1).pending}⟩`);
    const node = parts.length === 1 ? chip(parts[0].token) : partsChip(shown, parts.length, words);
    node.classList.add("written");
    node.classList.toggle("chip-chosen", marked);
    chips.push(node);
    index = last + 1;
  }
  return chips;
}

function partsChip(label, count, words) {
  const explained = fill(words.parts, { count });
  return el("span", { class: "chip chip-part", title: explained }, el("span", {}, label), el("span", { class: "chip-id" }, `×${count}`));
}

/** How many equally likely tokens would be as uncertain. */
function choices(bits) {
  const count = 2 ** bits;
  return count < 9.95 ? count.toFixed(1) : Math.round(count).toLocaleString("en");
}

export default WritingView.mount(StepView);
