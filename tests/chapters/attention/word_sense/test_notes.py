"""What may be said about senses and cuts, on made-up numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
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
from tests.chapters.attention.word_sense.made_up import made_up_axis
from tests.support.written import written


def effect(text: str, shift: float, weight: float) -> WordEffect:
    return WordEffect(ContextWord(text, (1,)), shift, weight, weight, has_content=text != "by")


def keys(notes: Sequence[Note]) -> list[str]:
    """The notes' keys; every note has its sentence in both languages."""
    for language in LANGUAGES:
        assert all(strings(language, "attention")(note.key, **note.values) for note in notes)
    return [note.key for note in notes]


def made_up_result(
    a: float, b: float, moved: float = 1.0, control_moved: float | None = None, same_start: bool = True
) -> WordSenseResult:
    """Three layers; the scores and the movements of the last are given. A single reference of each sense."""
    tokens = make_tokens("the", " apple")
    hidden = np.zeros((4, 2), np.float32)
    first = WordReading("the apple", tokens, range(1, 2), hidden, np.zeros((3, 1, 2), np.float32), None)
    second = first if same_start else replace(first, hidden=hidden + 1)
    of_a, of_b, of_word = (np.array([0, 0, value / 2, value], np.float32) for value in (a, b, moved))
    axis = SenseAxis(np.zeros((1, 4, 2), np.float32), np.zeros((1, 4, 2), np.float32))
    of_control = None if control_moved is None else np.full(4, control_moved, np.float32)
    return WordSenseResult("tiny", "apple", axis, (first, second), (of_a, of_b), of_word, "lamp", of_control)


def test_what_is_said_about_meaning_is_true() -> None:
    clear = made_up_result(0.9, -0.7, 1.2, -0.3)
    notes = meaning_notes(clear)
    assert keys(notes) == ["note-sense-start", "note-sense-parting", "note-sense-apart", "note-control-still"]
    assert notes[1].values["layer"] == 2
    assert (notes[2].values["a"], notes[2].values["b"], notes[2].values["apart"]) == ("+0.90", "−0.70", "1.60")
    assert (notes[3].values["moved"], notes[3].values["apart"]) == ("0.30", "1.20")
    assert "note-control-moved" in keys(meaning_notes(made_up_result(0.9, -0.7, 1.2, 0.7)))
    assert "lamp" not in str(meaning_notes(made_up_result(0.9, -0.7, 1.2)))
    assert keys(meaning_notes(made_up_result(0.1, 0.0, same_start=False))) == ["note-sense-together"]
    assert keys(meaning_notes(made_up_result(0.4, 0.0, same_start=False))) == []


def test_the_layer_that_separates_the_senses_best_is_named() -> None:
    found = replace(made_up_result(0.4, 0.0, same_start=False), axis=made_up_axis())
    (note,) = notes = meaning_notes(found)
    assert keys(notes) == ["note-best-layer"]
    assert note.values == {"layer": 2, "layers": 2}


CALM = Baseline(0.0, 0.02, 8)


def test_rankings_are_told_apart() -> None:
    disagreeing = (effect("by", 0.01, 0.3), effect("new", -0.02, 0.1), effect("iPhone", -0.4, 0.2))
    assert [effect.word.text for effect in by_attention(disagreeing)] == ["by", "iPhone", "new"]
    assert [effect.word.text for effect in by_intervention(disagreeing)] == ["iPhone", "new", "by"]
    notes = word_notes("B", disagreeing, CALM)
    assert keys(notes) == ["note-cut-word", "note-ranking-grammar", "note-ranking-rho"]
    assert notes[1].values["favourite"] == "by"
    assert notes[1].values["shift"] == "−0.40"
    other = word_notes("B", (effect("new", 0.01, 0.3), effect("iPhone", -0.4, 0.2)), CALM)
    assert keys(other) == ["note-cut-word", "note-ranking-other"]
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
    reading = made_up_result(0, 0).readings[0]
    for shift, key in ((0.2, "note-link-matters"), (0.01, "note-link-idle")):
        link = LinkEffect(6, 2, ContextWord("red", (3,)), 3, 0.75, shift)
        (note,) = notes = link_notes("B", reading, link)
        assert keys(notes) == [key]
        shown = written(note.values)
        assert (shown["layer"], shown["head"], shown["weight"]) == (7, 3, "75\u00a0%")


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
