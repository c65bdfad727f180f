"""Chapter 6 as a script: the overview, the query and key of a link, and the two directions of reading."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.attention.compute.written_tokens import MAX_WRITTEN
from tests.support.app import OpenApp, in_address
from tests.support.fake_engine import LAYERS, FakeEngine

PAGE = "6_attention"
LOCALES: dict[Language, str] = {"ja": "ja-JP", "en": "en-US"}


def data(app: AppTest, name: str) -> list[Any]:
    """What the parts of this name were given; of messages with arrays the rest."""
    protos = [element.proto for element in app.get("bidi_component")]
    found = [proto for proto in protos if proto.component_name == f"llm_viz_{name}"]
    return [json.loads(proto.json) if proto.json else header(proto.bytes) for proto in found]


def header(message: bytes) -> Any:
    (length,) = struct.unpack("<I", message[:4])
    return json.loads(message[4 : 4 + length])["payload"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_there_in_both_languages(open_app: OpenApp, language: Language) -> None:
    opened = {"show_look": "true", "show_qk": "true", "show_directions": "true", "show_why": "true"}
    app = open_app(PAGE, LOCALES[language], FakeEngine(), text="abc", act="all", **opened)
    assert not app.exception
    (heatmap,) = data(app, "heatmap")
    (link,) = data(app, "query_key")
    assert heatmap["written"] is None
    assert link["key_heads"] == 1
    assert len(data(app, "reading_on")) == 2
    assert len(app.get("plotly_chart")) == 2
    app = open_app(PAGE, LOCALES[language], FakeEngine(), text="abc", act="head", **opened)
    assert len(app.get("plotly_chart")) == 1


def test_what_the_model_writes_is_shown_when_asked_for(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=FakeEngine(), act="all", text="abc", written="true")
    (heatmap,) = data(app, "heatmap")
    assert (heatmap["written"], len(heatmap["tokens"])) == (3, 3 + MAX_WRITTEN)
    (table,) = data(app, "written")
    assert [table["looks"][0][part]["text"] for part in ("looking", "token")] == ["c", "d"]
    app.toggle(key="written").set_value(False).run()
    assert data(app, "written") == []


def test_a_link_in_the_address_opens_and_a_wrong_one_is_named(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=FakeEngine(), act="all", text="abc", link_head="2", link_query="3", link_key="1")
    assert data(app, "query_key")[0]["look"] == {"head": 1, "query": 2, "key": 0}
    app = open_app(PAGE, engine=FakeEngine(), act="all", text="abc", link_query="4")
    assert [caption for caption in app.caption if "link_query" in caption.value]


def test_another_layer_is_asked_of_the_model(open_app: OpenApp) -> None:
    engine = FakeEngine()
    app = open_app(PAGE, engine=engine, act="all", text="abc", model="smollm2-135m")
    assert data(app, "query_key") == []  # folded: nothing is computed
    assert not any(request.capture.vectors for request in engine.traced)
    app = open_app(PAGE, engine=engine, act="all", text="abc", model="smollm2-135m", show_qk="true")
    app.selectbox(key="qk-layer-smollm2-135m-abc").set_value(str(LAYERS)).run()
    assert (LAYERS - 1,) in [request.capture.vectors for request in engine.traced]
    assert data(app, "query_key")[0]["layer"] == LAYERS
    assert in_address(app)["link_layer"] == str(LAYERS)
    linked = open_app(
        PAGE, engine=engine, act="all", text="abc", model="smollm2-135m", link_layer=str(LAYERS), bertviz="model"
    )
    assert data(linked, "query_key")[0]["layer"] == LAYERS
    assert linked.button_group(key="attention-bertviz").value == "model"


def test_rollout_of_no_single_layer_becomes_that_of_all(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=FakeEngine(), act="all", layer="max", head="rollout")
    view = data(app, "heatmap")[0]["view"]
    assert (view["layer"], view["head"], view["hide_sink"]) == (str(LAYERS), "rollout", False)


def test_an_encoder_is_told_where_it_cannot_take_part(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=FakeEngine(), act="all", model="minilm-l6", show_look="true", show_directions="true")
    t = strings("en", "attention")
    assert t("written-needs-causal") in [caption.value for caption in app.caption]
    assert t("directions-needs-causal") in [info.value for info in app.info]
    assert data(app, "reading_on") == []
    assert len(app.get("plotly_chart")) == 1


def test_texts_that_begin_differently_are_sent_back_with_a_reason(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=FakeEngine(), act="all", show_look="true", first="abc", second="xyz")
    assert strings("en")("error-beginnings-differ") in [error.value for error in app.error]
    assert len(data(app, "heatmap")) == 1
