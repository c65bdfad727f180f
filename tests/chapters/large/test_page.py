"""Chapter 8 as a script: covered until guessed, act by act, measured when asked, alive without a model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import ModelBroken
from llm_viz.base.i18n import strings
from llm_viz.chapters.large.compute.models import MEASURES, Measure, comparable, confidence_of, value_of
from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep
from llm_viz.facts.models import published_models
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


def picture(app: AppTest, name: str = "squares") -> dict[str, Any]:
    """What a picture was sent; at first the one that the chapter opens on."""
    [proto] = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name.endswith(f"_{name}")
    ]
    sent: dict[str, Any] = json.loads(proto.json)
    return sent


@pytest.mark.parametrize("language", LOCALES)
def test_gpt_3_and_all_after_it_stay_on_the_server_until_its_square_is_drawn(open_app: OpenApp, language: str) -> None:
    app = open_app(PAGE, LOCALES[language], Engine())
    covered = picture(app)
    assert len(covered["squares"]) == covered["guessed"] == 2
    assert covered["squares"][0]["sizes"]["parameters"]["value"] == 1e6  # as the engine counts them
    assert not {"GPT-3", "Kimi", "Llama"} & set(json.dumps(covered["squares"]).split())
    assert [expander.label for expander in app.expander] == [
        strings("ja" if language == "ja" else "en", "large")("sources-drawer")
    ]
    assert not {"GPT-3", "Kimi"} & set(" ".join(caption.value for caption in app.caption).split())
    app.session_state["guess-state-large-guess-question"] = {(app.session_state["model"], "GPT-3 175B"): "20000000000"}
    app.run()
    assert not app.exception
    assert not app.error
    shown = picture(app)
    assert [square["name"] for square in shown["squares"]][2::5] == ["GPT-3 175B", "Kimi K3"]
    assert shown["settings"]["guess"] == 2e10
    assert shown["surprise"]


@pytest.mark.parametrize("language", LOCALES)
def test_the_sizes_of_the_parts_stay_on_the_server_until_one_is_held_for_the_largest(
    open_app: OpenApp, language: str
) -> None:
    app = open_app(PAGE, LOCALES[language], Engine(), act="parts", model="smollm2-135m")
    covered = picture(app, "mosaic")
    assert covered["recipes"] == []
    assert covered["asked"] == {"outside": ["embedding"], "inside": ["mlp"], "layers": 3}
    assert covered["question"]["options"] == [covered["parts"]["embedding"], covered["parts"]["mlp"]]
    assert not [element for element in app.markdown if "8,000" in element.value]
    guess = {(app.session_state["model"], "SmolLM2 135M Instruct"): covered["parts"]["mlp"]}
    app.session_state["guess-state-large-guess-parts"] = guess
    app.run()
    assert not app.exception
    assert not app.error
    shown = picture(app, "mosaic")
    assert [recipe["name"] for recipe in shown["recipes"]] == ["SmolLM2 135M Instruct", "GPT-2 small", "GPT-3 175B"]
    assert [recipe["base"] for recipe in shown["recipes"]] == [-1, -1, 1]
    assert shown["question"]["guess"] == covered["parts"]["mlp"]


def test_the_parts_of_the_loaded_model_are_counted(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), act="parts", reveal="1")
    assert not app.exception
    assert not app.error
    assert charts(app) == 0
    tables = [element.value for element in app.markdown if "11,000" in element.value]
    assert len(tables) >= 2  # the sentence and the sum


def test_measuring_shows_every_writer_beside_its_ceiling_and_feeds_the_calculator(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), act="cost")
    assert charts(app) == 0
    app.button(key="large-measure-now").click().run()
    assert not app.exception
    assert not app.error
    assert charts(app) == 1
    assert "12.3" in app.metric[0].value
    speed = calculator(app, "speed")
    assert speed["defaults"]["bandwidth"] == 12.3e9  # type: ignore[index]


def test_a_model_that_fails_while_measured_leaves_the_others(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(broken="smollm2-135m"), act="cost")
    app.button(key="large-measure-now").click().run()
    assert len(app.error) == 1
    assert charts(app) == 1


def test_without_a_usable_model_the_rest_of_the_page_is_there(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), model="later")
    assert not app.exception
    assert len(app.error) == 1
    assert picture(app)["squares"][0]["name"] == "SmolLM2-135M"
    app = open_app(PAGE, engine=Engine(), model="later", act="models")
    assert not app.error
    assert picture(app, "models")["loaded"] is None
    assert charts(app) == 0
    app = open_app(PAGE, engine=Engine(), model="later", act="parts", reveal="1")
    assert len(app.error) == 1
    assert [recipe["name"] for recipe in picture(app, "mosaic")["recipes"]] == ["GPT-2 small", "GPT-3 175B"]
    app = open_app(PAGE, engine=Engine(), model="later", act="cost")
    assert not app.error
    assert calculator(app, "memory")["defaults"]["parameters"] == 124e6  # type: ignore[index]


def test_an_encoder_is_counted_but_does_not_write(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), act="parts", model="minilm-l6", reveal="1")
    assert not app.error
    assert picture(app, "mosaic")["recipes"][0]["name"] == "all-MiniLM-L6-v2"


def test_a_link_opens_to_the_same_settings(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), act="models", measure="flop")
    assert picture(app, "models")["settings"] == {"measure": "flop"}
    grown = {"parts_model": "1", "parts_width": "12288", "parts_layers": "96", "parts_open": "mlp"}
    app = open_app(PAGE, engine=Engine(), act="parts", reveal="1", **grown)
    assert picture(app, "mosaic")["settings"] == {"recipe": 1, "width": 12288, "layers": 96, "part": "mlp"}
    app = open_app(PAGE, engine=Engine(), act="cost", memory_context="32000", training_grid="57")
    assert calculator(app, "memory")["settings"]["context"] == 32000  # type: ignore[index]
    assert calculator(app, "training")["settings"]["grid"] == 57  # type: ignore[index]


@pytest.mark.parametrize(
    ("act", "query"),
    [
        ("cost", {"memory_context": "<img>"}), ("cost", {"training_peak": "0"}), ("cost", {"speed_bandwidth": "1e400"}),
        ("models", {"measure": "</script>"}), ("squares", {"large_in": "</script>"}), ("squares", {"far": "nan"}),
        ("parts", {"parts_open": "</script>"}), ("parts", {"parts_model": "9"}),
    ],
)  # fmt: skip
def test_a_bad_address_is_noticed_and_not_used(open_app: OpenApp, act: str, query: dict[str, str]) -> None:
    app = open_app(PAGE, engine=Engine(), act=act, **query)
    assert not app.exception
    assert not app.error
    (name,) = query
    assert any(name in caption.value.replace("\\", "") for caption in app.caption)
    assert "<img" not in "".join(element.value for element in app.markdown)


@pytest.mark.parametrize("language", LOCALES)
def test_what_a_model_takes_is_a_picture_with_its_working(open_app: OpenApp, language: str) -> None:
    app = open_app(PAGE, LOCALES[language], Engine(), act="cost", bill="energy", cost_model="0")
    assert not app.exception
    assert not app.error
    sent = picture(app, "cost")
    assert sent["settings"] == {"bill": "energy", "model": 0, "parameters": sent["models"][0]["parameters"]}
    assert [len(bill["known"]) for bill in sent["bills"].values()] == [4, 3, 3]
    for bill in sent["bills"].values():
        amounts = [known["amount"] for known in bill["known"]]
        assert amounts == sorted(amounts)
        assert "{amount}" in bill["working"]
    assert sent["rates"]["bytes"] == 2


@pytest.mark.parametrize("measure", MEASURES)
def test_every_model_is_drawn_and_the_undisclosed_as_such(open_app: OpenApp, measure: Measure) -> None:
    sent = picture(open_app(PAGE, engine=Engine(), act="models"), "models")
    assert sent["loaded"] == 1e6
    models = comparable(published_models(), measure)
    dots = sent["measures"][measure]["dots"]
    assert len(dots) == len(models)
    hidden = sum(value_of(model, measure) is None for model in models)
    assert sum(dot["value"] is None for dot in dots) == hidden
    unsure = sum(confidence_of(model, measure) == "low" for model in models)
    assert sum(dot["sure"] == "low" for dot in dots) == unsure
    assert [model["year"] for model in sent["models"]] == sorted(model["year"] for model in sent["models"])


def test_a_computation_that_rounds_up_to_ten_is_the_next_power(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounded = tuple(replace(model, training_flop=9.97e23) for model in published_models())
    monkeypatch.setattr("llm_viz.chapters.large.sections.models.published_models", lambda: rounded)
    sent = picture(open_app(PAGE, engine=Engine(), act="models"), "models")
    assert all("1.0 × 10²⁴" in model["says"] for model in sent["models"])
