"""Chapter 4's page without a browser: what the player is given, and what is asked of the engine."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import EngineBusy
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.generation.compute.steps import CHUNK
from llm_viz.chapters.generation.parts.player import Question
from llm_viz.engine.protocol.generation import GREEDY, GenerationRequest, GenerationStep, Sampling
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp, in_address
from tests.support.fake_engine import FakeEngine

PAGE = "4_generation"


class Writer(FakeEngine):
    """Writes the alphabet on from where the text ends; `asked` lists the requests."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[GenerationRequest] = []

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        self.asked.append(request)
        if self.failure is not None:
            raise self.failure
        for depth in range(len(request.continuation), len(request.continuation) + request.max_new_tokens):
            check_cancelled()
            best = tuple(
                Candidate(97 + (depth + n) % 26, chr(97 + (depth + n) % 26), "text", -n * math.log(2), 0.5 / 2**n)
                for n in range(request.top)
            )
            yield GenerationStep(depth, best[0], 1, 1.0, 1.0, best, "", None)


def player(app: AppTest) -> dict:
    """What the player was given last."""
    mounted = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return next(data for data in mounted if "nodes" in data)


def ask(app: AppTest, node: int, token: int | None = None, *, more: bool = True, seen: int = 0) -> AppTest:
    """What the browser's question leaves behind before the rerun."""
    number = player(app)["answered"] + 1
    app.session_state["generation-question"] = Question(number, player(app)["tree"], node, token, more, seen)
    app.run()
    assert player(app)["answered"] == number
    return app


def written(data: dict) -> str:
    return "".join(choice["added"] for choice in choices(data))


def choices(data: dict) -> list[dict]:
    """The choices that lead to the nodes, in their order."""
    return [node["choice"] for node in data["nodes"] if node["choice"] is not None]


@pytest.fixture
def open_player(open_app: OpenApp) -> OpenApp:
    """Opens the act with the player."""
    return partial(open_app, PAGE, act="player", show_tree="true", show_table="true")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_tokens_are_there_at_once(open_player: OpenApp, language: str) -> None:
    engine = Writer()
    app = open_player(engine=engine, lang=language)
    assert not app.exception
    assert not app.error
    data = player(app)
    assert written(data) == "abcdefgh"
    assert (data["seen"], len(engine.asked)) == (0, 1)
    assert engine.asked[0].sampling == GREEDY
    assert engine.asked[0].max_new_tokens == CHUNK


def test_more_is_written_only_when_asked_for(open_player: OpenApp) -> None:
    engine = Writer()
    app = open_player(engine=engine)
    app.run()
    assert len(engine.asked) == 1
    ask(app, node=CHUNK, seen=6)
    assert [len(request.continuation) for request in engine.asked] == [0, CHUNK]
    assert len(written(player(app))) == 2 * CHUNK
    ask(app, node=2 * CHUNK, more=False, seen=9)
    assert len(engine.asked) == 2
    assert any("9 " in note.value for note in app.info), "the notes are about what is shown"


def test_a_candidate_of_the_visitor_is_written_on(open_player: OpenApp) -> None:
    engine = Writer()
    app = open_player(engine=engine)
    ask(app, node=2, token=ord("e"))
    assert engine.asked[-1].continuation == tuple(b"abe")
    forced = [choice for choice in choices(player(app)) if choice["chance"] is None]
    assert [(choice["token"]["text"], choice["rank"], choice["token"]["probability"]) for choice in forced] == [
        ("e", 3, 0.125)
    ]


@pytest.mark.parametrize(("node", "token"), [(10**9, None), (0, 10**9), (-1, 97), (CHUNK, 97)])
def test_a_question_about_what_is_not_there_changes_nothing(open_player: OpenApp, node: int, token: int | None) -> None:
    engine = Writer()
    app = open_player(engine=engine)
    ask(app, node, token)
    assert not app.exception
    assert not app.error
    assert written(player(app)) == "abcdefgh"


def test_settings_come_from_the_address_and_begin_a_new_text(open_player: OpenApp) -> None:
    engine = Writer()
    settings = {"mode": "sampling", "temperature": "0.5", "top_k": "7", "top_p": "0.9", "seed": "11"}
    app = open_player(engine=engine, **settings, speed="0.5")
    assert player(app)["settings"] == {"speed": 0.5}
    assert engine.asked[-1].sampling == Sampling(temperature=0.5, top_k=7, top_p=0.9, seed=11)
    before = player(app)["tree"]
    app.number_input(key="generation-seed").set_value(12).run()
    assert engine.asked[-1].sampling.seed == 12
    assert player(app)["tree"] != before
    assert in_address(app) == {**settings, "act": "player", "seed": "12"}


def test_settings_outlive_a_look_at_the_other_way_of_choosing(open_player: OpenApp) -> None:
    engine = Writer()
    app = open_player(engine=engine, mode="sampling", temperature="0.5", seed="11")
    app.button_group(key="generation-mode").set_value("greedy").run()
    assert engine.asked[-1].sampling == GREEDY
    assert in_address(app) == {"act": "player"}
    app.button_group(key="generation-mode").set_value("sampling").run()
    assert engine.asked[-1].sampling == Sampling(temperature=0.5, seed=11)


@pytest.mark.parametrize(
    "hostile",
    [
        {"mode": "sampling", "temperature": "abc", "top_k": "99999999999", "top_p": "2", "seed": "1.5", "path": "1,2"},
        {"mode": "sampling", "temperature": "1e999", "top_k": "-1", "speed": "3", "path": "97.98.5000"},
        {"mode": "sampling", "temperature": "-1", "speed": "<b>", "path": "97.500"},
        {"mode": "sampling", "temperature": "nan", "path": "</script>"},
        {"mode": "<b>"},
    ],
)
def test_hostile_settings_are_refused_quietly(open_player: OpenApp, hostile: dict[str, str]) -> None:
    engine = Writer()
    app = open_player(engine=engine, **hostile)
    assert not app.exception
    assert not app.error
    said = [caption.value for caption in app.caption]
    for name in hostile.keys() - ({"mode"} if hostile["mode"] == "sampling" else set()):
        assert any(name in each for each in said), name
    assert engine.asked[-1].sampling in (GREEDY, Sampling(temperature=0.8))
    assert player(app)["settings"] == {"speed": 1}


def test_a_shared_path_opens_where_it_ends(open_player: OpenApp) -> None:
    app = open_player(engine=Writer(), path="97.98.101.100", speed="4")
    data = player(app)
    assert data["settings"] == {"speed": 4}
    line, node = "", next(node for node in data["nodes"] if node["number"] == data["node"])
    while node["parent"] is not None:
        line, node = (
            node["choice"]["added"] + line,
            next(each for each in data["nodes"] if each["number"] == node["parent"]),
        )
    assert (line, data["seen"]) == ("abed", 4)
    assert any("**e**" in note.value for note in app.info)


def test_another_sentence_does_not_inherit_the_path(open_player: OpenApp) -> None:
    app = open_player(engine=Writer(), path="97.98.101")
    app.session_state["text"] = "Something else"
    app.run()
    assert written(player(app)) == "abcdefgh"
    assert player(app)["seen"] == 0


def test_a_model_that_does_not_write_is_explained(open_player: OpenApp) -> None:
    app = open_player(engine=Writer(), model="minilm-l6")
    assert not app.exception
    assert [error.value for error in app.error] == [strings("en")("error-not-causal", model="all\\-MiniLM\\-L6\\-v2")]
    shown = {str(part.key) for part in app.get("bidi_component")}
    assert shown == {
        "chrome",
        "share",
        "sentence",
        "act-generation-address",
        "rail",
        "stage-generation",
    }  # nothing of the player


def test_a_busy_engine_leaves_what_was_written(open_player: OpenApp) -> None:
    engine = Writer()
    app = open_player(engine=engine)
    engine.failure = EngineBusy(waiting=64)
    ask(app, node=CHUNK, seen=6)
    assert len(app.error) == 1
    assert written(player(app)) == "abcdefgh"
    engine.failure = None
    ask(app, node=CHUNK, seen=6)
    assert not app.error
    assert len(written(player(app))) == 2 * CHUNK


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_can_be_left_out_of_the_bars(open_player: OpenApp, language: str) -> None:
    app = open_player({"en": "en-US", "ja": "ja-JP"}[language], text="T")  # U to Z, then [, … follow
    assert [data["words_only"] for data in views(app)] == [False, False, False]
    app.toggle(key="generation-words-only").set_value(True).run()
    assert not app.exception
    assert sum(data["words_only"] for data in views(app)) == 1
    assert in_address(app)["words"] == "1"
    rows = player(app)["nodes"][0]["candidates"]
    assert [row[4] for row in rows] == [not any(sign.isalnum() for sign in row[1]) for row in rows]
    assert {row[4] for row in rows} == {True, False}


def views(app: AppTest) -> list[dict]:
    """What the views of the text were given."""
    mounted = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return [data for data in mounted if "words_only" in data]
