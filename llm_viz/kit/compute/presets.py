"""Sentences worth trying."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.base.i18n import Language


@dataclass(frozen=True, slots=True)
class Preset:
    """A sentence that a chapter suggests; its label is the message `preset-<key>` of the chapter.

    `language` says in which interface language it is offered (None = in both).
    """

    key: str
    language: Language | None
    text: str
