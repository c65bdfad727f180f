"""Bad data, and data that models wrote: what the shipped results show, and what the page says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.limits.data import compute as data
from llm_viz.training.experiments import COLLAPSE, QUALITY
from tests.chapters.limits.support import keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_text_does_harm(language: Language) -> None:
    reports = QUALITY.recorded(language).reports
    ends = {curve.key: curve.last for curve in data.quality_curves(reports)}
    assert ends["shuffled"].value > ends["repeated"].value > ends["clean"].value > reports[0].floor
    assert ends["repeated"].differs_from(ends["clean"])
    told = {note.key for note in data.quality_notes(reports)}
    assert told == {"note-shuffled", "note-repeated", "note-by-heart", "note-floor"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_generations_lose_words_and_real_text_holds_it_up(language: Language) -> None:
    reports = COLLAPSE.recorded(language).reports
    alone, mixed, _ = data.different_curves(reports)
    counts = [point.value for point in alone.points.values()]
    assert counts == sorted(counts, reverse=True)
    assert mixed.last.value > 1.5 * alone.last.value
    told = {note.key for note in data.collapse_notes(reports)}
    assert {"note-fewer", "note-rare", "note-unsharpened"} < told
    assert {"note-slowed", "note-held"} & told


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_has_words(language: Language) -> None:
    quality, generations = QUALITY.recorded(language).reports, COLLAPSE.recorded(language).reports
    assert keys((*data.quality_notes(quality), *data.collapse_notes(generations)), "limits.data")
    assert data.most_harmful(quality) == "shuffled"


def test_nothing_is_said_before_all_is_measured() -> None:
    quality, generations = QUALITY.recorded("en").reports, COLLAPSE.recorded("en").reports
    assert data.quality_notes(quality[: len(quality) // 4]) == ()
    assert data.collapse_notes(generations[: len(generations) // 4]) == ()


def test_equal_results_are_not_called_different() -> None:
    same = tuple(replace(report, bits=20.0 + report.model) for report in QUALITY.recorded("en").reports)
    assert [note.key for note in data.quality_notes(same)] == ["note-floor"]
