"""Links between any tokens: as text, as cuts, and what is left of the looks."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from llm_viz.chapters.attention.compute.word_sense.attention_between import strongest_weights
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, context_groups, read_word
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import (
    SpanKnockout,
    all_others,
    attention_knockouts,
    cuts_all_others,
    fits,
    parse_knockout,
)
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture, TraceRequest
from tests.support import tiny

CONTEXT = "we ate the apple with a phone"


@pytest.fixture(scope="module", params=["gemma3", "bert"])
def card(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ModelCard:
    folder = tmp_path_factory.mktemp("models") / request.param
    return tiny.save({**tiny.CAUSAL, "bert": tiny.bert}[request.param], folder)


@pytest.fixture(scope="module")
def model(card: ModelCard) -> str:
    return card.key


@pytest.fixture(scope="module")
def engine(card: ModelCard) -> LocalEngine:
    return LocalEngine(lambda _: card, lambda: [card])


@pytest.fixture(scope="module")
def reading(engine: LocalEngine, model: str) -> WordReading:
    return read_word(Model(engine, model), CONTEXT, "apple")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("8-3", SpanKnockout(range(7, 8), range(2, 3))),
        ("7_8-1", SpanKnockout(range(6, 8), range(1))),
        ("x-2_4", SpanKnockout(None, range(1, 4))),
    ],
)
def test_a_link_is_the_same_as_text(text: str, link: SpanKnockout) -> None:
    assert parse_knockout(text) == link
    assert str(link) == text


@pytest.mark.parametrize(
    "text", ["", "8", "0-1", "3-3", "4_2-1", "2_4-3", "x-x", "-1", "1-2-3", "１-2", "8-3\n", "9" * 9]
)
def test_what_is_no_link_is_none(text: str) -> None:
    assert parse_knockout(text) is None


CASES = json.loads((Path(__file__).parents[1] / "links.json").read_text("utf-8"))
"""Links and what they take away, from 1; `cutting_links.test.js` holds the browser to the same ones."""


@pytest.mark.parametrize("case", CASES, ids=[case["link"] for case in CASES])
def test_a_link_takes_these_looks_away(case: dict[str, Any]) -> None:
    link = parse_knockout(case["link"])
    assert link is not None
    assert [[query + 1, key + 1] for query, key in link.links(case["length"])] == case["pairs"]


def test_hiding_a_word_cuts_everybody_s_look_at_it_but_its_own() -> None:
    cuts = attention_knockouts((SpanKnockout(None, range(1, 3)), SpanKnockout(range(3, 4), range(1, 2))), 4, (5,))
    assert set(cuts) == {AttentionKnockout(query, key, (5,)) for query, key in ((0, 1), (0, 2), (3, 1), (3, 2))}
    assert len(cuts) == 4


def test_links_beyond_the_text_do_not_exist() -> None:
    assert fits(SpanKnockout(range(3, 4), range(1)), 4)
    assert not fits(SpanKnockout(range(3, 5), range(1)), 4)
    assert not fits(SpanKnockout(None, range(4, 5)), 4)


def test_looks_are_the_strongest_of_the_captured_weights(engine: LocalEngine, model: str, reading: WordReading) -> None:
    found = strongest_weights(Model(engine, model), reading)
    weights = np.stack(
        list(engine.trace(TraceRequest(model, CONTEXT, capture=Capture(attention="all"))).attention.values())
    )
    np.testing.assert_allclose(found.tokens, weights.max((0, 1)), atol=1e-6)
    words = context_groups(reading)
    for (row, looking), (column, seen) in product(enumerate(words), enumerate(words)):
        expected = weights[:, :, looking.positions[-1], list(seen.positions)].sum(-1).max()
        assert found.words[row, column] == pytest.approx(expected, abs=1e-6)


def test_any_token_can_be_hidden_from_any_other(engine: LocalEngine, model: str, reading: WordReading) -> None:
    """Neither of the two is the studied word; the one that looks comes after it in an encoder's text too."""
    last = len(reading.tokens) - 1
    link = SpanKnockout(range(last, last + 1), range(1, 3))
    taken = attention_knockouts((link,), last + 1)
    before, after = (strongest_weights(Model(engine, model), reading, cuts).tokens for cuts in ((), taken))
    assert before[last, 1:3].min() > 0
    assert after[last, 1:3].max() == 0
    assert after[reading.position, 1] > 0


def test_without_any_other_look_the_word_is_what_it_is_alone(
    engine: LocalEngine, model: str, reading: WordReading
) -> None:
    links = all_others(reading)
    assert cuts_all_others(links, reading)
    assert not cuts_all_others((*links, SpanKnockout(range(1, 2), range(1))), reading)
    assert not cuts_all_others((), reading)
    last = len(reading.tokens) if reading.sees_later else reading.word.start
    assert {source for link in links for source in link.sources} == set(range(1, last)) - set(reading.word)
