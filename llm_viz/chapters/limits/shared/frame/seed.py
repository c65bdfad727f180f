"""What the drawbacks that draw answers share: the seed, which is also in the address."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.compute.answers import MAX_SEED
from llm_viz.kit.page.settings import number_at_first, number_setting

SEED_STEP = 1000
"""From one seed to the next that the arrows offer: no drawing has so many answers that two would share seeds."""


def current_seed(page: DrawbackPage, param: str) -> int:
    """The seed of the drawing, as the visitor or at first the address (`param`) chose it."""
    return number_at_first(page.visit, param, key=f"{page.name}-seed", high=MAX_SEED)


def choose_seed(page: DrawbackPage, param: str) -> int:
    """A field for the seed."""
    key, label = f"{page.name}-seed", page.t("seed")
    return number_setting(page.visit, param, label, key=key, high=MAX_SEED, step=SEED_STEP, width=200)
