"""The chapters of the app: one folder each, which knows nothing of the others."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from llm_viz.kit.shell.contents import Chapter

ORDER = (
    "home", "learning", "tokens", "next_token", "generation", "sampling", "attention", "inside", "large", "scaling",
    "emergence", "limits", "sources",
)  # fmt: skip
"""The names of the chapters as they are read; the place in this list is the chapter's number."""


@cache
def chapters() -> tuple[Chapter, ...]:
    """The table of contents."""
    return tuple(
        Chapter(number, name, import_module(f"llm_viz.chapters.{name}").ABOUT) for number, name in enumerate(ORDER)
    )


@cache
def thumbnail(name: str) -> str:
    """The chapter's small picture, as its module `thumbnail` draws it: shapes of SVG (`kit/charts/thumbnail.py`)."""
    drawn: str = import_module(f"llm_viz.chapters.{name}.thumbnail").thumbnail()
    return drawn
