"""Words that serve the grammar and say little by themselves, read from the list beside this file."""

from __future__ import annotations

import tomllib
from importlib import resources

_LISTS = tomllib.loads((resources.files(__package__) / "function_words.toml").read_text("utf-8"))

FUNCTION_WORDS = {language: frozenset(words) for language, words in _LISTS.items()}
"""By language; English ones in small letters, Japanese ones in the form of the dictionary."""
