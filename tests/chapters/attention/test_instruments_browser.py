"""Chapter 6 in a browser: summaries in the heat map, the query and key of a link, and the two directions of reading."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from llm_viz.base.i18n import strings
from llm_viz.base.numbers import percent
from llm_viz.chapters.attention.compute.dot_product_attention import attention_weights, queries_and_keys
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from tests.support.site import Site, Visit

pytestmark = pytest.mark.browser

EN = strings("en", "attention")
TEXT = "The new iPhone was launched by Apple"


def heatmap(visit: Visit) -> Locator:
    return visit.page.locator(".st-key-heatmap")


def link(visit: Visit) -> Locator:
    return visit.page.locator(".st-key-query_key")


def test_a_cell_fades_the_heads_that_do_not_make_its_link(site: Site) -> None:
    visit = site.open_page(
        "/attention", "en", act="all", show_look="true", text=TEXT, size={"width": 1280, "height": 720}
    )
    before = len(visit.sent)
    view, page = heatmap(visit), visit.page
    veil = view.locator(".veil")
    expect(veil).to_be_hidden()
    view.locator(".scroll").focus()
    page.keyboard.press("ArrowLeft")  # from the last token's own cell to the one beside it
    expect(veil).to_be_visible()
    expect(view.locator(".pair")).to_have_text(re.compile("q .Apple → k .by"))
    expect(view.locator(".readout")).to_contain_text(re.compile(r"at least 10\s%.*: \d+ of 270"))
    covered = "(c) => { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
    covered += " const seen = new Set(); for (let i = 3; i < d.length; i += 4) seen.add(d[i]); return seen.size; }"
    assert veil.evaluate(covered) > 10, "covered more or less"
    foot = page.evaluate("document.querySelector('.st-key-heatmap').getBoundingClientRect().bottom")
    assert foot <= 720, "the picture, its controls and the sentence are one screen"
    box = view.locator(".strip canvas:not(.veil)").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 70, box["y"] + 50)
    expect(view.locator(".lens")).to_have_text("Layer 1 · Head 1")
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 50, steps=4)
    page.mouse.up()
    expect(view.get_by_label("Layer", exact=True)).not_to_have_value("1")
    expect(view.get_by_label("Head", exact=True)).to_have_value("1")
    visit.settle()
    assert len(visit.sent) == before
    expect(page).to_have_url(re.compile("row=7&cell=6"))
    page.reload()
    visit.settle()
    expect(veil).to_be_visible()
    expect(view.locator(".pair")).to_have_text(re.compile("q .Apple → k .by"))
    view.locator(".sentence button").nth(5).click()  # another row: the cell is no longer marked
    expect(veil).to_be_hidden()
    expect(view.locator(".pair")).to_have_text(re.compile("q .by →"))
    assert visit.problems == []


def test_the_weight_of_a_link_is_computed_in_the_browser_is_the_model_s_and_is_remembered(site: Site) -> None:
    engine, model, layer = local_engine(), "smollm2-135m", 9
    request = TraceRequest(model, TEXT, capture=Capture(attention=(layer,), vectors=(layer,), candidates=1))
    trace = engine.trace(request)
    given = queries_and_keys(trace, layer, engine.facts(model))
    weights = attention_weights(given)

    visit = site.open_page("/attention", "en", act="all", text=TEXT, model=model, show_qk="true")
    visit.page.locator("[class*=st-key-qk-layer] input").click()
    visit.page.keyboard.type("10")
    visit.page.get_by_role("option", name="10", exact=True).click()
    visit.settle()
    view = link(visit)
    for head, query in [(2, 6), (8, 3)]:
        view.get_by_label("Head", exact=True).select_option(str(head))
        view.locator(".queries button").nth(query).click()
        shown = view.locator("tbody .share .number").all_inner_texts()
        expected = [percent(float(weight), "en") for weight in weights[head, query, : query + 1]]
        assert shown == expected + ["–"] * (len(trace.tokens) - query - 1)
    view.locator("tbody button").nth(2).click()
    product = float(given.queries[8, 3] @ given.keys[2, 2])
    expect(view.locator(".steps")).to_contain_text(f"q·k = {product:.2f}".replace("-", "−"))
    expect(view.locator(".steps")).to_contain_text("the same to 0.0001")

    sent = visit.sent
    before = len(sent)
    assert before > 0
    view.get_by_label("Head", exact=True).select_option("3")
    view.locator(".queries button").nth(4).click()
    view.locator("tbody button").nth(6).click()
    expect(view.locator(".steps")).to_contain_text("out of sight")
    view.locator(".strips").focus()
    first = view.locator(".readout").inner_text()
    visit.page.keyboard.press("ArrowRight")
    assert view.locator(".readout").inner_text() != first
    visit.settle()
    assert len(sent) == before
    visit.page.reload()
    visit.settle()
    expect(link(visit).locator(".queries button").nth(4)).to_have_attribute("aria-pressed", "true")
    expect(link(visit).get_by_label("Head", exact=True)).to_have_value("3")


def test_a_causal_word_is_untouched_by_what_follows_and_an_encoder_s_is_not(site: Site) -> None:
    visit = site.open_page("/attention", "en", act="all", show_directions="true")
    section = visit.page.locator(".st-key-section-attention-directions")
    expect(section.locator(".js-plotly-plot")).to_have_count(2)
    said = section.locator("p", has_text="Apple").locator("strong").all_inner_texts()
    assert "0" in said
    assert any(re.fullmatch(r"[01]\.\d+|[1-9]", number) for number in said)
    expect(section.locator(".st-key-reading_on-0 tbody tr").first).to_be_visible()
    assert (visit.problems, visit.foreign) == ([], [])
