"""Hallucination, bias, culture and the black box as scripts: both languages, errors in place, hostile input."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import EngineBusy
from llm_viz.engine.protocol.generation import (
    Continuation,
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    SamplingRequest,
)
from llm_viz.engine.protocol.tracing import InterventionBatch, InterventionBatchRequest, Trace, TraceRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp
from tests.support.fake_engine import LAYERS, FakeEngine, failing

PAGE = "10_limits"
LOCALES = {"ja": "ja-JP", "en": "en-US"}
KEYS = ("hallucination", "bias", "culture", "blackbox")
HEADS = 2


class Engine(FakeEngine):
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
        return Trace(found.tokens, found.next, MappingProxyType(dict.fromkeys(range(LAYERS), weights)), {}, ())

    def intervention_batches(
        self, request: InterventionBatchRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[InterventionBatch]:
        following = super().trace(TraceRequest(request.model, request.text)).next
        traced = self.trace(TraceRequest(request.model, request.text)).next or following
        assert traced is not None
        yield InterventionBatch(np.zeros((len(request.rows), 1, 1), np.float32), (traced,) * len(request.rows))

    def generate(self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel) -> Iterator[Any]:
        return iter(())


class Whole(Engine):
    """An engine whose tokenizer knows both pronouns as one token."""

    def tokenize(self, request: Any, check_cancelled: CancelCheck = never_cancel) -> Any:
        found = super().tokenize(request)
        for pronoun in (" he", " she", "彼女", "彼"):
            if request.text.endswith(pronoun):
                kept = found.tokens[: len(found.tokens) - len(pronoun) + 1]
                return type(found)(found.text, kept, found.vocabulary_size)
        return found


@pytest.fixture(autouse=True)
def no_results_of_other_tests() -> None:
    st.cache_data.clear()


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def pressed(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("key", KEYS)
def test_a_drawback_is_covered_until_guessed(open_app: OpenApp, key: str, language: str) -> None:
    app = open_app(PAGE, LOCALES[language], Whole(), drawback=key)
    covered = charts(app)
    assert covered == (2 if key == "bias" else 0)  # the published figures need no guess
    guesses = [button for button in app.button if f"limits_{key}-guess-question" in str(button.key)]
    guesses[0].click().run()
    assert not app.exception
    assert not app.error
    assert charts(app) > covered


@pytest.mark.parametrize("key", KEYS)
def test_an_encoder_is_refused_in_place_and_the_findings_stay(open_app: OpenApp, key: str) -> None:
    app = open_app(PAGE, engine=Whole(), drawback=key, reveal="1", model="minilm-l6")
    assert not app.exception
    assert len(app.error) == 1
    assert any("confidence" in markdown.value for markdown in app.markdown)


@pytest.mark.parametrize("key", ["hallucination", "blackbox"])
def test_an_error_of_the_engine_is_a_sentence(open_app: OpenApp, key: str) -> None:
    app = open_app(PAGE, engine=failing(EngineBusy(waiting=70)), drawback=key, reveal="1")
    assert "70" in app.error[0].value
    assert not app.exception


def test_what_costs_time_waits_for_its_button(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Whole(), drawback="culture", reveal="1")
    before = charts(app)
    assert charts(pressed(app, "limits_culture-draw")) == before + 1
    app = open_app(PAGE, engine=Whole(), drawback="blackbox", reveal="1")
    before = charts(app)
    assert charts(pressed(app, "limits_blackbox-measure")) == before + 1
    app = pressed(app, "limits_blackbox-explain")
    assert not app.exception
    assert not app.error
    app.session_state["limits_culture-seed"] = 1000
    assert not app.run().exception


def test_pronouns_without_a_token_are_said_to_be_so(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), drawback="bias", reveal="1")
    assert not app.error
    assert "SmolLM2" in app.info[0].value
    assert charts(app) == 2


def test_settings_of_the_address_open_the_same_picture(open_app: OpenApp) -> None:
    asked = {"bias_language": "ja", "bias_view": "raw", "bias_word": "pilot"}
    app = open_app(PAGE, engine=Whole(), drawback="bias", reveal="1", **asked)
    assert app.session_state["limits_bias-language-en"] == "ja"
    assert app.session_state["limits_bias-view"] == "raw"
    assert app.text_input[0].value == "pilot"
    app = open_app(PAGE, engine=Whole(), drawback="blackbox", reveal="1", blackbox_cut="2-0", blackbox_text="a bc d")
    assert [box.value for box in app.selectbox][-3:-1] == [2, 0]
    assert app.text_input[0].value == "a bc d"
    app = open_app(PAGE, engine=Whole(), drawback="hallucination", reveal="1", hallucination_seed="3000")
    assert app.number_input[0].value == 3000


@pytest.mark.parametrize(
    ("key", "query"),
    [
        ("hallucination", {"hallucination_seed": "-1", "hallucination_title": "</script><img src=x>|$x$ " * 9}),
        ("bias", {"bias_view": "<b>", "bias_language": "xx", "bias_word": "a\x00\N{RIGHT-TO-LEFT OVERRIDE}|" * 20}),
        ("culture", {"culture_seed": "1e9"}),
        ("blackbox", {"blackbox_cut": "99-99", "blackbox_text": "<img src=x onerror=alert(1)> $y$ |" * 9}),
    ],
)
def test_hostile_addresses_do_no_harm(open_app: OpenApp, key: str, query: dict[str, str]) -> None:
    app = open_app(PAGE, engine=Whole(), drawback=key, reveal="1", **query)
    assert not app.exception
    assert not app.error
    assert "<img" not in "".join(element.value for element in app.markdown).replace(r"\<", "")


@pytest.mark.parametrize("text", ["", " ", "a"])
def test_a_text_without_a_middle_is_explained(open_app: OpenApp, text: str) -> None:
    app = open_app(PAGE, engine=Whole(), drawback="blackbox", reveal="1", blackbox_text=text)
    assert not app.exception
    assert len(app.error) + len(app.info) == 1
