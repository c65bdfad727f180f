"""What a model that reads from left to right knows of what follows a word, and from where on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.attention.compute.reading_on import (
    ReadingStep,
    causal_notes,
    read_on,
    repeat_beginning,
    similarity_again,
)
from llm_viz.chapters.attention.compute.shared_beginning import (
    compare,
    encoder_notes,
)
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import Trace, TraceRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.chapters.attention.made_up import TEXTS, compared, keys
from tests.support.fake_engine import FakeEngine


def test_reading_on_starts_at_the_word_and_looks_back_at_it() -> None:
    pair = compared("smollm2-135m")
    steps = read_on(Model(FakeEngine(), "smollm2-135m"), TEXTS[0], pair.a, pair.position)
    assert [step.token.text for step in steps] == ["e", " ", "f", "e", "l", "l"]
    assert [step.back for step in steps] == [None, 0.5, 0.0, 0.0, 0.0, 0.0]
    assert steps[2].expected[0].text == "g"


def test_the_beginning_is_said_again_in_a_sentence_of_its_own() -> None:
    assert repeat_beginning("Apple fell", "Apple") == "Apple fell. Apple"
    assert repeat_beginning("リンゴが落ちた", "リンゴ") == "リンゴが落ちた。リンゴ"


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_follow_the_numbers(language: Language) -> None:
    blind, both = compared("smollm2-135m"), compared("minilm-l6")
    steps = (ReadingStep(blind.a.tokens[-1], 0.4, 1, 2, ()),)
    notes = [*causal_notes(blind, 0.7, steps), *encoder_notes(both)]
    assert keys(notes) == ["note-blind", "note-again", "note-back", "note-both-ways"]
    for note in notes:
        assert strings(language, "attention")(note.key, **note.values)
    assert keys(causal_notes(blind, 1.0, ())) == ["note-blind"]
    assert encoder_notes(blind) == []


class DeepEngine(FakeEngine):
    """The state after every one of the layers before number 23 points elsewhere in each text, those after it alike."""

    alike_from = 23

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.layers = layers

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        trace = super().trace(request, check_cancelled)
        states = trace.hidden[0]
        turned = states * (1 if request.text.startswith(TEXTS[0]) else -1)
        layers = range(self.layers + 1)
        return replace(trace, hidden={layer: states if layer >= self.alike_from else turned for layer in layers})


def test_the_similarity_is_that_of_the_last_third_of_32_layers() -> None:
    engine = DeepEngine(layers=32)
    pair = compare(Model(engine, "smollm2-135m"), TEXTS)
    again = similarity_again(Model(engine, "smollm2-135m"), TEXTS, pair)
    assert again == pytest.approx(1.0)
