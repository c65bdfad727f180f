"""Scores as a picture: each to the power of e, divided by the sum; a score opens into its multiplication."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.inside.compute.scores import Multiplication, Scores
from llm_viz.chapters.inside.parts.machine import MachinePayload
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import CandidatePayload, candidate_payload
from llm_viz.kit.page.question import Question, QuestionPayload

_KEY = "inside-scores"
_WORDS: dict[str, tuple[str, ...]] = {
    "picture": (),
    "vector": (),
    "score": (),
    "score_under": (),
    "power": (),
    "power_under": (),
    "share": (),
    "share_under": (),
    "others": ("count",),
    "sum": (),
    "slide": ("word",),
    "open": ("word", "score"),
    "back": (),
    "says": ("word", "other", "lead", "times", "vocabulary", "share"),
    "says_alone": ("word", "vocabulary", "share"),
    "says_moved": ("word", "share", "model"),
    "asking": ("word", "other", "lead"),
    "right": (),
    "wrong": ("guess",),
    "made_of": ("word",),
    "made_under": ("width",),
    "product": ("place",),
    "rest": ("count",),
    "bias": (),
    "scaled": ("scale",),
    "capped": ("cap",),
}
"""The words of the part, and the marks that it fills in."""


class ProductPayload(TypedDict):
    """`Product` in `scores.js`; `place` counts from 1."""

    place: int
    state: float
    weight: float


class MultiplicationPayload(TypedDict):
    """`Multiplication` in `scores.js`."""

    products: list[ProductPayload]
    others: int
    rest: float
    bias: float


class ScoresPayload(TypedDict):
    """`ScoresPayload` in `scores.js`; `log_sum`: the logarithm of the sum over the whole vocabulary, `state`: the first
    numbers of the last vector.

    As long as the question is open, `log_sum` and `times` (the true answer) are None and the probabilities are 0.
    """

    question: QuestionPayload
    machine: MachinePayload
    candidates: list[CandidatePayload]
    log_sum: float | None
    times: str | None
    vocabulary: int
    state: list[float]
    multiplications: list[MultiplicationPayload]
    scale: float
    softcap: float | None
    words: dict[str, str]


def show_scores(found: Scores, times: str, question: Question, machine: MachinePayload, t: Strings) -> None:
    """Show the last step; everything moves in the browser. `times` is the true answer to the question."""
    is_open = question.is_open
    payload: ScoresPayload = {
        "question": question.payload,
        "machine": machine,
        "candidates": [_candidate(candidate, is_covered=is_open) for candidate in found.best],
        "log_sum": None if is_open else found.next.log_normaliser,
        "times": None if is_open else times,
        "vocabulary": found.next.vocabulary_size,
        "state": [round(float(cell), 4) for cell in found.state],
        "multiplications": [_multiplication(worked) for worked in found.multiplications],
        "scale": found.scale,
        "softcap": found.softcap,
        "words": {word: with_marks(t, f"scores-{word.replace('_', '-')}", *marks) for word, marks in _WORDS.items()},
    }
    part(__file__, styles=("stage", "ask", "machine"))(_KEY, payload, on_guess_change=question.keep(_KEY))


def _candidate(candidate: Candidate, *, is_covered: bool) -> CandidatePayload:
    payload = candidate_payload(candidate)
    return {**payload, "probability": 0.0} if is_covered else payload


def _multiplication(worked: Multiplication) -> MultiplicationPayload:
    return {
        "products": [
            {"place": product.place + 1, "state": product.state, "weight": product.weight}
            for product in worked.products
        ],
        "others": worked.others,
        "rest": worked.rest,
        "bias": worked.bias,
    }
