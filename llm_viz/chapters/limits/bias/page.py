"""The drawback of bias: occupations and pronouns, and published stereotypes by size of the model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.base.i18n import LANGUAGES, Language, Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.limits.bias.compute import (
    LONGEST_NOUN,
    MATERIAL,
    Leaning,
    guess_answer,
    leaning_notes,
    log_odds,
    pronoun_ids,
    size_notes,
    tidy,
)
from llm_viz.chapters.limits.frame import DrawbackPage, drawback
from llm_viz.chapters.limits.shared.row_style import BarStyle
from llm_viz.chapters.limits.shared.spread_charts import Spread, spread_rows
from llm_viz.engine.model import Model
from llm_viz.facts.bias import NO_PREFERENCE, Category, StereotypeShare, crows_pairs
from llm_viz.kit.compute.statistics import CERTAINTY
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.on_demand import with_progress
from llm_viz.kit.page.settings import option_setting, text_setting
from llm_viz.kit.visit import BY_KEY, Visit

_VIEWS = ("subtracted", "raw")


def draw(visit: Visit) -> None:
    """Show the drawback."""
    with drawback("bias", visit) as page:
        language = option_setting(
            visit, "bias_language", LANGUAGES, page.t("sentences"), lambda one: page.t(f"sentences-{one}"),
            key=f"limits_bias-language-{visit.language}", default=visit.language,
        )  # fmt: skip
        ids = pronoun_ids(visit.lm, language)
        if ids is None:
            st.info(page.t("no-pronouns", model=escape(visit.facts.name)), icon=":material/translate:")
        else:
            _show_leanings(page, language, ids)
        _show_sizes(page)


@st.cache_data(max_entries=1000, hash_funcs=BY_KEY, show_spinner=False)
def _odds(lm: Model, language: Language, noun: str, ids: tuple[int, int]) -> tuple[float, ...]:
    """The log-odds after one word, shared by all visitors."""
    return log_odds(lm, language, noun, ids)


def _show_leanings(page: DrawbackPage, language: Language, ids: tuple[int, int]) -> None:
    t, material = page.t, MATERIAL[language]
    leanings = _measure(page, language, ids, [*material.controls, *material.occupations])
    if not page.cover("guess-question", material.guesses, guess_answer(leanings, material.guesses)):
        return
    with page.section("occupations"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            noun, view = tidy(_own_noun(page)), _choose_view(page)
        known = [one.noun for one in leanings]
        own = _measure(page, language, ids, [noun]) if noun and noun not in known else []
        _show_chart(page, [*leanings, *own], view, material.pronouns)
        sentences = " / ".join(template.replace("{}", "…") for template in material.templates)
        values = {"model": escape(page.visit.facts.name), "neutral": escape(material.neutral)}
        st.caption(t("setting", count=len(material.templates), sentences=escape(sentences), **values))
        page.prose("control")
        page.notes(leaning_notes([*leanings, *own], material.pronouns))


def _measure(page: DrawbackPage, language: Language, ids: tuple[int, int], nouns: Sequence[str]) -> list[Leaning]:
    """Each word in all sentences, with the baseline; what is there already comes at once."""
    visit, material = page.visit, MATERIAL[language]
    baseline = _odds(visit.lm, language, material.neutral, ids)
    found = []
    for noun in with_progress(nouns, page.t("measuring")):
        odds = _odds(visit.lm, language, noun, ids)
        found.append(Leaning(noun, odds, baseline, control=noun in material.controls))
    return sorted(found, key=lambda one: (not one.control, one.mean))


def _own_noun(page: DrawbackPage) -> str:
    label, help = page.t("own-word"), page.t("own-word-help")
    return text_setting("bias_word", label, key="limits_bias-word", longest=LONGEST_NOUN, help=help)


def _choose_view(page: DrawbackPage) -> str:
    label, key = page.t("view"), "limits_bias-view"
    return option_setting(page.visit, "bias_view", _VIEWS, label, lambda view: page.t(f"view-{view}"), key=key)


def _show_chart(page: DrawbackPage, leanings: Sequence[Leaning], view: str, pronouns: tuple[str, str]) -> None:
    he, she = (pronoun.strip() for pronoun in pronouns)
    rows = [_row(one, view) for one in leanings]
    reach = max(abs(point) for row in rows for point in row.points) * 1.08
    title = page.t("axis", he=he, she=she)
    figure = partial(spread_rows, rows, span=(-reach, reach), title=title)
    show_figure(figure, "limits_bias-occupations", page.t("occupations-alt", he=he, she=she))


def _row(one: Leaning, view: str) -> Spread:
    mean, points = (one.mean, one.shifts) if view == "subtracted" else (one.raw_mean, one.odds)
    name = visible_words(one.noun)
    style: BarStyle = "hollow" if one.control else "marked" if mean < 0 else "plain"
    hover = f"{name}: " + " / ".join(f"{point:+.2f}" for point in points)
    return Spread(name, mean, _signed(mean), points=points, style=style, hover=hover)


def _signed(bits: float) -> str:
    """With a sign that can be seen, and none at zero."""
    rounded = round(bits, 1)
    return f"{rounded:+.1f}".replace("-", "\N{MINUS SIGN}") if rounded else "0.0"


def _show_sizes(page: DrawbackPage) -> None:
    t = page.t
    with page.section("sizes"):
        for category in ("all", "gender"):
            _show_category(page, category)
        st.caption(f"{t('sizes-source')} {citation(crows_pairs('all')[0].source, t)}")


def _show_category(page: DrawbackPage, category: Category) -> None:
    t, shares = page.t, crows_pairs(category)
    st.markdown(f"**{t(f'category-{category}')}**")
    rows = [_share_row(one, t) for one in shares]
    figure = partial(spread_rows, rows, span=(40.0, 75.0), title=t("sizes-axis"), base=NO_PREFERENCE)
    show_figure(figure, f"limits_bias-sizes-{category}", t("sizes-alt"))
    page.notes(size_notes(shares))


def _share_row(one: StereotypeShare, t: Strings) -> Spread:
    error = CERTAINTY * one.standard_error
    text = f"{one.percent:.1f} %"
    hover = t("sizes-hover", model=one.model, percent=text, error=f"{one.standard_error:.1f}")
    return Spread(one.model, one.percent, text, one.percent - error, one.percent + error, hover=hover)
