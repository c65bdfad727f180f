"""From where on a model that reads from left to right knows what follows a word, since the word itself cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.attention_links import sinks, strongest_head
from llm_viz.chapters.attention.compute.note_values import head_values, token_label
from llm_viz.chapters.attention.compute.residual_streams import last_third, stacked_streams
from llm_viz.chapters.attention.compute.shared_beginning import CANDIDATES, Comparison
from llm_viz.chapters.attention.compute.whole_text import token_count
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.engine.protocol.tracing import Capture, Trace
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.kit.compute.statistics import cosine

MAX_PREFIXES = 12
"""How many times the model is asked what it expects."""


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """A token at or after the word: how strongly some head attends from it to the word, and what is expected next.

    `back` is None at the word itself; `layer` and `head` are those of the strongest head.
    """

    token: Token
    back: float | None
    layer: int
    head: int
    expected: tuple[Candidate, ...]


def read_on(lm: Model, text: str, trace: Trace, position: int) -> tuple[ReadingStep, ...]:
    """From the word at `position` on, token by token, in a causal model; `trace` is that of the whole text."""
    weights = trace.attention_array()  # (layer, head, dest, src)
    tokens = trace.tokens
    steps = []
    for place in range(position, min(len(tokens), position + MAX_PREFIXES)):
        token = tokens[place]
        if place + 1 < len(tokens) and tokens[place + 1].start < token.end:
            continue  # only part of a character has been read
        following = lm.trace(text[: token.end], Capture(candidates=CANDIDATES)).next
        layer, head, weight = strongest_head(weights[:, :, place, position])
        expected = () if following is None else following.candidates[:CANDIDATES]
        steps.append(ReadingStep(token, weight if place > position else None, layer, head, expected))
    return tuple(steps)


def similarity_again(lm: Model, texts: tuple[str, str], comparison: Comparison) -> float:
    """Let the shared beginning follow each text once more: how similar its last token is then in the two.

    Cosine, mean over the last third of the layers.
    """
    states = []
    for text in texts:
        again = repeat_beginning(text, comparison.beginning)
        capture = Capture(hidden="all", positions=(token_count(lm, again) - 1,), candidates=0)
        states.append(stacked_streams(lm.trace(again, capture)))
    late = list(last_third(len(states[0]) - 1))
    return float(cosine(states[0][late], states[1][late]).mean())


def repeat_beginning(text: str, beginning: str) -> str:
    """The text as a sentence, and its beginning after it."""
    return f"{text}. {beginning}" if beginning.isascii() else f"{text}。{beginning}"


def causal_notes(comparison: Comparison, again: float, steps: Sequence[ReadingStep]) -> list[Note]:
    """What can be said about the model that reads from left to right; `again` is what `similarity_again` gives."""
    word = visible(comparison.word)
    notes = []
    if comparison.same:
        notes.append(Note("note-blind", {"word": word, "layers": len(comparison.differences) - 1}))
        if again < 0.98:
            notes.append(Note("note-again", {"word": word, "similarity": f"{again:.2f}"}))
    if comparison.position not in sinks(comparison.a.tokens):
        for step in steps:
            if step.back is not None and step.back >= 0.3:
                values: Values = {"token": token_label(step.token), "weight": as_percent(step.back)}
                notes.append(Note("note-back", {"word": word, **values, **head_values(step.layer, step.head)}))
                break
    return notes
