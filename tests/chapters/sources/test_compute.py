"""What the wall says of every figure, and where its source can be read."""

from __future__ import annotations

import math

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.sources.compute.links import link_of
from llm_viz.chapters.sources.compute.wall import KINDS, WallFigure, example, least_sure, wall
from llm_viz.chapters.sources.parts.wall import unit_text
from llm_viz.facts.check import check, figures, recomputable
from llm_viz.facts.contents import shipped


def about(label: str, unit: str) -> WallFigure:
    [found] = [figure for figure in wall() if (figure.label, figure.unit) == (label, unit)]
    return found


def test_every_figure_that_the_check_counts_is_a_dot() -> None:
    assert len(wall()) == check(shipped()).figures


def test_the_surest_come_first() -> None:
    kinds = [KINDS.index(figure.kind) for figure in wall()]
    assert kinds == sorted(kinds)
    assert set(kinds) == set(range(len(KINDS)))


def test_a_figure_is_named_once_and_what_is_recomputed_is_one_of_them() -> None:
    named = {(figure.file, figure.name): figure for figure in figures(shipped())}
    assert len(named) == len(figures(shipped()))
    claims = [claim for claim in recomputable(shipped()) if claim.figure]
    assert len(claims) > 1_700
    assert all(named[claim.file, claim.figure].value == claim.stated for claim in claims)


def test_what_follows_from_other_figures_is_told_from_what_was_read() -> None:
    assert about("GPT-3 175B", "energy_mwh").kind == "follows"  # hours times watts
    assert about("GPT-3 175B", "watts").kind == "read"
    estimate = about("GPT-4", "train_flop")
    assert (estimate.kind, estimate.recomputed, estimate.value) == ("low", False, 2.1e25)
    assert about("Gopher 280B", "energy_mwh").seen == "source"


def test_a_cell_that_was_only_recalled_is_low_whatever_its_row_is() -> None:
    assert about("GPT-1", "vocab").kind == "low"
    assert about("GPT-1", "params_total").kind == "medium"


def test_the_example_and_the_named_models() -> None:
    shown = example(wall())
    assert shown.value == 80.4
    assert "percent" in shown.unit
    named = least_sure(wall(), 3)
    assert len(set(named)) == 3
    assert all(about(name, "train_flop").kind == "low" for name in named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quantity_has_words_in_both_languages(language: Language) -> None:
    t = strings(language, "sources")
    for unit in {figure.unit for figure in wall()}:
        assert (unit_text(unit, t) == "") == (unit == "")


def test_findings_have_a_sentence_and_all_others_a_name() -> None:
    assert all((figure.label == "") == (figure.finding is not None) for figure in wall())
    assert all(figure.value is None or math.isfinite(figure.value) for figure in wall())


@pytest.mark.parametrize(
    ("citation", "link"),
    [
        ("Kaplan et al. 2020, arXiv:2001.08361, equation 1.2", "https://arxiv.org/abs/2001.08361"),
        ("GPT-3 paper arXiv:2005.14165v4 Table H.1 p.63", "https://arxiv.org/abs/2005.14165v4"),
        ("openai/gpt-3 stats/words.csv @d7a9bb5", "https://github.com/openai/gpt-3/blob/d7a9bb5/stats/words.csv"),
        ("ryoungj/ObsScaling a/b.csv + c.csv @4d6e1e4", "https://github.com/ryoungj/ObsScaling/tree/4d6e1e4"),
        ("Epoch AI, Notable AI Models (CC BY 4.0)", "https://epoch.ai/data"),
        ("Walters & Wilder 2023, Scientific Reports 13:14045", None),
        ("16 GB assumed", None),
    ],
)
def test_a_source_leads_where_it_can_be_read(citation: str, link: str | None) -> None:
    assert link_of(citation) == link


def test_most_figures_lead_to_their_source() -> None:
    linked = sum(link_of(figure.citation) is not None for figure in wall())
    assert linked > 0.98 * len(wall())
