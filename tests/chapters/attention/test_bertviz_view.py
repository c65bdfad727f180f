"""BertViz's pages: whole, locked up, and refused when the packages they are made of change."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.attention.parts import bertviz_view
from llm_viz.chapters.attention.parts.bertviz_view import MAX_HEAD_VIEW_TOKENS, BertVizChanged, View, bertviz_page
from tests.support.app import OpenApp

VIEWS: tuple[View, ...] = ("head", "model")
HOSTILE = ["</script><img src=x onerror=alert(1)>", "<!--<script>", "\u2028", "'\"\\", "日本"]


@pytest.fixture(autouse=True)
def fresh_files() -> Iterator[None]:
    bertviz_view.drawing_script.cache_clear()
    yield
    bertviz_view.drawing_script.cache_clear()


def page(view: View, labels: list[str]) -> str:
    weights = np.tril(np.full((2, 3, len(labels), len(labels)), 0.12345, np.float32))
    return bertviz_page(view, weights, labels, first_layer=4, language="en", layer_label="Layer")


class Tags(HTMLParser):
    """Collects the elements of a page and the text of its scripts, as a browser would."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.addresses: list[str] = []
        self.scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.names[-1] == "script":
            self.scripts[-1] += data


@pytest.mark.parametrize("view", VIEWS)
def test_no_token_can_become_markup(view: View) -> None:
    plain, hostile = Tags(page(view, list("abcde"))), Tags(page(view, HOSTILE))
    assert hostile.names == plain.names
    assert hostile.addresses == []


@pytest.mark.parametrize("view", VIEWS)
def test_the_data_arrive_once_and_whole(view: View) -> None:
    script = Tags(page(view, HOSTILE)).scripts[-1]
    payloads = re.findall(r"const params = (.*);", script)
    assert len(payloads) == 1
    params = json.loads(payloads[0])
    assert params["attention"][0]["left_text"] == HOSTILE
    assert np.shape(params["attention"][0]["attn"]) == (2, 3, 5, 5)
    assert params["attention"][0]["attn"][1][2][4][4] == pytest.approx(0.12345, abs=0.0005)
    assert params["include_layers"] == [4, 5]
    assert "PYTHON_PARAMS" not in script


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_may_ask_no_host_for_anything(view: View) -> None:
    assert "default-src 'none'" in page(view, ["a"])
    assert "connect-src" not in page(view, ["a"])


@pytest.mark.parametrize(
    "change",
    [
        lambda script: script.replace("PYTHON_PARAMS;", "PYTHON_DATA;"),
        lambda script: script.replace("params['layer']", "params['chosen_layer']"),
        lambda script: script.replace("['jquery', 'd3']", "['d3']"),
        lambda script: script + "</script>",
    ],
)
def test_a_changed_template_is_refused_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str]
) -> None:
    original = Path.read_text
    monkeypatch.setattr(Path, "read_text", lambda path, encoding: change(original(path, encoding)))
    with pytest.raises(BertVizChanged) as refusal:
        page("head", ["a"])
    for language in LANGUAGES:
        assert "head_view.js" in refusal.value.sentence(language)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Elsewhere:
        def locate_file(self, path: str) -> Path:
            return tmp_path / path

    monkeypatch.setattr(bertviz_view, "distribution", lambda _: Elsewhere())
    with pytest.raises(BertVizChanged, match="model_view"):
        page("model", ["a"])


def test_the_model_view_shows_32_tokens_of_smollm2_whole_and_fewer_layers_of_more() -> None:
    assert bertviz_view.layers_at_once(32, 9) == 30
    assert 1 <= bertviz_view.layers_at_once(64, 9) < 30
    assert bertviz_view.layers_at_once(128, 9) == 1


def sandboxes(app: AppTest) -> list[Any]:
    """What the locked-up frames of the page are given."""
    protos = [element.proto for element in app.get("bidi_component")]
    return [json.loads(proto.json) for proto in protos if proto.component_name == "llm_viz_sandbox"]


def test_bertviz_is_made_only_when_asked_for(open_app: OpenApp) -> None:
    app = open_app("6_attention", act="all", show_free="true", text="</script>")
    assert not sandboxes(app)
    for view, title in (("head", "Head view"), ("model", "Model view")):
        app.segmented_control(key="attention-bertviz").set_value(view).run()
        assert not app.error
        (data,) = sandboxes(app)
        assert title in data["title"]
        assert data["page"].startswith("<!doctype html>")


def test_the_head_view_refuses_a_text_it_cannot_show(open_app: OpenApp) -> None:
    app = open_app("6_attention", act="all", show_free="true", text="x" * (MAX_HEAD_VIEW_TOKENS + 1))
    app.segmented_control(key="attention-bertviz").set_value("head").run()
    assert not sandboxes(app)
    assert any("65 tokens" in info.value for info in app.info)
