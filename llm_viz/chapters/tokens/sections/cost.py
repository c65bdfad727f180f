"""What the same meaning costs in tokens: in two languages, by every tokenizer, and for the visitor's own text."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.tokens.charts import pair_bars, ratio_bars
from llm_viz.chapters.tokens.compute.cost import PAIRS, Cost, cost_notes, pair_costs, text_costs
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import option_setting


@st.fragment
def show(page: Page) -> None:
    """The section; the choice of a pair of sentences draws only this part of the page again."""
    visit, t = page.visit, page.t
    with page.section("cost"):
        offered = ("all", *(pair.key for pair in PAIRS))
        chosen = option_setting(
            visit, "pair", offered, t("pair-label"), lambda key: t(f"pair-{key}"), key="tokens-pair"
        )
        pairs = [pair for pair in PAIRS if chosen in ("all", pair.key)]
        if len(pairs) == 1:
            st.markdown(f"**{t('language-ja')}** {pairs[0].ja}\n\n**{t('language-en')}** {pairs[0].en}")
        costs = pair_costs(visit.lm, pairs)
        bars = partial(pair_bars, costs, t("language-ja"), t("language-en"))
        own = text_costs(visit.lm, visit.text)
        notes = cost_notes(costs, own[0], visit.facts.context_length)
        show_figure(bars, "tokens-pairs", page.described(t("pair-alt"), notes))
        _show_own_cost(page, own)
        page.notes(notes)


def _show_own_cost(page: Page, costs: list[Cost]) -> None:
    t = page.t
    st.subheader(t("yours"), anchor=False)
    measures = (
        ("character", [cost.per_character for cost in costs]),
        ("byte", [cost.per_byte for cost in costs]),
    )
    for column, (unit, ratios) in zip(st.columns(len(measures), gap="large"), measures, strict=True):
        with column:
            st.markdown(f"**{t(f'cost-per-{unit}')}**")
            bars = partial(ratio_bars, costs, ratios)
            said = ", ".join(f"{cost.name} {ratio:.2f}" for cost, ratio in zip(costs, ratios, strict=True))
            show_figure(bars, f"tokens-per-{unit}", f"{t(f'cost-{unit}-alt')} {said}")
