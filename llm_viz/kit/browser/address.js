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

/**
 * Put what every page's address says of the visit into it, and put back what Streamlit has left out of an address that
 * it wrote: it does so when the page changes, now before and now after the parts have written theirs. Returns a function
 * that ends this.
 *
 * @param {Record<string, string | null>} settings
 */
export function keepInUrl(settings) {
  rememberInUrl(settings);
  const putBack = () => {
    const { searchParams } = new URL(window.location.href);
    const missing = Object.entries(settings).filter(([name, value]) => value !== null && !searchParams.has(name));
    rememberInUrl(Object.fromEntries(missing));
  };
  // Where a browser does not tell of changes, the address is complete again after the next run.
  window.navigation?.addEventListener("currententrychange", putBack);
  return () => window.navigation?.removeEventListener("currententrychange", putBack);
}

/** Streamlit may write an older address at any run; so the settings are put back after each. */
export const everyRun = true;

/**
 * A part that shows nothing and writes what it is given into the address.
 *
 * @param {HTMLElement} root
 * @param {{ address: Record<string, string | null>, on_every_page: boolean }} payload
 */
export function mount(root, { address, on_every_page }) {
  root.replaceChildren();
  const write = on_every_page ? keepInUrl : rememberInUrl;
  return write(address);
}
