/**
 * The tree of texts: every branch that was looked at has a line of its own, beginning where it parts from another. The
 * text on screen is in ink up to the step shown; the texts not chosen stay, faded. A press on a token goes there.
 */

const ROW = 44;
const HEIGHT = 30;
const GAP = 5;
const PADDING = 9;

class TreeView extends WritingView {
  build(root) {
    this.edges = el("g", { class: "edges" });
    this.tokens = el("g", {});
    this.svg = el("svg", { role: "group" }, this.edges, this.tokens);
    this.scroller = el("div", { class: "scroller" }, this.svg);
    this.hint = el("p", { class: "quiet" });
    this.nodes = new Map();
    this.pen = document.createElement("canvas").getContext("2d");
    root.replaceChildren(this.scroller, this.hint);
  }

  draw({ data, places, childrenOf, line, cursor, chosen }) {
    if (this.drawn !== data) {
      this.drawn = data;
      this.layOut(places, childrenOf);
    }
    this.mark(line, chosen ? cursor : cursor - 1);
  }

  /** Place every token: x after its parent, y a line of its own for each branch but the first of a place. */
  layOut(places, childrenOf) {
    const style = getComputedStyle(this.scroller);
    const size = parseFloat(style.fontSize) * 0.95;
    this.pen.font = `${size}px ${style.fontFamily}`;
    this.svg.style.fontSize = `${size}px`;
    this.svg.setAttribute("aria-label", this.words.label);
    const spots = new Map();
    let rows = 0;
    let right = 0;
    const pending = [[places.get(0), 0, 0]];
    while (pending.length > 0) {
      const [place, x, row] = pending.pop();
      const text = place.token ? (place.forced ? `◆ ${place.token.label}` : place.token.label) : this.words.prompt;
      const width = this.pen.measureText(text).width + 2 * PADDING;
      const y = (row ?? (rows += 1)) * ROW;
      spots.set(place.number, { text, x, y, width });
      right = Math.max(right, x + width);
      const [first, ...others] = childrenOf.get(place.number);
      const after = x + width + GAP;
      for (const other of others.reverse()) pending.push([other, after + GAP * 3, null]);
      if (first) pending.push([first, after, y / ROW]);
    }
    this.svg.setAttribute("width", right + 8);
    this.svg.setAttribute("height", rows * ROW + HEIGHT + 8);
    this.hint.textContent = rows > 0 ? this.words.forced : this.words.one;
    this.spots = spots;
    this.drawNodes(places);
  }

  drawNodes(places) {
    for (const [number, node] of this.nodes) {
      if (!places.has(number) || node.place.token?.id !== places.get(number).token?.id) {
        node.group.remove();
        node.edge.remove();
        this.nodes.delete(number);
      }
    }
    for (const [number, place] of places) {
      const node = this.nodes.get(number) ?? this.newNode(place);
      const { text, x, y, width } = this.spots.get(number);
      node.place = place;
      node.group.setAttribute("transform", `translate(${x + 4} ${y + 4})`);
      node.rect.setAttribute("width", width);
      if (node.text.textContent !== text) node.text.textContent = text;
      const from = this.spots.get(place.parent);
      if (from && from.y !== y) {
        const [x1, y1, x2, y2] = [from.x + from.width - 4, from.y + HEIGHT + 4, x + 4, y + 4 + HEIGHT / 2];
        node.edge.setAttribute("d", `M${x1} ${y1} C${x1} ${y2} ${x1} ${y2} ${x2} ${y2}`);
      }
    }
  }

  newNode(place) {
    const rect = el("rect", { height: HEIGHT, rx: 6 });
    const text = el("text", { x: PADDING, y: HEIGHT / 2, dy: "0.35em" });
    const goThere = () => announce(GO_TO, { number: place.number });
    const onkeydown = (event) => event.key === "Enter" && goThere();
    const group = el("g", { role: "button", tabindex: -1, onclick: goThere, onkeydown }, rect, text);
    const node = { place, group, rect, text, edge: el("path", {}) };
    this.nodes.set(place.number, node);
    this.tokens.append(group);
    this.edges.append(node.edge);
    return node;
  }

  /** Ink for the text on screen, the last token chosen in its colour; only that one is a stop of the Tab key. */
  mark(line, cursor) {
    const depths = new Map(line.map((place) => [place.number, place.depth]));
    const current = line[Math.max(0, cursor)].number;
    for (const [number, { place, group, edge }] of this.nodes) {
      const depth = depths.get(number);
      const state = number === current ? "current" : depth === undefined ? "other" : depth < cursor ? "read" : "ahead";
      if (group.dataset.state === state && group.place === place) continue;
      group.place = place;
      group.dataset.state = edge.dataset.state = state;
      group.classList.toggle("prompt", place.parent === null);
      group.setAttribute("tabindex", number === current ? 0 : -1);
      group.setAttribute("aria-label", this.name(place));
      if (number === current && this.tokens.contains(group.getRootNode().activeElement)) group.focus();
    }
    requestAnimationFrame(() => this.reveal(this.spots.get(current))); // reading sizes at once would lay out twice
  }

  name({ token, depth }) {
    if (!token) return this.words.prompt;
    return fill(this.words.node, { step: depth, token: token.label, probability: percent(token.probability) });
  }

  /** Scroll inside the picture, never the page. */
  reveal({ x, y, width }) {
    const { scroller } = this;
    if (x < scroller.scrollLeft || x + width + 80 > scroller.scrollLeft + scroller.clientWidth) {
      scroller.scrollLeft = x + width - scroller.clientWidth * 0.7;
    }
    if (y < scroller.scrollTop || y + ROW > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = y - ROW;
  }
}

export default WritingView.mount(TreeView);
