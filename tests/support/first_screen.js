// What can be measured of a page's first screen: how much of it is picture, how small its texts are, what is cut, and what
// of the important things lies below it.

(() => {
  const CELL = 4; // pixels: areas are counted on a grid
  const ICON = 48; // a drawing smaller than this in either direction is an icon
  const HAIR = 2; // pixels that nobody misses
  const IMPORTANT = {
    question: ".ask",
    sentence: ".stage-says, [class*='st-key-says-']",
    "way on": ".st-key-next-act button, .st-key-way-on a",
  };
  const rail = document.querySelector(".st-key-rail")?.getBoundingClientRect();
  // On a narrow screen a bar stands below the page.
  const fold = document.querySelector("[data-testid=stMain]")?.getBoundingClientRect().bottom ?? innerHeight;
  const main = { left: rail?.width ? rail.right : 0, top: 0, right: innerWidth, bottom: fold };

  /** @type {Element[]} */
  const pictures = [];
  /** @type {Node[]} */
  const texts = [];
  /** @type {Map<string, number>} By what it is: how far the lowest one reaches below the screen. */
  const below = new Map();
  // A sentence may keep a place that is larger than it is.
  const lowest = (/** @type {Element} */ node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect().bottom;
  };
  const walk = (/** @type {Node} */ node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.textContent?.trim()) texts.push(node);
      return;
    }
    if (["STYLE", "SCRIPT", "TITLE", "NOSCRIPT"].includes(node.nodeName)) return;
    if (node instanceof Element) {
      const { display } = getComputedStyle(node);
      if (display !== "contents" && !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
      if (node.matches("svg, canvas, .js-plotly-plot")) pictures.push(node);
      for (const [name, selector] of Object.entries(IMPORTANT)) {
        const edge = name === "way on" ? innerHeight : fold;
        const reach = node.matches(selector) && node.textContent ? lowest(node) - edge : 0;
        if (reach > HAIR) below.set(name, Math.max(reach, below.get(name) ?? 0));
      }
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    node.childNodes.forEach(walk);
  };
  walk(document.body);

  const clipped = (/** @type {DOMRect} */ box) => ({
    left: Math.max(main.left, box.left),
    top: Math.max(main.top, box.top),
    right: Math.min(main.right, box.right),
    bottom: Math.min(main.bottom, box.bottom),
  });
  const cells = new Set();
  for (const picture of pictures) {
    const box = picture.getBoundingClientRect();
    if (box.width < ICON || box.height < ICON) continue;
    const { left, top, right, bottom } = clipped(box);
    for (let x = Math.ceil(left / CELL); x < right / CELL; x += 1)
      for (let y = Math.ceil(top / CELL); y < bottom / CELL; y += 1) cells.add(x * 10_000 + y);
  }
  const zoomOf = (/** @type {any} */ node) => node.currentCSSZoom ?? 1;
  const way = [...document.querySelectorAll(IMPORTANT["way on"])].find((node) => node.checkVisibility());
  const area = ((main.right - main.left) * (main.bottom - main.top)) / CELL ** 2;

  const parentOf = (/** @type {Node} */ node) =>
    node.parentElement ?? /** @type {any} */ (node.getRootNode()).host ?? null;
  const seen = [];
  for (const node of texts) {
    const holder = parentOf(node);
    if (!holder) continue;
    const style = getComputedStyle(holder);
    if (/Material Symbols/.test(style.fontFamily)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const end = way?.contains(node) ? innerHeight : fold;
    const boxes = [...range.getClientRects()]
      .map(({ x, y, width, height }) => new DOMRect(x, y, width, Math.min(height, end - y)))
      .filter((box) => box.width > 1 && box.height > 1);
    const box = range.getBoundingClientRect();
    if (boxes.length === 0 || box.bottom <= 0) continue;
    let isHidden = false;
    let clippedBy = "";
    let isMoved = false;
    for (let above = holder; above && above !== document.body; above = parentOf(above)) {
      const around = above.getBoundingClientRect();
      const rules = getComputedStyle(above);
      if (rules.clipPath !== "none" || (rules.display !== "contents" && Math.max(around.width, around.height) < 2))
        isHidden = true;
      if (["auto", "scroll"].includes(rules.overflowX) && around.width < innerWidth) isMoved = true; // by a finger
      const hides = rules.overflowX !== "visible" && rules.overflowX !== "auto" && rules.overflowX !== "scroll";
      if (hides && (box.right > around.right + 2 || box.left < around.left - 2)) clippedBy ||= above.tagName;
      if (above instanceof SVGSVGElement && (box.right > around.right + 2 || box.left < around.left - 2))
        clippedBy ||= "svg";
    }
    if (isHidden) continue;
    // A projector's page is enlarged: the matrix of a drawing knows of it, other sizes do not.
    const scale = holder instanceof SVGGraphicsElement ? Math.abs(holder.getScreenCTM()?.d ?? 1) : zoomOf(holder);
    const isInside = [...boxes].some((part) => part.left < innerWidth && part.right > 0);
    const isBeyond = isInside && boxes.some((part) => part.right > innerWidth + 1 || part.left < -1);
    const isCut = !isMoved && (clippedBy !== "" || isBeyond);
    seen.push({
      text: (node.textContent ?? "").trim().slice(0, 24),
      size: parseFloat(style.fontSize) * scale,
      isCut,
      boxes,
      node,
    });
  }

  /** What lies in the middle of a box, the topmost first, in shadows too. @returns {Element[]} */
  const lyingAt = (/** @type {DOMRect} */ box, /** @type {Document | ShadowRoot} */ root = document) =>
    root.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2).flatMap((found) => {
      if (found.getRootNode() !== root) return []; // what lies behind a shadow is no part of it
      return found.shadowRoot ? [...lyingAt(box, found.shadowRoot), found] : [found];
    });
  const onTop = (/** @type {any} */ text) => {
    const holder = parentOf(text.node);
    return text.boxes.some((/** @type {DOMRect} */ box) => {
      const [top] = lyingAt(box);
      return !top || top.contains(holder) || holder.contains(top) || getComputedStyle(holder).pointerEvents === "none";
    });
  };
  const overlaps = [];
  const visible = seen.filter(onTop);
  for (const [index, one] of visible.entries())
    for (const other of visible.slice(index + 1)) {
      const touches = one.boxes.some((a) =>
        other.boxes.some(
          (b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.4 * Math.min(a.height, b.height),
        ),
      );
      if (touches) overlaps.push(`${one.text} × ${other.text}`);
    }

  // What leads on lies above what it covers; what is scrolled out of sight isn't covered by it.
  const isReached = (/** @type {any} */ text) =>
    text.boxes.some((/** @type {DOMRect} */ box) => lyingAt(box).includes(parentOf(text.node)));
  const { left = 0, right = 0, top = 0, bottom = 0 } = way?.getBoundingClientRect() ?? {};
  for (const text of seen) {
    const isUnder = text.boxes.some(
      (box) =>
        box.right > left && box.left < right && box.bottom > top + HAIR && box.top < Math.min(bottom, innerHeight),
    );
    if (isUnder && !way?.contains(text.node) && isReached(text)) overlaps.push(`${text.text} × way on`);
  }

  const page = document.querySelector("[data-testid=stMain]") ?? document.documentElement;
  const smallest = [...seen].sort((a, b) => a.size - b.size)[0];
  return {
    picture: cells.size / area,
    smallest: smallest ? smallest.size : 0,
    smallest_text: smallest ? smallest.text : "",
    cut: seen.filter((text) => text.isCut).map((text) => text.text),
    overlaps,
    wider: Math.floor(page.scrollWidth * zoomOf(page)) - innerWidth, // an enlarged page has parts of pixels
    below: [...below].map(([name, reach]) => `${name} by ${Math.round(reach)} px`),
    screens: (page.scrollHeight * zoomOf(page)) / innerHeight,
  };
})();
