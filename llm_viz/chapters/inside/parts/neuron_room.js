// The places on the picture of a neuron: the tokens of the text, the stories, the neuron, and what it raises.

/**
 * @typedef {object} NeuronRoom All in pixels.
 * @property {number} height
 * @property {{ left: number, top: number, columns: number, column: number, line: number, rise: number }} tokens `rise`:
 *   how high a bar can be; `line`: from one line of tokens to the next.
 * @property {{ left: number, right: number, key: number, top: number, pitch: number, lines: number, isBeside: boolean }}
 *   stories `key`: where the words stand that excite the neuron. `isBeside`: whether the neuron stands beside them.
 * @property {{ x: number, y: number, r: number, isBeside: boolean }} heart
 * @property {{ left: number, bar: number, right: number, top: number, pitch: number, lines: number, isBeside: boolean }}
 *   raised
 */

export const NARROW = 640;
const SIDE = 12;
const HEADING = { wide: 30, narrow: 46 }; // there, they may take two lines

/**
 * @param {number} width
 * @param {number} height At least so high, where there is room.
 * @param {{ tokens: number, places: number, raised: number, ask: number }} counts `tokens`: 0 while the question is open;
 *   `ask`: pixels of its box, which stands where the raised tokens will.
 * @returns {NeuronRoom}
 */
export function neuronRoom(width, height, { tokens, places, raised, ask }) {
  const isNarrow = width < NARROW;
  const heading = HEADING[isNarrow ? "narrow" : "wide"];
  const columns = Math.max(1, Math.floor((width - 2 * SIDE) / (isNarrow ? 60 : 72)));
  const rise = isNarrow ? 34 : 44;
  const line = rise + 52;
  const row = {
    left: SIDE,
    top: heading - 2,
    columns,
    column: (width - 2 * SIDE) / Math.min(columns, Math.max(tokens, isNarrow ? 5 : 8)),
    line,
    rise,
  };
  const top = (tokens > 0 ? heading + line * Math.ceil(tokens / columns) : 0) + heading + 4;
  const lines = {
    stories: isNarrow ? Math.min(raised > 0 ? 4 : 5, places) : places,
    raised: isNarrow ? Math.min(5, raised) : raised,
  };
  if (isNarrow) {
    const heart = { x: SIDE + 24, y: top + 32 * lines.stories + 30, r: 20, isBeside: false };
    const below = heart.y + 20 + 42;
    return {
      height: raised > 0 ? below + 27 * lines.raised + 8 : heart.y + 50 + ask,
      tokens: row,
      stories: {
        left: SIDE,
        right: width - SIDE,
        key: 0.58 * width,
        top,
        pitch: 32,
        lines: lines.stories,
        isBeside: false,
      },
      heart,
      raised: {
        left: SIDE,
        bar: 0.36 * width,
        right: width - SIDE,
        top: below,
        pitch: 27,
        lines: lines.raised,
        isBeside: false,
      },
    };
  }
  const most = Math.max(lines.stories, 1);
  const pitch = Math.min(46, Math.max(32, (height - top - 8) / most));
  const tall = Math.max(pitch * most, ask);
  const heart = { x: 0.635 * width, y: top + tall / 2, r: Math.min(46, 0.3 * tall), isBeside: true };
  const share = raised > 0 ? tall / raised : pitch;
  return {
    height: Math.max(height, top + tall + 8),
    tokens: row,
    stories: { left: SIDE, right: 0.54 * width, key: 0.36 * width, top, pitch, lines: lines.stories, isBeside: true },
    heart,
    raised: {
      left: 0.745 * width,
      bar: 0.845 * width,
      right: width - SIDE,
      top,
      pitch: share,
      lines: lines.raised,
      isBeside: true,
    },
  };
}
