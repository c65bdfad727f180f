"""Chapter 8 in a browser: calculators compute as Python does, follow a drag, and ask the server for nothing."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from llm_viz.chapters import chapters
from llm_viz.chapters.large.compute.memory import memory_calculator
from llm_viz.chapters.large.compute.speed import speed_calculator
from llm_viz.chapters.large.compute.training import training_calculator
from llm_viz.kit.compute.calculator import Calculator, compute
from tests.support.page_checks import address
from tests.support.site import PHONE, Site, Visit

pytestmark = pytest.mark.browser

# Drags sliders and chooses, as a hand would, and reads what the calculator then shows.
MOVE = """(root, moves) => moves.map(({ knobs, choices }) => {
  for (const [name, index] of Object.entries(choices)) {
    const select = root.querySelector(`select#${name}`);
    select.value = index;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
  for (const [name, share] of Object.entries(knobs)) {
    const input = root.querySelector(`[data-knob=${name}]`);
    input.value = Number(input.min) + share * (input.max - input.min);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const text = [...root.querySelectorAll("output, .value")].map((node) => node.textContent);
  return { text, values: JSON.parse(root.dataset.values), results: JSON.parse(root.dataset.results) };
})"""


def calculators() -> dict[str, Calculator]:
    return {made.name: made for made in (memory_calculator(None), training_calculator(), speed_calculator(None, None))}


def moves_of(calculator: Calculator, number: int) -> list[dict[str, Any]]:
    """The ends of all sliders, then places and choices at random."""
    rng = random.Random(7)
    sliders = [knob.name for knob in calculator.knobs if knob.slider]
    ends = [{"knobs": dict.fromkeys(sliders, end), "choices": {}} for end in (0, 1)]
    return ends + [
        {
            "knobs": {name: rng.random() for name in sliders if rng.random() < 0.7},
            "choices": {
                choice.name: rng.randrange(len(choice.options)) for choice in calculator.choices if rng.random() < 0.5
            },
        }
        for _ in range(number)
    ]


def test_what_a_model_takes_is_computed_in_the_browser_as_in_python_and_kept_in_the_address(site: Site) -> None:
    """One page for all that stands in this act."""
    visit = site.open_page("/large", "en", model="gemma-3-270m", act="cost", size={"width": 1280, "height": 720})
    assert not any(name.startswith(("memory_", "training_", "speed_")) for name in address(visit.page))
    the_square_is_dragged_and_asks_nobody(visit)
    the_arithmetic_is_that_of_python_and_follows_a_drag(visit)
    what_is_set_is_in_the_address_outlives_leaving_and_a_link_opens_to_it(visit)
    assert visit.problems == []


def the_square_is_dragged_and_asks_nobody(visit: Visit) -> None:
    part = visit.page.locator(".st-key-large-cost .root")
    knob, headline, says = part.get_by_role("slider"), part.locator(".headline"), part.get_by_role("status")
    expect(headline).to_contain_text("174.6\u00a0B parameters × 2 bytes = 349\u00a0GB")
    expect(says).to_contain_text("4.4 × an AI chip")
    visit.sent.clear()
    box = knob.bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] - 120, box["y"] + 120, steps=4)
    visit.page.mouse.up()
    expect(headline).to_contain_text("your model")
    assert 5e9 < float(knob.get_attribute("aria-valuenow") or 0) < 1.5e11
    knob.press("ArrowUp")
    part.get_by_role("button", name="training energy").click()
    part.get_by_role("button", name="GPT-3 175B").click()
    expect(headline).to_contain_text("170\u00a0MWh")
    assert visit.sent == []
    assert address(visit.page) | {"bill": "energy"} == address(visit.page)


def the_arithmetic_is_that_of_python_and_follows_a_drag(visit: Visit) -> None:
    for fold in ("memory", "training", "writing"):
        visit.page.locator(f".st-key-large-{fold}-fold summary").first.click()
    visit.settle()
    before = len(visit.sent)
    for name, calculator in calculators().items():
        root = visit.page.locator(f".st-key-calculator-{name} .root")
        expect(root.locator(".value").first).to_be_visible()
        shown = root.evaluate(MOVE, moves_of(calculator, 60))
        assert {knob.name for knob in calculator.knobs} == set(shown[0]["values"])
        for state in shown:
            assert state["results"] == pytest.approx(compute(calculator, state["values"]), rel=1e-12)
            assert not any(word in text for text in state["text"] for word in ("NaN", "undefined", "Infinity", "null"))
        for knob in calculator.knobs:
            assert all(knob.low <= state["values"][knob.name] <= knob.high for state in shown)
    visit.settle()
    assert len(visit.sent) == before


def what_is_set_is_in_the_address_outlives_leaving_and_a_link_opens_to_it(visit: Visit) -> None:
    context = visit.page.locator(".st-key-calculator-memory [data-knob=context]")
    context.focus()
    context.press("End")
    assert address(visit.page)["memory_context"] == "1000000"
    root = visit.page.locator(".st-key-calculator-memory .root")
    links = visit.page.locator(".st-key-rail").get_by_role("link")
    links.first.click()
    expect(root).to_have_count(0)
    links.nth(next(chapter.number for chapter in chapters() if chapter.name == "large")).click()
    expect(root.locator("output").nth(1)).to_have_text("1 M")
    visit.settle()
    assert address(visit.page)["memory_context"] == "1000000"
    expect(visit.page).to_have_url(re.compile("lang=en"))  # written by another part, perhaps a moment later
    visit.page.reload()
    visit.settle()
    assert json.loads(root.get_attribute("data-values") or "")["context"] == 1_000_000
    expect(root.locator("output").nth(1)).to_have_text("1 M")


def test_the_square_of_gpt_3_is_drawn_and_zooming_out_asks_nobody(site: Site) -> None:
    visit = site.open_page("/large", "en", model="smollm2-135m", size={"width": 1280, "height": 720})
    part = visit.page.locator(".st-key-large-squares .root")
    knob = part.get_by_role("slider", name="The corner of your square")
    expect(part.locator(".square")).to_have_count(2)
    box = knob.bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 90, box["y"] - 80, steps=4)
    visit.page.mouse.up()
    expect(knob).to_be_focused()
    guessed = int(knob.get_attribute("aria-valuenow") or 0)
    assert guessed > 20  # thousand millions
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("Enter")
    expect(part.get_by_role("status")).to_contain_text("You said")
    expect(part.locator(".headline")).to_contain_text("GPT-3 175B: 175\u00a0B parameters")
    visit.settle()
    assert 0 < float(address(visit.page)["far"]) < 1, "a link opens to the squares as they were drawn"
    visit.sent.clear()
    part.get_by_role("button", name="Zoom out").click()
    expect(part.locator(".headline")).to_contain_text("Kimi K3")
    expect(part.locator(".square")).to_have_count(8)
    sides = part.locator(".square").evaluate_all("all => all.map((one) => Number(one.dataset.side))")
    assert (sides[2] / sides[1]) ** 2 == pytest.approx(174.6e9 / 1.5e9, rel=0.02)
    part.get_by_role("button", name="training tokens").click()
    expect(part.get_by_role("status")).to_contain_text("has read 6.7 times as much")
    part.locator(".square").first.focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Enter")
    expect(part.locator(".headline")).to_contain_text("GPT-2 XL")
    assert visit.sent == []
    assert address(visit.page)["large_in"] == "tokens"


def test_the_largest_part_is_guessed_on_the_picture_and_growing_a_model_asks_nobody(site: Site) -> None:
    visit = site.open_page("/large", "en", model="smollm2-135m", act="parts", size=PHONE)
    part = visit.page.locator(".st-key-large-mosaic .root")
    says, headline = part.locator(".stage-says"), part.locator(".headline")
    expect(part.locator(".block")).to_have_count(3)
    part.locator(".block[data-part=attention]").click(position={"x": 12, "y": 4})
    expect(says).to_contain_text("You said attention: it holds 20")
    expect(headline).to_contain_text("134,515,008 parameters")
    visit.settle()
    visit.sent.clear()
    part.get_by_role("button", name="GPT-3 175B").click()
    expect(says).to_contain_text("8 times as deep and 16 times as wide as GPT-2 small")
    expect(says).to_contain_text("the layers hold 2,045 times as many")
    part.get_by_role("button", name="attention").press("Enter")
    expect(part.locator("figure")).to_have_count(2)
    expect(part.locator("figure").first).to_contain_text("12,288 × 36,864")
    part.get_by_role("slider", name="Layers").press("Home")
    expect(headline).to_contain_text("A model like GPT-3 175B")
    assert visit.sent == []
    assert address(visit.page) | {"parts_model": "2", "parts_layers": "1", "parts_open": "attention"} == address(
        visit.page
    )


def test_a_tap_or_a_key_tells_what_is_known_of_a_model(site: Site) -> None:
    visit = site.open_page("/large", "en", act="models", size=PHONE)
    part = visit.page.locator(".st-key-large-models .root")
    says, dots = part.locator(".stage-says"), part.locator(".dot")
    expect(says).to_contain_text("23,761")
    visit.sent.clear()
    own = part.locator(".dot.own").first.bounding_box()
    assert own is not None
    visit.page.mouse.click(own["x"] + own["width"] / 2, own["y"] + own["height"] / 2)
    expect(says).to_contain_text("SmolLM2-135M (Hugging Face")
    dots.first.focus()
    expect(says).to_contain_text("GPT-1 (OpenAI")
    dots.first.press("ArrowRight")
    expect(part.locator(".dot.chosen")).to_have_count(1)
    expect(says).not_to_contain_text("GPT-1")
    part.get_by_role("button", name="computation").click()
    expect(says).to_contain_text("fold")
    assert visit.sent == []
    assert "measure=flop" in visit.page.url
