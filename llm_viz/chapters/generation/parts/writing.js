// What the components of the generation page share: `player` holds a text that is written, the views draw it.

const WRITING = "llmviz:writing";
const WANTED = "llmviz:writing-wanted";
const GO_TO = "llmviz:go-to";
const TAKE = "llmviz:take";

/** Tell the other components of the page. */
function announce(name, detail) {
  window.dispatchEvent(new CustomEvent(name, { detail }));
}

/** A component that draws what the player tells: its class has `build(root)` and `draw(detail)` and finds its `words`. */
class WritingView {
  constructor(root) {
    root.dataset.writing = ""; // the player's keys work here
    this.build(root);
    this.onWriting = ({ detail }) => this.draw(detail);
  }

  static mount(View) {
    return ({ data, parentElement }) => {
      const view = stateOf(parentElement, () => new View(parentElement.querySelector(".root")));
      view.words = data.words;
      window.addEventListener(WRITING, view.onWriting); // a second time changes nothing
      announce(WANTED);
      return () => window.removeEventListener(WRITING, view.onWriting);
    };
  }
}

/** A message with its `{values}` put in. */
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
