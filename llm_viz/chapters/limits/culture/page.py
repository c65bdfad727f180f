"""The drawback of culture: what a language costs, and how alike the answers become."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.chapters.limits.culture.compute import (
    GUESSED,
    GUESSES,
    PROMPTS,
    REPEATS,
    SAMPLES,
    SEED_STRIDE,
    SENTENCES,
    TEMPERATURES,
    Diversity,
    Price,
    diversities,
    diversity_notes,
    guess_answer,
    price_notes,
    prices,
)
from llm_viz.chapters.limits.frame import DrawbackPage, drawback
from llm_viz.chapters.limits.shared.answer_list import listed_answers
from llm_viz.chapters.limits.shared.bar_charts import Row, dot_rows
from llm_viz.chapters.limits.shared.seed import choose_seed
from llm_viz.chapters.limits.shared.spread_charts import Spread, spread_rows
from llm_viz.engine.model import Model
from llm_viz.facts.languages import gpt3_languages
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.on_demand import Button, Kept, on_demand
from llm_viz.kit.visit import BY_KEY, Visit

_SEED = "culture_seed"
_DRAWN: Kept[tuple[Diversity, ...]] = Kept("limits_culture-drawn")
_LISTED = 6  # answers of each temperature that are written out


def draw(visit: Visit) -> None:
    """Show the drawback."""
    with drawback("culture", visit) as page:
        found = _prices(visit.lm)
        st.markdown(page.t("translated", sentence=escape(SENTENCES[GUESSED][0])))
        if not page.cover("guess-question", GUESSES, guess_answer(found)):
            return
        _show_prices(page)
        _show_shares(page)
        _show_diversity(page)


@st.cache_data(max_entries=50, hash_funcs=BY_KEY, show_spinner=False)
def _prices(lm: Model) -> tuple[Price, ...]:
    """What each language costs with one tokenizer, shared by all visitors."""
    return prices(lm)


def _names(page: DrawbackPage) -> dict[str, str]:
    return {language: page.t(f"language-{language}") for language in SENTENCES}


def _show_prices(page: DrawbackPage) -> None:
    t, visit = page.t, page.visit
    with page.section("prices"):
        others = [status.key for status in visit.lm.usable(causal=True) if status.key != visit.model]
        for model in (visit.model, *others[:1]):
            lm = visit.lm.other(model)
            prices_of, name = _prices(lm), lm.facts.name
            st.markdown(f"**{escape(name)}**")
            most = max(max(one.tokens + one.size) for one in prices_of)
            rows = [_price_row(one, page) for one in prices_of]
            figure = partial(spread_rows, rows, span=(0.0, most * 1.05), title=t("prices-axis"), base=0.0)
            show_figure(figure, f"limits_culture-prices-{model}", t("prices-alt", model=name))
            page.notes(price_notes(prices_of, name, _names(page)))
        st.caption(t("prices-setting", count=len(SENTENCES[GUESSED])))
        page.prose("prices-control")


def _price_row(one: Price, page: DrawbackPage) -> Spread:
    name = page.t(f"language-{one.language}")
    text = f"×{one.mean:.1f}"
    hover = page.t("prices-hover", language=name, times=text, size=f"×{one.mean_size:.1f}")
    return Spread(
        name, one.mean, text, points=(one.mean_size,), style="marked" if one.language == "ja" else "plain", hover=hover
    )


def _show_shares(page: DrawbackPage) -> None:
    t = page.t
    with page.section("shares"):
        shares = {one.code: one for one in gpt3_languages()}
        rows = [
            Row(
                t(f"language-{code}"),
                100 * shares[code].share,
                f"{100 * shares[code].share:.2g} %",
                "marked" if code == "ja" else "plain",
            )
            for code in sorted(SENTENCES.keys() & shares, key=lambda one: -shares[one].share)
        ]
        show_figure(partial(dot_rows, rows), "limits_culture-shares", t("shares-alt"))
        missing = [name for code, name in _names(page).items() if code not in shares]
        if missing:
            st.caption(t("shares-missing", count=len(shares), languages=", ".join(missing)))
        st.caption(f"{t('shares-caution')} {citation(shares['en'].source, t)}")


def _show_diversity(page: DrawbackPage) -> None:
    t, visit = page.t, page.visit
    with page.section("diversity"):
        visit.lm.check_causal()
        prompt = PROMPTS[visit.language]
        st.code(prompt, language=None, wrap_lines=True)
        seed = choose_seed(page, _SEED)
        found = _DRAWN.get_or_compute((visit.model, prompt, seed), lambda: _draw(page, prompt, seed))
        if found is None:
            return
        rows = [_diversity_row(one) for one in found]
        figure = partial(spread_rows, rows, span=(0.0, SAMPLES + 1.0), title=t("diversity-axis", samples=SAMPLES))
        show_figure(figure, "limits_culture-diversity", t("diversity-alt"))
        last = seed + (REPEATS - 1) * SEED_STRIDE + SAMPLES - 1
        name = escape(visit.facts.name)
        seeds = t("diversity-seeds", first=seed, last=last, stride=SEED_STRIDE)
        st.caption(f"{t('diversity-setting', model=name, samples=SAMPLES, repeats=REPEATS)} · {seeds}")
        page.prose("diversity-control")
        page.notes(diversity_notes(found))
        st.markdown(_table(found, page))


def _draw(page: DrawbackPage, prompt: str, seed: int) -> tuple[Diversity, ...] | None:
    """Draw when the visitor asks for it; None as long as he does not."""
    t, sets = page.t, len(TEMPERATURES) * REPEATS
    total = sets * SAMPLES
    return on_demand(
        Button(t("draw", total=total), ":material/casino:", "limits_culture-draw"),
        lambda share: t("drawing", done=round(share * total), total=total),
        lambda: ((done / sets, found) for done, found in diversities(page.visit.lm, prompt, seed)),
    )


def _diversity_row(one: Diversity) -> Spread:
    return Spread(
        f"T = {one.temperature}", one.mean, f"{one.mean:.1f}", points=tuple(float(count) for count in one.distinct)
    )


def _table(found: Sequence[Diversity], page: DrawbackPage) -> str:
    """The commonest answers by temperature, as Markdown."""
    rows = [(str(one.temperature), listed_answers(one.repeats[0], _LISTED, page.t)) for one in found]
    return table(("T", page.t("column-answers")), rows, "ll")
