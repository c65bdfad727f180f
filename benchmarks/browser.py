"""How long the browser's own answer to a hand takes: sliders, steps and choices that the server is not asked about.
The milliseconds of script that 95 % of the moves of a round stay within.

    python -m benchmarks.browser [--rounds 2] [--quick]

On the app as users start it, in Chromium. The aim is one frame at 60 Hz, so that a picture follows a drag.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from benchmarks.report import Effort, Row, program, quantile
from llm_viz.chapters.generation.compute.steps import CHUNK
from tests.support.site import Site, open_site

TITLE = "Sliders and steps in the browser"
FRAME_MS = 16
PATIENCE_MS = 60_000
EIGHT = "one two three four five six seven eight"

SAMPLING_MOVES = """(root) => {
  const took = [];
  const move = (name, value) => {
    const knob = root.querySelector(`#${name}`);
    const began = performance.now();
    knob.value = value;
    knob.dispatchEvent(new Event("input", { bubbles: true }));
    took.push(performance.now() - began);
  };
  for (let place = 0; place < 200; place++) move("temperature", place / 100);
  for (let place = 0; place < 100; place++) move("top_p", place / 100);
  return took;
}"""
CALCULATOR_MOVES = """(root) => {
  const took = [];
  for (let share = 0; share <= 1; share += 0.02) {
    for (const input of root.querySelectorAll("[data-knob]")) {
      const began = performance.now();
      input.value = Number(input.min) + share * (input.max - input.min);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      took.push(performance.now() - began);
    }
  }
  return took;
}"""
LAYER_MOVES = """(slider) => {
  const took = [];
  for (let layer = 0; layer <= 30; layer++) {
    const began = performance.now();
    slider.value = layer;
    slider.dispatchEvent(new Event("input"));
    slider.getBoundingClientRect(); // layout, too
    took.push(performance.now() - began);
  }
  return took;
}"""
SLIDER_MOVES = """(slider) => {
  const root = slider.getRootNode();
  const took = [];
  for (let move = 0; move < 100; move++) {
    const knob = root.querySelector("input[type=range], [role=slider]"); // some are drawn anew by a move
    const began = performance.now();
    if (knob.matches("input")) {
      knob.value = Number(knob.min) + (move / 99) * (knob.max - knob.min);
      knob.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      knob.dispatchEvent(new KeyboardEvent("keydown", { key: move < 50 ? "ArrowLeft" : "ArrowRight", bubbles: true }));
    }
    root.firstElementChild.getBoundingClientRect(); // layout, too
    took.push(performance.now() - began);
  }
  return took;
}"""
CHOOSE = """(control, value) => {
  if (control.type === "checkbox") return control.click();
  control.value = value;
  control.dispatchEvent(new Event("change"));
}"""


def sampling(site: Site) -> list[float]:
    """Chapter 5: temperature and top-p, all candidates on screen."""
    page = site.open_page("/sampling", text="私は今日", model="gemma-3-270m", act="live", numbers="1").page
    page.locator(".st-key-sampler button.more").click(timeout=PATIENCE_MS)
    return _times(page.locator(".st-key-sampler .root"), SAMPLING_MOVES)


WRITING = {"act": "player", "show_tree": "true", "show_table": "true"}


def generation(site: Site) -> list[float]:
    """Chapter 4: steps back and forth in a tree of nine branches."""
    page = site.open_page("/generation", "en", text="Once upon a time", **WRITING).page
    tree = page.locator(".st-key-generation-tree")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".st-key-generation-table tbody tr")).to_have_count(1, timeout=PATIENCE_MS)
    for number in range(1, 9):
        page.locator(".st-key-generation-step button.card[data-token]").nth(number).click()
        drawn = 2 + CHUNK + (1 + CHUNK) * number - 1
        expect(tree.locator("g[data-state]:has(text)")).to_have_count(drawn, timeout=PATIENCE_MS)
    page.evaluate("performance.clearMeasures()")
    for _ in range(50):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowLeft")
    measured = "performance.getEntriesByName('llmviz:step').map((entry) => entry.duration)"
    return [float(milliseconds) for milliseconds in page.evaluate(measured)]


def meaning(site: Site) -> list[float]:
    """Chapter 6: the layer whose vectors are compared, script and layout."""
    page = site.open_page("/attention", "en", reveal="1", show_meaning="true").page
    return _times(page.locator(".st-key-meaning").get_by_role("slider"), LAYER_MOVES)


def heat_map(control: str, values: list[str]) -> Callable[[Site], list[float]]:
    """Chapter 6: a choice in the heat map of 128 tokens, in processor time of the page."""

    def measure(site: Site) -> list[float]:
        visit = site.open_page("/attention", "en", act="all", show_look="true", text=" ".join([EIGHT] * 16))
        found = visit.page.locator(".st-key-heatmap").get_by_label(control, exact=control != "Hide")
        profiler = visit.page.context.new_cdp_session(visit.page)
        profiler.send("Performance.enable", {"timeDomain": "threadTicks"})

        def script_ms() -> float:
            metrics = profiler.send("Performance.getMetrics")["metrics"]
            return 1000 * float(next(metric["value"] for metric in metrics if metric["name"] == "ScriptDuration"))

        took = []
        for value in values:
            before = script_ms()
            found.evaluate(CHOOSE, value)
            took.append(script_ms() - before)
            visit.settle()
        return took

    return measure


def slider(path: str, part: str, **query: str) -> Callable[[Site], list[float]]:
    """The first slider of a picture, a hundred moves from end to end, script and layout."""

    def measure(site: Site) -> list[float]:
        page = site.open_page(path, "en", reveal="1", **query).page
        return _times(page.locator(f".st-key-{part}").get_by_role("slider").first, SLIDER_MOVES)

    return measure


def calculator(name: str, fold: str) -> Callable[[Site], list[float]]:
    """Chapter 8: every slider of the calculator in a fold, from end to end."""

    def measure(site: Site) -> list[float]:
        page: Page = site.open_page("/large", "en", model="gemma-3-270m", reveal="1", act="cost").page
        page.locator(f".st-key-large-{fold}-fold summary").first.click()
        return _times(page.locator(f".st-key-calculator-{name} .root"), CALCULATOR_MOVES)

    return measure


MEASUREMENTS: dict[str, Callable[[Site], list[float]]] = {
    "sampling, sliders": sampling,
    "sampling, dial and marbles": slider("/sampling", "sampler"),
    "learning, steps of the page of letters": slider("/learning", "learning-page"),
    "attention, layer of two words": slider("/attention", "two_words"),
    "generation, steps in a tree of many branches": generation,
    "attention, layer of the meaning": meaning,
    "attention, layer of 128 tokens": heat_map("Layer", [str(1 + 7 * number % 30) for number in range(20)]),
    "attention, head of 128 tokens": heat_map("Head", ["2", "mean", "max", "rollout", "5"] * 4),
    "attention, first token of 128 hidden": heat_map("Hide", [""] * 20),
    "large, memory calculator": calculator("memory", "memory"),
    "large, training calculator": calculator("training", "training"),
    "large, speed calculator": calculator("speed", "writing"),
}


def _times(part: Locator, moves: str) -> list[float]:
    part.wait_for(timeout=PATIENCE_MS)
    return [float(milliseconds) for milliseconds in part.evaluate(moves)]


def measure(effort: Effort) -> Iterator[Row]:
    """A row for each kind of move."""
    moves = dict(list(MEASUREMENTS.items())[: effort.pick(quick=2, full=len(MEASUREMENTS))])
    with tempfile.TemporaryDirectory() as folder, open_site(Path(folder)) as site:
        for name, times_of in moves.items():
            found = []
            for _ in range(effort.rounds(quick=1, full=2)):
                found.append(times_of(site))
                site.close_pages()
            what = f"{name}: {len(found[0])} moves"
            slowest = tuple(quantile(times, 0.95) for times in found)
            yield Row(what, "ms", slowest, aim=f"at most {FRAME_MS} ms")


if __name__ == "__main__":
    program("browser", TITLE, __doc__, measure)
