"""Browsers get with a page exactly the parts that it opens on."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from llm_viz.chapters import chapters
from llm_viz.kit.browser.modules import modules
from llm_viz.kit.shell.contents import Chapter
from tests.support.app import OpenApp


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.name)
def test_a_chapter_names_the_parts_that_it_opens_on(open_app: OpenApp, chapter: Chapter) -> None:
    app = open_app(chapter.door.stem, lang="en")
    shown = {part.proto.component_name.removeprefix("llm_viz_") for part in app.get("bidi_component")}
    own = {
        PurePosixPath(path).stem
        for path, text in modules().files.items()
        if path.startswith(f"chapters/{chapter.name}/") and "export function mount" in text
    }
    assert set(chapter.about.opens_on) == shown & own
