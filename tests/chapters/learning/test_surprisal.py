"""What chapter 1 says of how well a text was predicted, on made-up numbers."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.learning.compute.surprisal import (
    Reading,
    Score,
    score,
    shuffled,
    surprisal_notes,
    token_surprisals,
)
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Surprisal
from llm_viz.engine.protocol.types import TokenKind


def token(position: int, text: str, start: int, kind: TokenKind = "text") -> Token:
    return Token(position, position, text, text.encode(), start, start + (0 if kind == "special" else len(text)), kind)


def read_text(*bits: float, special: bool = False) -> Surprisal:
    words = [token(index, word, 3 * index) for index, word in enumerate(("ab ", "cd ", "ef ", "gh ")[: len(bits)])]
    before = [token(0, "<bos>", 0, "special")] if special else []
    return Surprisal((*before, *words), np.array([*([np.nan] if special else []), *bits], np.float32))


@pytest.mark.parametrize("special", [False, True])
def test_the_first_token_never_counts(special: bool) -> None:
    surprisal = read_text(7, 3, 6, special=special)
    loss = score(surprisal)
    assert loss == Score(9, 6, 2)
    assert loss.bits_per_character == 1.5
    assert loss.perplexity == pytest.approx(2**4.5)
    assert [bits for _, bits in token_surprisals(surprisal)] == [None, 3, 6]
    assert score(read_text(7, special=special)) is None


def test_shuffling_keeps_the_words() -> None:
    assert sorted(shuffled("one two three four").split()) == sorted(["one", "two", "three", "four"])
    assert shuffled("one two three four") != "one two three four"
    assert sorted(shuffled("私は今日")) == sorted("私は今日")


def test_notes_on_surprise_need_differences() -> None:
    def reading(model: str, text: float, mixed: float | None, *bits: float) -> Reading:
        shuffled = None if mixed is None else Score(mixed, 10, 5)
        return Reading(model.lower(), model, Score(text, 10, 5), shuffled, token_surprisals(read_text(*bits)))

    own, other = reading("A", 10, 30, 1, 2, 9), reading("B", 20, None)
    found = {note.key: note.values for note in surprisal_notes(own, (own, other))}
    assert found["note-order"] == {"model": "A", "text": "1.00", "mixed": "3.00"}
    assert found["note-best"] == {"best": "A", "low": "1.00", "worst": "B", "high": "2.00"}
    assert found["note-extremes"]["surprising"] == "ef␣"
    own, other = reading("A", 10, 10, 1, 2, 2.5), reading("B", 10, None)
    assert surprisal_notes(own, (own, other)) == ()
