"""The river: its forks, the parts of its scores, and what a cut asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.base.errors import ScoreIndivisible
from llm_viz.chapters.home.compute import river as home
from llm_viz.chapters.home.parts.kept import kept_lines
from llm_viz.chapters.home.parts.river import Source, line_payload
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep
from llm_viz.engine.protocol.tracing import AttentionKnockout, Trace, TraceRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.kit.compute.lanes import lanes_of
from tests.support.fake_engine import FakeEngine

SOURCE = Source("smollm2-135m", "SmolLM2", 3, 1000)


def model(engine: FakeEngine | None = None) -> Model:
    return Model(engine or FakeEngine(), "smollm2-135m")


class Indivisible(FakeEngine):
    """A model whose scores are no sum."""

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        if request.attribution:
            raise ScoreIndivisible(model=request.model)
        return super().trace(request, check_cancelled)


class Full(FakeEngine):
    """A model whose context the text fills: it reads, but writes no more."""

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        return iter(())


def test_a_text_that_fills_the_context_has_one_open_fork() -> None:
    found = home.river(model(Full()), "ab")
    assert [fork.taken for fork in found.forks] == [None]
    assert [branch.text for branch in found.forks[0].branches[:2]] == list("cd")


def test_the_likeliest_words_are_taken_and_the_last_fork_is_open() -> None:
    found = home.river(model(), "ab", ahead=3)
    assert [[branch.text for branch in fork.branches[:2]] for fork in found.forks] == [
        list("cd"),
        list("de"),
        list("ef"),
        list("fg"),
    ]
    assert [fork.taken for fork in found.forks] == [0, 0, 0, None]
    assert found.forks[0].rest == pytest.approx(0.5**home.NAMED)


def test_the_way_of_the_visitor_comes_first_and_what_is_known_is_not_asked_again() -> None:
    engine = FakeEngine()
    before = home.river(model(engine), "ab", ahead=2)
    engine.traced.clear()
    found = home.river(model(engine), "ab", (ord("e"),), home.branches_of(before), ahead=1)
    assert [fork.taken for fork in found.forks] == [2, 0, None]
    assert found.forks[1].branches[0].text == "f"
    assert [bool(request.attribution) for request in engine.traced] == [True]
    assert engine.traced[0].continuation == (ord("e"), ord("f"))


def test_the_parts_of_every_divided_score_add_up_to_it() -> None:
    found = home.river(model(), "abcd", ahead=2)
    for fork in found.forks:
        assert [parts.target for parts in fork.parts] == [branch.id for branch in fork.branches[: home.DIVIDED]]
        for parts in fork.parts:
            assert parts.start + parts.rest + sum(parts.attention) + sum(parts.mlp) == pytest.approx(
                parts.score, abs=1e-4
            )
            assert sum(link.share for link in parts.links) + parts.small_sum == pytest.approx(
                sum(parts.attention), abs=1e-4
            )
            assert sum(parts.lanes) == pytest.approx(sum(parts.attention), abs=1e-4)
            assert parts.links[0].share == pytest.approx(parts.score / 2)
            assert (parts.links[0].layer, parts.links[0].heads[0][0]) == (2, 1)


def test_a_model_whose_scores_cannot_be_divided_still_has_branches() -> None:
    found = home.river(model(Indivisible()), "ab")
    assert [fork.parts for fork in found.forks] == [()] * (home.AHEAD + 1)
    assert line_payload(found, SOURCE)["forks"][0]["shares"] == []


def test_a_line_end_is_offered_but_not_taken() -> None:
    found = home.river(model(), "a" + chr(8))  # the next one but one is "\n"
    assert [fork.branches[0].text for fork in found.forks] == [chr(9), "\n"]
    assert found.forks[-1].taken is None


@given(st.integers(1, 200))
def test_every_position_has_one_lane_and_the_first_one_its_own(count: int) -> None:
    lanes = lanes_of(count, home.LANES)
    assert list(chain.from_iterable(lanes)) == list(range(count))
    assert len(lanes) == min(count, home.LANES)
    assert lanes[0] == (0,)


def test_small_parts_are_counted_not_listed() -> None:
    (shares,) = model().trace("abc", attribution=(home.AttributionTargets(tokens=(100,)),)).attribution
    attention = shares.attention.copy()
    attention[0, 0, 0] = [10.0, 0.02, -0.01]
    parts = home.parts_of(replace(shares, attention=attention), lanes_of(3, home.LANES))
    assert {(link.layer, link.lane) for link in parts.links} == {(1, 0), (2, 1)}
    assert parts.small_count == 2
    assert parts.small_sum == pytest.approx(0.01, abs=1e-4)


def test_a_cut_takes_the_sight_of_one_lane_in_one_layer_from_the_last_token() -> None:
    engine = FakeEngine()
    result = home.cut(model(engine), "a" * (home.LANES + 1), (98,), target=99, link=(2, 1), head=2)
    assert engine.traced[-1].interventions == (
        AttentionKnockout(17, 1, layers=(1,), heads=(1,)),
        AttentionKnockout(17, 2, layers=(1,), heads=(1,)),
    )
    assert len(result.probabilities) == home.NAMED
    assert (result.at, result.target, result.layer, result.lane, result.head) == (1, 99, 2, 1, 2)
    assert result.parts.target == 99
    home.cut(model(engine), "ab", (), target=99, link=(2, 1))
    assert engine.traced[-1].interventions == (AttentionKnockout(1, 1, layers=(1,), heads="all"),)


def test_the_heads_of_a_link_are_named_the_one_that_made_it_first() -> None:
    (shares,) = model().trace("abc", attribution=(home.AttributionTargets(tokens=(100,)),)).attribution
    attention = shares.attention.copy()
    attention[0, 0, :, 0] = [-3.0, 4.0]
    (link,) = (
        link
        for link in home.parts_of(replace(shares, attention=attention), [(0,), (1,), (2,)]).links
        if link.layer == 1
    )
    assert (link.share, link.heads) == (1.0, ((2, 4.0), (1, -3.0)))


def test_words_only_leaves_signs_among_the_rest_and_never_takes_one() -> None:
    found = home.river(model(), "a9", ahead=2, words_only=True)  # ":", ";", "<" … come next
    labels = [branch.text for fork in found.forks for branch in fork.branches]
    assert labels
    assert not [label for label in labels if not label.isalnum()]
    assert found.forks[0].rest > 0.9
    assert found.words_only


def test_a_way_that_is_no_longer_on_offer_ends_where_it_was() -> None:
    found = home.river(model(), "ab", (ord("d"), ord("!")), ahead=1)
    assert found.path == (ord("d"),)
    assert [fork.taken for fork in found.forks] == [1, 0, None]


def test_what_the_browser_gets_is_small_and_numbers_are_rounded() -> None:
    line = line_payload(home.river(model(), "ab"), SOURCE)
    assert [word["label"] for word in line["tokens"]] == ["a", "b"]
    assert all(np.isfinite(share) for fork in line["forks"] for share in fork["shares"][0]["sources"])
    assert line["forks"][-1]["taken"] == -1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_kept_rivers_add_up(language: str) -> None:
    lines = kept_lines("ja" if language == "ja" else "en")
    assert len(lines) >= 2
    for line in lines:
        assert line["kept"]
        for fork in line["forks"]:
            assert sum(branch["p"] for branch in fork["branches"]) + fork["rest"] == pytest.approx(1, abs=1e-4)
            for shares in fork["shares"]:
                whole = shares["start"] + shares["rest"] + sum(shares["attention"]) + sum(shares["mlp"])
                assert whole == pytest.approx(shares["score"], abs=0.02)
