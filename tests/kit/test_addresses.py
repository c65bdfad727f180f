"""The address of a page opens to the same act, guess and settings: every act of every chapter, and every drawback."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.chapters import chapters
from llm_viz.kit.shell.contents import Chapter
from tests.gallery.samples import TEXT, extra
from tests.support.app import OpenApp, in_address, written_address
from tests.support.places import Place, places_of

OF_THE_VISIT = ("lang", "model", "projector", "cover")
"""Keys of the menu's settings, which the shell's tests look at."""
CONTROLS = ("selectbox", "button_group", "slider", "toggle", "checkbox", "number_input", "text_input", "radio")


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.name)
def test_the_address_of_every_act_opens_to_the_same_guess_and_settings(open_app: OpenApp, chapter: Chapter) -> None:
    samples = extra(f"tests.chapters.{chapter.name}")
    for place in places_of(chapter):
        if place.query.get("act") not in getattr(samples, "SKIPPED", ()):
            query = {"lang": "en", "text": TEXT, **getattr(samples, "QUERY", {}), **place.query}
            check(open_app, place, query, getattr(samples, "GUESSES", {}))


def check(open_app: OpenApp, place: Place, query: dict[str, str], made: Mapping[str, str]) -> None:
    """`made`: guesses at questions that take neither an option nor a one, by the question's key or the place's name."""
    door = place.chapter.door.stem
    guesses = {
        asked["key"]: made.get(asked["key"], made.get(place.name, (*asked["options"], "1")[0]))
        for asked in questions(open_app(door, **query))
    }
    app = open_app(door, **query, **guesses, reveal="1")
    assert guesses.items() <= in_address(app).items(), place.name
    before = state(app)
    changed = [change(widget) for widget in settings(app)]
    app.run()
    again = open_app(door, **address(app))
    assert not app.exception
    assert not again.exception
    assert not any(changed) or state(app) != before, place.name
    assert state(again) == state(app), place.name


def address(app: AppTest) -> dict[str, str]:
    """The page's address: as it was opened, with what the page's parts and Streamlit (`bind="query-params"`) write."""
    bound = {widget.proto.query_param_key: str(widget.value) for widget in settings(app) if is_bound(widget)}
    written = {**app.query_params, **bound, **written_address(app)}
    return {name: value for name, value in written.items() if value is not None}


def is_bound(widget: Any) -> bool:
    return bool(getattr(widget.proto, "query_param_key", ""))


def settings(app: AppTest) -> Iterator[Any]:
    """Everything on the page that a visitor sets, but what belongs to the visit or leads to another place."""
    for kind in CONTROLS:
        for widget in app.get(kind):
            if widget.key not in OF_THE_VISIT and not str(widget.key).startswith("act-") and not widget.disabled:
                yield widget


def change(widget: Any) -> bool:
    """Set it to something else; whether there is something else."""
    options = getattr(widget, "options", None)
    if widget.type in ("toggle", "checkbox"):
        widget.set_value(not widget.value)
    elif widget.type == "text_input":
        widget.set_value("abd")
    elif widget.type == "selectbox":
        widget.set_value(options[widget.index - 1])
    elif options is not None:
        widget.set_value([options[-1]] if isinstance(widget.value, list) else options[widget.indices[0] - 1])
    else:
        widget.set_value(widget.min if widget.value == widget.max else widget.max)
    return options is None or len(options) > 1


def state(app: AppTest) -> dict[str, object]:
    """Settings, and what was guessed."""
    guesses = {f"question {asked['key']}": (asked["open"], asked["guess"]) for asked in questions(app)}
    return {**{str(widget.key): widget.value for widget in settings(app)}, **guesses}


def questions(app: AppTest) -> list[Mapping[str, Any]]:
    """The questions on the pictures of the page."""
    payloads = [json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.json]
    return [payload["question"] for payload in payloads if payload.get("question")]
