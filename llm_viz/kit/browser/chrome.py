"""What Streamlit draws around the chapters (menu, fields), in the visitor's language; projector mode.

Streamlit has English words only, and calls every document English.
"""

from __future__ import annotations

from functools import cache
from typing import TypedDict

from llm_viz.base.i18n import Strings, strings
from llm_viz.base.languages import Language
from llm_viz.kit.browser.part import HIDDEN, part

_WORDS = (
    "skip", "menu", "theme", "theme-system", "theme-light",
    "theme-dark", "print", "version", "made-with", "heading-link", "help", "help-for", "copy", "copied", "open",
    "choose", "no-results", "options", "less", "more", "too-high", "too-low", "clear", "clear-entry", "apply",
    "upload", "upload-one", "upload-file", "add-files", "drop", "drop-many", "limit", "remove", "fullscreen",
    "fullscreen-end", "close", "loading", "running", "stop", "connecting", "connection-error", "server-silent",
    "server-stopped", "timed-out", "notifications",
)  # fmt: skip


class ChromePayload(TypedDict):
    """`words`: each of Streamlit's texts with its translation; `{name}` stands for any text."""

    words: list[tuple[str, str]]
    projector: bool


def chrome(t: Strings, *, projector: bool) -> None:
    """Put the document and what stands around the chapters into the language of `t`, and enlarge it all in projector
    mode; shows nothing itself.
    """
    payload: ChromePayload = {"words": _words(t.language), "projector": projector}
    part(__file__, styles=HIDDEN)("chrome", payload)


@cache
def _words(language: Language) -> list[tuple[str, str]]:
    """Every text of Streamlit's with its translation: the same in every run of every page."""
    english, own = strings("en"), strings(language)
    return [(_pattern(english, word), _pattern(own, word)) for word in _WORDS]


def _pattern(t: Strings, word: str) -> str:
    return t(f"chrome-{word}", name="{name}")
