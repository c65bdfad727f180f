"""Chapter 5 in a browser: its numbers are transformers', it follows a drag, and asks the server for nothing."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
import torch
from playwright.sync_api import Page, expect
from transformers import DynamicCache

from llm_viz.base.i18n import strings
from llm_viz.chapters.sampling.compute.distribution import LISTED
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.generation import Sampling, SamplingRequest
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from tests.support.page_checks import address, barriers
from tests.support.site import PHONE, Site, Visit

pytestmark = pytest.mark.browser

TEXTS = {"smollm2-135m": "The capital of France is", "gemma-3-270m": "私は今日"}
OFF = strings("en", "sampling")("off")
FLOAT32_UNDERFLOW = 1e-37

# Sets the sliders as a hand would, and reads what is then on the screen.
MOVE = """(root, moves) => {
  const knobs = ["temperature", "top_k", "top_p", "min_p"].map((name) => root.querySelector(`#${name}`));
  return moves.map((places) => {
    places.forEach((place, index) => {
      if (place === null) return;
      knobs[index].value = place;
      knobs[index].dispatchEvent(new Event("input", { bubbles: true }));
    });
    const rows = [...root.querySelectorAll("tr[data-token]")].map((row) => ({ ...row.dataset }));
    const outputs = [...root.querySelectorAll("output")].map((output) => output.textContent);
    const others = { ...root.querySelector("tr[data-others]").dataset };
    return { rows, outputs, others, sums: { ...root.dataset } };
  });
}"""

# Moves the dial as a hand would that does not let go, and reads how many marbles each pile has.
DRAG = """async (dial) => {
  const root = dial.getRootNode().querySelector(".root");
  const seen = [];
  for (let step = 0; step <= 20; step++) {
    dial.value = step / 10;
    const start = performance.now();
    dial.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    seen.push([root.dataset.marbles, performance.now() - start]);
  }
  return seen;
}"""


def open_sampler(site: Site, size: dict[str, int] | None = None, **query: str) -> Visit:
    visit = site.open_page("/sampling", size=size, **{"act": "live", "numbers": "1", **query})
    expect(visit.page.locator(".st-key-sampler table").first).to_be_visible(timeout=60_000)
    return visit


def move(page: Page, moves: list[list[float | None]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.locator(".st-key-sampler .root").evaluate(MOVE, moves)
    return found


def shown_sampling(outputs: list[str]) -> Sampling:
    """The settings that the sliders' labels name."""
    temperature, k, p, m = outputs
    return Sampling(
        float(temperature),
        0 if k == OFF else int(k),
        1.0 if p == OFF else float(p),
        0.0 if m == OFF else float(m),
    )


def random_moves(number: int, stops: int) -> list[list[float | None]]:
    """Each filter is off in half of them; the first are greedy, raw and the extremes."""
    rng = random.Random(20_260_101)
    last = stops - 1
    moves: list[list[float | None]] = [
        [0, last, 1, 0], [1, last, 1, 0], [2, last, 1, 0], [0.01, last, 1, 0], [2, last, 0.5, 0], [2, last, 1, 0.5],
        [1, last, 0, 0], [1, 0, 1, 0], [1, last - 1, 1, 0], [2, last, 1, 0.005],
    ]  # fmt: skip
    for _ in range(number):
        k = rng.choice([last, rng.randrange(stops)])
        p = rng.choice([1.0, rng.randrange(101) / 100])
        m = rng.choice([0.0, rng.randrange(101) / 200])
        moves.append([rng.randrange(5, 201) / 100, k, p, m])
    return moves


@pytest.fixture
def one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model reads a text once; how a token is drawn from its logits is still computed every time."""
    read, known = LoadedModel.next_logits, {}

    def next_logits(self: LoadedModel, ids: torch.Tensor, cache: DynamicCache | None = None) -> torch.Tensor:
        if cache is not None:
            return read(self, ids, cache)
        question = self.facts.key, tuple(ids.flatten().tolist())
        if question not in known:
            known[question] = read(self, ids)
        return known[question].clone()

    monkeypatch.setattr(LoadedModel, "next_logits", next_logits)


@pytest.mark.model
@pytest.mark.usefixtures("one_reading")
@pytest.mark.parametrize("model", TEXTS)
def test_the_chances_are_those_of_transformers(site: Site, model: str) -> None:
    engine, text = local_engine(), TEXTS[model]
    page = open_sampler(site, text=text, model=model).page
    page.locator(".st-key-sampler button.more").click()
    stops = int(page.locator(".st-key-sampler #top_k").get_attribute("max") or 0) + 1
    following = engine.trace(TraceRequest(model, text, capture=Capture(candidates=LISTED))).next
    assert following is not None
    listed = tuple(candidate.id for candidate in following.candidates)
    exact_ones = tails = 0
    for found in move(page, random_moves(50, stops)):
        sampling = shown_sampling(found["outputs"])
        chances = engine.sampling_probabilities(SamplingRequest(model, text, listed, sampling)).astype(np.float64)
        ids = [int(row["token"]) for row in found["rows"]]
        shown = np.array([float(row["final"]) for row in found["rows"]])
        assert tuple(ids) == listed[: len(ids)]
        tail = float(found["sums"]["tailFinal"])
        everything_listed = tail == 0 and found["sums"]["approximate"] == "false"
        exact_ones += everything_listed
        tails += tail > 0
        allowed = 1e-6 if everything_listed else 1e-4
        np.testing.assert_allclose(shown, chances[: len(ids)], atol=allowed, rtol=0, err_msg=str(sampling))
        assert abs(tail - (1 - chances.sum())) <= max(allowed, 5e-6), sampling  # a float32 sum of all of them
        others = float(found["others"]["final"])
        assert others == pytest.approx(1 - shown.sum(), abs=1e-9)
        if found["sums"]["approximate"] == "false":
            left = [row["cut"] == "" and float(row["final"]) > FLOAT32_UNDERFLOW for row in found["rows"]]
            assert left == (chances[: len(ids)] > FLOAT32_UNDERFLOW).tolist(), sampling
    assert exact_ones >= 10
    assert tails >= 10


def test_filters_follow_a_drag_keys_and_recipes_and_fit_on_a_small_projector(site: Site) -> None:
    """One page for all that the sliders answer."""
    visit = open_sampler(site, {"width": 1280, "height": 720}, text=TEXTS["smollm2-135m"], model="smollm2-135m")
    the_sliders_the_sentence_and_the_order_stand_below_each_other(visit.page)
    a_drag_is_followed_without_a_message_to_the_server(visit)
    the_keyboard_moves_by_a_hundredth_and_recipes_set_all(visit.page)
    a_token_names_the_filter_that_cut_it(visit.page)


def the_sliders_the_sentence_and_the_order_stand_below_each_other(page: Page) -> None:
    stage = page.locator(".st-key-sampler .filters").element_handle()
    page.wait_for_function(
        """stage => {
          const parts = [".knobs", ".stage-says", ".draw"].map((name) => stage.querySelector(name));
          const edges = parts.map((part) => part.getBoundingClientRect()).flatMap(({ top, bottom }) => [top, bottom]);
          return edges.every((edge, place) => place === 0 || edges[place - 1] <= edge) && edges.at(-1) <= innerHeight;
        }""",
        arg=stage,
    )


def a_drag_is_followed_without_a_message_to_the_server(visit: Visit) -> None:
    page = visit.page
    slider = page.locator(".st-key-sampler #temperature")
    first = page.locator(".st-key-sampler tr[data-token]").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    assert visit.sent  # the page's own first messages: the ear works
    visit.sent.clear()
    seen = set()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(1, 21):
        page.mouse.move(box["x"] + box["width"] * (0.5 + step / 50), box["y"] + box["height"] / 2)
        seen.add(first.get_attribute("data-final"))
    page.mouse.up()
    visit.settle()
    assert len(seen) >= 15
    assert visit.sent == []
    assert float(address(page)["temperature"]) == float(shown_sampling(_outputs(page)).temperature) > 1.5


def the_keyboard_moves_by_a_hundredth_and_recipes_set_all(page: Page) -> None:
    move(page, [[1, None, None, None]])
    page.locator(".st-key-sampler #temperature").focus()
    page.keyboard.press("ArrowRight")
    assert shown_sampling(_outputs(page)) == Sampling(1.01)
    page.locator(".st-key-sampler [data-recipe=focused]").click()
    assert shown_sampling(_outputs(page)) == Sampling(0.7, 40, 0.9, 0.0)
    assert address(page)["top_k"] == "40"
    page.reload()
    expect(page.locator(".st-key-sampler table").first).to_be_visible(timeout=60_000)
    assert shown_sampling(_outputs(page)) == Sampling(0.7, 40, 0.9, 0.0)


def a_token_names_the_filter_that_cut_it(page: Page) -> None:
    page.locator(".st-key-sampler button.more").click()
    (found,) = move(page, [[1.5, 9, 0.97, 0.05]])  # top-k 10, then each of the others cuts something
    k_kept = int(found["outputs"][1])
    cuts = "".join(row["cut"] or "-" for row in found["rows"])
    assert cuts[k_kept:] == "k" * (len(cuts) - k_kept)
    assert cuts == "".join(sorted(cuts, key="-mpk".index))  # a staircase: the less probable, the earlier it goes
    letters = page.locator(".st-key-sampler tr[data-token] .gate.cut").all_inner_texts()
    assert letters == [cut for cut in cuts if cut != "-"]
    assert {"k", "p", "m"} <= set(letters)
    expect(page.locator(".st-key-sampler tr[data-others] .gate.cut")).to_have_text("k")


def test_texts_are_drawn_when_asked_stay_while_sliders_move_and_come_again_from_the_link(site: Site) -> None:
    visit = open_sampler(
        site, text="My favourite food is", model="smollm2-135m", count="4", length="12", seed="7", show_measures="true"
    )
    page = visit.page
    drawn = page.locator(".st-key-section-sampling-draws [data-testid=stMarkdown] ul").first
    page.locator(".st-key-sampler #draw").click()
    page.wait_for_url("**drawn=1**")
    _await_drawing(page)
    texts = drawn.inner_text()
    assert len(texts) > 100
    link = address(page)
    move(page, [[1.7, None, None, None], [0.2, None, None, None]])
    page.locator(".st-key-sampler #temperature").dispatch_event("change")
    visit.settle()
    assert drawn.inner_text() == texts
    assert "drawn" not in address(page)  # the texts no longer belong to the sliders

    opened = open_sampler(site, **link)
    again = opened.page
    _await_drawing(again)
    assert again.locator(".st-key-section-sampling-draws [data-testid=stMarkdown] ul").first.inner_text() == texts
    visit.screenshot("sampling-drawn")
    again.set_viewport_size(PHONE)
    of_top_k = again.locator(".st-key-sampler .left td").nth(2)
    expect(of_top_k.locator(".short")).to_be_visible()  # no count is broken in a narrow column
    expect(of_top_k.locator(".exact")).to_be_hidden()
    opened.screenshot("sampling-drawn-phone")


def test_drawing_can_be_stopped(site: Site) -> None:
    t = strings("en", "sampling")
    page = open_sampler(site, text="My favourite food is", model="smollm2-135m", count="16", length="40").page
    page.locator(".st-key-sampler #draw").click()
    page.locator(".st-key-section-sampling-draws ul").first.wait_for(timeout=60_000)
    cancel = page.locator(".st-key-sampling-cancel button")
    cancel.click()
    expect(page.get_by_text(t("stopped"))).to_be_visible(timeout=60_000)
    expect(cancel).to_have_count(0)


def test_the_dial_moves_marbles_by_itself_and_asks_for_lines_when_it_rests(site: Site) -> None:
    """From the guess over the lines to the other end of the dial, with the keyboard."""
    visit = site.open_page("/sampling", "en", text=TEXTS["smollm2-135m"], model="smollm2-135m")
    page = visit.page
    part = page.locator(".st-key-sampler .root")
    lines, says = part.locator(".line-text"), part.locator(".stage-says")
    expect(lines).to_have_text(["?"] * 8)
    expect(part.locator("svg .dashed-mark")).to_have_text("?")
    part.locator(".candidate").filter(has_text="8").click()
    expect(part).to_have_attribute("data-lines", "current", timeout=60_000)
    expect(says).to_contain_text("You guessed 8")
    expect(part.locator(".ring:visible")).to_have_count(8)
    expect(part.locator(".ask")).to_have_count(0)
    visit.settle()
    before = lines.all_inner_texts()
    visit.sent.clear()
    took = part.locator("#temperature").evaluate(DRAG)
    assert len({marbles for marbles, _ in took}) > 10
    assert len(visit.sent) <= 1  # none for all its moves; on a busy machine the one for its rest is there already
    page.locator(".st-key-sampler #temperature").focus()
    page.keyboard.press("Home")
    expect(part).to_have_attribute("data-lines", "current", timeout=60_000)
    expect(part).to_have_attribute("data-marbles", "100 0 0 0 0 0 0")
    same = lines.all_inner_texts()
    assert len(set(same)) == 1
    assert same != before
    expect(says).to_contain_text(strings("en", "sampling")("dial-says-same"))
    assert address(page)["temperature"] == "0"
    assert address(page)["reveal"] == "1"
    page.get_by_role("button", name=strings("en", "sampling")("act-hand")).click()
    expect(page.locator(".st-key-sampler table .large").first).to_have_text(
        "100\u00a0%"
    )  # the dial stands where it stood
    assert barriers(page) == []
    assert visit.problems == []


def test_any_text_is_shown_as_text(site: Site) -> None:
    visit = open_sampler(site, text="</script><img src=x onerror=alert(1)> 👩‍👩‍👧‍👦 \u202eabc\u0007 ")
    alerts: list[str] = []
    visit.page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    move(visit.page, [[1.5, None, None, None]])
    assert alerts == []
    assert visit.problems == []
    assert "\N{REPLACEMENT CHARACTER}" not in visit.text()
    assert visit.page.locator(".st-key-sampler img").count() == 0


def _outputs(page: Page) -> list[str]:
    return page.locator(".st-key-sampler output").all_inner_texts()


def _await_drawing(page: Page) -> None:
    expect(page.locator(".st-key-section-sampling-draws .js-plotly-plot")).to_be_visible(timeout=120_000)
