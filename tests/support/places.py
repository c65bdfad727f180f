"""Everything that a visitor can open by an address: every act of every chapter, and every drawback of chapter 11."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from llm_viz.chapters import chapters
from llm_viz.chapters.limits.drawbacks import ORDER
from llm_viz.kit.page import acts
from llm_viz.kit.shell.contents import Chapter
from llm_viz.kit.visit import Visit
from tests.support.app import run_page
from tests.support.fake_engine import FakeEngine


@dataclass(frozen=True, slots=True)
class Place:
    """A chapter and what its address says besides: `{"act": "merge"}`, `{"drawback": "bias"}`, or nothing."""

    chapter: Chapter
    query: dict[str, str]

    @property
    def path(self) -> str:
        """Its path on the server."""
        return path_of(self.chapter)

    @property
    def name(self) -> str:
        """What it is called on the command line: `tokens-merge`, `limits-bias`, `home`."""
        return "-".join([self.chapter.name, *self.query.values()])


def path_of(chapter: Chapter) -> str:
    """The path of a chapter on the server."""
    return f"/{chapter.name}" if chapter.number else "/"


def places() -> list[Place]:
    """All of them, in the order of the chapters."""
    return [place for chapter in chapters() for place in places_of(chapter)]


def places_of(chapter: Chapter) -> list[Place]:
    """Those of a chapter."""
    return [Place(chapter, query) for query in _queries(chapter)]


def _queries(chapter: Chapter) -> list[dict[str, str]]:
    if chapter.name == "limits":
        return [{"drawback": drawback} for drawback in ORDER]
    with noting_acts() as known, pytest.MonkeyPatch.context() as patch:
        engine = FakeEngine()
        patch.setattr("llm_viz.kit.visit.engine", lambda: engine)
        run_page(chapter.door.stem)
    return [{"act": act} for act in known] or [{}]


@contextmanager
def noting_acts() -> Iterator[list[str]]:
    """The acts of the chapter that is opened meanwhile: which there are is known once its page has run."""
    known: list[str] = []
    asked = acts.option_setting

    def ask(visit: Visit, name: str, keys: Sequence[str], *given: Any, **named: Any) -> str:
        known[:] = keys
        return asked(visit, name, keys, *given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(acts, "option_setting", ask)
        yield known
