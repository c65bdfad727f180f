"""Home: the whole path from a text to the next token and back into the text, once per token."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.base.numbers import as_percent
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
    """One forward pass: the tokens read, the logit lens at each of the `layers` (0 = embeddings), what comes next."""

    tokens: tuple[Token, ...]
    layers: tuple[LensReading, ...]
    next: Distribution

    @property
    def chosen(self) -> Candidate:
        """The token that this chapter takes: always the most probable one."""
        return self.next.candidates[0]


def rounds(lm: Model, text: str, count: int) -> tuple[Round, ...]:
    """`count` rounds of greedy decoding, each reading the text with what was chosen so far; fewer if the model ends it,
    and at most `MAX_ROUNDS`.

    Raises what `Engine.trace` raises, `NotCausal` among it.
    """
    done: list[Round] = []
    while len(done) < min(count, MAX_ROUNDS) and not (done and ends(done[-1])):
        continuation = tuple(earlier.chosen.id for earlier in done)
        trace = lm.trace(text, CAPTURE, continuation=continuation)
        done.append(Round(trace.tokens, trace.lens, lm.following(trace)))
    return tuple(done)


def ends(last: Round) -> bool:
    """Whether the model ends the text here: it chose a special token, which stands for no characters."""
    return last.chosen.kind == "special"


def shown_layers(count: int, rows: int = ROWS) -> tuple[int, ...]:
    """Which of `count` layers to draw in so many rows: evenly spaced, the last one always among them."""
    stride = max(1, -(-(count - 1) // (rows - 1)))
    return tuple(range((count - 1) % stride, count, stride))


def notes(shown: Round) -> tuple[Note, ...]:
    """What the layers and the probabilities of this round show."""
    chosen = shown.chosen
    token = visible(chosen.text)
    listed: list[Note] = []
    settled, last = settled_layer(shown.layers), len(shown.layers) - 1
    if settled < last:
        listed.append(Note("note-settled", {"layer": settled, "layers": last, "token": token}))
    elif last > 0:
        before = visible(shown.layers[-2].candidates[0].text)
        listed.append(Note("note-late", {"layers": last, "token": token, "before": before}))
    if chosen.probability < 0.5:
        shares = {"share": as_percent(chosen.probability), "others": as_percent(1 - chosen.probability)}
        listed.append(Note("note-unsure", {"token": token, **shares}))
    return tuple(listed)
