"""Every note of the chapter can be said in every language; every preset has a text to compare with."""

from __future__ import annotations

import re

import numpy as np
import pytest

from llm_viz.base.i18n import strings, text_file
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.next_token.compute.counterpart import counterpart
from llm_viz.chapters.next_token.compute.distribution import distribution_notes
from llm_viz.chapters.next_token.compute.presets import PRESETS
from llm_viz.kit.compute.prediction_shift import compare, comparison_notes
from tests.support.distributions import candidate, distribution, words


def test_every_preset_has_a_text_to_compare_with() -> None:
    assert all(counterpart(preset.text) not in ("", preset.text) for preset in PRESETS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_can_be_said(language: str) -> None:
    odd = distribution(
        candidate(0, "a", 0.3), candidate(1, "⟨E3⟩", 0.28, "part"), candidate(2, "<eos>", 0.01, "special")
    )
    p, q = np.array([0.3, 0.28, 0.01], np.float32), np.array([0.05, 0.6, 0.2], np.float32)
    moved = distribution(candidate(1, "⟨E3⟩", 0.6, "part"))
    notes = [
        *distribution_notes(odd),
        *distribution_notes(words(0.6, 0.1)),
        *distribution_notes(words(0.2, 0.2, 0.1)),
        *comparison_notes(odd, moved, compare(odd, moved, p, q)),
        *comparison_notes(odd, odd, compare(odd, odd, p, p)),
    ]
    t = strings(language, "next_token")
    said = {note.key: t(note.key, **note.values) for note in notes}
    messages = text_file("next_token", language, "ftl").read_text("utf-8")
    assert sorted(said) == sorted(re.findall(r"^(note-[a-z-]+) =", messages, re.MULTILINE))
    assert all(said.values())
