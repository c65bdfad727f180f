"""Chapter 6 in a browser: choosing heads without the server, linked hover, BertViz locked up, hostile texts."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, TimeoutError, expect

from llm_viz.base.i18n import strings
from tests.support.site import Site, Theme, Visit

pytestmark = pytest.mark.browser

EN = strings("en", "attention")
TEXT = "The new iPhone was launched by Apple"


def heatmap(visit: Visit) -> Locator:
    return visit.page.locator(".st-key-heatmap")


def pair(visit: Visit) -> Locator:
    return visit.page.locator(".st-key-two_contexts")


def ink(canvas: Locator) -> int:
    """How many pixels of a canvas are drawn on."""
    count = (
        "(c) => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v).length"
    )
    return int(canvas.evaluate(count))


def query(visit: Visit) -> dict[str, list[str]]:
    return parse_qs(urlsplit(visit.page.url).query)


def test_every_choice_and_every_summary_redraws_and_is_remembered_without_a_message_to_the_server(site: Site) -> None:
    visit = site.open_page("/attention", "en", act="all", show_look="true", text=TEXT)
    sent = visit.sent
    before = len(sent)
    assert before > 0
    view, canvas = heatmap(visit), heatmap(visit).locator(".scroll canvas")
    pictures = set()
    for head, said in [("mean", "Average:"), ("max", "Maximum:"), ("rollout", "Rollout (Abnar")]:
        view.get_by_label("Head", exact=True).select_option(head)
        expect(view.locator(".about")).to_contain_text(said)
        pictures.add(canvas.evaluate("(c) => c.toDataURL()"))
    assert len(pictures) == 3
    view.get_by_label("Layer", exact=True).select_option("max")  # there is no maximum of rollouts
    expect(view.get_by_label("Head", exact=True)).to_have_value("max")
    expect(view.locator(".scale")).to_contain_text("do not add up")
    view.get_by_label("Layer", exact=True).select_option("10")
    view.get_by_label("Head", exact=True).select_option("3")
    assert "Layer 10 · Head 3" in view.locator(".readout").inner_text()
    assert re.search(r"q .Apple → k .iPhone: 7\d\s%", view.locator(".pair").inner_text())
    overview = view.locator(".strip canvas:not(.veil)")
    shown, drawn = canvas.evaluate("(c) => c.toDataURL()"), ink(overview)
    view.get_by_label("Hide the first token").check()
    assert canvas.evaluate("(c) => c.toDataURL()") != shown
    assert 0 < ink(overview) < drawn, "every small picture is drawn, and drawn anew"
    overview.click(position={"x": 70, "y": 50})
    assert "Layer 1 · Head 1" in view.locator(".readout").inner_text()
    canvas.hover(position={"x": 5, "y": 60})
    visit.settle()
    assert len(sent) == before
    assert {name: query(visit)[name] for name in ("layer", "head", "sink")} == {
        "layer": ["1"], "head": ["1"], "sink": ["hide"],
    }  # fmt: skip
    page = visit.page
    rail = page.locator(".st-key-rail").get_by_role("link")
    for chapter, name in ((2, "tokens"), (6, "attention")):
        rail.nth(chapter).click()
        page.wait_for_url(f"**/{name}?*")
        visit.settle()
    expect(heatmap(visit).get_by_label("Layer", exact=True)).to_have_value("1")
    expect(page).to_have_url(re.compile("layer=1&head=1&sink=hide"))
    expect(page).to_have_url(re.compile("act=all"))
    page.reload()
    visit.settle()
    expect(heatmap(visit).get_by_label("Hide the first token")).to_be_checked()
    expect(heatmap(visit).get_by_label("Layer", exact=True)).to_have_value("1")


def test_heads_answer_the_pointer_and_the_keys_whatever_is_read_and_written(site: Site) -> None:
    visit = site.open_page("/attention", "en", act="all", text="The capital of France is", layer="24", head="5")
    view, canvas, keyboard = heatmap(visit), heatmap(visit).locator(".scroll canvas"), visit.page.keyboard
    box = canvas.bounding_box()
    assert box is not None
    cell = box["width"] / 5
    canvas.hover(position={"x": 3.5 * cell, "y": 4.5 * cell})
    assert re.search(r"q .is → k .France: 9\d\s%", view.locator(".pair").inner_text())
    assert view.locator(".keys .hovered").inner_text() == "␣France"
    canvas.hover(position={"x": 4.5 * cell, "y": 1.5 * cell})
    assert "out of sight" in view.locator(".pair").inner_text()

    view.locator(".queries div").nth(3).hover()
    for part in (".queries", ".keys", ".sentence"):
        assert view.locator(f"{part} .hovered").all_inner_texts() == ["␣France"]
    assert view.locator(".band:visible").count() == 2

    buttons = view.locator(".sentence button")
    assert view.locator(".sentence button[tabindex='0']").count() == 1
    buttons.last.focus()
    keyboard.press("ArrowLeft")
    expect(buttons.nth(3)).to_be_focused()
    assert "q ␣France" in view.locator(".pair").inner_text()

    view.get_by_label("Layer", exact=True).select_option("30")
    view.get_by_label("Head", exact=True).select_option("1")
    view.locator(".strip").focus()
    for key, name in [("ArrowUp", "Layer 30 · Head 1"), ("ArrowDown", "Layer 30 · Head 2"), ("ArrowRight", "average")]:
        keyboard.press(key)
        assert name in view.locator(".readout").inner_text()

    # What the model writes can be included.
    visit.page.get_by_text(EN("section-written")).click()  # a fold
    visit.page.locator(".st-key-written label").first.click()
    visit.settle()
    table = visit.page.locator(".st-key-written_table tbody tr")
    expect(table.first).to_be_visible()
    assert table.count() >= 1
    expect(heatmap(visit).locator(".queries .written")).to_have_count(table.count())
    assert parse_qs(urlsplit(visit.page.url).query)["written"] == ["true"]

    field = visit.page.locator(".st-key-sentence textarea")
    for text, first in [("𠮷野家で 👨‍👩‍👧", "𠮷"), ("two dogs", "two")]:
        field.fill(text)
        field.press("Enter")
        visit.settle()
        expect(heatmap(visit).locator(".sentence button").first).to_have_text(first)
    assert "�" not in visit.text()
    assert visit.problems == []


def test_the_two_apples_layer_by_layer_the_choice_of_a_head_and_own_contexts(site: Site) -> None:
    visit = site.open_page("/attention", "en", reveal="1", show_readings="true", show_meaning="true")
    sent = visit.sent
    before, view = len(sent), visit.page.locator(".st-key-meaning")
    slider, letter = view.get_by_role("slider"), view.locator(".point.context").first
    slider.focus()
    visit.page.keyboard.press("Home")
    assert "0.00" in view.locator(".score").first.inner_text()
    assert "Same token, same vector" in view.locator(".sentence").inner_text()
    start = letter.bounding_box()
    for _ in range(20):
        visit.page.keyboard.press("ArrowRight")
    assert "Layer 20" in view.locator("output").inner_text()
    assert "towards fruit" in view.locator(".score").first.inner_text()
    assert letter.bounding_box() != start
    visit.settle()
    assert len(sent) == before
    assert query(visit)["meaning"][0].isdecimal()

    company = pair(visit).locator("section").nth(1)
    row = company.locator(".earlier", has_text="iPhone")
    assert re.search(r"7\d\s%", row.locator(".number").inner_text())
    assert "layer" in row.locator(".where").inner_text()
    head = pair(visit).locator(".choices button").nth(1)
    head.click()
    assert row.locator(".where").inner_text() == ""
    visit.page.reload()
    visit.settle()
    expect(pair(visit).locator(".choices button").nth(1)).to_have_attribute("aria-pressed", "true")
    visit.page.get_by_text("Other words, and sentences of your own").click()
    visit.page.locator(".st-key-a input").fill("She sliced a ripe apple")
    visit.page.locator(".st-key-a input").press("Enter")
    visit.settle()
    expect(pair(visit).locator(".chip", has_text="ripe")).to_be_visible()
    assert query(visit)["a"] == ["She sliced a ripe apple"]
    assert visit.problems == []


def test_any_link_is_cut_shared_and_mended(site: Site) -> None:
    visit = site.open_page("/attention", "en", act="cloth", show_proof="true")
    context = visit.page.locator(".st-key-cutting section").nth(1)
    word = context.locator(".row .word", has_text="iPhone")
    word.press("Enter")
    expect(context.locator(".verdict .after")).to_be_visible()
    expect(word).to_be_focused()  # drawn anew, it keeps the keyboard
    row = context.locator(".row.cut")
    assert row.locator(".number").all_inner_texts()[1] == "0\u00a0%"
    assert query(visit)["cut"] == ["b7-3"]
    visit.page.reload()
    visit.settle()
    expect(context.locator(".row.cut")).to_have_count(1)
    # Any token can be hidden from any other, or from all.
    sent = visit.sent
    before = len(sent)
    context.locator(".who button", has_text="launched").click()
    expect(context.locator(".row .word")).to_have_count(4)  # of seven tokens it sees those before it
    context.locator(".who .everyone").click()
    assert len(sent) == before
    context.locator(".row .word", has_text="new").click()
    expect(context.locator(".cut-link")).to_have_text(["✂ Apple → iPhone ×", "✂ all later words → new ×"])
    visit.settle()
    assert query(visit)["cut"] == ["b7-3.bx-2"]
    context.locator(".who button", has_text="was").click()
    expect(context.locator(".row.cut")).to_have_count(1)
    context.locator(".cut-link").first.click()
    expect(context.locator(".cut-link")).to_have_count(1)
    visit.settle()
    assert query(visit)["cut"] == ["bx-2"]
    visit.page.locator(".st-key-cutting .restore").click()
    expect(context.locator(".row.cut")).to_have_count(0)
    visit.settle()
    assert "cut" not in query(visit)
    assert visit.problems == []


def test_silencing_all_heads_can_be_stopped_and_a_head_taken_from_what_is_known(site: Site) -> None:
    visit = site.open_page("/attention", "en", act="cloth", show_heads="true")
    start = visit.page.locator(".st-key-attention-heads-start button")
    start.click()
    expect(visit.page.get_by_text(" of 540")).to_be_visible(timeout=30_000)
    cancel = visit.page.locator(".st-key-attention-heads-cancel button")
    for _ in range(20):  # Streamlit may not notice a press in the moment in which the button appears
        if not cancel.count():
            break
        with suppress(TimeoutError):
            cancel.click(timeout=300)
    expect(visit.page.get_by_text("Stopped before all heads were tried")).to_be_visible(timeout=30_000)
    expect(start).to_be_visible()
    visit.settle()
    visit.page.locator(".st-key-head_grid").locator("svg").first.click(position={"x": 6, "y": 6})
    expect(visit.page.locator(".st-key-cutting .verdict .after")).to_have_count(2)  # however long the model takes
    assert query(visit)["silence"] == ["1-1"]
    assert visit.problems == []


def test_bertviz_draws_offline_and_locked_up(site: Site) -> None:
    hostile = "</script><img src=x onerror=alert(1)> Apple"
    visit = site.open_page("/attention", "en", text=hostile, act="all", show_free="true")
    assert visit.page.locator("iframe").count() == 0
    for view, theme in LOOKS:
        visit.page.emulate_media(color_scheme=theme)
        visit.page.get_by_role("radio", name=view).or_(visit.page.get_by_role("button", name=view)).click()
        visit.settle()
        frame = visit.page.locator("iframe")
        assert frame.get_attribute("sandbox") == "allow-scripts"
        drawing = visit.page.frame_locator("iframe")
        expect(drawing.locator("svg line").first).to_be_attached(timeout=20_000)
        assert drawing.locator("img").count() == 0
        if view == "Head view":
            assert "</" in "".join(drawing.locator("svg text").all_text_contents())
        assert visit.page.frames[-1].evaluate(_ABOVE) == "locked"
        visit.screenshot(f"attention-bertviz-{theme}")
    assert [address for address in visit.foreign if address != "about:srcdoc"] == []
    assert visit.problems == []


LOOKS: tuple[tuple[str, Theme], ...] = (("Head view", "light"), ("Model view", "dark"))
_ABOVE = "() => { try { return parent.document.title } catch { return 'locked' } }"


HOSTILE = [
    '<img src=x onerror="window.broken=1"></script><script>window.broken=1</script>',
    "**b** $x$ [a](javascript:alert(1)) \u202eevil\u202c a\n\n\t\u0301\u200d",
]


def test_a_text_is_only_ever_text(site: Site) -> None:
    text = " ".join(HOSTILE)
    visit = site.open_page(
        "/attention",
        "en",
        text=text,
        a=f"{text} Apple",
        reveal="1",
        show_readings="true",
        show_look="true",
    )
    for act, place in [
        ("apple", ".st-key-two_contexts .chip"), ("cloth", ".st-key-cloth .word-chip"),
        ("head", ".st-key-one_head .lane"), ("all", ".st-key-sorted_heads .lane"),
        ("all", ".st-key-heatmap .sentence button"),
    ]:  # fmt: skip
        if act != "apple":  # the first one, open already
            visit.page.get_by_role("radio", name=EN(f"act-{act}")).click()
        expect(visit.page.locator(place).first).to_be_visible()
        visit.settle()
        assert visit.page.evaluate("window.broken") is None
        assert visit.page.locator("[data-testid=stMain] img").count() == 0
        assert "\u202e" not in visit.page.locator(f"[class*=st-key-act-attention-{act}]").inner_text()
        assert "�" not in visit.text()
        assert (visit.problems, visit.foreign) == ([], [])


def test_an_encoder_looks_both_ways_and_says_that_it_predicts_nothing(site: Site) -> None:
    visit = site.open_page("/attention", "en", model="minilm-l6", act="all", show_look="true")
    expect(visit.page.get_by_text("a full square").first).to_be_attached()  # in a fold
    visit.page.get_by_role("radio", name="1 Two Apples").click()
    visit.page.get_by_text("What the word looks back at").click()
    expect(pair(visit).get_by_text("predicts no next token").first).to_be_visible()
    assert visit.problems == []
