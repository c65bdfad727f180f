// The row of cards: widths are probabilities. A picture is a layout, or the mix of two while it moves.

/**
 * @typedef {{ id: number, label: string, p: number, was: number | null }} Token `DeckToken` in `cards.py`.
 * @typedef {{ x: number, width: number, p: number, isCard: boolean }} Place
 * @typedef {{ x: number, width: number, p: number }} Rest All tokens without a card.
 * @typedef {{ places: Map<number, Place>, rest: Rest }} Layout
 * @typedef {{ id: number, at: number, width: number, x: number, row: number }} Label `at`: the middle of what it names;
 *   `x`: where it stands, from its left edge.
 */

/**
 * Cards in their order, then the hatched rest; every other token stands with its true width at the beginning of the rest.
 *
 * @param {{ id: number, p: number }[]} tokens
 * @param {number[]} cards Ids.
 * @param {number} width Of the whole row: 100 %.
 * @returns {Layout}
 */
export function layout(tokens, cards, width) {
  const known = new Map(tokens.map(({ id, p }) => [id, p]));
  /** @type {Map<number, Place>} */
  const places = new Map();
  let x = 0;
  const put = (/** @type {number} */ id, /** @type {boolean} */ isCard) => {
    const p = known.get(id) ?? 0;
    places.set(id, { x, width: p * width, p, isCard });
    x += p * width;
  };
  for (const id of cards) put(id, true);
  const rest = { x, width: Math.max(0, width - x), p: Math.max(0, 1 - x / width) };
  const others = tokens.filter(({ id }) => !places.has(id)).sort((one, other) => other.p - one.p);
  for (const { id } of others) put(id, false);
  return { places, rest };
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} share
 */
const mix = (from, to, share) => from + (to - from) * share;

/**
 * The picture between two layouts of the same tokens; 0: the first, 1: the second.
 *
 * @param {Layout} from
 * @param {Layout} to
 * @param {number} share
 * @returns {Layout}
 */
export function between(from, to, share) {
  const places = new Map(
    [...to.places].map(([id, place]) => {
      const { x, width, p } = from.places.get(id) ?? { x: from.rest.x, width: 0, p: 0 };
      const mixed = { x: mix(x, place.x, share), width: mix(width, place.width, share), p: mix(p, place.p, share) };
      return [id, { ...mixed, isCard: place.isCard }];
    }),
  );
  const { x, width, p } = to.rest;
  const rest = {
    x: mix(from.rest.x, x, share),
    width: mix(from.rest.width, width, share),
    p: mix(from.rest.p, p, share),
  };
  return { places, rest };
}

/**
 * The outline of a ribbon from the strip above (what was) down to a card (what is), as an SVG path.
 *
 * @param {{ x: number, width: number }} above
 * @param {{ x: number, width: number }} below
 * @param {number} top
 * @param {number} bottom
 */
export function ribbon(above, below, top, bottom) {
  const middle = ((top + bottom) / 2).toFixed(1);
  const [a, b] = [above.x, below.x].map((x) => x.toFixed(1));
  const [c, d] = [above, below].map(({ x, width }) => (x + Math.max(width, 0.8)).toFixed(1));
  return `M${a} ${top}C${a} ${middle} ${b} ${middle} ${b} ${bottom}H${d}C${d} ${middle} ${c} ${middle} ${c} ${top}Z`;
}

/**
 * Labels of what is too narrow for its name: in one row, or alternating in two, pushed apart, in order, within `width`.
 *
 * @param {Omit<Label, "x" | "row">[]} labels
 * @param {number} width
 * @param {number} gap
 * @returns {Label[]}
 */
export function spreadLabels(labels, width, gap) {
  const total = labels.reduce((sum, label) => sum + label.width + gap, 0);
  const rows = total <= width + gap ? 1 : 2;
  const ordered = [...labels].sort((one, other) => one.at - other.at);
  const placed = ordered.map((label, index) => ({ ...label, row: index % rows, x: label.at - label.width / 2 }));
  for (let row = 0; row < rows; row += 1) {
    let left = 0;
    const mine = placed.filter((label) => label.row === row);
    for (const label of mine) {
      label.x = Math.max(left, label.x);
      left = label.x + label.width + gap;
    }
    let right = width;
    for (const label of mine.reverse()) {
      label.x = Math.min(right - label.width, label.x);
      right = label.x - gap;
    }
  }
  return placed;
}
