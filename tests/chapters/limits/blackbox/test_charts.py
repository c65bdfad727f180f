"""Heads as dots."""

from __future__ import annotations

import numpy as np

from llm_viz.base.i18n import strings
from llm_viz.chapters.limits.blackbox.charts import head_scatter


def test_the_scatter_names_the_head_that_looks_and_the_one_that_does() -> None:
    weights, effects = np.array([[0.9, 0.1]], np.float32), np.array([[0.0, -2.0]])
    [dots] = head_scatter(weights, effects, strings("en", "limits.blackbox"), "black").data
    assert list(dots.text) == ["<b>1-1</b>", "<b>1-2</b>"]
