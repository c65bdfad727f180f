"""Scores divided among the parts of a model: against the formulas of three architectures, and where it must not be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn
from transformers import PreTrainedModel

from llm_viz.base.errors import BadRequest, NotCausal, ScoreIndivisible, TooManyTokens
from llm_viz.engine.loading import LoadedModel, load
from llm_viz.engine.protocol.attribution import AttributionTargets, ScoreShares
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture, HeadAblation, Intervention, TraceRequest
from llm_viz.engine.reading import prepare
from llm_viz.engine.request_limits import MAX_PLACES, MAX_TARGETS, check_attribution
from llm_viz.engine.self_check import check_itself, plain_pass, sample_ids
from llm_viz.engine.trace import trace
from llm_viz.engine.transformer_modules import find_modules
from tests.support import families
from tests.support.device import DEVICE
from tests.support.families import Family

TEXT = "the apple 私は今日 phone"
BEST = AttributionTargets(likeliest=2)

only_llama = pytest.mark.parametrize("family", ["llama"], indirect=True)


def divided(loaded: LoadedModel, *targets: AttributionTargets, changes: tuple[Intervention, ...] = ()) -> ScoreShares:
    request = TraceRequest("tiny", TEXT, interventions=changes, attribution=targets)
    return trace(loaded, request).attribution[-1]


@pytest.mark.parametrize("family", ["llama", "gemma3", "gpt2"], indirect=True)
def test_shares_are_those_of_the_formula(family: Family) -> None:
    """Every head's share of every source, every feed-forward layer's, the token's and its position's."""
    shares = divided(family.loaded, BEST)
    expected = _by_formula(family.reference, torch.tensor([family.loaded.tokenizer.ids(TEXT)]), shares.candidates[0].id)
    for name, share in expected.items():
        np.testing.assert_allclose(getattr(shares, name)[0], share.detach(), atol=1e-5, err_msg=name)


def _by_formula(model: PreTrainedModel, ids: torch.Tensor, target: int) -> dict[str, torch.Tensor]:
    config, gpt2, gemma = model.config, model.config.model_type == "gpt2", "gemma" in model.config.model_type
    blocks = model.transformer.h if gpt2 else model.model.layers
    heads, length = config.num_attention_heads, ids.shape[1]
    seen: dict[tuple[str, int], torch.Tensor] = {}

    def keep(name: str, layer: int) -> Callable[[nn.Module, object, torch.Tensor], None]:
        return lambda _module, _inputs, output: seen.__setitem__((name, layer), output[0])

    for layer, block in enumerate(blocks):
        attention = block.attn if gpt2 else block.self_attn
        (attention.c_attn if gpt2 else attention.v_proj).register_forward_hook(keep("value", layer))
        (attention.c_proj if gpt2 else attention.o_proj).register_forward_hook(keep("attention", layer))
        block.mlp.register_forward_hook(keep("mlp", layer))
        if gemma:
            block.post_attention_layernorm.register_forward_hook(keep("attention normed", layer))
            block.post_feedforward_layernorm.register_forward_hook(keep("mlp", layer))
    norm = model.transformer.ln_f if gpt2 else model.model.norm
    last: list[torch.Tensor] = []
    norm.register_forward_hook(lambda _module, inputs, _output: last.append(inputs[0][0, -1]))
    with torch.no_grad():
        output = model(input_ids=ids, output_attentions=True)
    embeddings = model.get_input_embeddings()(ids)[0, -1]
    unembedding = model.get_output_embeddings().weight
    direction = (unembedding[target] - unembedding.mean(0)) * (1 + norm.weight if gemma else norm.weight)
    if gpt2:
        direction = (direction - direction.mean()) / (last[0].var(unbiased=False) + norm.eps).sqrt()
    else:
        direction = direction * torch.rsqrt(last[0].square().mean() + config.rms_norm_eps)

    by_head, mlp = [], []
    for layer, block in enumerate(blocks):
        value = seen["value", layer].chunk(3, -1)[2] if gpt2 else seen["value", layer]
        size = value.shape[-1] // (heads if gpt2 else config.num_key_value_heads)
        value = value.view(length, -1, size)
        value = value.repeat_interleave(heads // value.shape[1], 1)
        projection = block.attn.c_proj.weight.T if gpt2 else block.self_attn.o_proj.weight  # (d_model, head · d_head)
        scaled = seen["attention normed", layer][-1] / seen["attention", layer][-1] if gemma else 1
        per_head = ((direction * scaled) @ projection).view(heads, size)
        by_head.append(torch.einsum("hs,shd,hd->hs", output.attentions[layer][0, :, -1], value, per_head))
        mlp.append(seen["mlp", layer][-1] @ direction)
    found = {"attention": torch.stack(by_head), "mlp": torch.stack(mlp), "embedding": embeddings @ direction}
    if gpt2:
        found["positional"] = model.transformer.wpe.weight[length - 1] @ direction
        projections = sum(block.attn.c_proj.bias @ direction for block in blocks)
        found["rest"] = projections + norm.bias @ (unembedding[target] - unembedding.mean(0))
    return found


@pytest.mark.parametrize("name", ["llama", "gemma3", "mpt"])
def test_in_half_precision_little_is_left_over(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """These have no biases: the rest is rounding, of which bfloat16 has much."""
    folder = tmp_path_factory.mktemp("families") / name
    card = families.save(families.build(name), folder, causal=True)
    shares = divided(load(card, folder, replace(DEVICE, dtype=torch.bfloat16)), BEST)
    parts = shares.attention.sum((1, 2, 3)) + shares.mlp.sum(1) + shares.embedding + shares.rest
    np.testing.assert_allclose(parts, shares.score, atol=1e-5)
    assert np.abs(shares.rest).max() < 0.05 < np.abs(shares.score).min()


@pytest.mark.parametrize("family", ["llama", "gpt-j"], indirect=True)
def test_what_is_cut_has_no_share(family: Family) -> None:
    before = divided(family.loaded, BEST)
    last = before.position
    cut = divided(family.loaded, BEST, changes=(AttentionKnockout(last, 2, layers=(1,), heads=(3,)),))
    silent = divided(family.loaded, BEST, changes=(HeadAblation(1, 2),))
    assert before.attention[:, 1, 3, 2].all()
    assert not cut.attention[:, 1, 3, 2].any()
    assert not silent.attention[:, 1, 2].any()
    for shares in (cut, silent):
        assert np.count_nonzero(shares.attention[0]) == np.count_nonzero(before.attention[0]) - (
            1 if shares is cut else last + 1
        )


@pytest.mark.parametrize("family", ["gemma2"], indirect=True)
def test_two_questions_at_one_place_are_answered_as_each_alone(family: Family) -> None:
    """A difference of two scores is divided as each of them is, before the cap."""
    best, second = (candidate.id for candidate in divided(family.loaded, BEST).candidates)
    compared = AttributionTargets(tokens=(best,), against=second)
    request = TraceRequest("tiny", TEXT, attribution=(BEST, compared, BEST))
    scores, difference, again = trace(family.loaded, request).attribution
    for name in ("score", "embedding", "attention", "mlp", "rest"):
        both = getattr(scores, name)
        np.testing.assert_allclose(getattr(difference, name)[0], both[0] - both[1], atol=1e-5)
        np.testing.assert_array_equal(getattr(again, name), both)
    assert difference.against == scores.candidates[1]
    assert difference.softcap == 5.0
    np.testing.assert_allclose(
        5.0 * np.tanh((scores.score + scores.baseline) / 5.0),
        [candidate.logit for candidate in scores.candidates],
        atol=1e-5,
    )


@only_llama
def test_a_trace_with_shares_is_otherwise_the_same(family: Family) -> None:
    loaded = family.loaded
    capture = Capture(attention="all", hidden="all", lens=3, candidates=5, vectors="all")
    plain = trace(loaded, TraceRequest("tiny", TEXT, capture=capture))
    shared = trace(loaded, TraceRequest("tiny", TEXT, capture=capture, attribution=(BEST,)))
    assert plain.next is not None
    assert shared.next is not None
    assert [c.id for c in shared.next.candidates] == [c.id for c in plain.next.candidates]
    assert [reading.winner_rank for reading in shared.lens] == [reading.winner_rank for reading in plain.lens]
    for layer in range(3):
        np.testing.assert_allclose(shared.attention[layer], plain.attention[layer], atol=1e-5)
        np.testing.assert_allclose(shared.hidden[layer + 1], plain.hidden[layer + 1], atol=1e-4)
        np.testing.assert_allclose(shared.vectors[layer].queries, plain.vectors[layer].queries, atol=1e-4)
    assert not any(parameter.requires_grad for parameter in loaded.model.parameters())
    assert not shared.attribution[0].attention.flags.writeable


def test_a_model_whose_stream_is_no_sum_is_refused_in_words(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("families")
    reference, loaded = families.family("llama", folder)
    assert loaded.facts.divides_scores

    def bend(_module: nn.Module, _inputs: object, output: torch.Tensor) -> torch.Tensor:
        return torch.tanh(output)

    loaded.modules.blocks[1].register_forward_hook(bend)
    with pytest.raises(ScoreIndivisible):  # noticed in the pass itself
        divided(loaded, BEST)
    card, ids = families.save(reference, folder / "bent", causal=True), sample_ids(reference)
    modules = find_modules("bent", reference, ids)
    modules.blocks[1].register_forward_hook(bend)
    abilities = check_itself(card, reference, modules, plain_pass(card, reference, ids))
    assert abilities.direct_path is None
    unable = replace(loaded, abilities=abilities, facts=replace(loaded.facts, divides_scores=False))
    with pytest.raises(ScoreIndivisible) as problem:
        prepare(unable, TraceRequest("tiny", TEXT, attribution=(BEST,)))
    assert problem.value.sentence("ja") != problem.value.sentence("en")


@only_llama
def test_what_cannot_be_asked_is_refused(family: Family) -> None:
    facts = family.loaded.facts
    check_attribution((BEST, AttributionTargets(position=2, tokens=(0,), against=1)), 3, facts)
    for wrong in (
        AttributionTargets(position=3, likeliest=1),
        AttributionTargets(position=-2, likeliest=1),
        AttributionTargets(),
        AttributionTargets(likeliest=MAX_TARGETS + 1),
        AttributionTargets(tokens=(-1,)),
        AttributionTargets(tokens=(facts.vocabulary_size,)),
        AttributionTargets(tokens=(0,), against=facts.vocabulary_size),
    ):
        with pytest.raises(BadRequest):
            check_attribution((wrong,), 3, facts)
    with pytest.raises(BadRequest):
        check_attribution((BEST,) * (MAX_PLACES + 1), 3, facts)
    with pytest.raises(NotCausal):
        check_attribution((BEST,), 3, replace(facts, causal=False))
    with pytest.raises(TooManyTokens):
        check_attribution((replace(BEST, likeliest=MAX_TARGETS),) * MAX_PLACES, 1024, replace(facts, layers=30))
