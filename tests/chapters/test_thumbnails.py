"""The small pictures of the chapters: each has one, and it is drawn from what the chapter knows."""

from __future__ import annotations

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from llm_viz.chapters import chapters, thumbnail
from llm_viz.chapters.limits.drawbacks import ORDER
from llm_viz.kit.charts.thumbnail import HEIGHT, WIDTH, background, scaled
from llm_viz.kit.compute import article

NAMES = [chapter.name for chapter in chapters()[1:]]


def drawn(name: str, *, moving: bool = False) -> ElementTree.Element:
    address = background(thumbnail(name), moving=moving)
    head, svg = address.removesuffix('")').split(",", 1)
    assert head == 'url("data:image/svg+xml'
    assert not re.search(r"[<>\"#]", svg)  # it stands in a style sheet
    return ElementTree.fromstring(unquote(svg))


@pytest.mark.parametrize("name", NAMES)
def test_every_chapter_has_a_picture_that_stays_in_its_frame(name: str) -> None:
    svg = drawn(name)
    assert len(svg) > 1
    for shape in svg.iter():
        edges = [tuple(map(float, point)) for point in re.findall(r"(-?[\d.]+),(-?[\d.]+)", shape.get("points", ""))]
        x, y, width, height = (float(shape.get(side, 0)) for side in ("x", "y", "width", "height"))
        edges += [(x, y), (x + width, y + height), (float(shape.get("cx", 0)), float(shape.get("cy", 0)))]
        assert all(0 <= across <= WIDTH and 0 <= down <= HEIGHT for across, down in edges)
    assert len(thumbnail(name)) < 8_000


def test_only_the_moving_one_moves() -> None:
    assert "animation" not in background(thumbnail("large"))
    assert "animation" in background(thumbnail("large"), moving=True)
    assert drawn("large", moving=True)[0].tag.endswith("style")


def test_lengths_and_numbers_are_those_of_the_chapter() -> None:
    lengths = [float(shape.get("width", 0)) for shape in drawn("next_token")]
    assert lengths == pytest.approx([480 * share for _, share in article.WORDS])
    assert len(drawn("sampling")) == 100
    assert len(drawn("limits")) == len(ORDER)
    small, large = (float(shape.get("width", 0)) for shape in drawn("large"))
    assert large**2 / small**2 == pytest.approx(174.6 / 1.5, rel=0.05)


def test_scaled_keeps_the_distances() -> None:
    assert scaled([1, 2, 4], 0, 30) == [0, 10, 30]
    assert scaled([5, 5], 7, 9) == [7, 7]
