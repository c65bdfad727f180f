"""Texts written together are those written alone, however they join and leave, and whatever is nearly equal."""

from __future__ import annotations

import dataclasses
import math
import random

import pytest
import torch

from llm_viz.engine import filters
from llm_viz.engine.choosing import Draw, choose
from llm_viz.engine.decoder import Decoder
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.prefixes import Prefixes
from llm_viz.engine.protocol.generation import GREEDY, ContinuationsRequest, GenerationRequest, GenerationStep, Sampling
from llm_viz.engine.race import waits_of
from llm_viz.engine.vocabulary_groups import VocabularyGroups
from llm_viz.engine.writing import Continuing, Generation, Writing
from tests.support.decoding import assert_same_steps, continuations, generate
from tests.support.device import DEVICE
from tests.support.host import ways_to_the_host

TEXTS = ("the apple 私は", "a", "phone 今日 and the apple the phone", "学校に行きます the")
SETTINGS = (
    GREEDY,
    Sampling(temperature=1.5),
    Sampling(temperature=1.2, top_k=40),
    Sampling(temperature=2.0, top_p=0.9),
    Sampling(temperature=1.7, min_p=0.02, top_p=0.95),
)


@pytest.fixture(scope="module")
def loaded(tiny_model: LoadedModel) -> LoadedModel:
    return dataclasses.replace(tiny_model, prefixes=Prefixes(), end_ids=frozenset())


def request_of(number: int) -> GenerationRequest:
    sampling = dataclasses.replace(SETTINGS[number % len(SETTINGS)], seed=number)
    return GenerationRequest(
        "tiny", TEXTS[number % len(TEXTS)], sampling=sampling, max_new_tokens=4 + 3 * number % 17, top=4
    )


@pytest.fixture(scope="module")
def expected(loaded: LoadedModel) -> dict[int, list[GenerationStep]]:
    """What each of twelve visitors is written alone."""
    return {number: list(generate(loaded, request_of(number))) for number in range(12)}


@pytest.mark.parametrize("seed", range(3))
def test_joining_and_leaving_at_random_changes_no_text(
    loaded: LoadedModel, expected: dict[int, list[GenerationStep]], seed: int
) -> None:
    """Twelve visitors come when they like; some leave in the middle."""
    chance, decoder = random.Random(seed), Decoder(loaded)
    coming = list(expected)
    chance.shuffle(coming)
    writings: dict[Writing[GenerationStep], int] = {}
    found: dict[int, list[GenerationStep]] = {number: [] for number in expected}
    left = set()
    while coming or decoder.rows:
        newcomers = {Generation(loaded, request_of(number)): number for number in coming[: chance.randrange(4)]}
        coming = coming[len(newcomers) :]
        writings |= newcomers
        written = [*(decoder.join(list(newcomers)) if newcomers else ()), *decoder.step()]
        for writing, step in written:
            found[writings[writing]].append(step)  # type: ignore[arg-type]
        if decoder.writings and chance.random() < 0.15:
            leaving = chance.choice(sorted(decoder.writings, key=writings.__getitem__))
            decoder.leave(leaving)
            left.add(writings[leaving])
    for number, steps in found.items():
        whole = expected[number]
        assert_same_steps(steps, whole[: len(steps)] if number in left else whole)


def test_continuations_and_single_texts_share_a_batch(loaded: LoadedModel) -> None:
    decoder = Decoder(loaded)
    several = ContinuationsRequest("tiny", TEXTS[0], Sampling(temperature=1.5, seed=5), count=3, max_new_tokens=6)
    single = request_of(1)
    together, alone = Continuing(loaded, several), Generation(loaded, single)
    written = [*decoder.join([together]), *decoder.step(), *decoder.join([alone])]
    while decoder.rows:
        written += decoder.step()
    *_, expected = continuations(loaded, several)
    *_, found = (item for writing, item in written if writing is together)
    assert [item.ids for item in found.items] == [item.ids for item in expected.items]
    assert_same_steps([item for writing, item in written if writing is alone], list(generate(loaded, single)))


def test_all_tiny_models_share_a_memory(loaded: LoadedModel) -> None:
    assert loaded.abilities.memory.shared


def test_a_near_tie_is_decided_by_the_text_alone(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """With margins so wide that every choice is doubtful, everything is still the same, from passes of one text."""
    expected = list(generate(loaded, request_of(1)))
    passes = []
    monkeypatch.setattr(filters, "LOGIT_MARGIN", 1e9)
    monkeypatch.setattr(filters, "MASS_MARGIN", 1e9)
    plain = LoadedModel.logits_of_whole_text
    monkeypatch.setattr(
        LoadedModel, "logits_of_whole_text", lambda *given: passes.append(len(given[1])) or plain(*given)
    )
    assert_same_steps(list(generate(loaded, request_of(1))), expected)
    length = len(loaded.tokenizer.ids(request_of(1).text))
    assert passes == [length + step for step in range(len(expected))]


def test_a_step_goes_to_the_host_once(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of texts, their lengths and settings; where nothing is doubtful."""
    monkeypatch.setattr(filters, "LOGIT_MARGIN", 0)
    monkeypatch.setattr(filters, "MASS_MARGIN", 0)
    decoder = Decoder(loaded)
    list(decoder.join([Generation(loaded, request_of(number)) for number in range(10)]))
    for _ in range(2):  # a GPU records its steps, and compares them
        list(decoder.step())
    with ways_to_the_host() as taken:
        list(decoder.step())
    assert taken == {"tolist": 1}


PLACE = DEVICE.torch_device
ROW = torch.tensor([[2.0, 1.0, 0.5, -1.0, -3.0]], device=PLACE)


@pytest.mark.parametrize(
    ("sampling", "logits", "doubtful"),
    [
        (GREEDY, ROW, False),
        (GREEDY, torch.tensor([[2.0, 1.99999, 0.5, -1.0, -3.0]]), True),
        (Sampling(temperature=1e-40, seed=1), ROW, False),
        (Sampling(temperature=1e-40, seed=1), torch.tensor([[2.0, 1.9999, 0.5, -1.0, -3.0]]), True),
        (Sampling(top_k=2, seed=1), ROW, False),
        (Sampling(top_k=2, seed=1), torch.tensor([[2.0, 1.0, 0.9999, -1.0, -3.0]]), True),
        (Sampling(top_p=0.8, seed=1), ROW, False),
        (Sampling(top_p=float(ROW.softmax(-1)[0, :2].sum()) + 1e-6, seed=1), ROW, True),
        (Sampling(top_p=float(ROW.softmax(-1)[0, :2].sum()) - 1e-6, seed=1), ROW, True),
        (Sampling(min_p=0.3, seed=1), ROW, False),
        (Sampling(min_p=float(torch.tensor(-1.0).exp()) + 1e-6, seed=1), ROW, True),
        (Sampling(min_p=float(torch.tensor(-1.0).exp()) - 1e-6, seed=1), ROW, True),
    ],
)
def test_what_rounding_could_turn_is_doubtful(sampling: Sampling, logits: torch.Tensor, *, doubtful: bool) -> None:
    assert choose(logits.to(PLACE), [Draw(sampling, sampling.seed, 0)], top=2)[0].doubtful is doubtful


@pytest.mark.parametrize("others", [0, 14])
def test_a_draw_that_two_tokens_nearly_won_is_doubtful(others: int) -> None:
    """Two tokens that arrive at the same time, as groups of their own or in one group, with the waits of seed 1."""
    groups = VocabularyGroups(2 + others)
    waits = waits_of([(1, 0)], groups)[0]
    first, second = groups.members(torch.tensor([0]))[0, :2].tolist() if others else (0, 1)
    two = waits[groups.count :][:2] if others else waits[:2]
    even = torch.full((1, groups.vocabulary), -math.inf, device=PLACE)
    even[0, [first, second]] = (two / two.sum()).log().to(PLACE)
    draw = Draw(Sampling(seed=1), 1, 0)
    assert choose(even, [draw], top=2)[0].doubtful
    even[0, first] += 0.01
    chosen = choose(even, [draw], top=2)[0]
    assert (chosen.token.id, chosen.doubtful) == (first, False)


def test_tokens_are_drawn_as_often_as_they_are_probable() -> None:
    draws = [Draw(Sampling(seed=seed), seed, 3) for seed in range(20_000)]
    drawn = torch.tensor([choice.token.id for choice in choose(ROW.expand(len(draws), -1), draws, top=2)])
    shares = torch.bincount(drawn, minlength=ROW.shape[1]) / len(draws)
    expected = ROW.softmax(-1)[0].cpu()
    deviation = (shares - expected) / (expected * (1 - expected) / len(draws)).sqrt()
    assert deviation.abs().max() < 4
