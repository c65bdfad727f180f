"""Words offered in the place of another: whole ones with a meaning of their own, for few passes of the model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llm_viz.chapters.next_token.compute.counterpart import other_words
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import Trace, TraceRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.distributions import candidate
from tests.support.fake_engine import FakeEngine

MODEL = "smollm2-135m"
PIECES = " bab", " chil", " moth", "映"
"""Of words; after them the model goes on within the word."""


class Suggesting(FakeEngine):
    """Finds these words likely everywhere; `asked` counts the passes that ask whether one is whole."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.words = words
        self.asked = 0

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        trace = super().trace(request, check_cancelled)
        if trace.next is None:
            return trace
        texts = self.words
        if request.continuation:
            self.asked += 1
            piece = self.words[request.continuation[0]]
            texts = (" is" if piece not in PIECES else "y" if piece.isascii() else "画",)
        best = tuple(candidate(number, text, 0.5 / 2**number) for number, text in enumerate(texts))
        return replace(trace, next=replace(trace.next, candidates=best[: request.capture.candidates]))


@pytest.mark.parametrize("is_last", [False, True])
def test_pieces_and_words_without_a_meaning_are_not_offered(is_last: bool) -> None:
    engine = Suggesting((" the", " bab", " of", " girl", " Girl", ".", " a", " doctor", " cat"))
    text = "I saw the cat" + ("" if is_last else " today")
    assert set(other_words(Model(engine, MODEL), text, 10, 13)) == {"girl", "doctor"}
    assert engine.asked == 3


def test_a_model_that_knows_pieces_only_is_not_asked_sixty_times() -> None:
    engine = Suggesting(tuple(PIECES[number % 3] for number in range(60)))
    assert other_words(Model(engine, MODEL), "I saw the cat", 10, 13) == []
    assert engine.asked == 8


def test_japanese_words_are_those_of_the_dictionary_and_cost_no_pass_but_single_characters() -> None:
    engine = Suggesting(("は", "学校", "映", "日本の", "図書館", "ため", "映画", "海"))
    assert set(other_words(Model(engine, MODEL), "昨日は公園に行った", 3, 5)) == {"学校", "図書館", "映画", "海"}
    assert engine.asked == 2
