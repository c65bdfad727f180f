"""What chapter 2 claims of the tokenizers of the embedded models."""

from __future__ import annotations

import random

import pytest

from llm_viz.chapters.tokens.thumbnail import PIECES
from llm_viz.engine.bpe import MAX_REPLAY_CHARACTERS, merge_history
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.tokenizer import TextTokenizer

pytestmark = pytest.mark.model

BPE_MODELS = ("gemma-3-270m", "smollm2-135m")
NAMES = ("<bos>", "<start_of_turn>", "<|endoftext|>", "<|im_start|>", "[CLS]", "[SEP]", "[MASK]")


def reader(model: str) -> TextTokenizer:
    return local_engine()._model(model).tokenizer


def of_text(tokens: tuple[Token, ...]) -> list[Token]:
    return [token for token in tokens if token.kind != "special"]


def any_texts(count: int) -> list[str]:
    """Texts of all planes of Unicode and of what is special to these tokenizers; always the same ones."""
    chance = random.Random(7)
    usual = [
        "the ",
        "猫",
        "です",
        "\n",
        "\n\n",
        "  ",
        "▁",
        "👩‍👧",
        "𠮷",
        "<div>",
        "123",
        "<bos>",
        "<0xE3>",
        "é",
        "e\u0301",
    ]
    planes = [*range(0x20, 0xD800, 37), *range(0xE000, 0x30000, 211)]
    return [
        "".join(chance.choice([chance.choice(usual), chr(chance.choice(planes))]) for _ in range(chance.randint(1, 60)))
        for _ in range(count)
    ]


@pytest.mark.parametrize("model", BPE_MODELS)
def test_any_text_is_read_to_the_byte(model: str) -> None:
    for text in any_texts(300):
        tokens = of_text(reader(model).read(text))
        typed = text.replace("▁", " ") if model.startswith("gemma") else text
        assert b"".join(token.bytes for token in tokens) == typed.encode()
        assert {index for token in tokens for index in range(token.start, token.end)} == set(range(len(text)))


@pytest.mark.parametrize("model", BPE_MODELS)
def test_replays_agree_with_the_tokenizer(model: str) -> None:
    for text in any_texts(200):
        assert merge_history(reader(model), text[:MAX_REPLAY_CHARACTERS]).agrees, text


@pytest.mark.parametrize("model", [*BPE_MODELS, "minilm-l6"])
def test_no_name_that_is_typed_becomes_a_special_token(model: str) -> None:
    special = [token for token in reader(model).read("a") if token.kind == "special"]
    typed = reader(model).read(" ".join(NAMES))
    assert [token.id for token in typed if token.kind == "special"] == [token.id for token in special]
    assert not {token.id for token in special} & {token.id for token in of_text(typed)}


def test_the_articles_example() -> None:
    assert [token.text for token in reader("gemma-3-270m").read("こんにちは、世界!")] == [
        "<bos>",
        "こんにちは",
        "、",
        "世界",
        "!",
    ]
    assert len(reader("smollm2-135m").read("こんにちは、世界!")) == 16


def test_the_encoder_loses_what_it_cannot_spell_and_keeps_the_place() -> None:
    tokens = of_text(reader("minilm-l6").read("Wörld 界が"))
    assert [(token.text, token.bytes) for token in tokens] == [
        ("Wörld", b"world"),
        ("界", b""),
        ("が", "か".encode()),
    ]


def test_the_pieces_of_the_small_picture_are_those_of_the_model() -> None:
    tokens = of_text(reader("gemma-3-270m").read("".join(PIECES)))
    assert tuple(token.text for token in tokens) == PIECES
