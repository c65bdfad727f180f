"""What may be said about senses and cuts, on made-up numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from llm_viz.base.i18n import LANGUAGES, strings
from llm_viz.chapters.attention.compute.note_values import signed
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.chapters.attention.compute.word_sense.head_effects import HeadEffects
from llm_viz.chapters.attention.compute.word_sense.notes import (
    head_notes,
    link_notes,
    meaning_notes,
    parting_layer,
    word_notes,
)
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.compute.word_sense.shifts import Baseline
from llm_viz.chapters.attention.compute.word_sense.word_groups import ContextWord
from llm_viz.chapters.attention.compute.word_sense.word_ranking import (
    LinkEffect,
    WordEffect,
    by_attention,
    by_intervention,
)
from llm_viz.kit.compute.notes import Note
from tests.chapters.attention.made_up import make_tokens
from tests.support.written import written


def effect(text: str, shift: float, weight: float) -> WordEffect:
    return WordEffect(ContextWord(text, (1,)), shift, weight, weight)


def keys(notes: Sequence[Note]) -> list[str]:
    """The notes' keys; every note has its sentence in both languages."""
    for language in LANGUAGES:
        assert all(strings(language, "attention")(note.key, **note.values) for note in notes)
    return [note.key for note in notes]


def made_up_study(a: float, b: float, control_a: float, control_b: float, same_start: bool = True) -> WordSenseResult:
    """Three layers; the scores of the last are given."""
    tokens = make_tokens("the", " apple")
    hidden = np.zeros((4, 2), np.float32)
    first = WordReading("the apple", tokens, range(1, 2), hidden, np.zeros((3, 1, 2), np.float32), None)
    second = first if same_start else replace(first, hidden=hidden + 1)
    scores = [np.array([0, 0, score / 2, score], np.float32) for score in (a, b, control_a, control_b)]
    axis = SenseAxis(np.zeros((2, 4, 2), np.float32), np.zeros((2, 4, 2), np.float32))
    return WordSenseResult(
        "tiny", "apple", axis, (first, second), (scores[0], scores[1]), "lamp", (scores[2], scores[3])
    )


def test_what_is_said_about_meaning_is_true() -> None:
    clear = made_up_study(0.9, -0.7, 0.1, 0.0)
    notes = meaning_notes(clear)
    assert keys(notes) == ["note-sense-start", "note-sense-parting", "note-sense-apart", "note-control-still"]
    assert notes[1].values["layer"] == 2
    assert (notes[2].values["a"], notes[2].values["b"], notes[2].values["apart"]) == ("+0.90", "−0.70", "1.60")
    assert "note-control-moved" in keys(meaning_notes(made_up_study(0.9, -0.7, 0.9, 0.0)))
    assert keys(meaning_notes(made_up_study(0.1, 0.0, 0.0, 0.0, same_start=False))) == ["note-sense-together"]
    assert keys(meaning_notes(made_up_study(0.4, 0.0, 0.0, 0.0, same_start=False))) == []


CALM = Baseline(0.0, 0.02, 8)


def test_rankings_are_told_apart() -> None:
    disagreeing = (effect("by", 0.01, 0.3), effect("new", -0.02, 0.1), effect("iPhone", -0.4, 0.2))
    assert [effect.word.text for effect in by_attention(disagreeing)] == ["by", "iPhone", "new"]
    assert [effect.word.text for effect in by_intervention(disagreeing)] == ["iPhone", "new", "by"]
    notes = word_notes("B", disagreeing, CALM)
    assert keys(notes) == ["note-cut-word", "note-ranking-other", "note-ranking-rho"]
    assert notes[1].values["favourite"] == "by"
    assert notes[1].values["shift"] == "−0.40"
    agreeing = (effect("by", 0.01, 0.1), effect("iPhone", -0.4, 0.2))
    assert keys(word_notes("B", agreeing, CALM)) == ["note-cut-word", "note-ranking-same"]


def test_a_word_that_does_no_more_than_random_cuts_carries_no_meaning() -> None:
    effects = (effect("by", 0.1, 0.3), effect("new", 0.0, 0.1))
    assert keys(word_notes("A", effects, Baseline(0.0, 0.06, 8))) == ["note-cut-nothing"]
    assert keys(word_notes("A", (effect("by", 0.04, 0.3),), CALM)) == ["note-cut-nothing"]
    assert word_notes("A", effects, None) == ()


def test_a_head_is_named_once_all_are_known_and_one_stands_out() -> None:
    shifts = np.full((4, 5), 0.01, np.float32)
    assert head_notes("A", HeadEffects(shifts, 20)) == ()
    shifts[2, 3] = -0.5
    (note,) = notes = head_notes("A", HeadEffects(shifts, 20))
    assert keys(notes) == ["note-head-silenced"]
    assert (note.values["layer"], note.values["head"], note.values["shift"]) == (3, 4, "−0.50")
    assert head_notes("A", HeadEffects(shifts, 19)) == ()


def test_a_link_is_said_to_matter_or_not() -> None:
    reading = made_up_study(0, 0, 0, 0).readings[0]
    for shift, key in ((0.2, "note-link-matters"), (0.01, "note-link-idle")):
        link = LinkEffect(6, 2, ContextWord("red", (3,)), 3, 0.75, shift)
        (note,) = notes = link_notes("B", reading, link)
        assert keys(notes) == [key]
        shown = written(note.values)
        assert (shown["layer"], shown["head"], shown["weight"]) == (7, 3, "75 %")


@pytest.mark.parametrize(
    ("scores_a", "scores_b", "layer"),
    [([0, 0.7, 0.2, 0.5], [0, 0, 0, -0.5], 3), ([0, 1, 0], [0, -1, 0], None), ([0, 0, 1], [0, 0, 0], 2)],
)
def test_where_two_readings_part_for_good(scores_a: list[float], scores_b: list[float], layer: int | None) -> None:
    assert parting_layer(np.array(scores_a), np.array(scores_b)) == layer


SIGNED = json.loads((Path(__file__).parents[1] / "signed.json").read_text("utf-8"))
"""Scores as they are written; `sense_text.test.js` holds the browser to the same ones."""


@pytest.mark.parametrize(("score", "text"), SIGNED)
def test_signed(score: float, text: str) -> None:
    assert signed(score) == text
