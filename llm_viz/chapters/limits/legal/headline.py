"""The number on the card of this drawback."""

from __future__ import annotations

import math

from llm_viz.base.numbers import power_of_ten
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.legal.compute import LINE
from llm_viz.chapters.limits.shared.compute.headline import Headline


def headline(_: DrawbackPage) -> Headline:
    """From how many operations of training on duties are stricter."""
    return Headline({"line": power_of_ten(round(math.log10(LINE)))})
