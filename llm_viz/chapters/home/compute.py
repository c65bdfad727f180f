"""Home: the whole path from a text to the next token and back into the text, once per token."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate, Distribution, Token
from llm_viz.engine.protocol.tracing import Capture, LensReading
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.predictions import settled_layer

CAPTURE = Capture(lens=1, candidates=10)
MAX_ROUNDS = 16
ROWS = 20
"""Layers that fit on one screen."""


@dataclass(frozen=True, slots=True)
class Round:
    """One time through the model: what it read, what each layer would have said (0 = embeddings), what comes next."""

    tokens: tuple[Token, ...]
    layers: tuple[LensReading, ...]
    next: Distribution

    @property
    def chosen(self) -> Candidate:
        """The token that this chapter takes: always the most probable one."""
        return self.next.candidates[0]


def rounds(lm: Model, text: str, count: int) -> tuple[Round, ...]:
    """`count` times: read the text with what was chosen so far, choose. Fewer if the model ends the text.

    Raises what `Engine.trace` raises, `NotCausal` among it.
    """
    done: list[Round] = []
    while len(done) < min(count, MAX_ROUNDS) and not (done and ends(done[-1])):
        continuation = tuple(one.chosen.id for one in done)
        trace = lm.trace(text, CAPTURE, continuation=continuation)
        done.append(Round(trace.tokens, trace.lens, lm.following(trace)))
    return tuple(done)


def ends(one: Round) -> bool:
    """Whether the model ends the text here: it chose a sign that stands for no text."""
    return one.chosen.kind == "special"


def shown_layers(count: int, rows: int = ROWS) -> tuple[int, ...]:
    """Which of `count` layers to draw in so many rows: evenly spaced, the last one always among them."""
    stride = max(1, -(-(count - 1) // (rows - 1)))
    return tuple(range((count - 1) % stride, count, stride))


def notes(one: Round) -> tuple[Note, ...]:
    """What may be said about this time through the model."""
    token = one.chosen
    found: list[Note] = []
    settled, last = settled_layer(one.layers), len(one.layers) - 1
    if settled < last:
        found.append(Note("note-settled", {"layer": settled, "layers": last, "token": visible(token.text)}))
    elif last > 0:
        before = visible(one.layers[-2].candidates[0].text)
        found.append(Note("note-late", {"layers": last, "token": visible(token.text), "before": before}))
    if token.probability < 0.5:
        shares = {"share": percent(token.probability), "others": percent(1 - token.probability)}
        found.append(Note("note-unsure", {"token": visible(token.text), **shares}))
    return tuple(found)
