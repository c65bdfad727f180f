"""Sentences about findings that say what the data hold: every value is said, in every language, and none is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llm_viz.facts.contents import Data, Problem

_VALUE = re.compile(r"\$(\w+)")


def unsaid_values(data: Data) -> Iterator[Problem]:
    """A value that no sentence shows, a sentence that asks for one that is not there, a finding without a sentence.

    Values that a picture is computed with need not be said if the finding's `unsaid` names them.
    """
    for name, by_language in data.sentences.items():
        for key, entry in data.trees[name].items():
            values, silent = set(entry.get("values", ())), set(entry.get("unsaid", ()))
            for language, sentences in by_language.items():
                said = set(_VALUE.findall(sentences.get(key, "")))
                if key not in sentences:
                    yield Problem(f"{name}.toml", key, f"no sentence in {language}")
                elif unsaid := values - said - silent:
                    yield Problem(f"{name}.toml", key, f"not said in {language}: {', '.join(sorted(unsaid))}")
                elif missing := (said | silent) - values:
                    yield Problem(f"{name}.toml", key, f"no value for {language}: {', '.join(sorted(missing))}")
