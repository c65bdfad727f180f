"""The charts of several drawbacks: rows with names in any script, measurements, curves; no HTML from data."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from llm_viz.base.i18n import strings
from llm_viz.chapters.limits.shared.charts.curves import Axes, Level, curve_chart
from llm_viz.chapters.limits.shared.charts.row_style import BREAK, wrapped
from llm_viz.chapters.limits.shared.charts.rows import Row, bar_rows, dot_rows
from llm_viz.chapters.limits.shared.charts.rows_with_errors import RowWithError, rows_with_errors
from llm_viz.kit.charts.style import FONT
from llm_viz.kit.compute.statistics import Curve, Mean


def test_a_row_shows_every_measurement_and_no_html() -> None:
    rows = [RowWithError("<b>x</b>", -1.0, "-1.0", -2.0, 0.5, points=(-2.0, 0.0)), RowWithError("y", 2.0, "2")]
    figure = rows_with_errors(rows, "black", (-3.0, 3.0), "bits")
    bars, whiskers, dots = figure.data
    assert isinstance(bars, go.Bar)
    assert list(bars.x) == [-1.0, 2.0]
    assert (list(whiskers.error_x.array), list(whiskers.error_x.arrayminus)) == ([1.5], [1.0])
    assert list(dots.x) == [-2.0, 0.0]
    assert "<b>" not in figure.to_json()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("short name", ["short name"]),
        ("a name of several words", ["a name of", "several words"]),
        ("看護師", ["看護師"]),
        ("理論上の限界（帯域幅から）", ["理論上の限界", "（帯域幅から）"]),
        ("x" * 17, ["x" * 8, "x" * 9]),
        ("<b>bold</b> and more", ["&lt;b&gt;bold&lt;/b&gt;", "and more"]),
    ],
)
def test_a_long_name_takes_two_lines_in_any_script(name: str, lines: list[str]) -> None:
    assert wrapped(name, width=16) == BREAK.join(lines)


def test_japanese_names_of_bars_take_two_lines() -> None:
    figure = bar_rows([Row("インターネットの文章の割合", 1.0, "1")], "black")
    assert all(BREAK in name for name in figure.layout.yaxis.ticktext)


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    lines, t = [Curve("with", {0: Mean(20.0, 0.5, 3), 1: Mean(22.0, 0.5, 3)})], strings("en", "limits.misuse")
    for from_zero in (True, False):
        axes = Axes("across", "up", (0, 1), "{:.1f}".format, from_zero=from_zero)
        [title] = curve_chart(lines, axes, [], t, "#000").layout.annotations
        assert title.text == ("up" if from_zero else t("axis-not-from-zero", title="up"))


def test_bars_begin_at_zero_and_figures_on_a_logarithmic_axis_are_dots_between_powers_of_ten() -> None:
    rows = [Row("a", 930.0, "930"), Row("b", 0.05, "0.05")]
    bars, dots = bar_rows(rows, "black"), dot_rows(rows, "black")
    assert {trace.type for trace in bars.data} == {"bar"}
    assert bars.layout.xaxis.range[0] == 0
    assert {trace.type for trace in dots.data} == {"scatter"}
    assert dots.layout.xaxis.type == "log"
    assert list(dots.layout.xaxis.tickvals) == pytest.approx([0.1, 1, 10, 100, 1000])


def test_a_chart_takes_parts_of_a_run_and_shows_names_as_text() -> None:
    axes = Axes("<b>across", "up", (0, 1, 4), "{:.1f}".format)
    lines = [Curve("with", {}), Curve("without", {1: Mean(2.0, 0.5, 3)})]
    figure = curve_chart(lines, axes, [Level(1.0, "<i>level")], strings("en", "limits.misuse"), "#000")
    assert len(figure.data) == 2  # a curve and the level
    assert figure.data[0].x == (1,)
    written = figure.to_json()
    assert "<b>" not in written
    assert "\\u003cb" not in written


@pytest.mark.parametrize("draw", [bar_rows, dot_rows])
def test_labels_have_their_room_in_pixels_however_narrow_the_picture(draw: Callable[..., go.Figure]) -> None:
    short = draw([Row("a", 10.0, "10"), Row("b", 1.0, "1")], "black").layout
    long = draw([Row("a", 10.0, "3.88 億ドル"), Row("b", 1.0, "1")], "black").layout
    assert long.margin.r >= 7 * FONT
    assert long.margin.r - short.margin.r >= 4 * FONT
    end = 10 ** long.xaxis.range[1] if long.xaxis.type == "log" else long.xaxis.range[1]
    assert 10 <= end < 11, "the room is beside the axis: a share of a phone's width is too little"
