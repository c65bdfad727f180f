"""The same model, trained in two places: the carbon intensity of the electricity, beside that of other trainings."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.limits.cost.compute import carbon_intensities, intensity_notes
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.rows import Row, bar_rows
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t = page.t
    with folded(page, "place") as opened:
        if not opened:
            return
        intensities = carbon_intensities(t("twin-hydro"), t("twin-grid"))
        rows = [
            Row(
                intensity.name,
                intensity.grams_per_kwh,
                f"{intensity.grams_per_kwh:.0f}",
                "marked" if intensity.twin else "plain",
            )
            for intensity in intensities
        ]
        notes = intensity_notes(intensities)
        show_figure(partial(bar_rows, rows), "limits_cost-places", page.described(t("place-alt"), notes))
        st.caption(t.prose("place-control"))
        page.notes(notes)
