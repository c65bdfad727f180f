"""Chapter 2: the text as the model reads it, how it was cut, and what other cuts and languages cost."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.errors import ModelUnsupported
from llm_viz.chapters.tokens.charts import pair_bars, ratio_bars
from llm_viz.chapters.tokens.compute.cost import PAIRS, Cost, PairCost, cost_notes
from llm_viz.chapters.tokens.compute.cuts import (
    PRESETS,
    RULERS,
    comparison_notes,
    cut_by_model,
    cut_by_ruler,
    guess_options,
    merge_notes,
    notes,
)
from llm_viz.chapters.tokens.compute.graphemes import group_tokens
from llm_viz.chapters.tokens.parts.merge_replay import merge_replay
from llm_viz.chapters.tokens.parts.split_view import Row, split_view
from llm_viz.chapters.tokens.parts.token_view import token_view
from llm_viz.engine.bpe import MAX_REPLAY_CHARACTERS
from llm_viz.engine.protocol.tokens import Tokenization
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page, chapter
from llm_viz.kit.page.settings import option_setting
from llm_viz.kit.visit import Visit


def draw(page: Page) -> None:
    visit = page.visit
    tokenization = visit.lm.tokenize(visit.text)
    cut = cut_by_model(visit.model, tokenization)
    options = [str(option) for option in guess_options(cut.count, visit.text)]
    if not page.cover("guess-count", options, str(cut.count)):
        return
    show_tokens(page, tokenization)
    show_merges(page)
    show_comparison(page)
    st.fragment(show_cost)(page)


def model_names(visit: Visit) -> dict[str, str]:
    """The models that can be used now, the visitor's own first."""
    usable = {status.key: status.name for status in visit.lm.usable()}
    return {visit.model: visit.facts.name, **usable}


def show_tokens(page: Page, tokenization: Tokenization) -> None:
    with page.section("see"):
        groups = group_tokens(tokenization.text, tokenization.tokens)
        token_view(page.t, tokenization.text, groups, key="tokens-view")
        page.notes(notes(tokenization.text, tokenization))


def show_merges(page: Page) -> None:
    visit = page.visit
    with page.section("merge"):
        text = visit.text[:MAX_REPLAY_CHARACTERS]
        try:
            history = visit.lm.merge_history(text)
        except ModelUnsupported:
            st.info(page.t("merge-unsupported", model=escape(visit.facts.name)), icon=":material/info:")
            return
        if text != visit.text:
            st.caption(page.t("merge-cut", limit=MAX_REPLAY_CHARACTERS))
        merge_replay(page.t, history, key="tokens-merges")
        page.notes(merge_notes(history))


def show_comparison(page: Page) -> None:
    visit, t = page.visit, page.t
    with page.section("compare"):
        names = model_names(visit)
        cuts = [cut_by_model(model, visit.lm.other(model).tokenize(visit.text)) for model in names]
        rows = [Row(cut, names[cut.key], t("remark-model", vocabulary=cut.vocabulary or 0), read=True) for cut in cuts]
        rulers = [cut_by_ruler(ruler, visit.text) for ruler in RULERS]
        rows += [Row(cut, t(f"cut-{cut.key}"), t(f"remark-{cut.key}"), read=False) for cut in rulers]
        split_view(t, visit.text, rows, key="tokens-comparison")
        page.notes(comparison_notes(cuts, names, visit.text))


def show_cost(page: Page) -> None:
    visit, t = page.visit, page.t
    with page.section("cost"):
        offered = ("all", *(pair.key for pair in PAIRS))
        chosen = option_setting(
            visit, "pair", offered, t("pair-label"), lambda key: t(f"pair-{key}"), key="tokens-pair"
        )
        pairs = [pair for pair in PAIRS if chosen in ("all", pair.key)]
        if len(pairs) == 1:
            st.markdown(f"**{t('language-ja')}** {pairs[0].ja}\n\n**{t('language-en')}** {pairs[0].en}")
        names = model_names(visit)
        costs = [
            PairCost(
                name,
                ja=sum(count(visit, model, pair.ja) for pair in pairs),
                en=sum(count(visit, model, pair.en) for pair in pairs),
            )
            for model, name in names.items()
        ]
        bars = partial(pair_bars, costs, t("language-ja"), t("language-en"))
        show_figure(bars, "tokens-pairs", t("pair-alt"))
        own = [Cost(name, count(visit, model, visit.text), visit.text) for model, name in names.items()]
        show_own_cost(page, own)
        page.notes(cost_notes(costs, own[0], visit.facts.context_length))


def show_own_cost(page: Page, costs: list[Cost]) -> None:
    t = page.t
    st.subheader(t("yours"), anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"**{t('cost-per-character')}**")
        bars = partial(ratio_bars, costs, [cost.per_character for cost in costs])
        show_figure(bars, "tokens-per-character", t("cost-character-alt"))
    with right:
        st.markdown(f"**{t('cost-per-byte')}**")
        bars = partial(ratio_bars, costs, [cost.per_byte for cost in costs])
        show_figure(bars, "tokens-per-byte", t("cost-byte-alt"))


def count(visit: Visit, model: str, text: str) -> int:
    """How many tokens a text has, special tokens apart."""
    return cut_by_model(model, visit.lm.other(model).tokenize(text)).count


def render() -> None:
    """Draw the page."""
    with chapter("tokens", presets=PRESETS) as this_page:
        draw(this_page)
