"""Draw: texts from the distribution as the filters leave it, how different they are, and what was to be expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.sampling.compute.texts import (
    SampledTexts,
    SamplingSettings,
    grouped,
    texts_notes,
)
from llm_viz.chapters.sampling.frame import keep_texts, last_texts
from llm_viz.chapters.sampling.sections import measures
from llm_viz.engine.protocol.generation import GREEDY, Continuations
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit

_EXPECTED_LISTED = 10  # tokens whose expected number is shown even if they were not drawn


def show(page: Page, settings: SamplingSettings | None, distribution: Distribution) -> list[Note]:
    """Draw the section: texts with these settings as they are written, else those drawn last; their notes."""
    drawn = last_texts(page.visit)
    with page.section("draws", is_picture=True):
        if settings:
            drawn = _draw(page, settings, distribution)
        elif drawn:
            _show_texts(page, drawn, *st.columns(2))
        if drawn:
            notes = texts_notes(drawn)
            _show_measures(page, drawn, notes)
            return notes
        st.markdown(page.t("nothing-drawn"))
    return []


def _draw(page: Page, settings: SamplingSettings, distribution: Distribution) -> SampledTexts:
    """Draw texts and show them as they grow. What is there when the visitor stops it stays."""
    controls = st.empty()
    with controls.container(horizontal=True, vertical_alignment="center"):
        st.button(page.t("cancel"), key="sampling-cancel", icon=":material/stop:")
        progress = st.progress(0.0, page.t("drawing"))
    places = [column.empty() for column in st.columns(2)]
    drawn = SampledTexts(page.visit.model, page.visit.text, settings)
    try:
        for grown in _grow(page.visit, drawn, distribution):
            drawn = grown
            keep_texts(drawn)
            now = drawn.greedy or drawn.sampled
            step = page.t("drawing-greedy" if drawn.greedy else "drawing-step", step=now.steps, total=settings.length)
            progress.progress(now.steps / settings.length, step)
            _show_texts(page, drawn, *places)
    finally:
        controls.empty()
    return drawn


def _grow(visit: Visit, drawn: SampledTexts, distribution: Distribution) -> Iterator[SampledTexts]:
    """The texts after each step: first those that were asked for, then the greedy ones."""
    settings, before = drawn.settings, last_texts(visit)
    known = {candidate.id: candidate.text for candidate in distribution.candidates}
    for written in visit.lm.continuations(visit.text, settings.sampling, settings.count, settings.length):
        if written.steps == 1:
            first = {item.ids[0]: known.get(item.ids[0]) or item.text or f"#{item.ids[0]}" for item in written.items}
            listed = {candidate.id: candidate.text for candidate in distribution.candidates[:_EXPECTED_LISTED]}
            ids = tuple(listed | first)
            chances = visit.lm.sampling_probabilities(visit.text, ids, settings.sampling).tolist()
            drawn = replace(drawn, first_texts=listed | first, expected=dict(zip(ids, chances, strict=True)))
        drawn = replace(drawn, sampled=written)
        yield drawn
    if settings.sampling.temperature == 0:
        return
    if before and before.greedy and before.complete and _same_size(before.settings, settings):
        yield replace(drawn, greedy=before.greedy)  # neither seed nor filters change it
        return
    for written in visit.lm.continuations(visit.text, GREEDY, settings.count, settings.length):
        yield replace(drawn, greedy=written)


def _same_size(one: SamplingSettings, other: SamplingSettings) -> bool:
    return (one.count, one.length) == (other.count, other.length)


def _show_texts(page: Page, drawn: SampledTexts, left: DeltaGenerator, right: DeltaGenerator) -> None:
    """The texts that were asked for, beside the greedy ones if there are any."""
    t = page.t
    heading = f"**{t('column-drawn')}**\n\n:small[{_settings_line(t, drawn.settings)}]"
    left.markdown(_texts_markdown(t, heading, drawn, drawn.sampled))
    if drawn.greedy:
        greedy = f"**{t('column-greedy')}**\n\n:small[{t('greedy-with')}]"
        right.markdown(_texts_markdown(t, greedy, drawn, drawn.greedy))


def _settings_line(t: Strings, settings: SamplingSettings) -> str:
    """What the texts were drawn with."""
    sampling = settings.sampling
    return t(
        "drawn-with",
        temperature=f"{sampling.temperature:.2f}",
        k=str(sampling.top_k) if sampling.top_k else t("off"),
        p=f"{sampling.top_p:.2f}" if sampling.top_p < 1 else t("off"),
        m=f"{sampling.min_p:.3f}" if sampling.min_p > 0 else t("off"),
        seed=str(sampling.seed),
    )


def _texts_markdown(t: Strings, heading: str, drawn: SampledTexts, written: Continuations) -> str:
    """A list of the different texts; the first token of each in the colour of the chosen token."""
    lines = [heading, ""]
    for item, times in grouped(written.items):
        first = drawn.first_texts.get(item.ids[0], "")
        first = first if item.text.startswith(first) else ""
        token = _readable(first.strip(" "))
        start = f":violet-background[{token}]" if token else first
        facts = [t("times", times=times)] if times > 1 else []
        facts += [t("bits", bits=f"{item.surprisal_bits / len(item.ids):.1f}")]
        facts += [t("ended")] if item.ended else []
        lines.append(f"- … {start}{_readable(item.text[len(first) :])}  \n  :small[{' · '.join(facts)}]")
    return "\n".join(lines)


def _readable(text: str) -> str:
    """Line ends and control signs made visible, spaces between words left, the rest escaped for Markdown.

    Set apart by isolates, so that right-to-left text does not turn what stands around it.
    """
    return f"\u2068{escape(visible_words(text))}\u2069" if text else ""


def _show_measures(page: Page, drawn: SampledTexts, notes: Sequence[Note]) -> None:
    """How different the texts are, and how often each token came first."""
    t = page.t
    if not drawn.sampled.items:
        return
    if not drawn.complete:
        st.caption(t("stopped"))
    measures.show(page, drawn, notes)
