// What the visitor sets in this chapter, and how it stands in the address.

/**
 * @import { Filters } from "./sampling_math.js"
 *
 * @typedef {Filters & { seed: number }} Draw How a token is drawn: `FiltersPayload` in `draw_settings.py`.
 * @typedef {Draw & { count: number, length: number }} DrawSettings And how many texts of how many tokens are to be
 *   drawn: `SettingsPayload` there.
 */

/**
 * Settings that differ from the defaults, and whether the texts on the page were drawn with exactly these.
 *
 * @param {DrawSettings} settings
 * @param {DrawSettings | null} drawn
 * @param {DrawSettings} defaults
 */
export function addressOf(settings, drawn, defaults) {
  const names = /** @type {(keyof DrawSettings)[]} */ (Object.keys(settings));
  /** @type {Record<string, number | null>} */
  const address = { drawn: drawn && names.every((name) => settings[name] === drawn[name]) ? 1 : null };
  for (const name of names) address[name] = settings[name] === defaults[name] ? null : settings[name];
  return address;
}

/**
 * Whether two draws have the same filters and the same random numbers.
 *
 * @param {Draw} one
 * @param {Draw} other
 */
export function sameDraw(one, other) {
  return /** @type {(keyof Draw)[]} */ (["temperature", "top_k", "top_p", "min_p", "seed"]).every(
    (name) => one[name] === other[name],
  );
}
