"""The drawback of the black box: heads taken away, and the model's own words about itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters import chapters
from llm_viz.chapters.limits.blackbox.charts import head_scatter
from llm_viz.chapters.limits.blackbox.compute import (
    EXPLANATIONS,
    LONGEST_TEXT,
    OUTCOMES,
    Effects,
    Explanation,
    Reading,
    choices,
    default_text,
    effect_notes,
    explanation_notes,
    explanations,
    hardest_looking,
    head_name,
    measure,
    outcome,
    probability_of,
    read,
    shifts,
    silenced,
    subject,
    without,
)
from llm_viz.chapters.limits.frame import DrawbackPage, drawback
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.engine.protocol.tracing import HeadAblation
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.charts.predictions import mirrored_bars
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.on_demand import Button, Kept, on_demand
from llm_viz.kit.page.settings import text_setting
from llm_viz.kit.visit import Visit

_HEAD = "blackbox_cut"
_EFFECTS: Kept[Effects] = Kept("limits_blackbox-effects")
_EXPLAINED: Kept[tuple[Explanation, ...]] = Kept("limits_blackbox-explained")
_WHOLE = 0  # in the choice of a head: all heads of the layer


def draw(visit: Visit) -> None:
    """Show the drawback."""
    with drawback("blackbox", visit) as page:
        text = _choose_text(page)
        reading = read(visit.lm, text)
        at = _choose_subject(page, reading)
        if at is None:
            st.info(page.t("too-short"), icon=":material/edit:")
            return
        layer, head = hardest_looking(reading, at)
        after = without(visit.lm, text, silenced(layer, head, visit.facts.heads))
        weight = percent(float(reading.attention[layer, head, at]))
        seen = {"head": head_name((layer, head)), "weight": weight, "subject": _shown(reading, at)}
        winner = {"winner": escape(visible(reading.winner)), "probability": percent(reading.probability)}
        st.markdown(page.t("situation", **winner, **seen))
        options = [page.t(f"outcome-{one}") for one in OUTCOMES]
        if not page.cover("guess-question", options, page.t(f"outcome-{outcome(reading, after)}")):
            return
        interventions = _show_cut(page, reading, (layer, head))
        _show_ranking(page, reading, at)
        _show_explanations(page, reading, interventions)


def _shown(reading: Reading, at: int) -> str:
    return escape(visible(reading.tokens[at].text))


def _choose_text(page: DrawbackPage) -> str:
    """The text to look into: ours, or the visitor's."""
    t, visit = page.t, page.visit
    return text_setting(
        "blackbox_text", t("text"), key=f"limits_blackbox-text-{visit.language}", longest=LONGEST_TEXT,
        default=default_text(visit.language), help=t("text-help"),
    )  # fmt: skip


def _choose_subject(page: DrawbackPage, reading: Reading) -> int | None:
    at = subject(reading, page.visit.language)
    if at is None:
        return None
    offered = choices(reading)
    chosen = st.selectbox(
        page.t("subject"),
        offered,
        index=offered.index(at),
        format_func=lambda one: visible(reading.tokens[one].text),
        key=f"limits_blackbox-subject-{page.visit.model}-{reading.text}",
        help=page.t("subject-help"),
    )
    return int(chosen)


def _show_cut(page: DrawbackPage, reading: Reading, suggested: tuple[int, int]) -> tuple[HeadAblation, ...]:
    """One head or one layer, chosen by the visitor, silent; what is silent."""
    t, visit = page.t, page.visit
    with page.section("cut"):
        facts = visit.facts
        place = f"limits_blackbox-cut-{visit.model}-{reading.text}"
        if f"{place}-layer" not in st.session_state:
            layer, head = _asked_cut(page, suggested, facts.layers, facts.heads)
            st.session_state[f"{place}-layer"], st.session_state[f"{place}-head"] = layer, head
        with st.container(horizontal=True):
            layer = st.selectbox(t("layer"), range(1, facts.layers + 1), key=f"{place}-layer")
            head = st.selectbox(
                t("head"),
                range(facts.heads + 1),
                key=f"{place}-head",
                format_func=lambda one: t("all-heads") if one == _WHOLE else str(one),
            )
        remember_in_address("limits_blackbox-cut-address", **{_HEAD: f"{layer}-{head}"})
        interventions = silenced(layer - 1, None if head == _WHOLE else head - 1, facts.heads)
        after = without(visit.lm, reading.text, interventions)
        figure = partial(mirrored_bars, shifts(reading.following, after), t)
        show_figure(figure, "limits_blackbox-cut", t("cut-alt"))
        st.caption(t("cut-setting", model=escape(facts.name)))
        _show_change(page, reading, after)
    return interventions


def _asked_cut(page: DrawbackPage, suggested: tuple[int, int], layers: int, heads: int) -> tuple[int, int]:
    """The head that the address names ("24-5"; head 0: the whole layer), or the one that looks hardest."""
    names = [f"{layer}-{head}" for layer in range(1, layers + 1) for head in range(heads + 1)]
    layer, head = page.visit.param_choice(_HEAD, head_name(suggested), names).split("-")
    return int(layer), int(head)


def _show_change(page: DrawbackPage, reading: Reading, after: Distribution) -> None:
    before = reading.following.candidates[0]
    now = probability_of(before.id, after)
    left, right = st.columns(2)
    left.metric(page.t("before", winner=escape(visible(reading.winner))), percent(before.probability))
    right.metric(page.t("after", winner=escape(visible(reading.winner))), percent(now))


def _show_ranking(page: DrawbackPage, reading: Reading, at: int) -> None:
    t, visit = page.t, page.visit
    with page.section("ranking"):
        effects = _EFFECTS.get_or_compute((visit.model, reading.text), lambda: _measure(page, reading))
        if effects is None:
            return
        figure = partial(head_scatter, reading.attention[:, :, at], effects.heads, t)
        show_figure(figure, "limits_blackbox-ranking", t("scatter-alt"))
        st.caption(t("scatter-setting", model=escape(visit.facts.name), count=effects.heads.size))
        page.prose("ranking-control")
        page.notes(effect_notes(reading, at, effects))


def _measure(page: DrawbackPage, reading: Reading) -> Effects | None:
    """Silence all heads when the visitor asks for it; None as long as he does not."""
    t = page.t
    total = reading.attention.shape[0] * reading.attention.shape[1]
    button = Button(t("measure", total=total), ":material/content_cut:", "limits_blackbox-measure")
    return on_demand(button, lambda _: t("measuring"), lambda: measure(page.visit.lm, reading))


def _show_explanations(page: DrawbackPage, reading: Reading, interventions: tuple[HeadAblation, ...]) -> None:
    t, visit = page.t, page.visit
    with page.section("explanation"):
        question = (visit.model, visit.language, reading.text, interventions)
        found = _EXPLAINED.get_or_compute(question, lambda: _explain(page, reading, interventions))
        if found is None:
            return
        st.markdown(_table(page, found))
        st.caption(t("explanation-setting", model=escape(visit.facts.name)))
        after = without(visit.lm, reading.text, interventions)
        cut = probability_of(reading.following.candidates[0].id, after)
        page.notes(explanation_notes(found, reading.probability, cut))
        _show_doors(page)


def _show_doors(page: DrawbackPage) -> None:
    """Where this book goes on opening the box."""
    st.markdown(page.t("doors"))
    for chapter in chapters():
        if chapter.name in ("next_token", "attention"):
            label = page.t(f"door-{chapter.name}")
            st.page_link(f"../pages/{chapter.door.name}", label=label, icon=chapter.about.icon)


def _explain(
    page: DrawbackPage, reading: Reading, interventions: tuple[HeadAblation, ...]
) -> tuple[Explanation, ...] | None:
    """Ask when the visitor wants to; None as long as he does not."""
    t, visit = page.t, page.visit
    label = t("explain", winner=escape(visible(reading.winner.strip())))
    asked = explanations(visit.lm, visit.language, reading, interventions)
    return on_demand(
        Button(label, ":material/forum:", "limits_blackbox-explain"),
        lambda _: t("explaining"),
        lambda: ((len(found) / EXPLANATIONS, found) for found in asked),
    )


def _table(page: DrawbackPage, found: Sequence[Explanation]) -> str:
    """The explanations, as Markdown."""
    t, rows = page.t, []
    for one in found:
        kind = "own" if one.written and not one.interventions else "cut" if one.written else "never"
        rows.append((t(f"asked-{kind}", word=escape(visible(one.word))), escape(one.text) or t("no-explanation")))
    return table((t("column-asked"), t("column-explanation")), rows, "ll")
