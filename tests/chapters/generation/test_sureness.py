"""How sure the model is of what it writes: what is counted, what is asked, and what waits for the guess."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.generation.compute.rounds import ROUNDS
from llm_viz.chapters.generation.compute.sureness import (
    AHEAD,
    RANGES,
    Sureness,
    asked_note,
    sureness_notes,
    write_ahead,
)
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine


class Unsure(FakeEngine):
    """Writes the alphabet; of every third token it has only 30 %. Ends after so many tokens."""

    ends = 100

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        for depth in range(min(request.max_new_tokens, self.ends)):
            share = 0.3 if depth % 3 == 2 else 0.9
            best = Candidate(97 + depth, chr(97 + depth), "text", math.log(share), share)
            yield GenerationStep(depth, best, 1, 1.0, 1.0, (best,), "", None)


class Short(Unsure):
    ends = ROUNDS + AHEAD - 1


def token(share: float, text: str = "x") -> Candidate:
    return Candidate(1, text, "text", math.log(share), share)


def picture(app: AppTest) -> dict[str, Any]:
    data: dict[str, Any] = next(
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if element.proto.component_name.endswith("sure")
    )
    return data


def test_every_number_of_sure_tokens_has_one_answer() -> None:
    numbers = [number for low, high in RANGES for number in range(low, high + 1)]
    assert numbers == list(range(AHEAD + 1))


def test_the_answer_counts_the_later_tokens_only() -> None:
    found = write_ahead(Model(Unsure(), "smollm2-135m"), "x")
    assert (len(found.known), len(found.ahead)) == (ROUNDS, AHEAD)
    assert found.answer == 2  # 6 of 8
    assert asked_note(found).values == {"known": 6, "sure": 4, "count": 8}
    counted, least = sureness_notes(found)
    assert counted.values == {"sure": 6, "count": 8}
    assert (least.values["token"], least.values["step"]) == ("c", 3)


def test_a_text_that_ends_early_asks_nothing() -> None:
    assert write_ahead(Model(Short(), "smollm2-135m"), "x").answer is None
    assert sureness_notes(Sureness((), ())) == []
    assert sureness_notes(Sureness((token(0.9),), ()))[0].values == {"sure": 1, "count": 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_later_tokens_wait_for_the_guess(open_app: OpenApp, language: Language) -> None:
    app = open_app("4_generation", engine=Unsure(), act="sure", lang=language, text="x")
    assert not app.exception
    covered = picture(app)
    assert [bar["word"] for bar in covered["known"]] == list("abcdef")
    assert (covered["ahead"], covered["covered"]) == ([], AHEAD)
    assert covered["question"]["open"]
    t = strings(language, "generation")
    options = covered["question"]["options"]
    for choice, verdict in ((options[2], "right"), (options[0], "wrong")):
        app.session_state["guess-state-generation-guess-sure"] = {(app.session_state["model"], "x"): choice}
        app.run()
        seen = picture(app)
        assert [bar["word"] for bar in seen["ahead"]] == list("ghijklmn")
        assert seen["covered"] == 0
        assert seen["says"].startswith(t(f"rounds-says-{verdict}"))


def test_nothing_is_asked_where_the_model_stops_before(open_app: OpenApp) -> None:
    app = open_app("4_generation", engine=Short(), act="sure", text="early")
    assert not app.exception
    shown = picture(app)
    assert (len(shown["ahead"]), shown["covered"], shown["question"]["open"]) == (AHEAD - 1, 0, False)
