"""A secret in the training text: what the shipped results show, and what the page says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.limits.privacy import compute as privacy
from llm_viz.kit.compute.statistics import Mean
from llm_viz.training import canary
from llm_viz.training.experiments import CANARY
from tests.chapters.limits.support import keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_repeated_is_known_and_what_is_absent_is_not(language: Language) -> None:
    reports = CANARY.recorded(language).reports
    plain, deduplicated = privacy.exposure_curves(reports)
    assert plain.points[64].value > 13
    assert not plain.points[0].differs_from(Mean(canary.random_exposure(), 0, 1))
    assert deduplicated.points[64].value < plain.points[64].value - 5
    told = {note.key for note in privacy.privacy_notes(reports)}
    assert {"note-known", "note-unknown", "note-deduplicated"} <= told


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_has_words(language: Language) -> None:
    assert keys(privacy.privacy_notes(CANARY.recorded(language).reports), "limits.privacy")


def test_nothing_is_said_before_all_is_measured() -> None:
    reports = CANARY.recorded("en").reports
    assert privacy.privacy_notes(reports[: len(reports) // 4]) == ()


def test_equal_results_are_not_called_different() -> None:
    unknown = tuple(replace(report, rank=3700) for report in CANARY.recorded("en").reports)
    assert "note-known" not in {note.key for note in privacy.privacy_notes(unknown)}


def test_ranks_are_counted_as_they_were_found() -> None:
    found = {known.repeats: known for known in privacy.found_first(CANARY.recorded("en").reports)}
    assert tuple(found) == canary.REPEATS
    assert [known.first for known in found.values()] == [0, 0, 0, 3, 8]
    assert {known.boxes for known in found.values()} == {canary.BOXES * canary.MODELS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_more_copies_the_fewer_tries_and_removing_them_helps(language: Language) -> None:
    groups = privacy.all_ranks(CANARY.recorded(language).reports)
    tries = [privacy.half_open(group.ranks) for group in groups]
    assert tries == sorted(tries, reverse=True)
    for group in groups:
        assert len(group.ranks) == len(group.clean) == canary.BOXES * canary.MODELS
        if group.repeats > 1:
            assert privacy.half_open(group.clean) > privacy.half_open(group.ranks)


def test_half_of_the_safes_are_open_when_at_least_half_of_them_are() -> None:
    assert privacy.half_open([9, 1, 5, 7]) == 5
    assert privacy.half_open([9, 1, 5]) == 5
