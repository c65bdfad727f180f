"""Change the lottery: the distribution under the four filters, which follow the sliders."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters.sampling.compute.distribution import LISTED, notes
from llm_viz.chapters.sampling.compute.presets import PRESETS
from llm_viz.chapters.sampling.frame import last_texts, settings_in_address, shared_settings
from llm_viz.chapters.sampling.parts.sampler import sampler, take_requested
from llm_viz.chapters.sampling.sections import draws
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """Draw the section, with the one in which the texts are drawn.

    Not a fragment: what is clicked inside one waits until its run has ended, so that drawing could not be stopped.
    """
    visit = page.visit
    wanted = take_requested() or shared_settings(visit)
    with page.section("live", is_picture=True):
        distribution = visit.lm.next_distribution(visit.text, LISTED)
        drawn = last_texts(visit)
        sampler(page.t, distribution, settings_in_address(visit), wanted or (drawn.settings if drawn else None))
        about_distribution = notes(distribution, visible(distribution.candidates[0].text))
        about_texts = draws.show(page, wanted, distribution)
        if about_texts:
            page.notes([*about_distribution, *about_texts])
        else:
            st.markdown(escape(page.said(about_distribution)))
    page.presets(PRESETS)
