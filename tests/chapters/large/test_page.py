"""Chapter 8 as a script: covered until guessed, measured when asked, alive without a model."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import ModelBroken
from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine

PAGE = "8_large"
LOCALES = {"ja": "ja-JP", "en": "en-US"}


class Engine(FakeEngine):
    """`broken` are models that fail while they write."""

    def __init__(self, broken: str = "") -> None:
        super().__init__()
        self.broken = broken

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        if request.model == self.broken:
            raise ModelBroken(model=request.model, file="weights")
        return super().generate(request, check_cancelled)


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def calculator(app: AppTest, name: str) -> dict[str, object]:
    """What a calculator was given."""
    sent = [
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if "calculator" in element.proto.component_name
    ]
    return next(data for data in sent if data["name"] == name)


@pytest.mark.parametrize("language", LOCALES)
def test_the_count_is_covered_until_guessed_and_everything_else_is_there(open_app: OpenApp, language: str) -> None:
    app = open_app(PAGE, LOCALES[language], Engine())
    assert charts(app) == 2
    app.button(key="large-guess-question-1").click().run()
    assert not app.exception
    assert not app.error
    assert charts(app) == 3
    tables = [element.value for element in app.markdown if "11,000" in element.value]
    assert len(tables) >= 2  # the sentence and the sum


def test_measuring_shows_every_writer_beside_its_ceiling_and_feeds_the_calculator(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1")
    assert charts(app) == 3
    app.button(key="large-measure-now").click().run()
    assert not app.exception
    assert not app.error
    assert charts(app) == 4
    assert "12.3" in app.metric[0].value
    speed = calculator(app, "speed")
    assert speed["defaults"]["bandwidth"] == 12.3e9  # type: ignore[index]


def test_a_model_that_fails_while_measured_leaves_the_others(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(broken="smollm2-135m"), reveal="1")
    app.button(key="large-measure-now").click().run()
    assert len(app.error) == 1
    assert charts(app) == 4


def test_without_a_usable_model_the_rest_of_the_page_is_there(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", model="later")
    assert not app.exception
    assert len(app.error) == 1
    assert charts(app) == 2
    assert calculator(app, "memory")["defaults"]["parameters"] == 124e6  # type: ignore[index]


def test_an_encoder_is_counted_but_does_not_write(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", model="minilm-l6")
    assert not app.error
    assert charts(app) == 3


def test_a_link_opens_to_the_same_settings(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), measure="flop", memory_context="32000", training_grid="57")
    assert app.session_state["large-measure"] == "flop"
    assert calculator(app, "memory")["settings"]["context"] == 32000  # type: ignore[index]
    assert calculator(app, "training")["settings"]["grid"] == 57  # type: ignore[index]


@pytest.mark.parametrize(
    "query",
    [{"memory_context": "<img>"}, {"training_peak": "0"}, {"speed_bandwidth": "1e400"}, {"measure": "</script>"}],
)
def test_a_bad_address_is_noticed_and_not_used(open_app: OpenApp, query: dict[str, str]) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", **query)
    assert not app.exception
    assert not app.error
    (name,) = query
    assert any(name in caption.value.replace("\\", "") for caption in app.caption)
    assert "<img" not in "".join(element.value for element in app.markdown)
