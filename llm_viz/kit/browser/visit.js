// Notices when the server has forgotten the visit while the page stayed open, as after a restart of the server.

/**
 * Whether this visit is another than the one that the page was opened with; true once and for all parts then.
 *
 * A forgotten visit begins anew with the address as it was when the page was loaded, and what was sent last is lost.
 * The address has all settings as they are, so loading it restores the visit.
 *
 * @param {unknown} visit The server's name for the visit; a part without one (in tests) has none.
 */
export function isForgotten(visit) {
  if (typeof visit !== "string") return false;
  const { dataset } = document.documentElement; // a new server may bring new modules, so it cannot be kept in one
  dataset.visit ??= visit;
  return dataset.visit !== visit;
}
