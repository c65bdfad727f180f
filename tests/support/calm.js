// Runs in every page before its own scripts: `llmVizCalm()` says whether nothing is going on that will still change it.
(() => {
  const QUIET_MS = 100; // longer than some frames without a change, on a busy machine too
  const PATIENCE_MS = 1000; // what moves for longer than that is meant to move
  const SHORT_TIMER_MS = 550; // later timers belong to animations, or (600 ms) to React Aria's watch for a screen keyboard
  let changed = performance.now();
  let sent = 0;
  let received = 0;
  /** @type {number | null} When the page was first seen to be at rest since it was last asked. */
  let ready = null;
  /** @type {Set<WeakRef<Document | ShadowRoot>>} */
  const roots = new Set();
  /** @type {Set<unknown>} */
  const timers = new Set();
  /** @type {Set<number>} */
  const frames = new Set();

  const observer = new MutationObserver(() => {
    changed = performance.now();
  });
  const watch = (/** @type {Document | ShadowRoot} */ root) => {
    roots.add(new WeakRef(root));
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  watch(document);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    watch(root);
    return root;
  };

  const { setTimeout: start, clearTimeout: stop } = window;
  const startWatched = (
    /** @type {TimerHandler} */ run,
    /** @type {number | undefined} */ milliseconds = 0,
    /** @type {unknown[]} */ ...given
  ) => {
    const ended = (/** @type {unknown[]} */ ...values) => {
      timers.delete(timer);
      if (typeof run === "function") run(...values);
    };
    const timer = start(ended, milliseconds, ...given);
    if (milliseconds <= SHORT_TIMER_MS) timers.add(timer);
    return timer;
  };
  Object.assign(window, { setTimeout: startWatched });
  window.clearTimeout = (timer) => {
    timers.delete(timer);
    stop(timer);
  };

  const { requestAnimationFrame: draw, cancelAnimationFrame: cancel } = window;
  window.requestAnimationFrame = (run) => {
    const frame = draw((time) => {
      frames.delete(frame);
      run(time);
    });
    frames.add(frame);
    return frame;
  };
  window.cancelAnimationFrame = (frame) => {
    frames.delete(frame);
    cancel(frame);
  };

  const { send } = WebSocket.prototype;
  const heard = new WeakSet();
  WebSocket.prototype.send = function (message) {
    sent = changed = performance.now();
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener("message", () => {
        received = changed = performance.now();
      });
    }
    return send.call(this, message);
  };

  const moving = () => {
    for (const reference of roots) {
      const root = reference.deref();
      if (!root) roots.delete(reference);
      else if (root.getAnimations().some(({ playState }) => playState === "running")) return true;
    }
    return false;
  };

  /** Whether a browser part stands in the page whose module has not been loaded yet (`kit/browser/streamlit.js`). */
  const loading = () => {
    for (const reference of roots) {
      const part = reference.deref()?.querySelector(".root:not([data-mounted])");
      if (part?.isConnected) return true;
    }
    return false;
  };

  const llmVizSettle = () => {
    ready = null;
  };
  const llmVizCalm = () => {
    const now = performance.now();
    const app = /** @type {HTMLElement | null} */ (document.querySelector("[data-testid=stApp]"));
    const answered = sent > 0 && (received > sent || now - sent > PATIENCE_MS);
    const waiting = document.querySelector("[data-testid=stSkeleton]") !== null || loading();
    const busy = waiting || app?.dataset.testScriptState !== "notRunning";
    if (busy || !answered) {
      ready = null;
      return false;
    }
    ready ??= now;
    if (now - ready >= PATIENCE_MS) return true;
    return timers.size + frames.size === 0 && now - Math.max(changed, ready) >= QUIET_MS && !moving();
  };
  Object.assign(window, { llmVizSettle, llmVizCalm });
})();
