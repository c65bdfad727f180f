"""Which sentences make good examples for a model: what it does with them, measured, and the rules they must keep.

The rules: the most probable next token is a content word with at least `LEAST_SHARE` that leaves something to others
(`MOST_SHARE`), or two content words make a telling tie; none of the ten best tokens is a sign, white space or a piece
of a word or character; and the greedy continuation does not repeat itself. Among those that keep the rules, the ones
come first in which a content word brought most of the token's score: that is what a picture of the score shows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.attribution import AttributionTargets
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.kit.compute.content_words import content_words
from llm_viz.kit.compute.dictionary import dictionary_words
from llm_viz.kit.compute.loops import find_loop
from llm_viz.kit.compute.receipt import items_by_token
from llm_viz.kit.compute.words import ends_word, is_sign

FIRST = 10
"""So many of the best tokens are looked at."""
LENGTH = 20
"""Tokens of the greedy continuation, as chapter 4 begins with."""
LEAST_SHARE, MOST_SHARE = 0.4, 0.85
_TIE = 0.8
"""From this share of the first's probability on, the second makes a tie."""

Kind = Literal["content", "function", "sign", "piece"]
"""What a token is to a reader: a content word; another word; a punctuation mark, white space or a sign of the model; a
piece of a word or of a character."""

_WRITTEN = tomllib.loads((resources.files(__package__) / "candidates.toml").read_text("utf-8"))
CANDIDATES: dict[Language, tuple[str, ...]] = {language: tuple(_WRITTEN[language]) for language in LANGUAGES}
"""Openings that were tried as examples."""


@dataclass(frozen=True, slots=True)
class Example:
    """What a model does after a text.

    `words` and `kinds` are those of its `FIRST` best tokens, `shares` their probabilities, `continuation` its greedy
    text of `LENGTH` tokens, `loops` whether that repeats itself or what stands before it. `source`: the token of the
    text from which attention brought most of the best token's score, `says_something` whether it is a content word.
    """

    text: str
    words: tuple[str, ...]
    kinds: tuple[Kind, ...]
    shares: tuple[float, ...]
    continuation: str
    loops: bool
    source: str
    says_something: bool

    @property
    def tells(self) -> bool:
        """Whether the most probable token is a content word, likely enough but not certain, or one of two in a tie."""
        if self.kinds[0] != "content" or self.shares[0] > MOST_SHARE:
            return False
        tie = self.kinds[1] == "content" and self.shares[1] >= _TIE * self.shares[0]
        return self.shares[0] >= LEAST_SHARE or (tie and self.shares[0] + self.shares[1] >= LEAST_SHARE)

    @property
    def stray(self) -> int:
        """How many of the best tokens are signs or pieces."""
        return sum(kind in ("sign", "piece") for kind in self.kinds)

    @property
    def keeps(self) -> bool:
        """Whether it keeps all the rules."""
        return self.tells and not self.loops and self.stray == 0

    @property
    def rank(self) -> tuple[bool, bool, int, bool, float]:
        """What the best example has least of: broken rules, the least important last."""
        return (not self.tells, self.loops, self.stray, not self.says_something, -self.shares[0])


def measure(lm: Model, text: str, language: Language) -> Example:
    """What the model does after the text, which is in `language`; about thirty forward passes."""
    best = lm.next_distribution(text, FIRST).candidates
    kinds = tuple(_kind(lm, text, candidate, language) for candidate in best)
    prompt = [token.id for token in lm.tokenize(text).tokens]
    steps = list(lm.generate(text, max_new_tokens=LENGTH, top=1))
    ids = [step.chosen.id for step in steps]
    source = _source(lm, text, best[0].id)
    return Example(
        text,
        tuple(candidate.text for candidate in best),
        kinds,
        tuple(candidate.probability for candidate in best),
        steps[-1].text,
        any(find_loop([*prompt, *ids[:end]]) is not None for end in range(4, len(ids) + 1)),
        source.text.strip(),
        source.kind == "text" and bool(content_words(source.text.strip(), language)),
    )


def _source(lm: Model, text: str, token: int) -> Token:
    """The token of the text from which attention, in all layers, brought most of the score of the one that follows."""
    tokens = lm.tokenize(text).tokens
    aim = AttributionTargets(len(tokens) - 1, (token,))
    [shares] = lm.trace(text, Capture(candidates=0), attribution=(aim,)).attribution
    brought = [item for item in items_by_token(shares, 0) if item.source is not None]
    return tokens[max(brought, key=lambda item: item.share).source or 0]


def _kind(lm: Model, text: str, candidate: Candidate, language: Language) -> Kind:
    word = candidate.text.strip()
    if candidate.kind == "part":
        return "piece"
    if is_sign(candidate.text, candidate.kind):
        return "sign"
    if not _is_whole(lm, text, candidate, language):
        return "piece"
    return "content" if content_words(word, language) else "function"


def _is_whole(lm: Model, text: str, candidate: Candidate, language: Language) -> bool:
    """Whether the model goes on with another word; in Japanese, as a dictionary cuts what it writes."""
    if language != "ja":
        return ends_word(lm, text, (candidate.id,), candidate.text)
    following = lm.next_distribution(text, 1, continuation=(candidate.id,)).candidates[0]
    end = len(text) + len(candidate.text)
    whole = text + candidate.text + (following.text if following.kind == "text" else "")
    return not any(start < end < stop for start, stop in dictionary_words(whole))


def best_first(examples: Sequence[Example]) -> list[Example]:
    """The examples in the order of the rules that they keep."""
    return sorted(examples, key=lambda example: example.rank)
