"""What to cut first: measured, not assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.chapters.attention.compute.word_sense.cut_effects import (
    WORTH_TRYING,
    CutEffects,
    cut_effects,
    suggested_cuts,
)
from llm_viz.chapters.attention.compute.word_sense.notes import single_cut_notes
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, compared_words
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import all_others, attention_knockouts
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model import Model
from tests.chapters.attention.word_sense.made_up import mean_after


def test_every_word_alone_and_all_together_are_what_single_traces_give(
    engine: LocalEngine, model: str, reading: WordReading, axis: SenseAxis
) -> None:
    effects = cut_effects(Model(engine, model), reading, axis)
    assert [word.text for word in effects.words] == ["ate", "the", "red"]
    assert effects.before == pytest.approx(mean_after(engine, model, reading, axis), abs=1e-5)
    cut = attention_knockouts(all_others(reading), len(reading.tokens))
    after = mean_after(engine, model, reading, axis, *cut)
    assert effects.together == pytest.approx(after - effects.before, abs=1e-4)
    assert abs(effects.together) > 1e-3


def made_up(reading: WordReading, before: float, alone: tuple[float, float, float], together: float) -> CutEffects:
    return CutEffects(before, compared_words(reading), alone, together)


def test_suggested_first_is_what_leads_furthest_to_the_other_sense(reading: WordReading) -> None:
    """In A that is down, in B up; "the" is a word of grammar, and the wrong way is not suggested at all."""
    a = made_up(reading, 0.6, (0.5, -0.9, -0.3), -1.2)
    b = made_up(reading, -0.6, (0.4, 0.0, -0.5), WORTH_TRYING / 2)
    found = suggested_cuts((reading, reading), (a, b))
    assert [(cut.side, cut.word.text if cut.word else None) for cut in found] == [(0, None), (1, "ate"), (0, "red")]
    assert found[0].links == all_others(reading)
    still = made_up(reading, 0.6, (0.1, 0.0, 0.0), 0.1)
    assert suggested_cuts((reading, reading), (still, still)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_single_cut_does_little_is_said_where_it_is_so(reading: WordReading, language: Language) -> None:
    clues = made_up(reading, 0.6, (0.0, 0.0, 0.1), -1.1)
    (note,) = single_cut_notes("A", clues)
    assert strings(language, "attention")(note.key, **note.values)
    assert (note.values["word"], note.values["shift"], note.values["together"]) == ("red", "+0.10", "−1.10")
    one_word_does_it = replace(clues, alone=(0.0, 0.0, -0.9))
    each_does_its_part = replace(clues, alone=(-0.4, -0.3, -0.4))
    nothing_moves = replace(clues, together=-0.2)
    for effects in (one_word_does_it, each_does_its_part, nothing_moves):
        assert single_cut_notes("A", effects) == []
