"""Chapter 3: what the model predicts after the visitor's text."""

from __future__ import annotations

import math
from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent, with_power_of_ten
from llm_viz.base.visible import visible, visible_words
from llm_viz.chapters.next_token.compute.distribution import (
    LISTED,
    PRESETS,
    distribution_notes,
    equal_choices,
    exponential,
    histogram_error,
    make_guess,
    normaliser_error,
)
from llm_viz.chapters.next_token.compute.lens import lens_notes
from llm_viz.chapters.next_token.parts.lens import lens_table
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.engine.request_limits import MAX_CHARACTERS, check_text
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.charts.predictions import distribution_bars, mirrored_bars
from llm_viz.kit.compute.prediction_shift import DistributionComparison, compare, comparison_notes, counterpart
from llm_viz.kit.compute.predictions import SHOWN
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page, chapter
from llm_viz.kit.visit import BY_KEY

LENS_CANDIDATES = 5
WORKED_TOKENS = 3
SHORT_TEXT = 80  # characters
OTHER = "next_token-other"


def draw(page: Page) -> None:
    following = page.visit.lm.next_distribution(page.visit.text, LISTED)
    guess = make_guess(following, page.visit.text)
    if guess is not None and not page.cover("guess-question", guess.options, guess.answer, per_text=True):
        return
    show_distribution(page, following)
    show_lens(page)
    st.fragment(show_what_if)(page, following)
    show_formula(page, following)


def show_distribution(page: Page, following: Distribution) -> None:
    t = page.t
    with page.section("distribution"):
        picture, reading = st.columns([3, 2], gap="large")
        with picture:
            alt = t("bars-alt", shown=min(SHOWN, len(following.candidates)))
            show_figure(partial(distribution_bars, following, t), "next_token-bars", alt)
            st.caption(t.prose("legend"))
        with reading:
            show_entropy(page, following)
            page.notes(distribution_notes(following))


def show_entropy(page: Page, following: Distribution) -> None:
    t, bits = page.t, f"{following.entropy_bits:.2f}"
    choices = equal_choices(following.entropy_bits)
    st.metric(t("entropy"), t("entropy-value", bits=bits))
    st.markdown(
        t(
            "entropy-explained",
            power=f"$2^{{{bits}}}$",
            choices=f"{choices:.1f}" if choices < 10 else f"{choices:,.0f}",
            vocabulary=following.vocabulary_size,
            maximum=f"{math.log2(following.vocabulary_size):.2f}",
        )
    )


def show_lens(page: Page) -> None:
    visit = page.visit
    with page.section("lens"):
        trace = visit.lm.trace(visit.text, Capture(lens=LENS_CANDIDATES))
        lens_table(trace.lens, page.t)
        page.notes(lens_notes(trace.lens, trace.tokens[-1]))


def show_what_if(page: Page, following: Distribution) -> None:
    t, visit = page.t, page.visit
    with page.section("whatif"):
        st.markdown(t("other-first", text=escape(shortened(visit.text))))
        prepare_other(visit.text)
        other = st.text_input(t("other-label"), max_chars=MAX_CHARACTERS, key=OTHER, help=t("other-hint"))
        remember_in_address(f"{OTHER}-address", other=None if other == counterpart(visit.text) else other)
        check_text(other or "")
        if other == visit.text:
            st.info(t("same-text"), icon=":material/edit:")
            return
        after_other = visit.lm.next_distribution(other, LISTED)
        comparison = compared(visit.lm, (visit.text, other), _both=(following, after_other))
        show_comparison(page, comparison)
        page.notes(comparison_notes(following, after_other, comparison))


def prepare_other(text: str) -> None:
    """The text to compare with: the address gives the first; each new sentence brings its own.

    Not by `bind="query-params"`: setting a bound value makes the server rewrite the whole address, with what it knew of
    it when the run began.
    """
    compared_with = f"{OTHER}-for"
    if st.session_state.get(compared_with) == text and OTHER in st.session_state:
        return
    from_address = None if compared_with in st.session_state else st.query_params.get("other")
    st.session_state[OTHER] = counterpart(text) if from_address is None else from_address
    st.session_state[compared_with] = text


def shortened(text: str) -> str:
    """The end of a long text, right before what is predicted; control characters are made visible."""
    end = text if len(text) <= SHORT_TEXT else "…" + text[-SHORT_TEXT:]
    return visible_words(end)


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def compared(lm: Model, texts: tuple[str, str], _both: tuple[Distribution, Distribution]) -> DistributionComparison:
    """The comparison of what comes after two texts; `_both` follows from the other two arguments."""
    first, second = _both
    everything = tuple(range(first.vocabulary_size))
    return compare(first, second, *(lm.sampling_probabilities(text, everything, Sampling()) for text in texts))


def show_comparison(page: Page, comparison: DistributionComparison) -> None:
    t = page.t
    show_figure(partial(mirrored_bars, comparison.shifts, t), "next_token-compared", t("compared-alt"))
    left, right = st.columns(2)
    left.metric(t("distance"), t("distance-value", bits=f"{comparison.divergence_bits:.3f}"), help=t("distance-help"))
    right.metric(t("variation"), percent(comparison.variation), help=t("variation-help"))


def show_formula(page: Page, following: Distribution) -> None:
    """The softmax with the numbers on screen; it stands where other chapters have a formula without numbers."""
    t = page.t
    with st.expander(t("formula"), icon=":material/function:", key="next_token-formula"):
        page.prose("softmax")
        st.markdown(worked_softmax(page, following))
        page.prose("measures")


def worked_softmax(page: Page, following: Distribution) -> str:
    """From logit to probability for the best tokens, as Markdown."""
    t = page.t
    rows = [
        (
            escape(visible(candidate.text)),
            f"{candidate.logit:.3f}",
            f"${latex_power(candidate.logit)}$",
            f"**{candidate.probability:.4f}** = {percent(candidate.probability)}",
        )
        for candidate in following.candidates[:WORKED_TOKENS]
    ]
    worked = table((t("formula-token"), t("formula-logit"), "$e^z$", "$p = e^z / Z$"), rows, "lrrr")
    total = f"$Z = {latex_power(following.log_normaliser)}$"
    check = t(
        "formula-check",
        listed=len(following.candidates),
        error=f"{100 * abs(normaliser_error(following)):.4f} %",
        allowed=f"{100 * histogram_error(following):.4f} %",
    )
    return "\n\n".join((worked, t("formula-sum", vocabulary=following.vocabulary_size, total=total), check))


def latex_power(natural_log: float) -> str:
    """e^x for reading, in LaTeX."""
    return with_power_of_ten(*exponential(natural_log), "latex")


def render() -> None:
    """Draw the page."""
    with chapter("next_token", presets=PRESETS) as this_page:
        draw(this_page)
