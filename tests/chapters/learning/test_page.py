"""Chapter 1 as a script: covered until guessed, a run computed beforehand, one's own run, odd files and addresses."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_viz.base.i18n import strings
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.engine.protocol.tracing import Surprisal, SurprisalRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.training.pages import CHARACTERS
from tests.support.app import OpenApp, in_address
from tests.support.fake_engine import FakeEngine

PAGE = "1_learning"
LOCALES = {"ja": "ja-JP", "en": "en-US"}
QUICK = {"steps": "100", "width": "16", "layers": "1"}


class Engine(FakeEngine):
    """Every token costs four bits, spaces eight."""

    def surprisal(self, request: SurprisalRequest, check_cancelled: CancelCheck = never_cancel) -> Surprisal:
        tokens = self.tokenize(TokenizeRequest(request.model, request.text)).tokens
        bits = np.array([8.0 if token.text == " " else 4.0 for token in tokens], np.float32)
        return Surprisal(tokens, bits)


@pytest.fixture(autouse=True)
def no_results_of_other_tests() -> Iterator[None]:
    yield
    st.cache_data.clear()


def graphs(app: AppTest) -> list[str]:
    return [element.proto.component_name for element in app.get("bidi_component")]


def all_text(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.markdown, *app.caption, *app.info))


def finish(app: AppTest, seconds: float = 60) -> AppTest:
    deadline = time.monotonic() + seconds
    while any(str(button.key).startswith("job-stop") for button in app.button):
        assert time.monotonic() < deadline
        time.sleep(0.2)
        app.run()
    return app


@pytest.mark.parametrize("language", LOCALES)
def test_the_training_is_covered_until_guessed(open_app: OpenApp, language: str) -> None:
    app = open_app(PAGE, LOCALES[language], Engine(), text="one two three", act="lesson")
    t = strings(language, "learning")
    covered = lesson(app)
    options = [t(f"reached-{name}") for name in ("worse", "pairs", "triples")]
    assert covered["question"]["options"] == options
    assert "llm_viz_samples" not in graphs(app)
    assert not [button for button in app.button if button.key == "job-start-learning"]
    app.session_state["guess-state-learning-guess-question"] = {
        (app.session_state["model"], "one two three"): options[2]
    }
    app.run()
    assert not app.exception
    assert not app.error
    seen = lesson(app)
    assert seen["question"]["guess"] == options[2]
    for shown, before in zip(seen["graph"]["series"], covered["graph"]["series"], strict=True):
        assert shown["points"][: len(before["points"])] == before["points"]
        assert len(before["points"]) < len(shown["points"]) / 2, "how it ends is not in the page before"
    assert covered["written"] == seen["written"][: len(covered["written"])] != seen["written"]
    assert 0 < seen["guessed"] < seen["graph"]["levels"][2]["value"]
    assert graphs(app).count("llm_viz_graph") == 1  # the word's, folded; the loss is a part of its own
    assert "llm_viz_samples" in graphs(app)
    assert len(app.info) == 1
    app = open_app(PAGE, LOCALES[language], Engine(), act="data", reveal="1", show_observed="true")
    assert not app.exception
    assert not app.error
    assert "llm_viz_thousand" in graphs(app)
    assert not app.get("plotly_chart")
    assert len(app.info) == 1


def picture(app: AppTest, part: str = "page") -> dict[str, Any]:
    """What the page that rewrites itself, or another part, was given."""
    protos = (element.proto for element in app.get("bidi_component"))
    name = f"llm_viz_{part}"
    payload: dict[str, Any] = next(json.loads(proto.json) for proto in protos if proto.component_name == name)
    return payload


def lesson(app: AppTest) -> dict[str, Any]:
    """What the picture of a training was given."""
    return picture(app, "lesson")


@pytest.mark.parametrize("language", LOCALES)
def test_no_surprise_is_on_the_page_before_one_is_guessed(open_app: OpenApp, language: str) -> None:
    asked = {"text": "one two three", "act": "same", "show_observed": "true"}
    app = open_app(PAGE, LOCALES[language], Engine(), **asked)
    before = picture(app, "surprisal")
    [reading] = before["readings"]
    labels = [token["label"] for token in reading["written"]["tokens"]]
    assert before["question"]["open"]
    assert {token["bits"] for token in reading["written"]["tokens"]} == {None}
    assert reading["shuffled"] is None
    assert not app.info
    app.session_state["guess-state-learning-guess-surprise"] = {(app.session_state["model"], "one two three"): "2"}
    app.run()
    assert not app.exception
    assert not app.error
    seen = picture(app, "surprisal")
    own = seen["readings"][seen["own"]]
    assert seen["question"]["guess"] == "2"
    assert [token["label"] for token in own["written"]["tokens"]] == labels
    assert own["written"]["tokens"][0]["bits"] is None
    assert own["shuffled"]["each"] > 0
    assert len(seen["readings"]) > 1, "every model has a line"
    assert not app.get("plotly_chart")
    assert len(app.info) == 1


def test_a_link_opens_with_the_order_and_the_model_that_were_looked_at(open_app: OpenApp) -> None:
    asked = {"text": "one two three", "act": "same", "reveal": "1"}
    chosen = open_app(PAGE, engine=Engine(), order="shuffled", reader="smollm2-135m", **asked)
    assert picture(chosen, "surprisal")["settings"] == {"order": "shuffled", "reader": "smollm2-135m"}
    odd = open_app(PAGE, engine=Engine(), order="sorted", reader="<b>", **asked)
    assert picture(odd, "surprisal")["settings"] == {"order": "written", "reader": ""}
    assert sum("not possible here" in caption.value for caption in odd.caption) == 2


@pytest.mark.parametrize("language", LOCALES)
def test_what_the_model_will_write_stays_on_the_server_until_somebody_has_guessed(
    open_app: OpenApp, language: str
) -> None:
    app = open_app(PAGE, LOCALES[language], Engine())
    first, *later = picture(app)["moments"]
    assert len(first["page"]) == CHARACTERS[language]
    assert not any(moment["page"] or moment["read"] or moment["inked"] or moment["share"] for moment in later)
    assert picture(app)["first"] == -1
    app.session_state["guess-state-learning-guess-words"] = {(app.session_state["model"], language): "300"}
    app.run()
    assert not app.exception
    seen = picture(app)
    assert seen["question"]["guess"] == "300"
    assert all(moment["page"] for moment in seen["moments"])
    assert len(seen["moments"][seen["first"]]["inked"]) >= 2


def test_a_run_of_ones_own_takes_the_place_of_the_one_before(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", act="lesson", corpus="grammar_en", **QUICK)
    assert "seed 0, " in all_text(app)
    assert "Your run" not in all_text(app)
    app.button(key="job-start-learning").click().run()
    finish(app)
    assert not app.exception
    assert not app.error
    assert "Your run: seed 0" in all_text(app)
    assert "true entropy" not in all_text(app)  # it stands in the picture, not in the text
    assert "above that floor" in all_text(app)


def test_a_training_that_blows_up_is_explained(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", act="lesson", rate="10.0", **QUICK)
    app.session_state["learning-rate"] = 10.0
    app.button(key="job-start-learning").click().run()
    finish(app)
    assert not app.exception
    text = all_text(app)
    if app.error:  # as soon as the loss is no number
        assert "10" in app.error[0].value
    else:  # or it ends no wiser than it began
        assert "note-beats" not in text
        assert "better than counting triples" not in text


@pytest.mark.parametrize("asked", [{"prompt": "漢字"}, {"word": "<b>"}])
def test_what_the_text_does_not_know_is_said_at_once(open_app: OpenApp, asked: dict[str, str]) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", act="lesson", **asked)
    assert not app.exception
    assert len(app.error) == 1
    assert not [button for button in app.button if button.key == "job-start-learning"]


def test_settings_out_of_range_are_refused_quietly(open_app: OpenApp) -> None:
    odd = {"corpus": "../../etc", "width": "1e9", "seed": "-1", "rate": "nan", "steps": "99999999", "layers": "0"}
    app = open_app(PAGE, engine=Engine(), reveal="1", act="lesson", **odd)
    assert not app.exception
    assert not app.error
    assert sum("not possible here" in caption.value for caption in app.caption) == len(odd)


FILES = {
    "empty": (b"", True),
    "binary": (bytes(range(256)) * 10, True),
    "short": ("短い".encode(), True),
    "story": ("<script>alert(1)</script> und $x$ **y**\n" * 60, False),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_ones_own(open_app: OpenApp, kind: str) -> None:
    content, refused = FILES[kind]
    app = open_app(PAGE, engine=Engine(), reveal="1", act="lesson", corpus="own")
    assert any(info.value == strings("en", "learning")("own-missing") for info in app.info)
    data = content.encode() if isinstance(content, str) else content
    app.file_uploader(key="learning-file").upload("my <b>text</b>.txt", data, "text/plain").run()
    assert not app.exception
    assert bool(app.error) == refused
    if not refused:
        assert "<script" not in all_text(app).replace(r"\<", "")
        assert "<b>" not in all_text(app).replace(r"\<", "")
        assert [button for button in app.button if button.key == "job-start-learning"]


def test_an_encoder_cannot_foresee_but_the_rest_of_the_page_is_there(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", act="same", model="minilm-l6")
    assert not app.exception
    assert len(app.error) == 1
    app.session_state["act-learning"] = "lesson"
    app.run()
    assert not app.error
    assert graphs(app).count("llm_viz_graph") == 1
    assert "llm_viz_lesson" in graphs(app)


def test_a_single_token_leaves_nothing_to_foresee(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", act="same", text="x")
    assert not app.exception
    assert not app.error
    assert strings("en", "learning")("too-short-to-foresee") in [info.value for info in app.info]


def test_a_word_that_is_one_token_for_this_model_only_leaves_nothing_to_foresee(open_app: OpenApp) -> None:
    class OneTokenHere(Engine):
        def surprisal(self, request: SurprisalRequest, check_cancelled: CancelCheck = never_cancel) -> Surprisal:
            found = super().surprisal(request)
            return Surprisal(found.tokens[:1], found.bits[:1]) if request.model == "smollm2-135m" else found

    app = open_app(PAGE, engine=OneTokenHere(), reveal="1", act="same", text="Nagoya", model="smollm2-135m")
    assert not app.exception
    assert not app.error
    assert strings("en", "learning")("too-short-to-foresee") in [info.value for info in app.info]


def test_the_address_has_what_differs_from_the_defaults(open_app: OpenApp) -> None:
    asked = {"corpus": "grammar_en", "seed": "7", "width": "16", "prompt": "Two ", "word": "red"}
    app = open_app(PAGE, engine=Engine(), reveal="1", act="lesson", **asked)
    assert in_address(app) == {**asked, "act": "lesson", "reveal": "1"}
    app = open_app(PAGE, engine=Engine(), reveal="1", act="lesson", corpus="stories_en", seed="0")
    assert in_address(app) == {"act": "lesson", "reveal": "1"}


def test_a_file_of_ones_own_is_not_quoted_in_the_address(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", act="lesson", corpus="own")
    app.file_uploader(key="learning-file").upload(
        "secret.txt", b"a private letter to nobody at all. " * 40, "text/plain"
    )
    app.run()
    app.text_input(key="learning-prompt").set_value("private ").run()
    assert not app.error
    assert in_address(app) == {"act": "lesson", "corpus": "own", "reveal": "1"}


@pytest.mark.parametrize(("given", "expected"), [(None, -1), ("7", 7), ("999", -1), ("x", -1)])
def test_the_page_opens_at_the_moment_that_the_address_names(
    open_app: OpenApp, given: str | None, expected: int
) -> None:
    query = {} if given is None else {"at": given}
    app = open_app(PAGE, engine=Engine(), reveal="1", **query)
    assert picture(app)["settings"] == {"at": expected}
    assert not app.exception
