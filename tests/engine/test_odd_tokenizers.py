"""Tokenizers of one's own: such as close every text, change characters, join words, or know more than the model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, normalizers, pre_tokenizers, processors
from transformers import LlamaConfig, LlamaForCausalLM

from llm_viz.base.errors import BadRequest, EmptyText, TokenUnknown
from llm_viz.engine.growing_text import GrowingText
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.generation import ContinuationsRequest, GenerationRequest, Sampling
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture, SurprisalRequest, TraceRequest
from llm_viz.engine.surprisal import surprisal
from llm_viz.engine.tokenizer import TextTokenizer
from llm_viz.engine.trace import trace
from tests.engine.tokenizer_kinds import letters, normalising, unigram, whole_words, word_ends, word_piece
from tests.support import tiny
from tests.support.decoding import continuations, generate


def loaded(folder: Path, tokenizer: Tokenizer, rows: int | None = None) -> LoadedModel:
    """A tiny Llama that reads with this tokenizer and knows so many tokens (all of them unless said otherwise)."""
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=rows or tokenizer.get_vocab_size(),
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=128,
    )
    card = tiny.save(lambda: LlamaForCausalLM(config), folder / "own")
    tokenizer.save(str(folder / "own" / "tokenizer.json"))
    return tiny.load_saved(card)


def closing(tokenizer: Tokenizer, template: str = "$A </s>") -> Tokenizer:
    """The tokenizer, which now puts `</s>` after every text."""
    tokenizer.add_special_tokens(["</s>", "<s>"])
    names = ("</s>", "<s>")
    special = [(name, tokenizer.token_to_id(name)) for name in names]
    tokenizer.post_processor = processors.TemplateProcessing(single=template, special_tokens=special)
    return tokenizer


@pytest.mark.parametrize("template", ["$A </s>", "<s> $A </s>", "<s> $A </s> <s>"])
def test_what_follows_a_text_is_not_what_follows_its_end(tmp_path: Path, template: str) -> None:
    model = loaded(tmp_path, closing(tiny.tokenizer(), template))
    text = "the apple"
    opening = [model.tokenizer.ids("a")[0]] if template.startswith("<s>") else []
    ids = [*opening, *tiny.tokenizer().encode(text).ids]
    with torch.no_grad():
        expected = model.model(input_ids=model.tensor(ids)).logits[0].cpu()
    seen = trace(model, TraceRequest("own", text, capture=Capture(attention="all", candidates=5)))
    assert [token.id for token in seen.tokens] == ids
    assert seen.next is not None
    assert [candidate.id for candidate in seen.next.candidates] == expected[-1].topk(5).indices.tolist()
    assert seen.attention[0].shape[-1] == len(ids)
    written = list(generate(model, GenerationRequest("own", text, max_new_tokens=1)))
    assert written[0].chosen.id == int(expected[-1].argmax())
    bits = surprisal(model, SurprisalRequest("own", text)).bits
    nats = torch.nn.functional.cross_entropy(expected[:-1], torch.tensor(ids[1:]), reduction="none")
    np.testing.assert_allclose(bits[1:] * np.log(2), nats, atol=1e-4)
    continued = trace(model, TraceRequest("own", text, continuation=(written[0].chosen.id,)))
    assert [token.id for token in continued.tokens] == [*ids, written[0].chosen.id]
    cut = TraceRequest("own", text, interventions=(AttentionKnockout(len(ids) - 1, 0),))
    assert trace(model, cut).tokens == seen.tokens
    assert model.facts.left_out == (("</s>", "<s>") if template.endswith("<s>") else ("</s>",))


def test_an_encoder_keeps_its_closing_token() -> None:
    assert TextTokenizer(word_piece()).left_out == ()
    assert [token.text for token in TextTokenizer(word_piece()).read("low")] == ["[CLS]", "low", "[SEP]"]


def test_a_typed_closing_token_is_text_all_the_same() -> None:
    reader = TextTokenizer(unigram(), writes=True)
    assert reader.left_out == ("</s>",)
    assert "".join(token.text for token in reader.read("abc</s>")) == "abc</s>"


def test_a_token_that_the_model_has_no_row_for_is_said_in_a_sentence(tmp_path: Path) -> None:
    tokenizer = tiny.tokenizer()
    tokenizer.add_tokens(["<|user|>", "ボット"])
    known = tiny.tokenizer().get_vocab_size()
    model = loaded(tmp_path, tokenizer, rows=known)
    assert model.facts.vocabulary_size == known
    trace(model, TraceRequest("own", "the apple"))
    with pytest.raises(TokenUnknown) as problem:
        trace(model, TraceRequest("own", "the ボット"))
    assert problem.value.values == {"token": "ボット", "id": known + 1, "last": known - 1}
    for ask in (
        lambda text: list(generate(model, GenerationRequest("own", text))),
        lambda text: surprisal(model, SurprisalRequest("own", text)),
        model.tokenizer.read,
    ):
        with pytest.raises(TokenUnknown):
            ask("<|user|>")


def test_a_continuation_of_tokens_that_the_model_does_not_know_is_refused(tmp_path: Path) -> None:
    model = loaded(tmp_path, tiny.tokenizer())
    with pytest.raises(TokenUnknown):
        trace(model, TraceRequest("own", "the", continuation=(99_999,)))
    with pytest.raises(BadRequest):
        list(generate(model, GenerationRequest("own", "the", continuation=(99_999,))))


def test_a_token_of_every_text_that_the_model_does_not_know_is_said_when_it_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(TokenUnknown):
        loaded(tmp_path, closing(tiny.tokenizer(), "<s> $A"), rows=tiny.tokenizer().get_vocab_size())


def test_a_text_of_which_no_token_is_made_is_no_text(tmp_path: Path) -> None:
    model = loaded(tmp_path, whole_words())
    with pytest.raises(EmptyText):
        trace(model, TraceRequest("own", "   "))


WIDE = normalizers.NFKC()
SPACES = normalizers.Replace(" ", "▁")
AFTER = pre_tokenizers.Metaspace()
NORMALISING = {
    "width": (WIDE, AFTER),
    "width, a space before": (normalizers.Sequence([WIDE, normalizers.Prepend("▁"), SPACES]), None),
    "a space before, width": (normalizers.Sequence([normalizers.Prepend("▁"), SPACES, WIDE]), None),
    "lower case": (normalizers.Lowercase(), AFTER),
    "taken apart": (normalizers.NFD(), AFTER),
    "put together": (normalizers.NFC(), AFTER),
}


@pytest.mark.parametrize("kind", NORMALISING)
@pytest.mark.parametrize("text", ["ＢＣ　１２３", "㌔ガ", "ｶﾞABC", "ガ㌔", "がが", "가 1", "Ａ", "bCa", "1ｶﾞ"])
def test_the_space_before_a_text_stands_for_no_character_of_it(kind: str, text: str) -> None:
    first, *others = TextTokenizer(normalising(*NORMALISING[kind])).read(text)
    assert (first.start, first.bytes[:1]) == (0, b" ")
    if first.bytes == b" ":
        assert (first.text, first.end) == ("", 0)
        assert others[0].start == 0
    assert (others or [first])[-1].end == len(text)


def test_a_space_of_the_text_is_not_taken_for_the_one_before_it() -> None:
    tokens = TextTokenizer(normalising(*NORMALISING["width, a space before"])).read("　Ａ")
    assert [(token.text, token.bytes) for token in tokens] == [("", b" "), ("　", b" "), ("Ａ", b"A")]
    tokens = TextTokenizer(normalising(*NORMALISING["width"])).read("　Ａ")
    assert [(token.text, token.bytes) for token in tokens] == [("　", b" "), ("Ａ", b"A")]


def test_a_mark_stays_with_the_character_it_was_made_one_with() -> None:
    reader = TextTokenizer(normalising(*NORMALISING["width"]))
    assert [token.text for token in reader.read("ｶﾞAｶﾞ")] == ["", "ｶﾞ", "A", "ｶﾞ"]
    reader = TextTokenizer(normalising(*NORMALISING["put together"]))
    assert [token.text for token in reader.read("가a")] == ["", "가", "a"]


JOINING = {
    "whole words": whole_words(),
    "whole words, as WordPiece": whole_words(decoders.WordPiece()),
    "fused": whole_words(decoders.Fuse()),
    "word piece": word_piece(),
    "marked ends": word_ends(),
    "letters": letters(),
    "spaces spelled": normalising(SPACES, AFTER),
}


@pytest.mark.parametrize("kind", JOINING)
@given(data=st.data())
def test_what_is_written_after_a_text_is_what_the_tokenizer_decodes(kind: str, data: st.DataObject) -> None:
    tokenizer = JOINING[kind]
    reader = TextTokenizer(Tokenizer.from_str(tokenizer.to_str()), writes=True)
    prompt = tokenizer.encode("the cat").ids
    ids = data.draw(st.lists(st.integers(1, tokenizer.get_vocab_size() - 1), max_size=6))
    before, whole = tokenizer.decode(prompt), tokenizer.decode([*prompt, *ids])
    if whole.startswith(before):  # a comma takes the space before it away again
        assert before + GrowingText(reader, prompt, ids).text == whole
    tokens = reader.continue_tokens("the cat", ids)
    assert [token.id for token in tokens[-len(ids) :]] == ids or not ids


def test_words_are_written_with_spaces_between_them(tmp_path: Path) -> None:
    model = loaded(tmp_path, whole_words())
    text = "the cat"
    request = GenerationRequest("own", text, sampling=Sampling(seed=3), max_new_tokens=6)
    steps = list(generate(model, request))
    ids = [*whole_words().encode(text).ids, *(step.chosen.id for step in steps)]
    assert text + steps[-1].text == whole_words().decode(ids)
    assert {step.chosen.text for step in steps if step.chosen.kind == "text"} <= {
        f" {word}" for word in ("[UNK]", "the", "cat", "on", "mat", ",", ".", "猫", "a", "b")
    }
    *_, last = continuations(model, ContinuationsRequest("own", text, count=3, max_new_tokens=4))
    for item in last.items:
        assert text + item.text == whole_words().decode([*whole_words().encode(text).ids, *item.ids])


def test_a_continued_word_is_written_without_a_space() -> None:
    tokenizer = word_piece()
    reader = TextTokenizer(word_piece())
    er, low, comma = (tokenizer.token_to_id(piece) for piece in ("##er", "low", ","))
    assert [reader.candidate_text(b"", id)[0] for id in (er, low, comma)] == ["er", " low", ","]
    assert GrowingText(reader, [low], [er, low, comma]).text == "er low,"


def test_a_text_itself_is_shown_as_it_was_typed() -> None:
    tokens = TextTokenizer(whole_words()).read("the  cat,on")
    assert [(token.text, token.bytes) for token in tokens] == [
        ("the", b"the"),
        ("cat", b"cat"),
        (",", b","),
        ("on", b"on"),
    ]
