"""What the drawbacks that draw answers share: the seed, which is also in the address."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.samples import MAX_SEED
from llm_viz.kit.browser.address import remember_in_address

SEED_STEP = 1000
"""From one seed to the next that the arrows offer: no drawing has so many answers that two would share seeds."""


def current_seed(page: DrawbackPage, name: str) -> int:
    """The seed of the drawing, as the visitor or at first the address (`name=`) chose it."""
    place = f"{page.name}-seed"
    if place not in st.session_state:
        st.session_state[place] = page.visit.param_int(name, 0, 0, MAX_SEED)
    return int(st.session_state[place])


def choose_seed(page: DrawbackPage, name: str) -> int:
    """A field for the seed."""
    current_seed(page, name)
    seed = int(st.number_input(page.t("seed"), 0, MAX_SEED, step=SEED_STEP, key=f"{page.name}-seed", width=200))
    remember_in_address(f"{page.name}-seed-address", **{name: str(seed) if seed else None})
    return seed
