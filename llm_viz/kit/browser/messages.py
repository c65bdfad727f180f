"""Messages that the browser fills in while something moves."""

from __future__ import annotations

from llm_viz.base.i18n import Strings


def with_marks(t: Strings, key: str, *marks: str) -> str:
    """The message `key` with {marks} in the place of its values; `sentences.js` puts them in."""
    return t(key, **{mark: f"{{{mark}}}" for mark in marks})
