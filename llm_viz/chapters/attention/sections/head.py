"""Who looks at whom, one head at a time, in the visitor's own text."""

from __future__ import annotations

from llm_viz.chapters.attention.compute.head_looks import HeadLooks, head_looks
from llm_viz.chapters.attention.frame.hero import hero
from llm_viz.chapters.attention.parts.one_head import one_head
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.on_demand import Kept

_LOOKS: Kept[HeadLooks] = Kept("attention-head-looks")


def show(page: Page) -> None:
    """The picture; which head and which token are chosen in the browser."""
    visit = page.visit
    with hero(page, "head"):
        subject = visit.model, visit.text
        looks = _LOOKS.get_or_compute(subject, lambda: head_looks(visit.lm, visit.text))
        if looks is not None:
            one_head(looks, "\n".join(subject), page.t)
