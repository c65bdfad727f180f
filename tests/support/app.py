"""The app's script without a server or a browser, on an engine without a model."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

ROOT = Path(__file__).parents[2]
OpenApp = Callable[..., AppTest]


def run_page(page: str, locale: str = "en-US", **query: str) -> AppTest:
    """The page after its first run; `page` is the name of a chapter's door, `query` its address."""
    app = AppTest.from_file(ROOT / "llm_viz" / "main.py", default_timeout=60)
    app.context = {"locale": locale}
    for name, value in query.items():
        app.query_params[name] = value
    if page != "0_home":
        app.switch_page(f"../pages/{page}.py")
    return app.run()


def payload_of(app: AppTest, part: str) -> dict[str, Any]:
    """What the browser part that lies in `part.js` was given; it holds no arrays."""
    [shown] = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name.endswith(f"_viz_{part}")
    ]
    payload: dict[str, Any] = json.loads(shown.json)
    return payload


def in_address(app: AppTest) -> dict[str, str]:
    """The settings that the page wants in the address, beside what every address says of the visit."""
    return {name: value for name, value in written_address(app).items() if value is not None}


def written_address(app: AppTest) -> dict[str, str | None]:
    """What the page does to the address: settings that it puts there, and (None) those that it takes out."""
    shown = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name.endswith("_address")
    ]
    return {name: value for proto in shown for name, value in json.loads(proto.json)["address"].items()}


def notes_of(app: AppTest) -> list[list[str]]:
    """What the page says about each of its pictures: as the box “look here”, or as a sentence with a fold."""
    boxes = [_lines(note.value)[2:] for note in app.info if note.icon == ":material/visibility:"]
    folded: dict[str, list[str]] = {}
    _gather_notes(app.main, folded)
    return [*boxes, *folded.values()]


def _gather_notes(block: Block, found: dict[str, list[str]]) -> None:
    kind, _, picture = (getattr(block, "key", None) or "").partition("-")
    if kind in ("says", "notes"):
        found.setdefault(picture, []).extend(line for text in block.markdown for line in _lines(text.value))
        return
    for child in block.children.values():
        if isinstance(child, Block):
            _gather_notes(child, found)


def _lines(text: str) -> list[str]:
    return [line.removeprefix("- ") for line in text.splitlines()]
