"""What every browser part is given: recorded from the chapters' own pages, on an engine without a model.

A chapter is opened act by act, before and after its questions are answered. Its tests' folder may hold a `samples.py`
that adds to this what is not seen so: `QUERY`, settings of the address that open its folds; `OPENINGS`, addresses to
open besides; `PARTS`, functions that call a part with a few figures, by the name of what they show; `SKIPPED`, acts
that the engine without a model has no figures for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from streamlit.components import v2
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from llm_viz.base.languages import Language
from llm_viz.chapters import chapters
from llm_viz.kit.browser import part as parts
from llm_viz.kit.shell.contents import Chapter
from llm_viz.kit.visit import Visit
from tests.support.app import run_page
from tests.support.fake_engine import FakeEngine
from tests.support.places import noting_acts

State = Literal["asked", "answered"]
ROOT = Path(__file__).parents[2]
SHELL = "kit"
"""The group of what stands around every chapter, or belongs to none."""
TEXT = "abc"
"""To the engine without a model, a letter is a token."""
_AROUND = ("chrome", "sentence", "address", "rail", "share", "stage", "arrive")
UNSEEN = ("chrome", "address", "rail", "stage", "arrive")
"""They draw nothing, or take the page's own styles, which are not in the gallery (`IN_PAGE`)."""
_LOCALES = {"en": "en-US", "ja": "ja-JP"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A part as a visitor meets it: `module` and `styles` are paths below `llm_viz`, `payload` is JSON, with an array
    as `{"dtype": …, "values": …}`, NaN as null.
    """

    group: str
    name: str
    module: str
    styles: tuple[str, ...]
    payload: dict[str, Any]


@cache
def samples(language: Language, state: State) -> tuple[Sample, ...]:
    """The parts of the kit and of all chapters, each once."""
    found: dict[tuple[str, str], Sample] = {}
    with _recording() as recorded:
        for chapter, query in _runs(language, state):
            recorded.clear()
            _open(chapter, language, query)
            for sample in recorded:
                stem = Path(sample.module).stem
                if stem not in UNSEEN:
                    home = SHELL if stem in _AROUND else chapter.name
                    found.setdefault((home, sample.name), replace(sample, group=home))
        for group, label, show in _written():
            recorded.clear()
            _show_alone(show, language)
            (sample, *_) = [each for each in recorded if Path(each.module).stem not in UNSEEN]
            found[group, label] = replace(sample, group=group, name=label)
    stems = Counter((group, Path(sample.module).stem) for (group, _), sample in found.items())
    return tuple(
        replace(sample, name=stem) if stems[group, stem := Path(sample.module).stem] == 1 else sample
        for (group, _), sample in found.items()
    )


def _runs(language: Language, state: State) -> Iterator[tuple[Chapter, dict[str, str]]]:
    """Every act of every chapter, by the query of its address. The acts of a chapter are known once it was opened."""
    reveal = {"reveal": "1"} if state == "answered" else {}
    for chapter in chapters():
        with noting_acts() as known:
            own = extra(f"tests.chapters.{chapter.name}")
            query = {"lang": language, "text": TEXT, **reveal, **getattr(own, "QUERY", {})}
            yield chapter, query
            others = known[1:]
        skipped = getattr(own, "SKIPPED", ())
        further = [{"act": act} for act in others if act not in skipped]
        for opening in (*further, *getattr(own, "OPENINGS", ())):
            yield chapter, {**query, **opening}


def _open(chapter: Chapter, language: Language, query: Mapping[str, str]) -> None:
    app = run_page(chapter.door.stem, _LOCALES[language], **query)
    assert not app.exception, (chapter.name, query, app.exception[0].value)


def _written() -> Iterator[tuple[str, str, Callable[[Visit], None]]]:
    """What the `samples.py` beside the tests add: group, name, and the function that shows it."""
    folders = {SHELL: "tests.kit.browser", **{each.name: f"tests.chapters.{each.name}" for each in chapters()}}
    for group, folder in folders.items():
        for label, show in getattr(extra(folder), "PARTS", {}).items():
            yield group, label, show


def extra(folder: str) -> object:
    """The module `samples` of a tests' folder; None if there is none."""
    name = f"{folder}.samples"
    return import_module(name) if find_spec(name) else None


@contextmanager
def _recording() -> Iterator[list[Sample]]:
    """What parts are given from here on, instead of being shown."""
    seen: list[Sample] = []
    registered: list[tuple[str, tuple[str, ...]]] = []
    engine = FakeEngine()

    def style(module: Path, styles: tuple[str, ...]) -> str:
        registered.append((_below(module), tuple(map(_below, parts.sheets(module, styles)))))
        return ""

    def component(name: str, **_: object) -> Callable[..., None]:
        module, styles = registered[-1]

        def show(key: str, data: Mapping[str, Any], **callbacks: object) -> None:
            seen.append(Sample("", f"{Path(module).stem} {key}", module, styles, json.loads(_text(data))))

        return show

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        patch.setattr("llm_viz.kit.visit.engine", lambda: engine)
        patch.setattr(parts, "_style", style)
        patch.setattr(parts, "encode_arrays", lambda data: data)
        patch.setattr(v2, "component", component)
        parts.part.cache_clear()
        yield seen
    parts.part.cache_clear()


def _show_alone(show: Callable[[Visit], None], language: Language) -> None:
    """Call it as the script of a page would."""

    def script(show, language):  # Streamlit runs its text, which knows no names of this module
        import streamlit as st

        from llm_viz.kit.visit import Visit, engine

        st.session_state["lang"] = language
        show(Visit(language, "smollm2-135m", "abc", engine()))

    app = AppTest.from_function(script, kwargs={"show": show, "language": language}).run()
    assert not app.exception, app.exception[0].value


def _below(file: Path) -> str:
    return file.relative_to(parts.PACKAGE).as_posix()


def _text(data: Mapping[str, Any]) -> str:
    def array(value: object) -> object:
        assert isinstance(value, np.ndarray), type(value)
        numbers = value.ravel().tolist()  # JSON knows no NaN
        return {"dtype": value.dtype.name, "values": [None if number != number else number for number in numbers]}

    return json.dumps({**data, "visit": "gallery"}, default=array)
