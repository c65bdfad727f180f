// Links between tokens as they stand in the address: "a8-3", "b7_8-3", "bx-3" (`span_knockouts.py`). Tokens are
// counted from 1.

/**
 * @typedef {[first: number, last: number]} Span A token, or several in a row.
 *
 * @typedef {object} Link
 * @property {string} name As in the address.
 * @property {number} side Of which context, 0 or 1.
 * @property {Span | null} looking Who may not look; null: everybody.
 * @property {Span} seen At whom.
 *
 * @typedef {[query: number, key: number]} Pair
 *
 * @typedef {{ text: string, first: number, last: number }} Piece `PiecePayload` in `cutting.py`.
 */

const EVERYONE = "x";
const LETTERS = "ab";

/**
 * "7_8" as [7, 8], "3" as [3, 3], "x" as null.
 *
 * @param {string} text
 * @returns {Span | null}
 */
function spanOf(text) {
  if (text === EVERYONE) return null;
  const [first, last] = text.split("_").map(Number);
  return [first, last ?? first];
}

/** @param {Span | null} span */
function spanText(span) {
  if (span === null) return EVERYONE;
  const [first, last] = span;
  return first === last ? String(first) : `${first}_${last}`;
}

/**
 * @param {Span} span
 * @param {number} token
 */
export function isInside([first, last], token) {
  return first <= token && token <= last;
}

/**
 * Whether two spans are the same, null included.
 *
 * @param {Span | null} one
 * @param {Span | null} other
 */
export function isSameSpan(one, other) {
  return spanText(one) === spanText(other);
}

/**
 * A link as it stands in the address.
 *
 * @param {number} side
 * @param {Span | null} looking
 * @param {Span} seen
 */
export function linkName(side, looking, seen) {
  return `${LETTERS[side]}${spanText(looking)}-${spanText(seen)}`;
}

/**
 * @param {string} name
 * @returns {Link}
 */
export function parseLink(name) {
  const [looking, seen] = name.slice(1).split("-").map(spanOf);
  return { name, side: LETTERS.indexOf(name[0]), looking, seen: /** @type {Span} */ (seen) };
}

/**
 * Whether a link takes the look of token `query` at token `key` away.
 *
 * @param {Link} link
 * @param {Pair} pair
 */
function takes({ looking, seen }, [query, key]) {
  return isInside(seen, key) && (looking === null ? !isInside(seen, query) : isInside(looking, query));
}

/**
 * Who of `length` tokens could look from `looking` (null: from anywhere) at `seen`. Nobody counts as looking at itself.
 *
 * @param {Span | null} looking
 * @param {Span} seen
 * @param {number} length
 * @param {boolean} isCausal Whether tokens see no later ones.
 * @returns {Pair[]}
 */
export function pairsBetween(looking, seen, length, isCausal) {
  const queries = tokensOf(looking ?? [1, length]).filter((query) => !isInside(seen, query));
  const keysFor = (/** @type {number} */ query) => tokensOf(seen).filter((key) => !isCausal || key <= query);
  return queries.flatMap((query) => keysFor(query).map((key) => /** @type {Pair} */ ([query, key])));
}

/** @param {Span} span */
function tokensOf([first, last]) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/**
 * The links that together take all these looks away; empty if some look is left.
 *
 * @param {Pair[]} pairs
 * @param {Link[]} links
 */
export function takersOf(pairs, links) {
  const takers = pairs.map((pair) => links.filter((link) => takes(link, pair)));
  return takers.every((found) => found.length > 0) ? [...new Set(takers.flat())] : [];
}

/**
 * The words of a span of tokens: "iPhone", or "new … was" where there are several.
 *
 * @param {Span} span
 * @param {Piece[]} pieces
 */
export function spanLabel(span, pieces) {
  const named = pieces.filter(({ first, last }) => first <= span[1] && span[0] <= last);
  if (named.length === 0) return spanText(span);
  return named.length > 1 ? `${named[0].text} … ${named[named.length - 1].text}` : named[0].text;
}
