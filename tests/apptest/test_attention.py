"""Chapter 6 as a script: both languages, settings of the address, errors in place."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.concepts.attention import MAX_CONTEXT_CHARACTERS
from llm_viz.errors import EngineBusy
from llm_viz.i18n import LANGUAGES, Language, strings
from llm_viz.lm.protocol import Checkpoint, Trace, TraceRequest, carry_on
from llm_viz.ui.bertviz_view import MAX_HEAD_VIEW_TOKENS
from tests.apptest.conftest import OpenApp
from tests.apptest.fake_engine import LAYERS, FakeEngine, failing

PAGE = "6_attention"
LOCALES: dict[Language, str] = {"ja": "ja-JP", "en": "en-US"}
HEADS = 2


class Engine(FakeEngine):
    """Also looks: every token half at the first one, half at the one before."""

    def trace(self, request: TraceRequest, checkpoint: Checkpoint = carry_on) -> Trace:
        trace = super().trace(request, checkpoint)
        length = len(trace.tokens)
        weights = np.zeros((HEADS, length, length), np.float32)
        for query in range(length):
            weights[:, query, 0] += 0.5
            weights[:, query, max(0, query - 1)] += 0.5
        return replace(trace, attention=dict.fromkeys(range(LAYERS), weights))


@pytest.fixture
def engine() -> Engine:
    return Engine()


def component(app: AppTest, name: str) -> Any:
    protos = [element.proto for element in app.get("bidi_component")]
    return next(proto for proto in protos if proto.component_name == f"llm_viz_{name}")


def components(app: AppTest) -> list[str]:
    return [element.proto.component_name.removeprefix("llm_viz_") for element in app.get("bidi_component")]


def heatmap_header(app: AppTest) -> dict[str, Any]:
    message = component(app, "heatmap").bytes
    (length,) = struct.unpack("<I", message[:4])
    header: dict[str, Any] = json.loads(message[4 : 4 + length])
    return header


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_apples_are_covered_until_the_guess(open_app: OpenApp, engine: Engine, language: Language) -> None:
    app = open_app(PAGE, LOCALES[language], engine)
    assert not app.exception
    assert not app.error
    assert "heatmap" in components(app)
    assert "two_contexts" not in components(app)
    app.button(key="attention-guess-look-0").click().run()
    assert not app.error
    assert "two_contexts" in components(app)
    assert {request.text for request in engine.traced} >= {app.text_input(key="a").value, app.text_input(key="b").value}


def test_a_link_opens_to_the_same_picture(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, layer="2", head="mean", sink="hide", reveal="1", a="my red Apple", pair="1-2")
    assert heatmap_header(app)["view"] == {"layer": "2", "head": "mean", "hideSink": True}
    assert app.text_input(key="a").value == "my red Apple"
    assert json.loads(component(app, "two_contexts").json)["chosen"] == "1-2"


@pytest.mark.parametrize(
    ("name", "value"),
    [("layer", "99999999999"), ("layer", "0"), ("head", "1e999"), ("sink", "<img>"), ("pair", "../..")],
)
def test_what_the_address_cannot_have_is_named_and_replaced(
    open_app: OpenApp, engine: Engine, name: str, value: str
) -> None:
    expected = heatmap_header(open_app(PAGE, engine=engine))["view"]
    app = open_app(PAGE, engine=engine, reveal="1", **{name: value})
    assert not app.error
    assert heatmap_header(app)["view"] == expected
    assert [caption.value for caption in app.caption if caption.value and f"for {name} =" in caption.value]


def test_the_suggested_contexts_follow_the_language_and_own_ones_stay(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, LOCALES["en"], engine)
    app.text_input(key="b").set_value("the taste of an Apple").run()
    app.session_state["lang"] = "ja"
    app.run()
    assert app.text_input(key="a").value == "果物屋で買った甘いアップル"
    assert app.text_input(key="b").value == "the taste of an Apple"
    assert not app.error


def test_an_empty_context_leaves_the_rest_of_the_page_alive(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine)
    app.text_input(key="a").set_value("").run()
    (shown,) = app.error
    assert shown.value == strings("en")("error-empty-text")
    assert "heatmap" in components(app)


def test_a_context_is_never_longer_than_allowed(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, a="x" * 300)
    assert not app.error
    assert max(len(request.text) for request in engine.traced) == MAX_CONTEXT_CHARACTERS


def test_a_text_with_too_many_weights_is_refused_before_the_model_runs(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, text="x" * 2000)
    (shown,) = app.error
    assert "2,000 tokens" in shown.value
    assert "x" * 2000 not in [request.text for request in engine.traced]


def test_a_failing_model_is_explained_in_place(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=failing(EngineBusy(waiting=70)))
    assert [error.value for error in app.error] == [strings("en")("error-engine-busy", waiting=70)] * 2


def test_bertviz_is_made_only_when_asked_for(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, text="</script>")
    assert "sandbox" not in components(app)
    for view, title in (("head", "Head view"), ("model", "Model view")):
        app.segmented_control(key="attention-bertviz").set_value(view).run()
        assert not app.error
        data = json.loads(component(app, "sandbox").json)
        assert title in data["title"]
        assert data["page"].startswith("<!doctype html>")


def test_the_head_view_refuses_a_text_it_cannot_show(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, text="x" * (MAX_HEAD_VIEW_TOKENS + 1))
    app.segmented_control(key="attention-bertviz").set_value("head").run()
    assert "sandbox" not in components(app)
    assert any("65 tokens" in info.value for info in app.info)
