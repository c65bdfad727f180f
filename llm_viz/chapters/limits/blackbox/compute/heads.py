"""A text and its next token, the heads that attend to a word of it, and what is predicted without some of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.languages import Language
from llm_viz.base.visible import visible
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Distribution, Token
from llm_viz.engine.protocol.tracing import Capture, HeadAblation
from llm_viz.kit.compute.prediction_shift import Shift, most_probable_first

LONGEST_TEXT = 120  # characters
LISTED = 200
"""Candidates asked of the engine."""
_COMPARED = 6  # best tokens before and after that are shown
_HALF, _LESS, _MORE = 0.5, 0.9, 1.1  # probability after the ablation as a share of that before

Outcome = Literal["halved", "less", "same", "more"]
Head = tuple[int, int]
"""Layer and head, from 0."""

_TEXTS: dict[Language, tuple[str, str]] = {
    "en": ("The capital of France is", "France"),
    "ja": ("イタリアの首都はローマです。イギリスの首都はロンドンです。フランスの首都は", "フランス"),
}


def default_text(language: Language) -> str:
    """The text whose next word is looked into."""
    return _TEXTS[language][0]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text read by the whole model; `attention` (layer, head, src) is that of its last token."""

    text: str
    tokens: tuple[Token, ...]
    following: Distribution
    attention: NDArray[np.float32]

    @property
    def winner(self) -> str:
        """The favourite next token, as it reads."""
        return self.following.candidates[0].text

    @property
    def probability(self) -> float:
        return self.following.candidates[0].probability


def read(lm: Model, text: str) -> Reading:
    """Read the text once; `NotCausal` for an encoder."""
    lm.check_causal()
    trace = lm.trace(text, Capture(attention="all", candidates=LISTED))
    last = trace.attention_array(dest=len(trace.tokens) - 1)  # (layer, head, src)
    return Reading(text, trace.tokens, lm.following(trace), last)


def possible_subjects(reading: Reading) -> tuple[int, ...]:
    """Positions of the words that can be looked at: not the first, which soaks up attention, nor the last itself."""
    return tuple(token.position for token in reading.tokens[1:-1] if token.kind == "text" and token.text.strip())


def subject_names(reading: Reading) -> dict[int, str]:
    """The possible subjects by position, each with a name of its own: words that come again are counted.

    Streamlit knows an option by its name: of two with the same, it could not tell which one was chosen.
    """
    words = {position: visible(reading.tokens[position].text) for position in possible_subjects(reading)}
    often, seen = Counter(words.values()), Counter[str]()
    names = {}
    for position, word in words.items():
        seen[word] += 1
        names[position] = f"{word} ({seen[word]})" if often[word] > 1 else word
    return names


def default_subject(reading: Reading, language: Language) -> int | None:
    """The word that matters in our own text; in another, the one attended to most. None if there is none."""
    offered = possible_subjects(reading)
    text, word = _TEXTS[language]
    if reading.text == text:
        named = [position for position in offered if reading.tokens[position].text.strip() == word]
        if named:
            return named[-1]
    return max(offered, key=lambda position: float(reading.attention[:, :, position].sum()), default=None)


def head_name(head: Head) -> str:
    """Layer and head as people count: "7-3"."""
    return f"{head[0] + 1}-{head[1] + 1}"


def strongest_head(reading: Reading, subject: int) -> Head:
    """The head that attends most to position `subject`."""
    layer, head = np.unravel_index(int(reading.attention[:, :, subject].argmax()), reading.attention.shape[:2])
    return int(layer), int(head)


def head_ablations(layer: int, head: int | None, heads: int) -> tuple[HeadAblation, ...]:
    """The ablation of one head, or (None) of all `heads` of the layer."""
    return tuple(HeadAblation(layer, number) for number in (range(heads) if head is None else (head,)))


def next_without(lm: Model, text: str, ablations: tuple[HeadAblation, ...]) -> Distribution:
    """What comes next without some heads."""
    return lm.next_distribution(text, LISTED, interventions=ablations)


def probability_of(token: int, following: Distribution) -> float:
    """The probability of a token; of one that is not listed, that of the last that is, which is more."""
    return next(
        (candidate.probability for candidate in following.candidates if candidate.id == token),
        following.candidates[-1].probability,
    )


def outcome(reading: Reading, after: Distribution) -> Outcome:
    """What became of the favourite."""
    share = probability_of(reading.following.candidates[0].id, after) / reading.probability
    return "halved" if share < _HALF else "less" if share < _LESS else "same" if share <= _MORE else "more"


def shifts(before: Distribution, after: Distribution) -> tuple[Shift, ...]:
    """The best tokens of both, with their probability before and after; 0 where a token is not among those listed."""
    first, second = ({candidate.id: candidate.probability for candidate in side.candidates} for side in (before, after))
    shown = {candidate.id: candidate for side in (before, after) for candidate in side.candidates[:_COMPARED]}
    return most_probable_first(
        Shift(candidate, first.get(token, 0.0), second.get(token, 0.0)) for token, candidate in shown.items()
    )
