"""A walk through every act of every chapter and every drawback: what shuts somebody out, or is broken.

    python -m tests.walk --lang ja tokens limits-bias

`make walk` walks through all, in both languages: this takes half an hour. Each place is looked at as a new visitor
finds it, and again with the answer given (in English; in Japanese it is waived), what plays playing and every fold
opened: axe with all rules on a wide screen and on the narrowest, in the other theme and in forced colours with those
about colours, the Tab key once around both ways, whether one sees where it is, the width, names left in English,
errors in the console, requests to other hosts. What is found is listed, and the exit code is then 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Literal

from playwright.sync_api import Error, Page

from llm_viz.base.languages import LANGUAGES, Language
from tests.support.page_checks import (
    answer,
    barriers,
    broken,
    english_names,
    lasting_stops,
    overflow,
    play,
    reveal,
    stops,
    unfold,
    unseen_stops,
)
from tests.support.places import Place, places
from tests.support.site import NARROW, WIDE, Site, Theme, Visit, open_site

_THEMES: dict[Language, tuple[Theme, Theme]] = {"en": ("light", "dark"), "ja": ("dark", "light")}
"""In the first one, all rules are applied."""


def main() -> int:
    """Walk, say what is found place by place, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "places", nargs="*", metavar="place", help="a chapter or one of its places; all, if none is named"
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="both, if none is named")
    asked = parser.parse_args()
    known = places()
    names = {place.name for place in known} | {place.chapter.name for place in known}
    if unknown := set(asked.places) - names:
        parser.error(f"no such place: {', '.join(sorted(unknown))} (there are {', '.join(sorted(names))})")
    chosen = [place for place in known if not asked.places or {place.name, place.chapter.name} & set(asked.places)]
    languages = [asked.lang] if asked.lang else LANGUAGES
    faults = 0
    with tempfile.TemporaryDirectory() as own, open_site(Path(own), brief=True) as site:
        for language in languages:
            for place in chosen:
                begun = time.monotonic()
                found = walk(site, place, language)
                faults += len(found)
                _say(f"{place.name} {language}: {len(found)} found, {time.monotonic() - begun:.0f} s")
                _say(*(f"    {fault}" for fault in _once(found)))
    _say(f"{faults} found in {len(chosen)} places, {', '.join(languages)}")
    return 1 if faults else 0


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _once(found: list[str]) -> list[str]:
    """One line of each kind, and how many more there are: axe names every element that a rule is against."""
    alike = {fault.partition("[")[0]: fault for fault in reversed(found)}
    counts = Counter(fault.partition("[")[0] for fault in found)
    return [
        " ".join(f"{fault}{f' (and {counts[kind] - 1} more)' if counts[kind] > 1 else ''}".split())
        for kind, fault in reversed(alike.items())
    ]


def walk(site: Site, place: Place, language: Language) -> list[str]:
    """What is found in one place, before and after the answer; what kept it from being looked at is among it."""
    found: list[str] = []
    try:
        visit = site.open_page(place.path, language, **place.query)
        found += [f"before the answer: {fault}" for fault in _look(visit, language)]
        if language == "en":  # a guess of one's own stays on the picture, beside the truth
            answer(visit)
        reveal(visit, language)
        unfold(visit)
        play(visit)
        found += [f"after the answer: {fault}" for fault in _look(visit, language)]
        found += broken(visit)
        site.close_pages()
    except (AssertionError, Error) as failure:
        found.append(f"not walked to the end: {failure}")
        site.visits.clear()
    return found


def _look(visit: Visit, language: Language) -> list[str]:
    page, (theme, other_theme) = visit.page, _THEMES[language]
    _paint(visit, theme)
    found = [f"axe, {theme}: {barrier}" for barrier in barriers(page)]
    _paint(visit, other_theme)
    found += [f"axe, {other_theme}: {barrier}" for barrier in barriers(page, rules="contrast")]
    _paint(visit, other_theme, forced="active")
    found += [f"axe, forced colours: {barrier}" for barrier in barriers(page, rules="contrast")]
    _paint(visit, other_theme)
    if language == "ja":
        found += [f"English name: {name}" for name in english_names(page)]
    else:  # keys know no language
        found += _keyboard(page)
    page.set_viewport_size(NARROW)
    visit.settle()
    if (wider := overflow(page)) > 0:
        found.append(f"{wider} px wider than {NARROW['width']} px")
    found += [f"axe, {other_theme}, {NARROW['width']} px: {barrier}" for barrier in barriers(page)]
    page.set_viewport_size(WIDE)
    visit.settle()
    return found


def _paint(visit: Visit, theme: Theme, *, forced: Literal["active", "none"] = "none") -> None:
    visit.page.emulate_media(color_scheme=theme, reduced_motion="reduce", forced_colors=forced)
    # A busy machine is calm for a while before the page has noticed. Where the system chooses, it follows at once.
    visit.page.wait_for_function(_FOLLOWS, arg=[theme, "light dark"])
    visit.settle()


_FOLLOWS = "(schemes) => schemes.includes(getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme)"


def _keyboard(page: Page) -> list[str]:
    """Whether the Tab key leads around the page, and back the same way."""
    page.mouse.move(0, 0)  # what shows only while one points at it is no stop of the way back
    there, back = stops(page, "Tab"), stops(page, "Shift+Tab")
    one_way, later = there - back, back - there
    if later:  # what plays may have come to it since, or have left it
        one_way |= later - stops(page, "Tab")
    one_way &= lasting_stops(page)
    found = [f"the Tab key reaches on one way only: {stop}" for stop in sorted(one_way)]
    found += [f"one does not see that the focus is here: {stop}" for stop in unseen_stops(page)]
    if not any("stSkipToContent" in stop for stop in there):
        found.append(f"the Tab key is caught in {len(there)} stops")
    return found


if __name__ == "__main__":
    sys.exit(main())
