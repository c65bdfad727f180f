"""The last step by hand: what is computed, and what the browser gets."""

from __future__ import annotations

import json

import numpy as np
import pytest

from llm_viz.base.errors import NotCausal
from llm_viz.chapters.inside.compute.scores import BEST, PRODUCTS, lead, multiplication, scores
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.engine.protocol.tracing import Unembedding
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine

PAGE = "7_inside"


def test_the_products_the_rest_and_the_bias_add_up_to_the_score() -> None:
    draw = np.random.default_rng(0)
    state, rows = draw.normal(size=40).astype(np.float32), draw.normal(size=(3, 40)).astype(np.float32)
    bias = np.array([0.5, 0.0, -1.0], np.float32)
    last = Unembedding(state, rows, bias, scale=1.0, softcap=None)
    for place in range(3):
        worked = multiplication(last, place)
        assert worked.total == pytest.approx(float(rows[place] @ state + bias[place]), abs=1e-5)
        sizes = [abs(product.value) for product in worked.products]
        assert sizes == sorted(sizes, reverse=True)
        assert (len(sizes), worked.others) == (PRODUCTS, 40 - PRODUCTS)
        shown = {product.place for product in worked.products}
        assert min(sizes) >= max(abs(state * rows[place])[[at for at in range(40) if at not in shown]])


def test_one_pass_gives_the_scores_and_their_multiplications() -> None:
    engine = FakeEngine()
    found = scores(Model(engine, "smollm2-135m"), "ab")
    assert len(engine.traced) == 1
    assert len(found.best) == len(found.multiplications) == BEST
    for candidate, worked in zip(found.best, found.multiplications, strict=True):
        assert worked.total == pytest.approx(candidate.logit)


def test_an_encoder_has_no_scores() -> None:
    with pytest.raises(NotCausal):
        scores(Model(FakeEngine(), "minilm-l6"), "ab")


def _best(*scores: float) -> tuple[Candidate, ...]:
    return tuple(Candidate(number, str(number), "text", score, 0.1) for number, score in enumerate(scores))


def test_the_lead_is_asked_where_its_answers_can_be_told_apart() -> None:
    ahead = lead(_best(22.88, 19.84))
    assert ahead.times == 20.9
    assert ahead.answers == (1.2, 3.0, 20.9, 1096.0)
    assert lead(_best(-3, -5)).answers == (2.0, 7.4, 100.0)
    assert lead(_best(10, 9.9)).answers == ()
    assert lead(_best(10)).answers == ()


def test_no_probability_is_in_the_browser_before_the_guess(open_app: OpenApp) -> None:
    app = open_app(PAGE, act="scores", text="ab")
    (found,) = (part.proto for part in app.get("bidi_component") if part.proto.component_name.endswith("_scores"))
    sent = json.loads(found.json)
    assert sent["question"]["open"]
    assert (sent["log_sum"], sent["times"]) == (None, None)
    assert {candidate["probability"] for candidate in sent["candidates"]} == {0}


def test_the_browser_gets_what_it_computes_with(open_app: OpenApp) -> None:
    app = open_app(PAGE, locale="ja-JP", act="scores", text="ab", reveal="1")
    (found,) = (part.proto for part in app.get("bidi_component") if part.proto.component_name.endswith("_scores"))
    sent = json.loads(found.json)
    assert [candidate["text"] for candidate in sent["candidates"]] == ["c", "d", "e", "f", "g"]
    assert (sent["log_sum"], sent["vocabulary"], sent["scale"], sent["softcap"]) == (1.0, 1000, 1.0, None)
    assert sent["multiplications"][0]["products"][0]["place"] == 1
    assert len(found.json) < 12_000
