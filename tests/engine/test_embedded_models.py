"""The embedded models through the engine: what they write is what transformers writes with the same weights."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM

from llm_viz.engine.catalogue import find_card
from llm_viz.engine.growing_text import GrowingText
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.attribution import AttributionTargets
from llm_viz.engine.protocol.generation import GREEDY, GenerationRequest
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.store import prepared_folder

pytestmark = pytest.mark.model

SENTENCES = {"smollm2-135m": "The capital of France is", "gemma-3-270m": "私は今日"}


@pytest.mark.parametrize("model", SENTENCES)
def test_greedy_writing_and_logits_are_those_of_transformers(model: str) -> None:
    engine, text = local_engine(), SENTENCES[model]
    ids = [token.id for token in engine.tokenize(TokenizeRequest(model, text)).tokens]
    plain = AutoModelForCausalLM.from_pretrained(prepared_folder(find_card(model)), attn_implementation="eager")
    prompt = torch.tensor([ids])
    expected = plain.generate(
        prompt, attention_mask=torch.ones_like(prompt), max_new_tokens=8, do_sample=False, pad_token_id=0
    )[0, len(ids) :]
    steps = list(engine.generate(GenerationRequest(model, text, sampling=GREEDY, max_new_tokens=8)))
    assert [step.chosen.id for step in steps] == expected.tolist()

    with torch.no_grad():
        output = plain(prompt, output_attentions=True)
    seen = engine.trace(TraceRequest(model, text, capture=Capture(attention=(0, 5), candidates=20)))
    logits = {candidate.id: candidate.logit for candidate in seen.next.candidates}
    np.testing.assert_allclose(list(logits.values()), output.logits[0, -1, list(logits)].numpy(), atol=1e-3)
    for layer in (0, 5):
        np.testing.assert_allclose(seen.attention[layer], output.attentions[layer][0].numpy(), atol=1e-5)


EARLIER = [
    ("smollm2-135m", "The capital of France is", " Paris", " France"),
    ("smollm2-135m", "The opposite of hot is", " cold", " hot"),
    ("gemma-3-270m", "イギリスの首都はロンドン、フランスの首都は", "パリ", "フランス"),
    ("gemma-3-270m", "「大きい」の反対は「", "小さい", "大きい"),
    ("gemma-3-270m", "前の反対は後ろ、右の反対は", "左", "右"),
]
"""Models, openings, what comes next, and the token before the last one that speaks most for it."""


@pytest.mark.parametrize(("model", "text", "best", "source"), EARLIER)
def test_the_word_that_matters_has_the_largest_share(model: str, text: str, best: str, source: str) -> None:
    found = local_engine().trace(TraceRequest(model, text, attribution=(AttributionTargets(likeliest=1),)))
    [shares] = found.attribution
    assert shares.candidates[0].text == best
    by_token = shares.attention[0].sum((0, 1))  # (src,)
    assert found.tokens[int(by_token[:-1].argmax())].text == source
    parts = by_token.sum() + shares.mlp.sum() + shares.embedding[0]
    assert parts == pytest.approx(float(shares.score[0]), abs=1e-3)  # no biases, and no positions but rotary ones


@pytest.mark.parametrize("model", SENTENCES)
def test_special_tokens_end_a_text(model: str) -> None:
    """Both models know tokens that end a text, and none of them is written as text."""
    loaded = local_engine()._model(model)
    assert loaded.end_ids
    assert all(
        loaded.tokenizer.is_special(token) and GrowingText(loaded.tokenizer, (), [token]).text == ""
        for token in loaded.end_ids
    )


def test_the_encoder_sees_both_sides() -> None:
    seen = local_engine().trace(TraceRequest("minilm-l6", "Apple released a phone", capture=Capture(attention="all")))
    assert seen.next is None
    assert len(seen.attention) == 6
    first_row = seen.attention[3][:, 1, 2:]  # what "apple" takes from the words after it
    assert (first_row > 0).all()
