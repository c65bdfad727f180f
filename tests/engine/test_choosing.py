"""The choice of the next token: the filters are those of transformers, and a step has one way to the host."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves
from transformers import LogitsProcessorList
from transformers.generation.logits_process import (
    MinPLogitsWarper,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from llm_viz.engine.choosing import Draw, choose
from llm_viz.engine.distribution import _LOGITS_AT_ONCE
from llm_viz.engine.filters import keep, sampling_probabilities, settings_of
from llm_viz.engine.protocol.generation import GREEDY, Sampling
from llm_viz.engine.race import draw, draw_of_few, waits_of
from llm_viz.engine.vocabulary_groups import VocabularyGroups
from tests.support.host import ways_to_the_host

VOCABULARIES = st.sampled_from([1, 2, 3, 5, 16, 100, 300, 1023, 5000, 40_000])

some_settings = st.builds(
    Sampling,
    temperature=st.floats(0.2, 3),
    top_k=st.sampled_from([0, 1, 7, 1000, 3000, 10**6]),
    top_p=st.one_of(st.just(1.0), st.floats(0, 1)),
    min_p=st.one_of(st.just(0.0), st.floats(0, 1)),
)


UNDERFLOW = 1e-37
"""Below it float32 has no full precision, and whether anything is left depends on the order of the arithmetic."""


def random_logits(vocabulary: int, seed: int, width: float, rows: int = 1) -> torch.Tensor:
    return width * torch.randn((rows, vocabulary), generator=torch.Generator().manual_seed(seed))


def logits_of_transformers(logits: torch.Tensor, sampling: Sampling) -> torch.Tensor:
    """The logits (row, vocab) that `generate` draws from: -inf for what its filters take away."""
    chain = LogitsProcessorList([TemperatureLogitsWarper(sampling.temperature)])
    if sampling.top_k:
        chain.append(TopKLogitsWarper(sampling.top_k))
    if sampling.top_p < 1:
        chain.append(TopPLogitsWarper(sampling.top_p))
    if sampling.min_p:
        chain.append(MinPLogitsWarper(sampling.min_p))
    no_ids = torch.empty((len(logits), 0), dtype=torch.long)
    filtered: torch.Tensor = chain(no_ids, logits)  # type: ignore[arg-type] # LongTensor is a legacy type
    return filtered


def filtered_by_transformers(logits: torch.Tensor, sampling: Sampling) -> torch.Tensor:
    """The probabilities (row, vocab) that `generate` draws from."""
    return logits_of_transformers(logits, sampling).softmax(-1)


def test_top_k_keeps_no_token_that_rounding_makes_equal() -> None:
    """Two logits that differ by the least possible are equal once the best one is taken away."""
    kth = torch.tensor(0.1)
    logits = torch.stack([torch.tensor(8.0), kth, torch.nextafter(kth, torch.tensor(0.0)), torch.tensor(-3.0)])[None]
    assert logits[0, 1] > logits[0, 2]
    kept = keep(logits, settings_of([Sampling(top_k=2)], logits.device), 4)
    assert int((kept.weights > 0).sum()) == 2


@given(st.data(), some_settings, VOCABULARIES, st.integers(0, 2**16), st.floats(0.01, 8))
def test_a_head_keeps_what_the_filters_of_transformers_keep(
    data: st.DataObject, sampling: Sampling, vocabulary: int, seed: int, width: float
) -> None:
    """Of any size, if it says that it is whole; a head of all tokens is. Equal unless rounding decides."""
    logits = random_logits(vocabulary, seed, width)
    settings = settings_of([sampling], logits.device)
    by_transformers = logits_of_transformers(logits, sampling)[0]
    expected = by_transformers.softmax(-1)
    all_of_them = keep(logits, settings, vocabulary)
    assert all_of_them.whole
    if all_of_them.unclear:
        return
    kept = keep(logits, settings, data.draw(st.integers(1, vocabulary)))
    for found in (all_of_them, *([kept] if kept.whole else [])):
        probabilities = torch.zeros(vocabulary).index_put((found.ids[0],), found.weights[0] / found.total)
        differs = (probabilities > 0) != (expected > 0)
        assert (torch.maximum(probabilities, expected)[differs] < UNDERFLOW).all()
        assert torch.allclose(probabilities, expected, atol=1e-6)
    if not kept.whole and sampling.top_k < kept.ids.shape[1]:
        assert kept.ids.shape[1] <= int(by_transformers.isfinite().sum())


@example(Sampling(top_k=3000, top_p=0.5), 5000, 0, 1.0, 1)  # top-k keeps more than the first head holds, top-p fewer
@example(Sampling(top_k=1024, top_p=0.5), 5000, 0, 1.0, 1)
@given(some_settings, VOCABULARIES, st.integers(0, 2**16), st.floats(0.01, 8), st.integers(1, 40))
def test_a_record_is_that_of_plain_arithmetic(
    sampling: Sampling, vocabulary: int, seed: int, width: float, top: int
) -> None:
    logits = random_logits(vocabulary, seed, width, rows=3)
    settings = (sampling, Sampling(temperature=sampling.temperature), GREEDY)
    choices = choose(logits, [Draw(each, seed, 5) for each in settings], top)
    for row, choice, each in zip(logits, choices, settings, strict=True):
        exact = row.double().log_softmax(-1)  # of many numbers, float32's own softmax is off by up to 4e-5
        probabilities = exact.exp()
        best = row.topk(min(top, vocabulary))
        assert [scored.id for scored in choice.best] == best.indices.tolist()
        assert [scored.logit for scored in choice.best] == best.values.tolist()
        assert [scored.probability for scored in choice.best] == pytest.approx(
            probabilities[best.indices].tolist(), rel=1e-5
        )
        token, logit, probability = choice.token
        assert logit == float(row[token])
        assert probability == pytest.approx(float(probabilities[token]), rel=1e-5)
        assert choice.rank == int((row > row[token]).sum()) + 1
        assert choice.entropy_bits == pytest.approx(-float((probabilities * exact).sum()) / math.log(2), abs=1e-5)
        assert choice.surprisal_bits == pytest.approx(-float(exact[token]) / math.log(2), abs=1e-4)
        share = sampling_probabilities(row[None].double(), each)[0, token]
        assert choice.probability == pytest.approx(float(share), rel=1e-5)
        assert share > 0


def test_a_row_chooses_alike_in_any_company() -> None:
    """Whatever the settings of the others, and whether the row's neighbours need a larger head."""
    logits = random_logits(40_000, 3, 0.5, rows=6)  # so flat that the filters keep thousands
    settings = [GREEDY, Sampling(), Sampling(top_p=0.9), Sampling(top_k=5), Sampling(0.3, min_p=0.01), Sampling(2.0)]
    draws = [Draw(sampling, number, 2) for number, sampling in enumerate(settings)]
    alone = [choose(logits[row : row + 1], [one], 4)[0] for row, one in enumerate(draws)]
    for found in (choose(logits, draws, 4), choose(logits.flip(0), draws[::-1], 4)[::-1]):
        for choice, expected in zip(found, alone, strict=True):
            assert choice.token.id == expected.token.id
            assert (choice.rank, choice.doubtful) == (expected.rank, expected.doubtful)
            assert choice.probability == pytest.approx(expected.probability, rel=1e-5)
            for one, other in zip(choice.best, expected.best, strict=True):
                assert one == pytest.approx(other, rel=1e-5)


@pytest.mark.parametrize("vocabulary", [3, 16, 100])
def test_groups_race_as_all_tokens_would(vocabulary: int) -> None:
    """Each token as often as it is probable; the same tokens by either way of saying the weights."""
    groups = VocabularyGroups(vocabulary)
    weights = random_logits(vocabulary, 1, 1.5).exp().expand(20_000, -1)
    waits = waits_of([(seed, 4) for seed in range(len(weights))], groups)
    drawn = draw(weights, groups, waits)
    order = torch.randperm(vocabulary).expand(len(weights), -1)
    few = draw_of_few(weights.gather(1, order), order, groups, waits)
    assert torch.equal(few.ids, drawn.ids)
    assert torch.equal(few.weights, drawn.weights)
    shares = torch.bincount(drawn.ids, minlength=vocabulary) / len(weights)
    expected = weights[0] / weights[0].sum()
    assert ((shares - expected) / (expected * (1 - expected) / len(weights)).sqrt()).abs().max() < 4


@given(VOCABULARIES, st.integers(1, 30), st.integers(0, 2**16))
def test_groups_part_the_vocabulary(vocabulary: int, count: int, seed: int) -> None:
    groups, ids = VocabularyGroups(vocabulary), torch.arange(vocabulary)
    members = groups.members(torch.arange(groups.count))
    assert sorted(members[members >= 0].tolist()) == ids.tolist()
    group, member = groups.places(ids)
    assert torch.equal(members[group, member], ids)
    values = random_logits(vocabulary, seed, 1, rows=2)
    expected = torch.zeros((2, groups.count)).index_add(1, group, values)
    assert torch.allclose(groups.sums(values), expected, atol=1e-4)
    best = values.topk(min(count, vocabulary))
    found = groups.best(values, min(count, vocabulary))
    assert torch.equal(found[0], best.values)
    assert torch.equal(found[1], best.indices)


def test_a_step_of_many_rows_goes_to_the_host_once() -> None:
    logits = random_logits(5000, 1, 6, rows=24)
    settings = [GREEDY, Sampling(), Sampling(top_p=0.9), Sampling(top_k=5), Sampling(0.3, min_p=0.01, top_p=0.99)]
    with ways_to_the_host() as taken:
        choose(logits, [Draw(settings[row % 5], row, 2) for row in range(24)], 10)
    assert taken == {"tolist": 1}


def largest_new_tensor(run: Callable[[], object]) -> int:
    """How many bytes the largest tensor has that is made while this runs; views make none."""
    sizes = [0]

    class Watch(TorchDispatchMode):
        def __torch_dispatch__(
            self, func: Any, types: object, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
        ) -> object:
            given = {each.data_ptr() for each in tree_leaves((args, kwargs)) if isinstance(each, torch.Tensor)}
            made = func(*args, **(kwargs or {}))
            new = [each for each in tree_leaves(made) if isinstance(each, torch.Tensor)]
            sizes.extend(each.nbytes for each in new if each.data_ptr() not in given and each._base is None)
            return made

    with Watch():
        run()
    return max(sizes)


@pytest.mark.parametrize(
    "settings",
    [[GREEDY], [Sampling()], [Sampling(top_p=0.9)], [GREEDY, Sampling(), Sampling(top_k=5), Sampling(0.3, min_p=0.01)]],
)
def test_a_step_makes_no_copy_of_the_logits_of_all_rows(settings: list[Sampling]) -> None:
    """Only of as many rows at once as stay in a processor's cache."""
    vocabulary, rows = 2**16, 40
    logits = random_logits(vocabulary, 3, 6, rows)
    draws = [Draw(settings[row % len(settings)], row, 2) for row in range(rows)]
    assert largest_new_tensor(lambda: choose(logits, draws, 10)) <= 4 * _LOGITS_AT_ONCE < logits.nbytes
