"""What tests of several drawbacks share: engines, made-up results, and what a page shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from llm_viz.base.i18n import strings, text_file
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.limits.drawbacks import ORDER
from llm_viz.chapters.limits.hallucination.compute.questions import first_invented
from llm_viz.engine.protocol.generation import (
    Continuation,
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    SamplingRequest,
)
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram
from llm_viz.engine.protocol.tracing import InterventionBatch, InterventionBatchRequest, Trace, TraceRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.kit.compute.notes import Note
from tests.support.app import OpenApp
from tests.support.fake_engine import LAYERS, FakeEngine

PAGE = "11_limits"
LOCALES = {"ja": "ja-JP", "en": "en-US"}
HEADS = 2


class DrawingEngine(FakeEngine):
    """Draws a few different words, leans by the length of the text, and has heads that look at every token alike."""

    def continuations(
        self, request: ContinuationsRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[Continuations]:
        check_cancelled()
        self.facts(request.model)
        words = [f" word{(request.sampling.seed + number) % 7}." for number in range(request.count)]
        yield Continuations(1, tuple(Continuation((1,), word, 1.0, ended=True) for word in words))

    def sampling_probabilities(self, request: SamplingRequest, check_cancelled: CancelCheck = never_cancel) -> Floats:
        check_cancelled()
        return np.array([0.1 + len(request.text) / 1000 + place / 100 for place in range(len(request.ids))], np.float32)

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        found = super().trace(request, check_cancelled)
        count = len(found.tokens)
        weights = np.full((HEADS, count, count), 1 / count, np.float32)
        return replace(found, attention=MappingProxyType(dict.fromkeys(range(LAYERS), weights)))

    def intervention_batches(
        self, request: InterventionBatchRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[InterventionBatch]:
        following = super().trace(TraceRequest(request.model, request.text)).next
        traced = self.trace(TraceRequest(request.model, request.text)).next or following
        assert traced is not None
        yield InterventionBatch(np.zeros((len(request.rows), 1, 1), np.float32), (traced,) * len(request.rows))

    def generate(self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel) -> Iterator[Any]:
        return iter(())


class PronounEngine(DrawingEngine):
    """An engine whose tokenizer knows both pronouns as one token."""

    def tokenize(self, request: Any, check_cancelled: CancelCheck = never_cancel) -> Any:
        found = super().tokenize(request)
        for pronoun in (" he", " she", "彼女", "彼"):
            if request.text.endswith(pronoun):
                kept = found.tokens[: len(found.tokens) - len(pronoun) + 1]
                return type(found)(found.text, kept, found.vocabulary_size)
        return found


def unfolded(key: str) -> dict[str, str]:
    """What unfolds all sections of a drawback, in the address."""
    texts = text_file(f"limits.{key}", "en", "ftl").read_text("utf-8")
    return {f"show_{section}": "true" for section in re.findall(r"^section-([a-z-]+) =", texts, re.MULTILINE)}


def open_drawback(
    open_app: OpenApp, key: str, *, language: str = "en", engine: FakeEngine | None = None, **query: str
) -> AppTest:
    """The chapter with this drawback chosen, all its sections unfolded."""
    sections = unfolded(key) if key in ORDER else {}
    return open_app(PAGE, LOCALES[language], engine, drawback=key, **(sections | query))


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def captions(app: AppTest) -> str:
    return "\n".join(element.value for element in app.caption)


GUESSED_ON_PICTURE = "6"
"""What is guessed: the questions stand on pictures, on which a script cannot press."""


def payload(app: AppTest, part: str) -> dict[str, Any]:
    """What a browser part of the page was given."""
    return next(
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if element.proto.component_name.endswith(f"_{part}")
    )


def subject(app: AppTest, key: str) -> str:
    """What the question that covers the drawback is about."""
    language = app.session_state["lang"]
    if key == "hallucination":
        return f"0 {first_invented(language).subject}"
    if key == "bias":
        return str(app.session_state[f"limits_bias-language-{language}"])
    if key == "blackbox":
        text = app.session_state[f"limits_blackbox-text-{language}"]
        position = app.session_state[f"limits_blackbox-subject-{app.session_state['model']}-{text}"]
        return f"{position} {text}"
    return str(app.session_state["text"])


def guess(app: AppTest, key: str, choice: str | None = GUESSED_ON_PICTURE) -> None:
    """Guess what covers the drawback, as the picture would tell it."""
    remembered = {(app.session_state["model"], subject(app, key)): choice}
    app.session_state[f"guess-state-limits_{key}-guess-question"] = remembered
    app.run()
    assert not app.exception
    assert not app.error


def uncover(open_app: OpenApp, key: str, language: str, engine: FakeEngine | None = None) -> tuple[int, AppTest]:
    """How many charts the drawback shows before the guess, and the chapter after it."""
    app = open_drawback(open_app, key, language=language, engine=engine)
    covered = charts(app)
    guess(app, key)
    return covered, app


def check_encoder_is_refused(open_app: OpenApp, key: str, engine: FakeEngine) -> None:
    """A model that predicts nothing is refused in place, and the findings stay."""
    app = open_drawback(open_app, key, engine=engine, reveal="1", model="minilm-l6")
    assert not app.exception
    assert len(app.error) == 1
    assert any("confidence" in markdown.value for markdown in app.markdown)


def check_hostile_address(open_app: OpenApp, key: str, engine: FakeEngine, **query: str) -> None:
    """Settings that an address cannot have do no harm."""
    app = open_drawback(open_app, key, engine=engine, reveal="1", **query)
    assert not app.exception
    assert not app.error
    assert "<img" not in "".join(element.value for element in app.markdown).replace(r"\<", "")


def check_setting_is_refused_quietly(open_app: OpenApp, key: str, setting: str, value: str) -> None:
    """A setting of the address that is out of range is named in a caption and not used."""
    app = open_drawback(open_app, key, **{"reveal": "1", setting: value})
    assert not app.exception
    assert not app.error
    assert any(setting.replace("_", "") in caption.value.replace("\\", "").replace("_", "") for caption in app.caption)


def following(probability: float = 0.5, entropy: float = 3.0) -> Distribution:
    best = Candidate(1, " Paris", "text", float(np.log(probability)), probability)
    return Distribution((best,), LogitHistogram(np.array([9]), np.array([-5.0], np.float32), 0.05), entropy, 1.0, 10)


def keys(notes: tuple[Note, ...], room: str) -> list[str]:
    """The notes' keys; every note has its sentence in both languages."""
    for language in LANGUAGES:
        for note in notes:
            assert strings(language, room)(note.key, **note.values)
    return [note.key for note in notes]
