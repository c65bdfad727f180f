// A hundred marbles, one for each hundredth of the probability, in piles: pure functions.
//
// All tokens lie on a line of length 1, the most probable first, each as long as its probability. Marble j stands for the
// j-th hundredth of it and belongs to the token on which the middle of that hundredth falls. The last pile is that of all
// tokens without a pile of their own.

export const MARBLES = 100;
const ACROSS = [3, 4, 5, 6, 7, 8, 9, 10];
const BETTER = 0.3; // pixels: for less it is not worth another number across

/**
 * The pile of each marble (100,), by the shares of the piles but the last.
 *
 * @param {number[]} shares
 */
export function ownersOf(shares) {
  let [pile, reach] = [0, shares[0] ?? 0];
  return Array.from({ length: MARBLES }, (_, marble) => {
    const point = (marble + 0.5) / MARBLES;
    while (pile < shares.length && point >= reach - 1e-12) {
      pile += 1;
      reach += shares[pile] ?? 0;
    }
    return pile;
  });
}

/**
 * The marbles of each pile from below: those that stay keep their order, newcomers land on top.
 *
 * @param {number[][]} before
 * @param {number[]} owners
 */
export function piled(before, owners) {
  const piles = before.map((pile, number) => pile.filter((marble) => owners[marble] === number));
  const lying = new Set(piles.flat());
  owners.forEach((pile, marble) => {
    if (!lying.has(marble)) piles[pile].push(marble);
  });
  return piles;
}

/**
 * How many marbles stand side by side, and the distance of their middles, so that the marbles are as large as a pile of
 * all of them allows.
 *
 * @param {number} width Of a pile, in pixels.
 * @param {number} height
 */
export function packed(width, height) {
  let best = { across: ACROSS[0], pitch: 0 };
  for (const across of ACROSS) {
    const pitch = Math.min(width / across, height / Math.ceil(MARBLES / across));
    if (pitch > best.pitch + BETTER) best = { across, pitch };
  }
  return best;
}

/**
 * The middle of a marble from the left lower corner of its pile, upwards.
 *
 * @param {number} place From below, from 0.
 * @param {{ across: number, pitch: number }} packing
 */
export function middleOf(place, { across, pitch }) {
  return { x: ((place % across) + 0.5) * pitch, y: (Math.floor(place / across) + 0.5) * pitch };
}

/**
 * What the piles hold, in words: "ears 80, heart 4, others 16". Empty piles are left out.
 *
 * @param {string[]} names
 * @param {number[]} marbles
 * @param {"en" | "ja"} language
 */
export function heldIn(names, marbles, language) {
  const held = names.map((name, pile) => ({ name, number: marbles[pile] })).filter(({ number }) => number > 0);
  return held.map(({ name, number }) => `${name} ${number}`).join(language === "ja" ? "、" : ", ");
}
