"""Every browser part, drawn alone, looks as it did when somebody last looked at it."""

from __future__ import annotations

import re

import pytest

from llm_viz.chapters import chapters
from llm_viz.kit.browser.modules import modules
from tests.gallery.pictures import COLUMNS, KEPT, ROWS, Look, Picture, group_of, kept, kept_file, pictures
from tests.gallery.samples import SHELL, UNSEEN, samples
from tests.support.site import Site

GROUPS = (SHELL, *(chapter.name for chapter in chapters()))
ALL_CELLS = ROWS * COLUMNS


@pytest.mark.browser
@pytest.mark.parametrize("look", KEPT, ids=lambda look: look.name)
def test_all_parts_are_drawn_without_an_error_and_look_as_kept(site: Site, look: Look) -> None:
    seen = pictures(site.browser, look)
    if look.state == "answered":
        mounted = {path for path, text in modules().files.items() if re.search(r"^export function mount\(", text, re.M)}
        shown = {sample.module for sample in samples(look.language, look.state)}
        unseen = {f"kit/browser/{stem}.js" for stem in UNSEEN}
        assert sorted(mounted - shown - unseen) == [], "parts without a sample"
    faults = []
    for group in GROUPS:
        before = kept(group).get(look.name, {})
        now = {name: picture for name, picture in seen.items() if group_of(name) == group}
        faults += [f"{name}: not kept" for name in now.keys() - before.keys()]
        faults += [f"{name}: gone" for name in before.keys() - now.keys()]
        faults += [
            f"{name}: {told}" for name in now.keys() & before.keys() if (told := now[name].deviation(before[name]))
        ]
    assert not faults, "\n".join([*faults, "If they should look so: python -m tests.gallery --write CHAPTER"])


def test_kept_pictures_are_small() -> None:
    assert sum(kept_file(group).stat().st_size for group in GROUPS if kept_file(group).is_file()) < 100_000


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (Picture(400, (5,) * ALL_CELLS), ""),
        (Picture(430, (5,) * (ALL_CELLS - 6) + (8,) * 6), ""),  # edges, a line that breaks elsewhere
        (Picture(500, (5,) * ALL_CELLS), "500 px high, not 400"),
        (Picture(400, (6,) * ALL_CELLS), "1.00 of 16 levels apart on average"),
        (
            Picture(400, ((5,) * 12 + (7,) * 4) * 3 + (5,) * (ALL_CELLS - 48)),  # a box in a corner is gone
            "2.00 levels apart from column 13 of 16, row 1 of 12",
        ),
    ],
)
def test_what_edges_change_is_no_deviation_and_what_has_moved_is(other: Picture, told: str) -> None:
    assert other.deviation(Picture(400, (5,) * ALL_CELLS)) == told


def test_a_picture_is_read_as_it_was_written() -> None:
    picture = Picture(321, tuple(cell % 16 for cell in range(ALL_CELLS)))
    assert Picture.read(picture.written()) == picture
