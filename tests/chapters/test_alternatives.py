"""Every chart says in words, for those who do not see it, what its numbers say and not only what kind it is."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest

from llm_viz.chapters.limits.drawbacks import ORDER
from llm_viz.kit.markdown import plain
from tests.chapters.limits.support import unfolded
from tests.support.app import OpenApp, notes_of

PAGES = [
    *(
        ("1_learning", ""),
        ("2_tokens", ""),
        ("3_next_token", ""),
        ("8_large", "act=parts"),
        ("8_large", "act=models&show_plane=true"),
    ),
    *(("11_limits", urlencode({"drawback": key, **unfolded(key)})) for key in ORDER),
]
OF_THEIR_OWN = (
    "-why-bars",
    "learning-loss",
    "learning-word",
    "tokens-per-",
    "limits_blackbox-cut",
)
"""Charts whose own sentence has the finding in it."""
NOTHING_FOUND = ("limits_hallucination-words",)
"""Charts of which there is nothing to say on the made-up numbers of the tests."""


@pytest.mark.parametrize(("page", "setting"), PAGES, ids=lambda name: name)
def test_charts_say_what_they_show(open_app: OpenApp, page: str, setting: str) -> None:
    app = open_app(page, reveal="1", **dict(parse_qsl(setting)))
    findings = [plain(line) for notes in notes_of(app) for line in notes]
    silent = {
        str(chart.proto.id): chart.proto.alt
        for chart in app.get("plotly_chart")
        if not any(finding in chart.proto.alt for finding in findings)
    }
    assert [
        alt for place, alt in silent.items() if not any(name in place for name in OF_THEIR_OWN + NOTHING_FOUND)
    ] == []


def test_markdown_is_read_as_it_is_seen() -> None:
    assert plain(r"“**a\_b**” has *more*, 2 \* 3 \\ 4") == r"“a_b” has more, 2 * 3 \ 4"
