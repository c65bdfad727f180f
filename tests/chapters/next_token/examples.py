"""Tokens and candidates that several tests of chapter 3 look at."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.compute.notes import Note
from tests.support.distributions import candidate

READ = Token(0, 7, "is", b"is", 0, 2, "text")
PARIS, THE, IS = candidate(1, " Paris", 0.7), candidate(2, " the", 0.4), candidate(7, "is", 0.9)


def keys(notes: Sequence[Note]) -> list[str]:
    return [note.key for note in notes]
