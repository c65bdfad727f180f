"""The bars of one distribution and of two, in the words of the chapter."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from llm_viz.kit.charts.predictions import distribution_bars, mirrored_bars
from llm_viz.kit.compute.prediction_shift import Shift
from llm_viz.kit.compute.predictions import SHOWN
from tests.support.distributions import candidate, distribution, words


@pytest.mark.parametrize("language", LANGUAGES)
class TestCharts:
    def test_tokens_are_shown_letter_by_letter(self, language: str) -> None:
        image = candidate(2, "</script><img src=x onerror=alert(1)>", 0.1)
        hostile = distribution(candidate(1, "<b>&amp;%{x}", 0.6), image)
        t = strings(language, "next_token")
        shift = Shift(image, 0.5, 0.1)
        for figure in (distribution_bars(hostile, t, "#000"), mirrored_bars([shift], t, "#000")):
            shown = figure.to_json()
            assert "\\u003cimg" not in shown
            assert "<img" not in shown
        assert distribution_bars(hostile, t, "#000").layout.yaxis.ticktext[0] == "&lt;b&gt;&amp;amp;%{x}"

    def test_bars_and_the_rest_make_up_everything(self, language: str) -> None:
        figure = distribution_bars(words(*[0.01] * 60), strings(language, "next_token"), "#000")
        assert len(figure.data[0].x) == SHOWN + 1
        assert sum(figure.data[0].x) == pytest.approx(1)
