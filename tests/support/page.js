// As much of a browser's page as parts need that are tested in node: elements with attributes, children and handlers.

export class FakeElement extends EventTarget {
  /** @type {(FakeElement | string)[]} */
  children = [];
  /** @type {Record<string, string>} */
  attributes = {};
  style = { setProperty: () => {} };
  tabIndex = 0;

  /** @param {string} tag */
  constructor(tag) {
    super();
    this.tagName = tag;
  }

  /** @param {(FakeElement | string)[]} children */
  append(...children) {
    this.children.push(...children);
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  /** @returns {string} */
  get textContent() {
    return this.children.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }

  /** @param {string} name Of a class. @returns {FakeElement[]} Itself, if it has it, and all below that have. */
  withClass(name) {
    const below = this.children.flatMap((child) => (typeof child === "string" ? [] : child.withClass(name)));
    return (this.attributes.class ?? "").split(" ").includes(name) ? [this, ...below] : below;
  }

  click() {
    /** @type {any} */ (this).onclick?.(new Event("click"));
  }
}

/** Let `document` make such elements from now on. */
export function openPage() {
  const createElement = (/** @type {string} */ tag) => new FakeElement(tag);
  const createElementNS = (/** @type {string} */ _space, /** @type {string} */ tag) => new FakeElement(tag);
  Object.assign(globalThis, { document: { createElement, createElementNS } });
}
