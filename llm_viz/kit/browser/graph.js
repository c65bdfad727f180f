/** Curves, points and levels over two axes; new numbers replace the old ones in place, without a blank moment. */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ width: 0 }));
  const draw = () => {
    state.width = root.clientWidth;
    if (state.width === 0) return;
    root.replaceChildren(drawGraph(data, state.width).node, ...[graphLegend(data, state.width)].filter(Boolean));
  };
  const observer = new ResizeObserver(() => { if (Math.abs(root.clientWidth - state.width) > 4) draw(); });
  observer.observe(root);
  draw();
  return () => observer.disconnect();
}
