"""Change the lottery: the distribution under the four filters, which follow the sliders."""

from __future__ import annotations

from llm_viz.base.visible import visible
from llm_viz.chapters.sampling.compute.distribution import LISTED, notes
from llm_viz.chapters.sampling.compute.presets import PRESETS
from llm_viz.chapters.sampling.frame import (
    last_texts,
    opened_numbers,
    settings_in_address,
    shared_settings,
)
from llm_viz.chapters.sampling.parts.sampler import sampler, take_requested
from llm_viz.chapters.sampling.sections import draws, observed
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
        shown = wanted or (drawn.settings if drawn else None)
        sampler(page.t, distribution, settings_in_address(visit), shown, opened_numbers(visit))
        about_distribution = notes(distribution, visible(distribution.candidates[0].text))
        about_texts = draws.show(page, wanted, distribution)
        observed.show(page, [*about_distribution, *about_texts])
    page.presets(PRESETS)
