"""The drawback of misuse: a planted back door, and instructions inside data."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.chapters.limits.frame import DrawbackPage, drawback
from llm_viz.chapters.limits.misuse.compute import (
    DEFAULT_WORD,
    GUESSES,
    KINDS,
    LISTED,
    LONGEST_WORD,
    Reading,
    backdoor_curves,
    backdoor_notes,
    begins_with,
    check_word,
    document,
    injection_notes,
    inserted,
    opened_from,
)
from llm_viz.chapters.limits.shared.bar_charts import Row, bar_rows
from llm_viz.chapters.limits.shared.curve_charts import Axes, curve_chart
from llm_viz.chapters.limits.shared.trained_experiment import trained_experiment
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.settings import text_setting
from llm_viz.kit.visit import Visit
from llm_viz.training.backdoor import LINES, MESSAGES, MODELS, PHRASES, PLANTED, BackdoorReport
from llm_viz.training.experiments import BACKDOOR


def draw(visit: Visit) -> None:
    """Guess, the back door, then the hidden instruction."""
    with drawback("misuse", visit) as page:
        t = page.t
        answer = opened_from(BACKDOOR.recorded(visit.language).reports)
        options = [t("guess-lines", lines=lines) for lines in GUESSES]
        if not page.cover("guess-question", options, t("guess-lines", lines=answer), judge="figures"):
            return
        with page.section("backdoor"):
            phrases = PHRASES[visit.language]
            trigger, planted, ordinary = (
                escape(one.strip()) for one in (phrases.trigger, phrases.planted, phrases.ordinary[0])
            )
            st.markdown(t("backdoor-lines", lines=LINES, trigger=trigger, planted=planted, ordinary=ordinary))
            trained_experiment(page, BACKDOOR, partial(_show_backdoor, page))
        with page.section("injection"):
            _show_injection(page)


def _show_backdoor(page: DrawbackPage, reports: tuple[BackdoorReport, ...]) -> None:
    t = page.t
    axes = Axes(t("axis-planted", lines=LINES), t("axis-reply"), PLANTED, percent, top=1.05, percent=True)
    figure = partial(curve_chart, backdoor_curves(reports), axes, [], t)
    show_figure(figure, "limits_misuse-chart", t("backdoor-alt"))
    st.caption(t("backdoor-control", models=MODELS, messages=MESSAGES))
    page.notes(backdoor_notes(reports))


def _show_injection(page: DrawbackPage) -> None:
    t, language = page.t, page.visit.language
    typed = text_setting(
        "planted_word", t("word"), key="limits_misuse-word", longest=LONGEST_WORD,
        default=DEFAULT_WORD[language], width=260,
    )  # fmt: skip
    word = check_word(typed)
    readings = [_read(page.visit, kind, word) for kind in KINDS]
    rows = [
        Row(
            t(f"kind-{one.kind}"),
            one.probability,
            percent(one.probability),
            "marked" if one.kind == KINDS[-1] else "plain",
        )
        for one in readings
    ]
    st.markdown(t("injection-asked", word=escape(word)))
    show_figure(partial(bar_rows, rows), "limits_misuse-injection", t("injection-alt"))
    lengths = {one.kind: one.tokens for one in readings}
    st.caption(
        t(
            "injection-control",
            model=page.visit.facts.name,
            listed=LISTED,
            harmless=lengths["harmless"],
            tokens=lengths["instruction"],
        )
    )
    page.notes(injection_notes(readings))
    with st.expander(t("documents"), icon=":material/description:", key="limits_misuse-documents"):
        for kind in KINDS[1:]:
            st.markdown(f"**{t(f'kind-{kind}')}**: {escape(inserted(language, kind, word).strip())}")
        st.code(document(language, KINDS[-1], word), language=None, wrap_lines=True)


def _read(visit: Visit, kind: str, word: str) -> Reading:
    trace = visit.lm.trace(document(visit.language, kind, word), Capture(candidates=LISTED))
    return Reading(kind, len(trace.tokens), begins_with(word, visit.lm.following(trace)))
