"""How many different answers each temperature leaves, drawn when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.chapters.limits.culture.compute.diversity import (
    PROMPTS,
    REPEATS,
    SAMPLES,
    SEED_STRIDE,
    TEMPERATURES,
    Diversity,
    diversities,
    diversity_notes,
)
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.rows_with_errors import RowWithError, rows_with_errors
from llm_viz.chapters.limits.shared.frame.answer_list import listed_answers
from llm_viz.chapters.limits.shared.frame.seed import choose_seed
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.on_demand import Button, Kept, on_demand

_SEED = "culture_seed"
_SAMPLED: Kept[tuple[Diversity, ...]] = Kept("limits_culture-drawn")
_LISTED = 6  # answers of each temperature that are written out


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t, visit = page.t, page.visit
    with folded(page, "diversity", (_SEED,)) as opened:
        if not opened:
            return
        visit.lm.check_causal()
        prompt = PROMPTS[visit.language]
        st.code(prompt, language=None, wrap_lines=True)
        seed = choose_seed(page, _SEED)
        by_temperature = _SAMPLED.get_or_compute((visit.model, prompt, seed), lambda: _sample(page, prompt, seed))
        if by_temperature is None:
            return
        rows = [_row(diversity) for diversity in by_temperature]
        title = t("diversity-axis", samples=SAMPLES)
        figure = partial(rows_with_errors, rows, span=(0.0, SAMPLES + 1.0), title=title)
        notes = diversity_notes(by_temperature)
        show_figure(figure, "limits_culture-diversity", page.described(t("diversity-alt"), notes))
        last = seed + (REPEATS - 1) * SEED_STRIDE + SAMPLES - 1
        name = escape(visit.facts.name)
        seeds = t("diversity-seeds", first=seed, last=last, stride=SEED_STRIDE)
        st.caption(f"{t('diversity-setting', model=name, samples=SAMPLES, repeats=REPEATS)} · {seeds}")
        page.prose("diversity-control")
        page.notes(notes)
        st.markdown(_table(by_temperature, page))


def _sample(page: DrawbackPage, prompt: str, seed: int) -> tuple[Diversity, ...] | None:
    """Draw the answers when the visitor asks for it; None as long as he does not."""
    t, sets = page.t, len(TEMPERATURES) * REPEATS
    total = sets * SAMPLES
    return on_demand(
        Button(t("draw", total=total), ":material/casino:", "limits_culture-draw"),
        lambda share: t("drawing", done=round(share * total), total=total),
        lambda: ((done / sets, so_far) for done, so_far in diversities(page.visit.lm, prompt, seed)),
    )


def _row(diversity: Diversity) -> RowWithError:
    counts = tuple(float(count) for count in diversity.distinct)
    return RowWithError(f"T = {diversity.temperature}", diversity.mean, f"{diversity.mean:.1f}", points=counts)


def _table(by_temperature: Sequence[Diversity], page: DrawbackPage) -> str:
    """The commonest answers by temperature, as Markdown."""
    rows = [
        (str(diversity.temperature), listed_answers(diversity.repeats[0], _LISTED, page.t))
        for diversity in by_temperature
    ]
    return table(("T", page.t("column-answers")), rows, "ll")
