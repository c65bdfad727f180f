"""Decoding agrees with transformers, records exactly, and can be continued, interleaved and abandoned."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import AutoModelForCausalLM, PreTrainedModel

from llm_viz.base.errors import BadRequest, ModelBroken, NotCausal, TooManyTokens
from llm_viz.engine.decoding import probabilities_of
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.prefixes import Prefixes
from llm_viz.engine.protocol.generation import (
    ContinuationsRequest,
    GenerationRequest,
    GenerationStep,
    Sampling,
    SamplingRequest,
)
from llm_viz.engine.protocol.tracing import SurprisalRequest
from llm_viz.engine.surprisal import surprisal
from tests.support import tiny
from tests.support.decoding import continuations, generate

TEXT = "the apple 私は"


@pytest.fixture(scope="module")
def loaded(tiny_model: LoadedModel) -> LoadedModel:
    """A random model that never ends its text, so that lengths do not depend on chance."""
    return dataclasses.replace(tiny_model, prefixes=Prefixes(), end_ids=frozenset())


@pytest.fixture(scope="module")
def plain(loaded: LoadedModel) -> PreTrainedModel:
    return AutoModelForCausalLM.from_pretrained(
        loaded.model.config._name_or_path, attn_implementation="eager", dtype=torch.float32
    ).eval()


def write(
    loaded: LoadedModel, sampling: Sampling, count: int = 12, continuation: tuple[int, ...] = ()
) -> list[GenerationStep]:
    request = GenerationRequest("tiny", TEXT, continuation, sampling, max_new_tokens=count, top=5)
    return list(generate(loaded, request))


def test_greedy_text_is_that_of_generate(loaded: LoadedModel, plain: PreTrainedModel) -> None:
    ids = loaded.tokenizer.ids(TEXT)
    expected = plain.generate(
        torch.tensor([ids]),
        attention_mask=torch.ones(1, len(ids)),
        max_new_tokens=12,
        eos_token_id=-1,
        do_sample=False,
        pad_token_id=0,
    )[0, len(ids) :]
    assert [step.chosen.id for step in write(loaded, Sampling(temperature=0))] == expected.tolist()


def test_every_record_is_exact(loaded: LoadedModel, plain: PreTrainedModel) -> None:
    steps = write(loaded, Sampling(temperature=1.3, top_k=50, seed=4))
    ids = loaded.tokenizer.ids(TEXT)
    for step in steps:
        with torch.no_grad():
            logits = plain(input_ids=torch.tensor([ids])).logits[0, -1]
        probabilities = logits.softmax(-1)
        assert step.chosen.logit == pytest.approx(float(logits[step.chosen.id]), abs=1e-4)
        assert step.chosen.probability == pytest.approx(float(probabilities[step.chosen.id]), abs=1e-5)
        assert step.rank == int((logits > logits[step.chosen.id]).sum()) + 1
        assert step.entropy_bits == pytest.approx(-float((probabilities * probabilities.log2()).sum()), abs=1e-3)
        assert [c.id for c in step.candidates] == logits.topk(5).indices.tolist()
        ids.append(step.chosen.id)
    assert [step.index for step in steps] == list(range(len(steps)))


def test_a_text_continued_from_any_step_is_the_same(loaded: LoadedModel) -> None:
    sampling = Sampling(temperature=1.2, seed=7)
    whole = write(loaded, sampling)
    start = tuple(step.chosen.id for step in whole[:5])
    rest = write(loaded, sampling, count=7, continuation=start)
    assert [step.chosen.id for step in rest] == [step.chosen.id for step in whole[5:]]
    assert rest[0].index == 5
    assert rest[-1].text == whole[-1].text


def test_another_seed_writes_another_text(loaded: LoadedModel) -> None:
    texts = {write(loaded, Sampling(temperature=1.5, seed=seed))[-1].text for seed in range(4)}
    assert len(texts) > 1


def test_it_stops_at_the_end_of_text(loaded: LoadedModel) -> None:
    free = write(loaded, Sampling(temperature=1.5, seed=2))
    ending = dataclasses.replace(loaded, end_ids=frozenset({free[4].chosen.id}))
    ended = write(ending, Sampling(temperature=1.5, seed=2))
    first = next(step.index for step in free if step.chosen.id == free[4].chosen.id)
    assert [step.chosen for step in ended] == [step.chosen for step in free[: first + 1]]
    assert ended[-1].stop == "end_of_text"
    assert all(step.stop is None for step in ended[:-1])


def test_it_stops_at_the_length_and_at_the_end_of_the_context(loaded: LoadedModel) -> None:
    assert write(loaded, Sampling(temperature=0), count=3)[-1].stop == "length"
    filled = tuple([tiny.VOCABULARY - 1] * (128 - len(loaded.tokenizer.ids(TEXT)) - 2))
    steps = write(loaded, Sampling(temperature=0), count=20, continuation=filled)
    assert [step.stop for step in steps] == [None, "context_full"]
    with pytest.raises(TooManyTokens):
        write(loaded, Sampling(), continuation=(1,) * 128)


def test_batched_continuations_are_the_single_ones(loaded: LoadedModel) -> None:
    sampling = Sampling(temperature=1.1, top_p=0.95, seed=3)
    together = list(continuations(loaded, ContinuationsRequest("tiny", TEXT, sampling, count=4, max_new_tokens=10)))[-1]
    for number, item in enumerate(together.items):
        alone = write(loaded, Sampling(temperature=1.1, top_p=0.95, seed=3 + number), count=10)
        assert list(item.ids) == [step.chosen.id for step in alone]
        assert item.surprisal_bits == pytest.approx(
            -sum(math.log2(step.chosen.probability) for step in alone), abs=1e-2
        )
        assert item.text == alone[-1].text
        assert not item.ended


def test_an_ended_continuation_stays_as_it_is(loaded: LoadedModel) -> None:
    request = ContinuationsRequest("tiny", TEXT, Sampling(temperature=1.5, seed=3), count=4, max_new_tokens=10)
    free = list(continuations(loaded, request))[-1].items
    ending = dataclasses.replace(loaded, end_ids=frozenset({free[1].ids[2]}))
    ended = list(continuations(ending, request))[-1].items
    assert ended[1].ended
    for before, after in zip(free, ended, strict=True):
        assert after.ids == before.ids[: len(after.ids)]
        assert after.ended == (after.ids[-1] in ending.end_ids)


sampling_settings = st.builds(
    Sampling,
    temperature=st.sampled_from([0.0, 0.2, 0.7, 1.0, 1.6]),
    top_k=st.sampled_from([0, 1, 7, 1000]),
    top_p=st.sampled_from([0.0, 0.3, 0.9, 1.0]),
    min_p=st.sampled_from([0.0, 0.05, 0.5, 1.0]),
)


@settings(max_examples=40)
@given(sampling=sampling_settings)
def test_the_chance_after_the_filters_is_that_of_generate(sampling: Sampling) -> None:
    """The scores that transformers' own `generate` draws from, for any settings."""
    loaded, plain = _llama()
    ids = loaded.tokenizer.ids(TEXT)
    options = (
        {"do_sample": False}
        if sampling.temperature == 0
        else {
            "do_sample": True,
            "temperature": sampling.temperature,
            "top_k": sampling.top_k,
            "top_p": sampling.top_p,
            "min_p": sampling.min_p,
        }
    )
    scores = plain.generate(
        torch.tensor([ids]),
        attention_mask=torch.ones(1, len(ids)),
        max_new_tokens=1,
        pad_token_id=0,
        output_scores=True,
        return_dict_in_generate=True,
        **options,
    ).scores[0][0]
    expected = (
        scores.softmax(-1) if sampling.temperature else torch.zeros_like(scores).index_fill(0, scores.argmax(), 1)
    )
    every = tuple(range(tiny.VOCABULARY))
    chances = probabilities_of(loaded, SamplingRequest("tiny", TEXT, every, sampling))
    np.testing.assert_allclose(chances, expected, atol=1e-6)


_LLAMA: list[tuple[LoadedModel, PreTrainedModel]] = []


def _llama() -> tuple[LoadedModel, PreTrainedModel]:
    return _LLAMA[0]


@pytest.fixture(scope="module", autouse=True)
def _one_llama(tmp_path_factory: pytest.TempPathFactory) -> None:
    loaded = tiny.load_saved(tiny.save(tiny.llama, tmp_path_factory.mktemp("models") / "llama"))
    _LLAMA[:] = [(loaded, AutoModelForCausalLM.from_pretrained(loaded.model.config._name_or_path).eval())]


@pytest.mark.parametrize(
    "sampling",
    [
        Sampling(temperature=-1),
        Sampling(temperature=math.nan),
        Sampling(temperature=math.inf),
        Sampling(top_k=-3),
        Sampling(top_p=1.01),
        Sampling(min_p=-0.1),
        Sampling(seed=-1),
    ],
)
def test_settings_out_of_range_are_refused(loaded: LoadedModel, sampling: Sampling) -> None:
    with pytest.raises(BadRequest):
        write(loaded, sampling)


@pytest.mark.parametrize("temperature", [1e-10, 1e-38, 1e-40, 1e-45, 5e-324])
def test_the_coldest_temperatures_are_the_most_probable_token(loaded: LoadedModel, temperature: float) -> None:
    coldest, greedy = write(loaded, Sampling(temperature=temperature)), write(loaded, Sampling(temperature=0))
    assert [step.chosen for step in coldest] == [step.chosen for step in greedy]
    assert {step.sampling_probability for step in coldest} == {1.0}
    request = ContinuationsRequest("tiny", TEXT, Sampling(temperature=temperature), count=2, max_new_tokens=12)
    *_, last = continuations(loaded, request)
    assert {item.ids for item in last.items} == {tuple(step.chosen.id for step in greedy)}


@pytest.mark.parametrize("bias", [-math.inf, math.inf, math.nan])
def test_logits_that_are_no_numbers_are_a_damaged_model_unless_they_rule_a_token_out(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch, bias: float
) -> None:
    if loaded.modules.softcap is not None:  # it would make a number of the infinite logits
        monkeypatch.setattr(loaded.model.config, "final_logit_softcapping", None)
        loaded = dataclasses.replace(loaded, modules=dataclasses.replace(loaded.modules, softcap=None))
    head = loaded.modules.output_projection
    assert head is not None

    def spoilt(stream: torch.Tensor, plain: Callable[[torch.Tensor], torch.Tensor] = head.forward) -> torch.Tensor:
        return plain(stream).index_fill(-1, torch.tensor([7], device=stream.device), bias)

    monkeypatch.setattr(head, "forward", spoilt)
    if bias != -math.inf:
        with pytest.raises(ModelBroken):
            write(loaded, Sampling())
        with pytest.raises(ModelBroken):
            surprisal(loaded, SurprisalRequest("tiny", TEXT))
        return
    steps = write(loaded, Sampling(temperature=2.0))
    assert 7 not in {step.chosen.id for step in steps}
    assert all(math.isfinite(step.entropy_bits) for step in steps)


def test_an_encoder_cannot_write(tmp_path_factory: pytest.TempPathFactory) -> None:
    encoder = tiny.load_saved(tiny.save(tiny.bert, tmp_path_factory.mktemp("models") / "bert"))
    with pytest.raises(NotCausal):
        write(encoder, Sampling())
