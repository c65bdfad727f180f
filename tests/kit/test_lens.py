"""What may be said about the logit lens, on made-up readings."""

from __future__ import annotations

import re

import pytest

from llm_viz.base.i18n import strings, text_file
from llm_viz.base.languages import LANGUAGES
from llm_viz.kit.compute.lens import lens_notes
from tests.chapters.next_token.examples import IS, PARIS, READ, THE, keys
from tests.support.distributions import reading
from tests.support.written import written


def test_notes_of_an_early_and_then_doubted_winner() -> None:
    lens = [reading(THE, 50, 0.0), reading(THE, 20, 0.0), reading(PARIS, 1, 0.9), reading(PARIS, 1, 0.5)]
    notes = {note.key: note.values for note in lens_notes(lens, READ)}
    assert notes["note-lens-settled"] == {"token": "␣Paris", "layer": 2, "last": 3}
    assert notes["note-lens-rival"]["rival"] == "␣the"
    assert notes["note-lens-far"]["rank"] == 20
    assert written(notes["note-lens-doubt"]) == {
        "token": "␣Paris",
        "before": "90\u00a0%",
        "after": "50\u00a0%",
        "layer": 2,
    }
    assert "note-lens-echo" not in notes
    assert "note-lens-last" not in notes


def test_notes_of_a_late_winner_after_an_echo() -> None:
    lens = [reading(IS, 9, 0.0), reading(THE, 5, 0.1), reading(PARIS, 1, 0.7)]
    assert keys(lens_notes(lens, READ)) == ["note-lens-last", "note-lens-rival", "note-lens-echo"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_can_be_said(language: str) -> None:
    doubted = [reading(IS, 50, 0.0), reading(THE, 20, 0.0), reading(PARIS, 1, 0.9), reading(PARIS, 1, 0.5)]
    late = [reading(THE, 2, 0.1), reading(PARIS, 1, 0.7)]
    t = strings(language)
    said = {note.key: t(note.key, **note.values) for lens in (doubted, late) for note in lens_notes(lens, READ)}
    messages = text_file("common", language, "ftl").read_text("utf-8")
    assert sorted(said) == sorted(re.findall(r"^(note-lens-[a-z-]+) =", messages, re.MULTILINE))
    assert all(said.values())
