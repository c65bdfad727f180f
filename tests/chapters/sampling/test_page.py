"""Chapter 5, filters and draws, as a script: both languages, stopping, shared links, hostile addresses and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import EngineBusy
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.sampling.compute.texts import SampledTexts, SamplingSettings
from llm_viz.engine.protocol.generation import (
    Continuation,
    Continuations,
    ContinuationsRequest,
    Sampling,
    SamplingRequest,
)
from llm_viz.engine.protocol.types import Floats
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine

PAGE = "5_sampling"
HOSTILE = "</script><img src=x onerror=alert(1)> **bold** $x$ [a](b)\n\u202eabc"


@dataclass
class Engine(FakeEngine):
    """Writes the same text as often as asked; `busy_after` steps it refuses to go on."""

    text: str = "xyz"
    busy_after: int = 10**6
    asked: list[ContinuationsRequest] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def sampling_probabilities(self, request: SamplingRequest, check_cancelled: CancelCheck = never_cancel) -> Floats:
        return np.full(len(request.ids), 0.1, np.float32)

    def continuations(
        self, request: ContinuationsRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[Continuations]:
        self.asked.append(request)
        for step in range(1, request.max_new_tokens + 1):
            if step > self.busy_after:
                raise EngineBusy(waiting=9)
            item = Continuation(tuple(range(step)), self.text, 2.0 * step, ended=False)
            yield Continuations(step, (item,) * request.count)


def draw(app: AppTest, order: SamplingSettings) -> AppTest:
    """What a press on the browser part's button does."""
    app.session_state["sampler-requested"] = order
    return app.run()


def written(app: AppTest, language: Language = "en") -> str:
    t = strings(language, "sampling")
    return "\n".join(element.value for element in app.markdown if t("column-drawn") in element.value)


@pytest.fixture
def open_draws(open_app: OpenApp) -> OpenApp:
    """Opens the act in which texts are drawn."""
    return partial(open_app, PAGE, act="live", show_measures="true", show_observed="true")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_drawn_unasked(open_draws: OpenApp, language: Language) -> None:
    engine = Engine()
    app = open_draws(engine=engine, lang=language)
    assert not app.exception
    assert not app.error
    assert engine.asked == []
    assert len(app.get("bidi_component")) >= 3  # sentence, share, sampler
    assert strings(language, "sampling")("nothing-drawn") in [element.value for element in app.markdown]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_drawn_beside_greedy_ones(open_draws: OpenApp, language: Language) -> None:
    engine = Engine()
    order = SamplingSettings(Sampling(0.7, 40, 0.9, 0.05, 3), 4, 12)
    app = draw(open_draws(engine=engine, lang=language), order)
    assert not app.exception
    assert not app.error
    assert [(each.sampling.temperature, each.count, each.max_new_tokens) for each in engine.asked] == [
        (0.7, 4, 12),
        (0, 4, 12),
    ]
    assert "0.70" in written(app, language)
    assert len(app.get("plotly_chart")) == 1
    app.run()
    assert len(engine.asked) == 2
    assert "xyz" in written(app, language)


def test_greedy_texts_are_not_written_again_for_another_seed(open_draws: OpenApp) -> None:
    engine = Engine()
    app = draw(open_draws(engine=engine), SamplingSettings(count=4, length=12))
    draw(app, SamplingSettings(Sampling(seed=9), count=4, length=12))
    assert [each.sampling.seed for each in engine.asked if each.sampling.temperature > 0] == [0, 9]
    assert len(engine.asked) == 3


def test_at_temperature_0_there_is_nothing_to_compare_with(open_draws: OpenApp) -> None:
    engine = Engine()
    app = draw(open_draws(engine=engine), SamplingSettings(Sampling(temperature=0)))
    assert len(engine.asked) == 1
    assert not app.error


def test_texts_of_another_sentence_are_not_shown(open_draws: OpenApp) -> None:
    app = draw(open_draws(engine=Engine()), SamplingSettings(count=4, length=12))
    app.session_state["text"] = "Something else"
    app.run()
    assert written(app) == ""


def test_what_was_written_before_a_failure_stays(open_draws: OpenApp) -> None:
    engine = Engine(busy_after=3)
    app = draw(open_draws(engine=engine), SamplingSettings(count=4, length=12))
    assert len(app.error) == 1
    app.run()
    drawing: SampledTexts = app.session_state["sampling-drawing"]
    assert drawing.sampled.steps == 3
    assert strings("en", "sampling")("stopped") in [caption.value for caption in app.caption]


def test_a_shared_link_draws_once(open_draws: OpenApp) -> None:
    engine = Engine()
    app = open_draws(engine=engine, drawn="1", temperature="1.3", top_k="7", seed="42", count="16", length="40")
    assert engine.asked[0].sampling == Sampling(1.3, 7, 1.0, 0.0, 42)
    assert (engine.asked[0].count, engine.asked[0].max_new_tokens) == (16, 40)
    app.session_state["text"] = "Something else"
    app.run()
    assert len(engine.asked) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("temperature", "abc"), ("temperature", "1e999"), ("temperature", "-1"), ("temperature", "nan"),
        ("top_k", "99999999999"), ("top_k", "1.5"), ("top_p", "2"), ("min_p", "0.9"),
        ("seed", "-3"), ("seed", "9" * 400), ("count", "1000"), ("length", "<script>"),
    ],
)  # fmt: skip
def test_a_setting_that_is_not_possible_is_named_and_replaced(open_draws: OpenApp, name: str, value: str) -> None:
    app = open_draws(engine=Engine(), **{name: value})
    assert not app.exception
    assert not app.error
    assert any(name.replace("_", r"\_") in caption.value or name in caption.value for caption in app.caption)


def test_written_text_is_shown_letter_by_letter(open_draws: OpenApp) -> None:
    shown = written(draw(open_draws(engine=Engine(text=HOSTILE)), SamplingSettings(count=4, length=12)))
    assert r"\<img" in shown
    assert not re.search(r"(?<!\\)<", shown)
    assert r"\*\*bold\*\*" in shown
    assert r"\$x\$" in shown
    assert r"\[a\]\(b\)" in shown
    assert "\u202e" not in shown
    assert "⏎" in shown


def test_a_model_that_does_not_predict_is_explained(open_draws: OpenApp) -> None:
    app = open_draws(engine=Engine(), model="minilm-l6")
    assert len(app.error) == 1
    assert not app.exception
