"""The house is as docs/architecture.md says: chapters by the order, sections by the name that a visitor sees."""

from __future__ import annotations

import ast
import re
from keyword import iskeyword
from pathlib import Path

import pytest

import llm_viz
from llm_viz.base.i18n import text_file
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters import ORDER, chapters
from llm_viz.chapters.limits.drawbacks import DRAWBACKS

PACKAGE = Path(llm_viz.__file__).parent
CHAPTERS = PACKAGE / "chapters"
TESTS = Path(__file__).parents[1]
ROOMS = [*ORDER, *(f"limits.{drawback.key}" for drawback in DRAWBACKS)]
SECTION = re.compile(r"^section-([a-z-]+) =", re.MULTILINE)


def folder(room: str) -> Path:
    return CHAPTERS / room.replace(".", "/")


def test_every_folder_of_a_chapter_is_in_the_order() -> None:
    assert {path.parent.name for path in CHAPTERS.glob("*/page.py")} == set(ORDER)


def test_every_folder_of_a_drawback_is_offered() -> None:
    assert {path.parent.name for path in (CHAPTERS / "limits").glob("*/page.py")} == {one.key for one in DRAWBACKS}


def test_every_door_leads_to_its_chapter() -> None:
    doors = {chapter.door.name: chapter.name for chapter in chapters()}
    found = {path.name for path in chapters()[0].door.parent.glob("[0-9]*.py")}
    assert found == doors.keys()
    for chapter in chapters():
        statements = [ast.unparse(statement) for statement in ast.parse(chapter.door.read_text("utf-8")).body[1:]]
        assert statements == [f"from llm_viz.chapters.{chapter.name}.page import render", "render()"]


@pytest.mark.parametrize("room", ROOMS)
def test_sections_are_found_by_the_name_that_a_visitor_sees(room: str) -> None:
    named = {
        key.replace("-", "_") + "_" * iskeyword(key)
        for key in SECTION.findall(text_file(room, "en", "ftl").read_text("utf-8"))
    }
    files = {path.stem for path in (folder(room) / "sections").glob("*.py")} - {"__init__"}
    assert files == named


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_texts_and_its_tests(room: str) -> None:
    assert all(text_file(room, language, "ftl").is_file() for language in LANGUAGES)
    tests = TESTS / "chapters" / room.replace(".", "/")
    assert list(tests.glob("test_*.py"))


def test_what_is_dragged_in_a_picture_is_a_slider_in_one_way() -> None:
    by_itself = re.compile(r"role: \"slider\"|\"aria-valuem(in|ax)\":")
    found = {path.name for path in PACKAGE.rglob("*.js") if by_itself.search(path.read_text("utf-8"))}
    assert found == {"sliders.js"}
