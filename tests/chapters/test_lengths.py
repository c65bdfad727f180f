"""The length of a bar tells its value: from zero on, on an even axis, whatever page it stands on.

A chart may set another start for all of its bars (Plotly's `base`), such as even chances.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.chapters import chapters
from llm_viz.chapters.limits.drawbacks import ORDER
from tests.chapters.limits.support import unfolded
from tests.support.app import OpenApp

PAGES = [(chapter.door.stem, {}) for chapter in chapters() if chapter.name != "limits"]
PAGES += [("11_limits", {"drawback": key, **unfolded(key)}) for key in ORDER]


def lying_bars(app: AppTest) -> Iterator[str]:
    """The charts with bars whose lengths do not tell their values."""
    for chart in app.get("plotly_chart"):
        figure = json.loads(chart.proto.spec)
        for trace in figure["data"]:
            if trace["type"] == "bar" and not _is_honest(trace, figure["layout"]):
                yield chart.proto.alt or chart.proto.id


def _is_honest(trace: dict[str, Any], layout: dict[str, Any]) -> bool:
    along = "x" if trace.get("orientation") == "h" else "y"
    axis = layout.get(trace.get(f"{along}axis", along).replace(along, f"{along}axis"), {})
    ends, base = axis.get("range"), trace.get("base")
    start = base if isinstance(base, int | float) else 0
    return axis.get("type") != "log" and (ends is None or min(ends) <= start <= max(ends))


@pytest.mark.parametrize(("page", "query"), PAGES)
def test_bars_begin_at_zero_on_even_axes(open_app: OpenApp, page: str, query: dict[str, str]) -> None:
    app = open_app(page, reveal="1", text="one two three", **query)
    assert not app.exception
    assert list(lying_bars(app)) == []
