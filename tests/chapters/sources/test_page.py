"""The page of sources as a script: the wall without its answer and with it, the list, the check."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.chapters.sources.compute.wall import wall
from llm_viz.facts.files import names
from tests.support.app import OpenApp

PAGE = "12_sources"
LOCALES = ["ja-JP", "en-US"]


def sent(app: AppTest) -> tuple[dict[str, Any], dict[str, int]]:
    """What the wall got: its payload without the arrays, and how many numbers each of them has."""
    [part] = [element.proto for element in app.get("bidi_component") if element.proto.component_name.endswith("_wall")]
    data = part.bytes
    header = json.loads(data[4 : 4 + struct.unpack("<I", data[:4])[0]])
    return header["payload"], {name: size for name, _, size in header["arrays"]}


@pytest.mark.parametrize("locale", LOCALES)
def test_how_sure_a_figure_is_stays_on_the_server_until_somebody_guesses(open_app: OpenApp, locale: str) -> None:
    app = open_app(PAGE, locale)
    assert not app.exception
    assert not app.error
    payload, sizes = sent(app)
    assert payload["question"]["open"]
    assert payload["texts"] is None
    assert set(sizes.values()) == {0}
    assert payload["total"] == len(wall())
    assert not app.expander  # neither the check nor the limits of what nobody has seen
    app.session_state["guess-state-sources-wall-ask"] = {(app.session_state["model"], "figures"): "42"}
    app.run()
    assert not app.exception
    payload, sizes = sent(app)
    assert payload["question"]["guess"] == "42"
    assert set(sizes.values()) == {len(wall())}
    assert len(payload["texts"]["links"]) == len(payload["texts"]["sources"])
    assert len(app.expander) == 2


@pytest.mark.parametrize("locale", LOCALES)
def test_the_check_is_run_in_its_fold_and_passed(open_app: OpenApp, locale: str) -> None:
    app = open_app(PAGE, locale, reveal="1", show_check="true")
    assert not app.exception
    assert not app.error
    assert len(app.success) == 1
    assert any("2026-11-24" in caption.value for caption in app.caption)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_data_file_is_there_with_its_sources(open_app: OpenApp, locale: str) -> None:
    app = open_app(PAGE, locale, act="list")
    assert not app.exception
    assert not app.error
    text = "".join(element.value for element in app.markdown)  # a fold holds all files of a chapter
    assert all(rf"{name}\.csv".replace("_", r"\_") in text for name in names("csv"))
    assert "https://arxiv.org/abs/2104.10350" in text
    assert "CC BY 4" in text
    assert ("as of 26 November 2026" if locale == "en-US" else "2026\u00a0年 11\u00a0月 26\u00a0日現在") in text  # law
    for seen in ("seen in the source", "reports by others") if locale == "en-US" else ("原典で確認", "ほかの人の報告"):
        assert seen in text


@pytest.mark.parametrize("locale", LOCALES)
def test_models_and_data_are_thanked_for_and_the_question_is_answered(open_app: OpenApp, locale: str) -> None:
    app = open_app(PAGE, locale, act="thanks", reveal="1")
    assert not app.exception
    text = "".join(element.value for element in app.markdown)
    assert "Gemma" in text
    assert "EleutherAI" in text
    assert ("rough guesses" if locale == "en-US" else "大まかな見当") in text


def test_sources_can_be_searched(open_app: OpenApp) -> None:
    app = open_app(PAGE, act="list")
    everything = len(app.expander)
    app.text_input(key="sources-search").set_value("luccioni 2022").run()
    assert 0 < len(app.expander) < everything
    app.text_input(key="sources-search").set_value("</script>*no such source*").run()
    assert not app.exception
    assert not [fold for fold in app.expander if "**" in fold.label]
    assert len(app.info) == 1


@pytest.mark.parametrize(
    "query", [{"order": "<b>", "kind": "9"}, {"find": "x" * 9999, "kind": "low"}, {"act": "none", "order": "chapter"}]
)
def test_an_address_of_any_kind_is_answered(open_app: OpenApp, query: dict[str, str]) -> None:
    app = open_app(PAGE, reveal="1", model="later", **query)
    assert not app.exception
    assert not app.error
    settings = sent(app)[0]["settings"]
    assert len(settings["find"]) <= 60
    assert settings["order"] in ("sure", "chapter")
