"""Texts to learn from: short stories written for this app, sentences of a grammar with known probabilities, and a
visitor's own file.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from llm_viz.base.errors import BadRequest
from llm_viz.base.languages import Language
from llm_viz.training.corpora.corpus import Corpus
from llm_viz.training.corpora.grammar import END, ENGLISH, JAPANESE, Grammar
from llm_viz.training.corpora.own import own_corpus

__all__ = ["CORPORA", "Corpus", "corpus", "own_corpus"]

CORPORA: dict[str, Language] = {"stories_en": "en", "stories_ja": "ja", "grammar_en": "en", "grammar_ja": "ja"}
"""The corpora that come with the app, by key."""

_HELD_OUT = 10  # every tenth story, and a tenth as much text of a grammar
_GRAMMAR_CHARACTERS = 200_000
_TRAIN_SEED, _VALIDATION_SEED = 1, 2


@cache
def corpus(key: str) -> Corpus:
    """One of `CORPORA`; `BadRequest` for another key."""
    if key not in CORPORA:
        raise BadRequest(name="corpus", value=key, allowed=", ".join(CORPORA))
    return _stories(key) if key.startswith("stories") else _sentences(key)


def _stories(key: str) -> Corpus:
    stories = (resources.files(__name__) / f"{key}.txt").read_text("utf-8").splitlines()
    held_out = stories[_HELD_OUT - 1 :: _HELD_OUT]
    train = [story for index, story in enumerate(stories, 1) if index % _HELD_OUT]
    return Corpus(key, CORPORA[key], _text(train), _text(held_out))


def _sentences(key: str) -> Corpus:
    """Both texts are drawn independently: a sentence can be in both, which leaves the probabilities true."""
    grammar = Grammar(ENGLISH, " ") if CORPORA[key] == "en" else Grammar(JAPANESE)
    count = round(_GRAMMAR_CHARACTERS / (grammar.sentence_length + len(END)))
    train = grammar.sample(count, _TRAIN_SEED)
    validation = grammar.sample(count // _HELD_OUT, _VALIDATION_SEED)
    return Corpus(key, CORPORA[key], _text(train), _text(validation), grammar)


def _text(lines: list[str]) -> str:
    return "".join(line + END for line in lines)
