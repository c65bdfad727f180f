"""The page of sources as a script: the wall without its answer and with it, the list, the check."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.chapters.sources.compute.wall import wall
from tests.support.app import OpenApp, payload_of

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
def test_every_figure_stands_on_a_book_that_says_where_it_is_from(open_app: OpenApp, locale: str) -> None:
    app = open_app(PAGE, locale, act="list")
    assert not app.exception
    assert not app.error
    payload = payload_of(app, "shelf")
    assert sum(sum(book["kinds"]) for book in payload["books"]) == len(wall())
    assert [book["room"] for book in payload["books"]] == sorted(book["room"] for book in payload["books"])
    assert {book["room"] for book in payload["books"]} == set(range(len(payload["rooms"])))
    told = " ".join(f"{book['citation']} {book['note']}" for book in payload["books"])
    assert "CC BY 4" in told
    assert ("as of 26 November 2026" if locale == "en-US" else "2026\u00a0年 11\u00a0月 26\u00a0日現在") in told  # law
    for seen in ("seen in the source", "reports by others") if locale == "en-US" else ("原典で確認", "ほかの人の報告"):
        assert seen in told
    assert {"https://arxiv.org/abs/2104.10350", "https://epoch.ai/data"} <= {book["link"] for book in payload["books"]}


@pytest.mark.parametrize("locale", LOCALES)
def test_models_and_data_are_thanked_for_and_the_question_is_answered(open_app: OpenApp, locale: str) -> None:
    app = open_app(PAGE, locale, act="thanks", reveal="1")
    assert not app.exception
    payload = payload_of(app, "givers")
    assert sum(giver["dots"] for giver in payload["figures"]) == len(wall())
    gemma = payload["models"][0]
    assert gemma["links"] == [{"text": "Gemma Terms of Use", "href": "https://ai.google.dev/gemma/terms"}]
    assert any(link["text"] == "CC BY 4.0" for giver in payload["figures"] for link in giver["links"])
    text = "".join(element.value for element in app.markdown)
    assert ("rough guesses" if locale == "en-US" else "大まかな見当") in text


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


@pytest.mark.parametrize(
    "query", [{"act": "list", "search": "x" * 9999, "kind": "<b>"}, {"act": "thanks", "kind": "9"}]
)
def test_the_other_acts_answer_to_any_address(open_app: OpenApp, query: dict[str, str]) -> None:
    app = open_app(PAGE, **query)
    assert not app.exception
    assert not app.error
    settings = payload_of(app, "shelf" if query["act"] == "list" else "givers")["settings"]
    assert settings["kind"] == ""
    assert len(settings.get("search", "")) <= 60
