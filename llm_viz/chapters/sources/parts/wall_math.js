// Where the dots of the wall stand, which is nearest, where the arrow keys lead, and which a search finds.

/** @typedef {{ x: Float32Array, y: Float32Array, pitch: number }} Places In pixels; `pitch`: the least distance of two. */
/** @typedef {{ group: number, count: number, y: number }} Heading */

const LARGEST_PITCH = 14; // pixels

/**
 * Columns from top to bottom that fill the whole area, so that any share of the dots has that share of the width.
 *
 * @param {number} count
 * @param {number} width
 * @param {number} height
 * @returns {Places}
 */
export function inColumns(count, width, height) {
  const rows = Math.max(1, Math.round(Math.sqrt((count * height) / width)));
  const columns = Math.max(1, Math.ceil(count / rows));
  const [across, down] = [width / columns, height / rows];
  const places = { x: new Float32Array(count), y: new Float32Array(count), pitch: Math.min(across, down) };
  for (let index = 0; index < count; index += 1) {
    places.x[index] = (Math.floor(index / rows) + 0.5) * across;
    places.y[index] = ((index % rows) + 0.5) * down;
  }
  return places;
}

/**
 * One block of rows for each group that has dots, below the height of a heading.
 *
 * @param {ArrayLike<number>} groups The group of each dot.
 * @param {number} width
 * @param {number} height
 * @param {number} heading
 * @returns {Places & { headings: Heading[] }}
 */
export function inGroups(groups, width, height, heading) {
  /** @type {number[]} */
  const counts = [];
  for (let index = 0; index < groups.length; index += 1) counts[groups[index]] = (counts[groups[index]] ?? 0) + 1;
  const used = counts.flatMap((count, group) => (count > 0 ? [group] : []));
  const free = height - used.length * heading;
  let pitch = LARGEST_PITCH;
  const across = () => Math.max(1, Math.floor(width / pitch));
  const lines = () => used.reduce((sum, group) => sum + Math.ceil(counts[group] / across()), 0);
  while (pitch > 1 && lines() * pitch > free) pitch -= 0.05;
  const columns = across();
  const places = { x: new Float32Array(groups.length), y: new Float32Array(groups.length), pitch };
  /** @type {Heading[]} */
  const headings = [];
  /** @type {number[]} */
  const tops = [];
  let y = 0;
  for (const group of used) {
    headings.push({ group, count: counts[group], y });
    tops[group] = y + heading;
    y += heading + Math.ceil(counts[group] / columns) * pitch;
  }
  /** @type {number[]} */
  const seen = [];
  for (let index = 0; index < groups.length; index += 1) {
    const group = groups[index];
    const nth = seen[group] ?? 0;
    seen[group] = nth + 1;
    places.x[index] = ((nth % columns) + 0.5) * pitch;
    places.y[index] = tops[group] + (Math.floor(nth / columns) + 0.5) * pitch;
  }
  return { ...places, headings };
}

/**
 * The dot that is nearest to a point, among those that fit; −1 if none is within `reach`.
 *
 * @param {Places} places
 * @param {Uint8Array} fits
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
export function nearest(places, fits, x, y, reach) {
  let [best, least] = [-1, reach * reach];
  for (let index = 0; index < fits.length; index += 1) {
    if (fits[index] === 0) continue;
    const distance = (places.x[index] - x) ** 2 + (places.y[index] - y) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

/**
 * The dot that an arrow key leads to, among those that fit: near, and rather straight ahead; the same if there is none.
 *
 * @param {Places} places
 * @param {Uint8Array} fits
 * @param {number} from
 * @param {[number, number]} step To the right and down.
 */
export function neighbour(places, fits, from, [right, down]) {
  let [best, least] = [from, Infinity];
  for (let index = 0; index < fits.length; index += 1) {
    if (fits[index] === 0 || index === from) continue;
    const [across, below] = [places.x[index] - places.x[from], places.y[index] - places.y[from]];
    const ahead = across * right + below * down;
    const aside = Math.abs(across * down) + Math.abs(below * right);
    const cost = ahead + 3 * aside;
    if (ahead > places.pitch / 4 && cost < least) [best, least] = [index, cost];
  }
  return best;
}

/**
 * For each text whether it holds each of the words: one list a word.
 *
 * @param {string[]} lower In small letters.
 * @param {string[]} words In small letters, too.
 */
export function holding(lower, words) {
  return words.map((word) => lower.map((text) => text.includes(word)));
}

/** @param {string} query */
export function wordsOf(query) {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * A group for each dot by its source: the `most` largest sources first, all others together in the last group.
 *
 * @param {Uint16Array} sources
 * @param {number} most
 */
export function bySource(sources, most) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const source of sources) counts.set(source, (counts.get(source) ?? 0) + 1);
  const largest = [...counts].sort(([, one], [, other]) => other - one).slice(0, most);
  const places = new Map(largest.map(([source], place) => [source, place]));
  return {
    groups: Array.from(sources, (source) => places.get(source) ?? most),
    largest: largest.map(([source]) => source),
  };
}
