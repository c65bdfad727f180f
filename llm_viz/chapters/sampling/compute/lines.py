"""Eight short texts from the same random numbers: what changes in them is the doing of the settings alone."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread

from llm_viz.base.errors import LlmVizError
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Continuation, Sampling

COUNT = 8
LENGTH = 12
"""Tokens of each line: as many as fit into one line of the picture."""
ODD_BITS = math.log2(10_000)
"""A piece is odd if the model itself gave one of its tokens a probability below 1 in 10,000."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one token added to a line, or several that make one character; `bits` is the surprisal of the least likely,
    before temperature and filters.
    """

    text: str
    bits: float


@dataclass(frozen=True, slots=True)
class Line:
    """One of the eight; `first` is the id of its first token, `ended` whether the model wrote an end token."""

    first: int
    pieces: tuple[Piece, ...]
    ended: bool


@dataclass
class _Growing:
    """A line while it is written. `pending`: the surprisal of tokens that have not completed a character yet."""

    text: str = ""
    bits: float = 0.0
    tokens: int = 0
    pending: float = 0.0
    pieces: list[Piece] = field(default_factory=list)

    def take(self, written: Continuation) -> None:
        """Append what was written since the last step, if anything."""
        if len(written.ids) == self.tokens:
            return
        self.tokens = len(written.ids)
        self.pending = max(self.pending, written.surprisal_bits - self.bits)
        self.bits = written.surprisal_bits
        added = written.text[len(self.text) :]
        if added:
            self.pieces.append(Piece(added, self.pending))
            self.text, self.pending = written.text, 0.0


def eight_lines(lm: Model, text: str, sampling: Sampling) -> tuple[Line, ...]:
    """`COUNT` continuations of `LENGTH` tokens; line i always draws by seed `sampling.seed` + i.

    The n-th token of a line is drawn with the same numbers at every temperature, so that a line only changes where the
    settings change what they draw.
    """
    growing = [_Growing() for _ in range(COUNT)]
    items: tuple[Continuation, ...] = ()
    for written in lm.continuations(text, sampling, COUNT, LENGTH):
        items = written.items
        for line, item in zip(growing, items, strict=True):
            line.take(item)
    return tuple(Line(item.ids[0], tuple(line.pieces), item.ended) for line, item in zip(growing, items, strict=True))


def begin_lines(lm: Model, text: str, sampling: Sampling) -> Thread:
    """Have the lines written by a thread while the picture is on its way to the browser, which then asks for them.

    An engine writes equal texts once: whoever asks meanwhile reads along, whoever asks later finds them.
    """

    def write() -> None:
        with suppress(LlmVizError):  # whoever asks for them is told
            eight_lines(Model(lm.engine, lm.key), text, sampling)

    thread = Thread(target=write, name="eight-lines", daemon=True)
    thread.start()
    return thread
