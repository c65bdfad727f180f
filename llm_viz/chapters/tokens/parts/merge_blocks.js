// The merges of a text as blocks: letters at the bottom, and on every two pieces that join the block that they become.

/**
 * @import { Merge } from "./merges.js"
 *
 * @typedef {object} Block
 * @property {number} from Its first letter.
 * @property {number} to The letter after its last one.
 * @property {number} level How many blocks stand below it at most; of a letter 0.
 * @property {number} step The merge that makes it; of a letter 0.
 * @property {number} over The merge that takes it up; Infinity: none does.
 * @property {string} text
 *
 * @typedef {{ left: number, bottom: number, cell: number, first: number }} Ground Where the first letter of a token
 *   stands, and how wide its letters are.
 * @typedef {{ cell: number, row: number, height: number, grounds: Ground[] }} Layout
 */

const LARGEST = 64; // pixels of a letter
const SMALLEST = 20;
const FLAT = 0.86; // height of a block, in widths of a letter
const BETWEEN = 10; // pixels between lines
const GAP = 5; // pixels between tokens

/**
 * All blocks, and which of them are the tokens in the end.
 *
 * @param {string[]} start
 * @param {Merge[]} merges
 */
export function blocksOf(start, merges) {
  /** @type {Block[]} */
  const blocks = start.map((text, at) => ({ from: at, to: at + 1, level: 0, step: 0, over: Infinity, text }));
  let now = [...blocks];
  for (const [number, { index, piece }] of merges.entries()) {
    const [left, right] = [now[index], now[index + 1]];
    const step = number + 1;
    left.over = right.over = step;
    const level = Math.max(left.level, right.level) + 1;
    const made = { from: left.from, to: right.to, level, step, over: Infinity, text: piece };
    blocks.push(made);
    now = now.toSpliced(index, 2, made);
  }
  return { blocks, tokens: now };
}

/**
 * Lines of tokens in the middle of a room, the letters as large as it allows.
 *
 * @param {Block[]} tokens
 * @param {number} width
 * @param {number} height
 * @returns {Layout}
 */
export function layoutOf(tokens, width, height) {
  let found = linesOf(tokens, width, LARGEST);
  for (let cell = LARGEST - 2; found.height > height && cell >= SMALLEST; cell -= 2)
    found = linesOf(tokens, width, cell);
  return found;
}

/**
 * @param {Block[]} tokens
 * @param {number} width
 * @param {number} cell
 */
function linesOf(tokens, width, cell) {
  const row = Math.round(cell * FLAT);
  /** @type {Block[][]} */
  const lines = [];
  let used = Infinity;
  for (const token of tokens) {
    const wide = Math.min(width, (token.to - token.from) * cell) + GAP;
    if (used + wide > width + GAP) {
      lines.push([]);
      used = 0;
    }
    lines[lines.length - 1].push(token);
    used += wide;
  }
  let bottom = -BETWEEN;
  const grounds = lines.flatMap((line) => {
    bottom += BETWEEN + row * (1 + Math.max(...line.map(({ level }) => level)));
    const whole = line.reduce((sum, { from, to }) => sum + Math.min(width, (to - from) * cell) + GAP, -GAP);
    let left = (width - whole) / 2;
    return line.map(({ from, to }) => {
      const own = Math.min(cell, width / (to - from));
      const ground = { left, bottom, cell: own, first: from };
      left += own * (to - from) + GAP;
      return ground;
    });
  });
  return { cell, row, height: Math.max(0, bottom), grounds };
}
