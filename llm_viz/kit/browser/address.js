// Settings in the page's address, so that a shared link has them.

/**
 * Put settings into the address without a message to the server; null removes one.
 *
 * @param {Record<string, string | number | null | undefined>} settings
 */
export function rememberInUrl(settings) {
  const url = withSettings(new URL(window.location.href), settings);
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
}

/**
 * The address with these settings; null takes one out.
 *
 * @param {URL} url It is changed.
 * @param {Record<string, string | number | null | undefined>} settings
 */
export function withSettings(url, settings) {
  for (const [name, value] of Object.entries(settings)) {
    if (value === null || value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, String(value));
  }
  return url;
}

/**
 * Put settings into the address, and put back what Streamlit has left out of an address that it wrote: it does so when
 * the page changes, now before and now after the parts have written theirs. Returns a function that ends this.
 *
 * @param {Record<string, string | null>} settings
 * @param {string | null} page The path of the one page that they belong to; null: they belong to every page.
 */
export function keepInUrl(settings, page = null) {
  rememberInUrl(settings);
  const putBack = () => {
    const { pathname, searchParams } = new URL(window.location.href);
    if (page !== null && !pathname.endsWith(`/${page}`)) return;
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
 * @param {{ address: Record<string, string | null>, page: string }} payload `address.py`.
 */
export function mount(root, { address, page }) {
  root.replaceChildren();
  return keepInUrl(address, page);
}
