// Links between tokens as they stand in the address: "a8-3", "b7_8-3", "bx-3" (see concepts/sense_links.py).

const EVERYONE = "x";

/** "7_8" as [7, 8], "3" as [3, 3], "x" as null. */
function spanOf(text) {
  if (text === EVERYONE) return null;
  const [first, last] = text.split("_").map(Number);
  return [first, last ?? first];
}

const spanText = ([first, last]) => (first === last ? String(first) : `${first}_${last}`);
const inside = (span, number) => span[0] <= number && number <= span[1];

function parseLink(name) {
  const [looking, seen] = name.slice(1).split("-").map(spanOf);
  return { name, side: "ab".indexOf(name[0]), looking, seen };
}

/** Whether a link takes the look of token `query` at token `key` away. */
const takes = ({ looking, seen }, query, key) => inside(seen, key) && (looking === null ? !inside(seen, query) : inside(looking, query));

/** Who of `length` tokens could look from `looking` (null: from anywhere) at `seen`, as pairs [query, key]. */
function pairsBetween(looking, seen, length, causal) {
  const [first, last] = looking ?? [1, length];
  const pairs = [];
  for (let query = first; query <= last; query++) {
    for (let key = seen[0]; key <= seen[1]; key++) if (!inside(seen, query) && !(causal && key > query)) pairs.push([query, key]);
  }
  return pairs;
}

/** The links that together take all these looks away; empty if some look is left. */
function takersOf(pairs, links) {
  const takers = new Set();
  for (const [query, key] of pairs) {
    const found = links.filter((link) => takes(link, query, key));
    if (!found.length) return [];
    found.forEach((link) => takers.add(link));
  }
  return [...takers];
}

/** The words of a span of tokens: "iPhone", or "new … was" where there are several. */
function spanLabel(span, pieces) {
  const named = pieces.filter(({ first, last }) => first <= span[1] && span[0] <= last);
  return named.length > 1 ? `${named[0].text} … ${named.at(-1).text}` : named[0]?.text ?? spanText(span);
}
