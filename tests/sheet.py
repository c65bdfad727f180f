"""Contact sheets of the first screens of all chapters, and a table of what can be measured of them.

    python -m tests.sheet artifacts/sheet --theme dark next_token tokens

`make sheet` does this for all chapters. Every chapter is opened as a new visitor finds it, on a laptop and on a phone;
with `--sizes hall hall720` as two projectors show it, in projector mode.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import get_args

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters import chapters
from tests.support.places import path_of
from tests.support.site import PHONE, Site, Theme, open_site

LAPTOP = {"width": 1280, "height": 720}
SIZES = {"laptop": LAPTOP, "phone": PHONE, "hall": {"width": 1920, "height": 1080}, "hall720": LAPTOP}
PROJECTED = ("hall", "hall720")
"""A projector's, in projector mode."""
STANDARD = ("laptop", "phone")
LEAST_PICTURE = 0.45
"""Share of the first screen, without the rail, that a drawing covers."""
LEAST_TYPE = {"laptop": 14.0, "phone": 13.0, "hall": 24.0, "hall720": 16.0}  # pixels
MEASURE = (Path(__file__).parent / "support" / "first_screen.js").read_text("utf-8")
_THUMB_HEIGHT = 420  # pixels, in a contact sheet


@dataclass(frozen=True, slots=True)
class Measured:
    """What `first_screen.js` finds: `picture` is a share, `smallest` and `wider` pixels, `screens` its height; `below`:
    what is important and lies below the first screen.
    """

    picture: float
    smallest: float
    smallest_text: str
    cut: list[str]
    overlaps: list[str]
    wider: float
    below: list[str]
    screens: float

    def faults(self, size: str) -> str:
        """What falls short of the bars, in a few words each."""
        found = []
        if self.picture < LEAST_PICTURE:
            found.append("picture too small")
        if self.smallest < LEAST_TYPE[size] - 0.05:
            found.append(f"small type: {self.smallest_text}")
        found += [f"cut: {text}" for text in self.cut[:3]]
        found += [f"overlap: {text}" for text in self.overlaps[:3]]
        found += [f"below the fold: {what}" for what in self.below]
        if self.wider > 0:
            found.append(f"{self.wider:.0f} px too wide")
        return "; ".join(found)


def main() -> None:
    """Take the pictures into the folder that the command names, print the table, and keep both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("chapters", nargs="*", metavar="chapter", help="all, if none is named")
    parser.add_argument("--theme", choices=get_args(Theme), default="light")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=STANDARD)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    known = [chapter.name for chapter in chapters()]
    if unknown := set(asked.chapters) - set(known):
        parser.error(f"no such chapter: {', '.join(sorted(unknown))} (there are {', '.join(known)})")
    names = asked.chapters or known
    with tempfile.TemporaryDirectory() as own, open_site(Path(own)) as site:
        lines = [_HEADING]
        _say(_HEADING)
        for language in LANGUAGES:
            for name in names:
                lines += [_take(site, name, language, size, asked.theme, asked.folder) for size in asked.sizes]
                _say(*lines[-len(asked.sizes) :])
            _paste(site, names, language, asked.theme, asked.sizes, asked.folder)
    (asked.folder / f"first_screens.{asked.theme}.txt").write_text("\n".join(lines) + "\n", "utf-8")


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


_HEADING = f"{'chapter':<12} {'':<2} {'':<7} {'picture':>7} {'type':>6} {'screens':>7}  falls short of the bars"


def _take(site: Site, name: str, language: Language, size: str, theme: Theme, folder: Path) -> str:
    """One first screen, as a new visitor finds it, and its line of the table."""
    path = path_of(next(chapter for chapter in chapters() if chapter.name == name))
    mode = {"projector": "1"} if size in PROJECTED else {}
    visit = site.open_page(path, language, size=SIZES[size], theme=theme, **mode)
    visit.page.screenshot(path=folder / _file(name, language, size, theme))
    measured = Measured(**visit.page.evaluate(MEASURE))
    site.close_pages()
    numbers = f"{measured.picture:>7.0%} {measured.smallest:>6.1f} {measured.screens:>7.1f}"
    return f"{name:<12} {language:<2} {size:<7} {numbers}  {measured.faults(size)}"


def _file(name: str, language: Language, size: str, theme: Theme) -> str:
    return f"{name}.{language}.{size}.{theme}.png"


def _paste(site: Site, names: list[str], language: Language, theme: Theme, sizes: list[str], folder: Path) -> None:
    """One picture of all first screens in one language."""
    figures = "".join(
        f"<figure><figcaption>{escape(name)}</figcaption>"
        + "".join(f'<img src="{_file(name, language, size, theme)}" height="{_THUMB_HEIGHT}">' for size in sizes)
        + "</figure>"
        for name in names
    )
    document = folder / f"sheet.{language}.{theme}.html"
    document.write_text(f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style>{figures}", "utf-8")
    page = site.browser.new_page(viewport={"width": 2000, "height": 600})
    page.goto(document.resolve().as_uri())
    page.screenshot(path=document.with_suffix(".png"), full_page=True)
    page.close()


_STYLE = """
body { margin: 16px; background: #8a8f9c; font: 16px sans-serif; display: grid; grid: auto / 1fr 1fr; gap: 12px; }
figure { margin: 0; display: flex; flex-wrap: wrap; gap: 8px; } figcaption { width: 100%; }
"""


if __name__ == "__main__":
    main()
