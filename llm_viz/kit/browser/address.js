// Settings in the page's address, so that a shared link has them.

/**
 * Put settings into the address without a message to the server; null removes one.
 *
 * @param {Record<string, string | number | null | undefined>} settings
 */
export function rememberInUrl(settings) {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(settings)) {
    if (value === null || value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, String(value));
  }
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
}

/** Streamlit may write an older address at any run; so the settings are put back after each. */
export const everyRun = true;

/**
 * A part that shows nothing and writes what it is given into the address.
 *
 * @param {HTMLElement} root
 * @param {Record<string, string | null>} payload
 */
export function mount(root, payload) {
  root.replaceChildren();
  rememberInUrl(payload);
}
