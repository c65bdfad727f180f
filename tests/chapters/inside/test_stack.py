"""The climb through the layers: what is computed, said, and kept back until somebody has guessed."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.i18n import strings, text_file
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.inside.compute.stack import Climb, climb, largest_jump, stack_notes
from llm_viz.chapters.inside.parts.stack import guessed_layer
from llm_viz.engine.model import Model
from tests.support.app import OpenApp
from tests.support.distributions import candidate, reading
from tests.support.fake_engine import FakeEngine
from tests.support.written import written

PARIS, THE = candidate(1, " Paris", 0.9), candidate(2, " the", 0.5)
PAGE = "7_inside"


def climbing(*ranks: int, probability: float = 0.9) -> Climb:
    """A climb in whose layers the winner has these ranks."""
    lens = [reading(PARIS if rank == 1 else THE, rank, probability) for rank in ranks]
    return Climb((), tuple(lens), 1000)


def test_one_pass_reads_all_layers() -> None:
    engine = FakeEngine()
    found = climb(Model(engine, "smollm2-135m"), "ab")
    assert (found.word, found.ranks, found.vocabulary, found.layers) == ("c", (7, 1, 1, 1), 1000, 3)
    assert (found.settled, found.jump) == (1, 1)
    assert len(engine.traced) == 1


@pytest.mark.parametrize(
    ("ranks", "layer"), [((100, 50, 1), 2), ((100, 10, 6), 1), ((9, 8, 7), None), ((1, 1), None), ((5,), None)]
)
def test_the_jump_is_the_largest_factor_of_at_least_two(ranks: tuple[int, ...], layer: int | None) -> None:
    assert largest_jump(ranks) == layer


def test_the_notes_say_what_the_layers_show() -> None:
    settled, jump = stack_notes(climbing(90, 30, 1, 1))
    assert (settled.key, settled.values) == ("note-stack-settled", {"layer": 2, "layers": 3, "token": "␣Paris"})
    assert (jump.key, jump.values) == ("note-stack-jump", {"layer": 2, "before": 30, "after": 1})
    (late, *_) = stack_notes(climbing(1, 9, 9, 1))
    assert (late.key, late.values["before"]) == ("note-stack-late", "␣the")
    assert [note.key for note in stack_notes(climbing(1, 1, 1))] == ["note-stack-start"]


def test_a_guess_is_compared_and_an_unsure_end_is_said() -> None:
    keys = [note.key for note in stack_notes(climbing(9, 1, 1), guess=1)]
    assert "note-stack-right" in keys
    off = next(note for note in stack_notes(climbing(9, 1, 1), guess=2) if note.key == "note-stack-off")
    assert off.values == {"guess": 2, "off": 1}
    unsure = stack_notes(climbing(9, 1, probability=0.4))[-1]
    assert written(unsure.values) == {"token": "␣Paris", "share": "40\u00a0%", "others": "60\u00a0%"}
    assert "note-stack-unsure" not in [note.key for note in stack_notes(climbing(9, 1, probability=0.5))]


@pytest.mark.parametrize(("guess", "layer"), [("2", 2), ("0", 0), ("4", None), ("-1", None), ("x", None), (None, None)])
def test_only_a_layer_is_taken_for_a_guess(guess: str | None, layer: int | None) -> None:
    assert guessed_layer(guess, 3) == layer


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_can_be_said(language: str) -> None:
    t = strings(language, "inside")
    climbs = [(climbing(90, 30, 1, 1, probability=0.4), 2), (climbing(1, 9, 9, 1), 0), (climbing(1, 1), None)]
    said = {note.key: t(note.key, **note.values) for found, guess in climbs for note in stack_notes(found, guess)}
    messages = text_file("inside", language, "ftl").read_text("utf-8")
    assert sorted(said) == sorted(re.findall(r"^(note-stack-[a-z-]+) =", messages, re.MULTILINE))


def payload(app: AppTest) -> dict[str, Any]:
    """What the picture gets."""
    (found,) = (part.proto for part in app.get("bidi_component") if part.proto.component_name.endswith("_stack"))
    sent: dict[str, Any] = json.loads(found.json)
    return sent


def test_the_answer_is_not_sent_before_a_guess(open_app: OpenApp) -> None:
    app = open_app(PAGE, locale="en-US", act="stack", text="ab")
    sent = payload(app)
    assert sent["question"]["open"]
    assert [layer["ranks"][0] for layer in sent["layers"]] == [7, 1]
    assert (sent["settled"], sent["jump"], sent["guess"]) == (None, None, None)
    assert not app.expander
    app.session_state["guess-state-inside-guess-stack"] = {("smollm2-135m", "ab"): "3"}
    sent = payload(app.run())
    assert not sent["question"]["open"]
    assert [layer["ranks"][0] for layer in sent["layers"]] == [7, 1, 1, 1]
    assert (sent["settled"], sent["jump"], sent["guess"]) == (1, 1, 3)
    assert sent["says"][1] == strings("en", "inside")("note-stack-off", guess=3, off=2)
    assert strings("en", "inside")("stack-table") in [fold.label for fold in app.expander]


def test_a_link_opens_the_answer_and_an_encoder_says_why_not(open_app: OpenApp) -> None:
    assert not payload(open_app(PAGE, locale="en-US", act="stack", text="ab", reveal="1"))["question"]["open"]
    app = open_app(PAGE, locale="en-US", act="stack", text="ab", model="minilm-l6")
    assert len(app.error) == 1
