"""Sentences worth trying."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from llm_viz.base.languages import Language


@dataclass(frozen=True, slots=True)
class Preset:
    """A sentence that a chapter suggests; its label is the message `preset-<key>` of the chapter.

    `language` says in which interface language it is offered (None = in both).
    """

    key: str
    language: Language | None
    text: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence that convinces on the model meant for its language, with what was measured when it was chosen.

    `word` is the most probable next token and `share` its probability; `stray`: how many of the ten best are
    punctuation, white space or pieces of words. `python -m llm_viz examples --write` chooses and writes them.
    """

    text: str
    word: str
    share: float
    stray: int


@cache
def chosen_examples(language: Language) -> tuple[Chosen, ...]:
    """The sentences of a language, best first."""
    rows = tomllib.loads((resources.files(__package__) / f"examples.{language}.toml").read_text("utf-8"))["example"]
    return tuple(Chosen(**row) for row in rows)


def default_text(language: Language) -> str:
    """The sentence that a visit begins with."""
    return chosen_examples(language)[0].text
