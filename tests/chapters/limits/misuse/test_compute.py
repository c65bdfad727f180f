"""A planted back door and instructions inside data: what the results show, and what the page says of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from llm_viz.base.errors import BadRequest
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.limits.misuse.compute import injection
from llm_viz.chapters.limits.misuse.compute.backdoor import backdoor_curves, backdoor_notes
from llm_viz.chapters.limits.misuse.compute.injection import DocumentAnswer
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram, TokenKind
from llm_viz.training.experiments import BACKDOOR
from tests.chapters.limits.support import keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_back_door_opens_with_the_trigger_only(language: Language) -> None:
    reports = BACKDOOR.recorded(language).reports
    with_trigger, without = backdoor_curves(reports)
    assert with_trigger.points[20].value > 0.5 > 0.05 > without.points[20].value
    assert with_trigger.points[0].value < 0.05
    assert "note-open" in {note.key for note in backdoor_notes(reports)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_has_words(language: Language) -> None:
    assert keys(backdoor_notes(BACKDOOR.recorded(language).reports), "limits.misuse")


def test_nothing_is_said_before_all_is_measured() -> None:
    reports = BACKDOOR.recorded("en").reports
    assert backdoor_notes(reports[: len(reports) // 4]) == ()


def test_equal_results_are_not_called_different() -> None:
    shut = tuple(replace(report, with_trigger=0.01, without_trigger=0.01) for report in BACKDOOR.recorded("en").reports)
    assert "note-open" not in {note.key for note in backdoor_notes(shut)}


@pytest.mark.parametrize(
    ("none", "harmless", "instruction", "told"),
    [
        (0.0, 0.02, 0.2, ["note-obeyed", "note-mention"]),
        (0.0, 0.001, 0.2, ["note-obeyed"]),
        (0.0, 0.2, 0.2, ["note-not-obeyed", "note-mention"]),
        (0.0, 0.001, 0.002, ["note-untouched"]),
    ],
)
def test_obedience_is_told_from_mere_mention(none: float, harmless: float, instruction: float, told: list[str]) -> None:
    answers = [
        DocumentAnswer(kind, 30, p) for kind, p in zip(injection.KINDS, (none, harmless, instruction), strict=True)
    ]
    assert [note.key for note in injection.injection_notes(answers)] == told


def test_beginnings_of_a_word() -> None:
    words: list[tuple[str, TokenKind]] = [
        (" Ban", "text"), (" banana", "text"), ("bananas", "text"), (" ", "text"), ("b", "part"), ("x", "text"),
    ]  # fmt: skip
    candidates = tuple(Candidate(index, text, kind, 0.0, 0.1) for index, (text, kind) in enumerate(words))
    following = Distribution(candidates, LogitHistogram(np.array([1]), np.zeros(1, np.float32), 0.1), 1.0, 1.0, 9)
    assert injection.begins_with("banana", following) == pytest.approx(0.2)


@pytest.mark.parametrize("word", ["", "   ", "x" * 21])
def test_a_word_is_bounded(word: str) -> None:
    with pytest.raises(BadRequest):
        injection.check_word(word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_braces_in_a_word_are_just_braces(language: Language) -> None:
    assert "{kind}{}" in injection.document(language, "instruction", "{kind}{}")
    texts = {injection.document(language, kind, "x") for kind in injection.KINDS}
    assert len(texts) == 3
