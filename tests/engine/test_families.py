"""Every family of models gives exactly what transformers gives, or says in words what it cannot show."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

import numpy as np
import pytest
import torch

from llm_viz.base.errors import AttentionPartial, ModelDeviates, NoAttention, ScoresNotPlain
from llm_viz.engine import filters, reading
from llm_viz.engine.decoder import Decoder
from llm_viz.engine.intervention_batch import intervention_batches
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.prefixes import Prefixes
from llm_viz.engine.protocol.attribution import AttributionTargets
from llm_viz.engine.protocol.generation import ContinuationsRequest, GenerationRequest, Sampling
from llm_viz.engine.protocol.tracing import (
    AttentionKnockout,
    Capture,
    HeadAblation,
    Intervention,
    InterventionBatchRequest,
    SurprisalRequest,
    Trace,
    TraceRequest,
)
from llm_viz.engine.residual_stream import residual_streams
from llm_viz.engine.surprisal import surprisal
from llm_viz.engine.trace import trace, traces
from llm_viz.engine.writing import Generation
from tests.support import families
from tests.support.decoding import assert_same_steps, continuations, generate
from tests.support.device import TOLERANCE
from tests.support.families import Family
from tests.support.tiny import VOCABULARY

TEXT = "the apple 私は今日 phone"
REFUSED = {"gemma3n", "albert"}  # several streams beside each other; one layer used again and again
HYBRID = {"qwen3-next", "qwen3.5", "lfm2", "jamba", "granite-hybrid"}
WITHOUT = {"mamba", "mamba2", "falcon-mamba", "rwkv"}
MIXED = {"falcon-h1"}  # attention and a state beside each other in every layer
SINKS = {"gpt-oss"}
# Distances are penalised, or a sink takes part of the attention, or positions have scores of their own.
NOT_PLAIN = {"bloom", "mpt", "falcon-alibi", "gpt-oss", "mpnet", "deberta-v2"}
PLACED = {"gpt2", "gpt-neo", "gpt-bigcode", "opt", "opt-projected", "xglm", "biogpt"}  # positions are added
ONLY_STATES = {"mamba", "mamba2", "falcon-mamba"}
BIASED = PLACED | {
    *("bloom", "codegen", "falcon", "falcon-alibi", "falcon-new", "gpt-j", "gpt-neox", "gpt-oss", "nemotron"),
    *("persimmon", "phi", "rwkv", "stablelm", "starcoder2"),
}
SHARES = ("score", "baseline", "embedding", "positional", "attention", "mixer", "mlp", "rest")
FIRST_AT_2 = {"roberta", "xlm-roberta", "camembert", "mpnet"}
ALL = [name for name in (*families.CAUSAL, *families.ENCODERS) if name not in REFUSED]
WRITING = [name for name in ALL if name in families.CAUSAL]
ATTENTIVE = [name for name in ALL if name not in HYBRID | WITHOUT]

every_family = pytest.mark.parametrize("family", ALL, indirect=True)
every_writing_family = pytest.mark.parametrize("family", WRITING, indirect=True)
every_attentive_family = pytest.mark.parametrize("family", ATTENTIVE, indirect=True)


def assert_same(found: Any, expected: Any) -> None:
    """Equal to 1e-5 of the largest of these numbers, or of 1 if all are smaller."""
    found, expected = (array.cpu() if isinstance(array, torch.Tensor) else array for array in (found, expected))
    expected = np.asarray(expected)
    np.testing.assert_allclose(found, expected, rtol=0, atol=TOLERANCE[torch.float32] * max(1, np.abs(expected).max()))


def name_of(family: Family) -> str:
    return family.loaded.facts.key


def ids_of(family: Family, text: str = TEXT) -> torch.Tensor:
    return torch.tensor([family.loaded.tokenizer.ids(text)])


def ask(family: Family, capture: Capture, *interventions: Intervention, text: str = TEXT) -> Trace:
    return trace(family.loaded, TraceRequest("tiny", text, capture=capture, interventions=interventions))


@every_family
def test_a_trace_is_what_transformers_computes(family: Family) -> None:
    ids, facts = ids_of(family), family.loaded.facts
    causal = {"candidates": VOCABULARY, "lens": VOCABULARY} if facts.causal else {}
    seen = ask(family, Capture(attention=facts.attention_layers, hidden="all", **causal))
    with torch.no_grad():
        plain = family.reference(input_ids=ids, output_attentions=True, output_hidden_states=True)
    expected = [layer[0] for layer in plain.get("attentions") or () if layer is not None and layer.dim() == 4]
    assert bool(expected) == (name_of(family) not in WITHOUT)
    for weights, reference in zip(seen.attention.values(), expected, strict=True):
        assert_same(weights, reference)
    # What transformers gives last comes after the final normalisation; models without attention leave out the first.
    *streams, normed = plain.hidden_states
    for layer, stream in enumerate(streams, start=1 if name_of(family) in WITHOUT else 0):
        halved = layer // 2 if name_of(family) == "rwkv" else 0  # transformers halves its stream every second layer
        assert_same(seen.hidden[layer], stream[0] * 2**halved)
    if facts.causal:
        for found in (seen.next, seen.lens[-1]):
            logits = {candidate.id: candidate.logit for candidate in found.candidates}
            assert_same([logits[i] for i in range(VOCABULARY)], plain.logits[0, -1])
    else:
        stream = torch.tensor(seen.hidden[facts.layers], device=family.loaded.device)
        for step in family.loaded.modules.last_steps:
            stream = step(stream) if "norm" in type(step).__name__.lower() else stream
        assert_same(stream, normed[0])


@every_family
def test_watching_does_not_change_what_is_watched(family: Family) -> None:
    layers = family.loaded.facts.attention_layers
    one, other = (ask(family, Capture(attention=kept, hidden="all")) for kept in ((), layers))
    for layer, stream in one.hidden.items():
        assert_same(other.hidden[layer], stream)


@every_attentive_family
def test_a_cut_link_carries_no_weight(family: Family) -> None:
    everything = Capture(attention="all", hidden="all")
    before = ask(family, everything)
    source = int(before.attention[1][2, 6, :6].argmax())
    after = ask(family, everything, AttentionKnockout(6, source, layers=(1,), heads=(2,)))
    assert after.attention[1][2, 6, source] == 0 < before.attention[1][2, 6, source]
    if name_of(family) not in SINKS:
        others = np.delete(before.attention[1][2, 6], source)
        assert_same(np.delete(after.attention[1][2, 6], source), others / others.sum())
    assert_same(after.attention[1][1], before.attention[1][1])
    last = family.loaded.facts.layers
    assert_same(after.hidden[2][:6], before.hidden[2][:6])
    assert np.abs(after.hidden[last][6] - before.hidden[last][6]).max() > 1e-5


@pytest.mark.parametrize("family", [name for name in ATTENTIVE if name not in MIXED], indirect=True)
def test_a_token_cut_off_from_all_others_is_the_token_alone(family: Family) -> None:
    ids, device = ids_of(family, "x y z q"), family.loaded.device
    last, layers = ids.shape[1] - 1, range(1, family.loaded.facts.layers + 1)
    cuts = [AttentionKnockout(last, source) for source in range(last)]
    cut_off = ask(family, Capture(hidden="all"), *cuts, text="x y z q")
    elsewhere = ask(family, Capture(hidden="all"), *cuts, text="y x z q")
    # Without an argument for positions, only distances count. RoBERTa and its kin begin to count at 2.
    placed = "position_ids" in inspect.signature(family.reference.forward).parameters
    first = 2 if name_of(family) in FIRST_AT_2 else 0
    options = {"position_ids": torch.tensor([[first + last]], device=device)} if placed else {}
    with family.loaded.pass_through(), residual_streams(family.loaded.modules, layers) as alone:
        family.loaded.model(input_ids=ids[:, last:].to(device), **options)
    for layer in layers:
        assert_same(cut_off.hidden[layer][last], elsewhere.hidden[layer][last])
        assert_same(cut_off.hidden[layer][last], alone[layer][0, 0])
    connected = ask(family, Capture(hidden="all"), text="x y z q")
    assert np.abs(connected.hidden[layers[-1]][last] - cut_off.hidden[layers[-1]][last]).max() > 1e-3


@every_attentive_family
def test_a_silenced_head_is_one_without_links(family: Family) -> None:
    length, hidden = ids_of(family).shape[1], Capture(hidden="all")
    silent = ask(family, hidden, HeadAblation(1, 2))
    links = [AttentionKnockout(to, source, (1,), (2,)) for to in range(length) for source in range(length)]
    cut = ask(family, hidden, *links)
    untouched = ask(family, hidden)
    for layer in range(family.loaded.facts.layers + 1):
        assert_same(silent.hidden[layer], cut.hidden[layer])
        assert (np.abs(silent.hidden[layer] - untouched.hidden[layer]).max() > 1e-4) == (layer > 1)


@every_attentive_family
def test_a_batch_of_interventions_gives_what_each_gives_alone(family: Family) -> None:
    facts, last = family.loaded.facts, ids_of(family).shape[1] - 1
    cut = AttentionKnockout(last, last - 1, (0, 1))
    rows = (
        (),
        (cut,),
        (AttentionKnockout(last, last - 1, layers=(1,), heads=(0, 3)), HeadAblation(0, 2)),
        (HeadAblation(1, 1),),
    )
    candidates = 5 if facts.causal else 0
    request = InterventionBatchRequest("tiny", TEXT, rows, last, candidates=candidates)
    (together,) = intervention_batches(family.loaded, request)
    for number, interventions in enumerate(rows):
        capture = Capture(hidden="all", positions=(last,), candidates=candidates)
        alone = ask(family, capture, *interventions)
        expected = np.stack([alone.hidden[layer][0] for layer in range(facts.layers + 1)])
        assert_same(together.hidden[number], expected)
        if candidates:
            found, wanted = together.next[number].candidates, alone.next.candidates
            assert_same([c.logit for c in found], [c.logit for c in wanted])


@every_attentive_family
def test_queries_and_keys_give_the_weights_or_a_reason(family: Family) -> None:
    everything = Capture(attention="all", vectors="all")
    if name_of(family) in NOT_PLAIN:
        with pytest.raises(ScoresNotPlain):
            ask(family, everything)
        return
    seen = ask(family, everything)
    for layer, vectors in seen.vectors.items():
        scores = vectors.scaling * vectors.queries @ vectors.keys.transpose(0, 2, 1)
        if vectors.cap is not None:
            scores = vectors.cap * np.tanh(scores / vectors.cap)
        scores = np.where(seen.attention[layer] > 0, scores, -np.inf)  # what the mask allows
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        assert_same(weights / weights.sum(-1, keepdims=True), seen.attention[layer])


def greedy(family: Family, count: int) -> list[int]:
    """What transformers writes, reading the whole text again for every token."""
    ids, start = ids_of(family), ids_of(family).shape[1]
    with torch.no_grad():
        while ids.shape[1] < start + count and int(ids[0, -1]) not in family.loaded.end_ids:
            ids = torch.cat([ids, family.reference(input_ids=ids).logits[:, -1:].argmax(-1)], dim=1)
    return ids[0, start:].tolist()


@every_writing_family
def test_writing_is_that_of_transformers(family: Family) -> None:
    expected = greedy(family, 6)
    steps = list(generate(family.loaded, GenerationRequest("tiny", TEXT, max_new_tokens=6)))
    assert [step.chosen.id for step in steps] == expected
    if name_of(family) not in {"rwkv"}:
        written = family.reference.generate(ids_of(family), max_new_tokens=6, do_sample=False)
        assert written[0, ids_of(family).shape[1] :].tolist() == expected
    best = Sampling(top_k=1)
    *_, last = continuations(family.loaded, ContinuationsRequest("tiny", TEXT, best, count=3, max_new_tokens=6))
    assert [list(item.ids) for item in last.items] == [expected] * 3


@every_writing_family
def test_several_texts_are_written_side_by_side_as_each_alone(family: Family) -> None:
    drawn = Sampling(temperature=2.0, seed=3)
    *_, last = continuations(family.loaded, ContinuationsRequest("tiny", TEXT, drawn, count=3, max_new_tokens=5))
    for number, item in enumerate(last.items):
        alone = Sampling(temperature=2.0, seed=3 + number)
        steps = generate(family.loaded, GenerationRequest("tiny", TEXT, sampling=alone, max_new_tokens=5))
        assert [step.chosen.id for step in steps] == list(item.ids)


@every_writing_family
def test_texts_of_several_visitors_are_written_together_as_each_alone(family: Family) -> None:
    """Whether or not they share a memory: three texts of different lengths that begin at different steps."""
    texts = (TEXT, TEXT[:4], f"{TEXT} {TEXT[:7]}")
    requests = [
        GenerationRequest("tiny", text, sampling=Sampling(temperature=2.0, seed=number), max_new_tokens=5 + number)
        for number, text in enumerate(texts)
    ]
    decoder = Decoder(family.loaded)
    writings = [Generation(family.loaded, request) for request in requests]
    written = [*decoder.join(writings[:1]), *decoder.step(), *decoder.join(writings[1:])]
    while decoder.rows:
        written += decoder.step()
    for writing, request in zip(writings, requests, strict=True):
        together = [step for member, step in written if member is writing]
        assert_same_steps(together, list(generate(family.loaded, request)))


@every_writing_family
def test_texts_of_several_visitors_are_read_together_as_each_alone(family: Family) -> None:
    heads = family.loaded.facts.attention_layers
    capture = Capture(candidates=5, attention=heads, hidden="all", lens=3)
    divided = (AttributionTargets(likeliest=2), AttributionTargets(position=1, tokens=(7,), against=9))
    asked = [
        TraceRequest("tiny", text, capture=capture, attribution=divided[:count])
        for text, count in ((TEXT, 1), (TEXT[:4], 2), (f"{TEXT} {TEXT[:7]}", 1))
    ]
    together = traces(family.loaded, [reading.prepare(family.loaded, request) for request in asked])
    for found, request in zip(together, asked, strict=True):
        alone = trace(family.loaded, request)
        assert found.tokens == alone.tokens
        for layer in alone.attention:
            np.testing.assert_allclose(found.attention[layer], alone.attention[layer], atol=1e-5)
        for layer in alone.hidden:
            np.testing.assert_allclose(found.hidden[layer], alone.hidden[layer], atol=2e-4, rtol=1e-4)
        assert found.next is not None
        assert alone.next is not None
        for seen, expected in ((found.next, alone.next), *zip(found.lens, alone.lens, strict=True)):
            logits = [candidate.logit for candidate in seen.candidates]
            assert logits == pytest.approx([candidate.logit for candidate in expected.candidates], abs=1e-3)
        for shares, expected_shares in zip(found.attribution, alone.attribution, strict=True):
            for name in SHARES:
                np.testing.assert_allclose(getattr(shares, name), getattr(expected_shares, name), atol=1e-3)


@every_writing_family
def test_the_shares_of_a_score_are_exact(family: Family) -> None:
    """Scores are those of transformers, their parts add up, and nothing is where the family has no such part."""
    facts, name = family.loaded.facts, name_of(family)
    assert facts.divides_scores
    last, likely = ids_of(family).shape[1] - 1, AttributionTargets(likeliest=3)
    named = AttributionTargets(position=3, tokens=(5, 60), against=7)
    at_end, inside = trace(family.loaded, TraceRequest("tiny", TEXT, attribution=(likely, named))).attribution
    with torch.no_grad():
        logits = family.reference(input_ids=ids_of(family)).logits[0]
    cap = at_end.softcap
    before_cap = logits if cap is None else cap * torch.atanh(logits / cap)
    assert [candidate.id for candidate in at_end.candidates] == logits[last].topk(3).indices.tolist()
    assert at_end.baseline == pytest.approx(float(before_cap[last].mean()), abs=1e-3)
    assert inside.baseline == pytest.approx(float(before_cap[3, 7]), abs=1e-3)
    for shares, position in ((at_end, last), (inside, 3)):
        ids = [candidate.id for candidate in shares.candidates]
        np.testing.assert_allclose(shares.score + shares.baseline, before_cap[position, ids], atol=1e-3)
        np.testing.assert_allclose(
            [candidate.logit for candidate in shares.candidates], logits[position, ids], atol=1e-3
        )
        assert shares.attention.shape == (len(ids), facts.layers, facts.heads, position + 1)
        parts = shares.attention.sum((1, 2, 3)) + shares.mixer.sum(1) + shares.mlp.sum(1)
        parts += shares.embedding + shares.positional + shares.rest
        np.testing.assert_allclose(parts, shares.score, atol=1e-5)
        with_heads = range(facts.layers) if facts.attention_layers == "all" else facts.attention_layers
        for layer in range(facts.layers):
            assert bool(shares.attention[:, layer].any()) == (layer in with_heads)
            assert bool(shares.mixer[:, layer].any()) == (layer not in with_heads or name in MIXED)
        assert (np.abs(shares.positional).max() > 1e-3) == (name in PLACED)
        # Without biases nothing but rounding is left over.
        assert (np.abs(shares.rest).max() > 1e-4) == (name in BIASED)
        assert bool(shares.mlp.any()) == (name not in ONLY_STATES)


@every_writing_family
def test_of_a_text_that_goes_on_or_was_edited_only_the_end_is_read(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the model remembers keys and values; the numbers are those of the whole pass."""
    loaded, memory = family.loaded, family.loaded.abilities.memory
    forgetful = dataclasses.replace(loaded, prefixes=Prefixes(max_bytes=0))
    remembering = dataclasses.replace(loaded, prefixes=Prefixes())
    before, capture = f"{TEXT} the apple the phone", Capture(candidates=VOCABULARY, lens=3)
    trace(remembering, TraceRequest("tiny", before, capture=capture))
    monkeypatch.setattr(filters, "LOGIT_MARGIN", 0)  # an order that rounding could turn is read anew
    read = []
    plain = LoadedModel.next_logits
    monkeypatch.setattr(LoadedModel, "next_logits", lambda *given: read.append(given[1].shape[1]) or plain(*given))
    for text in (f"{before} the apple 私は", before[:-5] + "apple", before, before[:-6], before):
        request = TraceRequest("tiny", text, capture=capture)
        found, expected = trace(remembering, request), trace(forgetful, request)
        assert found.next is not None
        assert expected.next is not None
        known, whole = read[-2:]
        assert known < whole / 2 if memory.shared else known == whole
        logits, expected_logits = (
            [candidate.logit for candidate in sorted(following.candidates, key=lambda candidate: candidate.id)]
            for following in (found.next, expected.next)
        )
        assert_same(logits, expected_logits)
        for one_layer, other in zip(found.lens, expected.lens, strict=True):
            assert_same([one.logit for one in one_layer.candidates], [one.logit for one in other.candidates])
    request = GenerationRequest("tiny", before, sampling=Sampling(temperature=1.5, seed=3), max_new_tokens=6)
    assert_same_steps(list(generate(remembering, request)), list(generate(forgetful, request)))


@every_writing_family
def test_surprisal_is_the_loss_of_transformers(family: Family) -> None:
    ids = ids_of(family)
    with torch.no_grad():
        nats = torch.nn.functional.cross_entropy(
            family.reference(input_ids=ids).logits[0, :-1], ids[0, 1:], reduction="none"
        )
    bits = surprisal(family.loaded, SurprisalRequest("tiny", TEXT)).bits
    assert_same(bits[1:], nats / np.log(2))


@every_family
def test_the_longest_text_that_is_allowed_can_be_read(family: Family) -> None:
    limit = min(family.loaded.facts.context_length, 140)
    text = "x" * limit
    assert ids_of(family, text).shape[1] == limit
    assert np.isfinite(
        ask(family, Capture(hidden=(family.loaded.facts.layers,)), text=text).hidden[family.loaded.facts.layers]
    ).all()


@pytest.mark.parametrize("family", [*sorted(WITHOUT), *sorted(HYBRID), *sorted(MIXED)], indirect=True)
def test_attention_that_is_not_there_is_refused_in_words(family: Family) -> None:
    name = name_of(family)
    error = NoAttention if name in WITHOUT else AttentionPartial
    asked = [(Capture(), AttentionKnockout(3, 1))]
    if name not in MIXED:
        asked += [(Capture(attention="all"),), (Capture(vectors="all"),), (Capture(), HeadAblation(0, 0))]
    for capture, *interventions in asked:
        with pytest.raises(error) as problem:
            ask(family, capture, *interventions)
        assert problem.value.sentence("ja") != problem.value.sentence("en")
    if name in HYBRID:
        capture = Capture(hidden="all")
        changed = ask(family, capture, HeadAblation(1, 0)).hidden[2] - ask(family, capture).hidden[2]
        assert np.abs(changed).max() > 1e-4


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_family_that_is_put_together_otherwise_is_refused_in_words(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(ModelDeviates):
        families.family(name, tmp_path_factory.mktemp("families"))
