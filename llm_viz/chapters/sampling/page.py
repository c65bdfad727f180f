"""Chapter 5: how one token is drawn from the distribution, and why every text comes out differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible, visible_words
from llm_viz.chapters.sampling.charts import first_token_chart
from llm_viz.chapters.sampling.compute import (
    COUNTS,
    LENGTHS,
    LISTED,
    MAX_SEED,
    PRESETS,
    Drawing,
    Order,
    diversity,
    drawing_notes,
    first_tokens,
    grouped,
    notes,
)
from llm_viz.chapters.sampling.parts.sampler import sampler, take_order
from llm_viz.engine.protocol.generation import GREEDY, Continuations, Sampling
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page, chapter
from llm_viz.kit.visit import Visit

DRAWING = "sampling-drawing"
OPENED = "sampling-opened"
GUESSES = ("1", "2 – 4", "5 – 7", "8")
EXPECTED_LISTED = 10  # tokens whose expected number is shown even if they were not drawn


def live(page: Page) -> None:
    """Sliders, drawn texts and notes.

    Not a fragment: what is clicked inside one waits until its run has ended, so that drawing could not be stopped.
    """
    visit = page.visit
    with page.section("live"):
        distribution = visit.lm.next_distribution(visit.text, LISTED)
        order, drawing = take_order() or shared_order(visit), last_drawing(visit)
        sampler(page.t, distribution, asked_for(visit), order or (drawing.order if drawing else None))
        found = notes(distribution, visible(distribution.candidates[0].text))
        with page.section("draws"):
            if order:
                drawing = draw(page, order, distribution)
            elif drawing:
                show_texts(page, drawing, *st.columns(2))
            if drawing:
                show_measures(page, drawing)
                found += drawing_notes(drawing)
            else:
                st.markdown(page.t("nothing-drawn"))
        page.notes(found)


def asked_for(visit: Visit) -> Order:
    """The settings in the address."""
    sampling = Sampling(
        temperature=round(visit.param_float("temperature", 1.0, 0.0, 2.0), 2),
        top_k=visit.param_int("top_k", 0, 0, LISTED),
        top_p=round(visit.param_float("top_p", 1.0, 0.0, 1.0), 2),
        min_p=round(visit.param_float("min_p", 0.0, 0.0, 0.5), 3),
        seed=visit.param_int("seed", 0, 0, MAX_SEED),
    )
    count = int(visit.param_choice("count", "8", [str(count) for count in COUNTS]))
    length = int(visit.param_choice("length", "20", [str(length) for length in LENGTHS]))
    return Order(sampling, count, length)


def shared_order(visit: Visit) -> Order | None:
    """What a shared link wants drawn at once; only when the visit begins, so that nothing is drawn unasked later."""
    if OPENED in st.session_state:
        return None
    st.session_state[OPENED] = True
    return asked_for(visit) if visit.param_choice("drawn", "0", ("0", "1")) == "1" else None


def last_drawing(visit: Visit) -> Drawing | None:
    """The texts on the page, if they continue the sentence that is there now."""
    drawing: Drawing | None = st.session_state.get(DRAWING)
    return drawing if drawing and drawing.is_for(visit.model, visit.text) else None


def draw(page: Page, order: Order, distribution: Distribution) -> Drawing:
    """Draw texts and show them as they grow. What is there when the visitor stops it stays."""
    controls = st.empty()
    with controls.container(horizontal=True, vertical_alignment="center"):
        st.button(page.t("cancel"), key="sampling-cancel", icon=":material/stop:")
        progress = st.progress(0.0, page.t("drawing"))
    places = [column.empty() for column in st.columns(2)]
    drawing = Drawing(page.visit.model, page.visit.text, order)
    try:
        for grown in grow(page.visit, drawing, distribution):
            st.session_state[DRAWING] = drawing = grown
            now = drawing.greedy or drawing.sampled
            step = page.t("drawing-greedy" if drawing.greedy else "drawing-step", step=now.steps, total=order.length)
            progress.progress(now.steps / order.length, step)
            show_texts(page, drawing, *places)
    finally:
        controls.empty()
    return drawing


def grow(visit: Visit, drawing: Drawing, distribution: Distribution) -> Iterator[Drawing]:
    """The drawing after each step: first the texts that were ordered, then the greedy ones."""
    order, before = drawing.order, last_drawing(visit)
    known = {candidate.id: candidate.text for candidate in distribution.candidates}
    for written in visit.lm.continuations(visit.text, order.sampling, order.count, order.length):
        if written.steps == 1:
            first = {item.ids[0]: known.get(item.ids[0]) or item.text or f"#{item.ids[0]}" for item in written.items}
            listed = {candidate.id: candidate.text for candidate in distribution.candidates[:EXPECTED_LISTED]}
            ids = tuple(listed | first)
            chances = visit.lm.sampling_probabilities(visit.text, ids, order.sampling).tolist()
            drawing = replace(drawing, first_texts=listed | first, expected=dict(zip(ids, chances, strict=True)))
        drawing = replace(drawing, sampled=written)
        yield drawing
    if order.sampling.temperature == 0:
        return
    if before and before.greedy and before.complete and same_size(before.order, order):
        yield replace(drawing, greedy=before.greedy)  # neither seed nor filters change it
        return
    for written in visit.lm.continuations(visit.text, GREEDY, order.count, order.length):
        yield replace(drawing, greedy=written)


def same_size(one: Order, other: Order) -> bool:
    return (one.count, one.length) == (other.count, other.length)


def show_texts(page: Page, drawing: Drawing, left: DeltaGenerator, right: DeltaGenerator) -> None:
    """The texts that were ordered, beside the greedy ones if there are any."""
    t = page.t
    drawn = f"**{t('column-drawn')}**\n\n:small[{settings_line(t, drawing.order)}]"
    left.markdown(texts_markdown(t, drawn, drawing, drawing.sampled))
    if drawing.greedy:
        greedy = f"**{t('column-greedy')}**\n\n:small[{t('greedy-with')}]"
        right.markdown(texts_markdown(t, greedy, drawing, drawing.greedy))


def settings_line(t: Strings, order: Order) -> str:
    """What the texts were drawn with."""
    sampling = order.sampling
    return t(
        "drawn-with",
        temperature=f"{sampling.temperature:.2f}",
        k=str(sampling.top_k) if sampling.top_k else t("off"),
        p=f"{sampling.top_p:.2f}" if sampling.top_p < 1 else t("off"),
        m=f"{sampling.min_p:.3f}" if sampling.min_p > 0 else t("off"),
        seed=str(sampling.seed),
    )


def texts_markdown(t: Strings, heading: str, drawing: Drawing, written: Continuations) -> str:
    """A list of the different texts; the first token of each in the colour of the chosen token."""
    lines = [heading, ""]
    for item, times in grouped(written.items):
        first = drawing.first_texts.get(item.ids[0], "")
        first = first if item.text.startswith(first) else ""
        token = readable(first.strip(" "))
        start = f":violet-background[{token}]" if token else first
        facts = [t("times", times=times)] if times > 1 else []
        facts += [t("bits", bits=f"{item.surprisal_bits / len(item.ids):.1f}")]
        facts += [t("ended")] if item.ended else []
        lines.append(f"- … {start}{readable(item.text[len(first) :])}  \n  :small[{' · '.join(facts)}]")
    return "\n".join(lines)


def readable(text: str) -> str:
    """Line ends and control signs made visible, spaces between words left, the rest escaped for Markdown.

    Set apart by isolates, so that right-to-left text does not turn what stands around it.
    """
    return f"\u2068{escape(visible_words(text))}\u2069" if text else ""


def show_measures(page: Page, drawing: Drawing) -> None:
    """How different the texts are, and how often each token came first."""
    t = page.t
    if not drawing.sampled.items:
        return
    if not drawing.complete:
        st.caption(t("stopped"))
    measures, chart = st.columns(2, gap="large")
    with measures:
        st.markdown(measures_markdown(t, drawing))
    with chart:
        st.markdown(f"**{t('chart-title', count=len(drawing.sampled.items))}**")
        rows = first_tokens(drawing)
        show_figure(partial(first_token_chart, rows, drawing.first_texts, t), "sampling-first", t("chart-alt"))


def measures_markdown(t: Strings, drawing: Drawing) -> str:
    """A table of the measures of diversity: a column for the texts that were ordered, one for the greedy ones."""
    columns = [(t("column-drawn"), diversity(drawing.sampled.items))]
    if drawing.greedy:
        columns.append((t("column-greedy"), diversity(drawing.greedy.items)))
    names, found = zip(*columns, strict=True)
    rows: list[tuple[str, ...]] = [
        (t("different-texts"), *(t("of", part=one.different_texts, all=one.texts) for one in found)),
        (t("different-first"), *(t("of", part=one.different_first, all=one.texts) for one in found)),
        ("distinct-1", *(percent(one.distinct_1) for one in found)),
        ("distinct-2", *("–" if one.distinct_2 is None else percent(one.distinct_2) for one in found)),
        (t("surprise"), *(f"{one.surprise:.2f}" for one in found)),
    ]
    measures = table((t("measure"), *names), rows, "l" + "r" * len(columns))
    return f"{measures}\n\n:small[{t('measures-help')}]"


def render() -> None:
    """Draw the page."""
    with chapter("sampling", presets=PRESETS) as this_page:
        this_page.guess("guess-greedy", GUESSES, GUESSES[0])
        live(this_page)
