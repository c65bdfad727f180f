"""Strings in the visitor's language.

Every room has its own: `<room>/texts/<language>.ftl` holds short strings as Fluent messages (projectfluent.org), those
of `base/texts` are shared by all; `<room>/texts/<language>.md` holds prose as Markdown, cut into sections by `##
section-id` headings.
"""

from __future__ import annotations

import locale
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, cast

from llm_viz.base.languages import Language
from llm_viz.base.numbers import Quantity, large, with_units

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from fluent.syntax.ast import Resource

Place = Literal["page", "terminal"]
"""Where a message is read."""

_AFTER_UNIT = re.compile(r"(\u00a0[万億兆]\**|\d%) (?=[\u3040-\u30ff\u4e00-\u9fff])")
"""The space of 「950 個」, which 「4.9 万個」 and 「40%の」 do not have.

「**40%** の」 keeps it: without it, Markdown would not see that the bold ends.
"""
_ROOMS = {"common": "base", "doctor": "cli"}
_SECTION = re.compile(r"^## ([a-z0-9-]+)[ \t]*$", re.MULTILINE)


class Strings:
    """The messages of one chapter in one language, with the common ones as a fallback: `strings("title", name="…")`."""

    def __init__(self, language: Language, chapter: str) -> None:
        # Imported here, so that `doctor` can start, and say so, where this package is missing.
        from fluent.runtime import FluentBundle

        self.language: Language = language
        self.chapter = chapter
        self._bundle = FluentBundle([language], functions={"LARGE": cast(Any, self._large)}, use_isolating=False)
        for source in dict.fromkeys(("common", chapter)):
            self._bundle.add_resource(parsed(language, source), allow_overrides=False)
        self._without_values: dict[str, str] = {}  # as they were shown before: a page asks for hundreds in every run

    def __call__(self, key: str, **values: str | int | float | Quantity) -> str:
        """The message `key` with its placeables filled in; KeyError if the language lacks it or a value is missing.

        What is said otherwise in a terminal than on a page goes by the value `place`, which is "page" unless given.
        """
        if values:
            return self._filled(key, values)
        if key not in self._without_values:
            self._without_values[key] = self._filled(key, {})
        return self._without_values[key]

    def _filled(self, key: str, values: Mapping[str, str | int | float | Quantity]) -> str:
        filled = {
            name: value.written(self.language) if isinstance(value, Quantity) else value
            for name, value in values.items()
        }
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, problems = self._bundle.format_pattern(message.value, {"place": "page", **filled})
        if problems:
            raise KeyError(f"{key}: {problems[0]}")
        shown = _AFTER_UNIT.sub(r"\1", str(text))
        in_terminal = self.chapter == "doctor" or values.get("place") == "terminal"
        return shown if in_terminal else with_units(shown)

    def _large(self, number: float) -> str:
        """`LARGE($number)` in a message: see `numbers.large`."""
        return large(float(number), self.language)

    def __contains__(self, key: str) -> bool:
        return self._bundle.has_message(key)

    def prose(self, section: str) -> str:
        """One Markdown section of the chapter's prose; KeyError if there is none."""
        return with_units(_sections(self.language, self.chapter)[section])


@lru_cache(maxsize=64)
def strings(language: Language, chapter: str = "common") -> Strings:
    """The strings of a chapter; read once."""
    return Strings(language, chapter)


@lru_cache(maxsize=64)
def parsed(language: Language, source: str) -> Resource:
    """The messages of one file, parsed once: every chapter's strings hold the common ones."""
    from fluent.runtime import FluentResource

    return FluentResource(text_file(source, language, "ftl").read_text("utf-8"))


@lru_cache(maxsize=64)
def _sections(language: Language, chapter: str) -> dict[str, str]:
    parts = _SECTION.split(text_file(chapter, language, "md").read_text("utf-8"))
    return {name: body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def text_file(name: str, language: Language, suffix: Literal["ftl", "md"]) -> Traversable:
    """The strings of a chapter, a part of one ("limits.bias"), of all ("common") or of the command line ("doctor")."""
    room = _ROOMS.get(name) or f"chapters/{name.replace('.', '/')}"
    return resources.files("llm_viz") / room / "texts" / f"{language}.{suffix}"


def terminal_language() -> Language:
    """The language of the terminal's locale if the app speaks it, else English."""
    code = (locale.getlocale()[0] or "").lower()
    return "ja" if code.startswith(("ja", "japanese")) else "en"
