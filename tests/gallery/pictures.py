"""How the parts look, coarsely: the height of each, and how much stands out from the page in a grid of cells.

Fonts and the smoothing of edges differ from machine to machine; a box that has moved, a picture that stayed empty and a
colour that is gone show even so.
"""

from __future__ import annotations

import io
import json
import math
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Page

from llm_viz.base.languages import Language
from tests.gallery.page import app
from tests.gallery.samples import ROOT, SHELL, State, samples
from tests.support.site import PHONE, Theme

COLUMNS, ROWS = 16, 12
LEVELS = 16
_WIDE = {"width": 1280, "height": 720}
_SCALE = 0.25  # device pixels for each pixel: cells are averages anyway
_CONTRAST = 215  # of page and ink, in grey values, in both themes
MEAN, BLOCK, HEIGHT = 0.5, 1.8, 0.12
"""What may differ: the mean over all cells, and over each block of 4 × 3 cells, in levels; the share of the height. The
letters are Streamlit's own and Japanese ones are squares in every font, so edges are left.
"""
_BLOCK_COLUMNS, _BLOCK_ROWS = 4, 3


class Look(NamedTuple):
    """One visit of the page. Each theme is seen in one language and one state; `on_phone`: at its end on a phone."""

    theme: Theme
    language: Language
    state: State
    on_phone: bool = False

    @property
    def name(self) -> str:
        return f"{self.theme}-{self.language}-{self.state}"


PHONE_MARK = ", on a phone"
KEPT = (Look("light", "en", "asked"), Look("dark", "ja", "answered", on_phone=True))


@dataclass(frozen=True, slots=True)
class Picture:
    """`height` in pixels; `cells` row by row, from 0 (as the page) to 15 (as ink), in steps of equal roots: so little
    text tells itself from none.
    """

    height: int
    cells: tuple[int, ...]

    def written(self) -> str:
        rows = [self.cells[start : start + COLUMNS] for start in range(0, len(self.cells), COLUMNS)]
        return " ".join((str(self.height), *("".join(f"{cell:x}" for cell in row) for row in rows)))

    @classmethod
    def read(cls, text: str) -> Picture:
        height, *rows = text.split()
        return cls(int(height), tuple(int(cell, LEVELS) for row in rows for cell in row))

    def deviation(self, other: Picture) -> str:
        """What differs by more than fonts explain; empty if nothing does."""
        apart = [abs(one - two) for one, two in zip(self.cells, other.cells, strict=True)]
        found = []
        if abs(self.height - other.height) > HEIGHT * other.height + 12:
            found.append(f"{self.height} px high, not {other.height}")
        if sum(apart) / len(apart) > MEAN:
            found.append(f"{sum(apart) / len(apart):.2f} of {LEVELS} levels apart on average")
        worst, column, row = max(_blocks(apart))
        if worst > BLOCK:
            found.append(f"{worst:.2f} levels apart from column {column + 1} of {COLUMNS}, row {row + 1} of {ROWS}")
        return ", ".join(found)


def _blocks(apart: Sequence[int]) -> Iterator[tuple[float, int, int]]:
    """The mean of every block, and the column and the row where it begins."""
    for row in range(ROWS - _BLOCK_ROWS + 1):
        for column in range(COLUMNS - _BLOCK_COLUMNS + 1):
            starts = (below * COLUMNS + column for below in range(row, row + _BLOCK_ROWS))
            cells = [cell for start in starts for cell in apart[start : start + _BLOCK_COLUMNS]]
            yield sum(cells) / len(cells), column, row


def pictures(browser: Browser, look: Look, style: str = "") -> dict[str, Picture]:
    """All parts in this look, by group, name, state and, on a phone, that. `style`: CSS of the page besides its own."""
    samples(look.language, look.state)  # what fails there is told here, and not by an empty page
    with _served() as url:
        context = browser.new_context(viewport=_WIDE, device_scale_factor=_SCALE, reduced_motion="reduce")
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(error.stack or str(error)))
        page.goto(f"{url}/?theme={look.theme}&language={look.language}&states={look.state}")
        page.wait_for_selector("body[data-drawn]", timeout=60_000, state="attached")
        if style:
            page.add_style_tag(content=style)
            page.wait_for_timeout(500)
        found = _cut_out(page)
        if look.on_phone:
            page.set_viewport_size(PHONE)
            page.evaluate("() => llmVizStill()")
            found |= {f"{name}{PHONE_MARK}": picture for name, picture in _cut_out(page).items()}
        context.close()
    assert not problems, "\n".join(problems)
    return found


def _cut_out(page: Page) -> dict[str, Picture]:
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('.specimen')].map((place) => {"
        " const { x, y, width, height } = place.getBoundingClientRect();"
        " return [place.dataset.name, x, y + scrollY, width, height]; })"
    )
    whole = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
    page_value = whole.getpixel((0, 0))
    found = {}
    for name, x, y, width, height in boxes:
        sides = (x, y, x + width, min(y + max(height, 8), whole.height / _SCALE))
        box = tuple(side * _SCALE for side in sides)
        cells = whole.resize((COLUMNS, ROWS), Image.Resampling.BOX, box=box)
        found[name] = Picture(round(height), tuple(_level(value, page_value) for value in cells.tobytes()))
    return found


def _level(value: int, page: int) -> int:
    """From grey values, 0 (black) to 255."""
    return round((LEVELS - 1) * math.sqrt(min(1.0, abs(value - page) / _CONTRAST)))


@contextmanager
def _served() -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app(), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    (socket,) = server.servers[0].sockets
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def kept_file(group: str) -> Path:
    """Where the pictures of a chapter, or of the kit, are kept: beside its tests."""
    folder = ROOT / "tests" / ("kit/browser" if group == SHELL else f"chapters/{group}")
    return folder / "pictures.json"


def group_of(name: str) -> str:
    return name.split(" · ")[0]


def kept(group: str) -> dict[str, dict[str, Picture]]:
    """The kept pictures of a group: by look, then by name."""
    file = kept_file(group)
    written = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return {look: {name: Picture.read(text) for name, text in found.items()} for look, found in written.items()}


def write(group: str, seen: Mapping[Look, Mapping[str, Picture]]) -> None:
    """Keep these pictures of a group; nothing of one that has no parts."""
    looks = {
        look.name: {name: picture.written() for name, picture in found.items() if group_of(name) == group}
        for look, found in seen.items()
    }
    if any(looks.values()):
        kept_file(group).write_text(json.dumps(looks, ensure_ascii=False, indent=2) + "\n", "utf-8")
