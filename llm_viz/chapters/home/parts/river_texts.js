// What the river says in words.

import { fixed, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Cut, Line, Link, Shares } from "./river.js"
 * @import { Picture } from "./scene.js"
 */

/**
 * A share of a score with its sign, one decimal: +3.2 or −0.4.
 *
 * @param {number} share
 * @param {Language} language
 */
export function signed(share, language) {
  const rounded = Math.round(share * 10) / 10;
  return `${rounded < 0 ? "−" : "+"}${fixed(Math.abs(rounded), 1, language)}`;
}

/**
 * What one ribbon is, in words.
 *
 * @param {Record<string, string>} words
 * @param {Link} link
 * @param {string} source The word that it comes from.
 * @param {string} target The word whose score it is a part of.
 * @param {Language} language
 */
export function linkSentence(words, link, source, target, language) {
  const values = {
    layer: String(link.layer),
    head: String(link.heads[0]?.[0] ?? ""),
    share: signed(link.share, language),
    most: signed(link.heads[0]?.[1] ?? 0, language),
    word: source,
    target,
  };
  const sentence = filledText(words.link, values);
  return link.source === 0 ? `${sentence} ${words.sink}` : sentence;
}

/**
 * @typedef {object} State What there is to be said about.
 * @property {Line} line
 * @property {Picture} picture
 * @property {boolean} inside
 * @property {Link | null} pointed
 * @property {Link | null} severed
 * @property {Cut | null} cut
 * @property {boolean} waiting
 */

const AGREES = 0.25; // of the share: how far a cut may be from it and still be told as the same

/**
 * The one sentence below the picture.
 *
 * @param {Record<string, string>} words
 * @param {State} state
 * @param {Language} language
 */
export function said(words, state, language) {
  const { line, picture, inside, pointed, severed, cut, waiting } = state;
  if (waiting) return words.waiting;
  const { branches, shares: all } = line.forks[picture.at];
  const branch = branches[picture.aim];
  const shares = all.find(({ target }) => target === branch?.id);
  if (cut && severed && shares) return cutSentence(words, state, shares, language);
  const source = (/** @type {Link} */ link) => wordAt(line, link.source);
  if (inside && pointed)
    return `${linkSentence(words, pointed, source(pointed), branch.label, language)} ${words.cut_it}`;
  if (!shares && inside) return words.no_inside;
  if (!shares) return filledText(words.only_chance, { word: branch.label, p: percent(branch.p) });
  const score = signed(shares.score, language);
  if (inside) return filledText(words.inside_says, { word: branch.label, score, ...smallOf(shares, language) });
  const most = Math.max(0, ...shares.sources); // all layers together: a word may bring little in each, and much in all
  if (most === 0) return filledText(words.only_chance, { word: branch.label, p: percent(branch.p) });
  const values = {
    word: branch.label,
    p: percent(branch.p),
    source: wordAt(line, shares.sources.indexOf(most)),
    score,
  };
  return filledText(words.outside_says, { ...values, share: signed(most, language) });
}

/**
 * Share and proof beside each other, and whether they agree.
 *
 * @param {Record<string, string>} words
 * @param {State} state
 * @param {Shares} shares
 * @param {Language} language
 */
function cutSentence(words, { line, picture, severed, cut }, shares, language) {
  if (!severed || !cut) return "";
  const { branches } = line.forks[picture.at];
  const branch = branches[picture.aim];
  const lost = shares.score - cut.shares.score;
  const share = headShare(severed, cut.head);
  const verdict = verdictOf(share, lost);
  return filledText(`${cut.head ? words.cut_head_says : words.cut_says} ${words[verdict]}`, {
    layer: String(severed.layer),
    head: String(cut.head),
    source: wordAt(line, severed.source),
    word: branch.label,
    before: percent(branch.p),
    after: percent(cut.probabilities[picture.aim]),
    share: signed(share, language),
    lost: signed(-lost, language),
  });
}

/**
 * The heads of an opened ribbon, as a choice of what is cut: all of them, or one. The first one is all.
 *
 * @param {Record<string, string>} words
 * @param {Link} link
 * @param {string} source
 * @param {number} chosen From 1; 0: all.
 * @param {Language} language
 */
export function headsOf(words, link, source, chosen, language) {
  const pill = (/** @type {string} */ text, /** @type {number} */ head) => ({
    head,
    text: `${text} ${signed(headShare(link, head), language)}`,
    pressed: head === chosen,
  });
  const heads = link.heads.map(([head]) => pill(filledText(words.head, { head: String(head) }), head));
  const name = filledText(words.opened, { layer: String(link.layer), word: source });
  return { name, pills: heads.length > 1 ? [pill(words.all_heads, 0), ...heads] : [pill(words.all_heads, 0)] };
}

/**
 * What a head (from 1) brings of a ribbon; 0: all of them.
 *
 * @param {Link} link
 * @param {number} head
 */
export function headShare(link, head) {
  return head === 0 ? link.share : (link.heads.find(([each]) => each === head)?.[1] ?? 0);
}

/**
 * Whether what the score lost by a cut is the share, less, more, or the opposite.
 *
 * @param {number} share
 * @param {number} lost
 * @returns {"cut_agrees" | "cut_less" | "cut_more" | "cut_opposite"}
 */
export function verdictOf(share, lost) {
  if (Math.abs(lost - share) <= Math.max(0.2, AGREES * Math.abs(share))) return "cut_agrees";
  if (lost * share < 0) return "cut_opposite";
  return Math.abs(lost) < Math.abs(share) ? "cut_less" : "cut_more";
}

/**
 * The picture in words, for those who do not see it.
 *
 * @param {Record<string, string>} words
 * @param {State} state
 * @param {Language} language
 */
export function spoken(words, { line, picture, inside }, language) {
  const { branches, shares: all } = line.forks[picture.at];
  const text = line.tokens.map(({ label }) => label).join(" ");
  const taken = line.forks.slice(0, picture.at).map(({ branches: had, taken: index }) => had[index].label);
  const list = branches.map(({ label, p }) => `${label} ${percent(p)}`).join(words.comma);
  const heads = [filledText(words.spoken, { text: [text, ...taken].join(" "), list })];
  const shares = all.find(({ target }) => target === branches[picture.aim]?.id);
  if (shares && inside) {
    const big = shares.links
      .slice(0, 5)
      .map((link) => linkSentence(words, link, wordAt(line, link.source), branches[picture.aim].label, language));
    const stored = signed(
      shares.mlp.reduce((sum, share) => sum + share, 0),
      language,
    );
    const score = signed(shares.score, language);
    heads.push(
      filledText(words.inside_says, { word: branches[picture.aim].label, score, ...smallOf(shares, language) }),
      ...big,
      `${words.stored}: ${stored}`,
    );
  }
  return heads.join(" ");
}

/** @param {Shares} shares @param {Language} language */
function smallOf({ small }, language) {
  return { count: String(small.count), small: signed(small.sum, language) };
}

/**
 * @param {Line} line
 * @param {number} lane
 */
export function wordAt({ tokens, forks }, lane) {
  if (lane < tokens.length) return tokens[lane].label;
  const fork = forks[lane - tokens.length];
  return fork.branches[fork.taken].label;
}

/**
 * A line whose special tokens have a name that one understands.
 *
 * @param {Line} line
 * @param {string} begin What the beginning of a text is called.
 * @returns {Line}
 */
export function readable(line, begin) {
  const tokens = line.tokens.map((token) => (token.kind === "special" ? { ...token, label: begin } : token));
  return { ...line, tokens };
}
