"""Generation: one token after another, the record of every choice, and what can be said about it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from llm_viz.base.numbers import as_percent, percent
from llm_viz.base.visible import visible
from llm_viz.chapters.generation.compute.tree import MAX_LENGTH, ChosenToken, TextNode, chosen_tokens
from llm_viz.kit.compute.loops import find_loop
from llm_viz.kit.compute.notes import Note, Values

CHUNK = 8
"""Tokens that the model writes when it is asked once."""
TOP = 10
"""Candidates recorded at every step."""

_PATH = re.compile(r"[0-9]{1,7}(\.[0-9]{1,7})*")
_SURPRISING = 0.2
_MANY_CHOICES_BITS = 2.0
_STRIKING = (
    "note-end", "note-loop-surer", "note-loop", "note-forced", "note-parts", "note-surprise", "note-surprise-top",
    "note-uncertain", "note-top", "note-all-top",
)  # fmt: skip


def read_path(text: str, vocabulary_size: int) -> tuple[int, ...] | None:
    """The token ids of a shared link, such as `284.1033.7`; None if that is no text that could have been written."""
    if len(text) > 8 * MAX_LENGTH or not _PATH.fullmatch(text):
        return None
    ids = tuple(map(int, text.split(".")))
    return ids if len(ids) <= MAX_LENGTH and max(ids) < vocabulary_size else None


def notes(line: Sequence[TextNode]) -> list[Note]:
    """What the record of a text supports, for the steps given."""
    taken = chosen_tokens(line)
    if not taken:
        return []
    found = [_top_note(taken), _forced_note(taken), _surprise_note(taken), _uncertain_note(taken)]
    found += [_parts_note(line), _loop_note(taken), _ending_note(line)]
    return [note for note in found if note is not None]


def striking(line: Sequence[TextNode]) -> Note | None:
    """Of what the record supports, what a reader should look at first: the end, a repetition, his own choice."""
    found = {note.key: note for note in notes(line)}
    return next((found[key] for key in _STRIKING if key in found), None)


def _top_note(taken: Sequence[ChosenToken]) -> Note | None:
    steps, top = len(taken), sum(choice.rank == 1 for choice in taken)
    if steps < 2:
        return None
    if top == steps:
        return Note("note-all-top", {"steps": steps})
    return Note("note-top", {"steps": steps, "top": top, "other": steps - top})


def _forced_note(taken: Sequence[ChosenToken]) -> Note | None:
    forced = [(number, choice) for number, choice in enumerate(taken, start=1) if choice.forced]
    if not forced:
        return None
    number, choice = forced[-1]
    return Note("note-forced", {"step": number, **_described(choice), "after": len(taken) - number})


def _surprise_note(taken: Sequence[ChosenToken]) -> Note | None:
    """The least probable token that was not put there by the visitor."""
    drawn = [(choice.token.probability, number) for number, choice in enumerate(taken, start=1) if not choice.forced]
    if len(drawn) < 2 or min(drawn)[0] > _SURPRISING:
        return None
    probability, number = min(drawn)
    if taken[number - 1].rank == 1:
        return Note("note-surprise-top", {"step": number, **_described(taken[number - 1])})
    # The float32 probability of a token drawn at a high temperature may underflow to 0.
    bits = -math.log2(max(probability, 1e-45))
    return Note("note-surprise", {"step": number, **_described(taken[number - 1]), "bits": f"{bits:.1f}"})


def _uncertain_note(taken: Sequence[ChosenToken]) -> Note | None:
    bits, minus_number = max((choice.entropy_bits, -number) for number, choice in enumerate(taken, start=1))
    if len(taken) < 2 or bits < _MANY_CHOICES_BITS:
        return None
    return Note("note-uncertain", {"step": -minus_number, "bits": f"{bits:.1f}", "choices": f"{2**bits:.0f}"})


def _parts_note(line: Sequence[TextNode]) -> Note | None:
    tokens = sum(choice.token.kind == "part" for choice in chosen_tokens(line))
    return Note("note-parts", {"tokens": tokens, "steps": len(line)}) if tokens else None


def _loop_note(taken: Sequence[ChosenToken]) -> Note | None:
    loop = find_loop([choice.token.id for choice in taken])
    if loop is None:
        return None
    values: Values = {"step": loop.start + 1, "period": loop.period, "times": loop.times}
    # The token that starts the repetition again, the first and the last time.
    first = taken[loop.start + loop.period].token.probability
    last = taken[loop.start + loop.period * (loop.times - 1)].token.probability
    if loop.times < 3 or percent(first, "en") == percent(last, "en") or last < first:
        return Note("note-loop", values)
    return Note("note-loop-surer", {**values, "first": as_percent(first), "last": as_percent(last)})


def _ending_note(line: Sequence[TextNode]) -> Note | None:
    last = line[-1]
    if last.ending != "end_of_text":
        return None
    return Note("note-end", {"step": len(line), **_described(chosen_tokens(line)[-1])})


def _described(choice: ChosenToken) -> Values:
    token = choice.token
    return {"token": visible(token.text), "probability": as_percent(token.probability), "rank": choice.rank}
