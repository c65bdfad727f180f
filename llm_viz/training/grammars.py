"""The grammar of each language, whose sentences fill the training texts of the experiments."""

from __future__ import annotations

from llm_viz.base.i18n import Language
from llm_viz.training.corpora import corpus
from llm_viz.training.corpora.grammar import Grammar


def grammar_of(language: Language) -> Grammar:
    """The grammar that comes with the app in this language."""
    source = corpus(f"grammar_{language}").source
    assert source is not None
    return source
