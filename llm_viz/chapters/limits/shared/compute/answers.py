"""Many answers of a model to one question, for the drawbacks that draw: how often they agree, how many differ."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling

MAX_SEED = 999_999
# The stop after an initial, as in J. Austen, ends nothing.
_END = re.compile(r"[\n,;:!?、。，．！？；：（(<]|です|(?<![A-Z])\.")


@dataclass(frozen=True, slots=True)
class Answers:
    """What was drawn: each different answer with how often it came, the commonest first. "" is no answer at all."""

    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def distinct(self) -> int:
        return len(self.counts)

    @property
    def favourite(self) -> str:
        return self.counts[0][0]

    @property
    def agreement(self) -> float:
        """The share of the commonest answer."""
        return self.counts[0][1] / self.total


def answer_in(text: str) -> str:
    """The answer that a drawn text begins with: up to the first punctuation mark, line end or です."""
    return _END.split(text.lstrip(" \u3000"), maxsplit=1)[0].strip()


def count_answers(texts: tuple[str, ...]) -> Answers:
    """Group drawn texts by their answer, capitals aside; a group is named by its first."""
    answers = [answer_in(text) for text in texts]
    names = {answer.casefold(): answer for answer in reversed(answers)}
    counts = Counter(answer.casefold() for answer in answers)
    return Answers(tuple((names[folded], count) for folded, count in counts.most_common()))


def draw_answers(
    lm: Model,
    prompt: str,
    sampling: Sampling,
    count: int,
    length: int,
) -> Answers:
    """Draw `count` continuations of at most `length` tokens; answer i with seed `sampling.seed + i`."""
    *_, last = lm.continuations(prompt, sampling, count, length)
    return count_answers(tuple(item.text for item in last.items))
