"""Traces are exact: compared with plain transformers calls on tiny random models."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Iterator

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import AutoModel, AutoModelForCausalLM

from llm_viz.base.errors import BadRequest, NotCausal, TooManyTokens
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.prefixes import Prefixes
from llm_viz.engine.protocol.tracing import (
    AttentionKnockout,
    Capture,
    HeadAblation,
    Intervention,
    ReplaceToken,
    TraceRequest,
)
from llm_viz.engine.reading import prepare
from llm_viz.engine.residual_stream import residual_streams
from llm_viz.engine.trace import trace, traces
from tests.support import tiny

TEXT = "the apple 私は今日 phone"
EVERYTHING = Capture(attention="all", hidden="all", lens=5)


@pytest.fixture(scope="module")
def loaded(tiny_model: LoadedModel) -> LoadedModel:
    return dataclasses.replace(tiny_model, prefixes=Prefixes())


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    return tiny.load_saved(tiny.save(tiny.bert, tmp_path_factory.mktemp("models") / "bert"))


def plain(loaded: LoadedModel, text: str = TEXT) -> object:
    """The same text through the same weights, the way transformers' documentation shows."""
    auto = AutoModelForCausalLM if loaded.facts.causal else AutoModel
    model = auto.from_pretrained(loaded.model.config._name_or_path, attn_implementation="eager", dtype=torch.float32)
    with torch.no_grad():
        return model(
            input_ids=torch.tensor([loaded.tokenizer.ids(text)]), output_attentions=True, output_hidden_states=True
        )


def request(*interventions: Intervention, capture: Capture = EVERYTHING, text: str = TEXT) -> TraceRequest:
    return TraceRequest("tiny", text, capture=capture, interventions=interventions)


def test_logits_are_those_of_transformers(loaded: LoadedModel) -> None:
    expected = plain(loaded).logits[0, -1]
    following = trace(loaded, request(capture=Capture(candidates=tiny.VOCABULARY))).next
    logits = {candidate.id: candidate.logit for candidate in following.candidates}
    np.testing.assert_allclose([logits[i] for i in range(tiny.VOCABULARY)], expected, atol=1e-5)
    probabilities = expected.softmax(-1)
    assert sum(c.probability for c in following.candidates) == pytest.approx(1, abs=1e-5)
    assert following.candidates[0].probability == pytest.approx(float(probabilities.max()), abs=1e-6)
    entropy = -float((probabilities * probabilities.log2()).sum())
    assert following.entropy_bits == pytest.approx(entropy, abs=1e-4)


def test_watching_does_not_change_what_is_watched(loaded: LoadedModel) -> None:
    unwatched = trace(loaded, request(capture=Capture())).next
    watched = trace(loaded, request()).next
    np.testing.assert_allclose(
        [c.logit for c in watched.candidates], [c.logit for c in unwatched.candidates], atol=1e-5
    )


def test_attentions_are_those_of_transformers(loaded: LoadedModel) -> None:
    attention = trace(loaded, request()).attention
    for layer, expected in enumerate(plain(loaded).attentions):
        np.testing.assert_allclose(attention[layer], expected[0], atol=1e-5)


def test_attentions_of_an_encoder_are_those_of_transformers(encoder: LoadedModel) -> None:
    seen = trace(encoder, request(capture=Capture(attention="all", hidden="all")))
    expected = plain(encoder)
    assert seen.next is None
    for layer in range(3):
        np.testing.assert_allclose(seen.attention[layer], expected.attentions[layer][0], atol=1e-5)
    np.testing.assert_allclose(seen.hidden[3], expected.hidden_states[3][0], atol=1e-5)


def test_attention_as_one_array_of_the_kept_layers(loaded: LoadedModel) -> None:
    seen = trace(loaded, request(capture=Capture(attention=(2, 0))))
    whole = seen.attention_array()  # (layer, head, dest, src)
    np.testing.assert_array_equal(whole[0], seen.attention[0])
    np.testing.assert_array_equal(whole[1], seen.attention[2])
    np.testing.assert_array_equal(seen.attention_array(dest=3), whole[:, :, 3])
    with pytest.raises(ValueError, match="at least one"):
        trace(loaded, request(capture=Capture())).attention_array()


def test_hidden_states_are_those_of_transformers(loaded: LoadedModel) -> None:
    hidden = trace(loaded, request()).hidden
    # transformers gives the last one after the final normalisation; the residual stream is the one before it.
    for layer, expected in enumerate(plain(loaded).hidden_states[:-1]):
        np.testing.assert_allclose(hidden[layer], expected[0], atol=1e-5)


def test_only_what_was_asked_for_is_kept(loaded: LoadedModel) -> None:
    seen = trace(loaded, request(capture=Capture(attention=(1,), hidden=(0, 2), positions=(1, 3))))
    assert list(seen.attention) == [1]
    assert sorted(seen.hidden) == [0, 2]
    assert seen.hidden[2].shape == (2, 32)
    assert seen.lens == ()
    nothing = trace(loaded, request(capture=Capture()))
    assert (dict(nothing.attention), dict(nothing.hidden)) == ({}, {})


def test_texts_of_which_other_things_are_read_off_share_a_pass(loaded: LoadedModel) -> None:
    """Other numbers of candidates, a lens or none, no prediction, other positions: each gets what it gets alone."""
    captures = (
        Capture(hidden=(1,), candidates=3),
        Capture(hidden=(1,), candidates=7, positions=(1,)),
        Capture(hidden=(1,), candidates=0, lens=2),
        Capture(hidden=(1,), candidates=0),
    )
    requests = [request(capture=capture, text=TEXT[number:]) for number, capture in enumerate(captures)]
    readings = [prepare(loaded, one) for one in requests]
    assert len({reading.kind for reading in readings}) == 1
    assert prepare(loaded, request(capture=Capture(hidden=(2,)))).kind != readings[0].kind
    for found, one in zip(traces(loaded, readings), requests, strict=True):
        alone = trace(loaded, one)
        np.testing.assert_allclose(found.hidden[1], alone.hidden[1], atol=1e-5)
        assert (found.next is None) == (alone.next is None)
        if found.next is not None and alone.next is not None:
            assert [each.id for each in found.next.candidates] == [each.id for each in alone.next.candidates]
        assert [len(reading.candidates) for reading in found.lens] == [
            len(reading.candidates) for reading in alone.lens
        ]
        for layer, expected in zip(found.lens, alone.lens, strict=True):
            assert layer.candidates[0].id == expected.candidates[0].id
            assert layer.entropy_bits == pytest.approx(expected.entropy_bits, abs=1e-4)


def test_the_lens_ends_in_the_real_prediction(loaded: LoadedModel) -> None:
    seen = trace(loaded, request())
    assert len(seen.lens) == 4
    assert [c.id for c in seen.lens[-1].candidates] == [c.id for c in seen.next.candidates[:5]]
    assert seen.lens[-1].winner_probability == pytest.approx(seen.next.candidates[0].probability, abs=1e-5)
    assert seen.lens[-1].winner_rank == 1
    assert seen.lens[0].candidates != seen.lens[-1].candidates


def test_cutting_nothing_changes_nothing(loaded: LoadedModel) -> None:
    before, after = trace(loaded, request()), trace(loaded, request(AttentionKnockout(4, 1, layers=(), heads=())))
    np.testing.assert_allclose(after.hidden[3], before.hidden[3], atol=1e-6)


def test_a_cut_link_carries_no_weight_and_the_others_are_renormalised(loaded: LoadedModel) -> None:
    before, after = trace(loaded, request()), trace(loaded, request(AttentionKnockout(6, 5, layers=(1,), heads=(2,))))
    assert after.attention[1][2, 6, 5] == 0
    others = np.delete(before.attention[1][2, 6], 5)
    np.testing.assert_allclose(np.delete(after.attention[1][2, 6], 5), others / others.sum(), atol=1e-5)
    np.testing.assert_allclose(after.attention[1][1], before.attention[1][1], atol=1e-6)
    np.testing.assert_allclose(after.hidden[3][:6], before.hidden[3][:6], atol=1e-6)
    assert np.abs(after.hidden[3][6] - before.hidden[3][6]).max() > 1e-4


def test_a_token_cut_off_from_all_others_is_the_same_in_every_context(loaded: LoadedModel) -> None:
    texts = ("x y z q", "y x z q")
    lengths = {len(loaded.tokenizer.ids(text)) for text in texts}
    assert len(lengths) == 1, "the texts must put their last token at the same position"
    last = lengths.pop() - 1
    cuts = [AttentionKnockout(last, key) for key in range(last)]
    in_one, in_other = (trace(loaded, request(*cuts, text=text)).hidden[3][last] for text in texts)
    np.testing.assert_allclose(in_one, in_other, atol=1e-5)
    assert np.abs(in_one - trace(loaded, request(text=texts[0])).hidden[3][last]).max() > 1e-3


def test_such_a_token_is_the_token_alone_at_its_position(loaded: LoadedModel) -> None:
    ids = loaded.tokenizer.ids("x y z q")
    last = len(ids) - 1
    with loaded.pass_through(), residual_streams(loaded.modules, (1, 2, 3)) as alone:
        loaded.model(input_ids=loaded.tensor(ids[last:]), position_ids=loaded.tensor([last]))
    cut_off = trace(loaded, request(*(AttentionKnockout(last, key) for key in range(last)), text="x y z q"))
    for layer, stream in alone.items():
        np.testing.assert_allclose(cut_off.hidden[layer][last], stream[0, 0].cpu(), atol=1e-5)


def test_a_token_cut_off_from_everything_stays_a_number(loaded: LoadedModel) -> None:
    seen = trace(loaded, request(*(AttentionKnockout(3, k) for k in range(4))))
    assert np.isfinite(seen.hidden[3]).all()
    assert seen.attention[0][:, 3].sum() == 0


def test_a_silenced_head_contributes_nothing(loaded: LoadedModel) -> None:
    """Checked against zeroing the head's columns of the output projection, in a copy of the model."""
    silent = trace(loaded, request(HeadAblation(1, 2)))
    block = loaded.modules.blocks[1]
    attention = getattr(block, "self_attn", None) or block.attn
    if hasattr(attention, "o_proj"):
        weight, size = attention.o_proj.weight, attention.o_proj.weight.shape[1] // 4
        columns = weight[:, 2 * size : 3 * size]
    else:  # GPT-2 stores its matrices transposed
        weight, size = attention.c_proj.weight, attention.c_proj.weight.shape[0] // 4
        columns = weight[2 * size : 3 * size]
    kept = columns.clone()
    columns.zero_()
    try:
        expected = trace(loaded, request())
    finally:
        columns.copy_(kept)
    np.testing.assert_allclose(silent.hidden[3], expected.hidden[3], atol=1e-5)
    assert np.abs(silent.hidden[3] - trace(loaded, request()).hidden[3]).max() > 1e-4


def test_a_replaced_token_is_read_instead(loaded: LoadedModel) -> None:
    ids = loaded.tokenizer.ids(TEXT)
    seen = trace(loaded, request(ReplaceToken(1, ids[0])))
    assert seen.tokens[1].id == ids[0]
    assert np.abs(seen.hidden[0][1] - trace(loaded, request()).hidden[0][1]).max() > 1e-3


def test_nothing_stays_behind(loaded: LoadedModel) -> None:
    def hooks() -> list[set[int]]:
        return [{*block._forward_hooks, *block._forward_pre_hooks} for block in loaded.modules.blocks]

    found = hooks()  # transformers leaves some of its own
    before = trace(loaded, request(capture=Capture())).next
    trace(loaded, request(AttentionKnockout(4, 1), HeadAblation(0, 0)))
    after = trace(loaded, request(capture=Capture())).next
    assert [c.logit for c in after.candidates] == [c.logit for c in before.candidates]
    assert hooks() == found


@pytest.mark.parametrize(
    "intervention",
    [
        AttentionKnockout(99, 0),
        AttentionKnockout(0, -1),
        HeadAblation(7, 0),
        HeadAblation(0, 4),
        ReplaceToken(0, 99_999),
    ],
)
def test_edits_out_of_range_are_refused(loaded: LoadedModel, intervention: Intervention) -> None:
    with pytest.raises(BadRequest):
        trace(loaded, request(intervention))


def test_too_long_a_text_is_refused(loaded: LoadedModel) -> None:
    with pytest.raises(TooManyTokens):
        trace(loaded, request(text="x y " * 100, capture=Capture()))


def test_a_lens_needs_a_model_that_predicts(encoder: LoadedModel) -> None:
    with pytest.raises(NotCausal):
        trace(encoder, request(capture=Capture(lens=1)))


def test_traces_are_picklable_and_read_only(loaded: LoadedModel) -> None:
    seen = trace(loaded, request())
    copy = pickle.loads(pickle.dumps(seen))
    np.testing.assert_array_equal(copy.attention[0], seen.attention[0])
    assert copy.tokens == seen.tokens
    with pytest.raises(ValueError, match="read-only"):
        seen.attention[0][0, 0, 0] = 1


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadedModel]:
    return tiny.load_saved(tiny.save(tiny.llama, tmp_path_factory.mktemp("models") / "llama"))


@settings(max_examples=25)
@given(temperature=st.floats(0.3, 2), best=st.integers(1, 60))
def test_the_histogram_holds_the_mass_of_the_rest_within_its_bound(
    llama: LoadedModel, temperature: float, best: int
) -> None:
    logits = np.array(
        [c.logit for c in trace(llama, request(capture=Capture(candidates=tiny.VOCABULARY))).next.candidates]
    )
    rest = trace(llama, request(capture=Capture(candidates=best))).next.rest
    assert rest.counts.sum() == tiny.VOCABULARY - best
    exact = np.exp((logits[best:] - logits[0]) / temperature).sum()
    binned = (rest.counts * np.exp((rest.mean_logits - logits[0]) / temperature)).sum()
    bound = np.exp(rest.bin_width**2 / (8 * temperature**2))
    assert binned * (1 - 1e-5) <= exact <= binned * bound * (1 + 1e-5)
