"""The grammar of each language, whose sentences fill the training texts of the experiments."""

from __future__ import annotations

from llm_viz.base.languages import Language
from llm_viz.training.corpora import corpus
from llm_viz.training.corpora.grammar import Grammar


def grammar_of(language: Language) -> Grammar:
    """The grammar that comes with the app in this language."""
    grammar = corpus(f"grammar_{language}").grammar
    assert grammar is not None, "every shipped grammar corpus carries its grammar"
    return grammar
